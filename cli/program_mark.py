"""What this program is, in a few bytes: findings of another version are not its own."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Final

PARTS: Final = ("grammar", "dsl", "linter", "cli")


def program_mark() -> bytes:
    """Stands for the code that makes findings.

    An installed package has a list of all its files with their hashes; of a checkout, which
    changes while it is worked on, sizes and times are looked at.
    """
    home = Path(__file__).absolute().parents[1]
    mark = blake2b((sys.implementation.cache_tag or "").encode(), digest_size=16)
    for record in _records(home):
        # Its other lines are of the environment: where the script is, which pip wrote them.
        own = [line for line in record.read_bytes().splitlines() if line.startswith(b"hegao/")]
        mark.update(b"\n".join(sorted(own)))
        return mark.digest()
    for part in PARTS:
        for name, size, changed in sorted(_files(home / part)):
            mark.update(f"{name}\0{size}\0{changed}\n".encode("utf-8", "surrogateescape"))
    return mark.digest()


def _records(home: Path) -> Iterator[Path]:
    """The list of an installed package; none beside a checkout."""
    if home.parent.name not in ("site-packages", "dist-packages"):
        return
    for name in os.listdir(home.parent):
        if name.startswith("hegao-") and name.endswith(".dist-info"):
            record = home.parent / name / "RECORD"
            if record.is_file():
                yield record


def _files(folder: Path) -> Iterator[tuple[str, int, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if not entry.name.startswith(("__", ".")):
                    yield from _files(Path(entry.path))
            elif not entry.name.endswith((".md", ".tmp")):
                status = entry.stat()
                yield entry.path, status.st_size, status.st_mtime_ns
