"""What stands twice: tasks that say the same, unit names that mean the same."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence

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
    for in_table in (False, True):
        part = [task for task in tasks if task.in_table is in_table]
        if not _any_twice(part):
            continue
        # Hashes stand for the sentences: a notice of ten thousand tasks is held once, not twice.
        sentences = [array("q", sorted(_sentences(task))) for task in part]
        holders = _holders(sentences)
        for index, held in enumerate(sentences):
            others = _holding_all(held, holders, index, sentences)
            if others:
                found[part[index].block.origin] = part[others[0]]
    return found


def _any_twice(tasks: Sequence[Task]) -> bool:
    """Whether a sentence stands in two tasks at all; in most notices none does."""
    seen: set[int] = set()
    for task in tasks:
        held = _sentences(task)
        if not seen.isdisjoint(held):
            return True
        seen |= held
    return False


def _sentences(task: Task) -> set[int]:
    """The longer sentences of a task, by their hashes."""
    # A regular expression would take six times as long to go through the text.
    return {
        hash(piece)
        for line in task.text.replace("；", "。").split("。")
        if len(line) >= SHORTEST
        for piece in line.split()
        if len(piece) >= SHORTEST
    }


def _holders(sentences: Sequence[array[int]]) -> dict[int, list[int]]:
    """For each sentence that stands in several tasks, the first tasks that hold it."""
    seen: set[int] = set()
    repeated: set[int] = set()
    for held in sentences:
        repeated.update(sentence for sentence in held if sentence in seen)
        seen.update(held)
    holders: dict[int, list[int]] = {sentence: [] for sentence in repeated}
    for index, held in enumerate(sentences):
        for sentence in held:
            if sentence in holders and len(holders[sentence]) < PLACES:
                holders[sentence].append(index)
    return holders


def _holding_all(
    held: array[int],
    holders: dict[int, list[int]],
    index: int,
    sentences: Sequence[array[int]],
) -> list[int]:
    if not held or any(sentence not in holders for sentence in held):
        return []
    common = set(holders[held[0]]) - {index}
    for sentence in held:
        common.intersection_update(holders[sentence])
    # Of two equal tasks the later one repeats the earlier.
    return sorted(other for other in common if sentences[other] != held or other < index)


def similar_names(names: Counter[str]) -> dict[str, str]:
    """Short names to the fuller name they seem to mean: 县应急局 to 县应急管理局.

    A name means another when it keeps the other's first two and last characters and leaves
    out one to six in between, in order.
    """
    groups: dict[tuple[str, str], list[str]] = {}
    for name in names:
        if len(name) >= 4:
            groups.setdefault((name[:2], name[-1]), []).append(name)
    found: dict[str, str] = {}
    for group in groups.values():
        for short in group:
            for full in group:
                if 0 < len(full) - len(short) <= 6 and _leaves_out(short, full):
                    found.setdefault(short, full)
    return found


def _leaves_out(short: str, full: str) -> bool:
    rest = iter(full)
    return all(char in rest for char in short) and short[2:4] == full[2:4]
