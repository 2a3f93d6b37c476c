"""Who leads where a notice says it once for all its tasks; and what that costs."""

from __future__ import annotations

import pytest
from cpu import assert_grows

from hegao.dsl.build import build_notice
from hegao.dsl.document import Document
from material import cases

CASES = cases("leads.txt")


def led(document: Document) -> str:
    """Each task's number with the units that lead it."""
    return "\n".join(
        (task.number or "") + "、".join(unit.text for unit in task.units if unit.role == "lead")
        for task in document.tasks
    )


@pytest.mark.parametrize(("name", "source", "wanted"), CASES, ids=[case[0] for case in CASES])
def test_leads(name: str, source: str, wanted: str) -> None:
    assert led(build_notice(source)) == wanted, name


def test_the_leads_stand_in_the_fields_as_in_the_tasks() -> None:
    document = build_notice("1. 公开。（县司法局、县财政局）\n注：列首位者为牵头单位。\n")
    (task,) = document.tasks
    assert task.units == tuple(unit for field in task.unit_fields for unit in field.units)
    assert task.units[0].role == "lead"


@pytest.mark.parametrize("note", ["。列首位者为牵头单位，下同", "。列首位者为牵头单位"])
def test_a_statement_in_every_list_costs_no_time_squared(note: str) -> None:
    line = f"1. 公开。（县司法局、县财政局{note}）\n"
    assert_grows(lambda count: build_notice(line * count), 500, 4000)
