"""Baselines: what is known is not told, what is gone is told, what is new fails."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reports import HOSTILE, any_results
from terminal import DATA, Outcome, hegao

from hegao.linter.baseline import (
    BaselineError,
    Entry,
    entries_of,
    file_name,
    read_baseline,
    write_baseline,
)
from hegao.linter.report.result import CheckResults
from material import read

FLAWED = read(DATA / "flawed.notice")
NAME = "基线.txt"
USING = ("--baseline", NAME)
WRITING = (*USING, "--write-baseline")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "稿件").mkdir()
    for name in ("一.notice", "稿件/二.notice"):
        shutil.copy(DATA / "flawed.notice", tmp_path / name)
    return tmp_path


def check(folder: Path, *arguments: str) -> Outcome:
    return hegao("check", "--format", "concise", *arguments, cwd=folder)


def found(outcome: Outcome) -> list[str]:
    return outcome.out.splitlines()[:-1]


def rows(folder: Path) -> list[str]:
    return [line for line in read(folder / NAME).splitlines() if not line.startswith("#")]


def change(folder: Path, old: str, new: str, name: str = "一.notice") -> None:
    text = read(folder / name)
    assert old in text
    (folder / name).write_text(text.replace(old, new), "utf-8", newline="")


def test_known_findings_are_neither_told_nor_fail(folder: Path) -> None:
    before = check(folder)
    assert before.code == 1
    written = check(folder, *WRITING)
    assert (written.code, found(written)) == (0, [])
    count = len(found(before))
    assert f"已写基线 {NAME}：共{count}处，新记{count}处，去掉0处" in written.err
    after = check(folder, *USING)
    assert (after.code, found(after)) == (0, [])
    assert after.err == f"基线里已有的{count}处没有列出\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [("标题：", "签发人：张三\n标题："), ("\n", "\r\n"), ("2. ", "5. "), ("2. ", "  2.  ")],
)
def test_moved_lines_stay_known(folder: Path, old: str, new: str) -> None:
    check(folder, *WRITING)
    known = {row.split("\t")[3] for row in rows(folder)}
    change(folder, old, new)
    told = [line for line in found(check(folder, *USING)) if any(each in line for each in known)]
    assert told == []


def test_what_is_new_is_told_and_fails(folder: Path) -> None:
    check(folder, *WRITING)
    with (folder / "一.notice").open("a", encoding="utf-8") as draft:
        draft.write("3. 检查水库。\n")
    outcome = check(folder, *USING)
    assert outcome.code == 1
    assert len(found(outcome)) == 1
    assert "第3项未写明责任单位" in outcome.out


def test_what_is_gone_is_told_and_written_away(folder: Path) -> None:
    check(folder, *WRITING)
    before = rows(folder)
    change(folder, "尽快", "于6月30日前")
    outcome = check(folder, *USING)
    assert f"基线 {NAME} 里有2处已经不出现" in outcome.err
    assert "  一.notice HG301 “尽快”不是具体时限\n" in outcome.err
    assert "不出现" not in check(folder, *USING, "稿件").err
    assert "不出现" not in check(folder, *USING, "--select", "HG7").err
    check(folder, *WRITING)
    assert len([row for row in before if row not in rows(folder)]) == 2
    assert "不出现" not in check(folder, *USING).err


def test_entries_of_a_file_that_is_gone(folder: Path) -> None:
    check(folder, *WRITING)
    (folder / "稿件" / "二.notice").unlink()
    assert "  稿件/二.notice HG301 " in check(folder, *USING, "一.notice").err
    check(folder, *WRITING, "一.notice")
    assert {row.split("\t")[0] for row in rows(folder)} == {"一.notice"}


def test_writing_leaves_what_was_not_looked_at(folder: Path) -> None:
    check(folder, *WRITING)
    before = rows(folder)
    change(folder, "尽快", "及时")
    change(folder, "尽快", "及时", "稿件/二.notice")
    check(folder, *WRITING, "--select", "HG7", "一.notice")
    assert rows(folder) == before
    check(folder, *WRITING, "一.notice")
    changed = {row.split("\t")[0] for row in {*before} ^ {*rows(folder)}}
    assert changed == {"一.notice"}


def test_the_settings_may_name_it_for_files_at_any_depth(folder: Path) -> None:
    (folder / "hegao.toml").write_text(f'baseline = "{NAME}"\n', "utf-8")
    assert check(folder / "稿件", "--write-baseline").code == 0
    assert {row.split("\t")[0] for row in rows(folder)} == {"稿件/二.notice"}
    assert {line.split(":")[0] for line in found(check(folder))} == {"一.notice"}
    assert found(check(folder / "稿件")) == []


def test_needless_suppressions_are_never_known(folder: Path) -> None:
    change(folder, "防汛应急预案。", "防汛应急预案。\n【核稿：不查 HG101；理由：上级原文】")
    told = [line for line in found(check(folder)) if " HG90" in line]
    assert len(told) == 1
    assert [line for line in found(check(folder, *WRITING)) if " HG90" in line] == told
    assert [line for line in found(check(folder, *USING)) if " HG90" in line] == told


def test_writing_twice_writes_the_same(folder: Path) -> None:
    check(folder, *WRITING)
    first, changed = read(folder / NAME), (folder / NAME).stat().st_mtime_ns
    check(folder, *WRITING)
    assert read(folder / NAME) == first
    assert (folder / NAME).stat().st_mtime_ns == changed
    lines = rows(folder)
    random.shuffle(lines)
    (folder / NAME).write_text("\r\n".join(lines), "utf-8", newline="")
    assert found(check(folder, *USING)) == []
    check(folder, *WRITING)
    assert read(folder / NAME) == first


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("一.notice\tHG301\n", "基线 基线.txt:1 要有文件、代码、指纹、说明四栏"),
        ("# 说明\n\n<<<<<<< 甲\n", "基线 基线.txt:3 合并时两边都改过，没有解决"),
    ],
)
def test_a_broken_baseline(folder: Path, content: str, told: str) -> None:
    (folder / NAME).write_text(content, "utf-8")
    for arguments in (USING, WRITING):
        outcome = check(folder, *arguments)
        assert outcome.code == 2
        assert told in outcome.err
        assert read(folder / NAME) == content


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--baseline", "没有.txt"), "没有.txt：没有找到"),
        (("--write-baseline",), "没有说基线写到哪里"),
        (("--baseline", "三.notice", "--write-baseline"), "这个后缀是稿子的"),
        (("--baseline", "没有/基线.txt", "--write-baseline"), "写不了"),
        ((*WRITING, "没有.notice", "一.notice"), "没有查完，没有写基线"),
        ((*WRITING, "--diff"), "不能和 --write-baseline 一起用"),
    ],
)
def test_bad_usage(folder: Path, arguments: tuple[str, ...], told: str) -> None:
    before = sorted(folder.rglob("*"))
    outcome = check(folder, *arguments)
    assert outcome.code == 2
    assert told in outcome.err
    assert sorted(folder.rglob("*")) == before


@given(any_results(), st.randoms())
def test_a_baseline_is_read_as_it_was_written(results: CheckResults, order: random.Random) -> None:
    (result,) = results.files
    entries = [*entries_of(result, file_name(result.path))]
    text = write_baseline(entries)
    order.shuffle(entries)
    assert write_baseline(entries) == text
    assert {*read_baseline(text)} == {*entries}
    text.encode("utf-8")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_stays_on_its_line(name: str) -> None:
    entry = Entry(file_name(name), "HG999", "0" * 16, "说明")
    assert read_baseline(write_baseline([entry])) == (entry,)


@given(st.text(st.sampled_from("\t\n\r#<=a一\\")))
def test_any_text_is_read_or_refused_with_its_line(text: str) -> None:
    try:
        read_baseline(text)
    except BaselineError as error:
        with pytest.raises(BaselineError):
            read_baseline(text.split("\n")[error.line - 1])
