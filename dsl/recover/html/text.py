"""The text of one block of a web page as a browser shows it: white space collapsed, lines parted.

Zero-width characters, soft hyphens and marks of writing direction cannot be seen; they are dropped
without a note.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

# Control characters cannot stand in a text, so they mark what happens between its characters.
LINE_END: Final = "\x01"
"""White space of the source that holds a line end."""
BREAK: Final = "\x02"
"""A <br>, or a line end in preformatted text."""
MARK: Final = "\x03"
"""Where something stands that is no text: a picture, a hidden element."""
LINK: Final = "\x04"
"""Where the text of a link begins."""
LINK_END: Final = "\x05"

INVISIBLE: Final = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)
SOURCE_SPACE: Final = re.compile("[ \t\n\r\f]+")
COLLAPSIBLE: Final = re.compile(f"[ {LINE_END}]+")
LINKED: Final = re.compile(f"{LINK}([^{LINK_END}]*)")
MARKS: Final = re.compile(f"[{MARK}{LINK}{LINK_END}]")
# Han characters and the punctuation that is set with them.
WIDE: Final = re.compile(
    "[\u2014\u2018-\u201d\u2026\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
    "\U00020000-\U0003ffff]"
)
INDENTED: Final = re.compile("[\u3000\u2003]|[\xa0\u2002]{2}")
ODD_SPACES: Final = re.compile("[\xa0\u1680\u2000-\u200a\u202f\u205f]")
PRE_SPACES: Final = str.maketrans({" ": "\xa0", "\t": "\xa0" * 4, "\n": BREAK, "\r": None})


class Piece(NamedTuple):
    """A paragraph of a block, and how many marks, links and characters in links it holds."""

    text: str
    marks: int = 0
    links: int = 0
    linked: int = 0


def source_text(text: str) -> str:
    """A text of the page with its runs of white space collapsed, those with line ends marked."""
    return SOURCE_SPACE.sub(_collapsed_source, INVISIBLE.sub("", text))


def _collapsed_source(found: re.Match[str]) -> str:
    return LINE_END if "\n" in found[0] or "\r" in found[0] else " "


def preformatted(text: str) -> str:
    """A text of the page whose spaces and line ends stand as they are."""
    return INVISIBLE.sub("", text.replace("\r\n", "\n")).translate(PRE_SPACES)


def plain(text: str) -> str:
    """A text on one line, collapsed, without marks."""
    return _shown(source_text(text))


def paragraphs(raw: str) -> list[Piece]:
    """The paragraphs of a block.

    One break is a soft line break; a line without text, or one that is set in, begins a new
    paragraph. A paragraph without text is given where it holds marks.
    """
    found: list[Piece] = []
    ended = True
    for segment in raw.split(BREAK):
        piece = _piece(segment)
        if piece.text and (ended or INDENTED.match(segment.lstrip(f" {LINE_END}{MARK}{LINK}"))):
            found.append(piece)
        elif piece.text or piece.marks:
            found.append(_joined(found.pop() if found else Piece(""), piece))
        ended = not piece.text
    return found


def _piece(segment: str) -> Piece:
    links = LINKED.findall(segment)
    linked = sum(len(link) for link in links)
    return Piece(_shown(segment), segment.count(MARK), len(links), linked)


def _joined(before: Piece, after: Piece) -> Piece:
    text = "\n".join(filter(None, (before.text, after.text)))
    return Piece(
        text,
        before.marks + after.marks,
        before.links + after.links,
        before.linked + after.linked,
    )


def _shown(segment: str) -> str:
    text = MARKS.sub("", segment).strip(f" {LINE_END}")
    return ODD_SPACES.sub(" ", COLLAPSIBLE.sub(_collapsed, text)).strip()


def _collapsed(found: re.Match[str]) -> str:
    """A space; nothing where the source breaks its line next to a Han character."""
    if LINE_END not in found[0]:
        return " "
    text = found.string
    beside = (text[found.start() - 1], text[found.end()])
    return "" if any(map(WIDE.match, beside)) else " "
