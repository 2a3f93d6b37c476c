"""SARIF 2.1.0, which code hosts and review tools read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from typing import Any, Final

from hegao.linter.finding import Finding
from hegao.linter.report.fingerprints import fingerprints
from hegao.linter.report.json_text import encode, listed
from hegao.linter.report.result import CheckResults, FileResult
from hegao.linter.report.sarif_places import SarifPlaces, location
from hegao.linter.report.sarif_rules import LEVELS, rule_descriptors

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
FINGERPRINT: Final = "hegao/v1"
"""The version rises when fingerprints are made otherwise (SARIF 2.1.0, 3.27.17)."""
END: Final = "}]}"
"""Of the run, of the array it is alone in, and of the log."""


def write_sarif(results: CheckResults) -> Iterator[str]:
    """One run with its rules, artifacts and results."""
    rules = rule_descriptors(results)
    indexes = {rule["id"]: index for index, rule in enumerate(rules)}
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(rules, results.problems)]}
    yield encode(log).removesuffix(END) + ', "artifacts": ['
    yield from listed(f'{{"location": {location(file.path)}}}' for file in results.files)
    yield '], "results": ['
    yield from listed(", ".join(_results(file, indexes)) for file in results.files)
    yield f"]{END}\n"


def _run(rules: Sequence[dict[str, Any]], problems: Sequence[str]) -> dict[str, Any]:
    """The run without what there is one of for every file and finding."""
    driver = {"name": "hegao", "version": version("hegao"), "language": "zh-CN", "rules": rules}
    return {
        "tool": {"driver": driver},
        "language": "zh-CN",
        "invocations": [_invocation(problems)],
        # Our columns count characters, and a lone CR ends a line too.
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "originalUriBaseIds": {"SRCROOT": {"description": {"text": "运行 hegao 的文件夹"}}},
    }


def _invocation(problems: Sequence[str]) -> dict[str, Any]:
    told = [{"level": "error", "message": {"text": problem}} for problem in problems]
    notifications = {"toolExecutionNotifications": told} if told else {}
    return {"executionSuccessful": not problems, **notifications}


def _results(file: FileResult, indexes: Mapping[str, int]) -> Iterator[str]:
    places = SarifPlaces(file)
    for finding, fingerprint in zip(file.findings, fingerprints(file), strict=True):
        yield _result(places, finding, fingerprint, indexes[finding.code])


def _result(places: SarifPlaces, finding: Finding, fingerprint: str, rule: int) -> str:
    hint = f"。建议：{finding.hint}" if finding.hint else ""
    return (
        f'{{"ruleId": {encode(finding.code)}, "level": "{LEVELS[finding.severity]}", '
        f'"message": {{"text": {encode(finding.message + hint)}}}, '
        f'"locations": [{{{places.place(finding.span)}}}], '
        f'"partialFingerprints": {{"{FINGERPRINT}": "{fingerprint}"}}'
        f'{_also(places, finding)}, "ruleIndex": {rule}}}'
    )


def _also(places: SarifPlaces, finding: Finding) -> str:
    """What not every finding has: other places, and a fix."""
    related = ", ".join(places.related(finding))
    found = f', "relatedLocations": [{related}]' if related else ""
    # In a file of another format these lines and characters are not to be found.
    if finding.fix and not places.file.places:
        return f'{found}, "fixes": [{places.fix(finding.fix)}]'
    return found
