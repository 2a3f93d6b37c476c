"""The bracket （责任单位：…） as field lines, and field lines as a bracket; the meaning stays."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from lsprotocol import types

from hegao.dsl.document import Field, Item
from hegao.dsl.field_lines import field_lines
from hegao.grammar.source import Span
from hegao.linter.finding import Edit
from hegao.linter.fix import apply_edits
from hegao.lsp.actions.meaning import PRINTED, item_said
from hegao.lsp.actions.offer import Offer, Scene, ends_line, extent, in_source, item_at, refused

TO_LINES: Final = f"{types.CodeActionKind.RefactorRewrite.value}.hegao.lines"
TO_BRACKET: Final = f"{types.CodeActionKind.RefactorRewrite.value}.hegao.bracket"
LINES_TITLE: Final = "句末括号里的责任单位改成另起一行"
BRACKET_TITLE: Final = "另起一行的责任单位、时限收进句末括号"
OTHER_MEANING: Final = "改写以后责任单位、时限或数量会读成别的意思，请手工改"
_AFTER: Final = re.compile(r"[ \t\u3000]*(?P<end>[。；;]?)[ \t\u3000]*(?=\n|\Z)")

Rewriting = Callable[[Item], tuple[Edit, ...]]


def unit_forms(scene: Scene) -> Iterator[Offer]:
    """The units of the item under the cursor in their other form."""
    item = item_at(scene)
    if item is None:
        return
    if any(field.form == "bracket" for field in item.unit_fields):
        yield _offer(LINES_TITLE, TO_LINES, lines_for_bracket, item, scene)
    if any(field.name in PRINTED and field.value for field in item.fields):
        yield _offer(BRACKET_TITLE, TO_BRACKET, bracket_for_lines, item, scene)


def _offer(title: str, kind: str, rewriting: Rewriting, item: Item, scene: Scene) -> Offer:
    edits = rewriting(item)
    source = scene.draft.source
    if not edits:
        return refused(title, kind, "这一项的写法特别，不能自动改，请手工改")
    before, after = item.block.text, apply_edits(item.block.text, edits)
    said = item_said(before)
    located = in_source(edits, item.block, source)
    if said is None or said != item_said(after):
        return refused(title, kind, OTHER_MEANING)
    if not ends_line(extent(item.block).end, source):
        return refused(title, kind, "这一项后面同一行还有别的项，请先另起一行")
    if not located:
        return refused(title, kind, "这一项中间夹着批注或核稿意见，请先移到这一项后面")
    return Offer(title, kind, lambda: located)


def lines_for_bracket(item: Item) -> tuple[Edit, ...]:
    """The edits, in the item's own text, that put the bracket on lines; none where unclear."""
    text = item.block.text
    brackets = [field for field in item.unit_fields if field.form == "bracket"]
    last = item.text_spans[-1] if item.text_spans else None
    if len(brackets) != 1 or not brackets[0].closing or last is None:
        return ()
    bracket = brackets[0]
    after = _AFTER.match(text, bracket.span.end)
    fields = [field.label_span.start for field in item.fields]
    if after is None or (after.end() < len(text) and after.end() + 1 not in fields):
        return ()
    before = text[: bracket.span.start].rstrip()
    kept = "" if before[-1:] in "。；;！" else after["end"]
    inside = text[bracket.span.start + len(bracket.opening) : bracket.span.end - 1]
    said = "\n".join(field_lines(inside, bracket.label))
    return (Edit(Span(len(before), after.end()), f"{kept}\n{said}"),)


def bracket_for_lines(item: Item) -> tuple[Edit, ...]:
    """The edits, in the item's own text, that put its unit and limit lines into its bracket."""
    text = item.block.text
    fields = [field for field in item.fields if field.name in PRINTED and field.value]
    last = item.text_spans[-1] if item.text_spans else None
    if last is None or any(field.label_span.start < last.end for field in fields):
        return ()
    bracket = next((each for each in item.unit_fields if each.form == "bracket"), None)
    if bracket is not None and (not bracket.closing or bracket.span.end < last.end):
        return ()
    said = "；".join(f"{field.label.rstrip('：: ')}：{_value(field)}" for field in fields)
    if bracket is None:
        end = last.start + len(text[last.start : last.end].rstrip())
        put = Edit(Span(end, end), f"（{said}）")
    else:
        put = Edit(Span(bracket.span.end - 1, bracket.span.end - 1), f"；{said}")
    return (put, *_taken(fields))


def _value(field: Field) -> str:
    return " ".join(field.value.split()).rstrip("。；;")


def _taken(fields: Sequence[Field]) -> Iterator[Edit]:
    """The lines go with the line ends before them."""
    return (Edit(Span(field.label_span.start - 1, field.span.end), "") for field in fields)
