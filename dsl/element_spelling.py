"""How single layout elements are to be written: 000001, 机密★1年, 附件：任务分解表."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from hegao.dsl.characters import half_width
from hegao.dsl.model import Block
from hegao.grammar.numerals import chinese_number
from hegao.grammar.source import Span

SECRECY: Final = re.compile(r"(?P<level>绝密|机密|秘密)级?[\s★☆*＊]{0,8}(?P<period>.{0,40})")
PERIOD: Final = re.compile(
    r"(?P<number>\d{1,3}|[一二三四五六七八九十]{1,3})(?P<unit>年|个月|月|日|天)"
)
LONGEST_PERIODS: Final = {"绝密": 30, "机密": 20, "秘密": 10}
"""In years: 保守国家秘密法 (2024), 第二十条; other rules may say otherwise."""
ATTACHMENT: Final = re.compile(r"[；;]|\s*(?<!\d)\d{1,2}[.．、](?!\d(?!\d{3}年))\s*")
DIGITS_OF_COPIES: Final = 6
# Governments below and departments are two classes, between which a comma stands.
CLASSES: Final = re.compile(
    r"(人民政府|政府|办事处|管委会|管理委员会)、"
    r"(?=[省市县区州旗镇]?(?:直|属|政府|直属)?各(?:有关)?(?:部门|单位|委办局|直属机构))"
)
LIST_END: Final = re.compile(
    r"(?:[。；，、;,]|\.(?:pdf|PDF|docx?|wps|ofd|xlsx?))"
    r"(?: ?[。；，、;,]|\.(?:pdf|PDF|docx?|wps|ofd|xlsx?)){0,6}\Z"
)
FIRST: Final = re.compile(r"[\s（(]*[1１一][.．、）)]\s*")


def proper(name: str, value: str) -> str:
    """An element as it is to be written; as it stands where nothing is said about it."""
    return WRITERS[name](value) if name in WRITERS else value


def secrecy_years(value: str) -> float:
    """The years that a 密级 is to last; 0 where it names none."""
    match = SECRECY.fullmatch(value)
    period = PERIOD.match(half_width(match["period"])) if match else None
    years = {"年": 1.0, "个月": 1 / 12, "月": 1 / 12}.get(period["unit"], 0.0) if period else 0.0
    return years * (chinese_number(period["number"]) or 0) if period else 0.0


def longest_years(value: str) -> float:
    """The years that a 密级 may last at most; 0 for what is no 密级."""
    return next((years for level, years in LONGEST_PERIODS.items() if level in value), 0)


def list_end(block: Block, names: Span) -> Span:
    """Marks and file endings behind the last name of an 附件说明; an empty span without any."""
    match = LIST_END.search(block.text, names.start, names.end)
    return Span(*match.span()) if match else Span(names.end, names.end)


def list_number(block: Block, names: Span) -> Span:
    """The number before the first name of an 附件说明; an empty span without one."""
    match = FIRST.match(block.text, names.start, names.end)
    return Span(*match.span()) if match else Span(names.start, names.start)


def _secrecy(value: str) -> str:
    match = SECRECY.fullmatch(value)
    if not match:
        return value
    rest = half_width(match["period"]).strip()
    if period := PERIOD.fullmatch(rest):
        rest = f"{chinese_number(period['number'])}{period['unit']}"
    return f"{match['level']}★{rest}" if rest else match["level"]


def _copy_number(value: str) -> str:
    plain = half_width(value)
    return plain.zfill(DIGITS_OF_COPIES) if plain.isdigit() else value


def _recipients(value: str) -> str:
    return CLASSES.sub(r"\1，", value)


WRITERS: Final[dict[str, Callable[[str], str]]] = {
    "份号": _copy_number,
    "密级": _secrecy,
    "主送": _recipients,
    "抄送": _recipients,
}


def attachment_names(values: Sequence[str]) -> tuple[str, ...]:
    """The names in an 附件说明: `1.甲 2.乙` or `甲；乙`; a name takes no mark behind it."""
    parts = (part for value in values for part in ATTACHMENT.split(value))
    return tuple(name for part in parts if (name := part.strip(" 。；")))
