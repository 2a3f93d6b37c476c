"""The one spelling of a notice: labels, marks, spaces and blank lines, never words or numbers.

`一、` `（一）` `（1）` stand without a space behind them, `1. ` with one (the official text has
none: 1.健全); field labels have a full-width colon and no space, a heading that ran in to a line
gets its own, blocks are parted by one blank line, nothing is indented. What would read differently
in its proper spelling stays as it is: first the line, else all lines, at last the text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hegao.dsl.build import build
from hegao.dsl.document import Attachment, Directive, Document, Element, Item, Paragraph, Task
from hegao.dsl.line_spelling import (
    deadlines_said,
    directive_name,
    field_name,
    plain,
    quantities_said,
    spelled,
    stripped,
    units_said,
)
from hegao.dsl.paragraphs import continues
from hegao.grammar import tree
from hegao.grammar.labels import label_number
from hegao.grammar.lines import Line
from hegao.grammar.parser import parse
from hegao.grammar.vocabulary import HEADER_FIELDS

REMARKS = ("批注", "核稿")
MOST_PASSES = 4


def format_notice(text: str) -> str:
    """The canonical spelling of any text; formatting it again changes nothing.

    The text itself where no spelling keeps what it says.
    """
    now = text
    for _ in range(MOST_PASSES):
        then = _pass(now)
        if then == now:
            return now
        now = then
    return text


def spell_lines(text: str) -> str:
    """The lines of a text in their spelling, without looking whether the whole reads the same."""
    lines = [line for line in tree.lines(parse(text)) if line.type != "LEADING"]
    return _joined(lines, spelled, _Elements(()))


def _pass(text: str) -> str:
    """The text in the fullest spelling that keeps what it says."""
    notice = parse(text)
    document = build(text, notice)
    elements = _Elements(document.elements)
    lines = [line for line in tree.lines(notice) if line.type != "LEADING"]
    for spelling in (spelled, stripped):
        made = _joined(lines, spelling, elements)
        if made == text or fingerprint(build(made, parse(made))) == fingerprint(document):
            return made
    return text


def fingerprint(document: Document) -> tuple[object, ...]:
    """What a notice says: equal before and after a change of mere spelling."""
    blocks: tuple[Paragraph | Attachment | Directive, ...] = (
        *document.paragraphs,
        *document.attachments,
        *document.directives,
    )
    return (
        tasks_said(document),
        tuple(_item(item) for item in document.items),
        tuple((each.name, each.written, plain(each.value)) for each in document.elements),
        tuple((type(each).__name__, plain(each.block.text)) for each in blocks),
        tuple(
            tuple(plain(cell.text) for cell in row.cells)
            for table in document.tables
            for row in (*filter(None, (table.header,)), *table.rows)
        ),
    )


def tasks_said(document: Document) -> tuple[object, ...]:
    """What the tasks of a notice say, whatever their spelling."""
    return tuple(map(_task, document.tasks))


def _task(task: Task) -> tuple[object, ...]:
    return (
        task.in_table, label_number(task.number or ""), plain(task.text), units_said(task.units),
        plain(task.unit_tail or ""), deadlines_said(task.deadlines),
        quantities_said(task.quantities),
    )  # fmt: skip


def _item(item: Item) -> tuple[object, ...]:
    fields = tuple((each.name, plain(each.value)) for each in item.fields)
    return item.mark.level, item.mark.number, plain(item.text), plain(item.heading or ""), fields


class _Elements:
    """Where the lines of layout elements begin: each element is a block of its own."""

    def __init__(self, elements: Sequence[Element]) -> None:
        blocks = [element.block for element in elements]
        self.later = {source for block in blocks for _, source in block.joins[1:]}
        self.all = {block.origin for block in blocks} | self.later

    def part(self, before: Line, line: Line) -> bool:
        """Whether two lines are of two blocks."""
        at = line.start + line.label
        if at in self.later:
            return False
        edge = at in self.all or before.start + before.label in self.all
        return edge or not continues(before, line)


def _joined(lines: Sequence[Line], spelling: Callable[[Line], str], elements: _Elements) -> str:
    """The lines as they are spelled, with one blank line between blocks."""
    parts: list[str] = []
    before: Line | None = None
    group = ""
    for line in lines:
        if not (written := spelling(line)):
            continue
        above, group = group, _group(line, group)
        if before and _parted(above, group, before, line, elements):
            parts.append("\n")
        parts.append(written + "\n")
        before = line
    return "".join(parts)


def _group(line: Line, above: str) -> str:
    """What a line is as part of a block; links in the header block are part of the header."""
    if line.type == "FIELD":
        return "header" if above == "header" or field_name(line) in HEADER_FIELDS else "field"
    if line.type != "DIRECTIVE":
        return line.type
    if directive_name(line) in REMARKS:
        return "header" if above == "header" else "remark"
    return directive_name(line)


def _parted(above: str, group: str, before: Line, line: Line, elements: _Elements) -> bool:
    """Whether a blank line stands between two lines."""
    match group:
        case "header":
            return above not in ("header", "印发件")
        case "field":
            return above == "ROW"
        case "remark":
            return False
        case "ROW":
            return above != "ROW"
        case _:
            return elements.part(before, line)
