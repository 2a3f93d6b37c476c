"""Files that drafts and settings name: where they are, and their text."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


def nearest(folders: Iterable[Path], name: str) -> Path | None:
    """The file of a name in the first folder that has it."""
    try:
        return next((each / name for each in folders if (each / name).is_file()), None)
    except (OSError, ValueError):  # A name that no file can have.
        return None


def decode(data: bytes) -> str:
    """UTF-8 or, as Excel and WPS write Chinese CSV, GB18030. Raises UnicodeDecodeError."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")
