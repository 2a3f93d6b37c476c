"""The changes as one web page that stands alone: the old version beside the new."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from string import Template
from typing import Final, Literal

from hegao.dsl.revision.entries import RevisionData, SideEntry, VersionEntry
from hegao.dsl.revision.told import STATES, Group, Row, headline, renumbered, rows, units_of
from hegao.dsl.web_text import part, policy_hash, safe

COLUMNS: Final = ("条目", "原来", "现在", "变化")
ANCHORS: Final[dict[Group, str]] = {
    "版头": "header", "章节": "sections", "任务": "tasks", "其他文字": "passages",
}  # fmt: skip
Tag = Literal["del", "ins"]


def write_page(data: RevisionData) -> str:
    """The page, for a browser and for printing; it has no script."""
    found = rows(data)
    style = part(__package__, "page.css")
    return Template(part(__package__, "page.html")).substitute(
        style=style,
        style_hash=policy_hash(style),
        name=safe(data["new"]["title"] or data["new"]["file"]),
        facts=_facts("原来", data["old"]) + _facts("现在", data["new"]),
        verdict=safe(headline(found)) + "。",
        groups="\n".join(_groups(found)),
    )


def _facts(name: str, version: VersionEntry) -> str:
    told = f"{safe(version['file'])}（{version['tasks']}项任务）"
    return f"<div><dt>{name}</dt><dd>{told}</dd></div>"


def _groups(found: Sequence[Row]) -> Iterator[str]:
    for group, of_group in groupby(found, key=lambda row: row.group):
        several = list(of_group)
        head = "".join(f'<th scope="col">{name}</th>' for name in COLUMNS)
        body = "\n".join(_row(row) for row in several if not row.renumbered)
        numbers = renumbered(several)
        only = f'<p class="numbers">只改编号：{safe(numbers)}</p>' if numbers else ""
        table = (
            f"<table><thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table>"
            if body
            else ""
        )
        yield (
            f'<section aria-labelledby="{ANCHORS[group]}"><h2 id="{ANCHORS[group]}">{group}</h2>\n'
            f"{table}{only}</section>"
        )


def _row(row: Row) -> str:
    told = "".join(f"<li>{safe(each)}</li>" for each in row.told)
    state = f'<b class="state">{STATES[row.state]}</b>'
    return (
        f'<tr class="{row.state}"><th scope="row">{safe(row.name) or "—"}</th>'
        f'<td data-label="原来">{_side(row.old, row.new, "del")}</td>'
        f'<td data-label="现在">{_side(row.new, row.old, "ins")}</td>'
        f'<td data-label="变化">{state}{f"<ul>{told}</ul>" if told else ""}</td></tr>'
    )


def _side(side: SideEntry | None, other: SideEntry | None, tag: Tag) -> str:
    if side is None:
        return '<span class="none">没有</span>'
    units = "、".join(
        f"<{tag}>{safe(unit)}</{tag}>" if marked else safe(unit)
        for unit, marked in units_of(side, other)
    )
    asked = f'<p class="units">责任单位：{units}</p>' if units else ""
    text = _marked(side["text"], side["marks"], tag)
    return f"<p>{text}</p>{asked}<small>第{side['line']}行</small>"


def _marked(text: str, marks: Sequence[tuple[int, int]], tag: Tag) -> str:
    """A text with what only it has marked."""
    made, at = [], 0
    for start, end in marks:
        made.append(f"{_lines(text[at:start])}<{tag}>{_lines(text[start:end])}</{tag}>")
        at = end
    return "".join(made) + _lines(text[at:])


def _lines(text: str) -> str:
    return safe(text).replace("\n", "<br>")
