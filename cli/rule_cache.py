"""Translated rules kept in the user's cache folder; without one, nothing is kept."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from hegao.cli.files import FileError, write_bytes

MOST_FILES = 60


class RuleCache:
    """Keeps bytes in files. A lost or unwritable file only costs time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, key: str) -> bytes | None:
        """What was put under the key."""
        try:
            return (self.folder / key).read_bytes()
        except OSError:
            return None

    def put(self, key: str, data: bytes) -> None:
        """Keep data under a key, if the folder allows it."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._make_room()
            write_bytes(self.folder / key, data)
        except (OSError, FileError):
            return

    def _make_room(self) -> None:
        """Remove the files that have not been read for longest when there are too many."""
        files = sorted(self.folder.iterdir(), key=lambda file: file.stat().st_atime)
        for file in files[:-MOST_FILES]:
            file.unlink(missing_ok=True)


def user_cache() -> RuleCache:
    """The cache of this user; what it keeps is code, so each Python has its own."""
    root = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return RuleCache(Path(root, "hegao", sys.implementation.cache_tag or "python"))
