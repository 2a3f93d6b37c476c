"""A document and rules to findings.

The same text and rules give the same findings, but where a rule is stopped for the time it takes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from hegao.dsl.build import build_notice
from hegao.dsl.registry import Registry
from hegao.grammar.source import Span, make
from hegao.linter.allowance import Allowance, AllowanceError
from hegao.linter.blockades import Blockades
from hegao.linter.finding import Edit, Finding, FindingFix, Severity, Stage
from hegao.linter.kinds import KINDS
from hegao.linter.quoting import brief
from hegao.linter.rule import Hit, Node, Rule, RuleFix
from hegao.linter.schedule import SUPPRESSIONS, WORDS, Turn, schedule
from hegao.linter.subjects import Subjects
from hegao.linter.suppress import Suppressions

FIX_TITLES = {
    "替换为": "改为“{0}”", "删除": "删去", "前插": "前面加“{0}”", "后插": "后面加“{0}”",
    "另起一行": "另起一行写“{0}”", "提行": "从这里提行",
}  # fmt: skip
IN_PLACE = ("替换为", "删除")


class Failure(NamedTuple):
    """A rule that could not be run to its end."""

    code: str
    reason: str

    @property
    def told(self) -> str:
        """In a sentence for the user."""
        return f"规则{self.code}{self.reason}；它的结果没有列出"


class Report(NamedTuple):
    """What checking one text gave."""

    findings: tuple[Finding, ...]
    failures: tuple[Failure, ...]
    """Rules that broke down; their findings are missing."""


def check_text(
    text: str, rules: Sequence[Rule], stage: Stage = "核稿", registry: Registry | None = None
) -> Report:
    """Findings on a notice held against nothing else, in the order of the text."""
    return check(Subjects(build_notice(text), registry), rules, stage)


def check(
    subjects: Subjects,
    rules: Sequence[Rule],
    stage: Stage,
    between: Callable[[], None] = lambda: None,
) -> Report:
    """Findings on the subjects of a document, in the order of the text.

    `between` is called behind each rule; what it raises ends the check.
    """
    allowance = subjects.allowance
    due = schedule(rules, stage)
    suppressions = Suppressions(subjects.document)
    blockades = Blockades(subjects.whole.block)
    findings: list[Finding] = []
    failures: list[Failure] = []

    def take(rule: Rule, severity: Severity, nodes: Sequence[Node]) -> None:
        try:
            looked_at = nodes if rule.find is None else subjects.matches(rule.find)
            if not looked_at:
                return
            allowance.renew()
            selected = allowance.selected(rule, looked_at, subjects)
            if not selected:  # As most rules on most notices.
                return
            anchor = rule.anchor
            hits = [(node, anchor(node)) for node in selected]
            kept = blockades.kept(rule, suppressions.kept(rule, hits))
            blockades.raise_by(rule, kept)
            findings.extend(_findings(rule, severity, kept, subjects))
        except AllowanceError as error:
            failures.append(Failure(rule.code, str(error)))
        except Exception:  # noqa: BLE001 - a rule of an office must not stop the others
            failures.append(Failure(rule.code, "运行出错"))

    def nodes(turn: Turn) -> Sequence[Node]:
        subjects.forget(but=KINDS[turn.kind].made_from)
        try:
            return NODES[turn.kind](subjects)
        except Exception:  # noqa: BLE001 - nor may a fact that cannot be found
            failures.extend(Failure(rule.code, "运行出错") for rule, _ in turn.rules)
            return ()

    for turn in due.turns:
        made = nodes(turn)
        for rule, severity in turn.rules if made or turn.kind == WORDS else ():
            take(rule, severity, made)
            between()
    subjects.forget()
    judged = suppressions.judged(running=due.running, known=due.titles)
    for rule, severity in due.last.rules:
        take(rule, severity, judged)
    findings.sort(key=lambda finding: (finding.span, finding.code))
    return Report(tuple(findings), tuple(failures))


def nodes_of(rule: Rule, subjects: Subjects) -> Sequence[Node]:
    """What a rule looks at in a document."""
    if rule.find is not None:
        return subjects.matches(rule.find)
    return NODES[rule.kind](subjects)


def _findings(
    rule: Rule, severity: Severity, hits: Sequence[Hit], subjects: Subjects
) -> list[Finding]:
    """One finding a hit, or one for all that the rule merges. Raises AllowanceError."""
    allowance = subjects.allowance
    if not rule.merge:
        return [_finding(rule, severity, [hit], allowance) for hit in hits]
    groups: dict[str, list[Hit]] = {"": list(hits)} if hits else {}
    if rule.merge == "同文":
        text, groups = subjects.document.text, {}
        for node, span in hits:
            groups.setdefault(text[span.start : span.end], []).append((node, span))
    return [_finding(rule, severity, group, allowance) for group in groups.values()]


def _finding(rule: Rule, severity: Severity, hits: Sequence[Hit], allowance: Allowance) -> Finding:
    (first, place), count = hits[0], len(hits)
    return Finding(
        rule.code, rule.title, severity, rule.message(first, count), rule.hint(first, count),
        rule.source, place, _fix(rule.fix, hits, allowance) if rule.fix else None,
        tuple([span for _, span in hits[1:]]),
        first.elsewhere if KINDS[rule.kind].elsewhere else (),
    )  # fmt: skip


def _fix(fix: RuleFix, hits: Sequence[Hit], allowance: Allowance) -> FindingFix:
    written, count = fix.text, len(hits)
    same: dict[str, str] = {}
    texts = [
        same.setdefault(text, text)
        for text in allowance.writing(written(node, count) for node, _ in hits)
    ]
    title = FIX_TITLES[fix.action].format(brief(texts[0]))
    if count > 1:
        title += f"{'等' if len(same) > 1 else ''}，共{count}处"
    if fix.action in IN_PLACE:
        edits = tuple(
            [make(Edit, (span, text)) for (_, span), text in zip(hits, texts, strict=True)]
        )
    else:
        edits = tuple(
            _edit(fix.action, node, span, text)
            for (node, span), text in zip(hits, texts, strict=True)
        )
    return FindingFix(fix.tier, title, edits)


def _edit(action: str, node: Node, span: Span, text: str) -> Edit:
    match action:
        case "前插":
            return Edit(Span(span.start, span.start), text)
        case "提行":
            return Edit(Span(span.start, span.start), "\n")
        case "后插":
            return Edit(Span(span.end, span.end), text)
        case _:
            end = node.block.locate(Span(0, len(node.block.text))).end
            return Edit(Span(end, end), "\n" + text)


# One expression for all kinds: compiling forty takes a millisecond of every start.
NODES: dict[str, Callable[[Subjects], Sequence[Node]]] = eval(  # noqa: S307 - our own schema
    "{"
    + "".join(
        f"{name!r}: lambda s: {kind.nodes or '()'},"
        for name, kind in KINDS.items()
        if name != SUPPRESSIONS
    )
    + "}"
)
