"""What `hegao import` reads out of finished texts, against the answer keys of ../shared/seeds.

`python bench/recovery.py [--office FOLDER]`

One row a seed: recall and precision of tasks with right boundaries, of units, of leads, of
deadlines (words and last day) and of limits that are none; header fields; what was noted; CPU
seconds of the whole process. With `--office` the same for NNN.docx, NNN.pdf … in a folder.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).resolve().parent
SEEDS = HERE.parent.parent / "shared" / "seeds"
HEGAO = HERE.parent / ".venv" / "bin" / "hegao"
EDGE = 12
HEADER = {"issuer": "发文机关", "number": "发文字号", "recipients": "主送机关", "note": "附注"}


class Score(NamedTuple):
    """Right ones, ones too many, ones too few."""

    right: int = 0
    extra: int = 0
    missed: int = 0

    def plus(self, wanted: Iterable[object], got: Iterable[object]) -> Score:
        """With one more comparison of two bags."""
        want, have = Counter(wanted), Counter(got)
        return Score(
            self.right + (want & have).total(),
            self.extra + (have - want).total(),
            self.missed + (want - have).total(),
        )

    def __str__(self) -> str:
        recall = self.right / ((self.right + self.missed) or 1)
        precision = self.right / ((self.right + self.extra) or 1)
        if not self.right + self.missed + self.extra:
            return "–"
        return f"{recall:.3f} / {precision:.3f}"


def letters(text: str | None) -> str:
    """Letters and digits in one width."""
    return re.sub(r"\W|_", "", unicodedata.normalize("NFKC", text or ""))


def imported(file: Path, folder: Path) -> tuple[dict[str, Any], dict[str, Any], float]:
    """The ledger of the draft, the report of the import, and its CPU seconds."""
    draft, report = folder / "draft.notice", folder / "report.json"
    before = os.times()
    command = [HEGAO, "import", file, "-o", draft, "--report", report]
    subprocess.run(command, check=True, capture_output=True)
    after = os.times()
    cpu = after.children_user + after.children_system
    cpu -= before.children_user + before.children_system
    told = subprocess.run(
        [HEGAO, "tasks", draft, "--format", "json"], check=True, capture_output=True
    )
    return json.loads(told.stdout), json.loads(report.read_text("utf-8")), cpu


def row(name: str, gold: dict[str, Any], file: Path, folder: Path) -> str:
    """One row of the table."""
    ledger, report, cpu = imported(file, folder)
    wanted = [task for task in gold["tasks"] if not task.get("is_container")]
    got = [task for task in ledger["tasks"] if task["in_table"]] or ledger["tasks"]
    prose = len(ledger["tasks"]) - len(got)
    boundaries = Score().plus(map(_gold_edges, wanted), map(_edges, got))
    units = leads = deadlines = Score()
    false_limits = 0
    for right, task in zip(wanted, got, strict=False):
        units = units.plus(
            map(letters, right["units"]), (letters(u["text"]) for u in task["units"])
        )
        leads = leads.plus(
            map(letters, right["lead_units"] or []),
            (letters(u["text"]) for u in task["units"] if u["role"] == "lead"),
        )
        limits = [(letters(x["text"]), x["end"]) for x in task["deadlines"]]
        deadlines = deadlines.plus(
            ((letters(x["text"]), x["iso_end"]) for x in right["deadlines"]), limits
        )
        traps = [letters(each) for each in right.get("not_deadlines", [])]
        false_limits += sum(any(text in trap for trap in traps) for text, _ in limits)
    header = sum(_same_field(ledger, gold, key) for key in HEADER)
    header += (ledger["issued"] or None) == (gold.get("成文日期") or None)
    tasks = f"{len(got)}/{len(wanted)}" + (f" (+{prose} in prose)" if prose else "")
    noted = f"{len(report['inferred'])}/{len(report['removed'])}/{len(report['unsure'])}"
    cells = (
        name,
        tasks,
        boundaries,
        units,
        leads,
        deadlines,
        false_limits,
        f"{header}/5",
        noted,
        f"{cpu:.2f}",
    )
    return f"| {' | '.join(map(str, cells))} |"


def _gold_edges(task: dict[str, Any]) -> tuple[str, str]:
    return letters(task["first_12_chars"]), letters(task["last_12_chars"])


def _edges(task: dict[str, Any]) -> tuple[str, str]:
    """The first and last characters, as many as the key has: marks count there, white space not."""
    text = re.sub(r"\s+", "", task["text"])
    return letters(text[:EDGE]), letters(text[-EDGE:])


def _same_field(ledger: dict[str, Any], gold: dict[str, Any], key: str) -> bool:
    return letters(ledger[key]) == letters(gold.get(HEADER[key]))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--office", type=Path, help="folder of NNN.docx, NNN.pdf, NNN.html")
    office = parser.parse_args().office
    if not SEEDS.exists():
        sys.exit("no ../shared/seeds here: nothing to measure against")
    print(
        "| file | tasks | boundaries | units | leads | deadlines | false limits | header | notes "
        "| CPU s |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for path in sorted(SEEDS.glob("gold/0*.json")):
            gold = json.loads(path.read_text("utf-8"))
            for file in _files(path.stem, office):
                print(row(file.name[:3] + file.suffix, gold, file, Path(folder)), flush=True)
    print("recall / precision; notes: concluded / taken away / to be looked at")


def _files(stem: str, office: Path | None) -> Iterator[Path]:
    yield SEEDS / f"{stem}.txt"
    if office:
        yield from sorted(
            p for p in office.glob(f"{stem[:3]}.*") if p.suffix in (".docx", ".pdf", ".html")
        )


if __name__ == "__main__":
    main()
