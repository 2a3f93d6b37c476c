"""The rows of a units list (机构名录): CSV text to entries, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from hegao.dsl.validity import ALWAYS, Validity, read_validity

NAME_COLUMN: Final = "全称"
COLUMNS: Final = (NAME_COLUMN, "简称", "曾用名", "类别", "上级", "有效期", "对口上级")
GROUP: Final = "统称"
FORMS_OF_VALIDITY: Final = "“2019年3月—2024年10月”“2019年3月起”或“2024年10月止”"
_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")
_NAME: Final = re.compile(r"(?:[^、；;\r\n（(]|[（(][^（）()]*[）)]?)+")
_DATED: Final = re.compile(r"(?P<name>.+?)\s*[（(](?P<days>[^（）()]*\d{4}[^（）()]*)[）)]")

_LONGEST_NAME: Final = 120


class RegistryError(ValueError):
    """A units list that cannot be read; the message says what to do."""


class RegistryProblem(NamedTuple):
    """What is wrong with one row; the rest of the list is used all the same."""

    line: int
    message: str


class FormerName(NamedTuple):
    """A name that a unit had (曾用名), and when, where the list says so."""

    name: str
    validity: Validity = ALWAYS


class Entry(NamedTuple):
    """A unit, or a group of units (统称), as one row lists it."""

    name: str
    aliases: tuple[str, ...] = ()
    former: tuple[FormerName, ...] = ()
    kind: str = ""
    """类别: 乡镇, 县直部门, 企业 …; 统称 of a group."""
    superior: str = ""
    """上级: the full name of a unit or of a group."""
    validity: Validity = ALWAYS
    line: int = 0
    counterparts: tuple[str, ...] = ()
    """对口上级: the units of upper levels whose notices it carries out."""

    @property
    def is_group(self) -> bool:
        """Whether it names a class of units: 各乡镇, 县直各部门."""
        return self.kind == GROUP

    @property
    def names(self) -> tuple[str, ...]:
        """The full name and the short ones."""
        return (self.name, *self.aliases)


def read_entries(text: str) -> tuple[list[Entry], list[RegistryProblem]]:
    """The entries of a CSV text. Raises RegistryError without a column 全称."""
    problems: list[RegistryProblem] = []
    entries: dict[str, Entry] = {}
    for line, row in _rows(text):
        entry = _entry(row, line, problems)
        if entry is None:
            continue
        if (known := entries.get(entry.name)) is not None:
            message = f"“{entry.name}”在第{known.line}行已经列过，这一行没有用；请合成一行"
            problems.append(RegistryProblem(line, message))
        else:
            entries[entry.name] = entry
    return list(entries.values()), problems


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The first line of each filled row, and its cells in the order of COLUMNS."""
    # Imported when a list is read; most notices have none.
    import csv

    lines = _LINE.findall(text.lstrip("\ufeff"))
    head = next((line for line in lines if line.strip()), "")
    reader = csv.reader(lines, delimiter="," if "," in head else "，")
    places: list[int] | None = None
    line = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                if places is None:
                    places = _places(row)
                else:
                    yield line, [row[at].strip() if 0 <= at < len(row) else "" for at in places]
            line = reader.line_num + 1
    except csv.Error:
        raise RegistryError(f"机构名录第{line}行起读不出来，请检查英文引号是否成对") from None
    if places is None:
        _places([])


def _places(head: Sequence[str]) -> list[int]:
    """Where each of COLUMNS stands in the rows; -1 for one that is not there."""
    names = [name.strip() for name in head]
    if NAME_COLUMN not in names:
        others = "、".join(COLUMNS[1:])
        raise RegistryError(f"机构名录第一行要有“全称”这一列（另可有{others}），列之间用逗号隔开")
    return [names.index(name) if name in names else -1 for name in COLUMNS]


def _entry(row: Sequence[str], line: int, problems: list[RegistryProblem]) -> Entry | None:
    name, aliases, former, kind, superior, days, upper = row
    if not name:
        problems.append(RegistryProblem(line, "没有写全称，这一行没有用；请补上全称"))
        return None
    if "\n" in name or "\r" in name:
        problems.append(RegistryProblem(line, "全称里有换行，这一行没有用；请检查英文引号是否成对"))
        return None
    validity = read_validity(days)
    if validity is None:
        message = f"看不懂有效期“{days}”，当作一直有效；请写成{FORMS_OF_VALIDITY}"
        problems.append(RegistryProblem(line, message))
    names = tuple(_names(aliases))
    past = tuple(_former(each, line, problems) for each in _names(former))
    return Entry(name, names, past, kind, superior, validity or ALWAYS, line, tuple(_names(upper)))


def _names(cell: str) -> Iterator[str]:
    """The names in a cell; marks inside brackets part nothing."""
    if not cell:
        return
    for match in _NAME.finditer(cell):
        if name := match[0].strip():
            yield name


def _former(text: str, line: int, problems: list[RegistryProblem]) -> FormerName:
    """A former name, with the dates in its brackets."""
    match = _DATED.fullmatch(text) if len(text) < _LONGEST_NAME else None
    if match is None:
        return FormerName(text)
    validity = read_validity(match["days"])
    if validity is None:
        message = f"看不懂曾用名“{text}”的日期；请写成“{match['name']}（至2019年1月）”"
        problems.append(RegistryProblem(line, message))
    return FormerName(match["name"], validity or ALWAYS)
