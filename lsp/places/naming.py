"""A thing that drafts name, and one place that names it."""

from __future__ import annotations

from typing import Literal, NamedTuple

from hegao.grammar.source import Span

Kind = Literal["unit", "tag", "alias", "item", "file", "rule"]


class Thing(NamedTuple):
    """What a name means: two places that mean the same have equal things."""

    kind: Kind
    name: str
    """Of a unit its full name, of an upstream item its number (第（三）项), of a file its path."""
    home: str = ""
    """The draft that a tag or an alias belongs to, the file of an upstream item; else empty."""


class Naming(NamedTuple):
    """One place of a draft that names a thing."""

    thing: Thing
    span: Span
    """The name as it stands, in the text of the draft."""
    declares: bool = False
    """Whether the thing gets its name here."""
