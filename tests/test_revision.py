"""What changed between two versions: one thing is changed at a time, and that alone is told."""

from __future__ import annotations

import random
import re
from collections import Counter
from itertools import groupby
from typing import Any

import pytest
from cpu import assert_grows, cpu
from hypothesis import given, settings
from hypothesis import strategies as st
from test_growth import words
from test_upstream import ALL

from hegao.dsl.build import build_notice
from hegao.dsl.formatter import format_notice
from hegao.dsl.revision.change import KINDS, TOLD, Change
from hegao.dsl.revision.entries import RevisionData
from hegao.dsl.revision.order import moved
from hegao.dsl.revision.page import write_page
from hegao.dsl.revision.revision import Revision
from hegao.dsl.revision.stable_lines import stable_lines
from hegao.dsl.revision.told import ASPECTS, NOTHING, STATES, headline, rows
from hegao.dsl.revision.version import Version
from material import EXAMPLES, ROOT, cases, read, shared

DRAFTS = ROOT / "examples" / "drafts"
CASES = cases("revision.txt")
MIRRORED = {
    "added": "removed", "later": "earlier", "softer": "firmer", "weaker": "stricter",
    "split_off": "merged_in",
}  # fmt: skip
MIRRORED |= {other: one for one, other in MIRRORED.items()}


def revision(old: str, new: str) -> RevisionData:
    return Revision(Version(build_notice(old), "旧"), Version(build_notice(new), "新")).data()


def told(data: RevisionData) -> str:
    """All rows as lines: what they are of, then what changed."""
    found: list[str] = []
    for row in rows(data):
        side = row.new or row.old
        found.append(f"{row.group}{STATES[row.state]} {row.name or (side and side['text'])}")
        found += row.told
    return "\n".join(found)


def edited(steps: str) -> tuple[str, str]:
    """The draft that the first line names, before and after the edits of the others."""
    name, _, edits = steps.partition("\n")
    old = new = read(DRAFTS / f"{name}.notice")
    groups = [
        (sign, "\n".join(line[2:] for line in lines))
        for sign, lines in groupby(edits.splitlines(), key=lambda line: line[:1])
    ]
    for (_, before), (_, after) in zip(groups[::2], groups[1::2], strict=True):
        assert new.count(before) == 1, before
        new = new.replace(before, after)
    return old, new


@pytest.mark.parametrize(("name", "steps", "wanted"), CASES, ids=[case[0] for case in CASES])
def test_a_change_is_told_and_nothing_else(name: str, steps: str, wanted: str) -> None:
    old, new = edited(steps)
    assert told(revision(old, new)) == wanted, name


@pytest.mark.parametrize("steps", [case[1] for case in CASES], ids=[case[0] for case in CASES])
def test_the_way_back_mirrors_it(steps: str) -> None:
    old, new = edited(steps)
    assert mirrored(revision(old, new)) == summed(revision(new, old))


def summed(data: RevisionData) -> list[Any]:
    """What is told, without order and places in lines."""
    found = [
        (group, piece["state"], text(piece["old"]), text(piece["new"]), changes(piece))
        for group in ("header", "sections", "tasks", "passages")
        for piece in data[group]  # type: ignore[literal-required]
    ]
    return sorted(found, key=repr)


def mirrored(data: RevisionData) -> list[Any]:
    found = [
        (group, MIRRORED.get(state, state), new, old, sorted((mirror(k), b, a) for k, a, b in told))
        for group, state, old, new, told in summed(data)
    ]
    return sorted(found, key=repr)


def text(side: Any) -> Any:
    return side and (side["number"], side["text"], side["marks"])


def changes(piece: Any) -> list[tuple[str, str, str]]:
    return sorted((each["kind"], each["old"], each["new"]) for each in piece["differences"])


def mirror(kind: str) -> str:
    aspect, _, direction = kind.partition("_")
    return MIRRORED.get(kind) or f"{aspect}_{MIRRORED.get(direction, direction)}"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_another_spelling_is_no_change(path: Any) -> None:
    source = read(path)
    for other in (source, format_notice(source), source.replace("\n", "\r\n\r\n"), wide(source)):
        assert told(revision(source, other)) == ""


def wide(source: str) -> str:
    """Digits of full width and spaces where they mean nothing; labels stay as they are."""
    return re.sub(r"(?<=\d)年(?=\d)", " 年 ", source)


def test_real_notices_in_another_spelling() -> None:
    for path in shared("seeds/*.txt"):
        source = path.read_text("utf-8")
        assert told(revision(source, format_notice(source))) == ""


