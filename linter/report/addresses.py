"""File names as other programs read them: with slashes, from the folder of the run, as URIs."""

from __future__ import annotations

import re
from urllib.parse import quote

DRIVE = re.compile(r"[A-Za-z]:/")


def slashed(path: str) -> str:
    """A file name as web services compare it: 稿件/a.notice for .\\稿件\\a.notice."""
    return path.replace("\\", "/").removeprefix("./")


def is_absolute(path: str) -> bool:
    """Whether a slashed file name begins at a root, of Unix or of Windows."""
    return path.startswith("/") or DRIVE.match(path) is not None


def uri(path: str) -> str:
    """A file name as a URI (RFC 8089 for absolute ones), else as a relative reference."""
    name = slashed(path)
    if not is_absolute(name):
        return _quoted(name)
    if name.startswith("//"):
        return f"file:{_quoted(name)}"
    return f"file:///{_drive_kept(name.removeprefix('/'))}"


def _drive_kept(name: str) -> str:
    drive = DRIVE.match(name)
    return name[: drive.end()] + _quoted(name[drive.end() :]) if drive else _quoted(name)


def _quoted(name: str) -> str:
    """A file name may hold bytes that are no text, or half a character; a URI writes them out."""
    try:
        return quote(name, safe="/", errors="surrogateescape")
    except UnicodeEncodeError:
        return quote(name, safe="/", errors="surrogatepass")
