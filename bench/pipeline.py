"""Measure `hegao check` on a folder of 1,000 notices, without and with what it keeps, and peers.

`python bench/pipeline.py [--only ours|all] [--runs N] [--markdown] [--files N] [--hegao PATH]`

The notices are those of bench/peers (five real ones, each with another title every time) or,
where bench/peers is absent, our examples, put together to the same size. CPU is user + system
time of the whole child tree, on one core; runs alternate.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median

import corpus
import run

EXAMPLES = run.HERE.parent / "examples" / "drafts"
SIZE = 16_000
"""Bytes of a notice made of examples: as long as the real ones are on average."""
FORMATS = {"concise": b" HG", "text": b" HG", "jsonl": b'"code"', "markdown": b" HG"}


def notices(count: int) -> Iterator[tuple[str, str]]:
    """Names and texts of the notices."""
    kept = sorted((corpus.DATA / "many" / "json").glob("*.json"))[:5]
    if kept:
        real: list[corpus.Notice] = [json.loads(each.read_text("utf-8"))["notice"] for each in kept]
        for number in range(count):
            notice = real[number % 5]
            title = notice["title"].replace(f"（{number % 5}）", f"（{number}）")
            yield f"n{number:04}", corpus.emit_hegao({**notice, "title": title})
        return
    texts = [each.read_text("utf-8") for each in sorted(EXAMPLES.glob("*.notice"))]
    long = [text * (SIZE // len(text.encode()) + 1) for text in texts]
    for number in range(count):
        yield f"n{number:04}", f"{long[number % len(long)]}\n{number}. 第{number}份尽快办理。\n"


def write_notices(folder: Path, count: int) -> int:
    """The notices as files; their bytes altogether."""
    folder.mkdir()
    size = 0
    for name, text in notices(count):
        size += (folder / f"{name}.notice").write_text(text, "utf-8")
    return size


def write_peers(folder: Path, suffix: str, count: int) -> Path:
    """The same notices in the form of a peer."""
    place = folder / suffix
    place.mkdir()
    for number in range(count):
        source = corpus.DATA / "many" / suffix / f"n{number % 5:04}.{suffix}"
        text = source.read_text("utf-8").replace(f"（{number % 5}）", f"（{number}）")
        (place / f"n{number:04}.{suffix}").write_text(text, "utf-8")
    return place


def ours(command: str, folder: Path, cache: Path) -> Iterator[run.Tool]:
    """Our own runs: everything anew, everything known, by format; and on all cores."""
    fixed = (command, "check", str(folder), "--fail-on", "never")
    store = run.kept_findings(cache)
    for form, marker in FORMATS.items():
        options = ("--format", form, "--jobs", "1")
        if form == "concise":
            name = f"hegao {form}, cold"
            yield run.Tool(name, (*fixed, *options), no_files, marker, forget=store)
        yield run.Tool(f"hegao {form}, warm", (*fixed, *options), no_files, marker)
    both = (*fixed, "--format", "concise")
    yield run.Tool("hegao, cold, all cores", both, no_files, b" HG", forget=store)


def peers(folder: Path, count: int) -> Iterator[run.Tool]:
    """The peers that are set up, as run.py starts them."""
    yaml, md = (write_peers(folder, suffix, count) for suffix in ("yaml", "md"))
    for tool in run.peer_tools():
        if tool.name == "ast-grep split" or not Path(tool.command[0]).exists():
            continue
        place = str(md) if tool.name == "autocorrect" else str(yaml)
        target = f"{place}/*.yaml" if tool.name == "spectral" else place
        yield replace(tool, command=(*tool.command, target), files=no_files)
    yield from prose_peers(md)


def prose_peers(md: Path) -> Iterator[run.Tool]:
    """Linters of running text; textlint also with its cache."""
    bins, rules = run.NODE_BIN, run.RULES
    modules, store = bins.parent, md.parent / "textlint.cache"
    zhlint, textlint = bins / "zhlint", bins / "textlint"
    if zhlint.exists():
        yield run.Tool("zhlint", (str(zhlint), "*.md"), no_files, b"", md)
    if textlint.exists():
        fixed = (str(textlint), "--config", str(rules / ".textlintrc.json"))
        fixed += ("--rules-base-directory", str(modules), "-f", "json")
        kept = (*fixed, "--cache", "--cache-location", str(store), f"{md}/*.md")
        yield run.Tool("textlint, cold", kept, no_files, b'"ruleId"', rules, forget=store)
        yield run.Tool("textlint, warm", kept, no_files, b'"ruleId"', rules)


def no_files(_size: str) -> list[Path]:
    """The folder is part of the command already."""
    return []


def measured(tools: list[run.Tool], runs: int) -> dict[str, list[run.Sample]]:
    """Every tool once, then again; slow ones no more often than the time allows."""
    samples: dict[str, list[run.Sample]] = {}
    for _ in range(runs):
        for each in tools:
            taken = samples.setdefault(each.name, [])
            if taken and sum(sample.wall for sample in taken) > run.TIME_LIMIT / 5:
                continue
            taken.append(run.sample_of(each, each.command))
    return samples


def rows(samples: dict[str, list[run.Sample]]) -> Iterator[list[str]]:
    """One line a tool."""
    cold, warm = (
        median(sample.cpu for sample in samples[f"hegao concise, {state}"])
        for state in ("cold", "warm")
    )
    for name, taken in samples.items():
        cpu = median(sample.cpu for sample in taken)
        yield [
            name,
            f"{cpu:.2f}",
            f"{min(sample.cpu for sample in taken):.2f}",
            f"{median(sample.wall for sample in taken):.2f}",
            f"{max(sample.peak for sample in taken) / 1e6:.0f}",
            f"{taken[-1].found:,}" if taken[-1].found else "–",
            str(len(taken)),
            f"{cold / cpu:.2f}×",
            f"{warm / cpu:.2f}×",
        ]


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=("ours", "all"), default="all")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--markdown", action="store_true")
    parser.add_argument("--hegao")
    return parser.parse_args()


def main() -> int:
    """Print the table."""
    options = arguments()
    with tempfile.TemporaryDirectory() as place:
        folder, cache = Path(place), Path(place, "cache")
        os.environ["XDG_CACHE_HOME"] = str(cache)
        size = write_notices(folder / "notices", options.files)
        tools = [*ours(run.find_hegao(options.hegao), folder / "notices", cache)]
        first = next((folder / "notices").iterdir())
        run.run_once([tools[0].command[0], "check", str(first)])  # Rules are kept now.
        if options.only == "all" and (corpus.DATA / "many").is_dir():
            tools += peers(folder, options.files)
        samples = measured(tools, options.runs)
        shutil.rmtree(folder / "notices")
    head = [
        "",
        "CPU s",
        "min",
        "wall s",
        "peak MB",
        "findings",
        "runs",
        "hegao cold ÷ it",
        "warm ÷ it",
    ]
    print(f"{run.machine_line()}; {options.files:,} files, {size / 1e6:.1f} M characters\n")
    print(run.table(head, [*rows(samples)], markdown=options.markdown))
    return 0


if __name__ == "__main__":
    sys.exit(main())
