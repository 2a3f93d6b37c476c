"""The pieces of an official page: what each is, what it says, in the order it is printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Role = Literal[
    "copy_number",
    "secrecy",
    "urgency",
    "masthead",
    "document_number",
    "signer",
    "title",
    "recipients",
    "paragraph",
    "part",
    "heading_1",
    "heading_2",
    "heading_3",
    "heading_4",
    "attachment_list",
    "signature",
    "date",
    "note",
    "carried_title",
    "attachment",
    "attachment_title",
    "table",
    "office",
    "copies_to",
    "printed",
    "print_run",
]
"""The elements of GB/T 9704-2012, in this order: 份号, 密级和保密期限, 紧急程度, 发文机关标志,
发文字号, 签发人, 标题, 主送机关, 正文, a part above the levels (第一章), 一级标题 to 四级标题,
附件说明, 发文机关署名, 成文日期, 附注, the title of what the notice carries (印发件), 附件,
the title of an 附件, 表; of the back matter (版记): 主办 and 督办, 抄送机关, 印发机关 and date,
印数."""


HEAD: Final = frozenset[Role](
    ("copy_number", "secrecy", "urgency", "masthead", "document_number", "signer")
)
"""What stands above the title (版头)."""
TITLES: Final = frozenset[Role](("title", "carried_title", "attachment_title"))
NEW_PAGE: Final = frozenset[Role](("carried_title", "attachment"))
"""What the notice carries, and attachments; they follow the signature, each on a new page."""
SIGNED: Final = frozenset[Role](("signature", "date"))
BACK: Final = frozenset[Role](("office", "copies_to", "printed", "print_run"))
"""What stands at the foot of the last page (版记)."""


UnitForm = Literal["bracket", "line", "table", "breakdown", "none"]
"""How units and limits of a task are printed: in a bracket at its end; on lines of their own; the
tasks as tables of four columns; the units in a table behind the text; the units not at all."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph, line or table as it is printed, without indentation."""

    role: Role
    text: str
    lead: int = 0
    """How many characters at the beginning of the text are set as a heading."""
    aside: str = ""
    """What stands at the right edge of the same line: 2026年4月16日印发."""
    names: tuple[str, ...] = ()
    """Of an 附件说明: the attachments, in order."""
    rows: tuple[tuple[str, ...], ...] = ()
    """Of a table: its cells; `headed` tells whether the first row is a header."""
    headed: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A notice in the official order."""

    pieces: tuple[Piece, ...]
