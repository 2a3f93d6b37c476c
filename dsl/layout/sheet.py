"""A notice as it is set on paper: every decision made, for writers of Word, PDF and web pages.

Lengths are millimetres where a name ends in `_mm`, points where it ends in `_pt`, otherwise
characters of 3号 (across) or lines (down).
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from hegao.dsl.layout.profile import Profile
from hegao.dsl.layout.styles import Face, Style

Form = Literal["文件", "信函", "命令", "纪要"]
"""The general form and the three special ones of clause 10."""

BackPage = Literal["same", "next", "after blank"]
"""Where the back matter goes, which Word cannot find out: at the foot of the page that the text
ends on (even, with room); on the next page (even); on the even page after a blank one, both without
number (7.5)."""


class Run(NamedTuple):
    """Words in one face."""

    text: str
    face: Face


class Passage(NamedTuple):
    """A paragraph as it is set."""

    role: str
    """Which style of `STYLES` it has."""
    style: Style
    """The same with the place worked out for these words."""
    lines: tuple[tuple[Run, ...], ...]
    """Lines that are broken here (titles); one line where the writer breaks them."""

    @property
    def text(self) -> str:
        """All words, without line breaks."""
        return "".join(run.text for line in self.lines for run in line)


class Cell(NamedTuple):
    """A cell of a table, with how many rows and columns it takes."""

    text: str
    rows: int = 1
    columns: int = 1


class Grid(NamedTuple):
    """A table; a row lists only cells that begin in it, each with its column."""

    header: tuple[tuple[int, Cell], ...]
    """Repeated on each page; empty where there is none."""
    rows: tuple[tuple[tuple[int, Cell], ...], ...]
    widths_mm: tuple[float, ...]


Flow = Passage | Grid


class Section(NamedTuple):
    """What begins on a new page: the notice, what it carries, an attachment, a wide table."""

    flow: tuple[Flow, ...]
    landscape: bool
    """On paper turned a quarter to the left (clause 8)."""


class Masthead(NamedTuple):
    """The red name of the issuer (发文机关标志)."""

    names: tuple[str, ...]
    """A line each, spread to the same width; the organ that leads first (7.2.4)."""
    suffix: str
    """文件, at the right of several names and in the middle of their height; else empty."""
    size_pt: float
    stretch: float
    """How wide the letters are set, 1.0 being as designed."""
    top_mm: float
    """From the upper edge of the paper to the upper edge of the letters."""


class Rule(NamedTuple):
    """A line across the page."""

    width_mm: float
    thickness_mm: tuple[float, ...]
    """One, or two for a double line, from above."""
    red: bool


class Head(NamedTuple):
    """What stands above the title on the first page (版头)."""

    marks: tuple[Passage, ...]
    """份号, 密级, 紧急程度: a line each from the upper left corner of the type area."""
    masthead: Masthead | None
    number: Passage | None
    """On the line of the last signer where there are signers (7.2.5)."""
    signers: tuple[tuple[Run, ...], ...]
    """Lines of 签发人, at the right (7.2.6)."""
    gap: int
    """Blank lines between masthead and number."""
    rule: Rule | None
    rule_gap_mm: float
    """From what stands above the rule to the rule."""
    foot_rule: Rule | None
    """A second one near the foot of the first page (信函), 20 mm above the edge."""


class BackLine(NamedTuple):
    """A line of the back matter (版记)."""

    text: str
    aside: str
    """At the right end of the line."""
    hang: float
    """Where later lines begin, in characters of 4号 behind the indent (7.4.2)."""
    rule_mm: float
    """Thickness of the line above it; 0 where there is none."""


class Back(NamedTuple):
    """What stands at the foot of the last even page (版记)."""

    lines: tuple[BackLine, ...]
    last_rule_mm: float
    """Thickness of the line below; 0 where there is none (信函)."""


class Properties(NamedTuple):
    """What a file says of itself."""

    title: str
    issuer: str
    number: str
    day: str
    """The date of the notice as ISO 8601; empty where it has none."""


class Sheet(NamedTuple):
    """A notice that is ready to be set."""

    profile: Profile
    form: Form
    head: Head
    sections: tuple[Section, ...]
    """At least one; the title stands in the first."""
    back: Back | None
    properties: Properties
    draft: bool
    """Marked 草稿 on every page: the notice has errors."""

    @property
    def first_page_number(self) -> bool:
        """Whether the first page shows its number; letters do not (10.1)."""
        return self.form != "信函"
