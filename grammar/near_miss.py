"""Lines that only nearly are what they mean to be: recognised, kept, and marked with a repair.

Most marks are recognised in any width by the scanner; a mark that is written in an unusual way
(`一 、`, `（三）、`) only gets its repair here. What can be told from the numbers before it alone
(`二优化`, `10 解读`, `（四 公开`) is promoted when it continues the count. A heading that runs in
to the line before it (`……。（三）……`) is split off when it continues the count.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from hegao.grammar.blocks import HAN_DIGITS, HAN_NUMBER, SPACE, cut
from hegao.grammar.labels import label_number, proper_label
from hegao.grammar.lines import LEVELS, Level, Line, LineType, Miss
from hegao.grammar.vocabulary import FIELDS, TASK_FIELDS, longest_first

# The class in front makes the search fast: `re` skips to one of its characters.
RUN_IN = re.compile(
    rf"[（({HAN_DIGITS}附](?:(?P<LEVEL2>(?<=[（(]){SPACE}*{HAN_NUMBER}{SPACE}*[）)])"
    rf"|(?P<LEVEL1>(?<=[。！？）)][{HAN_DIGITS}])[{HAN_DIGITS}]{{0,4}}、)|(?P<FIELD>(?<=。附)件[：:]))"
)
NAMES_UNITS = re.compile("责任单位|牵头|配合|负责|单位[：:]|部门[：:]")
LONGEST_BRACKET = 300
# What a number counts, or a word that begins with one: 三是, 二维码, 三农, 2家.
COUNTED = (
    "是要个项类种批次位名年月日号条届方者家定般体旦些农维好保产公网站式性面点线城乡级人万亿元米"
    "度处所户件套台辆吨亩%％℃"
)
# Nothing but a number, and words right behind it.
BARE_NUMBER = re.compile(
    rf"(?P<LEVEL2>[（(]{SPACE}*{HAN_NUMBER}(?![）)]){SPACE}*[、.．]?|{HAN_NUMBER}{SPACE}*[）)])"
    rf"|(?P<LEVEL4>[（(]{SPACE}*\d{{1,3}}(?![）)\d]){SPACE}*[、.．]?)"
    rf"|(?P<LEVEL1>{HAN_NUMBER}(?:{SPACE}*[.．,，;；:：]|{SPACE}+|(?![{COUNTED}])))"
    rf"|(?P<LEVEL3>\d{{1,3}}(?:{SPACE}+[、.．]?|{SPACE}*[,，;；]|(?=[^\W\d_])(?![{COUNTED}])))"
    rf"{SPACE}*"
)
# A point behind which a digit stands: 2.6月底前完成 is item 2, 2.6万元 is a number.
POINT_BEFORE_DIGIT = re.compile(
    r"(\d{1,3})[.．](?=\d)(?!\d+(?:[.．]\d+)?(?:[%％‰万亿倍元米度分]|公里|个百分点))"
)
DATE_BEHIND = re.compile(r"\d{1,2}月|\d{4}年|\dG|\d{5}(?!\d)")
FIELD_SEPARATOR = re.compile(
    rf"(?P<name>{longest_first(dict.fromkeys(TASK_FIELDS, ''))})"
    rf"(?:{SPACE}*[;；,，、.．=＝]|{SPACE}+)(?=\S)"
)
FIELD_LIKE = re.compile(rf"(?P<name>[\u4e00-\u9fff]{{2,6}}){SPACE}*[：:]{SPACE}*(?=\S)")
SENTENCE_ENDS: Final = frozenset(("", *"。；：！？.;:!?”）)"))
SENTENCE_MARKS: Final = frozenset("，。；：！？,;:!?")
SPLIT: Final = ("PROSE", "LEVEL1", "LEVEL2")
"""What a heading may run in to."""
RESTARTED: Final[dict[LineType, tuple[Level, ...]]] = {
    # Level 2 and 3 often count on over the headings above them.
    level: tuple(deeper for deeper in LEVELS[at:] if deeper not in ("LEVEL2", "LEVEL3"))
    for at, level in enumerate(LEVELS, 1)
}
"""The levels that count anew below a line of a level."""


class _Count:
    """The labels seen last at each level, and the line before."""

    def __init__(self, last: dict[LineType, str] | None = None) -> None:
        self._last: dict[LineType, str] = last or dict.fromkeys(LEVELS, "")
        self._before: Line | None = None
        self.in_task = False

    def ahead(self, line: Line) -> _Count:
        """The count as it goes on behind a line, on its own."""
        count = _Count(dict(self._last))
        count.see(line)
        return count

    def see(self, line: Line) -> None:
        self._before = line
        if line.type in RESTARTED:
            self.in_task = True
            self.count(line.type, line.raw[line.label : line.body])
        elif line.type != "FIELD":
            self.in_task = False

    def count(self, level: LineType, label: str) -> None:
        self._last[level] = label
        for deeper in RESTARTED[level]:
            self._last[deeper] = ""

    def last(self, level: Level) -> int:
        """The number seen last at a level, 0 where there is none."""
        return label_number(self._last[level]) or 0

    def continues(self, level: Level, number: int | None) -> bool:
        """Whether a number is the next one of a level that is already being counted."""
        return number is not None and number == self.last(level) + 1

    @property
    def heading(self) -> bool:
        """The line before is a heading of level 1 that may go on in the next line."""
        before = self._before
        return before is not None and before.type == "LEVEL1" and _is_title(before.text)

    @property
    def unfinished(self) -> bool:
        """The line before breaks off inside a sentence."""
        before = self._before
        return before is not None and before.type in (*LEVELS, "PROSE") and _breaks_off(before)


def repair(text: str) -> Iterator[Line]:
    """The lines of a text; their `raw` joined is the text."""
    count = _Count()
    for line in cut(text):
        recognise = RECOGNISED.get(line.type)
        known = line if recognise is None else recognise(line, count)
        for part in _split(known, count) if _may_run_in(known) else (known,):
            count.see(part)
            yield part


def _breaks_off(line: Line) -> bool:
    return line.text[-1:] not in SENTENCE_ENDS and not _is_title(line.text)


def _point(line: Line, count: _Count) -> Line:
    if line.raw[line.label].isdigit() and not _counts(line, count):
        # 3） in the middle of a bracket that the line before opens is no mark.
        return line._replace(type="PROSE", body=line.label)
    return _respell(line, count)


def _counts(line: Line, count: _Count) -> bool:
    """Whether a numbered line begins a count or goes on with one."""
    number = label_number(line.label_text)
    return not count.unfinished and (number == 1 or count.continues("LEVEL4", number))


def _respell(line: Line, count: _Count) -> Line:  # noqa: ARG001
    label = line.label_text
    if (len(label) <= 3 and " " not in label and "\u3000" not in label) or label.isalnum():
        return line
    if label[-1] in "、.．" and label[0] in "（(":
        return line._replace(miss="mark_separator", repair=proper_label(line.type, label))
    if any(mark in " \t\u3000\u00a0" for mark in label):
        return line._replace(miss="mark_spacing", repair=proper_label(line.type, label))
    return line


def _promote(line: Line, count: _Count) -> Line:
    if line.label == line.stop:
        return line
    first = line.raw[line.label]
    if first in "（(一二三四五六七八九十百〇零0123456789":
        return _promote_number(line, count)
    if count.in_task and line.label < line.stop:
        return _promote_field(line)
    return line


def _promote_number(line: Line, count: _Count) -> Line:
    if point := POINT_BEFORE_DIGIT.match(line.raw, line.label, line.stop):
        goes_on = count.continues("LEVEL3", int(point[1]))
        if goes_on and (point[1] != "1" or DATE_BEHIND.match(line.raw, point.end())):
            return line._replace(type="LEVEL3", body=point.end())
        return line
    match = BARE_NUMBER.match(line.raw, line.label, line.stop)
    if match is None or match.lastgroup is None or match.end() >= line.stop:
        return line
    level = LEVELS[int(match.lastgroup[-1])]
    number = label_number(match.group())
    # A number at the start of a sentence is common; only one that goes on counting is a mark.
    if not count.continues(level, number) or number == 1 or count.unfinished:
        return line
    if level == "LEVEL1" and not _is_title(line.raw[match.end() : line.stop]):
        return line
    miss = _missing(match.group())
    return line._replace(
        type=level, body=match.end(), miss=miss, repair=proper_label(level, match.group())
    )


def _missing(label: str) -> Miss:
    if label[0] in "（(" or label.rstrip()[-1] in "）)":
        return "mark_bracket"
    return "mark_bare" if label.strip().isalnum() else "mark_separator"


def _promote_field(line: Line) -> Line:
    if match := FIELD_SEPARATOR.match(line.raw, line.label, line.stop):
        return line._replace(
            type="FIELD", body=match.end(), miss="field_separator", repair=match["name"] + "："
        )
    match = FIELD_LIKE.match(line.raw, line.label, line.stop)
    if match is None or match["name"] in FIELDS:
        return line
    from difflib import get_close_matches

    near = get_close_matches(match["name"], [*TASK_FIELDS], n=1, cutoff=0.74)
    if not near:
        return line
    return line._replace(
        type="FIELD", body=match.end(), miss="field_spelling", repair=near[0] + "："
    )


RECOGNISED: Final[dict[LineType, Callable[[Line, _Count], Line]]] = {
    "LEVEL1": _respell,
    "LEVEL2": _respell,
    "LEVEL3": _respell,
    "LEVEL4": _point,
    "PROSE": _promote,
}
"""What looks at each line that may be another one, or spelt in another way."""


def _may_run_in(line: Line) -> bool:
    return line.type in SPLIT and RUN_IN.search(line.raw, line.body, line.stop) is not None


def _split(line: Line, count: _Count) -> Iterator[Line]:
    """The line, cut before every heading that runs in to it and continues the count."""
    cuts = list(_run_ins(line, count))
    if not cuts:
        yield line
        return
    ends = [at for at, _, _, _ in cuts[1:]] + [len(line.raw)]
    first = line.raw[: cuts[0][0]]
    yield line._replace(raw=first, stop=max(len(first.rstrip()), line.body))
    for (at, body, kind, miss), end in zip(cuts, ends, strict=True):
        raw = line.raw[at:end]
        stop = max(len(raw.rstrip()), body - at)
        yield Line(kind, raw, line.start + at, 0, body - at, stop, miss, line.raw[at:body])


def _run_ins(line: Line, count: _Count) -> Iterator[tuple[int, int, LineType, Miss]]:
    """Where headings run in: begin and end of their labels, what they are, what is wrong."""
    ahead = count.ahead(line)
    body, kind, heading = line.body, line.type, count.heading
    for match in RUN_IN.finditer(line.raw, line.body, line.stop):
        at, end = match.span()
        if match.lastgroup == "FIELD":
            yield at, end, "FIELD", "run_in"
            return
        level: Level = "LEVEL2" if match.lastgroup == "LEVEL2" else "LEVEL1"
        number = label_number(match.group())
        first_here = number == 1 and level == "LEVEL2" and ahead.last("LEVEL1") > 0
        if end >= line.stop or not (first_here or ahead.continues(level, number)):
            continue
        before_is_heading = kind == "LEVEL1" or (kind == "PROSE" and heading)
        ended = _has_ended(line.raw[max(at - LONGEST_BRACKET, 0) : at].rstrip())
        if ended or (before_is_heading and _is_title(line.raw[body:at])):
            yield at, end, level, "broken_heading" if kind == "PROSE" and heading else "run_in"
            ahead.count(level, match.group())
            body, kind, heading = end, level, False


def _has_ended(before: str) -> bool:
    """Whether a sentence has ended: with its mark, or with the bracket that names its units."""
    if before.endswith(("。", "！", "？")):
        return True
    opening = max(before.rfind("（"), before.rfind("("))
    return before.endswith(("）", ")")) and NAMES_UNITS.search(before, opening + 1) is not None


def _is_title(words: str) -> bool:
    return len(words) <= 40 and not SENTENCE_MARKS.intersection(words)
