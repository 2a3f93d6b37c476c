"""Formatting of a document, of some lines, and while typing."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from cpu import assert_grows
from lsprotocol import types
from open_drafts import EXAMPLES, Draft, Editor, in_editor, snapshot, surroundings

from hegao.dsl.build import build_notice
from hegao.dsl.formatter import fingerprint, format_notice
from hegao.lsp.features.formatting import formatting, range_formatting
from hegao.lsp.features.on_type import on_type
from hegao.lsp.keystrokes.line_edits import applied, line_edits
from hegao.lsp.snapshot import Snapshot
from hegao.lsp.text_document import Place, TextDocument

MARK = "‸"
OPTIONS = types.FormattingOptions(4, insert_spaces=True)
DRAFTS = sorted((EXAMPLES / "drafts").glob("*.notice"))
SLOPPY = "一 、𠮷重点\n 1、 完成目录编制，2026年6月底前公布。\n责任单位: 县司法局\n\n\n2、完成公示。\n责任单位：县民政局\n"
TEXTS = {
    "sloppy": SLOPPY,
    "crlf": SLOPPY.replace("\n", "\r\n"),
    "cr": SLOPPY.replace("\n", "\r"),
    "no end": SLOPPY.rstrip("\n"),
    "blanks": "\n\n\n1. 完成。\n\n\n\n",
    "blank": " \n\n",
    "empty": "",
    "marks": "1. 完成(含节假日)目录编制,清理。\x0b\n",
}


def identity(draft: Snapshot) -> types.TextDocumentIdentifier:
    return types.TextDocumentIdentifier(draft.uri)


def edited(draft: Snapshot, edits: list[types.TextEdit]) -> str:
    text = TextDocument(draft.source, draft.text.encoding)
    for edit in sorted(
        edits, key=lambda each: (each.range.start.line, each.range.start.character), reverse=True
    ):
        start, end = (
            text.offset(Place(p.line, p.character)) for p in (edit.range.start, edit.range.end)
        )
        text.replace_all(text.text[:start] + edit.new_text + text.text[end:])
    return text.text


def formatted(draft: Snapshot) -> list[types.TextEdit]:
    params = types.DocumentFormattingParams(identity(draft), OPTIONS)
    return formatting(draft, surroundings(draft), params)


def typed(text: str, char: str = "\n") -> str:
    """What stands there after a character was typed before the cursor."""
    at = text.index(MARK)
    draft = snapshot(text.replace(MARK, ""))
    position = types.Position(*draft.text.place(at))
    params = types.DocumentOnTypeFormattingParams(identity(draft), position, char, OPTIONS)
    return edited(draft, on_type(draft, surroundings(draft), params))


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_the_edits_make_the_one_spelling(text: str) -> None:
    draft = snapshot(text)
    made = edited(draft, formatted(draft))
    assert made.replace("\r\n", "\n").replace("\r", "\n") == format_notice(text)
    assert formatted(snapshot(made)) == []


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.stem)
def test_what_is_spelled_right_is_left_alone(path: Path) -> None:
    text = format_notice(path.read_text("utf-8"))
    assert formatted(snapshot(text)) == []


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.stem)
def test_a_slip_of_one_place_is_one_edit(path: Path) -> None:
    text = format_notice(path.read_text("utf-8"))
    at = text.index("\n", len(text) // 2)
    (edit,) = formatted(snapshot(text[:at] + " " + text[at:]))
    assert edit.new_text == ""
    assert edit.range.start.line == edit.range.end.line


def test_a_line_is_changed_only_where_it_differs() -> None:
    draft = snapshot("1. 完成目录编制，2026年6月底前公布。\n责任单位:县司法局\n")
    (edit,) = formatted(draft)
    assert edit == types.TextEdit(types.Range(types.Position(1, 4), types.Position(1, 5)), "：")


def test_line_ends_are_those_of_the_document() -> None:
    made = edited(draft := snapshot(TEXTS["crlf"]), formatted(draft))
    assert made.count("\n") == made.count("\r\n") == format_notice(SLOPPY).count("\n")


@pytest.mark.parametrize("seed", range(20))
def test_line_edits_lead_from_any_text_to_any_other(seed: int) -> None:
    chance = random.Random(seed)
    pieces = ["甲", "1. 乙", "𠮷", "", " ", "责任单位：丙"]
    old, new = ("\n".join(chance.choices(pieces, k=chance.randrange(9))) for _ in range(2))
    assert applied(old, line_edits(old, new)) == new


def test_many_like_lines_take_no_time_squared() -> None:
    def changed(count: int) -> None:
        lines = (f" {n}、完成{n % 150}项.\n责任单位: 县司法局{n % 150}\n" for n in range(count))
        old = "".join(lines)
        new = old.replace(": ", "：").replace("\n", "\n\n")
        assert applied(old, line_edits(old, new)) == new

    assert_grows(changed, 600, 3_000)


def test_only_the_lines_of_a_range_change() -> None:
    draft = snapshot(SLOPPY)
    range_ = types.Range(types.Position(2, 0), types.Position(3, 0))
    params = types.DocumentRangeFormattingParams(identity(draft), range_, OPTIONS)
    made = edited(draft, range_formatting(draft, surroundings(draft), params))
    assert made == SLOPPY.replace("责任单位: ", "责任单位：")


def test_lines_outside_a_range_do_not_change() -> None:
    chance = random.Random(7)
    for _ in range(60):
        lines = SLOPPY.split("\n")
        first, last = sorted(chance.choices(range(len(lines)), k=2))
        draft = snapshot(SLOPPY)
        range_ = types.Range(types.Position(first, 0), types.Position(last, len(lines[last])))
        params = types.DocumentRangeFormattingParams(identity(draft), range_, OPTIONS)
        made = edited(draft, range_formatting(draft, surroundings(draft), params))
        assert made.startswith("".join(f"{line}\n" for line in lines[:first]))
        assert made.endswith("".join(f"\n{line}" for line in lines[last + 1 :]))
        assert fingerprint(build_notice(made)) == fingerprint(build_notice(SLOPPY))


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.stem)
def test_a_range_of_a_spoilt_draft_still_says_the_same(path: Path) -> None:
    chance = random.Random(path.stem)
    for _ in range(12):
        text = path.read_text("utf-8")
        for at in chance.sample(range(len(text)), 40):
            text = (
                text[:at] + chance.choice(["\n", " ", "\n\n", ",", "(", ")", ":", "\t"]) + text[at:]
            )
        start = chance.randrange(len(text) // 2)
        draft = snapshot(text[start : start + 1_000])
        first, last = sorted(chance.choices(range(draft.source.count("\n") + 1), k=2))
        range_ = types.Range(types.Position(first, 0), types.Position(last, 999))
        params = types.DocumentRangeFormattingParams(identity(draft), range_, OPTIONS)
        made = edited(draft, range_formatting(draft, surroundings(draft), params))
        assert fingerprint(build_notice(made)) == fingerprint(draft.notice)


NEW_LINES = {
    "the next number": ("1. 完成。\n2. 公布。\n‸", "1. 完成。\n2. 公布。\n3. "),
    "as the level writes it": ("（九）完成。（责任单位：县司法局）\n‸", "（九）完成。（责任单位：县司法局）\n（十）"),
    "behind its fields": ("1. 完成。\n责任单位：县司法局\n‸", "1. 完成。\n责任单位：县司法局\n2. "),
    "with the blank line that parts tasks": (
        "1. 完成。\n\n2. 公布。\n\n3. 清理。\n‸", "1. 完成。\n\n2. 公布。\n\n3. 清理。\n\n4. "),
    "first the units, where tasks have such a line": (
        "1. 完成。\n责任部门：县司法局\n2. 公布。\n‸", "1. 完成。\n责任部门：县司法局\n2. 公布。\n责任部门："),
    "then the limit": (
        "1. 完成。\n责任单位：县司法局\n完成时限：长期坚持\n2. 公布。\n责任单位：县民政局\n‸",
        "1. 完成。\n责任单位：县司法局\n完成时限：长期坚持\n2. 公布。\n责任单位：县民政局\n完成时限："),
    "an empty number goes": ("1. 完成。\n2. \n‸", "1. 完成。\n"),
    "an empty label goes": ("1. 完成。\n责任单位：\n‸", "1. 完成。\n"),
    "an empty field of the header stays": ("附注：\n‸", "附注：\n"),
    "not between a task and its fields": ("1. 完成。\n‸\n责任单位：县司法局\n", "1. 完成。\n\n责任单位：县司法局\n"),
    "not in a sentence": ("1. 完成目录\n‸", "1. 完成目录\n"),
    "not where a line is cut": ("1. 完成。\n‸公布。\n", "1. 完成。\n公布。\n"),
    "not where the next number stands": ("1. 完成。\n‸\n2. 公布。\n", "1. 完成。\n\n2. 公布。\n"),
    "not under a heading": ("一、重点任务\n‸", "一、重点任务\n"),
    "not under prose": ("现印发给你们。\n‸", "现印发给你们。\n"),
    "not at the top": ("‸", ""),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), NEW_LINES.values(), ids=NEW_LINES)
def test_a_new_line(before: str, after: str) -> None:
    assert typed(before) == after
    ends = typed(before.replace("\n", "\r\n"))
    assert ends == after.replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("责任单位:‸", "责任单位："),
        ("1. 完成。\n完成时限:‸", "1. 完成。\n完成时限："),
        ("上午8:‸", "上午8:"),
        ("责任单位：县司法局:‸", "责任单位：县司法局:"),
        ("责任单位：‸", "责任单位："),
    ],
)
def test_a_colon_of_a_label_is_full_width(before: str, after: str) -> None:
    assert typed(before, ":") == after


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.stem)
def test_nothing_raises_at_any_place(path: Path) -> None:
    chance = random.Random(path.stem)
    text = path.read_text("utf-8")
    for cut in chance.sample(range(len(text)), 12):
        typed(f"{text[:cut]}\n‸{text[cut:]}")
        typed(f"{text[:cut]}:‸", ":")
        draft = snapshot(text[:cut], encoding="utf-8")
        made = edited(draft, formatted(draft))
        assert fingerprint(build_notice(made)) == fingerprint(draft.notice)


@in_editor
async def test_an_editor_formats_a_draft(editor: Editor) -> None:
    draft = Draft(editor, TEXTS["crlf"])
    params = types.DocumentFormattingParams(draft.identity, OPTIONS)
    edits = await editor.text_document_formatting_async(params)
    apply(draft, edits)
    assert draft.text == format_notice(SLOPPY).replace("\n", "\r\n")


@in_editor
async def test_an_editor_formats_a_range(editor: Editor) -> None:
    draft = Draft(editor, "1. 𠮷完成(含节假日)编制。\n2. 𠮷完成(含节假日)编制。\n")
    start = draft.text.index("2.")
    range_ = types.Range(draft.position(start), draft.position(len(draft.text) - 1))
    params = types.DocumentRangeFormattingParams(draft.identity, range_, OPTIONS)
    apply(draft, await editor.text_document_range_formatting_async(params))
    assert draft.text == "1. 𠮷完成(含节假日)编制。\n\n2. 𠮷完成（含节假日）编制。\n"


@in_editor
async def test_an_editor_gets_the_next_number(editor: Editor) -> None:
    draft = Draft(editor, "1. 𠮷完成。\r\n")
    end = draft.position(len(draft.text))
    params = types.DocumentOnTypeFormattingParams(draft.identity, end, "\n", OPTIONS)
    apply(draft, await editor.text_document_on_type_formatting_async(params))
    assert draft.text == "1. 𠮷完成。\r\n2. "


def apply(draft: Draft, edits: object) -> None:
    spans = [
        (draft.offset(e.range.start), draft.offset(e.range.end), e.new_text) for e in edits or ()
    ]
    assert spans
    for span in sorted(spans, reverse=True):
        draft.edit(*span)
