"""`hegao coverage` as a user sees it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from terminal import hegao

from hegao.dsl.align.wording import wording
from hegao.dsl.coverage.coverage import TOLD, pieces
from hegao.dsl.upstream.difference import ASPECTS
from material import DATA, read, shared

CARE = DATA / "upstream" / "elderly-care"
UPSTREAM = """发文机关：示例省人民政府办公厅
成文日期：2026年1月5日
标题：示例省人民政府办公厅关于印发2026年养老服务工作要点的通知
1. 2026年6月底前公布养老服务清单和补贴标准。（责任单位：省民政厅）
2. 每季度检查食品安全并通报结果。（责任单位：省市场监管局）
3. 修好通往每个自然村的公路桥梁。
4. 加强职业技能培训，扩大就业规模，促进高校毕业生就业。
5. 各设区的市建成养老服务示范区。
须落实：各设区的市
6. 办好老年大学分校。
"""
DRAFT = """发文机关：样本县人民政府办公室
成文日期：2026年3月5日
上级文件：省要点＝《2026年养老服务工作要点》（省.notice）
不适用：省要点 第3项；理由：本县自然村都已通路
转交：省要点 第6项；转给：县教育局
1. 2026年9月底前公布养老服务清单和补贴标准。（责任单位：县民政局）
2. 每季度检查食品安全并通报结果。（责任单位：县市场监管局）
落实：省要点 第2项〔000000〕
3. 帮助高校毕业生就业，多渠道办好各类线上线下招聘活动。
4. 建一个村史馆。
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "省.notice").write_text(UPSTREAM, "utf-8")
    (tmp_path / "draft.notice").write_text(DRAFT, "utf-8")
    return tmp_path


def data_of(*arguments: str | Path, cwd: Path) -> dict[str, Any]:
    outcome = hegao("coverage", *arguments, "--format", "json", cwd=cwd)
    assert outcome.err == ""
    assert outcome.code == 0
    return json.loads(outcome.out)


def test_each_item_has_its_state(folder: Path) -> None:
    data = data_of("draft.notice", cwd=folder)
    states = {item["ref"]: (item["state"], item["tasks"]) for item in data["upstream"]}
    assert states == {
        "省要点 第1项": ("weakened", ["1"]),
        "省要点 第2项": ("suspect", ["2"]),
        "省要点 第3项": ("not_applicable", []),
        "省要点 第4项": ("suggested", ["3"]),
        "省要点 第5项": ("not_applicable", []),
        "省要点 第6项": ("passed_on", []),
    }
    first = data["upstream"][0]
    assert first["differences"] == [
        {
            "what": "deadline",
            "direction": "weaker",
            "message": "时限“2026年9月底前”晚于“2026年6月底前”",
            "upstream": "2026年6月底前",
            "draft": "2026年9月底前",
            "task": "1",
        }
    ]
    assert data["upstream"][2]["reason"] == "本县自然村都已通路"
    assert data["summary"]["missing"] == 0
    assert [task["number"] for task in data["tasks"] if not task["refs"]] == ["3.", "4."]


def test_accepted_links_are_stated(folder: Path) -> None:
    before = (folder / "draft.notice").read_text("utf-8")
    outcome = hegao("coverage", "draft.notice", "--accept", cwd=folder)
    assert outcome.code == 0
    assert "写入了3处" in outcome.out
    after = (folder / "draft.notice").read_text("utf-8")
    assert set(before.splitlines()) - set(after.splitlines()) == {"落实：省要点 第2项〔000000〕"}
    data = data_of("draft.notice", cwd=folder)
    assert {item["state"] for item in data["upstream"]} == {
        "weakened", "covered", "not_applicable", "passed_on",
    }  # fmt: skip
    assert all(item["linked"] for item in data["upstream"] if item["tasks"])
    assert "没有要写的联系" in hegao("coverage", "draft.notice", "--accept", cwd=folder).out
    assert hegao("format", "draft.notice", cwd=folder).code == 0
    assert data_of("draft.notice", cwd=folder)["summary"] == data["summary"]
    ledger = json.loads(hegao("tasks", "draft.notice", "--format", "json", cwd=folder).out)
    assert ledger["tasks"][0]["links"] == [{"upstream": "省要点", "item": "第1项"}]


