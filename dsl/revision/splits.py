"""Tasks that came out of another one, or went into one: told where it is clear."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hegao.dsl.align.clauses import held_in
from hegao.dsl.align.likeness import CLEAR
from hegao.dsl.revision.pairing import Pairs, Said, likeness_of, unpaired

HELD: Final = 0.7
"""The share of a part's words that the whole must have."""
KEPT: Final = 0.5
"""The share that the rest of the whole may have and still be another part."""
SHORTEST: Final = 6
"""The characters of a part that is none by chance."""


def split_off(old: Sequence[Said], new: Sequence[Said], pairs: Pairs) -> Pairs:
    """For new tasks that are in no pair the old one, by numbers, that they are a part of.

    The old task has the words, and the new one that it is paired with has them no more. With the
    versions exchanged it says which tasks were merged.
    """
    parts = [at for at in unpaired(len(new), pairs.values()) if len(new[at].words) >= SHORTEST]
    if not parts:
        return {}
    wholes = list(pairs)
    found: dict[int, tuple[float, int]] = {}
    alike = likeness_of([old[i].words for i in wholes], [new[j].words for j in parts])
    for (a, b), score in alike:
        whole, part = wholes[a], parts[b]
        words = new[part].words
        if score < CLEAR or held_in(words, old[whole].words) < HELD:
            continue
        if held_in(words, new[pairs[whole]].words) < KEPT:
            found[part] = min(found.get(part, (1.0, whole)), (-score, whole))
    return {part: whole for part, (_, whole) in found.items()}
