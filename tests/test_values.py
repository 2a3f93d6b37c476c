"""Written values (numbers, days, limits, quantities, references) against reviewed phrases."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from cpu import assert_grows
from hypothesis import given
from hypothesis import strategies as st

from hegao.dsl import deadline_patterns, quantities
from hegao.dsl.dates import days_later, find_dates, last_day, months_later, working_days_later
from hegao.dsl.deadlines import find_deadlines
from hegao.dsl.model import Deadline
from hegao.dsl.quantities import find_quantities
from hegao.dsl.references import find_document_numbers, find_references
from hegao.dsl.unit_brackets import find_unit_brackets
from hegao.grammar.numerals import chinese_number, to_chinese
from hegao.linter.pattern_cost import END, sequence
from hegao.linter.patterns import parser

DATA = Path(__file__).parent / "data"
SEEDS = Path(__file__).parents[2] / "shared" / "seeds"
Found = Counter[tuple[str, str | None]]


def cases(name: str) -> list[Any]:
    """The lines of a data file as parameters, each with its phrase as test id."""
    lines = (DATA / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [pytest.param(*row, id="-".join(row[:-1])) for row in rows]


def joined(values: Iterator[str]) -> str:
    return " & ".join(values) or "-"


@pytest.mark.parametrize(("text", "expected"), cases("numerals"))
def test_number(text: str, expected: str) -> None:
    value = chinese_number(text)
    assert ("-" if value is None else str(value)) == expected


def test_every_number_reads_back() -> None:
    assert [chinese_number(to_chinese(value)) for value in range(1, 10_000)] == [*range(1, 10_000)]


@pytest.mark.parametrize("value", [0, -1, 10_000])
def test_numbers_out_of_range(value: int) -> None:
    with pytest.raises(ValueError, match="1 to 9999"):
        to_chinese(value)


@pytest.mark.parametrize(("text", "expected"), cases("dates"))
def test_dates(text: str, expected: str) -> None:
    found = find_dates(text)
    assert joined(f"{day.text}|{day.value or '-'}|{day.canonical}" for day in found) == expected
    assert [text[slice(*day.span)] for day in found] == [day.text for day in found]


@pytest.mark.parametrize(("text", "issued", "expected"), cases("deadlines"))
def test_deadlines(text: str, issued: str, expected: str) -> None:
    found = find_deadlines(text, None if issued == "-" else date.fromisoformat(issued))
    assert joined(f"{limit.text}|{limit.kind}|{limit.end or '-'}" for limit in found) == expected
    assert [text[slice(*limit.span)] for limit in found] == [limit.text for limit in found]


def test_deadline_parts() -> None:
    (limit,) = find_deadlines("自本通知印发之日起5个工作日内上报", date(2022, 6, 2))
    assert (limit.event, limit.amount, limit.measure) == ("本通知印发", 5, "工作日")
    (limit,) = find_deadlines("每两年开展一次评估")
    assert (limit.amount, limit.measure) == (2, "年")
    written = [limit.year_written for limit in find_deadlines("2022年底前完成，年底前公开")]
    assert written == [True, False]


def test_deadline_year_is_given() -> None:
    (limit,) = find_deadlines("年底前公开", date(2022, 12, 30), year=2023)
    assert limit.end == date(2023, 12, 31)


@pytest.mark.parametrize(("text", "expected"), cases("quantities"))
def test_quantities(text: str, expected: str) -> None:
    found = find_quantities(text)
    written = (f"{q.text}|{q.bound}|{q.value:g}|{q.measure}|{q.period or '-'}" for q in found)
    assert joined(written) == expected
    assert [text[slice(*quantity.span)] for quantity in found] == [q.text for q in found]


@pytest.mark.parametrize(("text", "expected"), cases("document_numbers"))
def test_document_numbers(text: str, expected: str) -> None:
    found = find_document_numbers(text)
    written = (f"{n.text}|{n.code}|{n.year}|{n.serial}|{n.canonical}" for n in found)
    assert joined(written) == expected
    assert [text[slice(*number.span)] for number in found] == [n.text for n in found]


@pytest.mark.parametrize(("text", "expected"), cases("references"))
def test_references(text: str, expected: str) -> None:
    found = find_references(text)
    assert joined(reference.name for reference in found) == expected
    assert [text[slice(*reference.span)] for reference in found] == [r.text for r in found]


PIECES = re.split(
    r"\s+",
    "年 月 日 号 底 末 前 内 起 至 到 — - . 〔 〕 （ ） ： ， 、 的 未 第 每 个 工作日 小时 周 季度 上半年 今年 明年 本月 下月 "
    "年底 印发 印发之日起 本通知印发之日起 完成时限： 时间： 完成 不少于 县民政局 责任单位： 牵头 0 1 3 9 12 13 99 2026 9000 9999 "
    "即日起至 截止时间为 截止 上旬 春节 国庆节前 元旦前 五一 “ 秋季学期 开学前 ：持续推进 全年 每学期 阶段（ "
    "９ 〇 零 一 二 两 九 十 百 千 万 二〇二六 九九九九",
)
ANY_DAY = st.none() | st.dates()


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join), ANY_DAY)
def test_nothing_written_makes_reading_raise(text: str, issued: date | None) -> None:
    for limit in find_deadlines(text, issued):
        assert text[slice(*limit.span)] == limit.text
    find_dates(text)
    find_quantities(text)
    find_document_numbers(text)
    find_unit_brackets(text)


@given(st.dates(), st.integers(0, 10**7))
def test_days_past_the_calendar_are_none(start: date, amount: int) -> None:
    for later in (days_later, months_later, working_days_later):
        end = later(start, amount)
        assert end is None or end >= start


@given(st.dates(max_value=date(9990, 1, 1)), st.integers(0, 60))
def test_working_days_are_counted_one_by_one(start: date, days: int) -> None:
    end, left = start, days
    while left:
        end += timedelta(days=1)
        left -= end.weekday() < 5
    assert working_days_later(start, days) == end


@pytest.mark.parametrize(("year", "month"), [(0, 1), (10_000, 1), (2026, 0), (2026, 13)])
def test_no_such_month(year: int, month: int) -> None:
    assert last_day(year, month) is None


@pytest.mark.parametrize(
    "text",
    [
        "2026年5月—",
        "1月至",
        "上半年",
        "每年3月、",
        "6月底前未",
        "1内",
        "国庆节、",
        "节前",
        "：持续",
        "即日起至",
    ],
)
def test_time_is_linear(text: str) -> None:
    assert_grows(lambda count: find_deadlines(text * count), 2_500, 20_000)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def gold_tasks() -> Iterator[tuple[dict[str, Any], str, date | None]]:
    """Every gold task with its own text, cut from the notice, and the notice's day."""
    for path in sorted((SEEDS / "gold").glob("0*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        source = squeezed((SEEDS / Path(gold["source_file"]).name).read_text(encoding="utf-8"))
        written = gold["成文日期"] or gold.get("印发日期")
        # A notice with prose and a table: the tasks are the rows, which come last.
        at = source.index("要点任务工作要求") if gold.get("prose_tasks") else 0
        for task in gold["tasks"]:
            at = source.index(squeezed(task["first_12_chars"]), at)
            last = squeezed(task["last_12_chars"])
            text = source[at : source.index(last, at) + len(last)]
            yield task, text, date.fromisoformat(written) if written else None


def read(task: tuple[dict[str, Any], str, date | None]) -> tuple[Deadline, ...]:
    return find_deadlines(task[1], task[2], year=2022)


def wanted(task: dict[str, Any]) -> Found:
    return Counter((limit["text"], limit["iso_end"]) for limit in task["deadlines"])


def had(limits: tuple[Deadline, ...]) -> Found:
    return Counter((limit.text, limit.end.isoformat() if limit.end else None) for limit in limits)


def dated(found: Found) -> Found:
    return Counter({key: count for key, count in found.items() if key[1]})


@pytest.fixture(scope="module")
def tasks() -> list[tuple[dict[str, Any], str, date | None]]:
    if not (SEEDS / "gold").is_dir():
        pytest.skip(f"no annotated notices at {SEEDS / 'gold'}")
    return list(gold_tasks())


def test_dated_deadlines_of_the_gold(tasks: list[tuple[dict[str, Any], str, date | None]]) -> None:
    for task in tasks:
        assert dated(had(read(task))) == dated(wanted(task[0])), task[0]["n"]


def test_all_deadlines_of_the_gold(tasks: list[tuple[dict[str, Any], str, date | None]]) -> None:
    want, have, same = 0, 0, 0
    for task in tasks:
        expected, found = wanted(task[0]), had(read(task))
        want, have = want + expected.total(), have + found.total()
        same += (expected & found).total()
    assert want > 90
    assert same / want >= 0.98
    assert same / have >= 0.98


def test_traps_of_the_gold(tasks: list[tuple[dict[str, Any], str, date | None]]) -> None:
    for task in tasks:
        ends = [limit.text for limit in read(task) if limit.end]
        assert not [
            trap for trap in task[0].get("not_deadlines", []) for text in ends if text in trap
        ]


def without_filler() -> str:
    """How a demand begins, but for the filler: it stands behind two characters."""
    assert quantities.FILLER in quantities.BEGUN
    assert quantities.GAP in quantities.BEGUN
    return quantities.BEGUN.replace(quantities.FILLER, "").replace(quantities.GAP, r"\s*")


@pytest.mark.parametrize(
    ("begun", "second"),
    [
        pytest.param(deadline_patterns.BEGUN, deadline_patterns.SECOND, id="limits"),
        pytest.param(without_filler(), quantities.SECOND, id="quantities"),
    ],
)
def test_second_characters_are_complete(begun: str, second: str) -> None:
    bound = re.sub(r"(?<![\\*}?+])\+", "{1,2}", begun.replace("*", "{0,2}"))
    ranges = sequence(parser.parse(bound), END).first
    possible = [chr(code) for low, high in ranges for code in range(low, high + 1)]
    assert possible
    assert [each for each in possible if not re.fullmatch(second, each)] == []
