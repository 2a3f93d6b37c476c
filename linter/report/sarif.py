"""SARIF 2.1.0, which code hosts and review tools read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.metadata import version
from typing import Any, Final

from hegao.grammar.source import Span
from hegao.linter.finding import Elsewhere, Finding, FindingFix, Tier
from hegao.linter.report.addresses import is_absolute, slashed, uri
from hegao.linter.report.fingerprints import fingerprints
from hegao.linter.report.json_report import SAME_PROBLEM
from hegao.linter.report.result import CheckResults, FileResult, place_in_file
from hegao.linter.report.sarif_rules import LEVELS, rule_descriptors

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
FINGERPRINT: Final = "hegao/v1"
"""The version rises when fingerprints are made otherwise (SARIF 2.1.0, 3.27.17)."""
TIERS: Final[dict[Tier, str]] = {"safe": "", "confirm": "（要人确认）"}


def write_sarif(results: CheckResults) -> str:
    """One run with its rules, artifacts and results."""
    rules = rule_descriptors(results)
    places = {rule["id"]: index for index, rule in enumerate(rules)}
    driver = {"name": "hegao", "version": version("hegao"), "language": "zh-CN", "rules": rules}
    run = {
        "tool": {"driver": driver},
        "language": "zh-CN",
        "invocations": [_invocation(results.problems)],
        # Our columns count characters, and a lone CR ends a line too.
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "originalUriBaseIds": {"SRCROOT": {"description": {"text": "运行 hegao 的文件夹"}}},
        "artifacts": [{"location": _location(file.path)} for file in results.files],
        "results": [
            _result(file, finding, fingerprint) | {"ruleIndex": places[finding.code]}
            for file in results.files
            for finding, fingerprint in zip(file.findings, fingerprints(file), strict=True)
        ],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False) + "\n"


def _invocation(problems: Sequence[str]) -> dict[str, Any]:
    told = [{"level": "error", "message": {"text": problem}} for problem in problems]
    notifications = {"toolExecutionNotifications": told} if told else {}
    return {"executionSuccessful": not problems, **notifications}


def _result(file: FileResult, finding: Finding, fingerprint: str) -> dict[str, Any]:
    hint = f"。建议：{finding.hint}" if finding.hint else ""
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "level": LEVELS[finding.severity],
        "message": {"text": finding.message + hint},
        "locations": [_place(file, finding.span)],
        "partialFingerprints": {FINGERPRINT: fingerprint},
    }
    if finding.related or finding.elsewhere:
        places = [{**_place(file, s), "message": {"text": SAME_PROBLEM}} for s in finding.related]
        places += map(_elsewhere, finding.elsewhere)
        result["relatedLocations"] = [{"id": n} | each for n, each in enumerate(places, 1)]
    # In a file of another format these lines and characters are not to be found.
    if finding.fix and not file.places:
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
    description = {"text": fix.title + TIERS[fix.tier]}
    return {"description": description, "artifactChanges": [change]}


def _place(file: FileResult, span: Span) -> dict[str, Any]:
    region = _region(file, span)
    physical = {"artifactLocation": _location(file.path), "region": region}
    there = place_in_file(file, region["startLine"])
    logical = {"logicalLocations": [{"name": there}]} if there else {}
    return {"physicalLocation": physical, **logical}


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
    absolute = is_absolute(slashed(path))
    return {"uri": uri(path)} if absolute else {"uri": uri(path), "uriBaseId": "SRCROOT"}
