"""The form of what rules may name: kinds of objects, their attributes, and where those stand.

An attribute is a Python expression over the node `{0}`; `span` is one for its place in the
node's block. The compiler puts them together, so a rule costs no more than the code it stands
for. `wide` marks what looks beyond the node's block: rules that use it are network rules.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Type = Literal["text", "number", "date", "truth", "list", "node"]


class Attribute(NamedTuple):
    """One name that rules may use of a kind."""

    type: Type
    value: str
    span: str = ""
    of: str = ""
    """The kind that a node or the members of a list are."""
    wide: bool = False


class Kind(NamedTuple):
    """A kind of object (对象)."""

    nodes: str
    """Expression over the subjects `s` that gives its nodes."""
    span: str
    """Where a finding stands when the rule names no place."""
    attributes: dict[str, Attribute]
    wide: bool = False
    absolute: bool = False
    """Spans are of the text, not of a block."""


def text(value: str, span: str = "", *, wide: bool = False) -> Attribute:
    """An attribute that is a text."""
    return Attribute("text", value, span, wide=wide)


def truth(value: str, *, wide: bool = False) -> Attribute:
    """An attribute that is yes or no."""
    return Attribute("truth", value, wide=wide)


def number(value: str, *, wide: bool = False) -> Attribute:
    """An attribute that is a number."""
    return Attribute("number", value, wide=wide)
