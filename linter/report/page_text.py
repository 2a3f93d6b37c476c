"""The text of a file on the page: a row a line, its findings beside it, quiet stretches folded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Final, NamedTuple

from hegao.linter.finding import Finding
from hegao.linter.report.marks import Line, MarkedText, Piece, Reason
from hegao.linter.report.markup import attribute, content
from hegao.linter.report.result import SEVERITY_NAMES, FileResult, place_in_file
from hegao.linter.report.text import FIX_NOTES, MOST_PLACES

AROUND: Final = 2
"""Lines that are shown before and after one that is marked."""
FEWEST: Final = 4
"""A stretch of fewer quiet lines is not worth folding."""


class Shown(NamedTuple):
    """A file on the page: which of its files it is, and the number of its first finding there."""

    file: FileResult
    text: MarkedText
    place: int
    first: int


def written_text(file: FileResult, place: int, first: int, most: int) -> str:
    """The text with the first `most` findings, as tables and folded tables."""
    shown = Shown(file, MarkedText(file, most), place, first)
    open_lines = _open_lines(shown.text.lines)
    stretches = groupby(shown.text.lines, key=lambda line: line.number in open_lines)
    return "\n".join(_stretch(shown, [*group], folded=not is_open) for is_open, group in stretches)


def _open_lines(lines: Sequence[Line]) -> set[int]:
    """The numbers of the lines not to be folded."""
    marked = [line.number for line in lines if line.pieces]
    found = {near for n in marked for near in range(n - AROUND, n + AROUND + 1)}
    for before, after in pairwise((-AROUND, *marked, len(lines) + AROUND + 1)):
        gap = range(before + AROUND + 1, after - AROUND)
        if len(gap) < FEWEST:
            found.update(gap)
    return found


def _stretch(shown: Shown, lines: Sequence[Line], *, folded: bool) -> str:
    first, last = lines[0].number, lines[-1].number
    rows = "\n".join([_row(shown, line) for line in lines])
    named = f"第{first}到{last}行"
    table = f'<table class="text" aria-label="{named}"><tbody>\n{rows}\n</tbody></table>'
    if not folded:
        return table
    return f"<details><summary>{named}没有问题</summary>\n{table}\n</details>"


def _row(shown: Shown, line: Line) -> str:
    text = _marked(shown, line) if line.pieces else content(line.text)
    notes = "".join([_note(shown, number) for number in line.findings])
    beside = f'<ul class="notes">{notes}</ul>' if notes else ""
    there = place_in_file(shown.file, line.number)
    title = f' title="{attribute(there)}"' if there else ""
    return (
        f'<tr id="{_line_id(shown, line.number)}"><th scope="row"{title}>{line.number}</th>'
        f"<td>{text}</td><td>{beside}</td></tr>"
    )


def _marked(shown: Shown, line: Line) -> str:
    # Where the whole line may stand as it is, its pieces may.
    safe = str if content(line.text) == line.text else content
    return "".join([_piece(shown, piece, safe(piece.text)) for piece in line.pieces])


def _piece(shown: Shown, piece: Piece, text: str) -> str:
    if piece.worst is None:
        return text
    also = " also" if piece.worst.also else ""
    links = "".join([_link(shown, reason) for reason in piece.begins])
    return f'{links}<mark class="{piece.worst.severity}{also}">{text}</mark>'


def _link(shown: Shown, reason: Reason) -> str:
    """The number of a finding before its first character, leading to what is said of it."""
    number = shown.first + reason.number
    name = "" if reason.also else f' id="m{number}"'
    return f'<sup class="{reason.severity}"{name}><a href="#n{number}">{number}</a></sup>'


def _note(shown: Shown, place: int) -> str:
    finding, number = shown.file.findings[place], shown.first + place
    severity = SEVERITY_NAMES[finding.severity]
    head = (
        f'<a class="number" href="#m{number}">{number}</a> <b>{severity}</b> '
        f"<code>{content(finding.code)}</code> {content(finding.message)}"
    )
    lines = "".join(f"<br>{line}" for line in _advice(finding))
    small = "".join(f"<small>{line}</small>" for line in _sources(shown, finding))
    return f'<li class="{finding.severity}" id="n{number}">{head}{lines}{small}</li>'


def _advice(finding: Finding) -> Iterator[str]:
    mark = FIX_NOTES[finding.fix.tier] if finding.fix else ""
    if finding.hint or mark:
        yield f"建议：{content(finding.hint)}{mark}"


def _sources(shown: Shown, finding: Finding) -> Iterator[str]:
    if finding.source:
        yield f"依据：{content(finding.source)}"
    if finding.related:
        yield f"另见：{_related(shown, finding)}"
    for each in finding.elsewhere:
        yield f"上级：{content(f'{each.file} 第{each.line}行')}"
    there = place_in_file(shown.file, shown.file.index.position(finding.span.start).line)
    if there:
        yield f"原文件：{content(there)}"


def _related(shown: Shown, finding: Finding) -> str:
    numbers = [*dict.fromkeys([shown.text.line_of(span.start) for span in finding.related])]
    links = [f'<a href="#{_line_id(shown, n)}">第{n}行</a>' for n in numbers[:MOST_PLACES]]
    more = f"等{len(finding.related)}处" if len(numbers) > MOST_PLACES else ""
    return "、".join(links) + more


def _line_id(shown: Shown, number: int) -> str:
    return f"f{shown.place}l{number}"
