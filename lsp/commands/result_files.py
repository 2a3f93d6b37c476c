"""Where the result of a command goes: beside the draft, and over no file that is not of ours."""

from __future__ import annotations

from itertools import count
from pathlib import Path


class ResultFiles:
    """The files that commands have written, as long as nobody else changes them."""

    def __init__(self) -> None:
        self._ours: dict[Path, tuple[int, int]] = {}

    def free(self, wanted: Path) -> Path:
        """The wanted file, or one with a number, where no file of somebody else is."""
        numbered = (wanted.with_stem(f"{wanted.stem}({number})") for number in count(2))
        if self._may_write(wanted):
            return wanted
        return next(path for path in numbered if self._may_write(path))

    def remember(self, path: Path) -> None:
        """A command has just written this file."""
        if stamp := _stamp(path):
            self._ours[path] = stamp

    def _may_write(self, path: Path) -> bool:
        return not path.exists() or self._ours.get(path) == _stamp(path)


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size
