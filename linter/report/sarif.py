"""SARIF 2.1.0, which code hosts and review tools read."""

from __future__ import annotations

import json
from importlib.metadata import version
from typing import Any, Final
from urllib.parse import quote

from hegao.grammar.source import Span
from hegao.linter.finding import Elsewhere, Finding, FindingFix, Severity
from hegao.linter.report.json_report import SAME_PROBLEM
from hegao.linter.report.result import CheckResults, FileResult
from hegao.linter.rule import Rule

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS: Final[dict[Severity, str]] = {"error": "error", "warning": "warning", "info": "note"}


def write_sarif(results: CheckResults) -> str:
    """One run with its rules, artifacts and results."""
    rules = _rules(results)
    places = {rule["id"]: index for index, rule in enumerate(rules)}
    driver = {"name": "hegao", "version": version("hegao"), "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"SRCROOT": {"description": {"text": "运行 hegao 的文件夹"}}},
        "artifacts": [{"location": _location(file.path)} for file in results.files],
        "results": [
            _result(file, finding, places[finding.code])
            for file in results.files
            for finding in file.findings
        ],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _rules(results: CheckResults) -> list[dict[str, Any]]:
    """The rules that ran; a finding of any other describes its rule itself."""
    described = {rule.code: _rule(rule) for rule in results.rules}
    for file in results.files:
        for finding in file.findings:
            if finding.code not in described:
                described[finding.code] = _named(finding.code, finding.name, finding.source)
    return list(described.values())


def _rule(rule: Rule) -> dict[str, Any]:
    severity = rule.levels["核稿"]
    configuration = {"level": LEVELS[severity]} if severity else {"enabled": False}
    return _named(rule.code, rule.title, rule.source) | {"defaultConfiguration": configuration}


def _named(code: str, title: str, source: str) -> dict[str, Any]:
    return {
        "id": code,
        "shortDescription": {"text": title},
        "fullDescription": {"text": f"{title}。依据：{source}"},
        "help": {"text": f"依据：{source}"},
    }


def _result(file: FileResult, finding: Finding, rule_index: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": rule_index,
        "level": LEVELS[finding.severity],
        "message": {"text": f"{finding.message}。建议：{finding.hint}"},
        "locations": [_place(file, finding.span)],
    }
    if finding.related or finding.elsewhere:
        places = [{**_place(file, s), "message": {"text": SAME_PROBLEM}} for s in finding.related]
        places += map(_elsewhere, finding.elsewhere)
        result["relatedLocations"] = [{"id": n} | each for n, each in enumerate(places, 1)]
    if finding.fix:
        result["fixes"] = [_fix(file, finding.fix)]
    return result


def _fix(file: FileResult, fix: FindingFix) -> dict[str, Any]:
    replacements = [
        {
            "deletedRegion": _region(file, edit.span),
            "insertedContent": {"text": edit.text},
        }
        for edit in fix.edits
    ]
    change = {"artifactLocation": _location(file.path), "replacements": replacements}
    return {"description": {"text": fix.title}, "artifactChanges": [change]}


def _place(file: FileResult, span: Span) -> dict[str, Any]:
    physical = {"artifactLocation": _location(file.path), "region": _region(file, span)}
    return {"physicalLocation": physical}


def _elsewhere(there: Elsewhere) -> dict[str, Any]:
    region = {"startLine": there.line, "startColumn": there.column}
    physical = {"artifactLocation": _location(there.file), "region": region}
    return {"physicalLocation": physical, "message": {"text": there.message}}


def _region(file: FileResult, span: Span) -> dict[str, int]:
    start, end = file.index.position(span.start), file.index.position(span.end)
    return {
        "startLine": start.line, "startColumn": start.column,
        "endLine": end.line, "endColumn": end.column,
        "charOffset": span.start, "charLength": span.end - span.start,
    }  # fmt: skip


def _location(path: str) -> dict[str, str]:
    # A file name may hold bytes that are no text; a URI writes them out.
    slashed = path.replace("\\", "/")
    quoted = quote(slashed, safe="/", errors="surrogateescape")
    if slashed.startswith("/"):
        return {"uri": f"file://{quoted}"}
    return {"uri": quoted.removeprefix("./"), "uriBaseId": "SRCROOT"}
