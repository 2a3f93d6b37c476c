"""Which characters the bytes of a web page stand for."""

from __future__ import annotations

import codecs
import re
from typing import Final, NamedTuple

HEAD: Final = 4096
DECLARED: Final = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,30})", re.IGNORECASE)
MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What Chinese pages call GB2312 or GBK is often GB18030, which holds both.
CHINESE: Final = frozenset({"gb2312", "gbk", "gb18030", "gb_2312-80", "cp936", "ms936", "x-gbk"})
KNOWN: Final = frozenset({"utf-8", "utf8", "big5", "big5-hkscs", "utf-16", "utf-16le", "utf-16be"})
LOST: Final = "\ufffd"


class Decoded(NamedTuple):
    """The text of a page and how many of its characters cannot be told."""

    text: str
    lost: int


def decode_page(data: bytes, declared: str = "") -> Decoded:
    """The bytes of a page as text; `declared` is what its carrier says about the encoding.

    A byte order mark decides. Else valid UTF-8 is UTF-8 whatever the page says, since saved pages
    keep their old declaration; then what the page declares, then GB18030.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _decode(data[len(mark) :], encoding)
    attempts: list[Decoded] = []
    for encoding in _encodings(data, declared):
        attempts.append(_decode(data, encoding))
        if not attempts[-1].lost:
            break
    return min(attempts, key=lambda attempt: attempt.lost)


def _encodings(data: bytes, declared: str) -> list[str]:
    unmarked = _without_mark(data)
    if unmarked:
        return [unmarked]
    found = DECLARED.search(data, 0, HEAD)
    names = [declared, found[1].decode("ascii") if found else ""]
    return ["utf-8", *filter(None, map(_codec, names)), "gb18030"]


def _codec(name: str) -> str:
    """The encoding to use for a declared name; empty where it says nothing of use."""
    name = name.strip("\"' ").lower()
    if name in CHINESE:
        return "gb18030"
    # A page whose declaration can be read byte by byte is not UTF-16.
    return name if name in KNOWN and not name.startswith("utf-16") else ""


def _without_mark(data: bytes) -> str:
    """UTF-16 without a byte order mark, told by the zero bytes of its ASCII tags."""
    head = data[:HEAD]
    odd, even = head[1::2].count(0), head[::2].count(0)
    if max(odd, even) * 5 < len(head):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _decode(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    return Decoded(text, text.count(LOST))
