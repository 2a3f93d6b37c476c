"""Single-file web pages (.mht, .mhtml): the page taken out of its envelope."""

from __future__ import annotations

import binascii
import re
from typing import Final, NamedTuple

from hegao.dsl.recover.finished import UnreadableError

HEAD: Final = 8192
ENVELOPE: Final = re.compile(
    rb"\A\s*(?:[A-Za-z-]{2,40}:[^\n]*\n(?:[ \t][^\n]*\n)*)*?Content-Type:\s*multipart/related",
    re.IGNORECASE,
)
BOUNDARY: Final = re.compile(rb"boundary=\s*(?:\"([^\"\r\n]{1,200})\"|([^\s;]{1,200}))", re.I)
PAGE_TYPE: Final = re.compile(rb"^Content-Type:\s*text/html", re.IGNORECASE | re.MULTILINE)
CHARSET: Final = re.compile(rb"charset=\s*\"?([A-Za-z0-9_.:-]{2,30})", re.IGNORECASE)
TRANSFER: Final = re.compile(
    rb"^Content-Transfer-Encoding:\s*([A-Za-z0-9-]+)", re.IGNORECASE | re.MULTILINE
)
HEADERS_END: Final = re.compile(rb"\r?\n\r?\n")


class Enclosed(NamedTuple):
    """The bytes of a page and the encoding that its envelope names, which may be empty."""

    data: bytes
    encoding: str


def open_envelope(data: bytes) -> Enclosed:
    """The first page of a single-file web page; any other bytes are given back as they are."""
    if not ENVELOPE.match(data[:HEAD]):
        return Enclosed(data, "")
    boundary = BOUNDARY.search(data, 0, HEAD)
    if boundary is None:
        raise UnreadableError("单个文件网页不完整，请重新保存网页，或者另存为 .html")
    for part in data.split(b"--" + (boundary[1] or boundary[2]))[1:]:
        page = _page(part)
        if page is not None:
            return page
    raise UnreadableError("单个文件网页里没有网页，请重新保存网页，或者另存为 .html")


def _page(part: bytes) -> Enclosed | None:
    """The page in one part of the envelope; None for pictures and style sheets."""
    end = HEADERS_END.search(part)
    if end is None or not PAGE_TYPE.search(part, 0, end.start()):
        return None
    charset = CHARSET.search(part, 0, end.start())
    transfer = TRANSFER.search(part, 0, end.start())
    way = transfer[1].lower() if transfer else b""
    return Enclosed(_unpack(part[end.end() :], way), charset[1].decode() if charset else "")


def _unpack(body: bytes, way: bytes) -> bytes:
    if way == b"quoted-printable":
        return binascii.a2b_qp(body)
    if way != b"base64":
        return body
    try:
        return binascii.a2b_base64(body)
    except binascii.Error as error:
        raise UnreadableError("单个文件网页已经损坏，请重新保存网页，或者另存为 .html") from error
