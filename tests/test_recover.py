"""Finished texts back to drafts: what is written, what is told, and that nothing is lost."""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hegao.dsl.build import build_notice
from hegao.dsl.document import Document
from hegao.dsl.formatter import fingerprint, format_notice
from hegao.dsl.layout.page import layout
from hegao.dsl.layout.piece import UnitForm
from hegao.dsl.layout.text import write_text
from hegao.dsl.recover import recovery
from hegao.dsl.recover.account import LOST, characters
from hegao.dsl.recover.finished import Finished, Passage, Remark
from hegao.dsl.recover.gaps import FRAGMENTARY
from hegao.dsl.recover.manuscript import Index, Manuscript, manuscript_of, text_manuscript
from hegao.dsl.recover.recovery import READ_OTHERWISE, Recovered, put_right, recover
from hegao.dsl.recover.source import Draft
from hegao.grammar.source import Span
from material import DATA, SHARED, read

CASES = {
    block.partition("\n")[0].strip(): block.partition("\n")[2]
    for block in ("\n" + read(DATA / "recover.txt")).split("\n=== ")[1:]
}


def recovered(text: str) -> Recovered:
    return recover(text_manuscript(text))


def told(text: str) -> str:
    """The draft and what is said about it, as it is reviewed."""
    made = recovered(text)
    notes = (
        f"{e.note.kind} {e.note.message}｜{e.note.place}→{e.line}｜{e.note.text}\n"
        for e in made.entries
    )
    return f"{made.text}----\n{''.join(notes)}"


@pytest.mark.parametrize("name", CASES)
def test_as_reviewed(name: str) -> None:
    path = DATA / "recover" / f"{name}.txt"
    got = told(CASES[name])
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(got, "utf-8")
    assert got == read(path)


@pytest.mark.parametrize("name", CASES)
def test_draft_is_in_its_one_spelling(name: str) -> None:
    draft = recovered(CASES[name]).text
    assert format_notice(draft) == draft


@pytest.mark.parametrize("name", CASES)
def test_compiled_and_read_again_it_is_the_same(name: str) -> None:
    first = recovered(CASES[name])
    forms = {field.form for task in first.document.tasks for field in task.unit_fields}
    units_as: UnitForm = "line" if "line" in forms and "bracket" not in forms else "bracket"
    again = recovered(write_text(layout(first.document, units_as)))
    assert fingerprint(again.document) == fingerprint(first.document)
    assert again.text == first.text


LINES = [line for text in CASES.values() for line in text.split("\n")]
ODD = [
    "", "— 3 —", "7", "3/4", "**", "**粗**体", "<p>", "a<b>c</b>", "｜", "|---|", "\t", "（", "二检查", "【批注：问】", "\x0c",
    "附件2", "&#10;", "甲&#13;乙\t丙", "<br>", "甲<br>乙", "\ufeff", "____年", "\x0b", "\x85", "\u2028", "责任单位：县民政局",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(LINES + ODD) | st.text(max_size=12), max_size=12).map("\n".join)


@settings(max_examples=300)
@given(TEXTS)
def test_every_character_is_in_the_draft_or_told(text: str) -> None:
    made = recovered(text)
    told_of = "".join(
        note.text if note.kind != "inferred" else note.text.partition("→")[0]
        for note in (entry.note for entry in made.entries)
        if note.kind != "inferred" or "→" in note.text
    )
    assert not characters(text) - characters(made.text + told_of)


@settings(max_examples=300)
@given(TEXTS)
def test_the_model_stays_or_it_is_told(text: str) -> None:
    made = recovered(text)
    assert fingerprint(build_notice(made.text)) == fingerprint(made.document)
    places = [place for place in made.places if place]
    assert len(made.places) == made.text.count("\n")
    assert len(places) == sum(1 for line in made.text.split("\n") if line.strip())


