"""Words in colour."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from lsprotocol import types
from open_drafts import EXAMPLES, Draft, Editor, in_editor, snapshot, surroundings

from hegao.lsp.features.semantic_tokens import all_tokens, changed_tokens, shown_tokens
from hegao.lsp.snapshot import Snapshot
from hegao.lsp.text_document import Encoding
from hegao.lsp.tokens.token_kinds import INDEX, LEGEND, OUTDATED, TokenKind
from hegao.lsp.tokens.token_list import KEPT, SentTokens

DRAFTS = sorted((EXAMPLES / "drafts").glob("*.notice"))
ENCODINGS: tuple[Encoding, ...] = ("utf-8", "utf-16", "utf-32")
TEXT = """发文机关：𠮷县人民政府
发文字号：示政办发〔2026〕7号
主送：各镇人民政府，县司法局
成文日期：2026年4月28日

根据《𠮷法》（示政发〔2025〕3号），现通知如下。
【批注：再想想】
1. 年底前𠮷编制不少于3份目录。（责任单位：县民政局牵头）
落实：省要点 第（三）项
【核稿：不查 HG301；理由：上级原文】
任务｜责任单位
乙｜县财政局
"""


def full(draft: Snapshot) -> list[int]:
    params = types.SemanticTokensParams(types.TextDocumentIdentifier(draft.uri))
    return list(all_tokens(draft, surroundings(draft), params).data)


def words(data: Sequence[int], draft: Snapshot) -> list[tuple[str, int, int]]:
    """The coloured words with their type and modifiers, read as an editor reads them."""
    found: list[tuple[str, int, int]] = []
    line = column = 0
    lines = draft.source.split("\n")
    codec = {"utf-16": "utf-16-le", "utf-32": "utf-32-le", "utf-8": "utf-8"}[draft.text.encoding]
    width = {"utf-16": 2, "utf-32": 4, "utf-8": 1}[draft.text.encoding]
    for at in range(0, len(data), 5):
        step, over, length, kind, modifiers = data[at : at + 5]
        line, column = line + step, over + (0 if step else column)
        raw = lines[line].encode(codec)[column * width : (column + length) * width]
        found.append((raw.decode(codec), kind, modifiers))
    return found


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("发文机关：", "field"), ("𠮷县人民政府", "unit"), ("示政办发〔2026〕7号", "document_number"),
        ("各镇人民政府", "unit"), ("县司法局", "unit"), ("2026年4月28日", "time"), ("《𠮷法》", "title"),
        ("【批注：再想想】", "comment"), ("1.", "mark"), ("年底前", "time"), ("不少于3份", "quantity"),
        ("县民政局", "unit"), ("落实：", "field"), ("第（三）项", "link"), ("HG301", "code"),
        ("县财政局", "unit"), ("示政发〔2025〕3号", "document_number"),
    ],
)  # fmt: skip
def test_each_kind_of_words_has_its_colour(encoding: Encoding, word: str, kind: TokenKind) -> None:
    draft = snapshot(TEXT, encoding=encoding)
    assert (word, INDEX[kind], 0) in words(full(draft), draft)


def test_the_legend_names_standard_types() -> None:
    assert set(LEGEND.token_types) <= {each.value for each in types.SemanticTokenTypes}
    assert max(INDEX.values()) < len(LEGEND.token_types)


def test_units_that_are_no_more_are_outdated(tmp_path: Path) -> None:
    listed = "全称,曾用名\n县司法局,\n县卫健局,县卫计局（至2019年1月）\n"
    (tmp_path / "机构.csv").write_text(listed, "utf-8")
    text = "机构名录：机构.csv\n成文日期：2026年4月28日\n1. 编制。（责任单位：县司法局、县卫计局）"
    draft = snapshot(text, (tmp_path / "稿.notice").as_uri())
    found = words(full(draft), draft)
    assert ("县司法局", INDEX["unit"], 0) in found
    assert ("县卫计局", INDEX["unit"], OUTDATED) in found


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_words_of_several_lines_are_cut_at_line_ends(end: str) -> None:
    draft = snapshot(f"1. 编制《甲{end}　　乙》目录。\n")
    lengths = [full(draft)[at + 2] for at in range(0, len(full(draft)), 5)]
    assert lengths == [2, 2, 2]


def test_the_shown_part_has_the_tokens_of_its_lines() -> None:
    draft = snapshot(TEXT)
    part = types.Range(types.Position(7, 0), types.Position(8, 0))
    params = types.SemanticTokensRangeParams(types.TextDocumentIdentifier(draft.uri), part)
    shown = list(shown_tokens(draft, surroundings(draft), params).data)
    told = [word for word, _, _ in words(shown, draft)]
    assert told == ["1.", "年底前", "不少于3份", "县民政局"]


def apply(data: list[int], edits: Sequence[types.SemanticTokensEdit]) -> list[int]:
    for edit in sorted(edits, key=lambda each: -each.start):
        data = [*data[: edit.start], *(edit.data or ()), *data[edit.start + edit.delete_count :]]
    return data


@pytest.mark.parametrize(
    ("old", "new"),
    [("年底前", "2026年6月底前"), ("1. 年底前", "1. 尽早"), ("县民政局", "县民政局、县教育局"), ("根据", "按照"),
     (TEXT, ""), ("落实：省要点 第（三）项\n", ""), ("\n根据", "\n\n\n根据")],
)  # fmt: skip
def test_after_an_edit_only_the_change_is_sent(old: str, new: str) -> None:
    before, after = snapshot(TEXT), snapshot(TEXT.replace(old, new))
    identity, around = types.TextDocumentIdentifier(before.uri), surroundings(before)
    sent = all_tokens(before, around, types.SemanticTokensParams(identity))
    params = types.SemanticTokensDeltaParams(identity, sent.result_id or "")
    delta = changed_tokens(after, around, params)
    assert isinstance(delta, types.SemanticTokensDelta)
    assert apply(list(sent.data), delta.edits) == full(after)
    assert len(delta.edits) <= 1
    assert (not delta.edits) == (old == "根据")
    assert sum(len(each.data or ()) for each in delta.edits) < len(sent.data)


def test_an_answer_that_is_not_kept_is_given_anew() -> None:
    sent = SentTokens()
    first = sent.full("甲", [0, 0, 1, 0, 0])
    for number in range(KEPT):
        sent.full(str(number), [])
    assert isinstance(sent.delta("甲", first.result_id or "", []), types.SemanticTokens)
    assert isinstance(sent.delta("乙", "", [0, 0, 1, 0, 0]), types.SemanticTokens)


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.stem)
def test_tokens_of_a_cut_draft_do_not_overlap(path: Path) -> None:
    text, chance = path.read_text("utf-8"), random.Random(path.stem)
    for cut in chance.sample(range(len(text)), 20):
        data = full(snapshot(text[:cut], path.as_uri()))
        line = end = 0
        start = 0
        for at in range(0, len(data), 5):
            step, over, length = data[at : at + 3]
            start = over if step else start + over
            assert step >= 0
            assert length > 0
            assert step or start >= end or line == 0
            line, end = line + step, start + length


@in_editor
async def test_semantic_tokens_in_editors(editor: Editor) -> None:
    draft = Draft(editor, TEXT)
    sent = await editor.text_document_semantic_tokens_full_async(
        types.SemanticTokensParams(draft.identity)
    )
    assert sent
    assert list(sent.data) == full(snapshot(TEXT, encoding=encoding_of(editor)))
    draft.replace("年底前", "𠮷尽快")
    delta = await editor.text_document_semantic_tokens_full_delta_async(
        types.SemanticTokensDeltaParams(draft.identity, sent.result_id or "")
    )
    assert isinstance(delta, types.SemanticTokensDelta)
    wanted = full(snapshot(draft.text, encoding=encoding_of(editor)))
    assert apply(list(sent.data), delta.edits) == wanted
    whole = types.Range(types.Position(0, 0), types.Position(99, 0))
    part = await editor.text_document_semantic_tokens_range_async(
        types.SemanticTokensRangeParams(draft.identity, whole)
    )
    assert part
    assert list(part.data) == wanted


def encoding_of(editor: Editor) -> Encoding:
    return next(each for each in ENCODINGS if each == editor.encoding)
