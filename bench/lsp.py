"""Measure the language server and two others on the same tasks, in one run.

`python bench/lsp.py [--only ours|peers|all] [--runs N] [--sizes 1,000 10,000 …]`

Servers take turns: every server and text once, then again, each time in a fresh process. All are
told to push diagnostics. Latency is wall time; CPU is that of the server's whole process.
`bench/set_up_peers.sh` installs yaml-language-server; ruff is among our own tools.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import NamedTuple

import lsp_content
from lsp_client import Draft, Json, Published, Server, ServerGoneError
from lsp_content import SCHEMA, Content
from run import find_hegao, table

HERE = Path(__file__).resolve().parent
YAML_SERVER = HERE / "peers/env/npm/node_modules/yaml-language-server/bin/yaml-language-server"
RUFF = Path(sys.executable).with_name("ruff")
SMALL, MIDDLE, LARGE, LINE = "36", "1,000", "10,000", "one line"
SIZES = (SMALL, MIDDLE, LARGE, LINE)
EDITS, TYPED, SETTLED = 200, 30, 4
"""Edits one after another, edits with pauses, edits waited for to the end."""
ROOM = 8.0
"""Seconds for the edits of one text: a slow server makes fewer of them."""
GAP, QUIET = 0.150, 3.0
"""Seconds between two characters; seconds without news after which nothing more is expected."""


class Peer(NamedTuple):
    """A language server and the texts it is given."""

    name: str
    command: tuple[str, ...]
    language: str
    suffix: str
    content: Callable[[int], Content]
    one_line: Callable[[], Content]
    settings: Json


class Burst(NamedTuple):
    """What fifty queued edits gave."""

    publishes: int
    right: bool
    """Whether the last diagnostics are those of the same text opened afresh."""
    settled: float


class Sample(NamedTuple):
    """One server on one text, once; times in milliseconds."""

    found: int
    """How much is found in the text as it is opened."""
    started: float
    memory: float
    latencies: list[float]
    cpu: float
    """CPU milliseconds an edit, edits made one after another."""
    typed: list[float]
    typed_cpu: float
    settled: list[float]
    at_once: Burst
    in_turn: Burst


class Limit(NamedTuple):
    """What is asked of ours: a figure of a size, and the most it may be."""

    size: str
    name: str
    figure: Callable[[list[Sample]], float]
    most: float


def part(values: Sequence[float], share: float) -> float:
    """The value that so many of the values do not exceed."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))] if values else 0.0


def pooled(samples: Iterable[Sample], name: str, share: float) -> float:
    """A part of all the values of one name, of all runs."""
    return part([value for sample in samples for value in getattr(sample, name)], share)


LIMITS = (
    Limit(MIDDLE, "edit p50, ms", lambda runs: pooled(runs, "latencies", 0.5), 3),
    Limit(MIDDLE, "edit p95, ms", lambda runs: pooled(runs, "latencies", 0.95), 8),
    Limit(LARGE, "edit p50, ms", lambda runs: pooled(runs, "latencies", 0.5), 30),
    Limit(LINE, "edit p50, ms", lambda runs: pooled(runs, "latencies", 0.5), 15),
    Limit(MIDDLE, "start, ms", lambda runs: median(run.started for run in runs), 900),
    Limit(MIDDLE, "memory, MB", lambda runs: max(run.memory for run in runs), 120),
    Limit(MIDDLE, "publishes", lambda runs: max(bursts(runs, "publishes")), 5),
    Limit(MIDDLE, "wrong ends", lambda runs: bursts(runs, "right").count(False), 0),
)


def bursts(runs: Iterable[Sample], name: str) -> list[int]:
    """A figure of both kinds of burst, of all runs."""
    return [getattr(burst, name) for run in runs for burst in (run.at_once, run.in_turn)]


def peers(folder: Path) -> list[Peer]:
    """The servers that are installed, ours first."""
    schema = folder / "tasks.json"
    schema.write_text(str(SCHEMA).replace("'", '"').replace("False", "false"), "utf-8")
    settings = {
        "yaml": {
            "schemas": {schema.as_uri(): ["*.yaml"]},
            "validate": True,
            "schemaStore": {"enable": False},
        }
    }
    ours = (find_hegao(None), "lsp", "--stdio")
    node = (shutil.which("node") or "node", str(YAML_SERVER), "--stdio")
    content = lsp_content
    found = [Peer("hegao", ours, "hegao", "notice", content.notice, content.one_line, {})]
    if RUFF.exists():
        ruff = (str(RUFF), "server")
        found.append(Peer("ruff", ruff, "python", "py", content.python, content.python_line, {}))
    if YAML_SERVER.exists():
        yaml = (content.yaml, content.yaml_line, settings)
        found.append(Peer("yaml-language-server", node, "yaml", "yaml", *yaml))
    return found


