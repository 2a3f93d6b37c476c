"""Completion: what may be written at the cursor, typed in Chinese or by pinyin."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Final

from lsprotocol import types

from hegao.grammar.source import Span
from hegao.lsp.completions.blocks import blocks
from hegao.lsp.completions.cursor import Cursor, cursor_at
from hegao.lsp.completions.deadlines import deadlines
from hegao.lsp.completions.directives import directives, references
from hegao.lsp.completions.field_names import field_names
from hegao.lsp.completions.file_names import file_names
from hegao.lsp.completions.proposal import Choice, Kind, Proposal, choices, plain
from hegao.lsp.completions.suppressions import suppressions
from hegao.lsp.completions.unit_names import unit_brackets, unit_names
from hegao.lsp.completions.upstream_items import upstream_items
from hegao.lsp.convert import range_of
from hegao.lsp.feature import DraftFeature, Surroundings
from hegao.lsp.snapshot import Snapshot
from hegao.lsp.text_document import Place

MOST: Final = 100
"""So many are sent; what is typed next brings the others."""
TRIGGERS: Final = ["：", ":", "、", "，", "；", "【", "（"]
KINDS: Final[dict[Kind, types.CompletionItemKind]] = {
    "word": types.CompletionItemKind.Text,
    "field": types.CompletionItemKind.Keyword,
    "unit": types.CompletionItemKind.Module,
    "item": types.CompletionItemKind.Reference,
    "time": types.CompletionItemKind.Value,
    "rule": types.CompletionItemKind.Constant,
    "file": types.CompletionItemKind.File,
    "block": types.CompletionItemKind.Snippet,
}

Answer = Callable[[Snapshot, Surroundings, Any], types.CompletionList]


def completion(today: Callable[[], date]) -> Answer:
    """The answer to a request; time limits are counted from what `today` gives."""

    def answer(
        draft: Snapshot, around: Surroundings, params: types.CompletionParams
    ) -> types.CompletionList:
        place = Place(params.position.line, params.position.character)
        cursor = cursor_at(draft, place, by_mark=_by_mark(params.context))
        found = choices(_proposals(cursor, around, today()), cursor.before)
        items = [_item(each, rank, cursor, around) for rank, each in enumerate(found[:MOST])]
        # Always asked again: what is typed is looked up here, by pinyin and from the middle.
        return types.CompletionList(is_incomplete=True, items=items)

    return answer


def _by_mark(context: types.CompletionContext | None) -> bool:
    """Whether a mark that was typed asks, not the drafter."""
    return bool(context and context.trigger_kind == types.CompletionTriggerKind.TriggerCharacter)


def _proposals(cursor: Cursor, around: Surroundings, today: date) -> Iterator[Proposal]:
    """All that may stand at the cursor."""
    if not cursor.draft.source.strip():
        yield from blocks(cursor, today)
        yield from field_names(cursor)
        return
    yield from references(cursor)
    yield from directives(cursor)
    yield from suppressions(cursor)
    yield from upstream_items(cursor)
    yield from unit_brackets(cursor)
    yield from unit_names(cursor, around)
    yield from deadlines(cursor, today)
    yield from file_names(cursor, around)
    yield from field_names(cursor)
    yield from blocks(cursor, today)


def _item(choice: Choice, rank: int, cursor: Cursor, around: Surroundings) -> types.CompletionItem:
    proposal = choice.proposal
    text = proposal.text or proposal.label
    snippet = around.client.snippets and "$" in proposal.text
    if proposal.text and not snippet:
        text = plain(text)
    return types.CompletionItem(
        proposal.label,
        kind=KINDS[proposal.kind],
        detail=proposal.detail or None,
        documentation=proposal.about or None,
        sort_text=f"{rank:04}",
        filter_text=choice.filter_text,
        insert_text_format=_format(snippet),
        text_edit=types.TextEdit(
            _range(proposal, cursor), text.replace("\n", cursor.draft.text.line_end)
        ),
    )


def _format(snippet: object) -> types.InsertTextFormat:
    return types.InsertTextFormat.Snippet if snippet else types.InsertTextFormat.PlainText


def _range(proposal: Proposal, cursor: Cursor) -> types.Range:
    """What is typed, and a closing mark behind the cursor that the words bring with them."""
    end = cursor.column + int(bool(cursor.after) and cursor.after[0] in proposal.takes)
    at = cursor.line_start
    return range_of(Span(at + proposal.start, at + end), cursor.draft.text)


FEATURES = (
    DraftFeature(
        types.TEXT_DOCUMENT_COMPLETION,
        completion(date.today),
        types.CompletionOptions(trigger_characters=TRIGGERS),
    ),
)
