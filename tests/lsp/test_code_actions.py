"""Code actions: what is offered at a cursor (‸), and what the draft then is."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from lsprotocol import types
from open_drafts import EXAMPLES, Draft, Editor, in_editor, snapshot, surroundings

from hegao.dsl.build import build_notice
from hegao.grammar.source import Span
from hegao.linter.fix import apply_edits
from hegao.lsp.actions.meaning import notice_said
from hegao.lsp.actions.offer import Offer, Scene
from hegao.lsp.client_abilities import ClientAbilities
from hegao.lsp.convert import range_of
from hegao.lsp.features.code_actions import MENDINGS, code_actions, resolve

LINES, BRACKET = "refactor.rewrite.hegao.lines", "refactor.rewrite.hegao.bracket"
SPLIT, MARK = "refactor.rewrite.hegao.split", "refactor.rewrite.hegao.mark"
LIMIT, RENUMBER = "refactor.rewrite.hegao.limit", "source.renumber.hegao"
ACCEPT, QUICK = "source.acceptLinks.hegao", "quickfix"
PROVINCE = "1. 2026年6月底前公布养老服务清单和补贴标准。（责任单位：省民政厅、省财政厅）\n"
HEAD = "成文日期：2026年3月2日\n上级文件：省要点＝《要点》（省.notice）\n"


def scene(marked: str, uri: str = "untitled:draft", **client: bool) -> Scene:
    at = marked.index("‸")
    draft = snapshot(marked.replace("‸", ""), uri)
    around = surroundings(draft, client=ClientAbilities(**client))
    return Scene(draft, around, Span(at, at))


def offers(there: Scene, kind: str, words: str = "") -> list[Offer]:
    found = (each for mending in MENDINGS for each in mending.offers(there))
    return [each for each in found if each.kind == kind and words in each.title]


def done(marked: str, kind: str, words: str = "", uri: str = "untitled:draft") -> str | None:
    """The text when the one offer of a kind is taken; None where there is none."""
    there = scene(marked, uri)
    found = [each for each in offers(there, kind, words) if not each.refusal]
    assert len(found) <= 1
    edits = found[0].make() if found else ()
    return apply_edits(there.draft.source, edits) if edits else None


def requested(there: Scene, *only: str, automatic: bool = False) -> list[types.CodeAction]:
    trigger = types.CodeActionTriggerKind.Automatic if automatic else None
    context = types.CodeActionContext([], list(only) or None, trigger)
    identity = types.TextDocumentIdentifier(there.draft.uri)
    params = types.CodeActionParams(identity, range_of(there.place, there.draft.text), context)
    return code_actions(there.draft, there.around, params)


TO_LINES = {
    "label": ("1. 编制‸目录。（责任单位：县民政局、财政局）\n", "1. 编制目录。\n责任单位：县民政局、财政局\n"),
    "no label": ("1. 编制‸目录。（县民政局牵头，县财政局配合）\n", "1. 编制目录。\n责任单位：县民政局牵头，县财政局配合\n"),
    "roles and limit": (
        "1. 编制‸目录。（牵头单位：县民政局；配合单位：县财政局；完成时限：2026年6月底前）\n",
        "1. 编制目录。\n牵头单位：县民政局\n配合单位：县财政局\n完成时限：2026年6月底前\n",
    ),
    "stop behind": ("1. 编制‸目录（责任单位：县民政局）。\n", "1. 编制目录。\n责任单位：县民政局\n"),
    "field below": (
        "1. 编制‸目录。（责任单位：县民政局）\n落实：省要点 第1项\n",
        "1. 编制目录。\n责任单位：县民政局\n落实：省要点 第1项\n",
    ),
    "from the field": (
        "1. 编制目录。（责任单位：县民政局）\n落实：省‸要点 第1项\n",
        "1. 编制目录。\n责任单位：县民政局\n落实：省要点 第1项\n",
    ),
}  # fmt: skip
TO_BRACKET = {
    "line": ("1. 编制‸目录。\n责任单位：县民政局（牵头）、财政局\n", "1. 编制目录。（责任单位：县民政局（牵头）、财政局）\n"),
    "limit": (
        "（一）编制‸目录。\n责任单位：县民政局\n完成时限：2026年6月底前\n落实：省要点 第1项\n",
        "（一）编制目录。（责任单位：县民政局；完成时限：2026年6月底前）\n落实：省要点 第1项\n",
    ),
    "more in the bracket": (
        "1. 编制‸目录。（责任单位：县民政局）\n完成时限：2026年6月底前\n",
        "1. 编制目录。（责任单位：县民政局；完成时限：2026年6月底前）\n",
    ),
    "blank line": ("1. 编制‸目录。\n\n责任单位：县民政局\n", "1. 编制目录。（责任单位：县民政局）\n"),
    "CRLF": ("1. 编制‸目录。\r\n责任单位：县民政局\r\n", "1. 编制目录。（责任单位：县民政局）\r\n"),
}  # fmt: skip


@pytest.mark.parametrize(("marked", "after"), TO_LINES.values(), ids=TO_LINES)
def test_a_bracket_becomes_lines(marked: str, after: str) -> None:
    assert done(marked, LINES) == after


@pytest.mark.parametrize(("marked", "after"), TO_BRACKET.values(), ids=TO_BRACKET)
def test_lines_become_a_bracket(marked: str, after: str) -> None:
    assert done(marked, BRACKET) == after


@pytest.mark.parametrize("name", ["bracketed", "continuous", "upstream"])
def test_units_there_and_back_mean_the_same(name: str) -> None:
    text = (EXAMPLES / "drafts" / f"{name}.notice").read_text("utf-8")
    taken = 0
    for item in build_notice(text).items:
        marked = text[: item.block.origin] + "‸" + text[item.block.origin :]
        for kind, back in ((LINES, BRACKET), (BRACKET, LINES)):
            if (other := done(marked, kind)) is None:
                continue
            taken += 1
            assert notice_said(build_notice(other)) == notice_said(build_notice(text))
            at = other.index(item.block.text[:12])
            again = done(other[:at] + "‸" + other[at:], back)
            assert again is not None
            assert notice_said(build_notice(again)) == notice_said(build_notice(text))
    assert taken >= 7


REFUSED = {
    "comment between": ("1. 编制‸目录。\n【批注：谁来办】\n责任单位：县民政局\n", BRACKET, "批注"),
    "bracket amid": ("1. 编制‸目录（责任单位：县民政局），再公布。\n", LINES, "手工改"),
    "leaning": ("1. 编制‸清单；其中重点清单另行公布。（责任单位：县民政局、县财政局）\n", SPLIT, "接着前面"),
    "one limit": ("1. 2026年6月底前编制‸清单；公布办事指南。（责任单位：县民政局、县财政局）\n", SPLIT, "哪天完成"),
    "tag": ("1. 编制养老‸清单；公布办事指南。\n责任单位：县民政局、县财政局\n标识：清单\n", SPLIT, "标识"),
    "points": ("1. 编制养老‸清单；公布办事指南。（责任单位：县民政局、县财政局）\n（1）先试点。\n", SPLIT, "分项"),
    "same thing": ("1. 编制养老‸清单；清单每半年更新一次。（责任单位：县民政局、县财政局）\n", SPLIT, "接着前面"),
    "table": ("1. 编制养老‸清单；公布办事指南。（责任单位：县民政局、县财政局）\n任务｜责任单位\n2. 抽查。｜县民政局\n", SPLIT, "表格"),
    "short": ("1. 编制养老服务‸清单；抓好落实。（责任单位：县民政局、县财政局）\n", SPLIT, "太短"),
}  # fmt: skip


@pytest.mark.parametrize(("marked", "kind", "reason"), REFUSED.values(), ids=REFUSED)
def test_a_reason_is_told_to_who_asks_for_the_kind(marked: str, kind: str, reason: str) -> None:
    there = scene(marked, disabled_actions=True)
    (action,) = requested(there, kind)
    assert action.edit is None
    assert action.disabled is not None
    assert reason in action.disabled.reason
    assert not [each for each in requested(there, "refactor") if each.kind == kind]
    assert requested(scene(marked), kind) == []


SPLITS = {
    "same level": (
        "1. 编制养老‸清单；公布办事指南。（责任单位：县民政局、县财政局）\n2. 抽查。\n3. 总结。\n",
        "1. 编制养老清单。（责任单位：县民政局、县财政局）\n2. 公布办事指南。（责任单位：县民政局、县财政局）\n3. 抽查。\n4. 总结。\n",
    ),
    "over a heading": (
        "一、甲\n（一）编制养老‸清单；公布办事指南。（责任单位：县民政局、县财政局）\n\n二、乙\n（二）抽查档案。\n",
        "一、甲\n（一）编制养老清单。（责任单位：县民政局、县财政局）\n\n（二）公布办事指南。（责任单位：县民政局、县财政局）\n\n二、乙\n（三）抽查档案。\n",
    ),
    "new count": (
        "一、甲\n1. 编制养老‸清单；公布办事指南。（责任单位：县民政局、县财政局）\n二、乙\n1. 抽查档案。\n",
        "一、甲\n1. 编制养老清单。（责任单位：县民政局、县财政局）\n2. 公布办事指南。（责任单位：县民政局、县财政局）\n二、乙\n1. 抽查档案。\n",
    ),
    "limits": (
        "1. 编制养老‸清单，2026年6月底前公布。办事指南2026年7月底前印发。（责任单位：县民政局）\n",
        "1. 编制养老清单，2026年6月底前公布。（责任单位：县民政局）\n2. 办事指南2026年7月底前印发。（责任单位：县民政局）\n",
    ),
    "title": (
        "（一）公开养老信息。编制养老‸清单；公布收费标准。\n责任单位：县民政局、县财政局\n完成时限：2026年6月底前\n（二）抽查。\n",
        "（一）公开养老信息\n1. 编制养老清单。\n责任单位：县民政局、县财政局\n完成时限：2026年6月底前\n"
        "2. 公布收费标准。\n责任单位：县民政局、县财政局\n完成时限：2026年6月底前\n（二）抽查。\n",
    ),
    "inside quotes": ("1. 编制“清单；指南”‸目录并且公布办事指南。（责任单位：县民政局、县财政局）\n", None),
    "one unit": ("1. 编制养老‸清单；公布办事指南。（责任单位：县民政局）\n", None),
}  # fmt: skip


@pytest.mark.parametrize(("marked", "after"), SPLITS.values(), ids=SPLITS)
def test_a_combined_task_is_split(marked: str, after: str | None) -> None:
    assert done(marked, SPLIT) == after


NUMBERED = {
    "gap": ("‸1. 甲事。\n2. 乙事。\n4. 丙事。\n5. 丁事。\n", "1. 甲事。\n2. 乙事。\n3. 丙事。\n4. 丁事。\n"),
    "twice": ("‸（一）甲事。\n（一）乙事。\n（二）丙事。\n", "（一）甲事。\n（二）乙事。\n（三）丙事。\n"),
    "own way": ("‸1、甲事。\n3、乙事。\n", "1、甲事。\n2、乙事。\n"),
    "explicit": ("‸1. 甲事。\n【任务】3. 乙事。\n", "1. 甲事。\n【任务】2. 乙事。\n"),
    "circled": ("一、甲\n1. 做事：\n①甲。\n‸③乙。\n", "一、甲\n1. 做事：\n①甲。\n②乙。\n"),
    "sections": (
        "编号方式：分节编号\n一、甲\n1. 甲事。\n三、乙\n‸2. 乙事。\n",
        "编号方式：分节编号\n一、甲\n1. 甲事。\n二、乙\n1. 乙事。\n",
    ),
    "articles": ("‸第一条 甲事。\n第三条 乙事。\n", "第一条 甲事。\n第二条 乙事。\n"),
    "right": ("‸1. 甲事。\n2. 乙事。\n", None),
}  # fmt: skip


@pytest.mark.parametrize(("marked", "after"), NUMBERED.values(), ids=NUMBERED)
def test_numbers_are_counted_through(marked: str, after: str | None) -> None:
    assert done(marked, RENUMBER) == after
    assert after is None or done("‸" + after, RENUMBER) is None


def test_renumbering_reminds_of_numbers_in_the_text() -> None:
    (offer,) = offers(scene("‸1. 甲事。\n3. 按第3项办。\n"), RENUMBER)
    assert "自己核对" in offer.title


SUPPRESSED = {
    "item": ("1. 尽‸快编制目录。（责任单位：县司法局）\n2. 抽查。（责任单位：县司法局）\n", "HG301", "县司法局）\n【", "这一项"),
    "behind fields": ("1. 尽‸快编制目录。\n责任单位：县司法局\n2. 抽查。\n", "HG301", "县司法局\n【", "这一项"),
    "one of several": ("1. 行爲。（责任单位：县司法局）\n2. 行‸爲。（责任单位：县司法局）\n", "HG707", "2. 行爲。（责任单位：县司法局）\n【", "这一项"),
    "header": ("标题：关于清‸理的通知。\n\n1. 抽查。（责任单位：县司法局）\n", "HG115", "通知。\n【", "全文"),
    "paragraph": ("标题：关于清理的通知\n\n现将有关行‸爲规范如下，请认真执行。\n\n1. 抽查。（责任单位：县司法局）\n", "HG707", "请认真执行。\n【", "这一段"),
    "section": ("一、规范行‸爲\n1. 抽查。（责任单位：县司法局）\n", "HG707", "行爲\n【", "这一项"),
    "row": ("任务｜责任单位\n1. 尽‸快编制目录。｜县司法局\n2. 抽查。｜县司法局\n", "HG301", "县司法局\n【", "这一行"),
}  # fmt: skip


@pytest.mark.parametrize(("marked", "code", "before", "scope"), SUPPRESSED.values(), ids=SUPPRESSED)
def test_a_suppression_speaks_of_its_finding(
    marked: str, code: str, before: str, scope: str
) -> None:
    made = done(marked, QUICK, f"（{code}）")
    there = scene(marked)
    assert made is not None
    assert f"{before}核稿：不查 {code}；理由：】\n" in made
    (offer,) = offers(there, QUICK, f"（{code}）")
    assert offer.title.startswith(f"{scope}不查“")
    old = sum(1 + len(each.related) for each in there.draft.findings if each.code == code)
    codes = [each.code for each in snapshot(made).findings]
    assert code in codes
    assert "HG901" in codes
    reasoned = snapshot(made.replace("理由：】", "理由：上级原文】")).findings
    left = sum(1 + len(each.related) for each in reasoned if each.code == code)
    assert left == old - 1
    assert "HG902" not in [each.code for each in reasoned]


def test_no_line_is_put_into_the_middle_of_a_line() -> None:
    text = "五、紧扣任务落‸实强化保障\n措施（一）强化保障。配齐力量。\n"
    there = scene(text)
    for offer in (each for mending in MENDINGS for each in mending.offers(there)):
        if "不查" in offer.title:
            assert apply_edits(there.draft.source, offer.make()).count("\n（一）") == 0
    assert not offers(there, QUICK, "不查")


def test_what_is_suppressed_without_reason_is_not_offered_again() -> None:
    text = "1. 尽‸快编制目录。（责任单位：县司法局）\n【核稿：不查 HG301；理由：】\n"
    assert done(text, QUICK, "（HG301）") is None
    on_line = text.replace("‸", "").replace("【核", "【‸核")
    assert not offers(scene(on_line), QUICK, "HG901")


def test_a_task_is_marked_as_none_and_back() -> None:
    marked = done("一、要求\n1. 本要点‸所称机构包括公办机构。\n2. 抽查。\n", MARK)
    assert marked == "一、要求\n【段】1. 本要点所称机构包括公办机构。\n2. 抽查。\n"
    assert [task.number for task in build_notice(marked).tasks] == ["2."]
    back = done(marked.replace("本要点", "本要点‸"), MARK)
    assert back == marked.replace("段", "任务")
    assert len(build_notice(back).tasks) == 2


def test_an_item_that_is_no_task_is_marked_as_one() -> None:
    made = done("一、总体要求\n（一）坚持‸需求导向。\n", MARK)
    assert made == "一、总体要求\n【任务】（一）坚持需求导向。\n"
    assert len(build_notice(made).tasks) == 1


def test_a_limit_line_stands_behind_the_units() -> None:
    text = "1. 编制‸目录。\n责任单位：县司法局\n落实：省要点 第1项\n"
    made = text.replace("‸", "").replace("县司法局\n", "县司法局\n完成时限：\n")
    assert done(text, LIMIT) == made
    assert done("1. 2026年6月底前编制‸目录。\n", LIMIT) is None


@pytest.fixture
def draft_uri(tmp_path: Path) -> str:
    (tmp_path / "省.notice").write_text(PROVINCE, "utf-8")
    return (tmp_path / "稿.notice").as_uri()


def test_a_missing_unit_comes_from_the_upstream(draft_uri: str) -> None:
    text = (
        "1. ‸公布养老服务清单和补贴标准。（责任单位：县财政局）\n2. 抽查。（责任单位：县民政局）\n"
    )
    made = done(
        HEAD + text, QUICK, "责任单位补上“县民政局”（省要点第1项写的是省民政厅）", draft_uri
    )
    assert made == (HEAD + text).replace("‸", "").replace("：县财政局）", "：县财政局、县民政局）")
    assert done(made.replace("1. ", "1. ‸"), QUICK, "补上", draft_uri) is None


def test_roles_of_the_others_stay(draft_uri: str) -> None:
    text = "1. ‸公布养老服务清单和补贴标准。（责任单位：县发展改革局牵头，县财政局配合）\n2. 抽查。（责任单位：县民政局）\n"
    made = done(HEAD + text, QUICK, "补上“县民政局”", draft_uri)
    assert made is not None
    units = {unit.name: unit.role for unit in build_notice(made).tasks[0].units}
    assert units == {"县发展改革局": "lead", "县财政局": "support", "县民政局": "support"}


def test_a_task_without_units_gets_those_of_the_upstream(draft_uri: str) -> None:
    text = "1. ‸公布养老服务清单和补贴标准。\n2. 抽查。（责任单位：县民政局、县财政局）\n"
    made = done(HEAD + text, QUICK, "责任单位写“县民政局、县财政局”（对照省要点第1项）", draft_uri)
    assert made is not None
    assert "补贴标准。\n责任单位：县民政局、县财政局\n2." in made


def test_an_unknown_counterpart_is_not_made_up(draft_uri: str) -> None:
    text = "1. ‸公布养老服务清单和补贴标准。\n2. 抽查。（责任单位：县公安局）\n"
    assert done(HEAD + text, QUICK, "对照省要点", draft_uri) is None


def test_a_missing_limit_comes_from_the_upstream(draft_uri: str) -> None:
    text = "1. ‸公布养老服务清单和补贴标准。（责任单位：县财政局）\n"
    made = done(HEAD + text, QUICK, "完成时限写“2026年6月底前”（照省要点第1项）", draft_uri)
    assert made is not None
    assert made.endswith("县财政局）\n完成时限：2026年6月底前\n")


def test_clear_links_are_written_down(draft_uri: str) -> None:
    text = "1. ‸公布养老服务清单和补贴标准。（责任单位：县财政局）\n2. 抽查档案。\n"
    made = done(HEAD + text, ACCEPT, "", draft_uri)
    assert made is not None
    assert "县财政局）\n落实：省要点 第1项〔" in made
    assert done("‸" + made, ACCEPT, "", draft_uri) is None


def test_only_what_is_asked_for_is_offered() -> None:
    there = scene("1. 尽‸快编制目录。（责任单位：县司法局）\n3. 行爲。\n")
    kinds = [
        {str(each.kind) for each in requested(there, *only)} for only in ((), (QUICK,), ("source",))
    ]
    assert kinds[0] >= {QUICK, LINES, MARK, RENUMBER, "source.fixAll.hegao"}
    assert kinds[1] == {QUICK}
    assert kinds[2] == {RENUMBER, "source.fixAll.hegao"}
    assert not {str(e.kind) for e in requested(there, automatic=True)} & kinds[2]


def test_an_edit_is_made_when_it_is_wanted() -> None:
    there = scene(
        "1. 尽‸快编制目录。（责任单位：县司法局）\n", resolves_edits=True, versioned_edits=True
    )
    action = next(e for e in requested(there, QUICK) if "HG301" in e.title)
    assert action.edit is None
    made = resolve(there.draft, there.around, action).edit
    assert made is not None
    later = snapshot(there.draft.source + "2. ")
    later.version = 2
    action.edit = None
    assert resolve(later, there.around, action).edit is None


@pytest.mark.parametrize(
    "data", [None, 3, {}, {"version": 1}, {"version": 1, "number": -5, "place": [1]}]
)
def test_unknown_data_are_no_edit(data: object) -> None:
    there = scene("‸1. 尽快编制目录。\n")
    action = types.CodeAction("改", data=data)
    assert resolve(there.draft, there.around, action).edit is None


def test_edits_in_many_places_are_looked_through() -> None:
    there = scene("‸1. 甲事。\n3. 乙事。\n4. 丙事。\n", versioned_edits=True, change_notes=True)
    (action,) = requested(there, RENUMBER)
    assert action.edit is not None
    (note,) = (action.edit.change_annotations or {}).values()
    assert note.needs_confirmation
    (document,) = action.edit.document_changes or ()
    assert isinstance(document, types.TextDocumentEdit)
    assert all(isinstance(each, types.AnnotatedTextEdit) for each in document.edits)


def test_the_cursor_is_left_where_the_reason_goes() -> None:
    there = scene("1. 尽‸快编制目录。\r\n", versioned_edits=True, snippet_edits=True)
    action = next(e for e in requested(there, QUICK) if "HG301" in e.title)
    assert action.edit is not None
    (document,) = action.edit.document_changes or ()
    assert isinstance(document, types.TextDocumentEdit)
    (edit,) = document.edits
    assert isinstance(edit, types.SnippetTextEdit)
    assert edit.snippet.value == "\r\n【核稿：不查 HG301；理由：$0】"


@pytest.mark.parametrize(
    "path", sorted((EXAMPLES / "drafts").glob("*.notice")), ids=lambda p: p.stem
)
def test_nothing_raises_at_any_place_of_a_cut_draft(path: Path) -> None:
    text, chance = path.read_text("utf-8"), random.Random(path.stem)
    found = 0
    for length in chance.sample(range(len(text)), 12):
        at = chance.randrange(max(length - 300, 0), length + 1)
        for whole in (text[:length], text):
            there = scene(f"{whole[:at]}‸{whole[at:]}", path.as_uri(), disabled_actions=True)
            found += len(requested(there))
            found += len(requested(there, SPLIT, LINES, BRACKET))
    assert found


async def chosen(editor: Editor, draft: Draft, words: str, *only: str) -> None:
    """Take the action with some words in its title, as an editor does."""
    at = draft.position(draft.text.index("𠮷") + 1)
    actions = await draft.actions(types.Range(at, at), *only)
    (action,) = [each for each in actions if words in each.title]
    assert isinstance(action, types.CodeAction)
    if action.edit is None:
        action = await editor.code_action_resolve_async(action)
    draft.apply(action)


@in_editor
async def test_actions_in_an_editor(editor: Editor) -> None:
    draft = Draft(
        editor,
        "一、𠮷😀\r\n1. 编制养老𠮷目录；公布办事指南。（责任单位：县民政局、县财政局）\r\n3. 抽查。\r\n",
    )
    draft.edit(2, 4, "甲")
    await chosen(editor, draft, "编号从头排", "source")
    assert "\r\n2. 抽查。\r\n" in draft.text
    await chosen(editor, draft, "拆成2项", "refactor")
    await chosen(editor, draft, "改成另起一行", "refactor.rewrite")
    assert draft.text == (
        "一、甲\r\n1. 编制养老𠮷目录。\r\n责任单位：县民政局、县财政局\r\n"
        "2. 公布办事指南。（责任单位：县民政局、县财政局）\r\n3. 抽查。\r\n"
    )
    draft.replace("𠮷目录", "𠮷尽快目录")
    await chosen(editor, draft, "（HG301）", "quickfix")
    assert "县财政局\r\n【核稿：不查 HG301；理由：】\r\n2." in draft.text


@in_editor
async def test_actions_on_an_example(editor: Editor) -> None:
    path = EXAMPLES / "drafts" / "upstream.notice"
    draft = Draft(editor, path.read_text("utf-8"), path.as_uri())
    draft.replace("（四）办理网上", "（四）𠮷办理网上")
    await chosen(editor, draft, "对应写进", "source.acceptLinks")
    assert draft.text.count("\n落实：省要点 ") > 4
