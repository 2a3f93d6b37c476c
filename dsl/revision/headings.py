"""Which heading of the new version is which of the old."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from hegao.dsl.align.likeness import CLEAR
from hegao.dsl.align.sentences import plain_words
from hegao.dsl.revision.pairing import Pairs, best_first, likeness_of, unpaired
from hegao.dsl.revision.version import Heading, Version


def paired_headings(old: Version, new: Version, tasks: Pairs) -> Pairs:
    """Headings with one title, then those that most of the same tasks stand under."""
    pairs = _same_titles(old.headings, new.headings)
    shared = Counter(
        (old.heading_of(old.tasks[i]), new.heading_of(new.tasks[j])) for i, j in tasks.items()
    )
    here = unpaired(len(old.headings), pairs)
    there = unpaired(len(new.headings), pairs.values())
    alike = likeness_of(
        [_words(old.headings[i]) for i in here], [_words(new.headings[j]) for j in there]
    )
    scores = {(here[a], there[b]): (0, -score) for (a, b), score in alike if score >= CLEAR}
    free, wanted = set(here), set(there)
    for (i, j), count in shared.items():
        if i is not None and j is not None and i in free and j in wanted:
            scores[i, j] = (-count, scores.get((i, j), (0, 0.0))[1])
    return dict(sorted((pairs | best_first(scores)).items()))


def _same_titles(old: Sequence[Heading], new: Sequence[Heading]) -> Pairs:
    left: dict[str, list[int]] = {}
    for j in reversed(range(len(new))):
        left.setdefault(_words(new[j]), []).append(j)
    return {i: left[_words(each)].pop() for i, each in enumerate(old) if left.get(_words(each))}


def _words(heading: Heading) -> str:
    return plain_words(heading.title)
