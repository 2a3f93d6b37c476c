"""The units list: its names, days, groups and faults; whom a notice reaches; who has what."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from cpu import assert_grows
from terminal import check_golden, hegao

from hegao.dsl.build import build_notice
from hegao.dsl.recipients import distribution, receives, recipients
from hegao.dsl.registry import Registry, RegistryError, merge, read_registry
from hegao.dsl.unit_ledger import classes_of, find_unit, unit_ledger
from hegao.dsl.validity import Validity, read_validity
from material import DATA, ROOT, read

CLI = DATA / "cli"
LIST = (CLI / "units.csv").read_text("utf-8")
REGISTRY = read_registry(LIST)
NOTHING = Registry({})


def rows(section: str) -> list[list[str]]:
    found: list[list[str]] = []
    current = ""
    for line in read(DATA / "recipients.tsv").splitlines():
        if line.startswith("#"):
            current = line.strip("# ").partition(":")[0]
        elif line and current == section:
            found.append(line.split("\t"))
    return found


def problems(text: str) -> list[str]:
    return [f"{line} {message}" for line, message in read_registry(text).problems]


@pytest.mark.parametrize(
    ("text", "begins", "ends"),
    [
        ("2019年3月—2024年10月", date(2019, 3, 1), date(2024, 10, 31)),
        ("2019年3月—", date(2019, 3, 1), None),
        ("—2024年2月", None, date(2024, 2, 29)),
        ("2019年3月起", date(2019, 3, 1), None),
        ("自2019年3月5日起", date(2019, 3, 5), None),
        ("2024年10月止", None, date(2024, 10, 31)),
        ("至2024年", None, date(2024, 12, 31)),
        ("2019年3月至今", date(2019, 3, 1), None),
        ("2019年3月至2024年10月止", date(2019, 3, 1), date(2024, 10, 31)),
        ("2019.3.5-2024.10.1", date(2019, 3, 5), date(2024, 10, 1)),
        ("2019-03-05—2024-10-01", date(2019, 3, 5), date(2024, 10, 1)),
        (" 2019 年 3 月 — ", date(2019, 3, 1), None),
        ("", None, None),
    ],
)
def test_validity(text: str, begins: date | None, ends: date | None) -> None:
    assert read_validity(text) == Validity(begins, ends)


@pytest.mark.parametrize(
    "text",
    [
        "2019年3月",
        "长期",
        "2019年13月—",
        "2月30日止",
        "2024年—2019年",
        "—",
        "起",
        "2019年2月30日起",
    ],
)
def test_unreadable_validity(text: str) -> None:
    assert read_validity(text) is None


def test_every_name_finds_its_unit() -> None:
    for name in ("示例县卫生健康局", "县卫健局", "县卫生和计划生育局"):
        assert REGISTRY.full_name(name) == "示例县卫生健康局"
        assert REGISTRY.knows(name)
    assert REGISTRY.full_name("县文旅局") == "县文旅局"
    assert REGISTRY.find("县文旅局") is None
    assert REGISTRY.nearest("县卫健委局") == "县卫健局"


@pytest.mark.parametrize(
    ("name", "on", "told"),
    [
        ("县卫健局", date(2026, 1, 1), "现行"),
        ("县卫健局", date(2018, 1, 1), "尚未成立（2019年3月1日起）"),
        ("县卫生和计划生育局", date(2018, 1, 1), "现行"),
        ("县卫生和计划生育局", date(2026, 1, 1), "曾用名（2019年1月31日止），现为示例县卫生健康局"),
        ("县卫生和计划生育局", None, "曾用名（2019年1月31日止），现为示例县卫生健康局"),
        ("县水务局", date(2018, 1, 1), "曾用名，现为示例县水利局"),
        ("县农业局", date(2018, 1, 1), "现行"),
        ("县农业局", date(2026, 1, 1), "曾用名（2019年2月28日止），现为示例县农业农村局"),
        ("县工商行政管理局", date(2018, 1, 1), "现行"),
        ("县工商行政管理局", date(2019, 2, 28), "现行"),
        (
            "县工商行政管理局",
            date(2019, 3, 1),
            "已撤销（2019年2月28日止），现为示例县市场监督管理局",
        ),
        ("县工商行政管理局", None, "已撤销（2019年2月28日止），现为示例县市场监督管理局"),
        ("县粮食局", date(2026, 1, 1), "已撤销（2024年10月31日止）"),
        ("县直各有关部门（单位）", None, "现行"),
        ("县文旅局", None, "名录中没有"),
    ],
)
def test_status_on_a_day(name: str, on: date | None, told: str) -> None:
    assert REGISTRY.current(name, on).told() == told


def test_a_unit_that_was_divided_has_two_successors() -> None:
    registry = read_registry("全称,曾用名\n甲局,县国土建设局\n乙局,县国土建设局\n")
    assert registry.problems == ()
    assert registry.current("县国土建设局", None).now == ("甲局", "乙局")


def test_groups() -> None:
    def members(name: str) -> list[str]:
        return [each.names[-1] for each in REGISTRY.members(name)]

    assert members("各镇街") == ["样东镇人民政府", "样南街道办事处"]
    assert members("各镇（街道）") == members("各镇街")
    assert "县水利局" in members("县直各有关部门（单位）")
    assert "县供电公司" not in members("县政府各部门")
    assert members("县水利局") == members("各园区") == []
    by_superior = read_registry("全称,类别,上级\n县直各单位,统称,\n县志办,,县直各单位\n")
    assert [each.name for each in by_superior.members("县直各单位")] == ["县志办"]
    assert by_superior.problems == ()


def test_covers() -> None:
    assert REGISTRY.covers(("县政府各部门",), "县卫健局")
    assert REGISTRY.covers(("示例县水利局",), "县水利局")
    assert not REGISTRY.covers(("各镇街", "县水利局"), "县卫健局")
    assert not NOTHING.covers(("各镇街",), "样东镇")


def test_plain_names() -> None:
    registry = Registry.of_names(["县民政局", "县财政局"])
    assert registry == Registry({"县民政局": "县民政局", "县财政局": "县财政局"})
    assert registry.current("县民政局", None).state == "现行"
    assert registry.current("县民证局", None).state == "名录中没有"
    assert registry.find("县民政局") is not None
    assert NOTHING.knows("县民政局")
    assert NOTHING.current("县民政局", None).state == "现行"


def test_merged_lists() -> None:
    other = read_registry("全称,简称\n示例县水利局,水利局\n示例县文旅局,县文旅局\n")
    both = merge([REGISTRY, other])
    assert both.full_name("县文旅局") == "示例县文旅局"
    assert not both.knows("水利局")
    assert both.members("各镇街") == REGISTRY.members("各镇街")
    assert merge([Registry.of_names(["甲局"]), NOTHING]).knows("甲局")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("全称\n甲局\n\n甲局\n", "4 “甲局”在第2行已经列过，这一行没有用；请合成一行"),
        ("全称,简称\n,甲\n", "2 没有写全称，这一行没有用；请补上全称"),
        (
            "全称,简称\n甲局,局\n乙局,局\n",
            "3 “局”同时是“甲局”（第2行）和“乙局”的名称；请只留一家，或者写清有效期",
        ),
        (
            "全称,有效期\n甲局,2019.13—\n",
            "2 看不懂有效期“2019.13—”，当作一直有效；请写成“2019年3月—2024年10月”“2019年3月起”或“2024年10月止”",
        ),
        (
            "全称,曾用名\n甲局,乙局（2019年13月止）\n",
            "2 看不懂曾用名“乙局（2019年13月止）”的日期；请写成“乙局（至2019年1月）”",
        ),
        (
            "全称,上级\n甲局,丙\n乙局,丙\n",
            "2 上级“丙”不在名录里（共2行）；请补上这一家，或者把上级空着",
        ),
        ('全称\n甲局\n"乙\n局\n', "3 全称里有换行，这一行没有用；请检查英文引号是否成对"),
    ],
)  # fmt: skip
def test_faulty_rows_are_told_and_the_others_hold(text: str, told: str) -> None:
    assert problems(text) == [told]
    assert read_registry(text).knows("甲局") or "甲局" not in text


@pytest.mark.parametrize(
    "text",
    [
        "全称,简称,有效期\n甲局,局,—2019年2月\n乙局,局,2019年3月—\n",
        "全称,曾用名,有效期\n甲局,乙局（至2019年2月）,\n乙局,,2019年3月—\n",
        "全称,曾用名,有效期\n甲局,乙局,\n乙局,,—2019年2月\n",
        "全称,简称\n甲局,甲局、局\n",
    ],
)
def test_names_that_pass_on(text: str) -> None:
    assert problems(text) == []


@pytest.mark.parametrize(
    "text", ["", "\n\n", "名称\n甲局\n", "甲局\n乙局\n", "全称\t简称\n甲局\t局\n"]
)
def test_a_list_without_its_first_column(text: str) -> None:
    with pytest.raises(RegistryError, match="第一行要有“全称”这一列"):
        read_registry(text)


def test_forms_of_the_file() -> None:
    text = "备注,简称,全称\r\n有,县民政局；民政局,示例县民政局\r\n"
    for each in (text, "\ufeff" + text, text.replace(",", "，"), "\r\n" + text):
        registry = read_registry(each)
        assert registry.full_name("民政局") == "示例县民政局", each
        assert registry.problems == ()
    quoted = read_registry('全称,简称\n示例县民政局,"县民政局\n民政局"\n示例县文旅局,县文旅局\n')
    assert quoted.full_name("民政局") == "示例县民政局"
    assert quoted.full_name("县文旅局") == "示例县文旅局"


def test_brackets_that_are_part_of_a_name() -> None:
    registry = read_registry("全称,曾用名\n县档案馆,县档案局（馆）、县志办（甲、乙）（至2018年）\n")
    assert [each.name for each in registry.entries().__next__().former] == [
        "县档案局（馆）",
        "县志办（甲、乙）",
    ]


def test_the_time_of_a_list_grows_with_it() -> None:
    head, *lines = LIST.splitlines()

    def listed(rows: int) -> None:
        body = "".join(
            f"示例县第{n}局,县{n}局、{n}局,县旧{n}局（至2019年1月）,县直部门,示例县人民政府,2019年3月—\n"
            for n in range(rows)
        )
        assert read_registry("\n".join([head, *lines, body])).problems == ()

    assert_grows(listed, 250, 2_000)


@pytest.mark.parametrize(("text", "names"), rows("split"))
def test_recipients(text: str, names: str) -> None:
    assert recipients(text) == tuple(names.split("|"))


@pytest.mark.parametrize(("text", "unit", "wanted"), rows("reach"))
def test_receives_by_the_words(text: str, unit: str, wanted: str) -> None:
    assert receives(unit, recipients(text), NOTHING) is (wanted == "yes")


def test_receives_by_the_list() -> None:
    sent = ("县直各部门（单位）", "各镇街")
    assert receives("县志办", sent, REGISTRY)
    assert receives("样南街道", sent, REGISTRY)
    assert receives("县烟草局", sent, REGISTRY)
    assert not receives("县税务局", sent, REGISTRY)
    assert not receives("县供电公司", sent, REGISTRY)
    assert receives("县文旅局", sent, REGISTRY)
    assert not receives("县志办", (), REGISTRY)


def test_the_issuer_has_its_own_notice() -> None:
    sent = distribution(
        build_notice("主送：各镇人民政府\n署名：示例县人民政府办公室\n抄送：县法院。\n")
    )
    assert sent.addressed == ("各镇人民政府",)
    assert sent.reach("县政府办公室", NOTHING) == "issuer"
    assert sent.reach("县法院", NOTHING) == "copied"
    assert sent.reach("县教育局", NOTHING) == "neither"
    nobody = distribution(build_notice("标题：关于检查的通知\n"))
    assert nobody.reach("县教育局", NOTHING) == "unknown"


def test_reaching_is_cheap() -> None:
    sent = recipients("各乡镇人民政府、街道办事处，县经济开发区管委会，县直各有关部门（单位）")
    assert_grows(
        lambda count: [receives(f"县第{n}局", sent, REGISTRY) for n in range(count)], 1_250, 10_000
    )


def test_unit_ledger() -> None:
    document = build_notice(read(CLI / "units.notice"))
    units = unit_ledger(document, REGISTRY)
    health = find_unit(units, "卫生健康局", REGISTRY)
    assert health is not None
    assert (health.name, len(health.shares), health.led, health.supported) == (
        "示例县卫生健康局",
        3,
        1,
        1,
    )
    assert [each.name for each in classes_of(units, health.name, REGISTRY)] == ["县直各部门"]
    assert find_unit(units, "局", REGISTRY) is None
    tasks = [share.task for unit in units for share in unit.shares]
    assert {id(task) for task in tasks} == {id(task) for task in document.tasks if task.units}
    assert [len(unit.shares) for unit in units] == sorted(
        (len(u.shares) for u in units), reverse=True
    )


def test_without_a_list() -> None:
    units = unit_ledger(
        build_notice("1. 检查。（责任单位：县水利局、样东镇人民政府，各镇(街道)、各镇（街道））\n"),
        NOTHING,
    )
    assert [unit.name for unit in units] == ["县水利局", "样东镇人民政府", "各镇（街道）"]
    assert all(unit.doubt is None and unit.reach == "unknown" for unit in units)


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_units_of_a_notice(form: str) -> None:
    outcome = hegao("units", "units.notice", "--format", form, cwd=CLI)
    assert (outcome.code, outcome.err) == (0, "")
    check_golden(f"units.{form}.txt", outcome.out)


@pytest.mark.parametrize("form", ["table", "csv"])
def test_one_unit(form: str) -> None:
    outcome = hegao("units", "units.notice", "--unit", "县卫健局", "--format", form, cwd=CLI)
    assert (outcome.code, outcome.err) == (0, "")
    check_golden(f"units.one.{form}.txt", outcome.out)


def test_help_is_chinese() -> None:
    outcome = hegao("units", "--help")
    assert outcome.code == 0
    assert outcome.out.startswith("用法：hegao units [选项] 文件…\n")
    assert "显示这段说明" in outcome.out


def test_a_unit_without_tasks() -> None:
    outcome = hegao("units", "units.notice", "--unit", "县水力局", cwd=CLI)
    assert outcome.code == 0
    assert "没有点名给“县水力局”的任务，是不是“县水利局”？" in outcome.err


def test_several_files_and_what_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "名录.csv").write_bytes("全称,上级\n县水利局,县\n".encode("gb18030"))
    (tmp_path / "a.notice").write_text(
        "机构名录：名录.csv\n1. 检查。（责任单位：县水利局）\n", "utf-8"
    )
    (tmp_path / "b.txt").write_text("1. 检查。（责任单位：县民政局）\n", "utf-8")
    outcome = hegao("units", "a.notice", "none.txt", "b.txt", cwd=tmp_path)
    assert outcome.code == 2
    assert "县水利局" in outcome.out
    assert "县民政局" in outcome.out
    assert "错误：none.txt：没有找到" in outcome.err
    assert outcome.err.count("名录.csv:2 上级“县”不在名录里") == 1
    assert hegao("units", "-", "--format", "json", stdin=b"1. a").code == 0
    assert hegao("units").code == 2
    assert hegao("units", "b.txt", "--format", "xml", cwd=tmp_path).code == 2


def test_units_of_a_folder_as_json(tmp_path: Path) -> None:
    (tmp_path / "a.notice").write_text("1. 检查。（责任单位：=县水利局）\n", "utf-8")
    made = json.loads(hegao("units", tmp_path, "--format", "json").out)
    assert [Path(notice["file"]).name for notice in made["notices"]] == ["a.notice"]
    assert "'=县水利局" in hegao("units", tmp_path, "--format", "csv").out


def test_the_lists_we_give_are_in_order() -> None:
    page = read(ROOT / "docs" / "units.md")
    (block,) = re.findall(r"```csv\n(.*?)```", page, re.DOTALL)
    listed = read(ROOT / "examples" / "机构" / "示例县.csv")
    starter = read(ROOT / "cli" / "starter.csv")
    for text in (LIST, block, listed, starter):
        assert problems(text) == []
