"""Our open text against a plain one: random edits in three encodings, and the faults of pygls."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hegao.grammar.source import Span
from hegao.lsp.text_document import Encoding, Place, Range, TextDocument

ENCODINGS: tuple[Encoding, ...] = ("utf-8", "utf-16", "utf-32")
# What text pasted from Word or a web page holds, and what Python takes for line ends.
PIECES = st.sampled_from([
    "", "a", "、", "任务", "𠮷", "😀", "é", "\u07ff", "\u0800", "\n", "\r", "\r\n", "\n\n", "\r\r\n", "\x0b", "\x0c",
    "\x1c", "\x85", "\u2028", "\u2029", "\t", "\u3000", "第一行\r\n第二行𠮷\r第三行\n",
])  # fmt: skip
TEXTS = st.lists(PIECES, max_size=12).map("".join)
PLACES = st.builds(Place, st.integers(0, 9), st.integers(0, 24))
EDITS = st.lists(st.tuples(PLACES, PLACES, TEXTS), max_size=8)


def width(text: str, encoding: Encoding) -> int:
    unit = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[encoding]
    return len(text.encode(encoding + ("" if unit == 1 else "-le"))) // unit


def reference_offset(text: str, place: Place, encoding: Encoding) -> int:
    """The specification word for word: walk the lines, then the characters."""
    starts = [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text))]
    if place.line >= len(starts):
        return len(text)
    offset = starts[place.line]
    while offset < len(text) and text[offset] not in "\r\n":
        if width(text[starts[place.line] : offset + 1], encoding) > place.character:
            break
        offset += 1
    return offset


@given(TEXTS, EDITS, st.sampled_from(ENCODINGS))
def test_edits_give_what_the_specification_gives(
    text: str, edits: list[tuple[Place, Place, str]], encoding: Encoding
) -> None:
    document = TextDocument(text, encoding)
    for one, other, new in edits:
        start, end = sorted((one, other))
        head = text[: reference_offset(text, start, encoding)]
        text = head + new + text[reference_offset(text, end, encoding) :]
        document.edit(Range(start, end), new)
        assert document.text == text
        assert document.offset(end) == reference_offset(text, end, encoding)


@given(TEXTS, EDITS, st.sampled_from(ENCODINGS))
def test_every_character_has_a_place_that_leads_back(
    text: str, edits: list[tuple[Place, Place, str]], encoding: Encoding
) -> None:
    document = TextDocument(text, encoding)
    for one, other, new in edits:
        document.edit(Range(min(one, other), max(one, other)), new)
    text = document.text
    for offset in range(len(text) + 1):
        inside_end = text[offset - 1 : offset + 1] == "\r\n"
        assert document.offset(document.place(offset)) == offset - inside_end


class Case(NamedTuple):
    """One edit, as an editor sends it."""

    text: str
    line: int
    start: int
    end: int
    new: str
    expected: str


CASES = {
    "VT is no line end": Case("第一行\x0b续\n第二行\n", 1, 3, 3, "X", "第一行\x0b续\n第二行X\n"),
    "FF is no line end": Case("第一行\x0c续\n第二行\n", 1, 3, 3, "X", "第一行\x0c续\n第二行X\n"),
    "FS is no line end": Case("第一行\x1c续\n第二行\n", 1, 3, 3, "X", "第一行\x1c续\n第二行X\n"),
    "NEL is no line end": Case("第一行\x85续\n第二行\n", 1, 3, 3, "X", "第一行\x85续\n第二行X\n"),
    "LS is no line end": Case("甲\u2028续\n第二行\n", 1, 3, 3, "X", "甲\u2028续\n第二行X\n"),
    "PS is no line end": Case("甲\u2029续\n第二行\n", 1, 3, 3, "X", "甲\u2029续\n第二行X\n"),
    "CR is a line end": Case("第一行\r续\n第二行\n", 2, 3, 3, "X", "第一行\r续\n第二行X\n"),
    "past the end without a newline": Case("abc", 0, 10, 10, "X", "abcX"),
    "past the end of a line": Case("abc\r\nd", 0, 10, 10, "X", "abcX\r\nd"),
    "past the last line": Case("abc\n", 7, 2, 2, "X", "abc\nX"),
    "after the last newline": Case("𠮷𠮷\n", 1, 0, 0, "X", "𠮷𠮷\nX"),
    "after an astral character": Case("𠮷林\n", 0, 3, 3, "X", "𠮷林X\n"),
    "inside a surrogate pair": Case("𠮷林\n", 0, 1, 1, "X", "X𠮷林\n"),
    "empty document": Case("", 0, 0, 0, "X", "X"),
    "LF joins the CR before it": Case("a\rb", 1, 0, 0, "\n", "a\r\nb"),
    "LF left alone after CR": Case("a\rb\nc", 1, 0, 1, "", "a\r\nc"),
    "half a pair, then the other": Case("a\ud842", 0, 2, 2, "\udfb7", "a𠮷"),
    "start and end exchanged": Case("abcdef", 0, 4, 2, "X", "abXef"),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_edit_in_utf16(case: Case) -> None:
    document = TextDocument(case.text, "utf-16")
    document.edit(Range(Place(case.line, case.start), Place(case.line, case.end)), case.new)
    assert document.text == case.expected
    assert document.place(len(case.expected)).line == len(re.split("\r\n|\r|\n", case.expected)) - 1


def test_deleting_a_line_end_joins_lines() -> None:
    document = TextDocument("a\r\nb\r\n", "utf-16")
    document.edit(Range(Place(0, 1), Place(1, 0)), "")
    assert document.text == "ab\r\n"


@pytest.mark.parametrize(
    ("encoding", "start", "end"), [("utf-8", 10, 16), ("utf-16", 5, 7), ("utf-32", 3, 5)]
)
def test_range_after_wide_characters(encoding: Encoding, start: int, end: int) -> None:
    text = "一行\n𠮷😀é尽快完成\n"
    document = TextDocument(text, encoding)
    span = Span(text.index("尽快"), text.index("完成"))
    assert document.range(span) == Range(Place(1, start), Place(1, end))


def test_a_place_outside_the_text_is_its_nearest_end() -> None:
    document = TextDocument("ab\nc", "utf-16")
    assert document.place(99) == Place(1, 1)
    assert document.place(-1) == Place(0, 0)
    assert document.offset(Place(0, -3)) == 0
