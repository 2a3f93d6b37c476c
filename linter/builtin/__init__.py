"""The rules that come with Hegao, one file a subject."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def sources() -> tuple[tuple[str, str], ...]:
    """The built-in rules files: name and text, in the order of their codes."""
    found = [
        (entry.name, entry.read_text("utf-8"))
        for entry in files("hegao.linter.builtin").iterdir()
        if entry.name.endswith(".noticerules")
    ]
    return tuple(sorted(found, key=lambda pair: pair[1][pair[1].find("\n规则 ") :][:12]))