def test_edits_of_others_are_one_change_each() -> None:
    """Edits that were made up for the upstream comparison, by people who did not know this one."""
    several = Counter[int]()
    for mutation in ALL:
        texts = [read(mutation.folder / f"{name}.notice") for name in ("draft", "faithful")]
        old = next(text for text in texts if mutation.before in text)
        found = rows(revision(old, old.replace(mutation.before, mutation.after, 1)))
        several[len(found)] += 1
        assert found or "宽" in mutation.name or "全角" in mutation.name, mutation.name
    # The others: swaps, a section with its only task, a cell that is vague now; 3 of width.
    assert several[1] >= 230
    assert several[0] == 3


def test_units_in_a_bracket_or_on_a_line_are_the_same() -> None:
    line = (
        "1. 公开清单，不少于2次。\n责任单位：县民政局牵头，县财政局配合\n完成时限：2026年6月底前\n"
    )
    bracket = "1. 公开清单，不少于2次。（责任单位：县民政局牵头，县财政局配合；完成时限：2026年6月底前）\n"
    assert told(revision(line, bracket)) == ""


@pytest.mark.parametrize("path", sorted(DRAFTS.glob("*.notice")), ids=lambda path: path.stem)
def test_no_line_goes_unnoticed(path: Any) -> None:
    """Whatever line is left out, or gets one more word, something is told."""
    source = read(path)
    lines = source.splitlines(keepends=True)
    for at, line in enumerate(lines):
        if not line.strip() or line.startswith(("【批注", "【核稿")) or "同上" in line:
            continue
        without = "".join(lines[:at] + lines[at + 1 :])
        assert told(revision(source, without)), line
        last = line.rstrip("\n。；）")
        longer = "".join([*lines[:at], f"{last}甲{line[len(last) :]}", *lines[at + 1 :]])
        assert told(revision(source, longer)), line


def test_neighbours_that_changed_places_have_both_moved() -> None:
    first, second, third = (f"{words(at, 20)}。\n" for at in range(3))
    old = f"1. {first}2. {second}3. {third}"
    new = f"1. {second}2. {first}3. {third}"
    assert told(revision(old, new)) == (
        "任务改动 1.\n移动：在本部分内从第2项移到第1项\n编号：2改为1\n"
        "任务改动 2.\n移动：在本部分内从第1项移到第2项\n编号：1改为2"
    )


def test_one_that_went_far_has_moved_alone() -> None:
    assert moved([4, 0, 1, 2, 3]) == [0]
    assert moved([0, 1, 2, 3]) == []
    assert moved([1, 0, 2]) == [0, 1]


def test_a_section_that_moved_moves_no_task() -> None:
    sections = [f"{{}}、{words(at, 6)}\n（一）{words(at + 50, 20)}。\n" for at in range(4)]
    old = "".join(each.format(label) for each, label in zip(sections, "一二三四", strict=True))
    order = (sections[3], *sections[:3])
    new = "".join(each.format(label) for each, label in zip(order, "一二三四", strict=True))
    data = revision(old, new)
    assert data["tasks"] == []
    assert [piece["moved"] for piece in data["sections"]].count(True) == 1


def test_merged_tasks() -> None:
    one, other = "公开养老服务清单和补贴标准", "把投诉电话张贴在各村公告栏"
    old, new = f"1. {one}。\n2. {other}。\n", f"1. {one}，{other}。\n"
    assert "拆并：并入1." in told(revision(old, new))
    assert "拆并：从原来的1." in told(revision(new, old))


def test_another_day_of_issue_moves_what_counts_from_it() -> None:
    task = "1. 公开清单，年底前完成。\n"
    old, new = f"成文日期：2026年4月9日\n{task}", f"成文日期：2027年4月9日\n{task}"
    assert "时限：“年底前（2026-12-31）”推迟到“年底前（2027-12-31）”" in told(revision(old, new))


TASKS = st.lists(
    st.builds(
        lambda at, month, unit: f"{words(at, 12)}，2026年{month}月底前{words(at + 99, 8)}。（责任单位：县{unit}局）",
        st.integers(0, 12), st.integers(1, 12), st.sampled_from(("民政", "财政", "教育")),
    ),
    max_size=8,
)  # fmt: skip
HEADINGS = st.lists(st.tuples(st.integers(0, 4), TASKS), max_size=3)


def notice(parts: list[tuple[int, list[str]]]) -> str:
    found = "标题：示例县关于做好工作的通知\n"
    for number, (title, tasks) in enumerate(parts):
        found += f"{'一二三'[number]}、{words(title + 500, 6)}\n"
        found += "".join(f"（{'一二三四五六七八'[at]}）{task}\n" for at, task in enumerate(tasks))
    return found


