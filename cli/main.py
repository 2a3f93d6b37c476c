"""The program `hegao`: finds the command and turns every failure into one sentence."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Final

import click

from hegao.cli.chinese import ChineseGroup, explain, show_help
from hegao.cli.files import FileError
from hegao.cli.kept_patterns import KeptPatterns
from hegao.cli.outcome import BROKEN, CLEAN, INTERRUPTED, UNREAD
from hegao.cli.output import be_lenient, remark
from hegao.cli.rule_cache import user_cache

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

COMMANDS: Final[dict[str, str]] = {
    "check": "检查通知，指出问题和改法",
    "review": "把核稿意见写进Word文件，或写成核稿意见表",
    "format": "统一写法，不改内容",
    "import": "把成文的公文读成草稿（.txt .docx .html .pdf .xlsx）",
    "compile": "把稿子排成正式文本（.txt .md .json）",
    "coverage": "逐条对照上级文件：哪些落实了、减弱了、漏了",
    "tasks": "列出任务、责任单位、完成时限（工作台账）",
    "diff": "比较两个版本：任务增减、移动，单位、时限、数量的改动",
    "units": "列出各单位的任务，和通知有没有发给它",
    "rules": "规则：列出、测试",
    "fonts": "看排版用哪些字体、缺什么字",
    "config": "看一个文件用的设置、各写在哪里",
    "init": "建一个起步文件夹",
    "completion": "输出补全脚本（bash、zsh、fish）",
    "lsp": "启动编辑器用的语言服务",
}
MODULES: Final[dict[str, str]] = {"import": "importing"}
"""Commands whose name no module can have."""


class LazyGroup(ChineseGroup):
    """A group that imports the module of a command only when that command is run."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The commands in the order a drafter needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(
            f"hegao.cli.{MODULES.get(cmd_name, cmd_name)}"
        ).command
        if parser := sys.modules.get("hegao.grammar.parser"):
            parser.keep_tables_in(str(user_cache().folder / "notice.tables"))
        if ctx.resilient_parsing:
            import_module("hegao.cli.completion").offer_words(command)
        return command

    def short_help_of(self, ctx: click.Context, name: str) -> str:  # noqa: ARG002
        """What the help page says of a command, without importing it."""
        return COMMANDS[name]

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
        """The commands that begin so, without importing them, or the options."""
        from click.shell_completion import CompletionItem

        named = [(name, words) for name, words in COMMANDS.items() if name.startswith(incomplete)]
        commands = [CompletionItem(name, help=words) for name, words in named]
        return [*commands, *click.Command.shell_complete(self, ctx, incomplete)]


def _show_version(ctx: click.Context, _param: click.Parameter, value: object) -> None:
    if value and not ctx.resilient_parsing:
        from importlib.metadata import version

        click.echo(f"hegao {version('hegao')}")
        ctx.exit()


@click.group(cls=LazyGroup, name="hegao", invoke_without_command=True)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version,
    help="显示版本",
)  # fmt: skip
@click.pass_context
def program(ctx: click.Context) -> int:
    """核稿：起草和审核通知、工作要点、实施方案、分工方案。

    先试：hegao check 通知.notice
    每个命令后面加 --help 看它的用法。
    """
    return show_help(ctx)


def run(arguments: Sequence[str]) -> int:
    """Run the program; the exit code."""
    be_lenient()
    try:
        code = program.main(list(arguments), prog_name="hegao", standalone_mode=False)
        sys.stdout.flush()
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        return _reader_gone()
    except click.ClickException as error:
        return _refuse(explain(error), error)
    except FileError as error:
        return _refuse(str(error))
    except RecursionError:
        return _refuse("文本嵌套太深，处理不了；请检查括号和层次")
    except Exception as error:
        if os.environ.get("HEGAO_TRACEBACK"):
            raise
        return _refuse(
            f"程序内部出错（{type(error).__name__}：{error}）。"
            "请把这行话和出错的文件报告给维护者；设环境变量 HEGAO_TRACEBACK=1 可看详情"
        )
    return code if isinstance(code, int) else CLEAN


def _refuse(message: str, error: click.ClickException | None = None) -> int:
    remark(f"错误：{message}")
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is not None:
        remark(f"用法见：{context.command_path} --help")
    return BROKEN


def _reader_gone() -> int:
    """Nobody reads the output any more, as after `| head`: end quietly."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return UNREAD


def main() -> None:
    """The console script."""
    # A notice is tens of thousands of values without a cycle; looking for some takes half the time.
    gc.disable()
    patterns = KeptPatterns(user_cache())
    patterns.start()
    try:
        code = run(sys.argv[1:])
    finally:
        patterns.finish()
    sys.exit(code)
