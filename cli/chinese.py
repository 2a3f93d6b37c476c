"""Click in Chinese: help pages and usage errors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from inspect import cleandoc
from typing import NamedTuple

import click

from hegao.cli.outcome import BROKEN, CLEAN
from hegao.linter.report.columns import pad

NAME_COLUMN = 26
SEPARATOR = re.compile(r"[,，、;；\s]+")
METAVARS = {"[OPTIONS]": "[选项]", "COMMAND": "命令", "[ARGS]...": "…"}
EXTRA = re.compile(r"\((?P<words>.*)\)\Z", re.DOTALL)


class ChineseCommand(click.Command):
    """A command whose help page is in Chinese."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """--help with a Chinese explanation."""
        return _in_chinese(super().get_help_option(ctx))

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The first line."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        for english, chinese in METAVARS.items():
            pieces = pieces.replace(english, chinese)
        formatter.write(f"用法：{ctx.command_path} {pieces}\n")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The text as it was written: Chinese has no spaces to wrap at."""
        formatter.write(f"\n{cleandoc(self.help or '')}\n")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """One line an option."""
        options = (each for each in self.get_params(ctx) if isinstance(each, click.Option))
        records = [record for each in options if (record := each.get_help_record(ctx))]
        formatter.write(_listing("选项", records))


class ChineseGroup(ChineseCommand, click.Group):
    """A group of commands whose help page is in Chinese."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Options, then commands."""
        ChineseCommand.format_options(self, ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """One line a command."""
        rows = [(name, self.short_help_of(ctx, name)) for name in self.list_commands(ctx)]
        formatter.write(_listing("命令", rows))

    def short_help_of(self, ctx: click.Context, name: str) -> str:
        """What the help page says of a command."""
        found = self.get_command(ctx, name)
        return (found and found.short_help) or ""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first argument names."""
        names = self.list_commands(ctx)
        if args[0] not in names and not args[0].startswith("-"):
            raise click.UsageError(_unknown(args[0], names), ctx)
        return super().resolve_command(ctx, args)


class OneOf(NamedTuple):
    """An option's callback that accepts a few words."""

    words: tuple[str, ...]

    def __call__(
        self, ctx: click.Context, param: click.Parameter, value: str | None
    ) -> str | None:  # fmt: skip
        """The value, if it is one of the words."""
        if value is None or value in self.words:
            return value
        known = "、".join(self.words)
        raise click.BadParameter(f"不能是“{value}”，只能是 {known} 中的一个", ctx, param)


def one_of(*words: str) -> OneOf:
    """An option's callback that accepts these words."""
    return OneOf(words)


def codes(_ctx: click.Context, _param: click.Parameter, values: Sequence[str]) -> tuple[str, ...]:
    """An option's callback for codes or their beginnings, between commas of any width."""
    return tuple(code.upper() for value in values for code in SEPARATOR.split(value) if code)


def at_least_one(
    ctx: click.Context, param: click.Parameter, value: str | None
) -> int | None:  # fmt: skip
    """An option's callback for a count."""
    if value is None:
        return None
    if not value.isdecimal() or int(value) < 1:
        raise click.BadParameter(f"要写 1 以上的整数，不能是“{value}”", ctx, param)
    return int(value)


def show_help(ctx: click.Context) -> int:
    """What a group does without a command: show its help, which counts as bad usage."""
    if ctx.invoked_subcommand is not None:
        return CLEAN
    click.echo(ctx.get_help())
    return BROKEN


def explain(error: click.ClickException) -> str:
    """A usage error as a Chinese sentence."""
    match error:
        case click.NoSuchOption():
            near = f"，是不是 {error.possibilities[0]}？" if error.possibilities else ""
            return f"没有选项 {error.option_name}{near}"
        case click.MissingParameter():
            return f"缺少 {_name(error.param)}"
        case click.BadParameter():
            return f"{_name(error.param)}：{error.message}"
        case click.BadOptionUsage():
            return f"选项 {error.option_name} 的用法不对：后面要写一个值，或者不能带值"
        case click.UsageError() if match := EXTRA.search(error.message):
            return f"多了 {match['words']}，这个命令不接受"
        case _:
            return error.message


def _unknown(name: str, names: Sequence[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, names, n=1)
    hint = f"是不是 {near[0]}？" if near else f"可用的有：{'、'.join(names)}"
    return f"没有命令 {name}，{hint}"


def _name(parameter: click.Parameter | None) -> str:
    if isinstance(parameter, click.Option):
        return max(parameter.opts, key=len)
    return parameter.human_readable_name if parameter else "参数"


def _in_chinese(option: click.Option | None) -> click.Option | None:
    if option is not None:
        option.help = "显示这段说明"
    return option


def _listing(title: str, rows: Iterable[tuple[str, str]]) -> str:
    lines = [f"  {pad(name, NAME_COLUMN)} {text}\n" for name, text in rows]
    return f"\n{title}：\n{''.join(lines)}"
