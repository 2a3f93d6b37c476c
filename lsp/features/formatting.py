"""Formatting: the one spelling of a notice, as edits of only those places that change."""

from __future__ import annotations

from collections.abc import Iterable

from lsprotocol import types

from hegao.dsl.build import build_notice
from hegao.dsl.formatter import fingerprint, format_notice
from hegao.grammar.source import LINE_END, Span
from hegao.linter.finding import Edit
from hegao.lsp.convert import range_of, span_of
from hegao.lsp.feature import DraftFeature, Surroundings
from hegao.lsp.keystrokes.line_edits import applied, line_edits
from hegao.lsp.snapshot import Snapshot


def formatting(
    draft: Snapshot, _around: Surroundings, _params: types.DocumentFormattingParams
) -> list[types.TextEdit]:
    """The edits that bring the whole draft into its spelling."""
    return text_edits(line_edits(draft.source, format_notice(draft.source)), draft)


def range_formatting(
    draft: Snapshot, _around: Surroundings, params: types.DocumentRangeFormattingParams
) -> list[types.TextEdit]:
    """Those of them that lie in the lines of a range; not those that change what it says there.

    Blank lines may part, on the edge of a range, what the whole would have kept together.
    """
    lines = _whole_lines(params.range, draft)
    edits = [
        edit
        for edit in line_edits(draft.source, format_notice(draft.source))
        if lines.start <= edit.span.start and edit.span.end <= lines.end
    ]
    within = [edit for edit in edits if not _changes_lines(edit, draft)]
    kept = (each for each in (edits, within) if _keeps_meaning(each, draft))
    return text_edits(next(kept, []), draft)


def text_edits(edits: Iterable[Edit], draft: Snapshot) -> list[types.TextEdit]:
    """Edits as the protocol has them, with the line ends of the document."""
    newline = draft.text.line_end
    return [
        types.TextEdit(range_of(edit.span, draft.text), edit.text.replace("\n", newline))
        for edit in edits
    ]


def _whole_lines(range_: types.Range, draft: Snapshot) -> Span:
    """A range widened to whole lines; one that ends where a line begins leaves that out."""
    text, (start, end) = draft.source, span_of(range_, draft.text)
    last = max(start, end - 1) if range_.end.character == 0 else end
    first = 1 + max(text.rfind(mark, 0, start) for mark in "\r\n")
    stops = [at for mark in "\r\n" if (at := text.find(mark, last)) >= 0]
    return Span(first, min(stops, default=len(text)) + 1)


def _changes_lines(edit: Edit, draft: Snapshot) -> bool:
    """Whether an edit puts in or takes away a line end."""
    return bool(LINE_END.search(edit.text + draft.source[edit.span.start : edit.span.end]))


def _keeps_meaning(edits: list[Edit], draft: Snapshot) -> bool:
    """Whether a draft still says the same after some edits."""
    if not edits:
        return True
    return fingerprint(build_notice(applied(draft.source, edits))) == fingerprint(draft.notice)


FEATURES = (
    DraftFeature(types.TEXT_DOCUMENT_FORMATTING, formatting, types.DocumentFormattingOptions()),
    DraftFeature(
        types.TEXT_DOCUMENT_RANGE_FORMATTING,
        range_formatting,
        types.DocumentRangeFormattingOptions(),
    ),
)
