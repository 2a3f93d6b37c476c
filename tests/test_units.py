"""Unit lists and unit brackets: one row of data/units.tsv is one test."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from cpu import assert_grows

from hegao.dsl.document import UnitField
from hegao.dsl.model import UnitList
from hegao.dsl.unit_brackets import UNIT_LABELS, find_unit_brackets
from hegao.dsl.unit_sentences import find_unit_sentence
from hegao.dsl.units import looks_like_unit, parse_units

DATA = Path(__file__).parent / "data" / "units.tsv"
GOLD = Path(__file__).parents[2] / "shared" / "seeds" / "gold"
ROLE_MARKS = {"lead": "^", "support": "+", "unspecified": ""}


def rows(section: str) -> list[Any]:
    found: list[Any] = []
    current = ""
    for line in DATA.read_text("utf-8").splitlines():
        if line.startswith("#"):
            current = line.strip("# ")
        elif line and current == section:
            text, _, expected = line.partition("\t")
            found.append(pytest.param(text.replace("\\n", "\n"), expected, id=text))
    return found


def dump(units: UnitList | UnitField) -> str:
    """县民政局^|财政局=县财政局+|各乡镇* ~等部门: lead ^, support +, blanket *, vague ?."""
    words: list[str] = []
    for unit in units.units:
        bare = re.sub(r"\s+", "", unit.text)
        name = "" if unit.name == bare else f"={unit.name}"
        flags = "*" * unit.blanket + "?" * unit.vague
        words.append(f"{bare}{name}{ROLE_MARKS[unit.role]}{flags}")
    return "|".join(words) + (f" ~{units.tail}" if units.tail else "")


def dump_bracket(bracket: UnitField) -> str:
    return f"{bracket.opening}{bracket.label or ''}{bracket.closing}{dump(bracket)}"


def key(text: str | None) -> str:
    return re.sub(r"[^\w]", "", unicodedata.normalize("NFKC", text or ""))


@pytest.mark.parametrize(("text", "expected"), rows("lists"))
def test_unit_list(text: str, expected: str) -> None:
    units = parse_units(text, 7)
    assert dump(units) == expected
    for unit in units.units:
        assert text[unit.span.start - 7 : unit.span.end - 7] == unit.text


@pytest.mark.parametrize(("text", "expected"), rows("brackets"))
def test_unit_brackets(text: str, expected: str) -> None:
    found = find_unit_brackets(text)
    assert " / ".join(map(dump_bracket, found)) == expected
    for bracket in found:
        whole = text[bracket.span.start : bracket.span.end]
        assert whole.startswith(bracket.opening)
        assert whole.endswith(bracket.closing)
        for unit in bracket.units:
            assert text[unit.span.start : unit.span.end] == unit.text


@pytest.mark.parametrize(("text", "expected"), rows("organs"))
def test_looks_like_unit(text: str, expected: str) -> None:
    assert looks_like_unit(text) is (expected == "yes")


def test_labels_are_longest_first() -> None:
    assert sorted(UNIT_LABELS, key=len, reverse=True) == list(UNIT_LABELS)


def test_role_of_the_label_is_the_callers() -> None:
    units = parse_units("县教育局、县财政局（配合）", role="lead")
    assert [unit.role for unit in units.units] == ["lead", "support"]


@pytest.mark.parametrize("label", UNIT_LABELS)
def test_every_label_opens_a_bracket(label: str) -> None:
    (bracket,) = find_unit_brackets(f"做好公开。（{label}：县教育局）")
    assert bracket.label == label
    (broken,) = find_unit_brackets(f"做好公开。（{label[0]}\n{label[1:]}:县教育局）")
    assert broken.label == label


def gold_tasks() -> list[Any]:
    found: list[Any] = []
    for path in sorted(GOLD.glob("0*.json")):
        document = json.loads(path.read_text("utf-8"))
        for task in document["tasks"]:
            if task.get("units_raw") or task.get("unit_cell"):
                found.append(pytest.param(task, id=f"{path.stem[:3]}-{task['n']}"))
    return found or [pytest.param(None, id="absent")]


@pytest.mark.parametrize("task", gold_tasks())
def test_gold_units(task: dict[str, Any] | None) -> None:
    if task is None:
        pytest.skip(f"no gold annotations at {GOLD}")
    units: UnitList | UnitField
    if "units_raw" in task:
        (units,) = find_unit_brackets(f"做好公开。（{task['units_raw']}）")
    else:
        units = parse_units(task["unit_cell"])
    assert [key(unit.text) for unit in units.units] == [key(text) for text in task["units"]]
    leads = sorted(key(unit.text) for unit in units.units if unit.role == "lead")
    assert leads == sorted(map(key, task["lead_units"]))
    assert key(units.tail) == key(task["units_tail"])


@pytest.mark.parametrize(
    "text",
    [
        "（",
        "（a",
        "（）",
        "（（）",
        "（责任单位：",
        "负责",
        " ",
        "县财政局 ",
        "局和",
        "、",
        "等",
        "各省、",
        "责任单位：甲。",
        "责任单位：县局。",
        "。责任单位：甲",
        "\n县局负责",
    ],
)
def test_time_is_linear(text: str) -> None:
    def read_all(count: int) -> None:
        find_unit_brackets(text * count)
        parse_units(text * count)
        find_unit_sentence(f"公开。{text * count}")

    assert_grows(read_all, 2_500, 20_000)
