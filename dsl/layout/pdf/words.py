"""Passages and styles as the plain data that the typst programs read; lengths in points."""

from __future__ import annotations

from typing import Any, Final, Literal

from hegao.dsl.layout.profile import CELL, CELLS
from hegao.dsl.layout.sheet import Passage, Run
from hegao.dsl.layout.styles import SIZE_3, Style
from hegao.dsl.layout.xml_text import xml_text

Data = dict[str, Any]
Keep = Literal["", "whole", "tail"]
"""What of a passage goes where the signature below it goes: nothing, all, its last lines."""

TRACKING: Final = (CELL - SIZE_3) * CELLS / (CELLS - 1) - 0.001
"""Points between characters of 3号, which are larger than their cells. None stands behind the last
of a line; a thousandth is left over, so that no rounding takes the 28th to the next line."""


def style_data(style: Style) -> Data:
    """A style; indents in characters of 3号, `first` and `hanging` never below zero."""
    return {
        "face": style.face,
        "size": style.size,
        "tracking": TRACKING if style.size == SIZE_3 else 0.0,
        "align": style.align,
        "hanging": max(-style.first, 0.0),
        "first": max(style.first, 0.0),
        "left": style.left + min(style.first, 0.0),
        "right": style.right,
        "before": style.before,
    }


def passage_data(said: Passage, keep: Keep = "", level: int = 0) -> Data:
    """A passage, what of it stays with the signature, and its level as a heading or 0."""
    return {
        "kind": "passage",
        "style": style_data(said.style),
        "lines": [[run_data(run) for run in line if run.text] for line in said.lines],
        "keep": keep,
        "level": level,
    }


def run_data(run: Run) -> Data:
    """Words in one face."""
    return {"face": run.face, "text": xml_text(run.text)}
