"""Where the thresholds of dsl/align come from, and how right the pairs are.

`python bench/alignment.py [null|gold]` (needs ../shared; both without a word)

null: how seldom sentences of notices that have nothing to do with each other are alike.
gold: the rows of one notice's table against the sentences of another, with a key made by hand.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import run

from hegao.dsl.align import likeness
from hegao.dsl.align.aligner import CLEAR, FAINT, Pair, align, side_of
from hegao.dsl.align.places import below, place_of
from hegao.dsl.align.sentences import sentences_of
from hegao.dsl.build import build_notice
from hegao.dsl.document import Document
from hegao.dsl.recover.manuscript import text_manuscript
from hegao.dsl.recover.recovery import put_right
from hegao.dsl.upstream.template import Upstream

SHARED: Final = run.HERE.parent.parent / "shared"
SUBJECTS: Final = (
    ("seeds/0*.txt", "corpus/040-*.txt"),  # Open government.
    ("corpus/00*.txt", "corpus/01*.txt", "corpus/02*.txt"),  # One-person companies with AI.
    ("corpus/031-*.txt",),  # Buying from poor regions.
    ("corpus/032-*.txt",),  # Farm machines.
    ("corpus/033-*.txt",),  # Sports events.
    ("corpus/034-*.txt",),  # Rewards for places that got things done.
    ("corpus/035-*.txt",),  # Employment.
    ("corpus/036-*.txt",),  # Research staff.
    ("corpus/038-*.txt",),  # Cities without waste.
)
"""The notices by what they are about, judged by their titles."""
LEVELS: Final = (0.10, 0.12, 0.15, FAINT, 0.20, CLEAR, 0.30, 0.35, 0.40)
GOLD: Final = ("seeds/002_*.txt", "seeds/004_*.txt", "seeds/gold/align-004-002.json")
STATES: Final = ("best pair right", "best pair a title", "best pair wrong", "no pair")


def main() -> int:
    """Print what is asked for; one clear line when there is nothing to measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="?", choices=("null", "gold"))
    options = parser.parse_args()
    if not SHARED.exists():
        print("no ../shared here: nothing to measure against", file=sys.stderr)
        return 1
    parts = {"null": null_table, "gold": gold_table}
    print("\n\n".join(parts[each]() for each in parts if options.what in (None, each)))
    return 0


def notice(path: Path) -> Document:
    """A finished text, put right as `hegao coverage` does."""
    return build_notice(put_right(text_manuscript(path.read_text("utf-8"))).text)


# Notices that have nothing to do with each other.


class Text(NamedTuple):
    """A notice of one subject, as it is aligned."""

    subject: int
    upstream: Upstream


class Unrelated(NamedTuple):
    """What was found between unrelated notices."""

    best: list[float]
    """Of each sentence of a draft against each upstream the best score, titles left out."""
    titles: list[float]
    """The same of sentences that are titles."""
    pairs: list[Pair]


def null_table() -> str:
    """How many sentences of unrelated notices reach a score."""
    pairs = _unrelated(list(_texts())).pairs
    kept, likeness.FLOOR = likeness.FLOOR, 0.0  # type: ignore[misc]  # Here all scores count.
    texts = list(_texts())
    found = _unrelated(texts)
    likeness.FLOOR = kept  # type: ignore[misc]
    lines = [
        f"{len(texts)} notices, {len(SUBJECTS)} subjects, {len(found.best):,} times a sentence "
        f"against a notice of another subject ({len(found.titles):,} times a title)",
        "",
        "| best score reaches | sentences | titles |",
        "|---|---|---|",
    ]
    for level in LEVELS:
        name = {CLEAR: " (CLEAR)", FAINT: " (FAINT)"}.get(level, "")
        cells = (_share(found.best, level), _share(found.titles, level))
        lines.append(f"| {level:.2f}{name} | {' | '.join(cells)} |")
    clear = [pair for pair in pairs if pair.clear]
    total = len(found.best) + len(found.titles)
    beside = sum(pair.score < CLEAR for pair in clear)
    lines += [
        "",
        f"What align makes of them, for 1,000 sentences: {len(clear) / total * 1000:.1f} clear "
        f"pairs ({beside / total * 1000:.1f} of them beside another), "
        f"{(len(pairs) - len(clear)) / total * 1000:.1f} faint",
    ]
    return "\n".join(lines)


def _texts() -> Iterator[Text]:
    for subject, patterns in enumerate(SUBJECTS):
        for path in sorted(path for pattern in patterns for path in SHARED.glob(pattern)):
            yield Text(subject, Upstream(notice(path)))


