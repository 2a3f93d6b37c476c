"""The rules that come with Hegao, one file a subject."""

from __future__ import annotations

from functools import cache
from pkgutil import get_data

FILES = (
    "layout",
    "units",
    "deadlines",
    "numbering",
    "quantities",
    "attachments",
    "punctuation",
    "review",
)


@cache
def sources() -> tuple[tuple[str, str], ...]:
    """The built-in rules files: name and text, in the order of their codes."""
    names = [f"{subject}.noticerules" for subject in FILES]
    return tuple((name, (get_data(__name__, name) or b"").decode("utf-8")) for name in names)
