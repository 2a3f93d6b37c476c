"""Layout elements as pieces: those that header fields state, in the places GB/T 9704-2012 gives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from hegao.dsl.document import Document, Element
from hegao.dsl.element_spelling import attachment_names
from hegao.dsl.header import FRONT
from hegao.dsl.layout.piece import Piece, Role
from hegao.dsl.line_spelling import directive_name, directive_value
from hegao.dsl.spelling import spell
from hegao.grammar.lines import Line

ROLES: Final[dict[str, Role]] = {
    "份号": "copy_number",
    "密级": "secrecy",
    "紧急程度": "urgency",
    "发文机关标志": "masthead",
    "发文字号": "document_number",
    "签发人": "signer",
    "标题": "title",
    "主送": "recipients",
    "附件": "attachment_list",
    "署名": "signature",
    "成文日期": "date",
    "附注": "note",
    "印发件": "carried_title",
    "主办": "office",
    "督办": "office",
    "抄送": "copies_to",
    "印发机关": "printed",
    "印发日期": "printed",
    "印数": "print_run",
}
SETTINGS: Final = frozenset(
    ("上级文件", "机构名录", "规则文件", "编号方式", "版式", "分隔线", "要求要素", "要求章节")
)
"""Elements that are never printed."""
MASTHEAD_ENDS: Final = {"信函": "", "命令": "令", "纪要": "纪要"}
"""What the issuer's red name ends with in the special forms (clause 10); else 文件."""
RULE = re.compile("[-—_=]{3,}")
ISSUER = re.compile("[、；，,;]")


@dataclass(frozen=True, slots=True)
class Fields:
    """What header fields state of elements that do not stand written out in the text."""

    stated: dict[str, tuple[str, ...]]
    taken: frozenset[int]
    """Where the field lines begin whose values are printed in their official places."""
    recognised: frozenset[str]
    """The names of the elements that the text writes out; fields do not repeat them."""
    standing: frozenset[str]
    """These, and the names of fields that stand in the text; nothing is made up for them."""
    attached: tuple[str, ...]
    """The names of the attachments in the file."""

    def all(self, name: str) -> tuple[str, ...]:
        """The values of a field, spelled; none where the text writes the element out."""
        return () if name in self.recognised else self.stated.get(name, ())

    @property
    def issuers(self) -> tuple[str, ...]:
        """The issuing organs (发文机关), the one that leads first."""
        return tuple(
            name for each in self.stated.get("发文机关", ()) for name in ISSUER.split(each) if name
        )


def read_fields(document: Document) -> Fields:
    """The field lines that are printed elsewhere: the front ones, and blocks at either end.

    A back-matter field between other lines of a finished text stands where it is printed.
    """
    edges = _edges(document.lines) | _edges(document.lines[::-1])
    taken: set[int] = set()
    stated: dict[str, tuple[str, ...]] = {}
    for element in document.elements:
        at = element.block.origin
        front = element.name in (*FRONT, "发文机关")
        known = element.name in ROLES or element.name in SETTINGS
        if element.written and element.name != "印发件" and (front or (known and at in edges)):
            taken.add(at)
            if element.value:
                stated[element.name] = (*stated.get(element.name, ()), spell(element.value))
    left = [e for e in document.elements if e.block.origin not in taken and e.value]
    recognised = frozenset(e.name for e in left if not e.written)
    standing = frozenset(e.name for e in left)
    return Fields(stated, frozenset(taken), recognised, standing, _attached(document.lines))


def _edges(lines: Sequence[Line]) -> set[int]:
    """Where the header lines at the beginning of some lines begin."""
    block = takewhile(lambda line: line.type in ("LEADING", "FIELD", "DIRECTIVE"), lines)
    return {line.start + line.label for line in block}


def _attached(lines: Sequence[Line]) -> tuple[str, ...]:
    named = (line for line in lines if directive_name(line) in ("附件", "附表"))
    return tuple(spell(name) for line in named if (name := directive_value(line)))


def front(fields: Fields) -> Iterator[Piece]:
    """The head of the notice (版头) with title and recipients."""
    for name in FRONT:
        values = fields.all(name)
        if name == "发文机关标志" and not values and name not in fields.standing:
            form = "".join(fields.all("版式"))
            values = tuple(_masthead(fields.issuers, MASTHEAD_ENDS.get(form, "文件")))
        for value in values:
            if name == "标题":
                value = _title(value, fields.issuers)
            yield element_piece(name, value)


def _masthead(issuers: Sequence[str], end: str) -> Iterator[str]:
    """The issuers, one a line, 文件 or the like behind the last one; in letters the first alone."""
    if not end:
        issuers = issuers[:1]
    for index, issuer in enumerate(issuers, 1):
        yield issuer.removesuffix(end) + end if index == len(issuers) else issuer


def _title(title: str, issuers: Sequence[str]) -> str:
    """The title begins with its issuer (条例第九条), once."""
    return "\u3000".join(issuers) + title if title.startswith("关于") else title


def closing(fields: Fields) -> Iterator[Piece]:
    """What follows the text: attachments, signature, date, note (7.3.4 to 7.3.6)."""
    if names := attachment_names(fields.all("附件")) or _unlisted(fields):
        yield Piece("attachment_list", "附件：", names=names)
    issuers = () if "署名" in fields.standing else fields.issuers
    for name in fields.all("署名") or issuers:
        yield Piece("signature", name)
    for name in ("成文日期", "附注"):
        for value in fields.all(name):
            yield element_piece(name, value)


def _unlisted(fields: Fields) -> tuple[str, ...]:
    return () if "附件" in fields.standing else fields.attached


def back(fields: Fields) -> Iterator[Piece]:
    """The back matter (版记): who gets copies, who printed it and when."""
    for name in ("主办", "督办", "抄送"):
        for value in fields.all(name):
            yield element_piece(name, value)
    organs, dates = fields.all("印发机关"), fields.all("印发日期")
    if organs or dates:
        yield printed("".join(organs), "".join(dates))
    for value in fields.all("印数"):
        yield element_piece("印数", value)


def printed(organ: str, date: str) -> Piece:
    """The line of organ and date of printing."""
    return Piece(
        "printed", organ, aside=date if not date or date.endswith("印发") else f"{date}印发"
    )


def element_piece(name: str, value: str) -> Piece:
    """One element as it is printed."""
    match name:
        case "主送":
            value = value.rstrip("：:") + "："
        case "签发人" | "主办" | "督办":
            value = f"{name}：{value}"
        case "抄送":
            value = f"抄送：{value}" if value.endswith("。") else f"抄送：{value}。"
        case "附注":
            value = value if value.startswith("（") else f"（{value}）"
        case "附件":
            return Piece("attachment_list", "附件：", names=attachment_names((value,)))
        case _:
            pass
    return Piece(ROLES[name], value)


def _standing(element: Element) -> str:
    """The value without rules left over from Markdown; of a field without a place its label too."""
    if element.name in ROLES:
        return spell(RULE.sub("", element.value))
    # A list behind the label keeps its lines.
    return "\n".join(spell(RULE.sub("", text)) for text, _ in element.block.parts())


def standing_pieces(elements: Sequence[Element]) -> Iterator[Piece]:
    """The elements of one line that stands where it is printed."""
    values = {each.name: _standing(each) for each in elements if each.value}
    if "印发机关" in values or "印发日期" in values:
        yield printed(values.pop("印发机关", ""), values.pop("印发日期", ""))
    for name, value in values.items():
        if name in ROLES:
            yield element_piece(name, value)
        elif name not in SETTINGS:
            yield from (Piece("paragraph", text) for text in value.split("\n") if text)
