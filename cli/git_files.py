"""Files as git keeps them: `git:HEAD~1:通知.notice`."""

from __future__ import annotations

import subprocess
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from hegao.cli.files import MOST_BYTES, FileError

PREFIX: Final = "git:"
SECONDS: Final = 60
FORM: Final = "写成 git:版本:路径，如 git:HEAD~1:通知.notice"
NO_GIT: Final = "这台机器上没有找到git程序；请安装git，或者先把旧的文件取出来再比"
NO_REPOSITORY: Final = "当前文件夹不在git仓库里；请到仓库里面再运行"
STAGED: Final = "暂存区"


class Kept(NamedTuple):
    """A file of a revision; an empty revision is what is staged."""

    revision: str
    path: str

    @property
    def called(self) -> str:
        """The revision as a person calls it."""
        return f"版本“{self.revision}”" if self.revision else STAGED


def is_kept(name: str) -> bool:
    """Whether an argument of a command names a file that git keeps."""
    return name.startswith(PREFIX)


def read_kept(name: str) -> tuple[PurePosixPath, bytes]:
    """The path and the content of such a file. Raises FileError."""
    revision, colon, path = name.removeprefix(PREFIX).partition(":")
    if not colon or not path:
        raise FileError(name, FORM)
    kept = Kept(revision, path.replace("\\", "/"))
    ask_git(name, NO_REPOSITORY, "rev-parse", "--git-dir")
    tree = _tree(name, kept)
    missing = f"{kept.called}里没有文件“{path}”；路径从仓库的根写起，从当前文件夹写起的前面加 ./"
    size = int(ask_git(name, missing, "cat-file", "-s", f"{tree}:{kept.path}"))
    if size > MOST_BYTES:
        raise FileError(name, f"文件超过{MOST_BYTES >> 20}MB，不像一份通知")
    folder = f"“{path}”是文件夹，请写出文件名"
    return PurePosixPath(kept.path), ask_git(
        name, folder, "cat-file", "blob", f"{tree}:{kept.path}"
    )


def _tree(name: str, kept: Kept) -> str:
    """What git calls the files of a revision; empty for those that are staged."""
    if not kept.revision:
        return ""
    unknown = f"没有这个版本“{kept.revision}”；用 git log --oneline 看有哪些"
    asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{kept.revision}^{{tree}}")
    # What it answers is a hash, so that no revision is ever taken for an option or a path.
    return ask_git(name, unknown, *asked).decode("ascii", "replace").strip()


def ask_git(name: str, refused: str, *arguments: str) -> bytes:
    """What git answers; `refused` says what it means that it does not. Raises FileError."""
    try:
        ended = subprocess.run(
            ["git", *arguments], capture_output=True, check=False, timeout=SECONDS,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except FileNotFoundError:
        raise FileError(name, NO_GIT) from None
    except (subprocess.TimeoutExpired, ValueError, OSError):
        raise FileError(name, f"git没有回答；{FORM}") from None
    if ended.returncode:
        raise FileError(name, refused)
    return ended.stdout