def text_of(peer: Peer, size: str) -> Content:
    """What a server is given at a size."""
    return peer.one_line() if size == LINE else peer.content(int(size.replace(",", "")))


def sampled(peer: Peer, size: str) -> Sample:
    """Start a server, edit a text in it in each way, and stop it."""
    content = text_of(peer, size)
    server = Server(peer.command, peer.settings)
    try:
        server.initialize()
        uri = f"file:///tmp/hegao-bench/draft.{peer.suffix}"
        draft = Draft(server, uri, peer.language, content.text)
        awaited(draft, draft.opened)
        started = server.published[-1].at - server.started
        server.pump(QUIET)
        found = len(server.published[-1].diagnostics)
        latencies, cpu = one_after_another(draft, content)
        typed, typed_cpu = with_pauses(draft, content)
        settled = [settling(draft, content, number) for number in range(SETTLED)]
        memory = server.memory()
        once, turn = (fifty(draft, content, peer, pause) for pause in (0.0, 0.001))
        quick, slow = (latencies, cpu), (typed, typed_cpu)
        return Sample(found, started * 1e3, memory, *quick, *slow, settled, once, turn)
    finally:
        server.stop()


def awaited(draft: Draft, since: float) -> float:
    """Wait for diagnostics of the text as it is; milliseconds since a moment."""
    version = draft.version
    draft.server.pump(60, lambda: draft.first(version, since) is not None)
    told = draft.first(version, since)
    if told is None:
        raise ServerGoneError(f"no diagnostics of version {version}")
    return (told.at - since) * 1e3


def one_after_another(draft: Draft, content: Content) -> tuple[list[float], float]:
    """Put one letter in and take it out again, here and there, as fast as the server answers."""
    chance, taken = random.Random(2), []
    ends, before = time.perf_counter() + ROOM, draft.server.cpu()
    for number in range(EDITS):
        if number % 2 == 0:
            place = chance.choice(content.places)
            handed = draft.put(*place, 0, content.letter)
        else:
            handed = draft.put(*place, 1, "")
        taken.append(awaited(draft, handed))
        if time.perf_counter() > ends and number % 2:
            break
    return taken, (draft.server.cpu() - before) * 1e3 / len(taken)


