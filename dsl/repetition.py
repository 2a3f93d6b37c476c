"""What stands twice: tasks that say the same, unit names that mean the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hegao.dsl.document import Task

# A sentence is looked for in the first tasks that hold it; more would cost time squared.
PLACES = 4
SHORTEST = 12
"""The characters that a sentence must have to be compared."""


def repeated_tasks(tasks: Sequence[Task]) -> dict[int, Task]:
    """Tasks all of whose sentences stand in one other task, by the origin of their block.

    Only tasks of one part are compared: a breakdown table repeats the prose on purpose.
    """
    found: dict[int, Task] = {}
    rows = [task for task in tasks if task.item is None]
    prose = [task for task in tasks if task.item is not None] if rows else tasks
    for part in (prose, rows):
        if not _any_twice(part):
            continue
        # Hashes stand for the sentences: a notice of ten thousand tasks is held once, not twice.
        sentences = [_sentences(task) for task in part]
        several = _in_several(sentences)
        known = [place for place, held in enumerate(sentences) if held and held <= several]
        holders = _holders(sentences, several) if known else {}
        for place in known:
            others = _holding_all(place, holders, sentences)
            if others:
                found[part[place].block.origin] = part[others[0]]
    return found


def _any_twice(tasks: Sequence[Task]) -> bool:
    """Whether a sentence stands twice at all; in most notices none does."""
    held = _long_pieces("\n".join([task.text for task in tasks]))
    return len(set(held)) < len(held)


def _sentences(task: Task) -> set[int]:
    """The longer sentences of a task, by their hashes."""
    return set(map(hash, _long_pieces(task.text)))


def _long_pieces(text: str) -> list[str]:
    # A regular expression would take six times as long to go through the text.
    pieces = text.replace("；", " ").replace("。", " ").split()
    return [piece for piece in pieces if len(piece) >= SHORTEST]


def _in_several(sentences: Sequence[set[int]]) -> set[int]:
    """The sentences that stand in several tasks."""
    seen: set[int] = set()
    several: set[int] = set()
    for held in sentences:
        if not seen.isdisjoint(held):
            several |= seen & held
        seen |= held
    return several


def _holders(sentences: Sequence[set[int]], several: set[int]) -> dict[int, list[int]]:
    """For each sentence that stands in several tasks, the first tasks that hold it."""
    holders: dict[int, list[int]] = {sentence: [] for sentence in several}
    for place, held in enumerate(sentences):
        for sentence in held & several:
            if len(holders[sentence]) < PLACES:
                holders[sentence].append(place)
    return holders


def _holding_all(
    place: int, holders: dict[int, list[int]], sentences: Sequence[set[int]]
) -> list[int]:
    """The other tasks that hold all sentences of one."""
    held = sentences[place]
    common = set.intersection(*(set(holders[sentence]) for sentence in held)) - {place}
    # Of two equal tasks the later one repeats the earlier.
    return sorted(other for other in common if sentences[other] != held or other < place)


def similar_names(names: Iterable[str]) -> dict[str, str]:
    """Short names to the fuller name they seem to mean: 县应急局 to 县应急管理局.

    A name means another when it keeps the other's first four and last characters and leaves
    out one to six in between, in order.
    """
    groups: dict[tuple[str, str], list[str]] = {}
    for name in names:
        if len(name) >= 4:
            groups.setdefault((name[:4], name[-1]), []).append(name)
    found: dict[str, str] = {}
    for group in groups.values():
        for short in group if len(group) > 1 else ():
            for full in group:
                if 0 < len(full) - len(short) <= 6 and _leaves_out(short, full):
                    found.setdefault(short, full)
    return found


def _leaves_out(short: str, full: str) -> bool:
    rest = iter(full)
    return all(char in rest for char in short)
