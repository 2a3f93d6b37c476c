"""Formatting while typing: the next number behind a task, and what may be taken back of it."""

from __future__ import annotations

from lsprotocol import types

from hegao.dsl.document import Document, Item
from hegao.dsl.line_spelling import field_name
from hegao.grammar.blocks import cut
from hegao.grammar.lines import LEVELS, Line
from hegao.grammar.source import Span
from hegao.grammar.vocabulary import TASK_FIELDS
from hegao.linter.finding import Edit
from hegao.lsp.completions.cursor import Cursor, cursor_at
from hegao.lsp.completions.field_names import item_above
from hegao.lsp.feature import DraftFeature, Surroundings
from hegao.lsp.features.formatting import text_edits
from hegao.lsp.keystrokes.next_items import missing_fields, next_mark
from hegao.lsp.snapshot import Snapshot
from hegao.lsp.text_document import Place

ENDS = "。；！？）)"


def on_type(
    draft: Snapshot, _around: Surroundings, params: types.DocumentOnTypeFormattingParams
) -> list[types.TextEdit]:
    """What a new line or a colon brings."""
    place = Place(params.position.line, params.position.character)
    cursor = cursor_at(draft, place)
    edit = _new_line(cursor, place) if params.ch == "\n" else _colon(cursor)
    return text_edits([edit] if edit else [], draft)


def _colon(cursor: Cursor) -> Edit | None:
    """A half-width colon behind the name of a field made a full-width one."""
    line = cursor.line
    if line is None or line.type != "FIELD" or line.stop > line.body:
        return None
    if not cursor.before.endswith(":"):
        return None
    return Edit(Span(cursor.offset - 1, cursor.offset), "：")


def _new_line(cursor: Cursor, place: Place) -> Edit | None:
    """What the empty line below a task begins with; an empty number or label above goes."""
    if place.line == 0 or (cursor.before + cursor.after).strip():
        return None
    above = cursor_at(cursor.draft, Place(place.line - 1, 1 << 30))
    line = next((each for each in cut(above.before) if each.type != "LEADING"), None)
    if line is None:
        return None
    if line.stop <= line.body and (line.type in LEVELS or field_name(line) in TASK_FIELDS):
        return Edit(Span(above.line_start, cursor.offset), "")
    begun = _begun(cursor.draft.notice, line, cursor)
    return Edit(Span(cursor.line_start, cursor.offset), begun) if begun else None


def _begun(notice: Document, line: Line, cursor: Cursor) -> str:
    """The next field line that tasks here have, else the next number; empty where none is sure."""
    item = item_above(notice, cursor.line_start)
    if item is None or _goes_on(item, cursor) or not _is_complete(item, line, notice):
        return ""
    tasks = {task.block.origin for task in notice.tasks}
    items = [each for each in notice.items if each.block.origin in tasks]
    others = [each for each in items if each is not item]
    if missing := missing_fields(item, others):
        return f"{missing[0].rstrip('：: ')}："
    following = [each for each in notice.items if each.line.start > cursor.line_start]
    if following and _follows(item, following[0]):
        return ""
    return _gap(items, cursor) + next_mark(item)


def _goes_on(item: Item, cursor: Cursor) -> bool:
    """Whether more of an item stands below the cursor: its fields, another paragraph."""
    return item.block.offset(max(len(item.block.text) - 1, 0)) >= cursor.offset


def _is_complete(item: Item, line: Line, notice: Document) -> bool:
    """Whether the line above ends what an item says: a field, or a sentence of a task."""
    if line.type == "FIELD":
        return True
    ended = line.raw[line.stop - 1 : line.stop] in ENDS and line.stop > line.body
    return ended and (item.mark.level not in ("LEVEL0", "LEVEL1") or _is_task(item, notice))


def _is_task(item: Item, notice: Document) -> bool:
    return any(task.block.origin == item.block.origin for task in notice.tasks)


def _follows(item: Item, other: Item) -> bool:
    """Whether another item has the next number already."""
    same_level = other.mark.level == item.mark.level
    return same_level and other.mark.number == (item.mark.number or 0) + 1


def _gap(items: list[Item], cursor: Cursor) -> str:
    """A blank line, where the items above are parted by one."""
    text = cursor.draft.source
    parted = [text[: each.line.start].endswith(("\n\n", "\r\n\r\n", "\r\r")) for each in items]
    return "\n" if len(parted) > 1 and sum(parted) * 2 > len(parted) else ""


FEATURES = (
    DraftFeature(
        types.TEXT_DOCUMENT_ON_TYPE_FORMATTING,
        on_type,
        types.DocumentOnTypeFormattingOptions("\n", [":"]),
    ),
)
