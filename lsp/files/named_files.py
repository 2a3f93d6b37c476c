"""Files that drafts and settings name: where they are, and their text."""

from __future__ import annotations

from collections.abc import Iterable
from os.path import abspath
from pathlib import Path
from typing import Protocol


class OpenText(Protocol):
    """A document that the editor has open: it counts, not its file on disk."""

    version: int | None

    @property
    def source(self) -> str:
        """The whole text."""


Stamp = tuple[int, int]
"""What changes with the text of a file: time and size on disk, or -1 and the version."""


class Files:
    """Files by their text, open ones as the editor has them; remembers which were looked for."""

    def __init__(self) -> None:
        self.opened: dict[Path, OpenText] = {}
        self.looked_for: set[Path] = set()

    def stamp(self, path: Path) -> Stamp:
        """What tells whether a file has changed. Raises OSError, ValueError."""
        self.looked_for.add(key := plain(path))
        if (text := self.opened.get(key)) is not None:
            return -1, text.version or 0
        status = path.stat()
        return status.st_mtime_ns, status.st_size

    def data(self, path: Path) -> bytes:
        """What a file holds. Raises OSError, ValueError."""
        text = self.opened.get(plain(path))
        return path.read_bytes() if text is None else text.source.encode("utf-8", "replace")


def plain(path: Path) -> Path:
    """A path from the root, without `..`."""
    return Path(abspath(path))


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