def with_pauses(draft: Draft, content: Content) -> tuple[list[float], float]:
    """Put letters into one place as somebody types, whether the server answers or not."""
    place = content.places[len(content.places) // 2]
    before, handed = draft.server.cpu(), []
    for number in range(TYPED):
        letter = "" if number % 2 else content.letter
        handed.append((draft.put(*place, number % 2, letter), draft.version))
        draft.server.pump(GAP)
    version = draft.version
    draft.server.pump(60, lambda: draft.first(version, handed[-1][0]) is not None)
    draft.server.pump(QUIET)
    told = ((sent, draft.first(version, sent)) for sent, version in handed)
    latencies = [(first.at - sent) * 1e3 for sent, first in told if first]
    return latencies, (draft.server.cpu() - before) * 1e3 / TYPED


def settling(draft: Draft, content: Content, number: int) -> float:
    """One edit; milliseconds until nothing more is published about it."""
    place = content.places[len(content.places) // 3]
    handed = draft.put(*place, number % 2, "" if number % 2 else content.letter)
    return settled_after(draft, handed)


def settled_after(draft: Draft, handed: float) -> float:
    """Milliseconds from a moment to the last news that the server has."""
    last = awaited(draft, handed)
    while True:
        known = len(draft.server.published)
        draft.server.pump(QUIET, partial(_more_than, known, draft.server.published))
        if len(draft.server.published) == known:
            return max(last, (draft.server.published[-1].at - handed) * 1e3)


def _more_than(known: int, published: list[Published]) -> bool:
    return len(published) > known


def fifty(draft: Draft, content: Content, peer: Peer, pause: float) -> Burst:
    """Fifty edits that come at once, or one every so many seconds, and what they end with."""
    line, column = content.gap
    began = handed = time.perf_counter()
    for letter in content.typed:
        handed = draft.put(line, column, 0, letter)
        line, column = (line + 1, 0) if letter == "\n" else (line, column + 1)
        draft.server.pump(pause)
    settled = settled_after(draft, handed)
    publishes = len(draft.told_since(began))
    last = draft.server.published[-1].diagnostics
    afresh = Draft(draft.server, f"{draft.uri}.{pause}.{peer.suffix}", peer.language, draft.text)
    settled_after(afresh, afresh.opened)
    right = shown(last) == shown(draft.server.published[-1].diagnostics)
    draft.server.notify("textDocument/didClose", {"textDocument": {"uri": afresh.uri}})
    draft.server.pump(QUIET / 2)
    return Burst(publishes, right, settled)


def shown(diagnostics: list[Json]) -> list[str]:
    """What a drafter sees of diagnostics, in a fixed order."""
    return sorted(f"{each['range']} {each.get('code')} {each['message']}" for each in diagnostics)


Results = dict[tuple[str, str], list[Sample]]


def measured(servers: Sequence[Peer], sizes: Sequence[str], runs: int) -> Results:
    """Every server on every text, so many times, in turn."""
    results: Results = {}
    for number in range(runs):
        for size in sizes:
            for peer in servers:
                print(f"run {number + 1}: {peer.name}, {size}", file=sys.stderr)
                try:
                    results.setdefault((peer.name, size), []).append(sampled(peer, size))
                except ServerGoneError as error:
                    print(f"{peer.name}, {size}: {error}; not measured", file=sys.stderr)
    return results


HEAD = [
    "server",
    "tasks",
    "found",
    "edit p50",
    "p95",
    "CPU/edit",
    "150 ms apart p50",
    "p95",
    "CPU/edit",
]
HEAD += ["settled", "start", "MB", "50 at once: publishes", "50 in 50 ms", "settled", "end right"]


def row(name: str, size: str, runs: list[Sample]) -> list[str]:
    """One line of the comparison."""
    return [
        name,
        size,
        f"{runs[0].found}",
        f"{pooled(runs, 'latencies', 0.5):.1f}",
        f"{pooled(runs, 'latencies', 0.95):.1f}",
        f"{median(run.cpu for run in runs):.1f}",
        f"{pooled(runs, 'typed', 0.5):.1f}",
        f"{pooled(runs, 'typed', 0.95):.1f}",
        f"{median(run.typed_cpu for run in runs):.1f}",
        f"{pooled(runs, 'settled', 0.5):.0f}",
        f"{median(run.started for run in runs):.0f}",
        f"{max(run.memory for run in runs):.0f}",
        f"{max(run.at_once.publishes for run in runs)}",
        f"{max(run.in_turn.publishes for run in runs)}",
        f"{median(run.in_turn.settled for run in runs):.0f}",
        "yes" if all(bursts(runs, "right")) else "NO",
    ]


def limits(results: Results) -> list[list[str]]:
    """What is asked of ours, beside what it gave."""
    rows = []
    for limit in LIMITS:
        if runs := results.get(("hegao", limit.size)):
            got = limit.figure(runs)
            kept = "kept" if got <= limit.most else "NOT KEPT"
            rows.append([limit.size, limit.name, f"{got:.1f}", f"{limit.most:g}", kept])
    return rows


def main() -> int:
    """Measure and print; 1 where a limit is not kept."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", choices=("ours", "peers", "all"), default="all")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--sizes", nargs="+", choices=SIZES, default=SIZES)
    parser.add_argument("--markdown", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        servers = peers(Path(folder))
        chosen = {"ours": servers[:1], "peers": servers[1:], "all": servers}[options.only]
        results = measured(chosen, options.sizes, options.runs)
    lines = [row(*which, runs) for which, runs in results.items() if runs]
    print(table(HEAD, lines, markdown=options.markdown))
    print(f"\nMilliseconds; {options.runs} runs; “settled”: until the last news about an edit.\n")
    asked = limits(results)
    print(table(["tasks", "asked of hegao", "is", "at most", ""], asked, markdown=options.markdown))
    return int(any(line[-1] != "kept" for line in asked))


if __name__ == "__main__":
    sys.exit(main())
