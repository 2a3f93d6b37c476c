"""Findings in their text, as one web page that stands alone: no script, no network, no files."""

from __future__ import annotations

from collections.abc import Iterator
from string import Template
from typing import Final

from hegao.dsl.web_text import part, policy_hash
from hegao.linter.finding import SEVERITIES
from hegao.linter.report.addresses import slashed
from hegao.linter.report.markup import attribute, content
from hegao.linter.report.page_text import written_text
from hegao.linter.report.result import SEVERITY_NAMES, CheckResults, FileResult
from hegao.linter.report.text import MOST_FINDINGS, summary, unlisted

HINT: Final = (
    "左边是原文，画线处是有问题的字，右边是意见；点编号在两边之间跳转。"
    "加点线的是同一问题的其他地方。没有问题的段落收起来了，点开可看。"
)
SECTIONS: Final = "$sections"
"""Where the template has the texts."""


def write_html(results: CheckResults) -> Iterator[str]:
    """The page, for a browser and for printing."""
    before, after = part(__package__, "page.html").split(SECTIONS)
    yield _head(results, before)
    between = ""
    for section in _sections(results):
        yield between + section
        between = "\n"
    yield after


def _head(results: CheckResults, template: str) -> str:
    style = part(__package__, "page.css")
    return Template(template).substitute(
        style=style,
        style_hash=policy_hash(style),
        name=content(_name(results)),
        verdict=content(summary(results)),
        problems=_problems(results),
        files=_files(results) if len(results.files) > 1 else "",
    )


def _name(results: CheckResults) -> str:
    if not results.files:
        return "没有查成任何文件"
    more = f"等{len(results.files)}个文件" if len(results.files) > 1 else ""
    return slashed(results.files[0].path) + more


def _problems(results: CheckResults) -> str:
    lines = "".join(f"<li>{content(problem)}</li>" for problem in results.problems)
    told = "没有查完，先要解决："
    return f'<div class="problem"><p>{told}</p><ul>{lines}</ul></div>' if lines else ""


def _files(results: CheckResults) -> str:
    heads = "".join(f'<th scope="col">{SEVERITY_NAMES[severity]}</th>' for severity in SEVERITIES)
    rows = "\n".join(_row(file, place) for place, file in enumerate(results.files, 1))
    total = "".join(f"<td>{results.count(severity)}</td>" for severity in SEVERITIES)
    return (
        f'<table class="files"><thead><tr><th scope="col">文件</th>{heads}</tr></thead><tbody>\n'
        f'{rows}\n<tr class="total"><th scope="row">合计</th>{total}</tr></tbody></table>'
    )


def _row(file: FileResult, place: int) -> str:
    counts = [sum(f.severity == severity for f in file.findings) for severity in SEVERITIES]
    cells = "".join(f"<td>{count or ''}</td>" for count in counts)
    name = content(slashed(file.path))
    linked = f'<a href="#f{place}">{name}</a>' if file.findings else name
    return f'<tr><th scope="row">{linked}</th>{cells}</tr>'


def _sections(results: CheckResults) -> Iterator[str]:
    if any(file.findings for file in results.files):
        yield f'<p class="hint">{HINT}</p>'
    first = 1
    for place, file in enumerate(results.files, 1):
        if file.findings:
            yield _section(file, place, first)
            first += len(file.findings)


def _section(file: FileResult, place: int, first: int) -> str:
    name = slashed(file.path)
    more = "".join(f'<p class="hint">{content(line)}</p>' for line in unlisted(file))
    counted = f"{len(file.findings)}处"
    return (
        f'<section id="f{place}" aria-label="{attribute(name)}">\n'
        f"<h2>{content(name)}<small>{counted}</small></h2>\n"
        f"{written_text(file, place, first, MOST_FINDINGS)}{more}\n</section>"
    )