@settings(max_examples=60)
@given(HEADINGS, HEADINGS)
def test_any_two_notices(
    one: list[tuple[int, list[str]]], other: list[tuple[int, list[str]]]
) -> None:
    old, new = notice(one), notice(other)
    assert told(revision(old, old)) == ""
    data = revision(old, new)
    assert bool(rows(data)) == (old != new)
    assert mirrored(data) == summed(revision(new, old))


@settings(max_examples=60)
@given(st.text("一1（）.、，。\n｜公开县局年月日前：责任单位", max_size=60), st.text(max_size=40))
def test_any_text_can_be_compared(one: str, other: str) -> None:
    assert told(revision(one, one)) == ""
    data = revision(one, other)
    assert mirrored(data) == summed(revision(other, one))
    write_page(data)
    stable_lines(build_notice(other))


def many(count: int, seed: int) -> str:
    """A notice of many tasks; another seed changes the wording and the limits of all."""
    return "".join(
        f"{at + 1}. {words(at, 30)}，2026年{(at + seed) % 12 + 1}月底前{words(at * seed, 6)}，不少于{seed}次。\n"
        "责任单位：县民政局、县财政局\n"
        for at in range(count)
    )


def sections(count: int, seed: int) -> str:
    """Sections of one task, with titles of their own."""
    parts = range(1, count // 8)
    return "".join(f"第{at}章 {words(at + seed, 8)}\n1. {words(at, 20)}。\n" for at in parts)


def table(count: int, often: int) -> str:
    rows = (
        f"{words(at, 5)}｜{at + 1}. {words(at, 20)}{often}次。｜县民政局\n" for at in range(count)
    )
    return "分组｜任务｜责任单位\n" + "".join(rows)


def demands(count: int, often: int) -> str:
    return "，".join(f"{words(at, 6)}不少于{often + at}次" for at in range(count))


def test_a_thousand_tasks_are_compared_fast() -> None:
    old, new = build_notice(many(1000, 1)), many(1000, 1).replace("500. ", "500. 增加", 1)
    later = build_notice(new)
    seconds = cpu(lambda: Revision(Version(old, ""), Version(later, "")).data(), 1)
    assert seconds < 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (lambda n: many(n, 1), lambda n: many(n, 2)),
        (lambda n: "1. 及时公开清单。\n" * n, lambda n: "1. 及时公开清单和标准。\n" * n),
        (lambda n: many(n, 1), lambda n: "".join(reversed(many(n, 1).splitlines(keepends=True)))),
        (lambda n: sections(n, 0), lambda n: sections(n, 7)),
        (lambda n: table(n, 1), lambda n: table(n, 2)),
        (lambda n: f"1. 公开{demands(n, 2)}。\n", lambda n: f"1. 公开{demands(n, 3)}。\n"),
        (lambda n: f"1. {'公' * n}。\n", lambda n: f"1. {'公开' * n}。\n"),
    ],
    ids=[
        "all reworded",
        "all equal",
        "reversed",
        "sections",
        "a table",
        "many demands",
        "one long task",
    ],
)
def test_growth(one: Any, other: Any) -> None:
    assert_grows(lambda n: revision(one(n), other(n)), 60, 480, times=1)


def test_the_words_of_changes() -> None:
    for kind in KINDS:
        change = Change(kind, "甲", "乙")
        assert change.aspect in ASPECTS
        assert {"甲", "乙"} & set(change.told)
    assert set(TOLD) == set(KINDS)
    assert headline([]) == NOTHING


def test_stable_lines_change_where_the_notice_does() -> None:
    old = read(DRAFTS / "prose.notice")
    new = old.replace("县民政局牵头，县财政局、", "县民政局牵头，县教育局、", 1)
    before, after = (stable_lines(build_notice(text)).splitlines() for text in (old, new))
    assert set(before) ^ set(after) == {"  配合单位：县教育局"} or (
        [line for line in zip(before, after, strict=True) if line[0] != line[1]]
        == [("  配合单位：县财政局", "  配合单位：县教育局")]
    )
    inserted = old.replace("（二）建设", "（二）公开机构名单。\n\n（二）建设")
    lines = stable_lines(build_notice(inserted)).splitlines()
    assert [line for line in lines if line not in before] == ["【任务】公开机构名单。"]


def test_shuffled_tasks_are_all_found() -> None:
    lines = many(40, 1).splitlines(keepends=True)
    tasks = [a + b for a, b in zip(lines[::2], lines[1::2], strict=True)]
    random.Random(7).shuffle(tasks)
    data = revision("".join(lines), "".join(tasks))
    assert {task["state"] for task in data["tasks"]} == {"changed"}
    assert {each["what"] for task in data["tasks"] for each in task["differences"]} == {"place"}
