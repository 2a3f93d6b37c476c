"""`hegao lsp`: starts the language server, which this package does not depend on."""

from __future__ import annotations

from importlib import import_module

import click

from hegao.cli.chinese import ChineseCommand
from hegao.cli.outcome import CLEAN

SERVER = "hegao.lsp.server"
HIGHEST_PORT = 65535


def _port(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    if value is None or (value.isdecimal() and 0 < int(value) <= HIGHEST_PORT):
        return value
    raise click.BadParameter(f"不能是“{value}”，要写 1 到 {HIGHEST_PORT} 的数", _ctx, _param)


@click.command(cls=ChineseCommand, name="lsp")
@click.option("--stdio", is_flag=True, help="用标准输入输出（默认，编辑器会带上）")
@click.option("--tcp", callback=_port, metavar="端口", help="在本机这个端口等编辑器来连")
def command(*, stdio: bool, tcp: str | None) -> int:
    """启动编辑器用的语言服务；一般由编辑器启动，不用手动运行。"""
    if stdio and tcp:
        raise click.UsageError("--stdio 和 --tcp 只能选一个", click.get_current_context())
    import_module(SERVER).main(["--tcp", tcp] if tcp else ["--stdio"])
    return CLEAN
