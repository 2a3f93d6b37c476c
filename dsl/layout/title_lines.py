"""Titles broken into lines: words whole, and together a trapezium or a rhombus (7.3.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from typing import Final

from hegao.dsl.layout.text import width

MOST_LINES: Final = 5
WORD: Final = re.compile(
    r"（[^（）]{1,14}）"
    r"|\d+(?:[.．]\d+)?[%％年月日号个项次]*"
    r"|[A-Za-z]+"
    r"|(?:人民政府|办公室|办公厅|委员会|领导小组|指挥部|管理局|委办公室)"
    r"|(?:关于|印发|转发|批转|进一步|切实|做好|加强|推进|推动|促进|开展|实施|落实|完善|深化|规范|加快|全面|建立|健全|调整|公布|成立|召开|举办|报送|贯彻|组织)"
    r"|的(?:通知|意见|通报|报告|请示|批复|函|决定|公告|通告|办法|规定|方案|公报|议案|决议)"
    r"|工作(?:要点|方案|计划|规划|规则|任务)|实施(?:方案|意见|细则|办法)|行动(?:计划|方案)|分工方案|任务分工"
    r"|有关|若干|重点|专项|行动|工作|建设|管理|服务|发展|改革|治理|整治|保护|安全|生产|任务"
)
"""Words that titles are made of; where none is known single characters stand between them."""
UNBROKEN_BEFORE: Final = frozenset("）〕》”、，。：；的和与及")
UNBROKEN_AFTER: Final = frozenset("（〔《“第")
IN_WORD, LOOSE, KNOWN, WELCOME = 100, 8, 0, -10
"""What a break costs inside a known word, between unknown characters, between known words, and
where the organ's name ends and its subject begins."""
SUBJECT: Final = "关于"


def title_lines(title: str, most: int, names: Sequence[str] = ()) -> tuple[str, ...]:
    """The lines of a title, each of at most `most` full-width characters; `names` stay whole.

    A line break of the drafter's is kept. A title longer than `MOST_LINES` lines comes back in
    one piece: the writer breaks it.
    """
    if "\n" in title:
        return tuple(line for part in title.split("\n") for line in title_lines(part, most, names))
    if width(title) <= 2 * most:
        return (title,)
    count = -(-width(title) // (2 * most))
    costs = _break_costs(title, names)
    for lines in range(count, MOST_LINES + 1):
        if found := _best(title, costs, lines, most):
            return tuple(line.strip() for line in found)
    return (title,)


def _break_costs(title: str, names: Sequence[str]) -> dict[int, int]:
    """Where the title may be broken, and what it costs."""
    costs = dict.fromkeys(range(1, len(title)), LOOSE)
    words = [word.span() for word in WORD.finditer(title)]
    words += [word.span() for name in names for word in re.finditer(re.escape(name), title)]
    for span in words:
        costs.update(dict.fromkeys(span, KNOWN))
    for start, end in words:
        costs.update(dict.fromkeys(range(start + 1, end), IN_WORD))
    for at in range(1, len(title)):
        if title[at] in UNBROKEN_BEFORE or title[at - 1] in UNBROKEN_AFTER:
            costs[at] = IN_WORD
        elif title[at] in "《“" or title[at - 1] in "》”":
            costs[at] = KNOWN
        elif title.startswith(SUBJECT, at) and costs[at] < IN_WORD:
            costs[at] = WELCOME
        elif title.startswith(SUBJECT, at - len(SUBJECT)):
            costs[at] = LOOSE
        elif title[at - 1].isspace() or title[at - 1] in "、，":
            costs[at] = KNOWN
    return {at: cost for at, cost in costs.items() if 0 < at < len(title)}


def _best(title: str, costs: dict[int, int], lines: int, most: int) -> tuple[str, ...]:
    """The cheapest way to make so many lines; none where no way fits."""
    usual = width(title) / lines
    places = [at for at in costs if costs[at] < IN_WORD] or list(costs)
    best: tuple[float, tuple[str, ...]] = (float("inf"), ())
    for cuts in combinations(_near(title, places, lines, usual), lines - 1):
        parts = tuple(title[start:end] for start, end in pairwise((0, *cuts, len(title))))
        widths = [width(part) for part in parts]
        if max(widths) > 2 * most:
            continue
        cost = sum(costs[at] for at in cuts) + _shape(widths)
        best = min(best, (cost, parts))
    return best[1]


def _near(title: str, places: Sequence[int], lines: int, usual: float) -> Iterator[int]:
    """Places not too far from an even share: others would only be tried in vain."""
    for at in places:
        share = width(title[:at]) / usual
        if lines == 2 or abs(share - round(share)) < 0.3:
            yield at


def _shape(widths: Sequence[int]) -> float:
    """How far lines are from a trapezium or rhombus, in half-width columns."""
    steps = [after - before for before, after in pairwise(widths)]
    rises = [step > 0 for step in steps if step]
    # A waist (long, short, long) is neither; falling and then rising is one.
    waist = 40.0 if any(not one and other for one, other in pairwise(rises)) else 0.0
    even = 4.0 * sum(step == 0 for step in steps)
    ragged = sum(max(abs(step) - 8, 0) for step in steps) * 1.0
    short = 30.0 * (min(widths) < 0.35 * max(widths))
    return waist + even + ragged + short
