"""`hegao rules`: lists the rules and runs the examples inside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import click

from hegao.cli.chinese import ChineseCommand, ChineseGroup, show_help
from hegao.cli.outcome import BROKEN, CLEAN, FOUND
from hegao.cli.output import remark, say
from hegao.cli.rule_cache import user_cache
from hegao.cli.rulebooks import Rulebooks
from hegao.cli.settings import Offices, shown
from hegao.linter.builtin import sources
from hegao.linter.finding import Tier
from hegao.linter.report.columns import pad, width
from hegao.linter.report.result import SEVERITY_NAMES
from hegao.linter.rule import Rule
from hegao.linter.rules_tests import run_examples

HEADING = re.compile(r"^规则[ \t\u3000]+(?P<code>[A-Za-z0-9]+)", re.MULTILINE)
STAGE: Final = "核稿"
NOT_CHECKED = "不查"
FIX_NAMES: Final[dict[Tier, str]] = {"safe": "可修正", "confirm": "可修正，要确认"}


@click.group(cls=ChineseGroup, name="rules", invoke_without_command=True)
@click.pass_context
def command(ctx: click.Context) -> int:
    """规则：列出（list），运行规则里的例子（test）。"""
    return show_help(ctx)


@command.command(cls=ChineseCommand, name="list", short_help="列出规则：代码、名称、级别、依据")
def list_rules() -> int:
    """列出内置规则和当前文件夹 hegao.toml 里的规则：代码、级别（核稿阶段）、名称、修正、依据。"""
    offices, books = Offices(), Rulebooks(user_cache())
    rules = books.of(offices.of(Path("hegao.toml"))).rules
    rows = [_row(rule) for rule in sorted(rules, key=lambda rule: rule.code)]
    widths = [max(width(row[column]) for row in rows) for column in range(4)]
    for row in rows:
        cells = [pad(cell, limit) for cell, limit in zip(row, widths, strict=False)]
        say("  ".join([*cells, row[-1]]) + "\n")
    return _told([*offices.problems, *books.problems])


@command.command(cls=ChineseCommand, name="test", short_help="运行规则里的例子")
@click.argument("files", nargs=-1, metavar="[规则文件…]")
def test_rules(files: tuple[str, ...]) -> int:
    """运行规则里的例子（应报、不报、修正后）。

    不写文件就测内置规则；写了就测这些文件里的规则，它们可以用内置的词表。
    """
    books = Rulebooks(user_cache())
    rules = books.read([Path(file) for file in files]).rules
    places = _places(files)
    tested = [rule for rule in rules if rule.code in places]
    failures = [
        f"{places[failure.code]}:{failure.line} {failure.code} {failure.message}"
        for rule in tested
        for failure in run_examples(rule, rules)
    ]
    for failure in failures:
        say(failure + "\n")
    code = _told(books.problems)
    say(_summary(tested, len(failures)) + "\n")
    return code or (FOUND if failures else CLEAN)


def _places(files: Sequence[str]) -> dict[str, str]:
    """The codes of the rules to test, with the file each stands in."""
    found: dict[str, str] = {}
    for name, text in _texts(files) if files else sources():
        for match in HEADING.finditer(text):
            found.setdefault(match["code"], name)
    return found


def _texts(files: Iterable[str]) -> Iterable[tuple[str, str]]:
    from hegao.cli.files import FileError, read_text

    for file in files:
        try:
            yield str(shown(Path(file))), read_text(Path(file)).text
        except FileError:
            continue  # Told when the rules were read.


def _row(rule: Rule) -> tuple[str, ...]:
    severity = rule.levels[STAGE]
    level = SEVERITY_NAMES[severity] if severity else NOT_CHECKED
    fix = FIX_NAMES[rule.fix.tier] if rule.fix else ""
    return rule.code, level, rule.title, fix, rule.source


def _summary(rules: Sequence[Rule], failures: int) -> str:
    examples = sum(len(rule.bad) + len(rule.good) + len(rule.fixed) for rule in rules)
    outcome = f"{failures}处不符" if failures else "全部通过" if rules else "没有能运行的规则"
    return f"{len(rules)}条规则，{examples}个例子，{outcome}"


def _told(problems: Sequence[str]) -> int:
    for problem in problems:
        remark(f"错误：{problem}")
    return BROKEN if problems else CLEAN
