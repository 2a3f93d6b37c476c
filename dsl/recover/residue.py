"""What Markdown and web pages leave in a text: `##`, `**`, `<p>`, `&nbsp;`, rules, fences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hegao.dsl.recover.finished import Note
from hegao.dsl.recover.manuscript import Manuscript, Piece
from hegao.grammar.blocks import is_row

RULE = re.compile(r"\s*(?:[-—_*=~]\s*){3,}")
FENCE = re.compile(r"\s*(?:```|~~~)\w*\s*")
HEAD = re.compile(r"(\s*)(\\?#{1,6}(?=\s)|>(?=\s)|[-*+](?=\s))\s*")
ATTRIBUTES = r"(?:\s+[a-zA-Z:-]{1,30}\s*=[^<>]{0,300})?\s*/?"
TAG = re.compile(
    rf"</?(?:p|div|span|font|strong|em|center|section|o:p|sup|sub|h[1-6]|table|tbody|thead"
    rf"|tr|td|th|ul|ol|li|img|hr|style){ATTRIBUTES}>",
    re.IGNORECASE,
)
# Tags of one letter only in pairs: in a<b>c the marks compare.
SHORT_TAG = re.compile(rf"<([abisu]){ATTRIBUTES}>(.*?)</\1>", re.IGNORECASE)
BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)
LINE_ENDS = re.compile(r"[\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{2,5}|#x[0-9A-Fa-f]{2,5});")
BOLD = re.compile(r"\*\*(?=\S)((?:(?!\*\*).){1,400}?)(?<=\S)\*\*")
LINK = re.compile(r"!?\[([^\[\]]{0,200})\]\(([^()\s]*[:/.#](?:[^()\s]|\([^()\s]*\)){0,400})\)")
ESCAPE = re.compile(r"(?<![A-Za-z0-9:\\/])\\(?=[#*_\-.+>|\[\](){}`!])")
MARKS = re.compile(r"[#*_<&\\>\[+~`=—-]")
MARKDOWN = "Markdown的记号"
LINE_OF_MARKS = "分隔线"
BULLET = "项目符号"
WEB = "网页的标签和代码"


def without_residue(manuscript: Manuscript) -> Manuscript:
    """The lines without left-over marks; these are noted."""
    cleaner = _Cleaner()
    pieces = [new for piece in manuscript.pieces for new in cleaner.cleaned(piece)]
    return manuscript.changed(pieces, cleaner.notes) if cleaner.notes else manuscript


class _Cleaner:
    """Cleans line after line and notes what it takes away."""

    def __init__(self) -> None:
        self.notes: list[Note] = []

    def cleaned(self, piece: Piece) -> Iterator[Piece]:
        """The line, or the lines that it really is; none when it was only a mark."""
        if not MARKS.search(piece.text):
            yield piece
            return
        if RULE.fullmatch(piece.text) or FENCE.fullmatch(piece.text):
            self._note(LINE_OF_MARKS, piece, piece.text.strip())
            return
        parts = BREAK.split(piece.text)
        for mark in BREAK.findall(piece.text):
            self._note(WEB, piece, mark.strip())
        if is_row(piece.text):
            # In a row a break stands inside a cell.
            parts = [" ".join(parts)]
        texts = [text for part in parts if (text := self._plain(part, piece)).strip()]
        for index, text in enumerate(texts, 1):
            remarks = piece.remarks if index == len(texts) else ()
            yield piece._replace(text=text, remarks=remarks)

    def _plain(self, text: str, piece: Piece) -> str:
        """A line without marks in it."""
        text = self._without(TAG, WEB, text, piece)
        while tag := SHORT_TAG.search(text):
            inner = tag[2]
            self._note(WEB, piece, tag.group().replace(inner, "", 1) if inner else tag.group())
            text = text[: tag.start()] + inner + text[tag.end() :]
        if head := HEAD.match(text):
            self._note(BULLET if head[2] in "-*+" else MARKDOWN, piece, head[2])
            text = head[1] + text[head.end() :]
        for link in LINK.finditer(text):
            self._note(WEB, piece, link.group().replace(f"[{link[1]}]", "[]", 1))
        text = LINK.sub(r"\1", text)
        for _ in BOLD.findall(text):
            self._note(MARKDOWN, piece, "****")
        text = BOLD.sub(r"\1", text)
        text = self._without(ESCAPE, MARKDOWN, text, piece)
        if not ENTITY.search(text):
            return text
        from html import unescape

        for entity in ENTITY.findall(text):
            self._note(WEB, piece, entity)
        return ENTITY.sub(lambda match: LINE_ENDS.sub(" ", unescape(match.group())), text)

    def _without(self, marks: re.Pattern[str], what: str, text: str, piece: Piece) -> str:
        for mark in marks.findall(text):
            self._note(what, piece, mark)
        return marks.sub("", text)

    def _note(self, what: str, piece: Piece, text: str) -> None:
        self.notes.append(Note("removed", what, piece.place, text))