def _unrelated(texts: Sequence[Text]) -> Unrelated:
    found = Unrelated([], [], [])
    for upper in texts:
        for lower in texts:
            if upper.subject != lower.subject:
                _compare(upper.upstream, lower.upstream.document, found)
    return found


def _compare(upstream: Upstream, draft: Document, found: Unrelated) -> None:
    sentences = sentences_of(draft.tasks, below(upstream.place, place_of(draft)))
    for sentence in sentences:
        # Two titles are never a pair, as align has it.
        scores = [
            match.score
            for match in upstream.likeness.find(sentence.plain)
            if not (sentence.title and upstream.sentences[match.number].title)
        ]
        (found.titles if sentence.title else found.best).append(max(scores, default=0.0))
    found.pairs.extend(align(upstream.likeness, side_of(upstream.sentences), side_of(sentences)))


def _share(scores: Sequence[float], level: float) -> str:
    return f"{sum(score >= level for score in scores) / len(scores):.2%}"


# A key made by hand.


def gold_table() -> str:
    """How many rows are paired with the sentences that the key has for them."""
    upper, lower, key = (next(SHARED.glob(pattern)) for pattern in GOLD)
    upstream, draft = Upstream(notice(upper)), notice(lower)
    rows = [task for task in draft.tasks if task.in_table]
    given = sentences_of(rows, below(upstream.place, place_of(draft)))
    pairs = align(upstream.likeness, side_of(upstream.sentences), side_of(given))
    keyed = Keyed(upstream)
    lines = [f"| rows | {' | '.join(STATES)} |", "|---|---|---|---|---|"]
    notes: list[str] = []
    tally: dict[str, list[str]] = {}
    for number, wanted in json.loads(key.read_text("utf-8"))["rows"].items():
        right = {index for start in wanted for index in keyed.sentences(start)}
        own = [p for p in pairs if (rows[given[p.given].task].number or "").rstrip(".") == number]
        best = max(own, key=lambda pair: pair.score, default=None)
        kind = "in the key" if wanted else "not in the key"
        state = _state(best, right, upstream)
        tally.setdefault(f"{kind} {state}", []).append(number)
        notes += [_extra(number, p, upstream) for p in own if p.asked not in right]
    for kind in ("in the key", "not in the key"):
        counts = (len(tally.get(f"{kind} {state}", ())) for state in STATES)
        lines.append(f"| {kind} | {' | '.join(map(str, counts))} |")
    return "\n".join([*lines, "", "Pairs that the key does not have:", *notes])


def _state(best: Pair | None, right: set[int], upstream: Upstream) -> str:
    if best is None:
        return "no pair"
    if best.asked in right:
        return "best pair right"
    return "best pair a title" if upstream.sentences[best.asked].title else "best pair wrong"


def _extra(number: str, pair: Pair, upstream: Upstream) -> str:
    sentence = upstream.sentences[pair.asked]
    how = "clear" if pair.clear else "faint"
    kind = ", a title" if sentence.title else ""
    return f"- row {number}, {pair.score:.2f} {how}{kind}: {sentence.text.strip()[:24]}"


class Keyed:
    """The sentences of an upstream, found by how the key says that they begin."""

    def __init__(self, upstream: Upstream) -> None:
        self._text = _letters(upstream.document.text)
        self._places: list[tuple[int, int]] = []
        at = 0
        for index, sentence in enumerate(upstream.sentences):
            plain = _letters(sentence.text).rstrip("。")
            at = max(self._text.find(plain, at), at)
            if not sentence.title:
                self._places.append((at, index))

    def sentences(self, start: str) -> Iterator[int]:
        """The sentences from a beginning to the full stop; it may begin with a heading.

        The key leaves out second-level headings, so that a first-level one runs into the
        sentence behind both: the longest head is looked up, and the rest right behind it.
        """
        plain = _letters(start)
        cut = next(cut for cut in range(len(plain), 0, -1) if plain[:cut] in self._text)
        at = self._text.index(plain[:cut])
        first = next((a for a, _ in self._places if a <= at < self._end(a)), None)
        if cut < len(plain) or first is None:
            rest = plain[cut:]
            later = (a for a, _ in self._places if a >= at + cut)
            first = next((a for a in later if self._text.startswith(rest, a)), at)
        end = self._text.find("。", first)
        yield from (index for a, index in self._places if first <= a < end)

    def _end(self, start: int) -> int:
        return self._text.find("。", start)


def _letters(text: str) -> str:
    return re.sub(r"[^\w。]|_", "", text)


if __name__ == "__main__":
    sys.exit(main())
