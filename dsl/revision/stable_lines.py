"""A notice as lines of which a change of one thing changes one: what `git diff` can compare.

A line is an element, a heading, a sentence, a unit, a limit. Numbers of tasks are left out, as one
more task would change the number, and so the line, of every task behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from hegao.dsl.document import Document, Task
from hegao.dsl.model import Role, Unit
from hegao.dsl.revision.field_changes import COMPARED_ELSEWHERE
from hegao.dsl.revision.passages import ROW
from hegao.dsl.revision.version import Version
from hegao.dsl.spelling import spell

UNIT_LABELS: Final[dict[Role, str]] = {
    "lead": "牵头单位", "support": "配合单位", "unspecified": "责任单位",
}  # fmt: skip
INDENT: Final = "  "
_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?")


def stable_lines(document: Document) -> str:
    """All lines, each with its line end."""
    head = [f"{each.name}：{spell(each.value)}" for each in document.elements if each.value]
    body = (line for _, own in sorted(_parts(document)) for line in own)
    return "".join(f"{line}\n" for line in (*head, *body))


def _parts(document: Document) -> Iterator[tuple[int, list[str]]]:
    """The lines of each part, with where it begins."""
    version = Version(document, "")
    for heading in version.headings:
        yield heading.block.offset(heading.at), [f"【章节】{spell(heading.title)}"]
    for task in document.tasks:
        yield task.block.offset(task.mark_span.start), list(_task(task))
    for passage in version.passages:
        at = passage.block.offset(passage.spans[0].start)
        text = passage.text.replace("\n", "｜") if passage.kind == ROW else passage.text
        yield at, list(_sentences(text))


def _task(task: Task) -> Iterator[str]:
    sentences = list(_sentences(task.text))
    yield f"【任务】{sentences[0] if sentences else ''}"
    yield from (INDENT + each for each in sentences[1:])
    yield from (INDENT + _unit(unit) for unit in task.units)
    if task.unit_tail:
        yield f"{INDENT}责任单位：{task.unit_tail}"
    for limit in task.deadlines:
        day = f"（{limit.end.isoformat()}）" if limit.end else ""
        yield f"{INDENT}时限：{spell(limit.text)}{day}"
    for field in task.fields:
        if field.name not in COMPARED_ELSEWHERE:
            yield f"{INDENT}{field.name}：{spell(field.value)}"


def _unit(unit: Unit) -> str:
    return f"{UNIT_LABELS[unit.role]}：{spell(unit.text)}"


def _sentences(text: str) -> Iterator[str]:
    for match in _SENTENCE.finditer(text):
        if written := spell(match[0]):
            yield written
