"""The time line of the page: upstream limits above, the draft's below, joined item by item."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from hegao.dsl.coverage.entries import CoverageData
from hegao.dsl.coverage.page_chart import GAP, LANE, LEFT, WIDTH, Scale, between, lanes
from hegao.dsl.coverage.page_limits import LimitPair, day_of, limit_pairs
from hegao.dsl.coverage.page_links import Links
from hegao.dsl.coverage.page_marks import MOST_NAMES, Mark, asked_marks, held_marks
from hegao.dsl.coverage.page_words import bare, number_of
from hegao.dsl.web_text import safe

HEADS = ("上级条目", "上级时限", "本文任务", "本文时限", "比较")


class Timeline:
    """Draws the limits of some data, and lists them."""

    def __init__(self, data: CoverageData, links: Links) -> None:
        self._data = data
        self._links = links
        self._pairs = limit_pairs(data, links)

    def write(self) -> str:
        """The drawing and its table, which says all that the drawing shows."""
        if not self._pairs:
            return '<p class="none">上级要求中没有读到时限。</p>'
        above = asked_marks(self._data, self._pairs)
        below = held_marks(self._data, self._links, self._pairs)
        days = [mark.day for mark in (*above, *below)]
        drawing = self._drawing(Scale(min(days), max(days)), above, below) if days else ""
        return drawing + self._table()

    def _drawing(self, scale: Scale, above: Sequence[Mark], below: Sequence[Mark]) -> str:
        upper, top = _labels(scale, above, "", "up")
        lower, bottom = _labels(scale, below, "任务", "down")
        line = top * LANE + 16
        height = line + GAP + bottom * LANE + 44
        return (
            '<div class="scroll" role="region" tabindex="0" aria-label="时限图，可以左右移动">'
            f'<svg class="timeline" viewBox="0 0 {WIDTH} {height}" role="img" '
            'aria-label="两级时限图，内容见下表">'
            f'<g transform="translate(0 {line})">{_grid(scale, top, bottom)}'
            f"{self._joins(scale)}{upper}{lower}</g></svg></div>"
        )

    def _joins(self, scale: Scale) -> str:
        joined: defaultdict[tuple[date, date], list[LimitPair]] = defaultdict(list)
        for pair in self._pairs:
            first = day_of(pair.asked)
            last = day_of(pair.held.limit) if pair.held else None
            if first and last:
                joined[first, last].append(pair)
        calm = {days: pairs for days, pairs in joined.items() if not _late(pairs)}
        late = {days: pairs for days, pairs in joined.items() if _late(pairs)}
        ends = [(scale.x(first), scale.x(last)) for first, last in late]
        words = [_told(pairs) for pairs in late.values()]
        spots = between((*end, text) for end, text in zip(ends, words, strict=True))
        drawn = [_join(scale, days, pairs, "") for days, pairs in calm.items()]
        for (days, pairs), text, spot in zip(late.items(), words, spots, strict=True):
            word = f'<text x="{spot[0]:.1f}" y="{spot[1] + 4:.1f}">{text}</text>' if spot else ""
            drawn.append(_join(scale, days, pairs, word))
        return "".join(drawn)

    def _table(self) -> str:
        head = "".join(f'<th scope="col">{name}</th>' for name in HEADS)
        rows = "\n".join(map(self._row, self._pairs))
        return (
            '<table class="limits"><caption>两级时限一览</caption>'
            f"<thead><tr>{head}</tr></thead>\n<tbody>{rows}</tbody></table>"
        )

    def _row(self, pair: LimitPair) -> str:
        ref = self._data["upstream"][pair.item]["ref"]
        late = ' class="late"' if pair.late else ""
        held = pair.held.limit["text"] if pair.held else "—"
        cells = (
            ("上级时限", safe(pair.asked["text"])), ("本文任务", self._task(pair)),
            ("本文时限", safe(held)), ("比较", f"<b>{pair.told()}</b>"),
        )  # fmt: skip
        body = "".join(f'<td data-label="{name}">{cell}</td>' for name, cell in cells)
        return (
            f'<tr data-for="{pair.item}"{late}><th scope="row">'
            f'<a href="#i{pair.item}">{safe(ref)}</a></th>{body}</tr>'
        )

    def _task(self, pair: LimitPair) -> str:
        if pair.held and pair.held.task is not None:
            name = number_of(self._data["tasks"][pair.held.task])
            return f'<a href="#t{pair.held.task}">{safe(name)}</a>'
        numbers = [bare(number) for number in self._data["upstream"][pair.item]["tasks"]]
        return safe("、".join(numbers[:MOST_NAMES]) + ("等" if numbers[MOST_NAMES:] else "")) or "—"


def _late(pairs: Iterable[LimitPair]) -> bool:
    return any(pair.standing == "later" for pair in pairs)


def _told(pairs: Sequence[LimitPair]) -> str:
    late = [pair for pair in pairs if pair.standing == "later"]
    return late[0].told() + (f"（{len(late)}项）" if len(late) > 1 else "")


def _join(scale: Scale, days: tuple[date, date], pairs: Sequence[LimitPair], word: str) -> str:
    kind = ' class="late"' if word or _late(pairs) else ""
    keys = " ".join(map(str, sorted({pair.item for pair in pairs})))
    ends = f'x1="{scale.x(days[0])}" y1="0" x2="{scale.x(days[1])}" y2="{GAP}"'
    return f'<g data-for="{keys}"{kind}><line {ends}/>{word}</g>'


def _labels(scale: Scale, marks: Sequence[Mark], before: str, side: str) -> tuple[str, int]:
    """The marks of one level with their labels, and how many lanes these take."""
    # What is late is named as long as there is room for anything.
    order = sorted(marks, key=lambda mark: (not mark.kind, mark.day))
    texts = [mark.label(before, scale.first.year) for mark in order]
    placed = [*lanes((scale.x(m.day), text) for m, text in zip(order, texts, strict=True))]
    y, step, first = (0, -LANE, -12) if side == "up" else (GAP, LANE, GAP + 22)
    drawn = []
    for mark, text, spot in zip(order, texts, placed, strict=True):
        body = f'<circle cx="{scale.x(mark.day)}" cy="{y}" r="4.5"/>'
        if spot:
            body += f'<text x="{spot.x}" y="{first + spot.lane * step}">{safe(text)}</text>'
        keys = f' data-for="{" ".join(map(str, sorted(mark.items)))}"' if mark.items else ""
        drawn.append(f'<g class="{side} {mark.kind}"{keys}>{body}</g>')
    return "".join(drawn), max((spot.lane + 1 for spot in placed if spot), default=1)


def _grid(scale: Scale, top: int, bottom: int) -> str:
    """The scale, and the lines of the two levels with their names."""
    foot = GAP + bottom * LANE + 12
    ticks = "".join(
        f'<line x1="{scale.x(day)}" y1="{-top * LANE}" x2="{scale.x(day)}" y2="{foot}"/>'
        f'<text x="{scale.x(day)}" y="{foot + 16}">{name}</text>'
        for day, name in scale.ticks()
    )
    axes = "".join(
        f'<line x1="{LEFT}" y1="{y}" x2="{WIDTH}" y2="{y}"/><text x="4" y="{y + 5}">{name}</text>'
        for y, name in ((0, "上级"), (GAP, "本文"))
    )
    return f'<g class="ticks">{ticks}</g><g class="axes">{axes}</g>'
