"""A document and rules to findings. Pure: the same text and rules give the same findings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from hegao.dsl.build import build_notice
from hegao.dsl.registry import Registry
from hegao.grammar.source import Span
from hegao.linter.finding import Edit, Finding, FindingFix, Severity, Stage
from hegao.linter.rule import Node, Rule, RuleFix
from hegao.linter.schema import KINDS
from hegao.linter.subjects import Subjects
from hegao.linter.suppress import apply_suppressions

FIX_TITLES = {
    "替换为": "改为“{0}”", "删除": "删去", "前插": "前面加“{0}”", "后插": "后面加“{0}”",
    "另起一行": "另起一行写“{0}”",
}  # fmt: skip
SUPPRESSION_KIND = "核稿指令"


class Report(NamedTuple):
    """What checking one text gave."""

    findings: tuple[Finding, ...]
    failures: tuple[str, ...]
    """Codes of rules that broke down; their findings are missing."""


def check_text(
    text: str, rules: Sequence[Rule], stage: Stage = "核稿", registry: Registry | None = None
) -> Report:
    """Findings on a notice, in the order of the text."""
    return check(Subjects(build_notice(text), registry), rules, stage)


def check(subjects: Subjects, rules: Sequence[Rule], stage: Stage) -> Report:
    """Findings on the subjects of a document, in the order of the text."""
    findings: list[Finding] = []
    failures: list[str] = []
    about_suppressions = [rule for rule in rules if rule.kind == SUPPRESSION_KIND]
    for kind in NODES:
        # One kind at a time, so that the nodes of one can go before the next are made.
        for rule in rules:
            if rule.kind == kind and (severity := rule.levels[stage]):
                _run(rule, severity, subjects, _nodes(rule, subjects), findings, failures)
        subjects.forget()
    codes = {rule.code for rule in rules}
    kept, suppressions = apply_suppressions(findings, subjects, codes)
    for rule in about_suppressions:
        if severity := rule.levels[stage]:
            _run(rule, severity, subjects, suppressions, kept, failures)
    kept.sort(key=lambda finding: (finding.span, finding.code))
    return Report(tuple(kept), tuple(failures))


def _run(
    rule: Rule, severity: Severity, subjects: Subjects, nodes: Iterable[Node],
    findings: list[Finding], failures: list[str],
) -> None:  # fmt: skip
    try:
        hits = rule.select(nodes, subjects)
        if rule.merge and len(hits) > 1:
            findings.extend(_merged(rule, severity, hits, subjects))
        else:
            findings.extend(_finding(rule, severity, [hit]) for hit in hits)
    except Exception:  # noqa: BLE001 - a rule of an office must not take the others down
        failures.append(rule.code)


def _nodes(rule: Rule, subjects: Subjects) -> Iterable[Node]:
    if rule.find:
        return subjects.matches(re.compile(rule.find), rule.corrections)
    return NODES[rule.kind](subjects)


def _merged(
    rule: Rule, severity: Severity, hits: Sequence[Node], subjects: Subjects
) -> list[Finding]:
    groups: dict[str, list[Node]] = {}
    text = subjects.document.text
    for hit in hits:
        span = rule.anchor(hit)
        key = "" if rule.merge == "全文" else text[span.start : span.end]
        groups.setdefault(key, []).append(hit)
    return [_finding(rule, severity, group) for group in groups.values()]


def _finding(rule: Rule, severity: Severity, hits: Sequence[Node]) -> Finding:
    first, count = hits[0], len(hits)
    spans = [rule.anchor(hit) for hit in hits]
    fix = _fix(rule.fix, hits, spans) if rule.fix else None
    return Finding(
        rule.code, rule.title, severity, rule.message(first, count), rule.hint(first, count),
        rule.source, spans[0], fix, tuple(spans[1:]),
    )  # fmt: skip


def _fix(fix: RuleFix, hits: Sequence[Node], spans: Sequence[Span]) -> FindingFix:
    same: dict[str, str] = {}
    texts = [same.setdefault(text, text) for text in (fix.text(hit, len(hits)) for hit in hits)]
    title = FIX_TITLES[fix.action].format(texts[0])
    if len(hits) > 1:
        title += f"，共{len(hits)}处"
    edits = tuple(
        _edit(fix.action, hit, span, text)
        for hit, span, text in zip(hits, spans, texts, strict=True)
    )
    return FindingFix(fix.tier, title, edits)


def _edit(action: str, node: Node, span: Span, text: str) -> Edit:
    match action:
        case "前插":
            return Edit(Span(span.start, span.start), text)
        case "后插":
            return Edit(Span(span.end, span.end), text)
        case "另起一行":
            end = node.block.locate(Span(0, len(node.block.text))).end
            return Edit(Span(end, end), "\n" + text)
        case _:
            return Edit(span, text)


NODES: dict[str, Callable[[Subjects], Iterable[Node]]] = {
    name: eval(f"lambda s: {kind.nodes or '()'}")  # noqa: S307 - our own schema
    for name, kind in KINDS.items()
    if name != SUPPRESSION_KIND
}
