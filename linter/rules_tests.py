"""The examples inside rules, run as tests; and whether they notice when a rule changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hegao.grammar.rule_tree import RuleSyntax, RuleSyntaxError
from hegao.grammar.source import Span
from hegao.linter.finding import STAGES, Finding, Stage, Tier
from hegao.linter.fix import apply_fixes
from hegao.linter.mutations import mutants
from hegao.linter.rule import Rule
from hegao.linter.rule_examples import Example, read_example
from hegao.linter.run import check
from hegao.linter.schedule import SUPPRESSIONS
from hegao.linter.subjects import Subjects
from hegao.linter.word_lists import WordLists

ALL_FIXES: frozenset[Tier] = frozenset(("safe", "confirm"))


class BrokenRuleError(RuntimeError):
    """A rule that breaks down on an example."""


class ExampleFailure(NamedTuple):
    """An example that does not do what it says."""

    code: str
    line: int
    message: str


def run_examples(rule: Rule, rules: Sequence[Rule]) -> list[ExampleFailure]:
    """What is wrong with a rule's examples; `rules` are all that are known, for fixes."""
    stage = stage_of(rule)
    if stage is None:
        return [ExampleFailure(rule.code, rule.line, "哪个阶段都不查，例子无从运行")]
    try:
        messages = list(_messages(rule, rules, stage))
    except BrokenRuleError as error:
        messages = [f"规则在例子上运行出错：{error}"]
    return [ExampleFailure(rule.code, rule.line, message) for message in messages]


def survivors(rule: Rule, syntax: RuleSyntax, rules: Sequence[Rule], lists: WordLists) -> list[str]:
    """The small changes to a rule, in words, that no example notices."""
    # The compiler brings the parser of rules along.
    from hegao.linter.rules_compiler import compiled

    before = list(_outcomes(rule, rules, rule))
    found: list[str] = []
    for mutant in mutants(syntax):
        try:
            changed = compiled(mutant.syntax, lists)
        except RuleSyntaxError:
            continue
        if not _differs(before, _outcomes(rule, rules, changed)):
            found.append(mutant.change)
    return found


def _differs(before: list[object], after: Iterator[object]) -> bool:
    """Whether some example comes out differently; to break down is to differ."""
    try:
        return any(one != two for one, two in zip(before, after, strict=True))
    except BrokenRuleError:
        return True


def found_in_example(rule: Rule, source: str) -> list[Finding]:
    """What a rule says of an example, at the first stage that it runs at."""
    stage = stage_of(rule)
    return _find(rule, (rule,), stage, read_example(source)) if stage else []


def stage_of(rule: Rule) -> Stage | None:
    """The first stage that a rule runs at."""
    return next((stage for stage in STAGES if rule.levels[stage]), None)


def _outcomes(rule: Rule, rules: Sequence[Rule], changed: Rule) -> Iterator[object]:
    """What a rule, or what was made of it, does on each example: places, and the mended text."""
    stage = stage_of(rule)
    for source in (*rule.bad, *rule.good) if stage else ():
        example = read_example(source)
        findings = _find(changed, rules, stage or "核稿", example)
        places = [(finding.span, *finding.related) for finding in findings]
        yield places, apply_fixes(example.text, findings, ALL_FIXES)


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
    if rule.kind == SUPPRESSIONS:
        running = [*(other for other in rules if other.code != rule.code), rule]
    return [finding for finding in _check(running, stage, example) if finding.code == rule.code]


def _check(rules: Sequence[Rule], stage: Stage, example: Example) -> tuple[Finding, ...]:
    report = check(Subjects(example.document, example.registry, example.upstreams), rules, stage)
    if report.failures:
        raise BrokenRuleError("；".join(failure.told for failure in report.failures))
    return report.findings


def _spans(findings: Sequence[Finding]) -> tuple[Span, ...]:
    return tuple(sorted(span for each in findings for span in (each.span, *each.related)))


def _fix_messages(
    rule: Rule, rules: Sequence[Rule], stage: Stage, example: Example,
    findings: Sequence[Finding], wanted: str | None,
) -> Iterator[str]:  # fmt: skip
    mended = apply_fixes(example.text, findings, ALL_FIXES)
    if wanted is not None and mended != wanted:
        yield f"修正的结果不对\n  应为 {wanted}\n  实为 {mended}"
    after = example.changed(mended)
    left = _find(rule, rules, stage, after)
    again = apply_fixes(mended, left, ALL_FIXES)
    if again != mended:
        yield f"修正两次结果不同：{again}"
    if left:
        yield f"修正以后还报：{_mark(mended, _spans(left))}"
    if rule.fix is not None and rule.fix.action == "另起一行":
        return  # The new line is there to be filled in, and is a finding until it is.
    before = {finding.code for finding in _check(rules, stage, example)}
    for finding in _check(rules, stage, after):
        if finding.code not in before:
            yield f"修正带来了新的问题 {finding.code} {finding.message}"


def _mark(text: str, spans: Sequence[Span]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]}⟦{text[start:end]}⟧{text[end:]}"
    return text
