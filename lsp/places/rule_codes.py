"""The places of a draft that name rules by their code: 【核稿：不查 …；理由：…】."""

from __future__ import annotations

from collections.abc import Iterator

from hegao.grammar.source import Span
from hegao.linter.primitives import CODE, SILENCED
from hegao.lsp.places.naming import Naming, Thing
from hegao.lsp.snapshot import Snapshot


def rules_named(draft: Snapshot) -> Iterator[Naming]:
    """The codes in directives 核稿, known ones and others."""
    for directive in draft.notice.directives:
        block = directive.block
        match = SILENCED.search(block.text) if directive.name == "核稿" else None
        for code in CODE.finditer(block.text, *match.span("codes")) if match else ():
            yield Naming(Thing("rule", code[0]), block.locate(Span(*code.span())))
