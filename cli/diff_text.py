"""The changes between two versions as lines for a terminal, a file or a pipe."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Final

from hegao.dsl.revision.entries import RevisionData, State
from hegao.dsl.revision.told import STATES, Row, headline, lines, renumbered, rows
from hegao.linter.report.columns import clip, printable

Paint = Callable[[str, State], str]
"""A word in the colour of a state."""
MOST: Final = 96
"""Columns of a text that was added or dropped."""
MOST_OF_NAME: Final = 48
"""Columns of a text that has no name, where that is called by its beginning."""


def write_text(data: RevisionData, paint: Paint = lambda text, _: text) -> str:
    """Both files, then each group of changes; only what changed is told."""
    found = rows(data)
    head = [f"旧：{printable(data['old']['file'])}", f"新：{printable(data['new']['file'])}"]
    body = _body(found, paint)
    return "".join(f"{line}\n" for line in (*head, *body, headline(found)))


def _body(found: Sequence[Row], paint: Paint) -> Iterator[str]:
    for group, of_group in groupby(found, key=lambda row: row.group):
        several = list(of_group)
        yield f"【{group}】"
        for row in several:
            if not row.renumbered:
                yield from _row(row, paint)
        if numbers := renumbered(several):
            yield f"  {paint('编号', 'changed')}  {numbers}"


def _row(row: Row, paint: Paint) -> Iterator[str]:
    name = row.name or clip(_text(row), MOST_OF_NAME)
    text = "" if row.state == "changed" else clip(_rest(row), MOST)
    yield f"  {paint(STATES[row.state], row.state)}  {printable(name)}（{lines(row)}）{text}"
    for told in row.told:
        yield f"        {printable(told)}"


def _rest(row: Row) -> str:
    """What a text says beyond the name that stands before it."""
    side, text = row.new or row.old, _text(row)
    title = " ".join(side["title"].split()) if side else ""
    return text.removeprefix(title).lstrip("。") if row.name else ""


def _text(row: Row) -> str:
    side = row.new or row.old
    return " ".join(side["text"].split()) if side else ""
