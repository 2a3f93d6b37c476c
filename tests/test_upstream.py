"""A draft held against its upstream: what weakens it is told, what does not is not.

Each folder of tests/data/upstream has an upstream notice, a draft that carries it out nearly
word for word, a faithful draft in other words, and forty single changes to the first draft. The
texts were written without knowledge of the comparison.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hegao.cli.checking import Checker, Wishes
from hegao.cli.files import TextFile
from hegao.dsl.build import build_notice
from hegao.dsl.coverage.coverage import coverage
from hegao.dsl.upstream.acceptance import acceptance
from hegao.dsl.upstream.comparison import Comparison
from hegao.dsl.upstream.statements import Source
from hegao.dsl.upstream.template import Upstream
from hegao.linter.finding import Edit, Finding
from hegao.linter.fix import apply_edits
from material import DATA, read

FOLDERS = sorted(path.parent for path in (DATA / "upstream").glob("*/mutations.txt"))
GROUP = "HG0"
"""The rules that hold a draft against its upstream begin so."""


class Mutation(NamedTuple):
    """A single change to a draft."""

    folder: Path
    name: str
    nature: str
    before: str
    after: str


def mutations(folder: Path) -> Iterator[Mutation]:
    """The changes of a folder; \\n in them is a line end."""
    for block in read(folder / "mutations.txt").strip().split("\n\n"):
        fields = dict(line.partition("：")[::2] for line in block.splitlines())
        before, after = (fields[name].replace("\\n", "\n") for name in ("原文", "改为"))
        yield Mutation(folder, fields["名称"], fields["性质"], before, after)


ALL = [mutation for folder in FOLDERS for mutation in mutations(folder)]


@lru_cache
def checker() -> Checker:
    return Checker(Wishes(select=(GROUP,)))


def told(folder: Path, text: str) -> tuple[Finding, ...]:
    """What the rules of the group say of a draft in a folder."""
    result = checker().check(TextFile(str(folder / "draft.notice"), text))
    assert checker().problems == []
    return result.findings


def warnings(found: tuple[Finding, ...]) -> list[str]:
    return [f"{each.code} {each.message}" for each in found if each.severity != "info"]


@pytest.mark.parametrize("folder", FOLDERS, ids=[folder.name for folder in FOLDERS])
@pytest.mark.parametrize("name", ["draft.notice", "faithful.notice"])
def test_a_faithful_draft_gives_no_warning(folder: Path, name: str) -> None:
    assert warnings(told(folder, read(folder / name))) == []


@pytest.mark.parametrize("mutation", ALL, ids=[f"{m.folder.name}-{m.name}" for m in ALL])
def test_harmful_changes_are_told_and_harmless_ones_are_not(mutation: Mutation) -> None:
    draft = read(mutation.folder / "draft.notice")
    assert draft.count(mutation.before) == 1
    found = told(mutation.folder, draft.replace(mutation.before, mutation.after))
    match mutation.nature:
        case "有害":
            assert warnings(found)
        case "有害（提醒）":
            before = told(mutation.folder, draft)
            assert len(found) > len(before)
        case nature:
            assert nature == "无害"
            assert warnings(found) == []


@pytest.mark.parametrize("folder", FOLDERS, ids=[folder.name for folder in FOLDERS])
def test_each_list_has_forty_changes(folder: Path) -> None:
    natures = [mutation.nature for mutation in mutations(folder)]
    assert len(natures) == 40
    assert natures.count("无害") == 12


def test_upstreams_that_fail_are_told_on_their_line(tmp_path: Path) -> None:
    """Absent, unreadable, empty, a folder, itself: a finding there, the rest is checked."""
    shutil.copy(FOLDERS[0] / "upstream.notice", tmp_path / "好.notice")
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04 not a zip")
    (tmp_path / "空.notice").write_text("", encoding="utf-8")
    (tmp_path / "夹.notice").mkdir()
    names = ("没有.notice", "坏.docx", "空.notice", "夹.notice")
    lines = [f"上级文件：甲{number}＝《要点》（{name}）" for number, name in enumerate(names)]
    text = "\n".join((*lines, "上级文件：好＝《要点》（好.notice）", "1. 尽快公开。\n"))
    draft = tmp_path / "draft.notice"
    found = Checker(Wishes()).check(TextFile(str(draft), text)).findings
    unread = [text.count("\n", 0, each.span.start) for each in found if each.code == "HG001"]
    assert unread == [0, 1, 2, 3]
    assert any(each.code == "HG301" for each in found)
    assert any(each.code == "HG010" for each in found)


def test_a_confirmed_link_follows_its_item(tmp_path: Path) -> None:
    upstream = "1. 公开养老服务政策和补贴标准。\n2. 每季度检查食品安全并通报结果。\n"
    draft = (
        "上级文件：省要点＝《要点》（省.notice）\n"
        "1. 公开养老服务政策和补贴标准。\n落实：省要点 第1项〔{}〕\n"
        "2. 每季度检查食品安全并通报结果。\n"
    )
    (tmp_path / "省.notice").write_text(upstream, encoding="utf-8")
    by_code = {each.code: each for each in told(tmp_path, draft.format("000000"))}
    assert by_code.keys() - {"HG016", "HG017"} == {"HG003", "HG015"}
    first = by_code["HG015"]
    assert first.fix is not None
    mark = first.fix.edits[0].text.partition("〔")[2].rstrip("〕")
    assert warnings(told(tmp_path, draft.format(mark))) == []
    # The item moves: its words are found again under its new number.
    moved = "1. 每季度检查食品安全并通报结果。\n2. 公开养老服务政策和补贴标准。\n"
    (tmp_path / "省.notice").write_text(moved, encoding="utf-8")
    checker.cache_clear()
    again = [each for each in told(tmp_path, draft.format(mark)) if each.code == "HG015"]
    assert [each.fix.edits[0].text for each in again if each.fix] == [f"第2项〔{mark}〕"]


def test_several_upstreams_and_a_chain(tmp_path: Path) -> None:
    """A limit that the level between dropped is still told; what the draft never had is not."""
    (tmp_path / "国.notice").write_text(
        "发文机关：国务院办公厅\n成文日期：2026年1月5日\n1. 2026年6月底前公布养老服务清单和补贴标准。\n"
        "2. 修好通往每个自然村的公路桥梁。\n",
        encoding="utf-8",
    )
    (tmp_path / "省.notice").write_text(
        "发文机关：示例省人民政府\n成文日期：2026年2月5日\n上级文件：国要点＝《要点》（国.notice）\n"
        "1. 每季度检查食品安全并通报结果。\n",
        encoding="utf-8",
    )
    (tmp_path / "厅.notice").write_text(
        "发文机关：示例省教育厅\n成文日期：2026年2月6日\n1. 每学期开展2次以上校园安全演练。\n",
        encoding="utf-8",
    )
    draft = (
        "发文机关：样本县人民政府\n成文日期：2026年3月5日\n"
        "上级文件：省要点＝《要点》（省.notice）\n上级文件：厅要点＝《要点》（厅.notice）\n"
        "1. 公布养老服务清单和补贴标准。\n2. 每季度检查食品安全并通报结果。\n"
        "3. 每学期开展1次校园安全演练。\n"
    )
    found = [(each.code, each.message) for each in told(tmp_path, draft)]
    told_of = {code: message for code, message in found if code not in ("HG016", "HG017")}
    assert list(told_of) == ["HG021", "HG042"]
    assert "国要点" in told_of["HG021"]


def test_notices_that_name_each_other_come_to_an_end(tmp_path: Path) -> None:
    for name, other in (("甲", "乙"), ("乙", "甲"), ("丙", "丙")):
        text = f"上级文件：上＝《要点》（{other}.notice）\n1. 公开养老服务政策和补贴标准。\n"
        (tmp_path / f"{name}.notice").write_text(text, encoding="utf-8")
    for name in ("甲", "丙"):
        path = tmp_path / f"{name}.notice"
        found = Checker(Wishes(select=(GROUP,))).check(TextFile(str(path), read(path)))
        assert {f.code for f in found.findings} <= {"HG001", "HG016", "HG017"}
        assert ("HG001" in {each.code for each in found.findings}) is (name == "丙")


@given(st.data())
def test_no_text_makes_the_comparison_raise(data: st.DataObject) -> None:
    """Texts cut anywhere, and put together from the lines of both."""
    folder = data.draw(st.sampled_from(FOLDERS))
    upstream, draft = read(folder / "upstream.notice"), read(folder / "faithful.notice")
    upstream = upstream[data.draw(st.integers(0, 3000)) :][: data.draw(st.integers(0, 1500))]
    draft = draft[data.draw(st.integers(0, 3000)) :][: data.draw(st.integers(0, 1500))]
    mixed = "\n".join(data.draw(st.permutations([*upstream.splitlines(), draft])))
    read_up = Upstream(build_notice(data.draw(st.sampled_from([upstream, mixed, draft]))))
    document = build_notice(data.draw(st.sampled_from([draft, mixed])))
    comparison = Comparison(document, [Source("省", "", "省.notice", read_up)])
    assert coverage(comparison, "a.notice")["summary"]
    assert len(comparison.outcomes) == len(read_up.items)
    for outcome in comparison.outcomes:
        for each in outcome.differences:
            assert each.where is None or each.where.span.end <= len(each.where.block.text)
    edited = apply_edits(
        document.text, [Edit(*each) for each in acceptance(comparison, lambda _: "省.notice")]
    )
    assert len(edited) >= len(document.text)
