"""What is shown over words of a draft."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

import pytest
from lsprotocol import types
from open_drafts import EXAMPLES, Draft, Editor, in_editor, snapshot, surroundings

from hegao.grammar.vocabulary import FIELDS
from hegao.lsp.client_abilities import ClientAbilities
from hegao.lsp.convert import span_of
from hegao.lsp.explained.calendar_days import working_days
from hegao.lsp.explained.labels import FIELD_USES
from hegao.lsp.explained.note import escaped
from hegao.lsp.features.hover import hover
from hegao.lsp.snapshot import Snapshot

ISSUED = "成文日期：2026年4月28日\n"
DRAFTS = sorted((EXAMPLES / "drafts").glob("*.notice"))
UNITS = """全称,简称,曾用名,类别,上级,有效期
县直各部门,,,统称,,
示例县卫生健康局,县卫生健康局,县卫生和计划生育局（至2019年1月）,县直部门,,2019年2月—
示例县司法局,县司法局,,县直部门,,
示例县工商局,县工商局,,县直部门,,—2019年2月
"""


def over(marked: str, uri: str = "untitled:draft", *, markdown: bool = False) -> str:
    """What is shown where ‸ stands."""
    draft = snapshot(marked.replace("‸", ""), uri)
    found = at(draft, marked.index("‸"), markdown=markdown)
    return "" if found is None else content(found)


def at(draft: Snapshot, offset: int, *, markdown: bool = False) -> types.Hover | None:
    place = types.Position(*draft.text.place(offset))
    params = types.HoverParams(types.TextDocumentIdentifier(draft.uri), place)
    return hover(draft, surroundings(draft, client=ClientAbilities(markdown=markdown)), params)


def content(found: types.Hover) -> str:
    assert isinstance(found.contents, types.MarkupContent)
    return found.contents.value


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("1. 年‸底前办完。", "最后一天是2026年12月31日，星期四"),
        ("1. 年‸底前办完。", "年份没有写成数字，按2026年算"),
        ("1. 自印发之日起10个工作日‸内办完。", "最后一天是2026年5月12日，星期二"),
        ("1. 自印发之日起10个工作日‸内办完。", "有14天，其中工作日10天（工作日只除去星期六"),
        ("1. 验收后5日‸内付款。", "从“验收”那天算起"),
        ("1. 每季‸度检查一次。", "周期性的要求"),
        ("1. 尽‸快办完。", "不是具体时限"),
        ("1. 长期坚‸持抽查。", "长期的要求"),
    ],
)
def test_a_limit_is_told_as_a_day(text: str, told: str) -> None:
    assert told in over(ISSUED + text)


def test_without_a_date_of_issue_days_count_from_today() -> None:
    day = date.today() + timedelta(days=40)
    written = f"{day.year}年{day.month}月{day.day}日前"
    told = over(f"1. ‸{written}办完。")
    assert "没有成文日期。从今天" in told
    assert "有40天" in told
    assert "写上成文日期就能算出最后一天" in over("1. 印发之日起10个工作日‸内办完。")


def test_a_day_before_the_issue_is_told_so() -> None:
    assert "早" in over(ISSUED + "1. 办完。\n完成时限：‸2026年4月20日前")


@pytest.mark.parametrize("start", range(7))
@pytest.mark.parametrize("days", range(16))
def test_working_days_are_those_from_monday_to_friday(start: int, days: int) -> None:
    first = date(2026, 6, 1) + timedelta(days=start)
    counted = [first + timedelta(days=day) for day in range(1, days + 1)]
    expected = sum(day.isoweekday() < 6 for day in counted)
    assert working_days(first, first + timedelta(days=days)) == expected


@pytest.fixture
def office(tmp_path: Path) -> str:
    (tmp_path / "机构.csv").write_text(UNITS, "utf-8")
    return (tmp_path / "稿.notice").as_uri()


@pytest.mark.parametrize(
    ("units", "told"),
    [
        ("县司‸法局牵头", "示例县司法局"),
        ("县司‸法局牵头", "本文有它的任务2项：牵头1项，配合1项"),
        ("县卫生健‸康局", "曾用名：县卫生和计划生育局（至2019年1月31日）"),
        ("县卫生健‸康局", "有效期（2019年2月1日起）"),
        ("县卫生和计‸划生育局", "曾用名（2019年1月31日止），现为示例县卫生健康局"),
        ("县工‸商局", "已撤销（2019年2月28日止）"),
        ("县卫生健康‸委", "机构名录里没有；名称相近的是“县卫生健康局”"),
        ("县直‸各部门", "统称，机构名录里有3家"),
        ("有关部‸门", "没有写明是哪家单位"),
    ],
)
def test_a_unit_is_told_with_its_history(office: str, units: str, told: str) -> None:
    text = f"{ISSUED}机构名录：机构.csv\n1. 编制。（责任单位：{units}）\n"
    assert told in over(text + "2. 更新。（县卫生健康局牵头，县司法局配合）", office)


def test_a_shortened_name_is_read_in_full() -> None:
    assert "按“县财政局”理解" in over("1. 编制。（责任单位：县民政局、财政‸局）")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("每年不少于‸2次", "最少2次，2次也算做到，按“每年”计"),
        ("不超过‸3件", "最多3件"),
        ("举办‸5场", "没有写“不少于”"),
        ("超过‸8家", "要多于8家，不含8家"),
    ],
)
def test_a_quantity_is_told_with_its_bound(text: str, told: str) -> None:
    assert told in over(f"1. 完成{text}。")


def test_every_field_is_explained_by_any_of_its_names() -> None:
    assert set(FIELD_USES) == set(FIELDS.values())
    assert "由谁配合" in over("1. 编制。\n协办单‸位：县司法局")
    assert "协办单位（同“配合单位”）" in over("1. 编制。\n协办单‸位：县司法局")
    assert "由谁办" in over("1. 编制。\n责任单‸位\x0b：县司法局")
    assert "编号从头数" in over("【印发‸件】要点\n1. 编制。")


def test_a_finding_and_a_code_are_told_by_their_rule() -> None:
    assert "HG301 时限用语模糊" in over("1. 尽‸快办完。")
    assert "依据：" in over("1. 办完。\n【核稿：不查 HG‸301；理由：上级原文】")


UPSTREAM = "1. 2026年6月底前公布养老服务清单和补贴标准。（责任单位：省民政厅）\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("1‸. 2026年9月底前公布养老服务清单和补贴标准。", "晚于“2026年6月底前”"),
        ("1‸. 2026年9月底前公布养老服务清单和补贴标准。", "按文字推定"),
        ("1. 2026年6月底前公布养老服务清单和补贴标准。\n落实：省要点 第‸1项", "已落实"),
        ("1. 2026年6月底前公布养老服务清单和补贴标准。\n落实：省要点 第‸7项", "没有这一项"),
    ],
)
def test_an_upstream_item_is_told_with_the_differences(
    tmp_path: Path, text: str, told: str
) -> None:
    (tmp_path / "省.notice").write_text(UPSTREAM, "utf-8")
    head = f"{ISSUED}上级文件：省要点＝《要点》（省.notice）\n"
    shown = over(head + text, (tmp_path / "稿.notice").as_uri())
    assert told in shown
    assert "项" in shown


def test_an_upstream_file_is_told_by_what_became_of_its_items() -> None:
    path = EXAMPLES / "drafts" / "upstream.notice"
    text = path.read_text("utf-8").replace("上级文件：省", "上级文件：‸省")
    assert "未落实1项、有减弱4项" in over(text, path.as_uri())


def test_an_upstream_that_is_not_there_is_told(tmp_path: Path) -> None:
    head = "上级文件：省要点＝《要点》（无.notice）\n1. 编制。\n落实：省要点 第‸1项"
    assert "读不出" in over(head, (tmp_path / "稿.notice").as_uri())


def test_signs_of_markdown_are_only_signs() -> None:
    told = over("1. 尽‸快办完。", markdown=True)
    assert told.startswith("**时限：尽快**\n\n- ")
    assert escaped("1. *甲*_乙_ [丙](丁)") == "1\\. \\*甲\\*\\_乙\\_ \\[丙\\](丁)"
    assert "**" not in over("1. 尽‸快办完。")


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.stem)
def test_no_place_of_a_cut_draft_raises(path: Path) -> None:
    text, chance = path.read_text("utf-8"), random.Random(path.stem)
    for cut in chance.sample(range(len(text)), 8):
        draft = snapshot(text[:cut], path.as_uri())
        for offset in chance.sample(range(cut + 1), min(cut + 1, 20)):
            if found := at(draft, offset):
                assert found.range
                span = span_of(found.range, draft.text)
                assert span.start < span.end


@in_editor
async def test_hover_in_editors(editor: Editor) -> None:
    path = EXAMPLES / "drafts" / "upstream.notice"
    draft = Draft(
        editor, path.read_text("utf-8").replace("每年组织", "𠮷😀每年组织"), path.as_uri()
    )
    place = draft.position(draft.text.index("不少于1次") + 1)
    found = await editor.text_document_hover_async(types.HoverParams(draft.identity, place))
    assert found
    assert found.range
    assert draft.said(found.range) == "不少于1次"
    assert "最少1次" in content(found)
