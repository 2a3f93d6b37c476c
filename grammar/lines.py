"""A line of a notice, classified: the one kind of token the grammar knows."""

from __future__ import annotations

from typing import Literal, NamedTuple

Level = Literal["LEVEL0", "LEVEL1", "LEVEL2", "LEVEL3", "LEVEL4", "LEVEL5"]
LineType = Literal[
    "LEVEL0", "LEVEL1", "LEVEL2", "LEVEL3", "LEVEL4", "LEVEL5",
    "DIRECTIVE", "FIELD", "ROW", "PROSE", "LEADING",
]  # fmt: skip
Miss = Literal[
    "mark_separator",
    "mark_bare",
    "mark_spacing",
    "mark_bracket",
    "field_separator",
    "field_spelling",
    "run_in",
    "broken_heading",
]

LEVELS: tuple[Level, ...] = ("LEVEL0", "LEVEL1", "LEVEL2", "LEVEL3", "LEVEL4", "LEVEL5")
_LEVELS: dict[str, Level] = dict(zip(LEVELS, LEVELS, strict=True))


class Line(NamedTuple):
    """One line, or the part of a line that a heading run in to it begins.

    Offsets into `raw` count characters. `raw` holds everything up to the next line, line ends
    and blank lines included, so that the lines of a notice joined are its text.
    """

    type: LineType
    raw: str
    start: int
    """Offset of `raw` in the text."""
    label: int
    """Where the label begins: behind the indentation and left-over Markdown marks."""
    body: int
    """Where the words behind the label begin."""
    stop: int
    """Where they end, before trailing white space."""
    miss: Miss | None = None
    """Set when the line only nearly is what `type` says."""
    repair: str = ""
    """What the label should be, when `miss` is set."""

    @property
    def level(self) -> Level:
        """The level of a numbered line. Raises ValueError for other lines."""
        level = _LEVELS.get(self.type)
        if level is None:
            raise ValueError(f"no numbered line: {self.type}")
        return level

    @property
    def label_text(self) -> str:
        """The label as it stands, without surrounding white space: `一、`, `责任单位：`."""
        return self.raw[self.label : self.body].strip()

    @property
    def text(self) -> str:
        """The words behind the label."""
        return self.raw[self.body : self.stop]
