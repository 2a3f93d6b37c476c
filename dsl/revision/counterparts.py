"""Which value of one version of a task stands for which of the other: by what stands around it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, Generic, NamedTuple, TypeVar

from hegao.dsl.revision.pairing import best_first, unpaired
from hegao.grammar.source import Span

CONTEXT: Final = 14
"""The characters on either side that tell what a value is said of."""
MOST: Final = 2500
"""The product of two numbers of values above which they are taken in their order."""
Value = TypeVar("Value")


class Counterpart(NamedTuple, Generic[Value]):
    """A limit or a quantity, and where it stands."""

    value: Value
    text: str
    span: Span

    @property
    def around(self) -> str:
        """The words on either side."""
        start, end = self.span
        return self.text[max(start - CONTEXT, 0) : start] + self.text[end : end + CONTEXT]


Nearness = Callable[[Counterpart[Value], Counterpart[Value]], float | None]
"""How well two values stand for each other; None where they never do."""


def counterparts(
    old: Sequence[Counterpart[Value]],
    new: Sequence[Counterpart[Value]],
    nearness: Nearness[Value],
) -> Iterator[tuple[int | None, int | None]]:
    """The values that stand for each other, then those of one version only, by their numbers."""
    if len(old) * len(new) > MOST:
        pairs = {at: at for at in range(min(len(old), len(new)))}
    else:
        pairs = best_first(_scores(old, new, nearness))
    yield from sorted(pairs.items())
    yield from ((a, None) for a in unpaired(len(old), pairs))
    yield from ((None, b) for b in unpaired(len(new), pairs.values()))


def _scores(
    old: Sequence[Counterpart[Value]], new: Sequence[Counterpart[Value]], nearness: Nearness[Value]
) -> dict[tuple[int, int], tuple[float]]:
    return {
        (a, b): (-score,)
        for a, one in enumerate(old)
        for b, other in enumerate(new)
        if (score := nearness(one, other)) is not None
    }