def test_accepting_names_an_upstream_given_from_outside(folder: Path) -> None:
    lines = [line for line in DRAFT.splitlines(keepends=True) if "省要点" not in line]
    (folder / "bare.notice").write_text("".join(lines), "utf-8")
    arguments = ("coverage", "bare.notice", "--upstream", "省.notice", "--accept")
    assert hegao(*arguments, cwd=folder).code == 0
    text = (folder / "bare.notice").read_text("utf-8")
    assert "上级文件：省要点＝《" in text
    assert "（省.notice）" in text
    data = data_of("bare.notice", cwd=folder)
    assert [item["linked"] for item in data["upstream"]][:2] == [True, True]


def test_finished_texts_on_both_sides(folder: Path) -> None:
    upstream, draft = shared("seeds/002*.txt")[0], shared("seeds/004*.txt")[0]
    data = data_of(draft, "--upstream", upstream, cwd=folder)
    carried = {number for item in data["upstream"] for number in item["tasks"]}
    rows = json.loads(read(shared("seeds/gold/align-004-002.json")[0]))["rows"]
    assert {row for row, same in rows.items() if same} <= carried
    assert carried.isdisjoint(row for row, same in rows.items() if not same)
    told = " ".join(each["message"] for item in data["upstream"] for each in item["differences"])
    assert "2022年9月底前" in told
    assert "严格规范房地产开发和中介市场秩序" in told


@pytest.mark.parametrize("form", ["html", "xlsx", "json", "txt"])
def test_written_to_a_file(folder: Path, form: str) -> None:
    assert hegao("coverage", "draft.notice", "-o", f"对照.{form}", cwd=folder).code == 0
    assert (folder / f"对照.{form}").stat().st_size > 300


def test_table_for_reading(folder: Path) -> None:
    out = hegao("coverage", "draft.notice", cwd=folder).out
    assert "有减弱" in out
    assert "本县自然村都已通路" in out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["no.notice"], "没有找到"),
        (["bare.notice"], "没有上级文件可对照"),
        (["bare.notice", "--upstream", "没有.notice"], "没有找到"),
        (["draft.notice", "--format", "xlsx"], "-o"),
        (["draft.notice", "--format", "docx"], "docx"),
        (["draft.txt", "--upstream", "省.notice", "--accept"], "hegao import"),
    ],
)
def test_what_cannot_be_done_is_said(folder: Path, arguments: list[str], told: str) -> None:
    (folder / "bare.notice").write_text("1. 公开养老服务清单。\n", "utf-8")
    (folder / "draft.txt").write_text("1. 公开养老服务清单。\n", "utf-8")
    outcome = hegao("coverage", *arguments, cwd=folder)
    assert outcome.code == 2
    assert told in outcome.err


def test_an_upstream_that_cannot_be_read_does_not_stop_the_others(folder: Path) -> None:
    outcome = hegao(
        "coverage", "draft.notice", "--upstream", "没有.notice", "--format", "json", cwd=folder
    )
    assert outcome.code == 2
    assert "没有.notice" in outcome.err
    data = json.loads(outcome.out)
    assert len(data["upstream"]) == 6
    assert [bool(each["problem"]) for each in data["upstreams"]] == [True, False]


def test_from_the_standard_input(folder: Path) -> None:
    outcome = hegao(
        "coverage", "-", "--upstream", "省.notice", "--format", "json",
        stdin="1. 公布养老服务清单和补贴标准。\n".encode(), cwd=folder,
    )  # fmt: skip
    assert outcome.code == 0
    assert json.loads(outcome.out)["upstream"][0]["state"] == "weakened"


def test_a_faithful_draft_is_covered(tmp_path: Path) -> None:
    shutil.copytree(CARE, tmp_path / "care")
    data = data_of("draft.notice", cwd=tmp_path / "care")
    assert {item["state"] for item in data["upstream"]} == {"covered", "not_applicable"}


def test_every_case_is_told() -> None:
    assert TOLD.keys() == ASPECTS.keys()


def test_pieces_give_both_sentences_back() -> None:
    one, other = (
        wording("2026年6月底前公布清单，并公开标准。"),
        wording("2026年9月底前公布目录并公开。"),
    )
    made = list(pieces(one, other))
    assert "".join(text for change, text in made if change != "gone") == other.text
