"""What the files hold that a draft names: enough to see whether they are still the same."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path
from typing import Final, NamedTuple

from hegao.cli.named_files import find
from hegao.cli.settings import Offices, shown

NOTHING: Final = b""
"""The mark of a file that is not there or cannot be read."""


class Named(NamedTuple):
    """A file that a draft, or an upstream of it, names in its header."""

    field: str
    name: str
    beside: str
    """The file that names it."""
    understood: bool = True
    """Whether the file could be read."""


class Seen(NamedTuple):
    """What was found under a name."""

    named: Named
    path: str
    """As a person reads it; findings may quote it."""
    mark: bytes


class NamedContent:
    """Finds files by name and marks what they hold; each file is read once."""

    def __init__(self, offices: Offices) -> None:
        self._offices = offices
        self._paths: dict[tuple[str, str], tuple[Path, str]] = {}
        self._marks: dict[Path, bytes] = {}
        self._started = time.time()

    def see(self, named: Named) -> Seen:
        """What stands under a name now."""
        path, words = self._find(named)
        return Seen(named, words, self.mark(path))

    def mark(self, path: Path) -> bytes:
        """Stands for the content of a file."""
        if path not in self._marks:
            self._marks[path] = _mark(path)
        return self._marks[path]

    def settled(self, seen: Iterable[Seen]) -> bool:
        """Whether the files are surely as they were when they were read for a check."""
        return all(self._settled(each) for each in seen)

    def _settled(self, seen: Seen) -> bool:
        if not seen.mark:
            return True
        try:
            old = self._find(seen.named)[0].stat().st_mtime < self._started
        except OSError:
            return False
        return old and seen.named.understood

    def _find(self, named: Named) -> tuple[Path, str]:
        key = (named.name, os.path.dirname(named.beside))
        if key not in self._paths:
            beside = Path(named.beside)
            path = find(named.name, beside, self._offices.of(beside))
            self._paths[key] = path, str(shown(path))
        return self._paths[key]


def _mark(path: Path) -> bytes:
    try:
        with open(path, "rb") as handle:
            return blake2b(handle.read(), digest_size=16).digest()
    except (OSError, ValueError):
        return NOTHING
