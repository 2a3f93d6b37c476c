"""Whose notice a text is: the level of government and the name of the place.

A county that carries out a provincial notice writes 全县 for 全省 and 县民政局 for 省民政厅. For
the comparison each notice's words for itself are one and the same mark.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from hegao.dsl.document import Document
from hegao.dsl.ledger import issuer
from hegao.grammar.source import Span

Level = Literal["国", "省", "市", "县", "乡"]

LEVELS: Final[tuple[Level, ...]] = ("国", "省", "市", "县", "乡")
"""From the highest to the lowest."""
OWN: Final = "\ue000"
"""Stands for a notice's own place in a text that is compared."""
_KINDS: Final[dict[Level, str]] = {
    "国": "国家|全国", "省": "自治区|省", "市": "自治州|市|州|盟", "县": "自治县|自治旗|县|区|旗",
    "乡": "街道|镇|乡",
}  # fmt: skip
_LEVEL_OF: Final[dict[str, Level]] = {
    kind: level for level, kinds in _KINDS.items() for kind in kinds.split("|")
}
_DIRECT = ("北京市", "天津市", "上海市", "重庆市")
_STATE = re.compile(r"国务院|中共中央|国家|全国")
# The names of some places hold the words for kinds of places: 新乡市, 镇平县, 沙市区, 市中区.
_REGION = re.compile(
    r"(?P<stem>(?:[乡镇](?=[^\W乡镇]{1,2}[市县区]))?"
    r"(?:[^省市盟县区旗镇乡\W]|市(?=[中北南东西]区)|[市镇乡](?=[市县区族])){0,9}?)"
    r"(?P<kind>自治[区州县旗]|省|市(?!场|县|区(?!域)|[中北南东西]区|市(?![场中北南东西区政民]))|州(?![市区县])|盟|县|区(?!域)|旗|街道"
    r"|镇(?![市县区])|乡(?![村市县区族]))"
)
_OFFICE = re.compile(r"人民政府|管理委员会|管委会|委员会|办公[厅室]|关于|委(?!员)|[厅局]")


class Place(NamedTuple):
    """Whose notice it is; `level` is None where the text does not tell."""

    level: Level | None
    stem: str = ""
    """The name without 省, 市, 县: 示例 of 示例县."""


NOWHERE: Final = Place(None)


def place_of(document: Document) -> Place:
    """The place of the organ that issues a notice, else the level that its words speak of."""
    for name in (issuer(document), document.value("标题"), document.value("印发件")):
        if name and (place := place_in(name)).level:
            return place
    counts = Counter(re.findall(r"[全我]([省市县区镇乡])|([省市县区])[直委级]", document.text))
    kinds = Counter({one or other: count for (one, other), count in counts.items()})
    return Place(_LEVEL_OF[kinds.most_common(1)[0][0]]) if kinds else NOWHERE


def place_in(name: str) -> Place:
    """The place in the name of an organ or in the title of a notice."""
    if _STATE.match(name):
        return Place("国")
    office = _OFFICE.search(name)
    region = name[: office.start()] if office else name[:12]
    place, at = NOWHERE, re.match(r"(?:\d{4}年|中共|中国共产党)?", region).end()  # type: ignore[union-attr]
    while found := _REGION.match(region, at):
        if found["stem"] == "市":
            break  # 市区 is no place of that name.
        level = "省" if found[0] in _DIRECT else _LEVEL_OF[found["kind"]]
        if place.level and LEVELS.index(level) <= LEVELS.index(place.level):
            break  # 某市贯彻省……: what comes after is another's place.
        place, at = Place(level, found["stem"]), found.end()
    return place


def below(upper: Place, lower: Place) -> Place:
    """The lower place; a 市 under a 市 is a county-level city."""
    if upper.level == lower.level == "市" and upper.stem != lower.stem:
        return lower._replace(level="县")
    return lower


def own_spans(text: str, place: Place) -> list[Span]:
    """Where a text speaks of the notice's own place."""
    pattern = _own_words(place)
    return [Span(*match.span()) for match in pattern.finditer(text)] if pattern else []


def localised(text: str, place: Place) -> str:
    """The text with the notice's words for its own place as one mark, of any length."""
    pattern = _own_words(place)
    return pattern.sub(OWN, text) if pattern else text


@lru_cache(maxsize=64)
def _own_words(place: Place) -> re.Pattern[str] | None:
    if place.level is None:
        return None
    kinds = _KINDS[place.level]
    if place.level == "县":
        kinds += "|市"  # A county-level city speaks of itself as 市.
    words = [
        rf"[全我本](?:{kinds})",
        rf"(?<![\u4e00-\u9fff])(?:{kinds})(?=[委直级属内域]|政府|[\u4e00-\u9fff]{{2,10}}?[厅局委])",
        rf"(?:{kinds})(?=[委直级属]|政府|人民政府)",
    ]
    if len(place.stem) > 1:
        words.insert(0, rf"{re.escape(place.stem)}(?:{kinds})?")
    if place.level == "国":
        words = ["全国", "国家级?", "我国"]
    return re.compile("|".join(words))
