"""The examples inside rules, run as tests."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hegao.dsl.registry import Registry
from hegao.grammar.source import Span
from hegao.linter.finding import STAGES, Finding, Stage
from hegao.linter.fix import apply_fixes
from hegao.linter.rule import Rule
from hegao.linter.run import check_text

MARKS = re.compile("[⟦⟧]")
LISTED = re.compile(r"\A〔机构名录：(?P<names>[^〕]*)〕\n")


@dataclass(frozen=True, slots=True)
class ExampleFailure:
    """An example that does not do what it says."""

    code: str
    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Example:
    """An example without its marks, and what they mark."""

    text: str
    marked: tuple[Span, ...]
    registry: Registry | None


def read_example(source: str) -> Example:
    """An example as it stands in a rule. A first line 〔机构名录：…〕 gives the listed units."""
    registry = None
    if match := LISTED.match(source):
        registry = Registry({name: name for name in match["names"].split("、")})
        source = source[match.end() :]
    marks: list[int] = []
    for index, match in enumerate(MARKS.finditer(source)):
        marks.append(match.start() - index)
    spans = tuple(Span(*pair) for pair in zip(marks[::2], marks[1::2], strict=False))
    return Example(MARKS.sub("", source), spans, registry)


def run_examples(rule: Rule, rules: Sequence[Rule]) -> list[ExampleFailure]:
    """What is wrong with a rule's examples; `rules` are all that are known, for fixes."""
    stage: Stage | None = next((stage for stage in STAGES if rule.levels[stage]), None)
    if stage is None:
        return [ExampleFailure(rule.code, rule.line, "哪个阶段都不查，例子无从运行")]
    return [ExampleFailure(rule.code, rule.line, m) for m in _messages(rule, rules, stage)]


def _messages(rule: Rule, rules: Sequence[Rule], stage: Stage) -> Iterator[str]:
    for index, source in enumerate(rule.bad):
        example = read_example(source)
        if not example.marked:
            yield f"应报的例子没有用⟦ ⟧标出位置：{source}"
            continue
        findings = _find(rule, rules, stage, example)
        if (found := _spans(findings)) != example.marked:
            yield f"标出的位置不对\n  应为 {source}\n  实为 {_mark(example.text, found)}"
        elif rule.fix is not None:
            wanted = rule.fixed[index] if index < len(rule.fixed) else None
            yield from _fix_messages(rule, rules, stage, example, findings, wanted)
    for source in rule.good:
        example = read_example(source)
        if found := _spans(_find(rule, rules, stage, example)):
            yield f"不该报的例子报了：{_mark(example.text, found)}"


def _find(rule: Rule, rules: Sequence[Rule], stage: Stage, example: Example) -> list[Finding]:
    """Findings of one rule; the others run when it looks at what they found."""
    running = [rule]
    if rule.kind == "核稿指令":
        running = [*(other for other in rules if other.code != rule.code), rule]
    report = check_text(example.text, running, stage, example.registry)
    return [finding for finding in report.findings if finding.code == rule.code]


def _spans(findings: Sequence[Finding]) -> tuple[Span, ...]:
    return tuple(sorted(span for each in findings for span in (each.span, *each.related)))


def _fix_messages(
    rule: Rule, rules: Sequence[Rule], stage: Stage, example: Example,
    findings: Sequence[Finding], wanted: str | None,
) -> Iterator[str]:  # fmt: skip
    mended = apply_fixes(example.text, findings, frozenset(("safe", "confirm")))
    if wanted is not None and mended != wanted:
        yield f"修正的结果不对\n  应为 {wanted}\n  实为 {mended}"
    after = Example(mended, (), example.registry)
    left = _find(rule, rules, stage, after)
    again = apply_fixes(mended, left, frozenset(("safe", "confirm")))
    if again != mended:
        yield f"修正两次结果不同：{again}"
    if left:
        yield f"修正以后还报：{_mark(mended, _spans(left))}"
    if rule.fix is not None and rule.fix.action == "另起一行":
        return  # The new line is there to be filled in, and is a finding until it is.
    before = {f.code for f in check_text(example.text, rules, stage, example.registry).findings}
    for finding in check_text(mended, rules, stage, example.registry).findings:
        if finding.code not in before:
            yield f"修正带来了新的问题 {finding.code} {finding.message}"


def _mark(text: str, spans: Sequence[Span]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]}⟦{text[start:end]}⟧{text[end:]}"
    return text
