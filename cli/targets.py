"""The paths of a command line to the files they mean."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from hegao.cli.files import FileError, reason

SUFFIX = ".notice"


class Targets(NamedTuple):
    """Files to work on, each once, and what was wrong with the paths."""

    files: tuple[Path, ...]
    problems: tuple[FileError, ...]


def find_targets(paths: Sequence[str]) -> Targets:
    """The named files and all drafts below the named folders; no path means this folder."""
    files: dict[str, Path] = {}
    problems: list[FileError] = []
    for path in map(Path, paths or (".",)):
        found = [path]
        if path.is_dir():
            found = list(_drafts_below(path, problems))
            if not found:
                problems.append(FileError(str(path), f"这个文件夹里没有{SUFFIX}文件"))
        for each in found:
            files.setdefault(os.path.realpath(each), each)
    return Targets(tuple(files.values()), tuple(problems))


def _drafts_below(folder: Path, problems: list[FileError]) -> Iterator[Path]:
    """The drafts below a folder, sorted; hidden folders are left out."""

    def unreadable(error: OSError) -> None:
        problems.append(FileError(str(error.filename), reason(error)))

    for parent, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.endswith(SUFFIX) and not name.startswith("."):
                yield Path(parent, name)
