"""Memory of the language server over 20,000 edits, as many as in eight hours of editing.

`python bench/lsp_memory.py [--edits N] [--tasks N]`

Edits are typed words, deletions, lines put in, split and moved, and takings back, at random, with
questions of every kind in between; the text is kept near its first size. Memory is read every
twentieth of the way, with nothing under way, and has to stay within a tenth of what it is after
the first fifth.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator
from typing import NamedTuple

from lsp_client import Draft, Json, Server
from lsp_content import notice
from run import table

EDITS, TASKS, SAMPLES, WARM = 20_000, 100, 20, 4
MOST = 0.10
"""How much memory may differ from what it is when warm."""
ASK_EVERY, WAIT_EVERY, SAVE_EVERY = 10, 50, 2_000
WORDS = (
    "尽快",
    "，",
    "。",
    "县民政局",
    "2026年6月底前",
    "𠮷",
    "a",
    "\n",
    "责任单位：",
    "（",
    "第",
    "\x0b",
)
WHOLE = ("documentSymbol", "foldingRange", "codeLens", "documentLink", "semanticTokens/full")
PLACED = ("hover", "completion", "definition", "documentHighlight", "references", "prepareRename")
RANGED = ("codeAction", "inlayHint", "semanticTokens/range")


class Reading(NamedTuple):
    """Memory after so many edits."""

    edits: int
    memory: float
    size: int
    """Characters of the text."""


def edit(draft: Draft, chance: random.Random, size: int) -> None:
    """One edit as somebody might make it; deletions prevail in a text that has grown."""
    number = chance.randrange(len(draft.lines))
    line = draft.lines[number]
    column = chance.randint(0, len(line))
    grown = sum(map(len, draft.lines)) > size
    if chance.random() < (0.6 if grown else 0.3):
        length = min(chance.randint(1, 12 if grown else 3), len(line) - column)
        draft.put(number, column, length, "")
    elif chance.random() < 0.02:
        draft.put(number, 0, 0, chance.choice(draft.lines) + "\n")
    else:
        draft.put(number, column, 0, chance.choice(WORDS))


def question(draft: Draft, chance: random.Random) -> tuple[str, Json]:
    """A request about the text that an editor might send."""
    about: Json = {"textDocument": {"uri": draft.uri}}
    line = chance.randrange(len(draft.lines))
    place = {"line": line, "character": chance.randint(0, 40)}
    range_ = {"start": {"line": line, "character": 0}, "end": {"line": line + 3, "character": 0}}
    kind = chance.choice((*WHOLE, *PLACED, *RANGED))
    if kind in PLACED:
        about["position"] = place
    if kind in RANGED:
        about["range"] = range_
    if kind == "references":
        about["context"] = {"includeDeclaration": True}
    if kind == "codeAction":
        about["context"] = {"diagnostics": []}
    return f"textDocument/{kind}", about


def session(draft: Draft, edits: int) -> Iterator[Reading]:
    """All the edits, and memory on the way."""
    chance = random.Random(3)
    first, size = draft.text, len(draft.text)
    for number in range(1, edits + 1):
        edit(draft, chance, size)
        if number % ASK_EVERY == 0:
            draft.server.request(*question(draft, chance))
        if number % WAIT_EVERY == 0:
            checked(draft)
        if number % SAVE_EVERY == 0:
            draft.server.notify("textDocument/didSave", {"textDocument": {"uri": draft.uri}})
            draft.replace(first)
            checked(draft)
        if number % (edits // SAMPLES) == 0:
            draft.server.pump(1)
            draft.server.published.clear()
            yield Reading(number, draft.server.memory(), len(draft.text))


def checked(draft: Draft) -> None:
    """Wait until the text as it is has been checked."""
    version = draft.version
    draft.server.pump(60, lambda: draft.first(version, 0) is not None)


def main() -> int:
    """Measure and print; 1 where memory is not flat."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--edits", type=int, default=EDITS)
    parser.add_argument("--tasks", type=int, default=TASKS)
    options = parser.parse_args()
    server = Server((sys.executable, "-m", "hegao.lsp", "--stdio"))
    try:
        server.initialize()
        draft = Draft(
            server, "file:///tmp/hegao-bench/a.notice", "hegao", notice(options.tasks).text
        )
        began = time.perf_counter()
        readings = list(session(draft, options.edits))
        seconds, cpu = time.perf_counter() - began, server.cpu()
    finally:
        server.stop()
    warm = readings[WARM - 1].memory
    rows = [
        [
            f"{each.edits:,}",
            f"{each.memory:.1f}",
            f"{each.memory / warm - 1:+.1%}",
            f"{each.size:,}",
        ]
        for each in readings
    ]
    print(table(["edits", "MB", "to warm", "characters"], rows, markdown=False))
    off = max(abs(each.memory / warm - 1) for each in readings[WARM:])
    kept = "kept" if off <= MOST else "NOT KEPT"
    print(f"\nFarthest from warm {off:.1%}, at most {MOST:.0%}: {kept}.")
    print(f"{seconds:.0f} s, of which the server worked {cpu:.0f} s.")
    return int(off > MOST)


if __name__ == "__main__":
    sys.exit(main())
