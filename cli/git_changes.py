"""Which files have changed since a revision that git keeps."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from hegao.cli.git_files import NO_REPOSITORY, ask_git

OPTION: Final = "--changed"
LATEST: Final = "HEAD"
UNKNOWN: Final = (
    "没有这个版本“{}”；用 git log --oneline 看有哪些。只和上一次提交比，把 --changed 写在路径后面"
)


def changed_files(revision: str) -> frozenset[str]:
    """The real paths of files that are other than where the work left `revision`.

    Files that git does not know yet count, those that it ignores do not; files that were taken
    away are in no list. What others did to `revision` since then is no change. Raises FileError.
    """
    root = os.fsdecode(ask_git(OPTION, NO_REPOSITORY, "rev-parse", "--show-toplevel"))[:-1]
    return frozenset(os.path.realpath(Path(root, name)) for name in _names(root, revision))


def _names(root: str, revision: str) -> Iterator[str]:
    unknown = UNKNOWN.format(revision)
    verified = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    commit = ask_git(OPTION, unknown, *verified).decode("ascii", "replace").strip()
    apart = f"版本“{revision}”和现在的没有共同的来历，不能比"
    base = ask_git(OPTION, apart, "merge-base", commit, LATEST).decode("ascii").strip()
    differing = ("diff", "--name-only", "-z", "--no-renames", "--diff-filter=d", base, "--")
    unknown_yet = ("ls-files", "-z", "--others", "--exclude-standard")
    for asked in (differing, unknown_yet):
        said = ask_git(OPTION, NO_REPOSITORY, "-C", root, *asked)
        yield from filter(None, os.fsdecode(said).split("\0"))
