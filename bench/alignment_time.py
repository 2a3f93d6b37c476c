"""CPU seconds of an alignment and of a whole comparison, each in a fresh process.

`python bench/alignment_time.py [--runs N]` (needs ../shared)

rapidfuzz runs on the same sentences where bench/peers/env/align has it:
`python -m venv bench/peers/env/align && bench/peers/env/align/bin/pip install rapidfuzz numpy`.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Final

import run
from alignment import SHARED, notice

from hegao.dsl.align.aligner import align, side_of
from hegao.dsl.align.likeness import Likeness
from hegao.dsl.align.sentences import Sentence, sentences_of
from hegao.dsl.build import build_notice
from hegao.dsl.document import Document
from hegao.dsl.upstream.comparison import Comparison
from hegao.dsl.upstream.statements import Source
from hegao.dsl.upstream.template import Upstream

PEER: Final = run.PEERS / "env" / "align" / "bin" / "python"
ITEMS, TASKS, SENTENCES = 100, 1_000, 3
SHARE_REWORDED: Final = 0.5
LIMITS: Final = {"align": 0.3, "edit": 0.01}
SAMPLE: Final = 30
"""difflib compares one in so many sentences of the draft; its time is multiplied."""
SEED_PAIRS: Final = (("004", "002"), ("001", "004"), ("003", "002"))


def main() -> int:
    """Print the figures; one clear line when there is nothing to measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--probe", nargs=2, metavar=("WHAT", "FOLDER"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.probe:
        what, folder = options.probe
        print(json.dumps(PROBES[what](Path(folder))))
        return 0
    if not SHARED.exists():
        print("no ../shared here: nothing to measure against", file=sys.stderr)
        return 1
    print(time_table(options.runs))
    return 0


