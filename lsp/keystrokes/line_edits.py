"""One text to another by few small edits: only lines that differ, of a line only what differs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Final

from hegao.dsl.line_spelling import plain
from hegao.grammar.blocks import cut
from hegao.grammar.labels import label_number
from hegao.grammar.lines import LEVELS
from hegao.grammar.source import LINE_END, Span
from hegao.linter.finding import Edit

REACH: Final = 6
"""So many lines are looked ahead for one that says the same."""


def line_edits(old: str, new: str) -> list[Edit]:
    """The edits that make the lines of a text those of another; line ends that stay are kept.

    `new` has line ends \\n; lines that say the same in another spelling are one changed line.
    """
    before, after = _lines(old), new.split("\n")
    starts = list(accumulate((len(content) + len(end) for content, end in before), initial=0))
    steps = _steps([_said(content) for content, _ in before], [_said(line) for line in after])
    found: list[Edit] = []
    for i, i2, j, j2 in steps:
        if i2 - i == j2 - j:
            pairs = zip(before[i:i2], after[j:j2], starts[i:i2], strict=True)
            found += (edit for (had, _), line, at in pairs for edit in _changed(had, line, at))
        elif i2 < len(before):
            text = "".join(f"{line}\n" for line in after[j:j2])
            found.append(Edit(Span(starts[i], starts[i2]), text))
        else:
            # The last line has no end of its own: what comes or goes has the one before it.
            start = starts[i] - len(before[i - 1][1]) if i else 0
            text = "".join(f"\n{line}" for line in after[j:j2])
            found.append(Edit(Span(start, len(old)), text if i else text[1:]))
    return list(_joined(found))


def _steps(old: list[str], new: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """Which lines answer to which: those from i to i2 to those from j to j2, in order.

    Only a few lines ahead are looked at, so that no text takes long.
    """
    i = j = 0
    while i < len(old) and j < len(new):
        gone, come = _ahead(old[i : i + REACH], new[j : j + REACH])
        if gone or come:
            yield i, i + gone, j, j + come
        i, j = i + gone, j + come
        yield i, i + 1, j, j + 1
        i, j = i + 1, j + 1
    if i < len(old) or j < len(new):
        yield i, len(old), j, len(new)


def _ahead(old: list[str], new: list[str]) -> tuple[int, int]:
    """How many lines to leave out on both sides, at best, until two say the same."""
    for both in range(len(old) + len(new) - 1):
        for gone in range(max(0, both - len(new) + 1), min(both, len(old) - 1) + 1):
            if old[gone] == new[both - gone]:
                return gone, both - gone
    return 0, 0


def _joined(edits: Iterable[Edit]) -> Iterator[Edit]:
    """Edits that touch as one: editors differ in the order of two edits at one place."""
    last: Edit | None = None
    for edit in edits:
        if last and last.span.end == edit.span.start:
            last = Edit(Span(last.span.start, edit.span.end), last.text + edit.text)
            continue
        if last:
            yield last
        last = edit
    if last:
        yield last


def _said(line: str) -> str:
    """What a line says, whatever its spelling: its number and words, marks in one width."""
    read = next((each for each in cut(line) if each.type != "LEADING"), None)
    if read is None:
        return ""
    label = label_number(read.label_text) if read.type in LEVELS else read.type
    return f"{label}|{plain(read.text or read.raw)}"


def applied(text: str, edits: Iterable[Edit]) -> str:
    """A text with edits made; they are in its order and do not touch."""
    parts: list[str] = []
    at = 0
    for (start, end), new in edits:
        parts += (text[at:start], new)
        at = end
    return "".join(parts) + text[at:]


def _lines(text: str) -> list[tuple[str, str]]:
    """Each line and its end; the last one has none."""
    ends = [match.span() for match in LINE_END.finditer(text)]
    starts = [0, *(end for _, end in ends)]
    stops = [*ends, (len(text), len(text))]
    return [
        (text[start:stop], text[stop:end]) for start, (stop, end) in zip(starts, stops, strict=True)
    ]


def _changed(old: str, new: str, start: int) -> Iterator[Edit]:
    """The part of a line that differs."""
    if old == new:
        return
    shorter = min(len(old), len(new))
    head = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    rest = shorter - head
    tail = next((at for at in range(rest) if old[-1 - at] != new[-1 - at]), rest)
    yield Edit(Span(start + head, start + len(old) - tail), new[head : len(new) - tail])
