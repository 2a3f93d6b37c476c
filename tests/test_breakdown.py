"""A breakdown table against the prose: one case of data/breakdown.txt is one test."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hegao.dsl.breakdown.breakdown import Breakdown
from hegao.dsl.build import build_notice
from hegao.grammar.source import LineIndex
from hegao.linter.rulebook import read_rules
from hegao.linter.run import check_text
from material import cases, read, shared

RULES = read_rules().rules
OURS = re.compile(r"HG07\d|HG410")
SENTENCES = (
    "对全县水库、山塘和堤防逐一排查，建立隐患台账。", "每株古树旁设置保护牌，写明树种和树龄。",
    "学校食堂每周公示带量食谱，标明主要食材的来源。", "流动图书车每月到每个乡镇停靠一次。",
    "为老旧小区更换智能水表，更换后免费复检。", "在中心广场设置固定采血点，每周末开放。",
    "供热企业完成锅炉和换热站的检修。", "护林员每天巡查责任林区，制止野外用火。",
)  # fmt: skip


class Told(NamedTuple):
    """A finding about the table."""

    line: int
    code: str
    message: str
    severity: str


def told(text: str) -> list[Told]:
    """The findings about rows and prose, in order."""
    index = LineIndex(text)
    found = [
        Told(index.position(each.span.start)[0], each.code, each.message, str(each.severity))
        for each in check_text(text, RULES).findings
    ]
    return sorted(each for each in found if OURS.fullmatch(each.code))


def breakdown_cases() -> list[object]:
    """The cases; those that are not right yet must fail, so that a mended one is noticed."""
    found: list[object] = []
    for name, text, wanted in cases("breakdown.txt"):
        lines = wanted.splitlines()
        faults = [line for line in lines if line.startswith("!")]
        wrong = pytest.mark.xfail(strict=True, raises=AssertionError, reason="".join(faults))
        expected = [line for line in lines if line not in faults]
        found.append(pytest.param(text, expected, id=name, marks=[wrong] if faults else []))
    return found


@pytest.mark.parametrize(("text", "wanted"), breakdown_cases())
def test_breakdown(text: str, wanted: list[str]) -> None:
    findings = told(text)
    rows = [line.split() for line in wanted]
    assert [(str(each.line), each.code) for each in findings] == [(row[0], row[1]) for row in rows]
    for finding, (_, _, *words) in zip(findings, rows, strict=True):
        assert [word for word in words if word not in finding.message] == [], finding.message


def test_there_are_enough() -> None:
    calm = [name for name, _, wanted in cases("breakdown.txt") if not wanted]
    assert len(cases("breakdown.txt")) >= 50
    assert len(calm) >= 15


def numbers(found: list[Told], code: str) -> list[int]:
    """The numbers of the rows that a rule is about."""
    return [int(re.findall(r"第(\d+)项", each.message)[0]) for each in found if each.code == code]


def test_a_real_table() -> None:
    """Eight rows that differ, two under the wrong heading, two that repeat another; no more."""
    text = read(shared("seeds/004_*.txt")[0])
    found = [each for each in told(text) if each.severity != "info"]
    assert numbers(found, "HG071") == [4, 5, 21, 33, 39, 60, 66, 68]
    assert numbers(found, "HG074") == [16, 65]
    assert numbers(found, "HG410") == [72, 73]
    assert {each.code for each in found} == {"HG071", "HG074", "HG410"}


def notice(sentences: list[str], rows: list[str]) -> str:
    """A notice whose table has a row for each sentence."""
    prose = [f"（{'一二三四五六七八'[at]}）{said}" for at, said in enumerate(sentences)]
    table = [f"{at + 1}｜{said}｜县民政局" for at, said in enumerate(rows)]
    return "\n".join([*prose, "【附表】任务分解表", "序号｜任务｜责任单位", *table, ""])


@given(st.permutations(SENTENCES), st.integers(3, 8))
@settings(max_examples=60)
def test_rows_that_repeat_the_prose_are_calm(order: list[str], count: int) -> None:
    assert told(notice(order[:count], order[:count])) == []


@given(st.permutations(SENTENCES), st.data())
@settings(max_examples=200)
def test_any_other_character_is_told_of(order: list[str], data: st.DataObject) -> None:
    row = data.draw(st.integers(0, 3))
    words = [at for at, char in enumerate(order[row]) if char not in "，。、"]
    at = data.draw(st.sampled_from(words))
    rows = order[:4]
    rows[row] = rows[row][:at] + "叁" + rows[row][at + 1 :]
    found = told(notice(order[:4], rows))
    assert [(each.line, each.code) for each in found] == [(7 + row, "HG071")]
    assert "叁" in found[0].message


@given(st.permutations(SENTENCES), st.data())
@settings(max_examples=100)
def test_any_missing_inner_character_is_told_of(order: list[str], data: st.DataObject) -> None:
    """One that is not next to its like, and at neither end of the sentence."""
    row = data.draw(st.integers(0, 3))
    at = data.draw(st.integers(1, len(order[row]) - 4))
    rows = order[:4]
    rows[row] = rows[row][:at] + rows[row][at + 1 :]
    if order[row][at] in "，、":
        assert told(notice(order[:4], rows)) == []
    else:
        assert [each.line for each in told(notice(order[:4], rows))] == [7 + row]


@given(st.permutations(SENTENCES), st.integers(0, 3))
@settings(max_examples=60)
def test_a_sentence_without_a_row_is_told_of(order: list[str], gone: int) -> None:
    rows = [each for at, each in enumerate(order[:4]) if at != gone]
    found = told(notice(order[:4], rows))
    code = "HG073" if gone in (1, 2) else "HG079"  # An opening or closing part may well be left.
    assert [(each.line, each.code) for each in found] == [(gone + 1, code)]


PIECES = st.sampled_from(
    ["（一）", "（二）", "1. ", "公开政策。", "及时公布养老服务政策。", "｜", "\t", "\n", "\n\n", "任务｜责任单位\n",
     "【附表】任务分解表\n", "县民政局", "（责任单位：县民政局）", "2026年6月底前", "不少于2次", "，", "；", "\ud800", "A", "Ａ"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=50).map("".join))
@settings(max_examples=200)
def test_no_text_makes_it_raise(text: str) -> None:
    document = build_notice(text)
    breakdown = Breakdown(document)
    for task in document.tasks:
        for change in breakdown.changes(task) if task.in_table else []:
            assert 0 <= change.span.start <= change.span.end <= len(task.block.text)
        breakdown.is_unheard_of(task)
        breakdown.misplaced(task)
        breakdown.left_out(task)
        breakdown.weaker(task)
        breakdown.other_units(task)
        assert breakdown.prose_of(task) is None or not breakdown.prose_of(task).in_table  # type: ignore[union-attr]
        assert breakdown.row_of(task) is None or breakdown.row_of(task).in_table  # type: ignore[union-attr]
    assert isinstance(breakdown.out_of_order, frozenset)
    for table in document.tables:
        for row in table.rows:
            breakdown.heading_wording(row)
