"""What one rule may take of one notice: comparisons and time.

A rule of an office must not hang a run on any text; the built-in ones come nowhere near.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from time import thread_time
from typing import Any, Final

from hegao.linter.rule import Node, Rule

# A thousand tasks each held against all others are a million.
MOST_MEMBERS: Final = 3_000_000
MOST_SECONDS: Final = 10.0
"""Of processor time; far beyond what any rule needs on a notice of ten thousand tasks."""
CHUNK: Final = 256
OFTEN: Final = 1024
# What the fixes of one rule may write, in texts as long as the notice, and in any case.
MOST_WRITTEN: Final = 4
MOST_WRITTEN_ALWAYS: Final = 100_000


class AllowanceError(RuntimeError):
    """A rule has used up what it may take; the message says of what."""


class Allowance:
    """Counts what the rule at hand uses."""

    def __init__(self, length: int) -> None:
        """For rules on a notice of so many characters."""
        self._most_written = MOST_WRITTEN * length + MOST_WRITTEN_ALWAYS
        self.renew()

    def renew(self) -> None:
        """The next rule begins."""
        self._members = self._unclocked = 0
        self._room = self._most_written
        self._start = 0.0

    def writing(self, texts: Iterable[str]) -> Iterator[str]:
        """What a fix of the rule writes. Raises AllowanceError."""
        for text in texts:
            self._room -= len(text)
            if self._room < 0:
                raise AllowanceError("的修正比全文还长几倍，没有采用；改短修正的文字")
            yield text

    def members(self, members: Sequence[Node]) -> Sequence[Node]:
        """The members of a list that a rule goes through. Raises AllowanceError."""
        self._members += len(members)
        if self._members > MOST_MEMBERS:
            raise AllowanceError("比较的次数太多，查到一半停下了；把条件写窄一些")
        self._unclocked += len(members) + 1
        if self._unclocked >= OFTEN:
            self.clock()
        return members

    def selected(self, rule: Rule, nodes: Sequence[Node], subjects: Any) -> list[Node]:
        """The nodes that a rule fires on; many are looked at some at a time.

        Raises AllowanceError.
        """
        if len(nodes) <= CHUNK:
            return rule.select(nodes, subjects)
        return [node for some in self._chunks(nodes) for node in rule.select(some, subjects)]

    def _chunks(self, nodes: Sequence[Node]) -> Iterator[Sequence[Node]]:
        for start in range(0, len(nodes), CHUNK):
            self.clock()
            yield nodes[start : start + CHUNK]

    def clock(self) -> None:
        """Raises AllowanceError when the time is used up.

        It runs from the first look at it: most rules are over before, and a look costs as much
        as they do.
        """
        self._unclocked = 0
        now = thread_time()
        self._start = self._start or now
        if now - self._start > MOST_SECONDS:
            raise AllowanceError(f"用了{MOST_SECONDS:g}秒还没有查完，停下了；把条件写简单一些")
