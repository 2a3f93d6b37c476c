"""What openpyxl leaves out or would take too long over, told from the parts of a workbook.

The parts are only searched, never parsed as XML, so that a damaged one cannot do harm here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Final, NamedTuple

from hegao.dsl.recover.archive import Archive
from hegao.dsl.recover.finished import Note, UnreadableError

MOST_CELLS: Final = 1_000_000
MOST_MERGED: Final = 200_000
"""How many places merged cells may cover together; openpyxl visits each of them."""

CELL_START: Final = re.compile(rb"<(?:\w+:)?c[\s/>]")
FORMULA_CELL: Final = re.compile(
    rb"<(?:\w+:)?c\s([^<>]{0,400})>\s*<(?:\w+:)?f\b[^<>]*(?:/>|>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>\s*|<(?:\w+:)?v>\s*</(?:\w+:)?v>\s*)?</(?:\w+:)?c>"
)
VALUE_CELL: Final = re.compile(
    rb"<(?:\w+:)?c\s([^<>]{0,400}[^<>/])>(?:<(?:\w+:)?f\b[^<>]*(?:/>|>[^<]*</(?:\w+:)?f>))?"
    rb"(?:<(?:\w+:)?v>(?P<value>[^<]+)</"
    rb"|<(?:\w+:)?is>(?P<inline>(?:[^<]|<(?!/?(?:\w+:)?(?:is|c)\b))*)</(?:\w+:)?is>)"
)
MERGED: Final = re.compile(
    rb"<(?:\w+:)?mergeCell\s[^<>]*?ref=\"([A-Z]{1,3}\d{1,7}):([A-Z]{1,3}\d{1,7})\""
)
ATTRIBUTE: Final = re.compile(r"([\w:]{1,40})\s*=\s*\"([^\"<]{0,2000})\"")
SHEET: Final = re.compile(rb"<(?:\w+:)?sheet\s[^<>]{1,3000}>")
RELATION: Final = re.compile(rb"<(?:\w+:)?Relationship\s[^<>]{1,3000}>")
SHARED: Final = re.compile(rb"<(?:\w+:)?si\s*>((?:[^<]|<(?!/?(?:\w+:)?si\b))*)</")
SHARED_TEXT: Final = re.compile(rb"<(?:\w+:)?t(?:\s[^<>]*)?>([^<]*)</")
DRAWN: Final = re.compile(rb"<a:t>([^<]{1,20000})</a:t>")

TEXT_BOX: Final = "文本框里的文字，没有放进正文，请看是否要用"
CHART: Final = "这里有图表，数字和图形读不出来，请对照表格核对"
PICTURES: Final = "这里有图片，图片里的文字读不出来，请对照表格核对"
WORKBOOK: Final = "工作簿"


class SheetPart(NamedTuple):
    """What the part of one sheet holds."""

    uncomputed: frozenset[str]
    """Cells (B3) whose formula has been saved without its result."""
    covered: tuple[tuple[str, str], ...]
    """Cells under merged ones that still hold something: where, and what."""


def scan_sheets(archive: Archive) -> Mapping[str, SheetPart]:
    """The sheets of a workbook by name; one that would take too long raises UnreadableError."""
    strings = _Strings(archive)
    return {
        name: _scan(archive.read(part), strings)
        for name, part in _sheet_parts(archive)
        if part in archive.names
    }


class _Strings:
    """The texts that all sheets share, read only where one is asked for."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._texts: list[str] | None = None

    def text(self, index: str) -> str:
        """The text with a number; the number itself where there is none."""
        if self._texts is None:
            items = SHARED.findall(_read(self._archive, "xl/sharedStrings.xml"))
            self._texts = [_plain(b"".join(SHARED_TEXT.findall(item))) for item in items]
        known = index.isdecimal() and len(index) < 9 and int(index) < len(self._texts)
        return self._texts[int(index)] if known else index


def _attributes(tag: bytes) -> dict[str, str]:
    found = ATTRIBUTE.findall(tag.decode("utf-8", "replace"))
    return {name.rpartition(":")[2]: unescape(value) for name, value in found}


def _sheet_parts(archive: Archive) -> Iterator[tuple[str, str]]:
    """The name and the part of each sheet."""
    relations = map(_attributes, RELATION.findall(_read(archive, "xl/_rels/workbook.xml.rels")))
    targets = {found.get("Id", ""): found.get("Target", "") for found in relations}
    for sheet in map(_attributes, SHEET.findall(_read(archive, "xl/workbook.xml"))):
        target = targets.get(sheet.get("id", ""), "")
        yield sheet.get("name", ""), target[1:] if target.startswith("/") else f"xl/{target}"


def _read(archive: Archive, name: str) -> bytes:
    return archive.read(name) if name in archive.names else b""


def _plain(data: bytes) -> str:
    return unescape(data.decode("utf-8", "replace"))


def _scan(data: bytes, strings: _Strings) -> SheetPart:
    if sum(1 for _ in CELL_START.finditer(data)) > MOST_CELLS:
        raise UnreadableError("表格太大，读不了，请删去多余的空行空列，另存一份再试")
    merged = _merged(data)
    uncomputed = (_attributes(found[1]).get("r", "") for found in FORMULA_CELL.finditer(data))
    covered: list[tuple[str, str]] = []
    for found in VALUE_CELL.finditer(data) if merged else ():
        cell = _attributes(found[1])
        place = _position(cell.get("r", ""))
        if place in merged:
            text = _plain(found["value"] or b"".join(SHARED_TEXT.findall(found["inline"])))
            covered.append((cell["r"], strings.text(text) if cell.get("t") == "s" else text))
    return SheetPart(frozenset(uncomputed), tuple(covered))


def _position(reference: str) -> tuple[int, int]:
    """The row and column of B3: 3 and 2."""
    letters = reference.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    digits = reference[len(letters) :][:9]
    return int(digits or 0), column


def _merged(data: bytes) -> set[tuple[int, int]]:
    """The places that merged cells cover, without the ones they begin at."""
    found: set[tuple[int, int]] = set()
    size = 0
    for match in MERGED.finditer(data):
        top, left = _position(match[1].decode())
        bottom, right = _position(match[2].decode())
        size += max(0, bottom - top + 1) * max(0, right - left + 1)
        if size > MOST_MERGED:
            raise UnreadableError("合并单元格的范围太大，读不了，请取消整行整列的合并再试")
        found |= {(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)}
        found.discard((top, left))
    return found


def drawn_notes(archive: Archive) -> Iterator[Note]:
    """What to say about text boxes, charts and pictures, which lie over the sheets."""
    names = sorted(archive.names)
    for folder, message in (("xl/drawings/", TEXT_BOX), ("xl/charts/", CHART)):
        for name in names:
            if not name.startswith(folder) or not name.endswith(".xml"):
                continue
            texts = DRAWN.findall(archive.read(name))
            text = "\n".join(map(_plain, texts))
            if text.strip() or (message == CHART and name.startswith("xl/charts/chart")):
                yield Note("unsure", message, WORKBOOK, text)
    if any(name.startswith("xl/media/") for name in names):
        yield Note("unsure", PICTURES, WORKBOOK)
