"""The report that a person reads: place, message, source line with carets, what to do and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, Literal

from hegao.linter.finding import SEVERITIES, Finding
from hegao.linter.report.columns import clip
from hegao.linter.report.excerpt import excerpt
from hegao.linter.report.result import SEVERITY_NAMES, CheckResults, FileResult, place

Style = Literal["error", "warning", "info", "code", "faint", "strong"]
Paint = Callable[[str, Style], str]

# Messages quote the text, which may be a line of any length.
LONGEST = 240
MOST_PLACES = 8
MOST_FINDINGS = 1000
"""Of one file; only a file that is no notice has more."""
FIX_NOTES: Final = {"safe": "（可自动修正）", "confirm": "（可修正，要确认）"}


def plain(text: str, _style: Style) -> str:
    """The text without colours."""
    return text


def write_text(results: CheckResults, paint: Paint = plain) -> Iterator[str]:
    """All findings with their excerpts, and a summary."""
    for file in results.files:
        yield "".join(f"{line}\n" for line in _lines(file, paint))
    yield f"{summary(results)}\n"


def unlisted(file: FileResult) -> list[str]:
    """A line about the findings of a file that are too many to read."""
    more = len(file.findings) - MOST_FINDINGS
    return [f"{file.path}：问题太多，另有{more}处没有列出"] if more > 0 else []


def headline(file: FileResult, finding: Finding, paint: Paint = plain) -> str:
    """One line: file:line:column, severity, code, message."""
    name = paint(SEVERITY_NAMES[finding.severity], finding.severity)
    code = paint(finding.code, "code")
    where = paint(place(file, finding.span), "strong")
    return f"{where} {name} {code} {clip(finding.message, LONGEST)}"


def summary(results: CheckResults) -> str:
    """How many files and findings, and how many can be mended."""
    if not results.files:
        return "没有查成任何文件"
    counts = [
        f"{count}个{SEVERITY_NAMES[severity]}"
        for severity in SEVERITIES
        if (count := results.count(severity))
    ]
    files = f"{len(results.files)}个文件，"
    fixed = f"已修正{results.fixed}处，" if results.fixed else ""
    if not counts:
        return files + fixed + "没有发现问题"
    left = "还有" if fixed else ""
    return files + fixed + left + "，".join(counts) + _fixable(results)


def _fixable(results: CheckResults) -> str:
    safe, confirm = results.fixable("safe"), results.fixable("confirm")
    notes = [f"其中{safe}处可自动修正（--fix）"] if safe else []
    if confirm:
        notes.append(f"{'另有' if safe else '其中'}{confirm}处可修正但要确认（--unsafe-fixes）")
    return "".join("；" + note for note in notes)


def _lines(file: FileResult, paint: Paint) -> Iterator[str]:
    for finding in file.findings[:MOST_FINDINGS]:
        yield from _finding(file, finding, paint)
        yield ""
    yield from unlisted(file)


def _finding(file: FileResult, finding: Finding, paint: Paint) -> Iterator[str]:
    yield headline(file, finding, paint)
    shown = excerpt(file, finding.span)
    gutter = " " * len(str(shown.line))
    bar = paint("|", "faint")
    yield f"{paint(str(shown.line), 'faint')} {bar} {shown.source}"
    yield f"{gutter} {bar} {paint(shown.carets, finding.severity)}"
    for label, text in _notes(file, finding):
        yield f"{gutter} {paint('=', 'faint')} {label}：{text}"


def _notes(file: FileResult, finding: Finding) -> Iterator[tuple[str, str]]:
    mark = FIX_NOTES[finding.fix.tier] if finding.fix else ""
    if finding.hint or mark:
        yield "建议", clip(finding.hint, LONGEST) + mark
    if finding.source:
        yield "依据", clip(finding.source, LONGEST)
    if finding.related:
        yield "另见", _places(file, finding)
    for each in finding.elsewhere:
        yield "上级", f"{each.file}:{each.line}:{each.column}"


def _places(file: FileResult, finding: Finding) -> str:
    shown = [file.index.position(span.start) for span in finding.related[:MOST_PLACES]]
    text = "、".join(f"{line}:{column}" for line, column in shown)
    more = len(finding.related) - len(shown)
    return text + (f" 等{len(finding.related)}处" if more else "")
