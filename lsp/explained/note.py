"""A note about some words of a draft, and its text as the editor shows it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from lsprotocol import types

from hegao.grammar.source import Span

SIGNS: Final = re.compile(r"[\\`*_{}\[\]<>#|~&]")
STARTS: Final = re.compile(r"^(\s*)([-+>=]|\d+(?=[.)]))")


class Note(NamedTuple):
    """What is to be said of some words."""

    span: Span
    """The words, in the whole text."""
    title: str
    lines: tuple[str, ...]


def shown(notes: Iterable[Note], *, markdown: bool) -> types.MarkupContent:
    """Notes one below the other."""
    if markdown:
        text = "\n\n---\n\n".join(map(_markdown, notes))
        return types.MarkupContent(types.MarkupKind.Markdown, text)
    text = "\n\n".join("\n".join((note.title, *note.lines)) for note in notes)
    return types.MarkupContent(types.MarkupKind.PlainText, text)


def _markdown(note: Note) -> str:
    lines = (f"- {escaped(line)}" for line in note.lines)
    return "\n".join((f"**{escaped(note.title)}**", "", *lines))


def escaped(text: str) -> str:
    """A text of one line in which nothing means anything to Markdown."""
    flat = SIGNS.sub(r"\\\g<0>", " ".join(text.split()))
    return STARTS.sub(_harmless, flat)


def _harmless(match: re.Match[str]) -> str:
    space, sign = match.groups()
    return f"{space}{sign}\\" if sign.isdigit() else f"{space}\\{sign}"
