"""A summary in GitHub's Markdown, for a comment on a change or the page of a run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from hegao.linter.finding import SEVERITIES, Finding
from hegao.linter.report.addresses import slashed
from hegao.linter.report.columns import clip
from hegao.linter.report.excerpt import excerpt
from hegao.linter.report.markup import content
from hegao.linter.report.result import SEVERITY_NAMES, CheckResults, FileResult, place_in_file
from hegao.linter.report.text import FIX_NOTES, summary

MOST_BYTES: Final = 60_000
"""Of the whole report: code hosts refuse a comment of more than 65,536."""
SHARE: Final = 12_000
"""Of which the table of files may take one, that of findings two, the details what is left."""
CELL, NOTE = 120, 240
"""Columns of a cell, and of a line of the details, before it is cut off."""

# What Markdown or HTML may take for its own in a line, and what makes a bare address a link.
SPECIAL = re.compile(
    r"[\\`*_\[\]<>|~&$]|(?i::(?=//)|(?<=www)\.|(?<=mailto):|(?<=xmpp):)|(?P<name>[@#])"
)
SPLIT: Final = "<!-- -->"
"""Code hosts find people at @ and issues at #, escaped or not, but not over a comment."""


class Place(NamedTuple):
    """A finding and its file."""

    file: FileResult
    finding: Finding


def write_markdown(results: CheckResults) -> Iterator[str]:
    """Counts, a table of files, a table of findings, the worst first, and folded details."""
    blocks = [f"## 核稿：{escaped(_verdict(results))}", *_problems(results)]
    found = [Place(file, finding) for file in results.files for finding in file.findings]
    if found:
        found.sort(key=lambda each: SEVERITIES.index(each.finding.severity))
        blocks += [*_table_of_files(results), *_table_of_findings(found)]
        details = _fitting(map(_details, found), MOST_BYTES - sum(map(_size, blocks)))
        blocks += [*details, *_left_out(found, details, "处问题的详情")]
    yield "\n\n".join(blocks) + "\n"


def _problems(results: CheckResults) -> list[str]:
    if not results.problems:
        return []
    lines = (f"- 错误：{escaped(clip(problem, NOTE))}" for problem in results.problems)
    return ["\n".join(_fitting(lines, SHARE)), escaped(summary(results))]


def _table_of_files(results: CheckResults) -> list[str]:
    names = [SEVERITY_NAMES[severity] for severity in SEVERITIES]
    head = (_row("文件", *names), "|---|" + "--:|" * len(names))
    counted = [file for file in results.files if file.findings]
    rows = _fitting(map(_row_of_file, counted), SHARE)
    return ["\n".join([*head, *rows]), *_left_out(counted, rows, "个文件")]


def _table_of_findings(found: Sequence[Place]) -> list[str]:
    head = ("| 位置 | 级别 | 问题 | 建议 |", "|---|---|---|---|")
    rows = _fitting(map(_row_of_finding, found), 2 * SHARE)
    return ["\n".join([*head, *rows]), *_left_out(found, rows, "处问题")]


def _fitting(blocks: Iterable[str], room: int) -> list[str]:
    """The first of some blocks, as many as there is room for, in bytes."""
    kept: list[str] = []
    for block in blocks:
        room -= _size(block)
        if room < 0:
            break
        kept.append(block)
    return kept


def _left_out(wanted: Sequence[object], shown: Sequence[str], what: str) -> list[str]:
    count = len(wanted) - len(shown)
    return [f"另有{count}{what}没有写在这里。"] if count else []


def escaped(text: str) -> str:
    """Any text as running text of Markdown within a line, in a table or outside."""
    return SPECIAL.sub(_harmless, clip(text, len(text) * 2 + 1))


def _harmless(match: re.Match[str]) -> str:
    mark = match.group()
    return f"{mark}{SPLIT}" if match["name"] else f"\\{mark}"


def _verdict(results: CheckResults) -> str:
    if results.problems:
        return f"没有查完，{len(results.problems)}个问题要先解决"
    return summary(results)


def _row_of_file(file: FileResult) -> str:
    counts = [sum(f.severity == severity for f in file.findings) for severity in SEVERITIES]
    return _row(escaped(clip(slashed(file.path), CELL)), *(str(count or "") for count in counts))


def _row_of_finding(each: Place) -> str:
    file, finding = each
    where, severity = escaped(_where(file, finding)), SEVERITY_NAMES[finding.severity]
    problem = f"{finding.code} {escaped(clip(finding.message, CELL))}"
    return _row(where, severity, problem, escaped(clip(finding.hint, CELL)))


def _details(each: Place) -> str:
    file, finding = each
    where, severity = _where(file, finding), SEVERITY_NAMES[finding.severity]
    shown = excerpt(file, finding.span)
    lines = [
        f"<details><summary>{_in_html(where)} {severity} {finding.code} {_in_html(finding.name)}"
        "</summary>", "",
        *_fenced([shown.source, shown.carets]), "",
        *(f"- {label}：{escaped(clip(text, NOTE))}" for label, text in _notes(finding)), "",
        "</details>",
    ]  # fmt: skip
    return "\n".join(lines)


def _in_html(text: str) -> str:
    """The text where Markdown is not read: within a line that begins with a tag."""
    return re.sub("[@#](?!x27;)", lambda mark: mark.group() + SPLIT, content(text))


def _notes(finding: Finding) -> Iterator[tuple[str, str]]:
    yield "问题", finding.message
    if finding.hint or finding.fix:
        yield "建议", finding.hint + (FIX_NOTES[finding.fix.tier] if finding.fix else "")
    if finding.source:
        yield "依据", finding.source


def _fenced(lines: list[str]) -> list[str]:
    """Lines of code within a fence that is longer than any in them."""
    longest = max((len(run) for run in re.findall("`+", "\n".join(lines))), default=0)
    fence = "`" * max(3, longest + 1)
    return [f"{fence}text", *lines, fence]


def _where(file: FileResult, finding: Finding) -> str:
    line, column = file.index.position(finding.span.start)
    there = place_in_file(file, line)
    return f"{clip(slashed(file.path), CELL)}:{line}:{column}{there and f' {there}'}"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _size(block: str) -> int:
    return len(block.encode("utf-8", "replace")) + 2
