"""Tables to tasks: one case of data/tables.txt is one test."""

from __future__ import annotations

import pytest
from cpu import assert_grows

from hegao.dsl.build import build_notice
from hegao.dsl.document import Task
from hegao.dsl.tables import heading_of
from hegao.dsl.unit_words import LABEL_ROLES
from hegao.grammar.vocabulary import UNIT_FIELDS
from hegao.linter.rulebook import read_rules
from hegao.linter.run import check_text
from material import DATA, read

ROLES = {"lead": "（牵头）", "support": "（配合）", "unspecified": ""}
ISSUED = "成文日期：2026年4月28日\n"


def cases() -> list[object]:
    found: list[object] = []
    for block in read(DATA / "tables.txt").split("\n=== ")[1:]:
        name, text = block.split("\n", 1)
        table, _, tasks = text.partition("\n---\n")
        found.append(pytest.param(ISSUED + table + "\n", tasks.strip().splitlines(), id=name))
    return found


def told(task: Task) -> str:
    units = "、".join(unit.text + ROLES[unit.role] for unit in task.units)
    limits = "、".join(d.text + (f"={d.end.isoformat()}" if d.end else "") for d in task.deadlines)
    return f"{task.number}｜{task.text}｜{units}｜{limits}"


@pytest.mark.parametrize(("notice", "tasks"), cases())
def test_table(notice: str, tasks: list[str]) -> None:
    found = build_notice(notice).tasks
    assert [told(task) for task in found] == tasks
    for task in found:
        written = [unit for unit in task.units if not unit.inherited]
        for value in (*written, *task.deadlines):
            place = task.block.text[value.span.start : value.span.end]
            assert place == value.text or place.strip("（）") in ("同上", "〃")
            source = task.block.locate(value.span)
            assert notice[source.start : source.end] == place
        assert all("\t" not in quantity.text for quantity in task.quantities)


@pytest.mark.parametrize("label", LABEL_ROLES)
def test_every_label_names_a_column(label: str) -> None:
    for name in (label, f" {label[0]} {label[1:]} ", f"{label}及责任人", f"{label}（盖章）"):
        assert heading_of(name).role == LABEL_ROLES[label]


def test_every_field_of_units_is_a_label() -> None:
    names = {word for name, more in UNIT_FIELDS.items() for word in (name, *more)}
    assert names <= set(LABEL_ROLES)


@pytest.mark.parametrize("name", ["责任人", "", "工作任务及责任单位", "备注", "完成时限"])
def test_other_columns_hold_no_units(name: str) -> None:
    assert heading_of(name).role is None


@pytest.mark.parametrize("nobody", ["", "—", "无"])
def test_nobody_need_support(nobody: str) -> None:
    """An empty 配合单位 is no empty 责任单位 (HG203)."""
    header = "工作任务｜牵头单位｜配合单位"
    notice = f"{header}\n1. 编制目录。｜县民政局｜县财政局\n2. 更新目录。｜县教育局｜{nobody}\n"
    codes = [finding.code for finding in check_text(notice, read_rules().rules).findings]
    assert "HG203" not in codes


def test_a_row_without_units_is_told_once() -> None:
    task = build_notice("工作任务｜牵头单位｜配合单位\n1. 编制目录。｜｜｜\n").tasks[0]
    assert [field.units for field in task.unit_fields] == [()]


def test_a_quantity_ends_with_its_cell() -> None:
    notice = "任务\t责任单位\n1. 新建服务点1处\t以上各单位\n2. 培训1个\t工作日\n3. 不少于\t2次\n"
    told = [[each.text for each in task.quantities] for task in build_notice(notice).tasks]
    assert told == [["1处"], ["1个"], []]


@pytest.mark.parametrize("cell", ["（", "责任", "及", "1.", "2026年", "*", "责任单位（"])
def test_time_is_linear(cell: str) -> None:
    def build(count: int) -> None:
        build_notice(
            f"工作任务｜责任单位｜{cell * count}\n" + f"{cell * 3}｜" * (count // 10) + "\n"
        )

    assert_grows(build, 2_500, 20_000)
