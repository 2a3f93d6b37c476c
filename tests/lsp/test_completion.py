"""Completion: what is proposed where, by what it may be typed, and what is put in."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from cpu import assert_grows
from lsprotocol import types
from open_drafts import EXAMPLES, Draft, Editor, in_editor, snapshot, surroundings

from hegao.lsp.client_abilities import ClientAbilities
from hegao.lsp.completions import unit_names
from hegao.lsp.features.completion import completion
from hegao.lsp.snapshot import Snapshot
from hegao.lsp.text_document import Encoding, Place, TextDocument

MARK = "‸"
TODAY = date(2026, 4, 28)
DRAFT = (EXAMPLES / "drafts" / "新稿.notice").as_uri()
DRAFTS = sorted((EXAMPLES / "drafts").glob("*.notice"))
LIST = "机构名录：机构/示例县.csv\n"
UPPER = "上级文件：省要点＝《要点》（上级/省要点.notice）\n"
TABLE = "任务｜责任单位｜完成时限\n1. 编制。｜县司法局｜长期坚持\n"


class Offer:
    """What is proposed at the mark in a text."""

    def __init__(
        self, text: str, uri: str = DRAFT, *, snippets: bool = False, others: tuple[Snapshot, ...] = (),
        folder: Path | None = None, encoding: Encoding = "utf-16", trigger: str = "",
    ) -> None:  # fmt: skip
        at = text.index(MARK)
        self.draft = snapshot(text.replace(MARK, ""), uri, encoding)
        around = surroundings(
            self.draft, *others, folder=folder, client=ClientAbilities(snippets=snippets)
        )
        kind = (
            types.CompletionTriggerKind.TriggerCharacter
            if trigger
            else types.CompletionTriggerKind.Invoked
        )
        params = types.CompletionParams(
            types.TextDocumentIdentifier(uri), types.Position(*self.draft.text.place(at)),
            types.CompletionContext(kind, trigger or None),
        )  # fmt: skip
        found = completion(lambda: TODAY)(self.draft, around, params)
        assert found.is_incomplete
        self.items = sorted(found.items, key=lambda item: item.sort_text or "")

    @property
    def labels(self) -> list[str]:
        return [item.label for item in self.items]

    def __getitem__(self, label: str) -> types.CompletionItem:
        return next(item for item in self.items if item.label == label)

    def taken(self, label: str) -> str:
        """The text with a proposal taken."""
        edit = self[label].text_edit
        assert isinstance(edit, types.TextEdit)
        text = TextDocument(self.draft.source, self.draft.text.encoding)
        start, end = (
            text.offset(Place(p.line, p.character)) for p in (edit.range.start, edit.range.end)
        )
        return text.text[:start] + edit.new_text + text.text[end:]


TAKEN = {
    "a field by initials": ("1. 完成。\nzrdw‸", "责任单位：", "1. 完成。\n责任单位："),
    "a field by pinyin": ("1. 完成。\nwanchengshi‸", "完成时限：", "1. 完成。\n完成时限："),
    "a field in Chinese": ("1. 完成。\n责任‸", "责任单位：", "1. 完成。\n责任单位："),
    "a field from its middle": ("1. 完成。\n时限‸", "完成时限：", "1. 完成。\n完成时限："),
    "a field before a colon": ("1. 完成。\nzrdw‸：", "责任单位：", "1. 完成。\n责任单位："),
    "a field before a half-width colon": ("1. 完成。\nzrdw‸:", "责任单位：", "1. 完成。\n责任单位："),
    "the usual label": ("1. 完成。\n责任部门：甲局\n2. 完成。\nzrbm‸", "责任部门：", "1. 完成。\n责任部门：甲局\n2. 完成。\n责任部门："),
    "behind a wide character": ("1. 𠮷完成。（责任单位：𠮷局、‸）\n2. 完成。（责任单位：县司法局）", "县司法局",
        "1. 𠮷完成。（责任单位：𠮷局、县司法局）\n2. 完成。（责任单位：县司法局）"),
    "a unit": (LIST + "1. 完成。\n责任单位：xsfj‸", "县司法局", LIST + "1. 完成。\n责任单位：县司法局"),
    "a unit by full pinyin": (LIST + "1. 完成。\n责任单位：xiansifaju‸", "县司法局", LIST + "1. 完成。\n责任单位：县司法局"),
    "a unit behind a half-width colon": (LIST + "1. 完成。\n责任单位:sfj‸", "县司法局", LIST + "1. 完成。\n责任单位:县司法局"),
    "a second unit": (LIST + "1. 完成。\n责任单位：县司法局、民政‸", "县民政局", LIST + "1. 完成。\n责任单位：县司法局、县民政局"),
    "a unit in a bracket": (LIST + "1. 完成。（责任单位：县司法局牵头，xmzj‸）", "县民政局", LIST + "1. 完成。（责任单位：县司法局牵头，县民政局）"),
    "a unit in a cell": (LIST + TABLE + "2. 更新。｜xmzj‸｜", "县民政局", LIST + TABLE + "2. 更新。｜县民政局｜"),
    "a unit by its former name": (LIST + "1. 完成。\n责任单位：教育体育局‸", "县教育局", LIST + "1. 完成。\n责任单位：县教育局"),
    "a recipient": (LIST + "主送：xzgbm‸", "县直各部门", LIST + "主送：县直各部门"),
    "a role on a line": (LIST + "1. 完成。\n责任单位：县司法局‸", "（牵头）", LIST + "1. 完成。\n责任单位：县司法局（牵头）"),
    "a role in an open bracket": (LIST + "1. 完成。\n责任单位：县司法局（‸）", "（牵头）", LIST + "1. 完成。\n责任单位：县司法局（牵头）"),
    "a role of a unit that nobody knows": ("1. 完成。\n责任单位：县大事局（q‸", "（牵头）", "1. 完成。\n责任单位：县大事局（牵头）"),
    "a role by pinyin": (LIST + "1. 完成。（责任单位：县司法局qt‸）", "牵头", LIST + "1. 完成。（责任单位：县司法局牵头）"),
    "a bracket of units": ("1. 完成。（‸）", "（责任单位：）", "1. 完成。（责任单位：）"),
    "a limit": ("1. 完成。\n完成时限：‸", "2026年6月底前", "1. 完成。\n完成时限：2026年6月底前"),
    "the end of the year": ("1. 完成。\n完成时限：nd‸", "2026年底前", "1. 完成。\n完成时限：2026年底前"),
    "a limit by its month": ("1. 完成。\n完成时限：8y‸", "2026年8月底前", "1. 完成。\n完成时限：2026年8月底前"),
    "a standing limit": ("1. 完成。\n完成时限：cqjc‸", "长期坚持", "1. 完成。\n完成时限：长期坚持"),
    "a limit in a cell": (TABLE + "2. 更新。｜县司法局｜mjd‸", "每季度", TABLE + "2. 更新。｜县司法局｜每季度"),
    "a limit in prose": ("1. 编制目录，9‸", "2026年9月底前", "1. 编制目录，2026年9月底前"),
    "an upstream item": (UPPER + "1. 培训。\n落实：10‸", "省要点 第（十）项", UPPER + "1. 培训。\n落实：省要点 第（十）项〔26119b〕"),
    "an upstream item by its words": (UPPER + "1. 开会。\n落实：peixun‸", "省要点 第（十）项", UPPER + "1. 开会。\n落实：省要点 第（十）项〔26119b〕"),
    "a second upstream item": (UPPER + "1. 开会。\n落实：省要点 第（一）项；十‸", "省要点 第（十）项", UPPER + "1. 开会。\n落实：省要点 第（一）项；省要点 第（十）项〔26119b〕"),
    "a rule": ("1. 尽快完成。\n【核稿：不查 mohu‸】", "HG301 时限用语模糊", "1. 尽快完成。\n【核稿：不查 HG301；理由：】"),
    "a second rule": ("1. 尽快完成。\n【核稿：不查 HG201、hg301‸；理由：原文】", "HG301 时限用语模糊", "1. 尽快完成。\n【核稿：不查 HG201、HG301；理由：原文】"),
    "a label": ("1. 完成。\n标识：办事指南\n2. 按【见：bszn‸】办理。", "办事指南", "1. 完成。\n标识：办事指南\n2. 按【见：办事指南】办理。"),
    "a directive": ("1. 完成。\n【pz‸】", "【批注：】", "1. 完成。\n【批注：】"),
    "a task": ("1. 完成。\n\nrw‸", "任务", "1. 完成。\n\n2. 任务。\n责任单位：单位\n完成时限：时限\n"),
    "a first task in a section": ("一、甲\n（一）完成。\n二、乙\nrw‸", "任务", "一、甲\n（一）完成。\n二、乙\n（二）任务。\n责任单位：单位\n完成时限：时限\n"),
    "with the line ends of the draft": ("1. 完成。\r\nrw‸", "任务", "1. 完成。\r\n2. 任务。\r\n责任单位：单位\r\n完成时限：时限\r\n"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "label", "after"), TAKEN.values(), ids=TAKEN)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_a_proposal_is_taken(text: str, label: str, after: str, encoding: Encoding) -> None:
    offer = Offer(text, encoding=encoding)
    assert offer.taken(label) == after
    assert len(offer.labels) == len(set(offer.labels))


@pytest.mark.parametrize(
    "name", ["a field by initials", "a unit", "a unit by full pinyin", "a limit by its month"]
)
def test_an_editor_that_filters_again_finds_what_is_typed(name: str) -> None:
    text, label, _ = TAKEN[name]
    typed = text[: text.index(MARK)].rpartition("\n")[2].rpartition("：")[2]
    assert (Offer(text)[label].filter_text or "").startswith(typed)


def test_both_readings_and_the_name_are_kept_for_editors_that_ask_once() -> None:
    found = Offer("1. 完成。\n‸")["责任单位："].filter_text or ""
    assert {"责任单位：", "zrdw：", "zerendanwei："} <= set(found.split())


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("标题：甲\n‸\n1. 完成。", "标题："),
        ("标题：甲\n‸\n1. 完成。", "责任单位："),
        ("1. 完成。\n责任单位：甲局\n‸", "责任单位："),
        ("1. 完成。（责任单位：甲局）\n‸", "责任单位："),
        ("1. 完成。（责任单位：甲局）\n‸", "标题："),
        ("1. 完成，责任‸", "责任单位："),
        ("标‸题甲乙", "标题："),
        (LIST + "1. 完成。\n责任单位：县司法局、‸", "县司法局"),
        (LIST + "1. 完成。\n责任单位：示例县司法局、‸", "县司法局"),
        (LIST + "1. 完成。（责任单位：‸、县司法局）", "县司法局"),
        (LIST + "1. 完成。（责任单位：县司法局牵头，县民政局‸）", "牵头"),
        ("1. 完成。\n责任单位：有关部门\n2. 完成。\n责任单位：‸", "有关部门"),
        ("1. 完成。\n责任单位：xs‸", "xs"),
        ("成文日期：2026年7月1日\n1. 完成。\n完成时限：‸", "2026年6月底前"),
        ("现印发给你们，8‸", "2026年8月底前"),
        ("1. 编制目录，8‸", "长期坚持"),
        (UPPER + "1. 培训。\n不适用：省要点 第（十）项；理由：十‸", "省要点 第（十）项"),
        ("【核稿：不查 HG301、‸】", "HG301 时限用语模糊"),
        ("1. 完成。\n2. 按【‸】办理。", "【见：】"),
        ("1. 完成。\n通‸", "通知"),
    ],
)
def test_what_makes_no_sense_is_not_proposed(text: str, label: str) -> None:
    assert label not in Offer(text).labels


def test_units_of_other_notices_are_known_too() -> None:
    other = snapshot("1. 完成。\n责任单位：县广播电视台\n", "untitled:other")
    offer = Offer("1. 完成。\n责任单位：gbds‸", "untitled:here", others=(other,))
    assert offer["县广播电视台"].detail == "别的通知用过"


def test_units_of_the_upstream_are_not_those_of_the_draft() -> None:
    opened = snapshot(
        (EXAMPLES / "上级" / "省要点.notice").read_text("utf-8"),
        (EXAMPLES / "上级" / "省要点.notice").as_uri(),
    )
    text = "1. 完成。\n责任单位：省司‸"
    assert "省司法厅" in Offer(text, others=(opened,)).labels
    assert "省司法厅" not in Offer(UPPER + text, others=(opened,)).labels


def test_abolished_units_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "名录.csv").write_text(
        "全称,有效期\n县旧事务局,—2019年2月\n县新事务局,2019年3月—\n", "utf-8"
    )
    text = "机构名录：名录.csv\n成文日期：{}\n1. 完成。（责任单位：县旧事务局）\n2. 完成。\n责任单位：‸"
    uri = (tmp_path / "稿.notice").as_uri()
    assert Offer(text.format("2026年3月2日"), uri).labels == ["县新事务局"]
    assert Offer(text.format("2018年3月2日"), uri).labels == ["县旧事务局"]


def test_units_used_more_often_stand_first() -> None:
    text = (
        LIST
        + "".join(f"{n}. 完成。\n责任单位：县水利局\n" for n in range(1, 4))
        + "4. 完成。\n责任单位：x‸"
    )
    assert Offer(text).labels[0] == "县水利局"


def test_limits_follow_the_day_of_the_notice() -> None:
    ends = Offer("成文日期：2026年11月3日\n1. 完成。\n完成时限：‸")
    assert ends.labels[:3] == ["2026年底前", "2027年3月底前", "2027年6月底前"]
    assert ends["2027年6月底前"].detail == "最后一天2027年6月30日"
    assert Offer("1. 完成。\n完成时限：‸").labels[0] == "2026年6月底前"


def test_a_comma_in_prose_brings_no_list() -> None:
    assert Offer("1. 编制目录，‸", trigger="，").labels == []
    assert "2026年6月底前" in Offer("1. 编制目录，‸").labels


def test_upstream_items_not_spoken_of_stand_first_the_likest_before_others() -> None:
    text = UPPER + "1. 培训。\n落实：省要点 第（一）项\n2. 清理规范性文件，公布目录。\n落实：‸\n"
    offer = Offer(text)
    assert offer.labels[0] == "省要点 第（九）项"
    assert offer.labels[-1] == "省要点 第（一）项"
    assert (offer["省要点 第（一）项"].detail or "").startswith("已写过")
    assert "责任单位：" in str(offer["省要点 第（九）项"].documentation)


def test_upstream_items_that_no_line_can_name_are_left_out(tmp_path: Path) -> None:
    rows = "任务｜责任单位\n编制目录。｜省民政厅\n1. 公布清单。｜省民政厅\n2. 清理文件。｜省司法厅\n2. 开展培训。｜省司法厅\n"
    (tmp_path / "省.notice").write_text(rows, "utf-8")
    text = "上级文件：省＝《要点》（省.notice）\n1. 完成。\n落实：‸"
    assert Offer(text, (tmp_path / "稿.notice").as_uri()).labels == ["省 第1项"]


def test_rules_that_fire_stand_first() -> None:
    offer = Offer("1. 尽快完成。（责任单位：甲局）\n【核稿：不查 ‸】")
    assert offer["HG301 时限用语模糊"].detail == "本文有1处"
    assert offer.labels.index("HG301 时限用语模糊") < 3
    assert not {"HG901", "HG908"} & {label[:5] for label in offer.labels[:3]}


def test_files_are_named_from_the_draft() -> None:
    assert Offer("机构名录：‸", folder=EXAMPLES).labels == ["机构/示例县.csv"]
    assert Offer("规则文件：g‸", folder=EXAMPLES).labels == ["规则/示例县.noticerules"]
    offer = Offer("上级文件：shengyd‸", folder=EXAMPLES)
    assert (
        offer.taken(offer.labels[0])
        == "上级文件：别名＝《2026年范例省政务公开工作要点》（上级/省要点.notice）"
    )
    own = Offer("上级文件：‸", folder=EXAMPLES).labels
    assert "《2026年范例省政务公开工作要点》（上级/省要点.notice）" in own[:2]
    inner = Offer("上级文件：省＝《要点》（shengyd‸）", folder=EXAMPLES)
    assert inner.taken("上级/省要点.notice") == "上级文件：省＝《要点》（上级/省要点.notice）"
    assert Offer("上级文件：‸", "untitled:new", folder=EXAMPLES).labels == []


def test_places_to_fill_in_are_for_editors_that_know_them() -> None:
    text = "1. 完成。\nrw‸"
    assert Offer(text, snippets=True)["任务"].insert_text_format is types.InsertTextFormat.Snippet
    assert "${1:任务}" in Offer(text, snippets=True).taken("任务")
    assert Offer(text)["任务"].insert_text_format is types.InsertTextFormat.PlainText
    assert "$" not in Offer(text).taken("任务")


def test_a_whole_notice_is_one() -> None:
    offer = Offer("‸")
    assert offer.labels[:2] == ["通知", "版头"]
    draft = snapshot(offer.taken("通知"))
    assert [task.units[0].text for task in draft.notice.tasks] == ["单位"]
    assert {"发文字号", "标题", "主送", "印发件"} <= {each.name for each in draft.notice.elements}


def test_an_answer_takes_time_with_the_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unit_names, "PATIENCE", 0.0)

    def answered(count: int) -> None:
        offer = offers[count]
        place = types.Position(*offer.draft.text.place(len(offer.draft.source)))
        params = types.CompletionParams(types.TextDocumentIdentifier(DRAFT), place)
        found = completion(lambda: TODAY)(offer.draft, surroundings(offer.draft), params)
        assert found.items[0].label == "县司法局"

    task = "{0}. 完成第{0}项编制。\n责任单位：县司法局、{1}镇人民政府\n"
    offers = {
        count: Offer(
            LIST
            + "".join(task.format(n, "甲乙丙"[n % 3]) for n in range(1, count + 1))
            + f"{count + 1}. 完成。\n责任单位：xsf‸"
        )
        for count in (500, 4000)
    }
    assert_grows(answered, *offers)


LONG: dict[str, Callable[[int], str]] = {
    "one word": lambda n: "甲" * 5 * n + "，",
    "many brackets": lambda n: "【" * 5 * n + "：",
    "many references": lambda n: "【见：" * 2 * n + "】，",
    "units": lambda n: "1. 完成。\n责任单位：" + "局" * 5 * n + "、",
    "numbers": lambda n: "1. 完成。\n" + "1" * 5 * n + "，",
    "brackets of units": lambda n: "1. 完成" + "（责任单位：" * n + "）" * n,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_a_long_line_is_answered_in_time_with_its_length(text: Callable[[int], str]) -> None:
    def answered(length: int) -> None:
        offer = Offer(text(length) + "x" + MARK)
        place = types.Position(*offer.draft.text.place(len(offer.draft.source)))
        params = types.CompletionParams(types.TextDocumentIdentifier(DRAFT), place)
        completion(lambda: TODAY)(offer.draft, surroundings(offer.draft), params)

    assert_grows(answered, 1_000, 10_000)


def cuts(path: Path) -> Iterator[tuple[str, str]]:
    chance = random.Random(path.stem)
    text = path.read_text("utf-8")
    for at in chance.sample(range(len(text)), 40):
        yield text[:at], text[at:]
    marks = [at for at, char in enumerate(text) if char in "：、（【｜，"]
    for at in chance.sample(marks, min(len(marks), 40)):
        yield text[: at + 1], text[at + 1 :]


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.stem)
def test_nothing_raises_at_any_place(path: Path) -> None:
    for before, after in cuts(path):
        for text in (before + MARK, before + MARK + after, before + "x" + MARK + after):
            offer = Offer(text, path.as_uri())
            for item in offer.items:
                assert isinstance(item.text_edit, types.TextEdit)
                range_ = item.text_edit.range
                assert range_.start.line == range_.end.line


@in_editor
async def test_an_editor_completes(editor: Editor) -> None:
    path = EXAMPLES / "drafts" / "continuous.notice"
    text = path.read_text("utf-8").rstrip("\n") + "\n\n99. 𠮷😀完成。（责任单位：县司法局、xmz）"
    draft = Draft(editor, text, path.as_uri())
    params = types.CompletionParams(draft.identity, draft.position(len(text) - 1))
    found = await editor.text_document_completion_async(params)
    assert isinstance(found, types.CompletionList)
    edit = found.items[0].text_edit
    assert isinstance(edit, types.TextEdit)
    draft.edit(draft.offset(edit.range.start), draft.offset(edit.range.end), edit.new_text)
    assert draft.text.endswith("（责任单位：县司法局、县民政局）")
