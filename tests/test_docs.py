"""What the documents say is so: their examples run, their tables are complete."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from terminal import hegao

from hegao.cli.rules_doc import write_pages
from hegao.dsl.build import build_notice
from hegao.dsl.document import Task
from hegao.linter.rule import Rule
from hegao.linter.rulebook import read_rules
from hegao.linter.rules_compiler import syntax_of
from hegao.linter.rules_tests import run_examples, survivors
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


RULES = re.findall(r"```noticerules\n(.*?)```", read(ROOT / "docs" / "rules.md"), re.DOTALL)
RULES_BOOK = read_rules([(f"例{place}", text) for place, text in enumerate(RULES)])
OWN_RULES = [rule for rule in RULES_BOOK.rules if rule.code.startswith("BX")]


def test_the_rules_page_has_no_faults() -> None:
    assert RULES_BOOK.problems == ()
    assert len(OWN_RULES) == 3


@pytest.mark.parametrize("rule", OWN_RULES, ids=lambda rule: rule.code)
def test_the_rules_of_the_page_run(rule: Rule) -> None:
    texts = RULES_BOOK.texts()
    syntax = syntax_of(texts[rule.code], texts)
    assert run_examples(rule, RULES_BOOK.rules) == []
    assert survivors(rule, syntax, RULES_BOOK.rules, RULES_BOOK.lists) == []


def test_the_rules_page_shows_what_why_says() -> None:
    page = read(ROOT / "docs" / "rules.md")
    shown = re.findall(r"```\n\$ hegao (rules why .*)\n((?:.*\n)*?)```", page)
    assert len(shown) == 1
    for command, output in shown:
        assert hegao(*command.split(), cwd=ROOT).out == output


@pytest.mark.parametrize("page", ["docs/upstream.md", "README.md", "README.zh-CN.md"])
def test_pages_show_what_coverage_says(page: str) -> None:
    shown = re.findall(r"```\n\$ hegao (coverage .*)\n((?:.*\n)*?)```", read(ROOT / page))
    assert len(shown) == 1
    for command, output in shown:
        assert hegao(*command.split(), cwd=ROOT).out == output


def test_the_manual_is_what_the_rules_say(tmp_path: Path) -> None:
    """Stale, missing and left-over pages; `hegao rules doc -o docs/rules` writes them anew."""
    assert write_pages((), str(tmp_path)) == 0
    made = {page.name: read(page) for page in tmp_path.iterdir()}
    kept = {page.name: read(page) for page in (ROOT / "docs" / "rules").iterdir()}
    assert made.keys() == kept.keys()
    assert {name for name, text in made.items() if kept[name] != text} == set()


INSIDE = ("editors", "import", "layout")


def test_architecture_names_every_module() -> None:
    page = read(ROOT / "ARCHITECTURE.md")
    assert len(page.splitlines()) <= 120
    page += "".join(read(ROOT / "docs" / f"{name}-inside.md") for name in INSIDE)
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