def test_places_are_lines_of_the_text() -> None:
    """A draft line says where it comes from; its words stand there."""
    text = CASES["页码断开的句子"]
    made = recovered(text)
    lines = text.split("\n")
    for line, place in zip(made.text.split("\n"), made.places, strict=False):
        numbers = list(map(int, re.findall(r"\d+", place)))
        if numbers:
            words = "".join(lines[numbers[0] - 1 : numbers[-1]])
            assert not characters(line) - characters(words)


def test_a_spelling_that_changes_the_reading_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    text = CASES["页码断开的句子"]
    spell = recovery.spell_lines
    monkeypatch.setattr(recovery, "spell_lines", lambda text: spell(text.replace("民政", "财政")))
    assert "县民政局" in recovered(text).text


def test_a_changed_reading_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Were a draft to ask for something else than the text, or to lack a word, it would say so."""
    text = CASES["页码断开的句子"]
    assert READ_OTHERWISE not in told(text)
    write = recovery.write_draft

    def forgetful(manuscript: Manuscript, document: Document) -> Draft:
        draft = write(manuscript, document)
        lines = (line._replace(text=line.text.replace("县民政局、", "")) for line in draft.lines)
        return draft._replace(lines=tuple(lines))

    monkeypatch.setattr(recovery, "write_draft", forgetful)
    assert READ_OTHERWISE in told(text)
    assert f"unsure {LOST}" in told(text)


def test_remarks_of_a_dropped_line_are_told() -> None:
    """A comment on a page header is no line of the draft, and not lost."""
    remark = Remark("批注", "这一页重排")
    blocks = (Passage("1. 建立台账。", "第1段"), Passage("— 2 —", "第2段", (remark,)))
    made = recover(manuscript_of(Finished(blocks)))
    assert "这一页重排" in "".join(e.note.text for e in made.entries if e.note.kind == "unsure")


def test_remarks_follow_their_line() -> None:
    blocks = (
        Passage("1. 建立台账。", "第1段", (Remark("张三的批注", "含【电子】台账？"),)),
        Passage("2. 开展检查。", "第2段"),
    )
    made = recover(manuscript_of(Finished(blocks)))
    assert made.text == "1. 建立台账。\n【批注：张三的批注：含〔电子〕台账？】\n\n2. 开展检查。\n"


@pytest.mark.parametrize("name", CASES)
def test_a_task_stands_where_its_span_says(name: str) -> None:
    """Offsets in the lines put right lead back to the text as it stood."""
    source = CASES[name]
    read = put_right(text_manuscript(source))
    index = Index(read)
    for task in build_notice(read.text).tasks:
        start, end = task.block.locate(Span(0, len(task.block.text)))
        there = source[index.origin(start) : index.origin(end)]
        assert not letters(task.block.text) - letters(there)


def real_notices() -> list[Path]:
    return [*SHARED.glob("seeds/*.txt"), *SHARED.glob("corpus/*.txt")]


@pytest.mark.skipif(not real_notices(), reason="没有 ../shared，跳过对真实文件的检查")
@pytest.mark.parametrize("path", sorted(real_notices()), ids=lambda path: path.stem[:3])
def test_real_notices(path: Path) -> None:
    """The draft of a real notice asks what the notice asks, and compiled it is the notice."""
    text = read(path)
    made = recovered(text)
    doubts = [e.note for e in made.entries if e.note.kind == "unsure"]
    # One of the texts has a paragraph that begins in the middle of a sentence.
    assert all(note.message == FRAGMENTARY and len(doubts) == 1 for note in doubts)
    assert fingerprint(made.document)[0] == fingerprint(build_notice(text))[0]
    page = write_text(layout(made.document))
    told_of = "".join(
        e.note.text for e in made.entries if e.note.kind == "removed" or "→" in e.note.text
    )
    # A bracket or a stroke may be new on the page; no letter of the notice is missing.
    assert not letters(text) - letters(page + told_of)
    assert not letters(page) - letters(text)
    again = recovered(page)
    assert fingerprint(again.document) == fingerprint(made.document)
    assert again.text == made.text


def letters(text: str) -> Counter[str]:
    """Letters and digits, and how often each stands."""
    return Counter({char: n for char, n in characters(text).items() if char.isalnum()})
