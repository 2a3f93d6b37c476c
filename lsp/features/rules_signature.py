"""What comes next while a rule is written: its lines, the parts of a function or a list."""

from __future__ import annotations

from typing import Final

from lsprotocol import types

from hegao.lsp.convert import offset_of
from hegao.lsp.feature import DraftFeature, Surroundings
from hegao.lsp.rules.forms import Form, form_at
from hegao.lsp.rules.layers import rules_file
from hegao.lsp.snapshot import Snapshot

TRIGGERS: Final = ("：", ":", "（", "(")
AGAIN: Final = (" ", "）", ")")


def signature_help(
    draft: Snapshot, _around: Surroundings, params: types.SignatureHelpParams
) -> types.SignatureHelp | None:
    """The form that is being filled in at the cursor, with the part that stands there."""
    form = form_at(rules_file(draft), offset_of(params.position, draft.text))
    if form is None:
        return None
    return types.SignatureHelp([_signature(form)], 0, form.active)


def _signature(form: Form) -> types.SignatureInformation:
    parts = [
        types.ParameterInformation(label=part.label, documentation=part.meaning or None)
        for part in form.parts
    ]
    return types.SignatureInformation(form.label, form.told, parts, form.active)


FEATURES = (
    DraftFeature(
        types.TEXT_DOCUMENT_SIGNATURE_HELP,
        signature_help,
        types.SignatureHelpOptions([*TRIGGERS], [*AGAIN]),
        "rules",
    ),
)
