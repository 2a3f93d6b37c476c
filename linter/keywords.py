"""The words that searches need, looked for all at once.

Most searches of most notices find nothing; one pass over the text tells which of them may.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ahocorasick_rs import BytesAhoCorasick


class Present(NamedTuple):
    """What a text holds of some words."""

    words: frozenset[str]
    searches: frozenset[int]
    """The places of the searches that may find something."""


class Keywords:
    """What each of some searches needs, and the machine of Aho and Corasick (1975) for it."""

    def __init__(self, needs: Sequence[Sequence[str]]) -> None:
        """By search the words of which it needs one, or none if it may find something anywhere."""
        self._always = [place for place, words in enumerate(needs) if not words]
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, words in enumerate(needs):
            for word in words:
                self._places[word].append(place)
        # A mark stands in a notice hundreds of times: to find the first is enough.
        self._marks = [word for word in self._places if len(word) == 1 and not word.isalnum()]
        self._words = [word for word in self._places if len(word) > 1 or word.isalnum()]

    @cached_property
    def _machine(self) -> BytesAhoCorasick | None:
        try:
            # What reads rules and checks nothing does without, the building of a package too.
            from ahocorasick_rs import BytesAhoCorasick
        except ImportError:
            return None  # Some machines have none; word by word takes longer and finds the same.
        return BytesAhoCorasick([_bytes(word) for word in self._words])

    def present(self, text: str) -> Present:
        """Which of the words stand in a text, and which searches may find something in it."""
        words = set(self._standing_in(text))
        words.update(mark for mark in self._marks if mark in text)
        needing = self._places
        places = [place for word in words for place in needing[word]]
        return Present(frozenset(words), frozenset([*self._always, *places]))

    def _standing_in(self, text: str) -> Iterable[str]:
        machine = self._machine
        if machine is None:
            return [word for word in self._words if word in text]
        matches = machine.find_matches_as_indexes(_bytes(text), overlapping=True)
        return {self._words[index] for index, _, _ in matches}


def _bytes(text: str) -> bytes:
    # Half a pair of surrogates may come from an editor.
    return text.encode("utf-8", "surrogatepass")
