"""What words are coloured as: our kinds of words, and the protocol's types they are shown as.

Notices and rules files share this one legend, as the server has only one.
"""

from __future__ import annotations

from typing import Final, Literal

from lsprotocol import types
from lsprotocol.types import SemanticTokenModifiers as Modifiers
from lsprotocol.types import SemanticTokenTypes as Types

TokenKind = Literal[
    "unit", "time", "quantity", "document_number", "title", "field", "mark", "directive",
    "comment", "code", "link",
    "keyword", "operator", "text", "pattern", "name", "function", "number",
]  # fmt: skip

SHOWN_AS: Final[dict[TokenKind, Types]] = {
    "unit": Types.Class,
    "time": Types.Number,
    "quantity": Types.EnumMember,
    "document_number": Types.Type,
    "title": Types.String,
    "field": Types.Property,
    "mark": Types.Keyword,
    "directive": Types.Macro,
    "comment": Types.Comment,
    "code": Types.Decorator,
    "link": Types.Variable,
    "keyword": Types.Keyword,
    "operator": Types.Operator,
    "text": Types.String,
    "pattern": Types.Regexp,
    "name": Types.Variable,
    "function": Types.Function,
    "number": Types.Number,
}
"""The standard type of each kind, as every colour theme knows only the standard ones.

The second half is for rules files: words of the language, signs, quoted texts, regular
expressions, attributes and lists, functions, numbers. `code` is a rule's code in both.
"""
TYPES: Final[tuple[Types, ...]] = tuple(dict.fromkeys(SHOWN_AS.values()))
MODIFIERS: Final[tuple[Modifiers, ...]] = (Modifiers.Declaration, Modifiers.Deprecated)
"""Declared here (a rule, a word list); a unit that does not exist any more by that name."""
INDEX: Final[dict[TokenKind, int]] = {kind: TYPES.index(SHOWN_AS[kind]) for kind in SHOWN_AS}
"""The number of a kind's type in the legend."""
DECLARED: Final = 1
OUTDATED: Final = 2
"""The modifiers as the bits that the protocol sends."""
LEGEND: Final = types.SemanticTokensLegend(
    [each.value for each in TYPES], [each.value for each in MODIFIERS]
)
