"""What may be written, and whether what is typed so far means it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final, Literal, NamedTuple

from hegao.lsp.pinyin import may_begin, readings, reads_as

Kind = Literal["word", "field", "unit", "item", "time", "rule", "file", "block"]
LONGEST_TYPED: Final = 30
"""Who has written more than that since the last mark is not looking for a word."""
_PLACEHOLDER = re.compile(r"\$\{\d+:([^}]*)\}|\$\d+")


class Proposal(NamedTuple):
    """Words to put in place of what is typed from `start` on."""

    label: str
    """As the list shows it."""
    start: int
    """The column where what is typed begins."""
    text: str = ""
    """What is put in, where that is not the label; may hold places to fill in: ${1:…}."""
    keys: tuple[str, ...] = ()
    """By what other names it may be typed."""
    detail: str = ""
    about: str = ""
    """Longer words on it."""
    kind: Kind = "word"
    takes: str = ""
    """A mark that is left out of what is put in where it stands behind the cursor already."""

    @property
    def names(self) -> tuple[str, ...]:
        """By what it may be typed."""
        return (self.label, *self.keys)


class Choice(NamedTuple):
    """A proposal that what is typed may mean."""

    proposal: Proposal
    filter_text: str
    """What is typed first, for editors that look again whether it is meant; then other forms."""


def choices(proposals: Iterable[Proposal], before: str) -> list[Choice]:
    """The proposals that what is typed begins, best first; `before` is the line to the cursor.

    A name may be typed from its middle too: 民政 for 县民政局; those stand behind.
    """
    ranked: list[tuple[int, int, Choice]] = []
    for place, each in enumerate(proposals):
        typed = before[each.start :] if len(before) - each.start <= LONGEST_TYPED else None
        if typed is not None and (rank := _rank(each.names, flat(typed))) is not None:
            ranked.append((rank, place, Choice(each, _filter_text(each, typed))))
    return [choice for _, _, choice in sorted(ranked, key=lambda each: each[:2])]


def flat(text: str) -> str:
    """A text with half-width marks and small letters: how it is compared."""
    return unicodedata.normalize("NFKC", text).lower()


def plain(snippet: str) -> str:
    """The text of a snippet for editors that have none; what is to be filled in is shown."""
    bare = _PLACEHOLDER.sub(lambda match: match[1] or "", snippet)
    return re.sub(r"\\([\\$}])", r"\1", bare)


def literal(text: str) -> str:
    """A text as a snippet writes it."""
    return re.sub(r"([\\$}])", r"\\\1", text)


def _rank(names: tuple[str, ...], typed: str) -> int | None:
    """0 for a name that what is typed begins, 1 where it stands inside one, None for neither."""
    if not typed:
        return 0
    flat_names = [flat(name) for name in names]
    if any(reads_as(name, typed) for name in flat_names):
        return 0
    if len(typed) == 1 and typed.isascii():
        return None
    return 1 if any(reads_as(tail, typed) for tail in _tails(flat_names, typed[0])) else None


def _tails(names: Iterable[str], letter: str) -> Iterator[str]:
    """The ends of names that may begin with a letter."""
    for name in names:
        for at in range(1, len(name)):
            if may_begin(name[at], letter):
                yield name[at:]


def _filter_text(proposal: Proposal, typed: str) -> str:
    """First what is typed: the editor is not to refuse what was found to be meant."""
    latin = readings(proposal.label)
    return " ".join(filter(None, (typed.strip(), proposal.label, *latin)))
