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
from hegao.dsl.formatter import fingerprint, format_notice
from hegao.dsl.layout.page import layout
from hegao.dsl.layout.text import write_text
from hegao.dsl.recover.account import characters
from hegao.dsl.recover.gaps import FRAGMENTARY
from hegao.dsl.recover.manuscript import text_manuscript
from hegao.dsl.recover.recovery import READ_OTHERWISE, Recovered, recover
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
    in_lines = any(
        field.form == "line" for task in first.document.tasks for field in task.unit_fields
    )
    again = recovered(write_text(layout(first.document, "line" if in_lines else "bracket")))
    assert fingerprint(again.document) == fingerprint(first.document)
    assert again.text == first.text


LINES = [line for text in CASES.values() for line in text.split("\n")]
ODD = [
    "",
    "— 3 —",
    "7",
    "**",
    "<p>",
    "｜",
    "|---|",
    "\t",
    "（",
    "二检查",
    "【批注：问】",
    "\x0c",
    "附件2",
]
TEXTS = st.lists(st.sampled_from(LINES + ODD) | st.text(max_size=12), max_size=12).map("\n".join)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_every_character_is_in_the_draft_or_told(text: str) -> None:
    made = recovered(text)
    told_of = "".join(entry.note.text for entry in made.entries)
    assert not characters(text) - characters(made.text + told_of)


@settings(max_examples=300, deadline=None)
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


def test_a_changed_reading_is_told() -> None:
    """Were spelling to change what a task says, the report would say so."""
    assert not any(
        entry.note.message == READ_OTHERWISE
        for text in CASES.values()
        for entry in recovered(text).entries
    )


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
