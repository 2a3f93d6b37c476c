"""What Markdown and web pages leave in a text: `##`, `**`, `<p>`, `&nbsp;`, rules, fences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from hegao.dsl.recover.finished import Note
from hegao.dsl.recover.manuscript import Manuscript, Piece

RULE = re.compile(r"\s*(?:[-—_*=~]\s*){3,}")
FENCE = re.compile(r"\s*(?:```|~~~)\w*\s*")
HEAD = re.compile(r"(\s*)(\\?#{1,6}(?=[\s\u4e00-\u9fff（(\d])|>(?=\s)|[-*+](?=\s))\s*")
TAG = re.compile(
    r"</?(?:p|div|span|font|b|strong|i|em|u|s|center|section|a|o:p|sup|sub|h[1-6]|table|tbody|thead"
    r"|tr|td|th|ul|ol|li|img|hr|style)(?:\s[^<>]{0,300})?/?>",
    re.IGNORECASE,
)
BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)
ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{2,5}|#x[0-9A-Fa-f]{2,5});")
BOLD = re.compile(r"(\*\*|__)(?=\S)((?:(?!\1).){1,400}?)(?<=\S)\1")
LINK = re.compile(r"!?\[([^\[\]]{0,200})\]\(([^()\s]{1,400})\)")
ESCAPE = re.compile(r"\\(?=[#*_\-.+>|\[\](){}`!])")
MARKS = re.compile(r"[#*_<&\\>\[+~`=—-]")
MARKDOWN = "Markdown的记号"
WEB = "网页的标签和代码"


def without_residue(manuscript: Manuscript) -> Manuscript:
    """The lines without left-over marks; these are noted."""
    cleaner = _Cleaner()
    pieces = [new for piece in manuscript.pieces for new in cleaner.cleaned(piece)]
    return manuscript.changed(pieces, cleaner.notes) if cleaner.notes else manuscript


@dataclass(slots=True)
class _Cleaner:
    """Cleans line after line and notes what it takes away."""

    notes: list[Note] = field(default_factory=list[Note])

    def cleaned(self, piece: Piece) -> Iterator[Piece]:
        """The line, or the lines that it really is; none when it was only a mark."""
        if not MARKS.search(piece.text):
            yield piece
            return
        if RULE.fullmatch(piece.text) or FENCE.fullmatch(piece.text):
            self._note(MARKDOWN, piece, piece.text.strip())
            return
        parts = BREAK.split(piece.text)
        for mark in BREAK.findall(piece.text):
            self._note(WEB, piece, mark.strip())
        for index, part in enumerate(parts):
            if (text := self._plain(part, piece)).strip():
                last = index + 1 == len(parts)
                yield piece._replace(text=text, remarks=piece.remarks if last else ())

    def _plain(self, text: str, piece: Piece) -> str:
        """A line without marks in it."""
        text = self._without(TAG, WEB, text, piece)
        if head := HEAD.match(text):
            self._note(MARKDOWN, piece, head[2])
            text = head[1] + text[head.end() :]
        for link in LINK.finditer(text):
            self._note(WEB, piece, link.group().replace(f"[{link[1]}]", "[]", 1))
        text = LINK.sub(r"\1", text)
        while BOLD.search(text):
            self._note(MARKDOWN, piece, "".join(m[1] * 2 for m in BOLD.finditer(text)))
            text = BOLD.sub(r"\2", text)
        text = self._without(ESCAPE, MARKDOWN, text, piece)
        for entity in ENTITY.findall(text):
            self._note(WEB, piece, entity)
        return ENTITY.sub(lambda match: unescape(match.group()), text)

    def _without(self, marks: re.Pattern[str], what: str, text: str, piece: Piece) -> str:
        for mark in marks.findall(text):
            self._note(what, piece, mark)
        return marks.sub("", text)

    def _note(self, what: str, piece: Piece, text: str) -> None:
        self.notes.append(Note("removed", what, piece.place, text))
