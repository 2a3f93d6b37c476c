"""`hegao completion`: what a shell reads to complete commands, options and file names.

Click answers what may follow. Its own scripts offer nothing where a file name belongs; these
leave such places to the shell.
"""

from __future__ import annotations

from typing import Final

import click
from click.shell_completion import CompletionItem
from click.types import StringParamType

from hegao.cli.chinese import ChineseCommand, OneOf, one_of
from hegao.cli.outcome import CLEAN
from hegao.cli.output import emit

BASH: Final = r"""_hegao_complete() {
    local IFS=$'\n' answer line
    answer=$(COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD=$COMP_CWORD \
        _HEGAO_COMPLETE=bash_complete "$1" 2>/dev/null)
    COMPREPLY=()
    for line in $answer; do
        COMPREPLY+=("${line#*,}")
    done
}
complete -o nosort -o default -F _hegao_complete hegao
"""
ZSH: Final = r"""_hegao() {
    local -a found
    local kind value help
    COMP_WORDS="${words[*]}" COMP_CWORD=$((CURRENT - 1)) _HEGAO_COMPLETE=zsh_complete \
        hegao 2>/dev/null |
        while IFS= read -r kind && IFS= read -r value && IFS= read -r help; do
            found+=("$value:$help")
        done
    if (( $#found )); then
        _describe -V hegao found
    else
        _files
    fi
}
compdef _hegao hegao
"""
FISH: Final = r"""function __hegao_complete
    set -lx COMP_WORDS (commandline -cp)
    set -lx COMP_CWORD (commandline -ct)
    set -l found (_HEGAO_COMPLETE=fish_complete hegao 2>/dev/null | string match '*,*')
    if set -q found[1]
        string replace -r '^[^,]*,' '' -- $found
    else
        __fish_complete_path (commandline -ct)
    end
end
complete --command hegao --no-files --arguments '(__hegao_complete)'
"""
SCRIPTS: Final[dict[str, str]] = {"bash": BASH, "zsh": ZSH, "fish": FISH}


@click.command(cls=ChineseCommand, name="completion")
@click.argument("shell", callback=one_of(*SCRIPTS), metavar="bash|zsh|fish")
def command(shell: str) -> int:
    """输出补全脚本：按 Tab 键补全命令、选项和文件名。

    bash：在 ~/.bashrc 里加一行 eval "$(hegao completion bash)"
    zsh：在 ~/.zshrc 里 compinit 之后加一行 eval "$(hegao completion zsh)"
    fish：hegao completion fish > ~/.config/fish/completions/hegao.fish
    """
    emit(SCRIPTS[shell])
    return CLEAN


class Words(StringParamType):
    """The type of a parameter whose words are offered."""

    def __init__(self, words: tuple[str, ...]) -> None:
        self.words = words

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str  # noqa: ARG002
    ) -> list[CompletionItem[str]]:  # fmt: skip
        """The words that begin so."""
        return [CompletionItem(word) for word in self.words if word.startswith(incomplete)]


def offer_words(command: click.Command) -> None:
    """While a shell asks, let parameters that take a few words offer them."""
    for param in command.params:
        if isinstance(param.callback, OneOf):
            param.type = Words(param.callback.words)
