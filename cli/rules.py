"""`hegao rules`: lists the rules, runs the examples inside them, shows and explains them."""

from __future__ import annotations

import click

from hegao.cli.chinese import ChineseCommand, ChineseGroup, one_of, show_help
from hegao.cli.outcome import BROKEN
from hegao.cli.output import say
from hegao.cli.rule_set import RuleSet
from hegao.cli.rules_doc import write_pages
from hegao.cli.rules_test import run_tests
from hegao.cli.rules_why import explain_line
from hegao.linter.finding import STAGES, Stage, Tier
from hegao.linter.manual import level_name, levels_text
from hegao.linter.report.columns import pad, width
from hegao.linter.rule import Rule

STAGE: Stage = "核稿"
FIX_NAMES: dict[Tier, str] = {"safe": "可修正", "confirm": "可修正，要确认"}


@click.group(cls=ChineseGroup, name="rules", invoke_without_command=True)
@click.pass_context
def command(ctx: click.Context) -> int:
    """规则：列出、测试，看一条规则怎样写、在某一行为什么报或不报。"""
    return show_help(ctx)


@command.command(cls=ChineseCommand, name="list", short_help="列出规则：代码、名称、级别、依据")
def list_rules() -> int:
    """列出内置规则和当前文件夹 hegao.toml 里的规则：代码、级别（核稿阶段）、名称、修正、依据。"""
    known = RuleSet.here()
    rows = [_row(rule) for rule in sorted(known.rules, key=lambda rule: rule.code)]
    widths = [max(width(row[column]) for row in rows) for column in range(4)]
    for row in rows:
        cells = [pad(cell, limit) for cell, limit in zip(row, widths, strict=False)]
        say("  ".join([*cells, row[-1]]) + "\n")
    return known.told()


@command.command(cls=ChineseCommand, name="test", short_help="运行规则里的例子")
@click.argument("files", nargs=-1, metavar="[规则文件…]")
def test_rules(files: tuple[str, ...]) -> int:
    """运行规则里的例子（应报、不报、修正后），再看例子够不够。

    不写文件就测内置规则；写了就测这些文件里的规则，它们可以用内置的词表。
    例子够不够：把规则的条件逐个去掉或改动一点，总要有一个例子的结果跟着变。
    """
    return run_tests(files)


@command.command(cls=ChineseCommand, name="show", short_help="看一条规则的原文和级别")
@click.argument("code", metavar="代码")
def show_rule(code: str) -> int:
    """看一条规则的原文、写在哪个文件、各阶段的级别，和后面的文件对它的调整。"""
    known = RuleSet.here()
    rule = known.find(code)
    if rule is None:
        return BROKEN
    say(f"# {rule.file}:{rule.line}\n{known.text(rule)}")
    say(f"\n# 现在的级别：{levels_text(rule.levels)}\n")
    for layer in rule.layers:
        say(f"# {layer.file} 改为“{levels_text(layer.levels)}”，理由：{layer.reason}\n")
    return known.told()


@command.command(cls=ChineseCommand, name="why", short_help="一条规则在某一行为什么报、为什么不报")
@click.argument("code", metavar="代码")
@click.argument("place", metavar="文件:行")
@click.option(
    "--stage", default=STAGE, callback=one_of(*STAGES), metavar="阶段",
    help="起草、核稿（默认）、签发",
)  # fmt: skip
def why(code: str, place: str, stage: Stage) -> int:
    """一条规则在某一行为什么报、为什么不报：逐个条件列出成立与否，和它看到的值。"""
    return explain_line(code, place, stage)


@command.command(cls=ChineseCommand, name="doc", short_help="规则的手册页")
@click.argument("codes", nargs=-1, metavar="[代码…]")
@click.option("-o", "--output", "folder", metavar="文件夹", help="每条规则写一个文件")
def doc(codes: tuple[str, ...], folder: str | None) -> int:
    """规则的手册页，由规则本身生成。不写代码就是全部规则；不写文件夹就显示出来。"""
    return write_pages(codes, folder)


def _row(rule: Rule) -> tuple[str, ...]:
    fix = FIX_NAMES[rule.fix.tier] if rule.fix else ""
    return rule.code, level_name(rule.levels[STAGE]), rule.title, fix, rule.source
