"""Report formats: places, carets, escapes and the shapes that programs rely on."""

from __future__ import annotations

import json
from typing import Any

import pytest
from reports import TEXT, finding, results, written
from terminal import DATA, hegao

from hegao.grammar.source import LineIndex, Span
from hegao.linter.finding import Edit, Finding, FindingFix
from hegao.linter.report.columns import SUBSTITUTE, clip, printable, width
from hegao.linter.report.excerpt import excerpt
from hegao.linter.report.result import CheckResults, FileResult
from hegao.linter.report.text import MOST_FINDINGS, summary


def marked(text: str, mark: str) -> tuple[str, str]:
    start = text.index(mark)
    shown = excerpt(FileResult("a", text, ()), Span(start, start + len(mark)))
    return shown.source, shown.carets


@pytest.mark.parametrize("mark", ["标", "检查的", "尽快", "(2022)", "a,b", "。", "检查。"])
def test_carets_stand_under_the_characters(mark: str) -> None:
    source, carets = marked(TEXT, mark)
    indent = carets[: len(carets) - len(carets.lstrip())]
    before = source[: source.index(mark)]
    assert width(indent.replace("\t", "")) == width(before.replace("\t", ""))
    assert indent.count("\t") == before.count("\t")
    assert carets.strip() == "^" * width(mark)


