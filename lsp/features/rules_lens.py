"""A line over every rule: what its examples give, and running them."""

from __future__ import annotations

from typing import Any, Final

from lsprotocol import types

from hegao.lsp.convert import range_of
from hegao.lsp.feature import DraftFeature, Surroundings
from hegao.lsp.rules.blocks import read_blocks
from hegao.lsp.rules.layers import rules_file
from hegao.lsp.rules.trials import outcome
from hegao.lsp.snapshot import Snapshot

TEST: Final = "hegao.rules.test"


def code_lenses(
    draft: Snapshot, _around: Surroundings, _params: types.CodeLensParams
) -> list[types.CodeLens]:
    """One for every rule; its examples are run when it is shown."""
    file = read_blocks(draft.source)
    return [
        types.CodeLens(
            range_of(block.heading, draft.text),
            data={"uri": draft.uri, "code": file.code(block)},
        )
        for block in file.blocks
        if block.kind == "规则" and file.code(block)
    ]


def resolved(draft: Snapshot, _around: Surroundings, lens: types.CodeLens) -> types.CodeLens:
    """A line with what the examples give for the text as it is now."""
    data: Any = lens.data
    code = str(data.get("code", "")) if isinstance(data, dict) else ""
    file = rules_file(draft)
    block = file.blocks.rule(code)
    told = f"运行本规则的例子（{outcome(file, block)}）" if block else f"没有规则{code}了"
    arguments = [draft.uri, code]
    lens.command = types.Command(told, TEST if block else "", arguments=arguments)
    return lens


FEATURES = (
    DraftFeature(
        types.TEXT_DOCUMENT_CODE_LENS,
        code_lenses,
        types.CodeLensOptions(resolve_provider=True),
        "rules",
    ),
    DraftFeature(types.CODE_LENS_RESOLVE, resolved, language="rules"),
)
