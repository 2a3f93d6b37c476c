"""The field lines of a task in two versions; units and limits are compared as such."""

from __future__ import annotations

from collections.abc import Iterator

from hegao.dsl.document import Task
from hegao.dsl.line_spelling import plain
from hegao.dsl.revision.change import Change
from hegao.grammar.vocabulary import UNIT_FIELDS

LIMIT = "完成时限"
COMPARED_ELSEWHERE = frozenset((*UNIT_FIELDS, LIMIT))


def field_changes(old: Task, new: Task) -> Iterator[Change]:
    """Fields added, dropped, changed: 落实：省要点 第3项."""
    before, after = _values(old), _values(new)
    for name in dict.fromkeys((*before, *after)):
        one, other = before.get(name, ""), after.get(name, "")
        if plain(one) == plain(other):
            continue
        was, now = f"{name}：{one}" if one else "", f"{name}：{other}" if other else ""
        if was and now:
            yield Change("field_changed", was, now)
        else:
            yield Change("field_added" if now else "field_removed", was, now)


def limit_field_changes(old: Task, new: Task) -> Iterator[Change]:
    """A limit of a field line or a cell in other words, that mean the same or no day at all."""
    one, other = _limit(old), _limit(new)
    if one and other and plain(one) != plain(other):
        yield Change("deadline_changed", one, other)


def _limit(task: Task) -> str:
    if task.in_table:
        spans = task.text_spans
        return "；".join(
            limit.text
            for limit in task.deadlines
            if not any(start <= limit.span.start < end for start, end in spans)
        )
    return "；".join(field.value for field in task.fields if field.name == LIMIT)


def _values(task: Task) -> dict[str, str]:
    found: dict[str, str] = {}
    for field in task.fields:
        if field.name not in COMPARED_ELSEWHERE and field.value:
            before = found.get(field.name)
            found[field.name] = f"{before}；{field.value}" if before else field.value
    return found
