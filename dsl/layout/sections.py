"""What follows each other on the pages, in sections that each begin on a new one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from hegao.dsl.layout.closing import attachment_list, signed
from hegao.dsl.layout.grids import across, grid, is_wide
from hegao.dsl.layout.passages import passage
from hegao.dsl.layout.piece import NEW_PAGE, SIGNED, TITLES, Piece
from hegao.dsl.layout.sheet import Flow, Form, Grid, Passage, Run, Section
from hegao.dsl.layout.styles import STYLES

HEADINGS: Final = frozenset(role for role, style in STYLES.items() if style.outline)
REMARK: Final = re.compile(r"[（(]?(?:备?注|说明)\d?[：:]|[*＊※]")
ATTENDANCE: Final = re.compile("(?:出席|请假|列席|缺席|主持|记录)(?:人员?)?[：:]")


def sections(
    pieces: Sequence[Piece], form: Form, issuers: Sequence[str] = (), *, headed: bool = False
) -> Iterator[Section]:
    """The pieces in sections; at least one. `headed`: a head stands above the first."""
    flow: list[Flow] = []
    landscape, begun = False, headed
    for each in _set(pieces, form, issuers):
        wide = isinstance(each, Grid) and is_wide(each)
        split = _split(flow, each, landscape=landscape, wide=wide)
        if split:
            yield Section(tuple(flow[:split]), landscape)
            flow, begun = [_topmost(rest) for rest in flow[split:]], False
        landscape = wide or (landscape and not split)
        if isinstance(each, Passage):
            flow.append(_after(flow, each, headed=begun))
        else:
            flow.append(across(each) if wide else each)
    if flow or not pieces:
        yield Section(tuple(flow), landscape)


def _split(flow: Sequence[Flow], new: Flow, *, landscape: bool, wide: bool) -> int:
    """How much of a section comes to its end before something new; 0 where that goes with it.

    What only heads a wide table goes with it, and so do remarks below it.
    """
    if isinstance(new, Passage) and new.role in NEW_PAGE:
        return len(flow)
    if landscape and not wide:
        return 0 if isinstance(new, Passage) and REMARK.match(new.text) else len(flow)
    if not wide or landscape:
        return 0
    end = len(flow)
    while end and _heads(flow[end - 1]):
        end -= 1
    return end


def _heads(flow: Flow) -> bool:
    """Whether something only heads what follows; the title of a notice stays below its head."""
    return isinstance(flow, Passage) and flow.role != "title" and flow.role in NEW_PAGE | HEADINGS


def _topmost(flow: Flow) -> Flow:
    """What comes to the top of a page."""
    return _lowered(flow, 0) if isinstance(flow, Passage) else flow


def _after(flow: Sequence[Flow], said: Passage, *, headed: bool) -> Passage:
    """A passage with the blank lines it has after what stands before it in its section."""
    if not flow:
        # A text without a title stands as far below the head as a title would (10.2).
        lower = headed or said.role == "title"
        return _lowered(said, STYLES["title"].before if lower else 0)
    last = flow[-1].role if isinstance(flow[-1], Passage) else ""
    if last in TITLES and said.role in TITLES:
        return _lowered(said, 0) if last == said.role else said
    return _lowered(said, max(said.style.before, 1)) if last in TITLES else said


def _lowered(said: Passage, lines: int) -> Passage:
    return said._replace(style=said.style._replace(before=lines))


def _set(pieces: Sequence[Piece], form: Form, issuers: Sequence[str]) -> Iterator[Flow]:
    for closing, some in groupby(pieces, lambda each: each.role in SIGNED):
        if closing:
            yield from signed(list(some))
            continue
        for piece in some:
            yield from _flow(piece, form, issuers)


def _flow(piece: Piece, form: Form, issuers: Sequence[str]) -> Iterator[Flow]:
    match piece.role:
        case "table":
            yield grid(piece)
        case "attachment_list":
            yield from attachment_list(piece.names)
        case "paragraph" if form == "纪要" and (label := ATTENDANCE.match(piece.text)):
            runs = (Run(label.group(), "黑体"), Run(piece.text[label.end() :], "仿宋"))
            yield Passage("attendance", STYLES["attendance"], (runs,))
        case _:
            yield passage(piece, issuers)
