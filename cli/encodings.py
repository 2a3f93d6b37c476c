"""Bytes to text: UTF-8 and GB18030 told apart, anything else refused with advice."""

from __future__ import annotations

import codecs

SAVE_AGAIN = "请用记事本或WPS打开，另存为UTF-8编码的纯文本"
SIGNATURES = {
    b"PK\x03\x04": "这是Word、WPS或压缩文件",
    b"\xd0\xcf\x11\xe0": "这是旧版Word或WPS文件",
    b"%PDF": "这是PDF文件",
    b"\x89PNG": "这是图片",
    b"\xff\xd8\xff": "这是图片",
    codecs.BOM_UTF16_LE: "这是UTF-16编码的文件",
    codecs.BOM_UTF16_BE: "这是UTF-16编码的文件",
}
BROKEN_CHARACTER = "\ufffd"
FIRST_OF_THREE_BYTES = "\u0800"


class UndecodableError(ValueError):
    """Bytes that are no text; the message says what they are and what to do."""


def decode(data: bytes) -> tuple[str, str]:
    """The text and the encoding that writes it back: utf-8, utf-8-sig or gb18030.

    Raises UndecodableError. Line ends stay as they are.
    """
    for signature, what in SIGNATURES.items():
        if data.startswith(signature):
            raise UndecodableError(f"{what}，不是可以直接读的纯文本，{SAVE_AGAIN}")
    if _is_binary(data):
        raise UndecodableError(f"这是二进制文件，不是纯文本，{SAVE_AGAIN}")
    encoding = "utf-8-sig" if data.startswith(codecs.BOM_UTF8) else "utf-8"
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError as error:
        return _decode_chinese(data, error), "gb18030"


def _decode_chinese(data: bytes, error: UnicodeDecodeError) -> str:
    """Text that is not UTF-8 as GB18030, unless it is UTF-8 with a few broken bytes."""
    if _mostly_utf8(data):
        raise UndecodableError(
            f"第{_line(data, error)}行有损坏的字节（UTF-8），{SAVE_AGAIN}"
        ) from None
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError as other:
        line = _line(data, other)
        message = f"第{line}行有认不出的字节（不是UTF-8，也不是GB18030），{SAVE_AGAIN}"
        raise UndecodableError(message) from None


def _is_binary(data: bytes) -> bool:
    """A NUL or two may slip into a text; more than one in a hundred bytes is no text."""
    zeros = data.count(0)
    return zeros > 3 and zeros * 100 > len(data)


def _mostly_utf8(data: bytes) -> bool:
    """Whether much reads as Han characters of UTF-8: in GB18030 hardly three bytes in a row do."""
    text = data.decode("utf-8", "replace")
    broken = text.count(BROKEN_CHARACTER)
    wide = sum(map(FIRST_OF_THREE_BYTES.__le__, text)) - broken
    return wide >= max(3, broken)


def _line(data: bytes, error: UnicodeDecodeError) -> int:
    return data.count(b"\n", 0, error.start) + 1