def test_carets_of_long_lines_are_clipped_around_the_mark() -> None:
    text = "检查" * 5000 + "（尽快）" + "检查" * 5000
    source, carets = marked(text, "尽快")
    assert source.startswith("…")
    assert source.endswith("…")
    assert width(source) <= 82
    assert source[carets.index("^") // 2 :].startswith(("尽快", "（尽快"))
    assert width(source[: source.index("尽快")]) == carets.index("^")


def test_a_long_mark_ends_with_the_window() -> None:
    source, carets = marked("检查" * 100, "检查" * 100)
    assert carets == "^" * (width(source) - 1)


def test_marks_over_line_ends_say_so() -> None:
    shown = excerpt(FileResult("a", TEXT, ()), Span(3, len(TEXT)))
    assert shown.carets.endswith("^ 到第3行")
    assert "\r" not in shown.source


def test_places_that_have_no_character() -> None:
    for start in (0, TEXT.index("\r"), TEXT.index("1."), len(TEXT)):
        assert excerpt(FileResult("a", TEXT, ()), Span(start, start)).carets.endswith("^")
    assert excerpt(FileResult("a", "", ()), Span(0, 0)).carets == "^"


def test_control_characters_cannot_steer_the_terminal() -> None:
    text = "甲\x1b[31m乙\u202e丙\u2028丁\x0b戊\ud800己"
    assert printable(text) == f"甲␛[31m乙{SUBSTITUTE}丙{SUBSTITUTE}丁␋戊{SUBSTITUTE}己"
    assert width(printable(text)) == 6 * 2 + 9
    assert clip("检查" * 10, 9) == "检查检查…"


def test_related_places_and_marks_of_fixes() -> None:
    fix = FindingFix("safe", "改为", (Edit(Span(0, 1), "甲"),))
    out = written("text", results(finding(0, 2, fix=fix, related=(Span(14, 15), Span(28, 29)))))
    assert "= 建议：改法（可自动修正）" in out
    assert "= 另见：2:3、2:17" in out


def test_summary_counts() -> None:
    safe = FindingFix("safe", "改", ())
    look = FindingFix("confirm", "改", ())
    many = results(finding(0, 1, fix=safe), finding(0, 1, "warning", look), finding(0, 1, "info"))
    assert summary(many) == (
        "1个文件，1个错误，1个警告，1个提醒；其中1处可自动修正（--fix）；另有1处可修正但要确认（--unsafe-fixes）"
    )
    assert summary(results()) == "1个文件，没有发现问题"
    assert summary(CheckResults(results().files, fixed=3)) == "1个文件，已修正3处，没有发现问题"


def test_too_many_findings_are_counted_not_listed() -> None:
    many = results(*[finding(0, 1)] * (MOST_FINDINGS + 7))
    for out in (written("text", many), written("concise", many)):
        assert out.count("HG999") == MOST_FINDINGS
        assert "另有7处没有列出" in out
    assert len(json.loads(written("json", many))["findings"]) == MOST_FINDINGS + 7


def test_json_has_the_shape_of_the_contract() -> None:
    fix = FindingFix("confirm", "改为“甲”", (Edit(Span(12, 14), "甲"),))
    made = json.loads(written("json", results(finding(12, 14, "info", fix, (Span(0, 1),)))))
    assert made == {
        "findings": [
            {
                "code": "HG999", "name": "名称", "severity": "info", "message": "说明", "hint": "改法",
                "source": "依据", "file": "稿 件/a.notice",
                "line": 2, "column": 1, "end_line": 2, "end_column": 3,
                "fix": {
                    "tier": "confirm", "title": "改为“甲”",
                    "edits": [{"start": 12, "end": 14, "text": "甲"}],
                },
                "related": [
                    {"file": "稿 件/a.notice", "line": 1, "column": 1, "message": "同一问题也在这里"}
                ],
            }
        ],
        "summary": {"files": 1, "error": 0, "warning": 0, "info": 1},
    }  # fmt: skip


def test_github_commands_are_escaped() -> None:
    odd = Finding("HG1", "甲,乙:丙", "warning", "100%\r\n坏", "改", "据", Span(12, 14))
    out = written("github", results(odd, path="a,b:c%.notice"))
    assert out == (
        "::warning file=a%2Cb%3Ac%25.notice,line=2,endLine=2,col=1,title=HG1 甲%2C乙%3A丙"
        "::100%25%0D%0A坏%0A建议：改%0A依据：据\n"
    )
    assert written("github", results()) == ""


def check_region(region: dict[str, int], text: str) -> str:
    assert region["startLine"] >= 1
    assert region["startColumn"] >= 1
    assert (region["endLine"], region["endColumn"]) >= (region["startLine"], region["startColumn"])
    start = region["charOffset"]
    place = LineIndex(text).offset(region["startLine"], region["startColumn"])
    assert place == start
    return text[start : start + region["charLength"]]


def check_regions(log: dict[str, Any], text: str) -> None:
    """That regions are within the text, told alike by lines and by offsets."""
    (run,) = log["runs"]
    for result in run["results"]:
        for place in (*result["locations"], *result.get("relatedLocations", ())):
            check_region(place["physicalLocation"]["region"], text)
        for fix in result.get("fixes", ()):
            for change in fix["artifactChanges"]:
                for replacement in change["replacements"]:
                    check_region(replacement["deletedRegion"], text)


def test_sarif_of_a_real_run() -> None:
    text = (DATA / "flawed.notice").read_text("utf-8")
    log = json.loads(hegao("check", "flawed.notice", "--format", "sarif", cwd=DATA).out)
    check_regions(log, text)
    first = log["runs"][0]["results"][0]
    region = first["locations"][0]["physicalLocation"]["region"]
    assert first["ruleId"] == "HG101"
    assert check_region(region, text) == "示政办发[2026]05号"
    assert first["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"] == {
        "text": "示政办发〔2026〕5号"
    }


def test_sarif_of_odd_paths_and_unknown_rules() -> None:
    for path in ("稿 件/a#.notice", "/绝对/a.notice", "a\udcff.notice"):
        related = (Span(14, 15),)
        log = json.loads(
            written("sarif", results(finding(0, 2, "info", related=related), path=path))
        )
        check_regions(log, TEXT)
        assert log["runs"][0]["results"][0]["level"] == "note"
        assert log["runs"][0]["results"][0]["relatedLocations"][0]["id"] == 1


def test_programs_get_a_report_of_nothing() -> None:
    assert json.loads(hegao("check", "no.notice", "--format", "json").out)["summary"]["files"] == 0
    assert (
        json.loads(hegao("check", "no.notice", "--format", "sarif").out)["runs"][0]["results"] == []
    )
    assert hegao("check", "no.notice").out == ""
