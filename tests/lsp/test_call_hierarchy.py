"""Tasks and the upstream items that they carry out, level by level."""

from __future__ import annotations

from pathlib import Path

import pytest
from cursors import LOWER, UPPER, cursor_in, cut_examples, office, opened, said, with_cursor
from lsprotocol import types
from open_drafts import Draft, Editor, in_editor, surroundings

from hegao.lsp.feature import Surroundings
from hegao.lsp.features.call_hierarchy import incoming, outgoing, prepare
from hegao.lsp.snapshot import Snapshot


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return office(tmp_path)


def item_at(draft: Snapshot, words: str) -> types.CallHierarchyItem:
    at = cursor_in(draft, words)
    params = types.CallHierarchyPrepareParams(at.identity, at.position)
    (item,) = prepare(draft, surroundings(draft), params) or ()
    return item


def above(item: types.CallHierarchyItem, around: Surroundings) -> list[types.CallHierarchyItem]:
    calls = outgoing(around, types.CallHierarchyOutgoingCallsParams(item))
    return [call.to for call in calls]


def below(item: types.CallHierarchyItem, around: Surroundings) -> list[types.CallHierarchyItem]:
    calls = incoming(around, types.CallHierarchyIncomingCallsParams(item))
    return [call.from_ for call in calls]


def told(items: list[types.CallHierarchyItem]) -> list[tuple[str, str | None]]:
    return sorted((item.name, item.detail) for item in items)


def test_the_task_under_the_cursor(folder: Path) -> None:
    draft = opened(folder / "县.notice")
    item = item_at(draft, "市方案 第1项")
    assert (item.name, item.detail) == (
        "第（一）项 公布目录，写明服务项目、收费标准和办理地点",
        "县.notice",
    )
    assert said(item.selection_range, draft) == "（一）"
    assert said(item.range, draft).startswith("（一）公布目录")
    assert said(item.range, draft).endswith("标识：目录")


def test_no_task_under_the_cursor() -> None:
    at = with_cursor("标题：甲‸\n1. 编制目录。（责任单位：县民政局）\n")
    params = types.CallHierarchyPrepareParams(at.identity, at.position)
    assert prepare(at.draft, surroundings(at.draft), params) is None


def test_up_level_by_level(folder: Path) -> None:
    draft = opened(folder / "县.notice")
    around = surroundings(draft, folder=folder)
    item = item_at(draft, "公布目录")
    city = ("第1项 编制目录，写明服务项目、收费标准和办理地点", "市.notice")
    province = ("第（一）项 编制养老服务目录", "省.notice")
    assert told(above(item, around)) == [city, province]
    (middle,) = (each for each in above(item, around) if each.detail == "市.notice")
    assert told(above(middle, around)) == [province]
    (top,) = above(middle, around)
    assert above(top, around) == []


def test_down_level_by_level(folder: Path) -> None:
    top = opened(folder / "上级" / "省.notice")
    around = surroundings(top, folder=folder)
    item = item_at(top, "编制养老服务目录")
    assert {detail for _, detail in told(below(item, around))} == {"县.notice", "市.notice"}
    (middle,) = (each for each in below(item, around) if each.detail == "市.notice")
    assert [detail for _, detail in told(below(middle, around))] == ["县.notice"]
    assert below(item_at(top, "检查养老机构"), around) == []


def test_where_a_task_says_so(folder: Path) -> None:
    draft = opened(folder / "县.notice")
    around = surroundings(draft, folder=folder)
    params = types.CallHierarchyOutgoingCallsParams(item_at(draft, "公布目录"))
    ranges = [said(each, draft) for call in outgoing(around, params) for each in call.from_ranges]
    assert sorted(ranges) == ["第1项", "第（一）项"]
    silent = LOWER.replace("落实：市方案 第1项；省要点 第（一）项\n", "")
    (folder / "县.notice").write_text(silent, "utf-8")
    draft = opened(folder / "县.notice")
    around = surroundings(draft, folder=folder)
    params = types.CallHierarchyOutgoingCallsParams(item_at(draft, "公布目录"))
    ranges = [said(each, draft) for call in outgoing(around, params) for each in call.from_ranges]
    assert set(ranges) == {"（一）"}


def test_what_only_may_be_meant_carries_nothing_out(folder: Path) -> None:
    head = LOWER.splitlines()[1]
    text = f"{head}\n1. 编制培训计划，写明培训时间和办理地点。（责任单位：县民政局）\n"
    (folder / "县.notice").write_text(text, "utf-8")
    draft = opened(folder / "县.notice")
    assert [each.state for each in draft.whole.comparison.outcomes][0] == "suggested"
    assert above(item_at(draft, "培训"), surroundings(draft)) == []


def test_an_open_upstream_counts_as_it_is_open(folder: Path) -> None:
    draft = opened(folder / "县.notice")
    text = "附注：新\n附注：新\n" + UPPER
    path = folder / "上级" / "省.notice"
    upstream = with_cursor("‸" + text, path).draft
    around = surroundings(draft, upstream, folder=folder)
    (item,) = (
        each for each in above(item_at(draft, "公布目录"), around) if each.detail == "省.notice"
    )
    assert said(item.selection_range, upstream) == "（一）"
    assert item.range.start.line == 7


def test_an_upstream_that_is_no_draft_is_shown_by_its_file(tmp_path: Path) -> None:
    (tmp_path / "来文.txt").write_text("关于养老的通知\n\n1. 编制养老服务目录并公布。\n", "utf-8")
    text = "上级文件：来文＝《通知》（来文.txt）\n1. 编制养老服务目录并公布。\n落实：来文 第1项\n"
    path = tmp_path / "稿.notice"
    path.write_text(text, "utf-8")
    draft = opened(path)
    (item,) = above(item_at(draft, "编制养老"), surroundings(draft))
    assert (item.name, item.detail) == ("第1项 编制养老服务目录并公布", "来文.txt")
    assert item.range.start == item.range.end == types.Position(0, 0)
    assert above(item, surroundings(draft)) == []


def test_no_cut_text_makes_it_raise() -> None:
    for at in cut_examples():
        around = surroundings(at.draft)
        params = types.CallHierarchyPrepareParams(at.identity, at.position)
        for item in prepare(at.draft, around, params) or ():
            above(item, around)
            below(item, around)


@in_editor
async def test_an_editor_goes_up_and_down(editor: Editor, tmp_path: Path) -> None:
    folder = office(tmp_path)
    draft = Draft(editor, LOWER.replace("公布", "𠮷公布"), (folder / "县.notice").as_uri())
    at = draft.position(draft.text.index("公布") + 1)
    (item,) = (
        await editor.text_document_prepare_call_hierarchy_async(
            types.CallHierarchyPrepareParams(draft.identity, at)
        )
        or ()
    )
    assert draft.said(item.selection_range) == "（一）"
    calls = await editor.call_hierarchy_outgoing_calls_async(
        types.CallHierarchyOutgoingCallsParams(item)
    )
    assert calls
    assert {call.to.uri for call in calls} == {
        (folder / name).as_uri() for name in ("市.notice", "上级/省.notice")
    }
    assert {draft.said(each) for call in calls for each in call.from_ranges} == {
        "第1项",
        "第（一）项",
    }
    upper = await editor.call_hierarchy_incoming_calls_async(
        types.CallHierarchyIncomingCallsParams(calls[0].to)
    )
    assert [call.from_.uri for call in upper or ()] == [draft.uri]
