"""Every format by its own schema or a reader of it, whatever the texts, names and places are."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pytest
from cpu import assert_grows
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from lxml import etree
from reports import (
    HOSTILE,
    TEXT,
    any_results,
    finding,
    hostile_results,
    results,
    texts,
    together,
    written,
)
from terminal import DATA as CLI_DATA
from terminal import hegao

from hegao.grammar.source import Span
from hegao.linter.finding import Edit, FindingFix
from hegao.linter.report.addresses import slashed, uri
from hegao.linter.report.columns import printable
from hegao.linter.report.fingerprints import fingerprints
from hegao.linter.report.formats import FORMATS
from hegao.linter.report.markdown import MOST_BYTES
from hegao.linter.report.result import CheckResults, FileResult
from material import DATA, ROOT, read

SCHEMAS = DATA / "schemas"
OURS = ROOT / "linter" / "report" / "findings.schema.json"
CASES = [*map(hostile_results, HOSTILE), results(), CheckResults(()), results(text="")]


def kept(form: str, made: CheckResults) -> str:
    """A report as a file holds it; only the JSON formats may be given broken characters."""
    text = written(form, made)
    broken = (
        "replace" if form in ("json", "jsonl", "sarif", "github", "gitlab", "rdjson") else "strict"
    )
    return text.encode("utf-8", broken).decode("utf-8")


def validator(schema: Any) -> Draft202012Validator:
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def schema(name: str) -> Draft202012Validator:
    return validator(json.loads((SCHEMAS / name).read_text("utf-8")))


FINDINGS = json.loads(read(OURS))
BY_SCHEMA = {
    "json": validator(FINDINGS), "sarif": schema("sarif-2.1.0.json"),
    "gitlab": schema("gitlab-code-quality.json"), "rdjson": schema("rdjson.json"),
}  # fmt: skip
JSON_LINE = validator({"$defs": FINDINGS["$defs"], "$ref": "#/$defs/finding"})
JUNIT = etree.XMLSchema(etree.parse(SCHEMAS / "junit-10.xsd"))


def assert_fits(by: Draft202012Validator, data: Any) -> None:
    assert [f"{error.json_path}: {error.message}" for error in by.iter_errors(data)] == []


def all_findings(made: CheckResults) -> int:
    return sum(len(file.findings) for file in made.files)


def visible(text: str) -> str:
    """What a reader of XML or a browser is to see of a text."""
    return "\n".join(map(printable, text.split("\n")))


def check_json(form: str, made: CheckResults) -> Any:
    data = json.loads(kept(form, made))
    assert_fits(BY_SCHEMA[form], data)
    return data


def check_lines(made: CheckResults) -> None:
    lines = kept("jsonl", made).split("\n")
    assert lines.pop() == ""
    assert len(lines) == all_findings(made)
    for line in lines:
        assert_fits(JSON_LINE, json.loads(line))


def check_sarif(made: CheckResults) -> None:
    (run,) = check_json("sarif", made)["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["invocations"][0]["executionSuccessful"] is not bool(made.problems)
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    assert len(run["results"]) == all_findings(made)
    for file in made.files:
        found = [r for r in run["results"] if uri(file.path) in json.dumps(r["locations"])]
        assert {each["partialFingerprints"]["hegao/v1"] for each in found} >= {*fingerprints(file)}
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        for place in (*result["locations"], *result.get("relatedLocations", ())):
            check_address(place["physicalLocation"]["artifactLocation"])


def check_address(location: dict[str, str]) -> None:
    """An absolute file: URI, or a relative reference and what it is relative to."""
    assert re.fullmatch(r"[A-Za-z0-9%/._~:\-]*", location["uri"])
    split = urlsplit(location["uri"])
    assert (split.scheme == "file") is ("uriBaseId" not in location)
    assert split.scheme in ("file", "")


def check_gitlab(made: CheckResults) -> None:
    issues = check_json("gitlab", made)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == all_findings(made)


def check_rdjson(made: CheckResults) -> None:
    diagnostics = check_json("rdjson", made)["diagnostics"]
    assert len(diagnostics) == all_findings(made)
    for each in diagnostics:
        for suggestion in each.get("suggestions", ()):
            lines = [
                [r["start"]["line"], r["end"]["line"]]
                for r in (suggestion["range"], each["location"]["range"])
            ]
            assert lines[0] == lines[1]


def check_junit(made: CheckResults) -> None:
    tree = etree.fromstring(kept("junit", made).encode())
    JUNIT.assertValid(tree)
    for suite in tree.iter("testsuite", "testsuites"):
        for kind, inside in (("tests", "testcase"), ("failures", "failure"), ("errors", "error")):
            assert int(suite.get(kind)) == len([*suite.iter(inside)])
    said = [f for file in made.files for f in file.findings if f.severity != "info"]
    assert [each.get("message") for each in tree.iter("failure")] == [
        visible(f.message) for f in said
    ]
    assert [each.get("message") for each in tree.iter("error")] == [*map(visible, made.problems)]


def check_checkstyle(made: CheckResults) -> None:
    tree = ElementTree.fromstring(kept("checkstyle", made))
    assert tree.tag == "checkstyle"
    assert tree.attrib.keys() == {"version"}
    assert [file.get("name") for file in tree] == [
        visible(slashed(file.path)) for file in made.files
    ]
    for file, element in zip(made.files, tree, strict=True):
        for found, error in zip(file.findings, element, strict=True):
            assert (element.tag, error.tag) == ("file", "error")
            assert error.attrib.keys() == {"line", "column", "severity", "message", "source"}
            assert error.get("severity") in ("error", "warning", "info")
            assert error.get("source") == f"hegao.{found.code}"
            place = file.index.position(found.span.start)
            assert (int(error.get("line", 0)), int(error.get("column", 0))) == place
            assert (error.get("message") or "").startswith(visible(found.message))


COMMAND = re.compile(r"::(error|warning|notice)(?: ([^\r\n]*?))?::([^\r\n]*)\Z", re.DOTALL)


def check_github(made: CheckResults) -> None:
    """As the runner reads: a line is a command; %-marks are taken back once the parts are apart."""
    lines = kept("github", made).split("\n")
    assert lines.pop() == ""
    assert len(lines) == all_findings(made) + len(made.problems)
    messages = []
    for line in lines:
        command = COMMAND.match(line)
        assert command is not None
        pairs = [pair.split("=", 1) for pair in command[2].split(",")]
        assert {name for name, _ in pairs} <= {"file", "line", "endLine", "col", "title"}
        messages.append(plain(command[3]))
    said = [*made.problems, *(f.message for file in made.files for f in file.findings)]
    for message, text in zip(messages, said, strict=True):
        assert message.startswith(text.encode("utf-8", "replace").decode())


def plain(text: str) -> str:
    for mark, meant in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(mark, meant)
    return text


CHECKS = {
    "json": lambda made: check_json("json", made), "jsonl": check_lines, "sarif": check_sarif,
    "gitlab": check_gitlab, "rdjson": check_rdjson, "junit": check_junit,
    "checkstyle": check_checkstyle, "github": check_github,
}  # fmt: skip


@pytest.mark.parametrize("form", CHECKS)
@pytest.mark.parametrize("made", CASES, ids=range(len(CASES)))
def test_reports_are_read_as_they_are_meant(form: str, made: CheckResults) -> None:
    CHECKS[form](made)


@pytest.mark.parametrize("form", CHECKS)
@settings(max_examples=25)
@given(made=any_results())
def test_any_report_is_well_formed(form: str, made: CheckResults) -> None:
    CHECKS[form](made)


@pytest.mark.parametrize("form", [*FORMATS])
def test_a_real_run(form: str) -> None:
    outcome = hegao("check", "flawed.notice", "--format", form, cwd=CLI_DATA)
    assert (outcome.code, outcome.err) == (1, "")
    assert "HG101" in outcome.out
    assert outcome.raw.endswith(b"\n")
    by = BY_SCHEMA.get(form)
    if by is not None:
        assert_fits(by, json.loads(outcome.out))


def test_the_schema_of_our_json_is_closed_and_described() -> None:
    for name, place in FINDINGS["$defs"].items():
        assert place["description"].endswith("。"), name
        assert place.get("type") != "object" or place["additionalProperties"] is False


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("稿 件/a#.notice", "%E7%A8%BF%20%E4%BB%B6/a%23.notice"),
        ("./a.notice", "a.notice"),
        (".\\甲\\a.notice", "%E7%94%B2/a.notice"),
        ("../a.notice", "../a.notice"),
        ("/绝对/a.notice", "file:///%E7%BB%9D%E5%AF%B9/a.notice"),
        ("C:\\稿件\\a b.notice", "file:///C:/%E7%A8%BF%E4%BB%B6/a%20b.notice"),
        ("\\\\server\\共享\\a.notice", "file://server/%E5%85%B1%E4%BA%AB/a.notice"),
        ("a:b.notice", "a%3Ab.notice"),
        ("a\udcff.notice", "a%FF.notice"),
    ],
)
def test_addresses(path: str, address: str) -> None:
    assert uri(path) == address


@given(path=texts)
def test_no_path_is_lost_in_an_address(path: str) -> None:
    name = path.replace("\\", "/").removeprefix("./")
    assert (
        unquote(uri(name), errors="surrogatepass").endswith(name.lstrip("/"))
        or max(name) >= "\udc80"
    )


@pytest.mark.parametrize(
    ("text", "column"),
    [("甲", 4), ("a", 2), ("𠮷", 5), ("é", 3), ("甲" * 3000, 9001), ("\ud800", 4)],
)
def test_columns_of_reviewdog_are_bytes(text: str, column: int) -> None:
    made = results(finding(len(text), len(text) + 1), text=f"{text}。\r{text}。")
    place = json.loads(written("rdjson", made))["diagnostics"][0]["location"]["range"]
    assert place["start"] == {"line": 1, "column": column}
    assert place["end"] == {"line": 1, "column": column + 3}


def suggestions(*edits: Edit, places: tuple[str, ...] = ()) -> int:
    fixed = finding(12, 14, fix=FindingFix("safe", "改", edits))
    made = CheckResults((FileResult("a", TEXT, (fixed,), places),))
    return len(json.loads(written("rdjson", made))["diagnostics"][0].get("suggestions", ()))


def test_reviewdog_gets_only_what_it_can_offer() -> None:
    near, far = Edit(Span(15, 16), "甲"), Edit(Span(1, 2), "乙")
    assert suggestions(near) == 1
    assert suggestions(far) == 0
    assert suggestions(near, far) == 0
    assert suggestions(near, places=("第1段",) * 5) == 0


def test_sarif_of_a_file_of_another_format() -> None:
    """Its lines are those of the text that was read; edits of them lead nowhere."""
    fixed = finding(12, 14, fix=FindingFix("safe", "改", (Edit(Span(12, 14), ""),)))
    made = CheckResults((FileResult("a.docx", TEXT, (fixed,), ("第1段", "第2段")),))
    (result,) = json.loads(written("sarif", made))["runs"][0]["results"]
    assert result["locations"][0]["logicalLocations"] == [{"name": "第2段"}]
    assert "fixes" not in result


def test_problems_of_a_run_are_told() -> None:
    made = CheckResults((), problems=("a.notice：没有找到",))
    (run,) = json.loads(written("sarif", made))["runs"]
    (told,) = run["invocations"][0]["toolExecutionNotifications"]
    assert told == {"level": "error", "message": {"text": "a.notice：没有找到"}}
    assert json.loads(written("json", made))["problems"] == ["a.notice：没有找到"]
    assert written("github", made) == "::error title=hegao::a.notice：没有找到\n"


@given(made=st.lists(any_results(), max_size=3).map(together))
def test_json_is_as_the_library_writes_it(made: CheckResults) -> None:
    for form in ("json", "sarif", "gitlab", "rdjson"):
        text = written(form, made)
        assert json.dumps(json.loads(text), ensure_ascii=False) + "\n" == text
    lines = [
        json.dumps(each, ensure_ascii=False)
        for each in json.loads(written("json", made))["findings"]
    ]
    assert "".join(f"{line}\n" for line in lines) == written("jsonl", made)


@pytest.mark.parametrize("form", [*FORMATS])
def test_no_piece_of_a_report_grows_with_the_files(form: str) -> None:
    """Else a report of many files would have to be held in memory."""
    file = FileResult("a.notice", TEXT * 40, tuple(finding(n, n + 2) for n in range(400)))
    few, many = (
        max(map(len, FORMATS[form].writer(CheckResults((file,) * count)))) for count in (3, 60)
    )
    assert many < 1.2 * few or many < MOST_BYTES


@pytest.mark.parametrize("form", [*FORMATS])
@pytest.mark.parametrize("piece", ["尽快，", "尽快\n"])
def test_reports_do_not_cost_time_squared(form: str, piece: str) -> None:
    def report(count: int) -> None:
        found = tuple(finding(n * len(piece), n * len(piece) + 2) for n in range(count))
        whole = found[0]._replace(related=tuple(each.span for each in found))
        written(form, results(whole, *found, text=piece * count))

    assert_grows(report, 500, 4000, times=2)


def test_only_the_wanted_format_is_loaded() -> None:
    program = (
        "import sys; from hegao.cli.main import run; run(['check', sys.argv[1], '--format', sys.argv[2]]);"
        "print(*(name.rpartition('.')[2] for name in sys.modules if '.report.' in name), file=sys.stderr)"
    )
    loaded = {}
    for form in ("json", "html"):
        command = [sys.executable, "-c", program, str(CLI_DATA / "flawed.notice"), form]
        ended = subprocess.run(
            command, capture_output=True, text=True, check=True, cwd=ROOT / ".links"
        )
        loaded[form] = {*ended.stderr.split()}
    assert loaded["json"] == {"result", "formats", "columns", "json_text", "json_report"}
    assert "html_page" in loaded["html"]
    assert not {"sarif", "junit", "markdown"} & loaded["html"]
