"""Completion in rules files: lines, kinds, names, words, word lists and codes."""

from __future__ import annotations

import re
from typing import Final

from lsprotocol import types

from hegao.lsp.client_abilities import ClientAbilities
from hegao.lsp.convert import offset_of, range_of
from hegao.lsp.feature import DraftFeature, Surroundings
from hegao.lsp.pinyin import reads_as
from hegao.lsp.rules.layers import rules_file
from hegao.lsp.rules.offer import Offer
from hegao.lsp.rules.offers import offers
from hegao.lsp.snapshot import Snapshot

TRIGGERS: Final = ("：", ":", ".", "“", "{", "｛", "（", "｜", "〔")
FILL_IN = re.compile(r"\$\d+|\$\{\d+:((?:[^{}]|\{[^{}]*\})*)\}")
LATIN = re.compile(r"[A-Za-z]+")


def completion(
    draft: Snapshot, around: Surroundings, params: types.CompletionParams
) -> types.CompletionList:
    """What may be written at the cursor; asked for again while Latin letters are typed."""
    found = offers(rules_file(draft), offset_of(params.position, draft.text))
    items = [
        _item(offer, place, draft, around.client)
        for place, offer in enumerate(found)
        if _fits(offer, draft)
    ]
    return types.CompletionList(is_incomplete=True, items=items)


def _fits(offer: Offer, draft: Snapshot) -> bool:
    typed = draft.source[offer.span.start : offer.span.end]
    return reads_as(offer.word, typed.lower())


def _item(
    offer: Offer, place: int, draft: Snapshot, client: ClientAbilities
) -> types.CompletionItem:
    typed = draft.source[offer.span.start : offer.span.end]
    text = (offer.text or offer.word).replace("\n", draft.text.line_end)
    fills = bool(FILL_IN.search(text))
    if fills and not client.snippets:
        text = FILL_IN.sub(lambda match: match[1] or "", text)
    return types.CompletionItem(
        label=offer.word,
        kind=offer.kind,
        detail=offer.detail or None,
        documentation="\n".join(offer.help) or None,
        sort_text=f"{place:04}",
        # Editors compare what is typed with this, and know nothing of how Chinese is read.
        filter_text=typed if LATIN.search(typed) else None,
        text_edit=types.TextEdit(range_of(offer.span, draft.text), text),
        insert_text_format=types.InsertTextFormat.Snippet if fills and client.snippets else None,
    )


FEATURES = (
    DraftFeature(
        types.TEXT_DOCUMENT_COMPLETION,
        completion,
        types.CompletionOptions(trigger_characters=[*TRIGGERS]),
        "rules",
    ),
)
