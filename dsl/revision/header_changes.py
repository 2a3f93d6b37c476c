"""The elements of two versions: title, recipients, dates and what else stands around the body."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from hegao.dsl.dates import find_dates
from hegao.dsl.document import Element
from hegao.dsl.ledger import issuer
from hegao.dsl.line_spelling import plain
from hegao.dsl.revision.version import Version
from hegao.dsl.revision.words import END_MARKS

UNPRINTED: Final = frozenset(
    ("机构名录", "规则文件", "编号方式", "版式", "上级文件", "要求要素", "要求章节")
)
"""What a draft says to the program."""
OF_ISSUER: Final = frozenset(("发文机关", "发文机关标志", "署名"))
"""A draft states the organ, a finished text shows it above and below."""
ISSUER: Final = "发文机关"
DATES: Final = frozenset(("成文日期", "印发日期"))
NOTE: Final = "附注"


class Values(NamedTuple):
    """All values of one element in one version."""

    text: str
    element: Element | None


class ElementPair(NamedTuple):
    """An element that is not as it was."""

    name: str
    old: Values | None
    new: Values | None


def header_changes(old: Version, new: Version) -> Iterator[ElementPair]:
    """The elements that differ, in the order of the old version, then of the new."""
    alike = old.is_like(new)
    before, after = _values(old, alike=alike), _values(new, alike=alike)
    for name in (*before, *(name for name in after if name not in before)):
        one, other = before.get(name), after.get(name)
        if _said(name, one) != _said(name, other):
            yield ElementPair(name, one, other)


def _values(version: Version, *, alike: bool) -> dict[str, Values]:
    """The values by name; of a draft and a finished text only what both can have."""
    left_out = frozenset[str]() if alike else UNPRINTED | OF_ISSUER
    found: dict[str, Values] = {}
    for element in version.document.elements:
        if not element.value or element.name in left_out:
            continue
        known = found.get(element.name)
        found[element.name] = Values(
            f"{known.text}\n{element.value}" if known else element.value,
            known.element if known else element,
        )
    organ = None if alike else issuer(version.document)
    return found | ({ISSUER: Values(organ, None)} if organ else {})


def _said(name: str, values: Values | None) -> object:
    """What an element says, whatever its spelling."""
    if values is None:
        return None
    dates = find_dates(values.text) if name in DATES else ()
    if dates and dates[0].value and dates[0].text == values.text.strip():
        return dates[0].value
    text = plain(values.text).rstrip(END_MARKS)
    return text.strip("()") if name == NOTE else text
