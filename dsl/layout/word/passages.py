"""Passages as paragraphs of named styles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hegao.dsl.layout.sheet import Passage, Run
from hegao.dsl.layout.styles import STYLES, Face
from hegao.dsl.layout.word.markup import paragraph, run, tag
from hegao.dsl.layout.word.styles import face_id, style_id


def passage_paragraph(said: Passage, place: str = "") -> str:
    """A passage; `place` is what its place adds to its style, in the schema's order."""
    return paragraph(style_id(said.role), *_lines(said), place=place)


def runs(said: Sequence[Run], face: Face) -> Iterator[str]:
    """Words in a paragraph of a face; others have their character style."""
    for each in said:
        if each.text:
            yield run(each.text, "" if each.face == face else face_id(each.face))


def _lines(said: Passage) -> Iterator[str]:
    for at, line in enumerate(said.lines):
        if at:
            yield tag("r", tag("br"))
        yield from runs(line, STYLES[said.role].face)
