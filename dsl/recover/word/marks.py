"""The end of a paragraph of a Word file: whether it is one, and which number the paragraph has."""

from __future__ import annotations

from typing import Literal, TypeAlias

from hegao.dsl.recover.word.counters import Number
from hegao.dsl.recover.word.line import Line
from hegao.dsl.recover.word.reading import Reading
from hegao.dsl.recover.word.styles import Style
from hegao.dsl.recover.word.values import switch, value, whole
from hegao.dsl.recover.xml_parts import Element

Mark: TypeAlias = Literal["shown", "deleted", "hidden"]

NO_LIST = "0"


def mark_of(properties: Element | None, style: Style) -> Mark:
    """Whether the end of the paragraph was deleted, or is hidden so that the next one runs on."""
    own = properties.find("w:rPr") if properties is not None else None
    if own is not None and (own.find("w:del") is not None or own.find("w:moveFrom") is not None):
        return "deleted"
    hidden = switch(own, "w:vanish")
    return "hidden" if (style.hidden if hidden is None else hidden) else "shown"


def is_inserted(properties: Element | None) -> bool:
    """Whether the end of the paragraph was inserted in a revision."""
    own = properties.find("w:rPr") if properties is not None else None
    return own is not None and (own.find("w:ins") is not None or own.find("w:moveTo") is not None)


def number_of(properties: Element | None, style: Style, reading: Reading) -> Number | None:
    """The automatic number of the paragraph, counted; None where it has none."""
    own = value(properties, "w:numPr", "w:numId")
    name = style.list if own is None else own
    if name is None or name == NO_LIST:
        return None
    level = whole(value(properties, "w:numPr", "w:ilvl"))
    if level is None and own is None:
        level = whole(style.level) or reading.lists.level_of(name, style.names)
    return reading.counters.next(name, level or 0)


def write_number(line: Line, number: Number) -> None:
    """Puts the number before the line, or notes that a bullet was taken away."""
    if number.bullet:
        if number.text.strip():
            line.note("removed", "项目符号，不是文字内容", number.text)
        return
    if not number.text.strip():
        return
    line.number = number
    line.note("inferred", "自动编号，已写成文字", number.text)
    if number.unknown:
        message = f"不认识的编号样式（{number.unknown}），按阿拉伯数字写出，请对照原文核对"
        line.note("unsure", message, number.text)
