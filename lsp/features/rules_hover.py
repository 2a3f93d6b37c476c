"""What is shown over the words of a rules file."""

from __future__ import annotations

from lsprotocol import types

from hegao.lsp.convert import offset_of, range_of
from hegao.lsp.explained.note import shown
from hegao.lsp.feature import DraftFeature, Surroundings
from hegao.lsp.rules.layers import rules_file
from hegao.lsp.rules.notes import note_at
from hegao.lsp.snapshot import Snapshot


def hover(draft: Snapshot, around: Surroundings, params: types.HoverParams) -> types.Hover | None:
    """What the word at a place is: of the language, a name, a word list, a rule."""
    note = note_at(rules_file(draft), offset_of(params.position, draft.text))
    if note is None:
        return None
    content = shown([note], markdown=around.client.markdown)
    return types.Hover(content, range_of(note.span, draft.text))


FEATURES = (DraftFeature(types.TEXT_DOCUMENT_HOVER, hover, language="rules"),)
