"""JUnit's XML, which build servers show as a list of tests: a file is a suite, a finding a test."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hegao.linter.finding import Finding, Severity
from hegao.linter.report.addresses import slashed
from hegao.linter.report.markup import attribute, content
from hegao.linter.report.result import SEVERITY_NAMES, CheckResults, FileResult, place

FAILURES: Final[tuple[Severity, ...]] = ("error", "warning")
"""What counts as a failed test; reminders are told in the output of a passed one."""
CLEAN: Final = "没有发现问题"
UNCHECKED: Final = "没有查成"


def write_junit(results: CheckResults) -> Iterator[str]:
    """A suite a file; one passed test in a file without findings; an error a problem of the run."""
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="hegao" {_counts(results)}>\n'
    for file in results.files:
        yield "".join(f"{line}\n" for line in _suite(file))
    yield "".join(f"{line}\n" for line in _problems(results.problems))
    yield "</testsuites>\n"


def _counts(results: CheckResults) -> str:
    tests = sum(max(1, len(file.findings)) for file in results.files) + len(results.problems)
    failed = sum(map(_failed, results.files))
    return f'tests="{tests}" failures="{failed}" errors="{len(results.problems)}"'


def _suite(file: FileResult) -> Iterator[str]:
    name = attribute(slashed(file.path))
    tests = max(1, len(file.findings))
    yield f' <testsuite name="{name}" tests="{tests}" failures="{_failed(file)}" errors="0">'
    if not file.findings:
        yield f'  <testcase classname="{name}" name="{CLEAN}"/>'
    for finding in file.findings:
        yield from _case(file, finding, name)
    yield " </testsuite>"


def _case(file: FileResult, finding: Finding, name: str) -> Iterator[str]:
    line, column = file.index.position(finding.span.start)
    title = f"{finding.code} {finding.name}（{line}:{column}）"
    yield f'  <testcase classname="{name}" name="{attribute(title)}">'
    told = _told(file, finding)
    if finding.severity in FAILURES:
        start = f'<failure type="{finding.severity}" message="{attribute(finding.message)}">'
        yield f"   {start}{told}</failure>"
    else:
        yield f"   <system-out>{told}</system-out>"
    yield "  </testcase>"


def _told(file: FileResult, finding: Finding) -> str:
    notes = [f"{place(file, finding.span)} {SEVERITY_NAMES[finding.severity]} {finding.message}"]
    notes += [f"建议：{finding.hint}"] if finding.hint else []
    notes += [f"依据：{finding.source}"] if finding.source else []
    return content("\n".join(notes))


def _problems(problems: tuple[str, ...]) -> Iterator[str]:
    if not problems:
        return
    count = len(problems)
    yield f' <testsuite name="{UNCHECKED}" tests="{count}" failures="0" errors="{count}">'
    for problem in map(attribute, problems):
        yield f'  <testcase classname="{UNCHECKED}" name="{problem}">'
        yield f'   <error type="problem" message="{problem}"/>'
        yield "  </testcase>"
    yield " </testsuite>"


def _failed(file: FileResult) -> int:
    return sum(finding.severity in FAILURES for finding in file.findings)