def time_table(runs: int) -> str:
    """What an alignment and a comparison of one size cost, and `hegao coverage` as a whole."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "upstream.notice").write_text(_made(ITEMS, upper=True), "utf-8")
        (folder / "draft.notice").write_text(_made(TASKS, upper=False), "utf-8")
        plain = {"asked": _plain(folder, "upstream"), "given": _plain(folder, "draft")}
        (folder / "plain.json").write_text(json.dumps(plain), "utf-8")
        taken = _measured(folder, runs)
    lines = [run.machine_line(), "", _size(plain), "", *_inside(taken), "", *_whole(runs)]
    return "\n".join(lines)


def _size(plain: dict[str, list[str]]) -> str:
    asked, given = len(plain["asked"]), len(plain["given"])
    return f"{ITEMS} items of {asked} sentences, {TASKS:,} tasks of {given:,}; CPU seconds"


def _plain(folder: Path, name: str) -> list[str]:
    return [each.plain for each in _sentences(folder, name)]


def _sentences(folder: Path, name: str) -> list[Sentence]:
    return sentences_of(_document(folder, name).tasks)


def _document(folder: Path, name: str) -> Document:
    return build_notice((folder / f"{name}.notice").read_text("utf-8"))


def _made(count: int, *, upper: bool) -> str:
    """A notice of clauses of real ones; half a draft's sentences are the upstream's, reworded."""
    chance = random.Random(2026)
    pool = sorted({text for text in _real_sentences() if 15 <= len(text) <= 90})
    chance.shuffle(pool)
    asked = pool[: ITEMS * SENTENCES]
    chance = random.Random(count)
    organ, level = ("某省人民政府", "省") if upper else ("某县人民政府", "县")
    lines = [f"发文机关：{organ}", "标题：关于印发工作要点的通知", "成文日期：2026年4月28日", ""]
    for number in range(count):
        said = [
            asked[number * SENTENCES + each] if upper else _mixed(asked, pool, chance)
            for each in range(SENTENCES)
        ]
        units = f"（责任单位：{level}民政厅、{level}财政厅）"
        lines.append(f"{number + 1}. {''.join(said)}{units}\n")
    return "\n".join(lines)


def _real_sentences() -> Iterator[str]:
    for path in (*SHARED.glob("seeds/0*.txt"), *SHARED.glob("corpus/*.txt")):
        for sentence in sentences_of(notice(path).tasks):
            if sentence.text.strip().endswith("。") and not re.search(r"\s|[（(]", sentence.text):
                yield sentence.text.strip()


def _mixed(asked: Sequence[str], pool: Sequence[str], chance: random.Random) -> str:
    """A sentence of the draft: one of the upstream with a clause of another, or two others."""
    first = chance.choice(asked if chance.random() < SHARE_REWORDED else pool)
    other = re.split(r"[，,、。]", chance.choice(pool))[0]
    clauses = re.split(r"(?<=[，,])", first.rstrip("。"))
    clauses.insert(chance.randrange(len(clauses) + 1), other + "，")
    return "".join(clauses).strip("，,") + "。"


def _cpu(call: Callable[[], object]) -> float:
    """CPU seconds of one call, without the collector, as the command line runs."""
    gc.collect()
    gc.disable()
    start = time.process_time()
    kept = call()
    cpu = time.process_time() - start
    del kept
    return cpu


def probe_align(folder: Path) -> dict[str, float]:
    """Both texts from the model to pairs; then once more with one sentence written anew."""
    upper, lower = _document(folder, "upstream"), _document(folder, "draft")
    found: dict[str, float] = {}
    asked: list[Sentence] = []
    given: list[Sentence] = []

    def cut() -> None:
        asked.extend(sentences_of(upper.tasks))
        given.extend(sentences_of(lower.tasks))

    found["sentences"] = _cpu(cut)
    index: list[Likeness] = []
    side = side_of(asked)
    found["index"] = _cpu(lambda: index.append(Likeness(side.plain, side.titles)))
    found["align"] = found["index"] + _cpu(lambda: align(index[0], side, side_of(given)))
    middle = len(given) // 2
    given[middle] = given[middle]._replace(plain="改写" + given[middle].plain)
    found["edit"] = _cpu(lambda: align(index[0], side, side_of(given)))
    return found


def probe_outcomes(folder: Path) -> dict[str, float]:
    """All outcomes of a comparison; then of a draft of which one task was written anew."""
    upstream, draft = Upstream(_document(folder, "upstream")), _document(folder, "draft")
    source = Source("上级", upstream.title, "upstream.notice", upstream)
    found = {"outcomes": _cpu(lambda: Comparison(draft, [source]).outcomes)}
    edited = build_notice(draft.text.replace("500. ", "500. 改写", 1))
    found["outcomes again"] = _cpu(lambda: Comparison(edited, [source]).outcomes)
    return found


def probe_difflib(folder: Path) -> dict[str, float]:
    """The ratio of every pair, by the standard library; of a sample, multiplied."""
    from difflib import SequenceMatcher

    plain = json.loads((folder / "plain.json").read_text("utf-8"))

    def ratios() -> list[float]:
        found: list[float] = []
        for asked in plain["asked"]:
            matcher = SequenceMatcher(None, "", asked, autojunk=False)
            for given in plain["given"][::SAMPLE]:
                matcher.set_seq1(given)
                found.append(matcher.ratio())
        return found

    return {"difflib": _cpu(ratios) * len(plain["given"]) / len(plain["given"][::SAMPLE])}


PROBES: Final[dict[str, Callable[[Path], dict[str, float]]]] = {
    "align": probe_align, "outcomes": probe_outcomes, "difflib": probe_difflib,
}  # fmt: skip
RAPIDFUZZ: Final = """
import json, sys, time
from rapidfuzz import fuzz, process
plain = json.load(open(sys.argv[1] + "/plain.json", encoding="utf-8"))
start = time.process_time()
process.cdist(plain["asked"], plain["given"], scorer=fuzz.ratio, workers=1)
print(json.dumps({"rapidfuzz": time.process_time() - start}))
"""


def _measured(folder: Path, runs: int) -> dict[str, list[float]]:
    """Every probe in a process of its own, alternating; the slow standard library only once."""
    taken: dict[str, list[float]] = {}
    python = run.python_of(run.find_hegao(None))
    own = [[python, __file__, "--probe", what, str(folder)] for what in PROBES]
    peer = [[str(PEER), "-c", RAPIDFUZZ, str(folder)]] if PEER.exists() else []
    for number in range(runs):
        for command in [*own[: 3 if number == 0 else 2], *peer]:
            sample = run.run_once(command)
            if sample.code != 0:
                raise run.MeasureError(sample.errors.strip().splitlines()[-1])
            for name, cpu in json.loads(sample.head).items():
                taken.setdefault(name, []).append(cpu)
    return taken


def _inside(taken: dict[str, list[float]]) -> Iterator[str]:
    yield "| in process | best | median | limit | to rapidfuzz | to difflib |"
    yield "|---|---|---|---|---|---|"
    slow = taken["difflib"]
    for name, cpus in taken.items():
        fast = run.quotient(cpus, taken.get("rapidfuzz", []))
        limit = f"{LIMITS[name]}" if name in LIMITS else ""
        ratios = ("–" if fast is None else f"{fast:.2f}", f"{median(cpus) / median(slow):.4f}")
        cells = (f"{min(cpus):.4f}", f"{median(cpus):.4f}", limit, *ratios)
        yield f"| {name} | {' | '.join(cells)} |"


def _whole(runs: int) -> Iterator[str]:
    hegao = run.find_hegao(None)
    start = [run.python_of(hegao), "-c", "pass"]
    commands = {"python -c pass": start}
    for draft, upstream in SEED_PAIRS:
        lower, upper = (str(next(SHARED.glob(f"seeds/{n}_*.txt"))) for n in (draft, upstream))
        options = ["coverage", lower, "--upstream", upper]
        commands[f"coverage {draft} --upstream {upstream}"] = [hegao, *options]
    taken: dict[str, list[float]] = {}
    for _ in range(runs):
        for name, command in commands.items():
            taken.setdefault(name, []).append(run.run_once(command).cpu)
    yield "| whole process | best | median | median above python -c pass |"
    yield "|---|---|---|---|"
    floor = median(taken["python -c pass"])
    for name, cpus in taken.items():
        yield f"| {name} | {min(cpus):.3f} | {median(cpus):.3f} | {median(cpus) - floor:.3f} |"


if __name__ == "__main__":
    try:
        sys.exit(main())
    except run.MeasureError as error:
        sys.exit(str(error))
