"""Readings of upstream items, links and table rows that compiled rules call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hegao.dsl.document import Task
from hegao.linter.nodes import RowNode, TaskNode
from hegao.linter.upstream_nodes import (
    LinkNode,
    RowChangeNode,
    UpstreamFileNode,
    UpstreamItemNode,
    named_at,
)
from hegao.linter.whole import Whole

if TYPE_CHECKING:
    from hegao.dsl.upstream.comparison import Outcome

SHORT = 10
"""The characters of a piece of wording that is quoted beside another."""


def ref_of(outcome: Outcome) -> str:
    """How a message names an upstream item: 省要点第（三）项."""
    return f"{outcome.source.alias}{outcome.item.ref}"


def how_linked(outcome: Outcome) -> str:
    """That the link is inferred, for the end of a message; empty for a stated one."""
    return "" if outcome.linked else "（对应关系是按文字推定的）"


def likeliest(node: UpstreamItemNode) -> str:
    """The numbers of the tasks that an item may be meant by, joined by 、."""
    tasks = node.whole.document.tasks
    return "、".join(numbered(tasks[task]) for task in node.outcome.tasks)


def numbered(task: Task) -> str:
    """The number of a task without the mark behind it."""
    return (task.number or "").strip().rstrip("、.．") or "无编号"


def missing_count(node: UpstreamFileNode) -> int:
    """How many items of an upstream nothing carries out."""
    return sum(outcome.state == "missing" for outcome in node.outcomes)


def changed_links(node: UpstreamFileNode) -> str:
    """The confirmed links whose items the upstream has changed, joined by 、."""
    stated = node.whole.comparison.statements.changed(node.source)
    return "、".join(each.link.ref for each in stated)


def lacking_elements(node: UpstreamFileNode) -> str:
    """The layout elements that the upstream asks for and the draft has not, joined by 、."""
    asked = node.source.upstream.required("要求要素") if node.source.upstream else []
    return "、".join(name for name in asked if not node.whole.values.get(name))


def lacking_sections(node: UpstreamFileNode) -> str:
    """The sections that the upstream asks for and the draft has not, joined by 、."""
    from hegao.dsl.align.sentences import plain_words

    asked = node.source.upstream.required("要求章节") if node.source.upstream else []
    titles = [plain_words(item.heading or "") for item in node.whole.document.items]
    titles += [plain_words(section.title) for section in node.whole.document.sections]
    return "、".join(name for name in asked if not any(plain_words(name) in t for t in titles))


def now_called(node: LinkNode) -> str:
    """What the item of a link is called now; empty where there is none."""
    return node.stated.item.ref if node.stated.item else ""


def how_changed(node: LinkNode) -> str:
    """What happened to the item of a confirmed link."""
    match node.stated.fault:
        case "条目已改":
            return "文字改了"
        case "条号已变":
            return f"条号变了，现在是{now_called(node)}"
        case _:
            return ""


def is_unlike(node: LinkNode) -> bool:
    """Whether no sentence of a linked task is in the least like one of its item."""
    return node.stated in node.whole.comparison.unlike


def known_upstreams(node: LinkNode) -> str:
    """The upstreams that a link may name, joined by 、."""
    return "、".join(each.alias for each in node.whole.comparison.sources if not each.above)


def confirmed(node: LinkNode) -> str:
    """A link with the fingerprint of its item as it is now."""
    item = node.stated.item
    return f"{item.ref}〔{item.fingerprint}〕" if item else ""


def row_difference(node: RowChangeNode) -> str:
    """The first place where a row differs from the prose, and how many there are."""
    first, count = node.changes[0], len(node.changes)
    more = f"，共{count}处" if count > 1 else ""
    return _told(_short(first.prose), _short(first.row)) + more


def _short(text: str) -> str:
    return text if len(text) <= SHORT else f"{text[: SHORT - 1]}…"


def _told(prose: str, row: str) -> str:
    if prose and row:
        return f"正文“{prose}”，表中“{row}”"
    return f"正文有“{prose}”，表中没有" if prose else f"表中多出“{row}”"


def in_prose(node: TaskNode) -> TaskNode | None:
    """The task of the prose that a row is about."""
    return _node(node.whole.breakdown.prose_of(node.task) if node.task.in_table else None, node)


def in_rows(node: TaskNode) -> TaskNode | None:
    """The first row that is about a task of the prose."""
    if node.task.in_table or not node.whole.has_rows:
        return None
    return _node(node.whole.breakdown.row_of(node.task), node)


def _node(task: Task | None, near: TaskNode) -> TaskNode | None:
    return TaskNode(task, task.block, near.whole) if task else None


def is_unheard_of(node: TaskNode) -> bool:
    """Whether the prose has nothing like a row."""
    return node.task.in_table and node.whole.breakdown.is_unheard_of(node.task)


def left_out(node: TaskNode) -> str:
    """The first sentence of a prose task that the table has not."""
    if node.task.in_table or not node.whole.has_rows:
        return ""
    return next(iter(node.whole.breakdown.left_out(node.task)), "")


def is_without_rows(node: TaskNode) -> bool:
    """Whether no row of the breakdown table is about a task of the prose."""
    if node.task.in_table or not node.whole.has_rows:
        return False
    return node.whole.breakdown.is_without_rows(node.task)


def row_heading(node: TaskNode) -> str:
    """The heading that a row stands under, where it repeats an item of another."""
    found = node.whole.breakdown.misplaced(node.task) if node.task.in_table else None
    return found.here if found else ""


def prose_heading(node: TaskNode) -> str:
    """The item that a row under another heading repeats."""
    found = node.whole.breakdown.misplaced(node.task) if node.task.in_table else None
    return found.there if found else ""


def out_of_order(node: TaskNode) -> bool:
    """Whether a row comes before where the prose has it."""
    return node.task.in_table and node.task.block.origin in node.whole.breakdown.out_of_order


def units_of_prose(node: TaskNode) -> str:
    """The units of the prose that a row about the same does not name."""
    return node.whole.breakdown.other_units(node.task) if node.task.in_table else ""


def weaker_row(node: TaskNode) -> str:
    """A limit or quantity of the prose and what a row has instead: 正文“6月底前”，表中“7月底前”."""
    found = node.whole.breakdown.weaker(node.task) if node.task.in_table else []
    return "；".join(_told(each.asked, each.given) for each in found)


def heading_of_prose(node: RowNode) -> str:
    """The prose's wording of a heading that a cell words otherwise."""
    found = node.whole.breakdown.heading_wording(node.row)
    return found[1] if found else ""


def heading_of_row(node: RowNode) -> str:
    """A cell's wording of a heading that the prose words otherwise."""
    found = node.whole.breakdown.heading_wording(node.row)
    return found[0] if found else ""


def copied(whole: Whole) -> int:
    """The percentage of the draft's sentences that stand word for word in an upstream."""
    return round(whole.comparison.copied * 100) if whole.speaks_of_upstreams else 0


def upstream_items_of(node: TaskNode) -> list[UpstreamItemNode]:
    """The upstream items that a task carries out."""
    if not node.whole.speaks_of_upstreams:
        return []
    tasks = node.whole.document.tasks
    return [
        UpstreamItemNode(outcome, *named_at(outcome.source, node.whole), node.whole)
        for outcome in node.whole.comparison.outcomes
        if any(tasks[task].block.origin == node.block.origin for task in outcome.tasks)
    ]
