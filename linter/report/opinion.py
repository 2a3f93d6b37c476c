"""The review sheet (核稿意见表) as values: what is said of each file, for a table on paper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from hegao.dsl.build import build_notice
from hegao.linter.finding import SEVERITIES, Finding
from hegao.linter.report.addresses import slashed
from hegao.linter.report.columns import clip
from hegao.linter.report.result import SEVERITY_NAMES, CheckResults, FileResult, place_in_file
from hegao.linter.report.text import LONGEST, MOST_FINDINGS

NAME: Final = "核稿意见表"
COLUMNS: Final = ("序号", "位置", "问题", "依据", "建议")
SIGNED: Final = ("核稿人：", "日期：")
"""To be filled in by hand."""
NOTHING: Final = "没有发现问题"
QUOTED: Final = 20
"""Characters of the text that are quoted beside a place."""


class Row(NamedTuple):
    """One finding."""

    place: str
    problem: str
    source: str
    hint: str


class Opinion(NamedTuple):
    """What is said of one file."""

    title: str
    """Of the notice; the name of its file where it has none."""
    file: str
    counts: str
    """How many findings of each severity."""
    rows: tuple[Row, ...]
    more: str
    """That some are not listed; empty where all are."""


def opinions(results: CheckResults) -> tuple[Opinion, ...]:
    """One for each checked file."""
    return tuple(map(_opinion, results.files))


def _opinion(file: FileResult) -> Opinion:
    title = "".join((build_notice(file.text).value("标题") or "").split())
    left = len(file.findings) - MOST_FINDINGS
    return Opinion(
        title or slashed(file.path),
        slashed(file.path),
        "，".join(_counts(file)) or NOTHING,
        tuple(_row(file, each) for each in file.findings[:MOST_FINDINGS]),
        f"另有{left}处没有列出" if left > 0 else "",
    )


def _counts(file: FileResult) -> Iterator[str]:
    for severity in SEVERITIES:
        count = sum(each.severity == severity for each in file.findings)
        if count:
            yield f"{SEVERITY_NAMES[severity]}{count}处"


def _row(file: FileResult, finding: Finding) -> Row:
    problem = f"{SEVERITY_NAMES[finding.severity]}：{clip(finding.message, LONGEST)}"
    more = f"（同样问题共{len(finding.related) + 1}处）" if finding.related else ""
    source = clip(finding.source or finding.name, LONGEST)
    return Row(
        _place(file, finding), problem + more, f"{source}\n{finding.code}",
        clip(finding.hint, LONGEST),
    )  # fmt: skip


def _place(file: FileResult, finding: Finding) -> str:
    """Where it stands, and the first words there."""
    line = file.index.position(finding.span.start).line
    where = place_in_file(file, line) or f"第{line}行"
    start, end = finding.span
    words = " ".join(file.text[start : min(end, start + QUOTED * 2)].split())
    if not words:
        return where
    more = "……" if end - start > QUOTED else ""
    return f"{where}\n“{words[:QUOTED]}{more}”"
