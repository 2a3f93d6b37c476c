"""Web copies that have lost their line ends: the parts of the notice proper, each on its line.

Only what the form makes sure: a title that the line above states already, or that a document
number follows; recipients up to their colon; an organ and a date between full stop and text; the
title of what the notice says it carries.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from hegao.dsl.header import is_organ, squeeze
from hegao.dsl.recover.finished import Note
from hegao.dsl.recover.manuscript import Manuscript, Piece
from hegao.dsl.titles import carried_by, issuer_in, statutory_type
from hegao.grammar.blocks import is_row

LONG = 120
NUMBER = r"[\u4e00-\u9fff]{2,12}[〔\[【（(]\d{4}[〕\]】）)]\s*\d{1,4}\s*号"
TITLE = re.compile(
    rf"\s*([^。；！？]{{4,120}}?(?:通知|意见|通报|决定|函|公告|通告|批复))\s*(?={NUMBER})"
)
HEAD_NUMBER = re.compile(NUMBER)
RECIPIENTS = re.compile(r"[^：:。；《》]{4,300}[：:]")
CLOSING = re.compile(
    r"(?<=[。！])\s*(?P<organ>[\u4e00-\u9fff（）()]{4,40}?)\s*"
    r"(?P<date>\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)\s*(?P<note>[（(]此件[^（）()]{2,20}[）)])?"
)
SPLIT = "接排的版头、落款，已分行"
REPEATED = "重复的标题"


def parted(manuscript: Manuscript) -> Manuscript:
    """The lines with what has run together in the notice proper on lines of its own."""
    pieces: list[Piece] = []
    notes: list[Note] = []
    title = ""
    for piece in manuscript.pieces:
        if len(piece.text) < LONG or is_row(piece.text):
            title = _title_of(piece.text) or title
            pieces.append(piece)
            continue
        begin = _end_of(piece.text, title)
        if begin:
            notes.append(Note("removed", REPEATED, piece.place, piece.text[:begin].strip()))
        parts = list(_replaced(piece, begin, _parts(piece.text[begin:], title)))
        notes.extend(Note("inferred", SPLIT, piece.place, part.text) for part in parts[:-1])
        pieces.extend(parts)
    return manuscript.changed(pieces, notes) if notes else manuscript


def _replaced(piece: Piece, begin: int, parts: Iterable[str]) -> Iterator[Piece]:
    """The parts of a line from some character on, as lines of their own."""
    cut: list[Piece] = []
    for text in parts:
        if text.strip():
            cut.append(piece.part(begin, begin + len(text))._replace(remarks=()))
        begin += len(text)
    yield from cut[:-1]
    yield from (part._replace(remarks=piece.remarks) for part in cut[-1:])


def _title_of(text: str) -> str:
    """The title that a line is, without spaces; an empty string if it is none."""
    title = squeeze(text)
    return title if "关于" in title and statutory_type(title) else ""


def _end_of(text: str, words: str) -> int:
    """Where some words end that a text begins with, spaces aside; 0 if it does not."""
    at = 0
    for index, char in enumerate(text):
        if at == len(words):
            return index
        if char.isspace():
            continue
        if char != words[at]:
            return 0
        at += 1
    return len(text) if words and at == len(words) else 0


def _parts(text: str, title: str) -> Iterator[str]:
    """The parts of a line, joined they are the line."""
    found = TITLE.match(text) if not title else None
    if found and _heads(text, found.end()):
        title = squeeze(found[1])
        yield text[: found.end()]
        text = text[found.end() :]
    if number := HEAD_NUMBER.match(text):
        yield number.group()
        text = text[number.end() :]
        if named := RECIPIENTS.match(text):
            yield named.group()
            text = text[named.end() :]
    yield from _closing(text, title)


def _heads(text: str, at: int) -> bool:
    """Whether a number heads a notice: recipients follow it. One that is only cited does not."""
    number = HEAD_NUMBER.match(text, at)
    return number is not None and RECIPIENTS.match(text, number.end()) is not None


def _closing(text: str, title: str) -> Iterator[str]:
    """The text, the organ, the date and the note behind it, and the title of what is carried."""
    found = CLOSING.search(text)
    if found is None or not (found["organ"] == issuer_in(title) or is_organ(found["organ"])):
        yield text
        return
    rest = text[found.end() :]
    carried = _end_of(rest, squeeze(carried_by(title)))
    if rest.strip() and not found["note"] and not carried:
        # 县民政局2026年6月30日前组织验收: nobody signs there.
        yield text
        return
    yield text[: found.start()]
    yield from filter(None, (found["organ"], found["date"], found["note"]))
    yield rest[:carried]
    yield rest[carried:]
