"""`hegao check`: findings on drafts and finished texts."""

from __future__ import annotations

from typing import Any

import click

from hegao.cli.check_course import Order, checked, outcome
from hegao.cli.checking import Wishes
from hegao.cli.chinese import ChineseCommand, at_least_one, codes, one_of
from hegao.cli.output import STANDARD
from hegao.cli.reporting import DEFAULT, Output, outputs, wanted
from hegao.linter.config import FAIL_ON
from hegao.linter.finding import STAGES, Tier
from hegao.linter.report.formats import FORMATS


@click.command(cls=ChineseCommand, name="check")
@click.argument("paths", nargs=-1, metavar="[路径…]")
@click.option("--fix", is_flag=True, help="改正有把握的问题，写回文件")
@click.option(
    "--unsafe-fixes", is_flag=True, help="连同要确认的问题一起改（与 --fix 或 --diff 合用）"
)
@click.option("--diff", is_flag=True, help="只显示会改什么，不写文件")
@click.option(
    "--select", multiple=True, callback=codes, metavar="代码", help="只报这些代码（可只写开头）"
)
@click.option(
    "--ignore", multiple=True, callback=codes, metavar="代码", help="不报这些代码（可只写开头）"
)
@click.option(
    "--extend-select",
    multiple=True,
    callback=codes,
    metavar="代码",
    help="除了 hegao.toml 选的，还报这些代码",
)
@click.option(
    "--extend-ignore", multiple=True, callback=codes, metavar="代码",
    help="除了 hegao.toml 不报的，还不报这些代码",
)  # fmt: skip
@click.option(
    "--stage", callback=one_of(*STAGES), metavar="阶段", help="起草、核稿、签发（默认 核稿）"
)
@click.option(
    "--fail-on", callback=one_of(*FAIL_ON), metavar="级别",
    help="有这一级以上的问题就返回1：error（默认）、warning、info、never",
)  # fmt: skip
@click.option(
    "--format", "form", callback=one_of(*FORMATS), metavar="格式",
    help=f"{DEFAULT}（默认）、{'、'.join(each for each in FORMATS if each != DEFAULT)}",
)  # fmt: skip
@click.option(
    "--output", "given", multiple=True, callback=outputs, metavar="格式:文件",
    help="另把报告写到文件，可写多次，如 sarif:核稿.sarif；- 是标准输出",
)  # fmt: skip
@click.option(
    "--changed", "since", is_flag=False, flag_value="HEAD", metavar="[版本]",
    help="只查改过的稿子：和 git 的这个版本分开以后改的；不写版本就是上一次提交以后改的",
)  # fmt: skip
@click.option("--stdin-filename", metavar="文件名", help="路径写 - 时，标准输入当作这个文件")
@click.option("--baseline", metavar="文件", help="基线：里面记的问题不再报（代替 hegao.toml 里的）")
@click.option("--write-baseline", is_flag=True, help="把现有的问题都记进基线")
@click.option("--statistics", is_flag=True, help="另列各条规则的处数和用时")
@click.option("--watch", is_flag=True, help="一直等着，稿子一改就再查（Ctrl-C 结束）")
@click.option(
    "--jobs", callback=at_least_one, metavar="个数",
    help="用几个进程查（默认按文件多少和处理器个数）",
)  # fmt: skip
@click.option("--no-cache", is_flag=True, help="不用以前查过的结果，也不留下")
def command(
    paths: tuple[str, ...], form: str | None, given: tuple[Output, ...],
    stdin_filename: str | None, **options: Any,
) -> int:  # fmt: skip
    """检查通知，指出问题、改法和依据。

    路径可以是 .notice 稿子、成文的 .txt .docx .html .pdf .xlsx，或者文件夹
    （查里面所有的 .notice）；不写就查当前文件夹；写 - 从标准输入读。

    返回值：0 没有达到 --fail-on 的问题（默认看错误）；1 有；
    2 用法不对、文件读不了、报告写不了，或者设置、规则有错。
    """
    order = _order(paths, stdin_filename or STANDARD, options)
    _refuse_clashes(order, options)
    mends_input = STANDARD in paths and bool(order.tiers)
    reports = wanted(form, given, diff=order.diff, mends_input=mends_input)
    if not options["watch"]:
        return outcome(checked(order, reports))
    from hegao.cli.watching import watch

    return watch(lambda: checked(order, reports), paths)


def _order(paths: tuple[str, ...], piped: str, options: dict[str, Any]) -> Order:
    tiers: tuple[Tier, ...] = ("safe", "confirm") if options["unsafe_fixes"] else ("safe",)
    wishes = Wishes(
        options["stage"], options["fail_on"], options["select"], options["ignore"],
        cached=not options["no_cache"],
        extend_select=options["extend_select"], extend_ignore=options["extend_ignore"],
    )  # fmt: skip
    return Order(
        paths, piped, wishes, frozenset(tiers if options["fix"] or options["diff"] else ()),
        diff=options["diff"], baseline=options["baseline"],
        write_baseline=options["write_baseline"], statistics=options["statistics"],
        processes=options["jobs"], since=options["since"],
    )  # fmt: skip


def _refuse_clashes(order: Order, options: dict[str, Any]) -> None:
    """Raise for options that do not go together."""
    watched = options["watch"] and (order.tiers or order.write_baseline or STANDARD in order.paths)
    message = ""
    if options["unsafe_fixes"] and not order.tiers:
        message = "--unsafe-fixes 要和 --fix 或 --diff 一起用"
    elif order.diff and order.write_baseline:
        message = "--diff 只显示会改什么，不能和 --write-baseline 一起用"
    elif watched:
        message = "--watch 只是反复查，不能和 --fix、--diff、--write-baseline 或标准输入一起用"
    if message:
        raise click.UsageError(message, click.get_current_context())
