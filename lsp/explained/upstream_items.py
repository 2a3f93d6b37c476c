"""What an upstream asks, and what the draft makes of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from hegao.dsl.coverage.coverage import TOLD, ref_of
from hegao.dsl.coverage.page_words import ASPECTS, DIRECTIONS, EXPLAINED, STATES
from hegao.dsl.upstream.comparison import Comparison, Outcome
from hegao.dsl.upstream.difference import Difference
from hegao.dsl.upstream.statements import Stated
from hegao.grammar.source import Span
from hegao.lsp.explained.note import Note
from hegao.lsp.outline.task_words import cut

LONGEST: Final = 300
"""The characters of an upstream item that are quoted."""
DEMANDS: Final = ("须落实", "要求时限", "要求单位")
FAULTS: Final = {
    "无此上级": "没有叫这个别名的上级文件",
    "未写上级": "没有写是哪份上级文件的",
    "未写条号": "没有写是第几项",
    "无此条目": "上级文件里没有这一项",
    "条目已改": "写明以后，上级这一项的文字改了，要重新核对",
    "条号已变": "写明以后，上级文件的条号变了，要重新核对",
    "缺理由": "没有写理由，不算数",
    "不在任务下": "没有写在任务下面，不算数",
}


def item_note(outcome: Outcome, span: Span) -> Note:
    """An upstream item, and how the draft differs from it."""
    inferred = "（对应关系是按文字推定的）" if outcome.tasks and not outcome.linked else ""
    lines = [*_asked(outcome)]
    lines.append(f"{STATES[outcome.state]}：{EXPLAINED[outcome.state]}{inferred}")
    lines += map(_difference, outcome.differences)
    if outcome.reason:
        lines.append(f"说明：{outcome.reason}")
    return Note(span, ref_of(outcome), tuple(lines))


def link_note(stated: Stated, comparison: Comparison) -> Note:
    """What a line 落实, 不适用 or 转交 leads to."""
    link, source = stated.link, stated.source
    fault = FAULTS.get(stated.fault, "")
    if source is not None and stated.item is not None:
        for outcome in comparison.outcomes:
            if outcome.source is source and outcome.item is stated.item:
                note = item_note(outcome, link.span)
                return note._replace(lines=(fault, *note.lines)) if fault else note
    problem = source.problem if source is not None and source.upstream is None else ""
    name = " ".join(filter(None, (link.alias, link.ref)))
    told = fault or (f"上级文件读不出：{problem}" if problem else "没有读到上级文件的这一项")
    return Note(link.span, f"{link.statement}：{name}", (told,))


def overview(outcomes: Iterable[Outcome]) -> str:
    """How many upstream items are in each state: 已落实3项、有减弱4项、未落实1项."""
    counts = Counter(outcome.state for outcome in outcomes)
    return "、".join(f"{name}{counts[state]}项" for state, name in STATES.items() if counts[state])


def _asked(outcome: Outcome) -> Iterator[str]:
    item = outcome.item
    text = " ".join(item.task.text.split())
    yield text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
    if item.task.units:
        yield f"责任单位：{cut('、'.join(unit.text for unit in item.task.units))}"
    yield from (f"{name}：{item.field(name)}" for name in DEMANDS if item.field(name))


def _difference(difference: Difference) -> str:
    """减弱（数量）：“每年不少于1次”低于“每年不少于2次”."""
    told = TOLD[difference.case].format(asked=difference.asked, given=difference.given)
    return f"{DIRECTIONS[difference.direction]}（{ASPECTS[difference.aspect]}）：{told}"
