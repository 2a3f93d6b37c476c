"""Writes the manual pages of rules."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from hegao.cli.files import write_bytes
from hegao.cli.outcome import BROKEN, CLEAN
from hegao.cli.output import say
from hegao.cli.rule_set import RuleSet
from hegao.linter.builtin import SUBJECTS
from hegao.linter.manual import index, names_page, page
from hegao.linter.rule import Rule


def write_pages(codes: Sequence[str], folder: str | None) -> int:
    """Show the pages of some rules, or write each to a file of a folder; the exit code."""
    known = RuleSet.here() if codes or folder is None else RuleSet.built_in()
    rules = [known.find(code) for code in codes] if codes else list(known.rules)
    found = [rule for rule in rules if rule is not None]
    pages = {f"{rule.code}.md": _page(rule, known) for rule in found}
    if folder is None:
        say("\n".join(pages.values()))
    else:
        if not codes:
            pages |= {"README.md": index(found, SUBJECTS), "names.md": names_page()}
        _write(Path(folder), pages)
    return known.told() or (CLEAN if len(found) == len(rules) else BROKEN)


def _page(rule: Rule, known: RuleSet) -> str:
    return page(rule, known.syntax(rule), known.book.lists)


def _write(folder: Path, pages: dict[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages.items():
        write_bytes(folder / name, text.encode())
    say(f"写了{len(pages)}页：{folder}\n")
