"""The folders where this computer has fonts, and the font files in them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from glob import glob
from pathlib import Path
from typing import Final

SUFFIXES: Final = (".ttf", ".otf", ".ttc", ".otc")
FANDOL: Final = "texmf-dist/fonts/opentype/public/fandol"
"""Of TeX's thousands of fonts only these are Chinese, free and faces of a notice."""

FOLDERS: Final[dict[str, tuple[str, ...]]] = {
    "linux": (
        "~/.fonts",
        "$XDG_DATA_HOME/fonts",
        "~/.local/share/fonts",
        "/usr/local/share/fonts",
        "/usr/share/fonts",
        f"/usr/share/texlive/{FANDOL}",
        f"/usr/share/{FANDOL}",
        f"/usr/local/texlive/*/{FANDOL}",
    ),
    "darwin": (
        "~/Library/Fonts",
        "/Library/Fonts",
        "/System/Library/Fonts",
        # What 字体册 downloads (华文仿宋), and what comes with Word.
        "/System/Library/AssetsV2/com_apple_MobileAsset_Font*",
        "/Applications/Microsoft Word.app/Contents/Resources/DFonts",
        f"/usr/local/texlive/*/{FANDOL}",
    ),
    "win32": (
        r"$LOCALAPPDATA\Microsoft\Windows\Fonts",
        r"$WINDIR\Fonts",
        f"C:/texlive/*/{FANDOL}",
        r"$LOCALAPPDATA\Programs\MiKTeX\fonts\opentype\public\fandol",
    ),
}
"""By `sys.platform`; a user's own before those of all."""


def system_folders() -> list[Path]:
    """The folders of this system that are there."""
    patterns = FOLDERS.get(sys.platform, FOLDERS["linux"])
    expanded = (os.path.expandvars(os.path.expanduser(each)) for each in patterns)
    return [Path(folder) for each in expanded for folder in sorted(glob(each))]


def font_files(folders: Iterable[Path]) -> Iterator[os.DirEntry[str]]:
    """The font files in and below some folders, each folder once; one file may be named too.

    Links are followed: distributions put the fonts of TeX where others look for fonts.
    """
    seen: set[str] = set()
    left = [str(each) for each in folders][::-1]
    while left:
        folder = os.path.realpath(left.pop())
        if folder in seen:
            continue
        seen.add(folder)
        entries = _entries(folder)
        yield from (each for each in entries if each.name.lower().endswith(SUFFIXES))
        left.extend(each.path for each in reversed(entries) if _is_folder(each))


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return sorted(found, key=lambda each: each.name)
    except OSError:  # Gone, or closed to this user.
        return []


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False
