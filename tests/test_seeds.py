"""Five real notices: what is read out of them, and what a reviewer is told about them."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from hegao.dsl.build import build_notice
from hegao.dsl.document import Task
from hegao.grammar.source import LineIndex
from hegao.linter.rulebook import read_rules
from hegao.linter.run import check_text
from material import DATA, SHARED, read, shared

NUMBERS = ("000", "001", "002", "003", "004")


def letters(text: str) -> str:
    """Letters and digits in one width, as the gold files are compared."""
    return re.sub(r"\W", "", re.sub(r"[\s#*]+", "", unicodedata.normalize("NFKC", text)))


def gold(number: str) -> list[dict[str, object]]:
    path = shared(f"seeds/gold/{number}_*.json")[0]
    tasks = json.loads(path.read_text("utf-8"))["tasks"]
    return [task for task in tasks if not task.get("is_container")]


def seed(number: str) -> str:
    return read(shared(f"seeds/{number}_*.txt")[0])


def tasks_of(number: str) -> list[Task]:
    tasks = build_notice(seed(number)).tasks
    in_table = [task for task in tasks if task.in_table]
    return in_table or list(tasks)


@pytest.mark.parametrize("number", NUMBERS)
def test_tasks_units_and_deadlines(number: str) -> None:
    wanted, got = gold(number), tasks_of(number)
    assert len(got) == len(wanted)
    for right, task in zip(wanted, got, strict=True):
        text = letters(task.text)
        assert text.startswith(letters(str(right["first_12_chars"]))), right["n"]
        assert text.endswith(letters(str(right["last_12_chars"]))), right["n"]
        units = Counter(letters(unit.text) for unit in task.units)
        assert units == Counter(map(letters, right["units"])), right["n"]  # type: ignore[call-overload]
        leads = Counter(letters(unit.text) for unit in task.units if unit.role == "lead")
        assert leads == Counter(map(letters, right["lead_units"] or [])), right["n"]  # type: ignore[call-overload]
        limits = [(letters(x["text"]), x["iso_end"]) for x in right["deadlines"]]  # type: ignore[attr-defined]
        seen = [(letters(x.text), x.end and x.end.isoformat()) for x in task.deadlines]
        assert seen == limits, right["n"]


def test_two_counts_the_project_is_held_to() -> None:
    assert [len(tasks_of("001")), sum(len(t.units) for t in tasks_of("001"))] == [36, 87]
    assert [len(tasks_of("000")), sum(len(t.units) for t in tasks_of("000"))] == [18, 114]


def report(number: str) -> str:
    """The findings on a seed, one line each, as they are reviewed."""
    text = seed(number)
    index = LineIndex(text)
    checked = check_text(text, read_rules().rules)
    assert checked.failures == ()
    out: list[str] = []
    for finding in checked.findings:
        line, column = index.position(finding.span.start)
        out.append(f"{line}:{column} {finding.severity} {finding.code} {finding.message}")
    return "\n".join(out) + "\n"


@pytest.mark.parametrize("number", NUMBERS)
def test_findings_as_reviewed(number: str) -> None:
    path = DATA / "seeds" / f"{number}.txt"
    told = report(number)
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(told, "utf-8")
    assert told == path.read_text("utf-8")


def test_no_rule_knows_a_seed() -> None:
    """No place name of a seed stands in the code or the rules."""
    places = ("冠县", "菏泽", "河东区", "济源", "河源")
    root = Path(__file__).parent.parent
    for folder in ("grammar", "dsl", "linter", "cli", "lsp", "examples"):
        for path in (root / folder).rglob("*"):
            if path.suffix in (".py", ".lark", ".noticerules", ".notice", ".csv"):
                assert not any(place in path.read_text("utf-8") for place in places), path


def test_checking_other_real_notices_gives_no_error() -> None:
    """A careful reviewer finds no binding rule broken in these published texts."""
    rules = read_rules().rules
    for path in shared("corpus/*.txt"):
        checked = check_text(read(path), rules)
        assert checked.failures == ()
        assert [f for f in checked.findings if f.severity == "error"] == [], path.name
    assert SHARED.exists()
