"""What the documents say is so: their examples run, their tables are complete."""

from __future__ import annotations

import re
import tomllib

import pytest

from hegao.dsl.build import build_notice
from hegao.dsl.document import Task
from hegao.linter.kinds import KINDS
from hegao.linter.rulebook import read_rules
from hegao.linter.rules_tests import run_examples
from material import ROOT, read

ROLES = {"lead": "（牵头）", "support": "（配合）", "unspecified": ""}
PAIRS = re.findall(
    r"```notice\n(.*?)```\n```tasks\n(.*?)```", read(ROOT / "docs" / "language.md"), re.DOTALL
)


def told(task: Task) -> str:
    units = "、".join(unit.text + ROLES[unit.role] for unit in task.units)
    limits = "、".join(d.text + (f"={d.end.isoformat()}" if d.end else "") for d in task.deadlines)
    return f"{task.number}｜{units}｜{limits}"


@pytest.mark.parametrize(("notice", "tasks"), PAIRS)
def test_language_examples(notice: str, tasks: str) -> None:
    assert [told(task) for task in build_notice(notice).tasks] == tasks.splitlines()


def test_the_rules_example_runs() -> None:
    page = read(ROOT / "docs" / "rules.md")
    blocks = re.findall(r"```noticerules\n(.*?)```", page, re.DOTALL)
    book = read_rules([(f"例{n}", text) for n, text in enumerate(blocks) if "常见错词" not in text])
    assert book.problems == ()
    own = next(rule for rule in book.rules if rule.code == "SL101")
    assert run_examples(own, book.rules) == []


def test_the_table_of_names_is_the_schema() -> None:
    page = read(ROOT / "docs" / "rules.md")
    rows = dict(re.findall(r"^\| (\S+) \| (.*（.*）.*) \|$", page, re.MULTILINE))
    listed = {kind: set(re.findall(r"(?:^|、)([^（、]+)（", row)) for kind, row in rows.items()}
    schema = {kind: set(KINDS[kind].attributes) for kind in KINDS}
    assert {kind: listed.get(kind) for kind in schema} == schema


def test_architecture_names_every_module() -> None:
    page = read(ROOT / "ARCHITECTURE.md")
    assert len(page.splitlines()) <= 120
    for folder in ("grammar", "dsl", "linter", "cli", "lsp"):
        for path in (ROOT / folder).rglob("*.py"):
            if path.name not in ("__init__.py", "__main__.py"):
                assert re.search(rf"\b{path.stem}\b", page), path


def test_every_module_is_packed() -> None:
    packed = set(tomllib.loads(read(ROOT / "pyproject.toml"))["tool"]["setuptools"]["packages"])
    folders = {
        "hegao." + ".".join(path.parent.relative_to(ROOT).parts)
        for folder in ("grammar", "dsl", "linter", "cli", "lsp")
        for path in (ROOT / folder).rglob("*.py")
    }
    assert folders == packed
