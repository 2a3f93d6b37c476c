"""The pure function: a notice and the texts it is held against to plain data."""

from __future__ import annotations

import json
import pickle
from collections.abc import Mapping
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from terminal import hegao

from hegao.linter.notice_check import NamedText, OfficeSettings, check_notice
from hegao.linter.records import NoticeRecord
from material import ROOT, read

EXAMPLES = ROOT / "examples"
DRAFTS = sorted(path.name for path in (EXAMPLES / "drafts").glob("*.notice"))
SHARED = (
    "code", "name", "severity", "line", "column", "end_line", "end_column", "message", "hint",
    "source", "file",
)  # fmt: skip
HEAD = "发文字号：示政办发〔2026〕1号\n标题：关于做好防汛工作的通知\n主送：各镇人民政府\n"
TEXT = f"{HEAD}\n一、清理河道。尽快完成全部河道的清理。（责任单位：县水利局）\n"


class Texts(NamedTuple):
    """A shelf of texts by the name that the notice gives."""

    texts: Mapping[str, str]

    def take(self, field: str, name: str, beside: str) -> NamedText:
        assert field
        assert beside
        if name not in self.texts:
            return NamedText(name, "", "没有找到")
        return NamedText(name, self.texts[name])


def examples() -> Texts:
    paths = (path for path in EXAMPLES.rglob("*") if path.suffix in (".notice", ".csv"))
    rules = EXAMPLES.rglob("*.noticerules")
    named = {path.relative_to(EXAMPLES).as_posix(): read(path) for path in (*paths, *rules)}
    return Texts(named)


def checked(text: str, toml: str = "", path: str = "", **texts: str) -> NoticeRecord:
    shelf = Texts({f"{name}.noticerules": text for name, text in texts.items()})
    office = OfficeSettings(NamedText("hegao.toml", toml), path)
    return check_notice(NamedText("通知.notice", text), shelf, office)


def codes(record: NoticeRecord) -> set[str]:
    return {each.code for each in record.findings}


@pytest.mark.parametrize("name", DRAFTS)
def test_says_what_the_command_says(name: str) -> None:
    toml = NamedText("examples/hegao.toml", read(EXAMPLES / "hegao.toml"))
    file = f"examples/drafts/{name}"
    record = check_notice(
        NamedText(file, read(ROOT / file)), examples(), OfficeSettings(toml, f"drafts/{name}")
    )
    lines = hegao("check", file, "--format", "jsonl", "--no-cache", cwd=ROOT).out.splitlines()
    told: list[dict[str, Any]] = [json.loads(line) for line in lines]
    assert [{key: getattr(each, key) for key in SHARED} for each in record.findings] == [
        {key: each[key] for key in SHARED} for each in told
    ]
    assert [each.fix for each in record.findings] == [
        each["fix"]["tier"] if each["fix"] else "" for each in told
    ]
    assert not record.problems


def test_figures() -> None:
    record = checked(TEXT)
    assert record.title == "关于做好防汛工作的通知"
    assert (record.tasks, record.units, record.deadlines) == (1, 1, 1)
    assert record.errors + record.warnings + record.infos == len(record.findings)
    vague = next(each for each in record.findings if each.quote == "尽快")
    assert (vague.line, vague.column, vague.task) == (5, 8, "一、")
    assert {each.task for each in record.findings if each.line < 5} <= {""}


@pytest.mark.parametrize(
    ("toml", "path"),
    [
        ('ignore = ["HG3"]', "通知.notice"),
        ('select = ["HG1"]', "通知.notice"),
        ('[paths."附件/**"]\nignore = ["HG3"]', "附件/通知.notice"),
    ],
)
def test_settings_hold(toml: str, path: str) -> None:
    assert any(code.startswith("HG3") for code in codes(checked(TEXT)))
    assert not any(code.startswith("HG3") for code in codes(checked(TEXT, toml, path)))


@pytest.mark.parametrize(
    ("toml", "header", "problem"),
    [
        ("stage = 3", "", "hegao.toml:1 stage 要写 起草、核稿、签发"),
        ('rules = ["没有.noticerules"]', "", "没有.noticerules：没有找到"),
        ('units = "没有.csv"', "", "没有.csv：没有找到"),
        ("", "规则文件：坏的.noticerules\n", "坏的.noticerules:1:4"),
    ],
)
def test_what_is_wrong_is_told_and_the_rest_is_checked(
    toml: str, header: str, problem: str
) -> None:
    record = checked(header + TEXT, toml, 坏的="规则 这不是规则\n")
    assert record.problems[0].startswith(problem)
    assert codes(checked(TEXT)) <= codes(record)


@given(st.text("一二、（）：。\n责任单位县局附件年月日前尽快0123456789", max_size=200))
def test_any_text_gives_plain_data(text: str) -> None:
    record = checked(text)
    assert pickle.loads(pickle.dumps(record)) == record  # noqa: S301
    assert record == checked(text)
    for each in record.findings:
        assert all(isinstance(value, str | int) for value in each)
