"""Words of a sheet as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from hegao.dsl.layout.sheet import Passage, Run
from hegao.dsl.layout.styles import STYLES, Face
from hegao.dsl.web_text import safe


def passage_words(said: Passage) -> str:
    """The words of a passage, with the line breaks that it has."""
    face = STYLES[said.role].face
    return "<br>".join(words(line, face) for line in said.lines)


def words(said: Sequence[Run], face: Face) -> str:
    """Words in a passage of a face; others have their class."""
    return "".join(_run(each, face) for each in said if each.text)


def face_class(face: Face) -> str:
    """The class of words in a face."""
    return f"face{get_args(Face).index(face)}"


def _run(said: Run, face: Face) -> str:
    text = safe(said.text)
    return text if said.face == face else f'<span class="{face_class(said.face)}">{text}</span>'
