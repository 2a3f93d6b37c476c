"""Text to lines: one compiled expression cuts and classifies.

Lines follow the language server protocol's ends; blank lines belong to the line before them.
Both widths of every mark are equal here. Nothing is refused: what has no mark is prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hegao.grammar.lines import Line, LineType
from hegao.grammar.source import make
from hegao.grammar.vocabulary import (
    DIRECTIVES,
    EXPLICIT_LEVELS,
    FIELDS,
    PARAGRAPH_MARK,
    TASK_MARK,
    longest_first,
)

HAN_DIGITS = "一二三四五六七八九十百〇零"
HAN_NUMBER = f"[{HAN_DIGITS}]{{1,5}}"
SPACE = r"[^\S\r\n]"
EXPLICIT = f"【(?:{TASK_MARK}|{PARAGRAPH_MARK})】"

# A number of level 1 is no mark where it begins a list of numbers: 一、二、三级医院.
MARKS: dict[LineType, str] = {
    "LEVEL0": rf"第(?:{HAN_NUMBER}|\d+)(?:部分|[章节编篇])(?=[\s\u3000:：]|\Z)",
    "LEVEL1": rf"(?:{HAN_NUMBER}{SPACE}*、(?!{HAN_NUMBER}、)"
    rf"|第(?:{HAN_NUMBER}|\d+)条(?=[\s\u3000:：]|、(?!第)|\Z))",
    "LEVEL2": rf"(?:[（(]{SPACE}*{HAN_NUMBER}{SPACE}*[）)](?:{SPACE}*[、.．])?|[㈠-㈩])",
    # 2025、2026年 is no mark; a long list still counts past 999 with points.
    # Behind the point a decimal goes on, but a year may stand: 2.2026年底前完成.
    "LEVEL3": r"(?:\d{1,3}、|\d{1,5}[.．](?!\d(?!\d{3}年))|[⒈-⒛])",
    "LEVEL4": rf"(?:(?:[（(]{SPACE}*)?\d{{1,3}}{SPACE}*[）)](?:{SPACE}*[、.．])?|[⑴-⒇])",
    "LEVEL5": r"[①-⑳]",
}
OFTEN: tuple[LineType, ...] = ("LEVEL3", "LEVEL2", "LEVEL1", "LEVEL4", "LEVEL5", "LEVEL0")


def _levels() -> str:
    """The marks, those that stand most often first: no line begins with two of them."""
    explicit = {level: name for name, level in EXPLICIT_LEVELS.items()}
    return "|".join(
        f"(?P<{level}>{f'【{explicit[level]}】|' if level in explicit else ''}"
        rf"(?:{EXPLICIT}{SPACE}*)?{MARKS[level]})"
        for level in OFTEN
    )


LINE = re.compile(
    rf"(?:{SPACE}|\ufeff)*(?:\#{{1,6}}{SPACE}+|[*>]+{SPACE}+|\*\*)?"
    rf"(?:{_levels()}"
    rf"|(?P<DIRECTIVE>【(?:{longest_first(DIRECTIVES)})\d{{0,2}}(?=[：:】]))"
    rf"|(?P<TASK>【{TASK_MARK}】)|(?P<PARAGRAPH>【{PARAGRAPH_MARK}】)"
    rf"|(?P<FIELD>(?:{longest_first(FIELDS)}){SPACE}*[：:])"
    r"|)"
    rf".*(?:\n|\Z)(?:{SPACE}*\n)*"
)
"""A line of a text whose line ends are all `\\n`, for `.` is ten times as fast as a class."""
LEADING_BLANKS = re.compile(rf"(?:(?:{SPACE}|\ufeff)*(?:\r\n|\r|\n))+|(?:{SPACE}|\ufeff)+\Z")
INDENT = re.compile(rf"(?:{SPACE}|\ufeff)*(?:\#{{1,6}}{SPACE}+|[*>]+{SPACE}+|\*\*)?")
SEPARATOR = re.compile(r"[\t｜|]")
BEHIND_LABELS = " \t\u3000\u00a0:："
MOST_BEHIND = 12
"""What may stand between a label and its words, and how much of it."""
EXPLICIT_TYPES: dict[str, LineType] = {"TASK": "LEVEL3", "PARAGRAPH": "PROSE"}


def cut(text: str) -> Iterator[Line]:
    """The lines of a text, in order; their `raw` joined is the text."""
    start = 0
    if blanks := LEADING_BLANKS.match(text):
        start = blanks.end()
        yield Line("LEADING", text[:start], 0, 0, 0, 0)
    end = len(text)
    may_have_rows = _has_separator(text)
    match_line, shape = LINE.match, _with_one_line_end(text)
    while start < end:
        match = match_line(shape, start)
        assert match is not None
        raw = text[start : match.end()]
        if may_have_rows and _has_separator(raw) and is_row(raw):
            yield Line("ROW", raw, start, 0, 0, len(raw.rstrip("\r\n \u3000")))
        else:
            yield _line(match, raw, start)
        start = match.end()


def _with_one_line_end(text: str) -> str:
    """A text with `\\n` for every line end, as long as it is: what stands before one is a space."""
    return text.replace("\r\n", " \n").replace("\r", "\n") if "\r" in text else text


def _has_separator(text: str) -> bool:
    return "\t" in text or "｜" in text or "|" in text


def _line(match: re.Match[str], raw: str, start: int) -> Line:
    group = match.lastgroup
    stop = len(raw.rstrip())
    if group is None:
        label = _indent(raw)
        return make(Line, ("PROSE", raw, start, label, label, max(label, stop), None, ""))
    label, body = match.span(group)
    label -= start
    body -= start
    last = min(stop, body + MOST_BEHIND)
    while body < last and raw[body] in BEHIND_LABELS:
        body += 1
    kind = EXPLICIT_TYPES.get(group, group)
    return make(Line, (kind, raw, start, label, body, max(body, stop), None, ""))


def _indent(raw: str) -> int:
    if "\u3000" < raw[0] != "\ufeff":
        return 0
    match = INDENT.match(raw)
    return match.end() if match else 0


def is_row(raw: str) -> bool:
    """Whether a line is a table row: cells parted by tabs or upright strokes.

    A tab right behind a number is what a word processor leaves of an automatic number, and
    one tab at the end is nothing; neither makes a row.
    """
    line = raw.strip("\r\n \u3000")
    if line[:1] in ("｜", "|"):
        return len(SEPARATOR.findall(line)) > 1 or line[0] == "｜"
    cells = SEPARATOR.split(line)
    filled = [cell for cell in cells if cell.strip()]
    if len(cells) < 2 or not filled:
        return False
    if "|" in line and "\t" not in line and "｜" not in line:
        return len(cells) > 2
    first = next(index for index, cell in enumerate(cells) if cell.strip())
    if len(filled) == 1:
        # Merged cells on both sides leave a tab before and one behind.
        return len(cells) - first > 2 or first > 1 or (first == 1 and len(cells) == 3)
    return len(filled) > 2 or first > 0 or not _is_bare_mark(filled[0])


BARE_MARK = re.compile(rf"\s*(?:{'|'.join(MARKS.values())})\s*\Z")


def _is_bare_mark(cell: str) -> bool:
    return BARE_MARK.match(cell) is not None
