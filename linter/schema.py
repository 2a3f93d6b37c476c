"""The form of what rules may name: kinds of objects, their attributes, and where those stand.

An attribute is a Python expression over the node `{0}`; `span` is one for its place in the
node's block. The compiler puts them together, so a rule costs no more than the code it stands
for. `wide` marks what looks beyond the node's block: rules that use it are network rules.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

Type = Literal["text", "number", "date", "quantity", "document_number", "truth", "list", "node"]

TYPE_NAMES: Final[dict[Type, str]] = {
    "text": "文字", "number": "数", "date": "日期", "quantity": "带单位的数",
    "document_number": "文号", "truth": "是非", "list": "列表", "node": "对象",
}  # fmt: skip
EMPTY: Final[dict[Type, str]] = {
    "text": "''", "number": "0", "date": "None", "quantity": "None", "document_number": "None",
    "truth": "False", "list": "()", "node": "None",
}  # fmt: skip
"""What an attribute is of an object that is not there."""


class Attribute(NamedTuple):
    """One name that rules may use of a kind."""

    type: Type
    value: str
    span: str = ""
    of: str = ""
    """The kind that a node or the members of a list are."""
    wide: bool = False
    members: str = ""
    """Of a list: the expression for its members as nodes, where `value` has plain values."""
    optional: bool = False
    """Of a node: it may be None."""
    given: str = ""
    """Over the subjects `s`: what a notice must have for it to be anything but `otherwise`."""
    otherwise: str = ""
    """What it is of every node of another notice."""

    def only(self, given: str, otherwise: str = "") -> Attribute:
        """The same, with what a notice must have for it to be anything else than `otherwise`."""
        return self._replace(given=given, otherwise=otherwise or EMPTY[self.type])


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
    inner: str = ""
    """The field of its nodes that holds the model's own value: `.unit`."""

    elsewhere: bool = False
    """Its nodes also tell a place in another file."""
    made_from: tuple[str, ...] = ()
    """The lists of the subjects that its nodes are made from; the kind before it has made them."""

    def plain(self, name: str) -> str:
        """The expression of an attribute over the model's own value; empty when it needs more."""
        if not self.inner:
            return ""
        value = self.attributes[name].value
        own = "{0}" + self.inner
        return value.replace(own, "{0}") if value.count("{0}") == value.count(own) else ""


def text(value: str, span: str = "", *, wide: bool = False) -> Attribute:
    """An attribute that is a text."""
    return Attribute("text", value, span, wide=wide)


def truth(value: str, *, wide: bool = False) -> Attribute:
    """An attribute that is yes or no."""
    return Attribute("truth", value, wide=wide)


def number(value: str, *, wide: bool = False) -> Attribute:
    """An attribute that is a number."""
    return Attribute("number", value, wide=wide)


def date(value: str, *, wide: bool = False) -> Attribute:
    """An attribute that is a day, None when there is none."""
    return Attribute("date", value, wide=wide)


def node(value: str, of: str, *, wide: bool = False) -> Attribute:
    """An attribute that is another object."""
    return Attribute("node", value, of=of, wide=wide)


def perhaps(value: str, of: str) -> Attribute:
    """An attribute that is another object, or none."""
    return Attribute("node", value, of=of, wide=True, optional=True)


def nodes(
    value: str, of: str, members: str = "", span: str = "", *, wide: bool = False
) -> Attribute:
    """An attribute that is a list of objects."""
    return Attribute("list", value, span, of, wide, members or value)
