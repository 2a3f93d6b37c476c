"""What an upstream item names and the draft's task does not: the unit here, the time limit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from hegao.dsl.document import Item, Task, UnitField
from hegao.dsl.model import ROLE_NOTES, Unit
from hegao.dsl.tasks import task_of as task_from
from hegao.dsl.upstream.unit_counterparts import Counterparts
from hegao.grammar.source import Span
from hegao.linter.finding import Edit
from hegao.linter.fix import apply_edits
from hegao.lsp.actions.fixes import QUICK
from hegao.lsp.actions.limits import FIELD, line_below
from hegao.lsp.actions.offer import Offer, Scene, ends_line, extent, item_at, task_of

if TYPE_CHECKING:
    from hegao.dsl.upstream.comparison import Outcome

CARRIED_OUT = ("covered", "weakened", "suspect")


def upstream_duties(scene: Scene) -> Iterator[Offer]:
    """Units and limits of the upstream items that the task under the cursor carries out."""
    item = item_at(scene) if scene.draft.basis.upstreams else None
    task = task_of(item, scene) if item else None
    if item is None or task is None:
        return
    counterparts = _counterparts(scene)
    made: set[Edit] = set()
    for outcome in _outcomes(task, scene):
        for offer in (*_units(item, task, outcome, counterparts), *_limit(item, task, outcome)):
            # Several items may name one unit.
            edits = offer.make()
            if made.isdisjoint(edits) and _fits(edits, scene.draft.source):
                made.update(edits)
                yield offer


def _fits(edits: Sequence[Edit], source: str) -> bool:
    """Whether lines that are put in do not run into other text."""
    return all("\n" not in each.text or ends_line(each.span.end, source) for each in edits)


def _outcomes(task: Task, scene: Scene) -> Iterator[Outcome]:
    """What the task alone does for upstream items."""
    at = scene.draft.notice.tasks.index(task)
    for outcome in scene.draft.whole.comparison.outcomes:
        if outcome.tasks == (at,) and outcome.state in CARRIED_OUT:
            yield outcome


def _counterparts(scene: Scene) -> Counterparts:
    tasks = scene.draft.notice.tasks
    named = (unit for task in tasks for unit in task.units if not unit.blanket and not unit.vague)
    return Counterparts(scene.draft.basis.registry, (unit.name for unit in named))


def _units(item: Item, task: Task, outcome: Outcome, counterparts: Counterparts) -> Iterator[Offer]:
    wanted = [u for u in outcome.item.task.units if not u.blanket and not u.vague]
    where = f"{outcome.source.alias}{outcome.item.ref}"
    if not task.units:
        known = [(unit, counterparts.known(unit.name)) for unit in wanted]
        known = [(unit, name) for unit, name in known if name]
        if known and not item.unit_fields:
            yield _new_line(item, known, where)
        return
    lacking = {d.asked for d in outcome.differences if d.case == "缺责任单位"}
    for unit in wanted:
        name = counterparts.known(unit.name) if unit.text in lacking else ""
        if name and (edit := _added(item, task, name)):
            edits = (edit,)
            title = f"责任单位补上“{name}”（{where}写的是{unit.text}）"
            yield Offer(title, QUICK, lambda edits=edits: edits)  # type: ignore[misc]


def _new_line(item: Item, known: Sequence[tuple[Unit, str]], where: str) -> Offer:
    """A line of its own with all units that are known here, leading ones first."""
    units = sorted(known, key=lambda each: each[0].role != "lead")
    names = dict.fromkeys(f"{name}{ROLE_NOTES[unit.role]}" for unit, name in units)
    listed = "、".join(names)
    end = extent(item.block).end
    edit = Edit(Span(end, end), f"\n责任单位：{listed}")
    return Offer(f"责任单位写“{listed}”（对照{where}）", QUICK, lambda: (edit,))


def _added(item: Item, task: Task, name: str) -> Edit | None:
    """One more name in a list of units, where it changes nothing for the others."""
    before = [(unit.name, unit.role) for unit in task.units]
    for field in reversed(item.unit_fields):
        for place in _places(field):
            edit = Edit(Span(place, place), f"、{name}")
            after = _units_with(item, edit)
            others = [each for each in after if each[0] != name]
            if others == before and len(after) == len(before) + 1:
                return edit._replace(span=_behind(item, place))
    return None


def _places(field: UnitField) -> Iterator[int]:
    """Behind the last unit, behind what stands with it, and at the end of the list."""
    if field.units:
        yield field.units[-1].span.end
        yield field.span.end - len(field.closing)


def _units_with(item: Item, edit: Edit) -> list[tuple[str, str]]:
    from hegao.dsl.build import build_notice

    made = build_notice(apply_edits(item.block.text, [edit])).items
    task = task_from(made[0], None, None) if len(made) == 1 else None
    return [(unit.name, unit.role) for unit in task.units] if task else []


def _behind(item: Item, place: int) -> Span:
    end = item.block.offset(place - 1) + 1
    return Span(end, end)


def _limit(item: Item, task: Task, outcome: Outcome) -> Iterator[Offer]:
    """The limit of the upstream item, where the task has none."""
    asked = next((d.asked for d in outcome.differences if d.case == "缺时限"), "")
    if not asked or task.deadlines or any(field.name == FIELD for field in item.fields):
        return
    edit = line_below(item, f"\n{FIELD}：{asked}")
    where = f"{outcome.source.alias}{outcome.item.ref}"
    yield Offer(f"{FIELD}写“{asked}”（照{where}）", QUICK, lambda: (edit,))
