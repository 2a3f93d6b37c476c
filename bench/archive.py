"""Measure the archive job on synthetic notices, beside `hegao check` on the same folder.

`python bench/archive.py [--files 20000] [--markdown]`; `--make FOLDER` only makes the notices.
They are our example drafts, each copy with other numbers, dates, wording and items, in folders of
500; a few are broken as files in an archive are. CPU is user + system time of the child tree.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import run

EXAMPLES = run.HERE.parent / "examples"
JOB = EXAMPLES / "archive" / "check_archive.py"
IN_ONE_FOLDER = 500
ITEM = re.compile(r"^(?:（[一二三四五六七八九十]+）|[0-9]+[.．、])", re.MULTILINE)
VAGUE = ("尽快", "适时", "及时", "年底前", "长期")
BROKEN = {17: b"", 99: b"\xff\xfe1\x00", 333: "标题：关于".encode() + b"\xe5\x85\xff\n" * 9}
"""What stands in each 500th file instead of a notice, by its place among the 500."""
TIME_LIMIT = 1_500.0
"""Seconds a run may take here; the other measurements are of less."""


def varied(text: str, chance: random.Random) -> str:
    """The notice with another number and other dates, an item less, and one worded vaguely."""
    text = re.sub(r"〕\d+号", lambda _: f"〕{chance.randint(1, 99)}号", text)
    text = re.sub(r"(\d+)月底前", lambda _: f"{chance.randint(1, 12)}月底前", text)
    lines = text.split("\n")
    items = [place for place, line in enumerate(lines) if ITEM.match(line)]
    if len(items) > 3:
        lines[chance.choice(items)] += f"（责任单位：有关部门，{chance.choice(VAGUE)}完成）"
        del lines[chance.choice(items[1:])]
    return "\n".join(lines)


def make(folder: Path, count: int) -> int:
    """An archive of so many notices, with the settings of its office; their bytes."""
    texts = [each.read_text("utf-8") for each in sorted((EXAMPLES / "drafts").glob("*.notice"))]
    for name in ("上级", "机构", "规则"):
        shutil.copytree(EXAMPLES / name, folder / name)
    shutil.copy(EXAMPLES / "hegao.toml", folder)
    chance, size = random.Random(9704), 0
    for number in range(count):
        place = (
            folder / f"{2000 + number // IN_ONE_FOLDER}" / f"n{number % IN_ONE_FOLDER:03}.notice"
        )
        place.parent.mkdir(exist_ok=True)
        text = varied(texts[number % len(texts)], chance).encode()
        size += place.write_bytes(BROKEN.get(number % IN_ONE_FOLDER, text))
    return size


def candidates(command: str, folder: Path, place: Path) -> Iterator[tuple[str, list[str]]]:
    """What is measured, in this order: each pair the first time and when nothing has changed."""
    job = [sys.executable, str(JOB), str(folder), str(place / "out"), "--workers", "2"]
    check = [command, "check", str(folder), "--format", "jsonl", "--fail-on", "never"]
    for times in ("first", "again"):
        yield f"archive job, 2 workers, {times}", job
        yield f"hegao check --jobs 2, {times}", [*check, "--jobs", "2"]


def bytes_of(folder: Path) -> int:
    """What a folder takes."""
    return sum(each.stat().st_size for each in folder.rglob("*") if each.is_file())


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=20_000)
    parser.add_argument("--make")
    parser.add_argument("--markdown", action="store_true")
    parser.add_argument("--hegao")
    return parser.parse_args()


def main() -> int:
    """Make the archive, or measure on one that is made for it."""
    options = arguments()
    if options.make:
        make(Path(options.make), options.files)
        return 0
    run.TIME_LIMIT = TIME_LIMIT
    rows: list[list[str]] = []
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        os.environ["XDG_CACHE_HOME"] = str(place / "cache")
        (place / "archive").mkdir()
        size = make(place / "archive", options.files)
        for told, command in candidates(run.find_hegao(options.hegao), place / "archive", place):
            taken = run.run_once(command, marker=b'"code"')
            figures = f"{taken.cpu:.1f}", f"{taken.wall:.1f}", f"{taken.peak / 1e6:.0f}"
            rows.append([told, *figures, f"{taken.found:,}" if taken.found else "in Parquet"])
            print(told, taken.head.decode("utf-8", "replace").split("\n")[0][:200], file=sys.stderr)
        kept = bytes_of(place / "out"), bytes_of(place / "cache")
    print(f"{run.machine_line()}; {options.files:,} files, {size / 1e6:.1f} MB; Parquet and cache")
    print(f"{kept[0] / 1e6:.1f} and {kept[1] / 1e6:.1f} MB\n")
    head = ["", "CPU s", "wall s", "largest process, MB", "findings"]
    print(run.table(head, rows, markdown=options.markdown))
    return 0


if __name__ == "__main__":
    sys.exit(main())
