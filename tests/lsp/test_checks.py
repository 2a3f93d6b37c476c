"""What is shown at once while typing, against what a check of the whole says."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types
from open_drafts import FILES
from pygls.protocol import default_converter

from hegao.lsp.checking.course import Course
from hegao.lsp.checking.drift import Drift
from hegao.lsp.checking.local_check import LocalCheck
from hegao.lsp.checking.placed import Placed, place, published
from hegao.lsp.checking.settled import Settled
from hegao.lsp.client_abilities import ClientAbilities
from hegao.lsp.snapshot import Snapshot
from hegao.lsp.text_document import Place, Range, TextDocument
from hegao.lsp.workspace import OpenDocument

CLIENT = ClientAbilities(related_places=True)
PIECES = (
    "尽快",
    "爲",
    "𠮷",
    ",",
    "。",
    "2026年9月底前",
    "（责任单位：县司法局）",
    "有关部门",
    "县民政局",
    "",
    "",
)
LINE_PIECES = st.lists(st.sampled_from(["甲", "\n", "\r\n", "\r", "𠮷", "乙丙"]), max_size=12).map(
    "".join
)
EDITS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12), LINE_PIECES), max_size=6)


def long_draft() -> str:
    """A notice with sections, items of two levels, units, limits and some faults."""
    lines = [
        "标题：关于做好示例工作的通知",
        "成文日期：2026年3月1日",
        "",
        "　　现将任务印发给你们。",
    ]
    for section, name in enumerate("一二三四", 1):
        lines.append(f"{name}、第{section}类工作")
        for item in range(1, 7):
            lines.append(f"（{'一二三四五六'[item - 1]}）做好𠮷第{section}类第{item}项")
            lines.append(
                f"{item}. {'尽快' if item % 3 else '2026年6月底前'}完成第{item}份目录,公布清单。"
            )
            lines.append(f"责任单位：县民政局、{'有关部门' if item % 2 else '县司法局'}")
            lines.append("完成时限：年底前")
    return "\n".join([*lines, "附件：任务分解表", ""])


def snapshot(document: TextDocument, version: int) -> Snapshot:
    return Snapshot("untitled:draft", version, document.copy(), FILES)


def settled(draft: Snapshot) -> Settled:
    return Settled(draft, place(draft.findings, draft.text, CLIENT), 1.0)


def marks(placed: Iterable[Placed]) -> list[tuple[Range, str, str]]:
    return sorted((each.range, each.finding.code, each.finding.message) for each in placed)


@given(LINE_PIECES, EDITS)
def test_edits_add_up(text: str, edits: list[tuple[int, int, str]]) -> None:
    """Between the pieces stand the old lines, where the drift says."""
    document = TextDocument(text, "utf-16")
    before, drift = document.copy(), Drift()
    for start, end, new in edits:
        places = sorted((document.place(start), document.place(end)))
        drift = drift.then(document.edit(Range(*places), new))
    for line in range(before.line_count):
        if (now := drift.now(line)) is not None:
            assert document.between(now, now + 1) == before.between(line, line + 1)
        if (place := drift.boundary(line)) is not None and line < before.line_count:
            assert (place == drift.now(line)) or drift.now(line) is None
    at, made = 0, ""
    for piece in drift.pieces:
        assert piece.old_first >= at
        made += before.between(at, piece.old_first) + document.between(
            piece.new_first, piece.new_end
        )
        at = piece.old_end
    assert made + before.between(at, 99) == document.text


@pytest.mark.parametrize("seed", range(12))
def test_a_quick_look_says_what_the_whole_check_says(seed: int) -> None:
    """Of the item that is typed in by the rules that can tell; of the rest, what stood there."""
    chance = random.Random(seed)
    text = long_draft()
    document = TextDocument(text, "utf-16")
    first = snapshot(document, 1)
    known, agreed, drift = settled(first), LocalCheck(first), Drift()
    near = [n for n, each in enumerate(text.split("\n")) if each[:2] in ("3.", "5.", "责任")]
    lines = chance.sample(near, 3)
    tried = 0
    for version in range(2, 14):
        line = chance.choice(lines)
        end = document.place(document.line_start(line + 1) - 1)
        start = Place(line, chance.randrange(3, max(end.character, 4)))
        behind = Place(line, min(start.character + chance.randrange(3), end.character))
        drift = drift.then(document.edit(Range(start, behind), chance.choice(PIECES)))
        draft = snapshot(document, version)
        known.prepare(drift, line)
        shown = known.look(draft, drift, line, CLIENT)
        whole = place(draft.findings, draft.text, CLIENT)
        for each in shown:
            span = draft.text.offset(each.range.start), draft.text.offset(each.range.end)
            assert draft.source[slice(*span)] == each.words
        piece = drift.piece_at(line)
        assert piece
        agreed.prepare(piece)
        if look := agreed.look(draft, drift, piece):
            tried += len(look.codes)
            inside = (look.first, look.end, look.codes)
            assert _inside(shown, *inside) == _inside(whole, *inside)
    assert tried > 300


def _inside(
    placed: Iterable[Placed], first: int, end: int, codes: frozenset[str]
) -> list[tuple[Range, str, str]]:
    return marks(
        each
        for each in placed
        if first <= each.range.start.line < end and each.finding.code in codes
    )


def test_what_stands_elsewhere_moves_along() -> None:
    document = TextDocument(long_draft(), "utf-16")
    first = snapshot(document, 1)
    known = settled(first)
    drift = Drift().then(document.edit(Range(Place(3, 4), Place(3, 4)), "新的一句。\n又一段。\r\n"))
    draft = snapshot(document, 2)
    shown = known.look(draft, drift, 5, CLIENT)
    below = [each for each in known.placed if each.range.start.line > 3]
    moved = [each for each in shown if each.range.start.line > 5]
    assert [each.range.start.line + 2 for each in below] == [
        each.range.start.line for each in moved
    ]
    assert all(
        draft.text.line_start(each.range.start.line) >= 0 and each.words in draft.source
        for each in shown
    )


def test_what_is_typed_is_held_back_and_what_is_mended_goes_at_once() -> None:
    text = "1. 完成清单。\n责任单位：县民政局\n2. 尽快公布。\n责任单位：县民政局\n"
    document = OpenDocument("untitled:a", 1, TextDocument(text, "utf-16"), FILES)
    course = Course(document)
    course.shown = place(document.snapshot().findings, document.text, CLIENT)
    assert "HG301" in {each.finding.code for each in course.shown}
    edit = document.text.edit(Range(Place(0, 3), Place(0, 3)), "尽快")
    document.version = 2
    course.edited(edit)
    found = place(document.snapshot().findings, document.text, CLIENT)
    new = [each for each in found if each.finding.code == "HG301" and each.range.start.line == 0]
    assert new
    assert not [each for each in course.unheld(found) if each in new]
    course.typed = None
    assert [each for each in course.unheld(found) if each in new]
    course.shown = found
    course.edited(document.text.edit(Range(Place(0, 3), Place(0, 5)), ""))
    document.version = 3
    mended = course.unheld(place(document.snapshot().findings, document.text, CLIENT))
    assert not [
        each for each in mended if each.finding.code == "HG301" and each.range.start.line == 0
    ]


def test_the_published_json_is_what_the_protocol_has() -> None:
    document = TextDocument("1. 𠮷尽快完成,公布,印发。\n", "utf-16")
    draft = snapshot(document, 3)
    placed = place(draft.findings, draft.text, CLIENT)
    said = json.loads(published(placed, draft.uri, 3))
    params = default_converter().structure(said, types.PublishDiagnosticsParams)
    assert params.version == 3
    assert {"HG301", "HG701"} <= {each.code for each in params.diagnostics}
    (merged,) = [each for each in params.diagnostics if each.code == "HG701"]
    assert len(merged.related_information or ()) == 1
