"""The manual pages of the built-in rules as files that an editor can open from a finding."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree
from zlib import crc32

from hegao.linter.builtin import sources
from hegao.lsp.convert import uri_of


def manual_pages() -> dict[str, str]:
    """The URI of the page of every rule, by code; written now unless these rules' are there.

    Empty where the user's cache folder cannot be written.
    """
    folder = _cache() / f"manual-{crc32(repr(sources()).encode()):08x}"
    try:
        if not folder.exists():
            _write(folder)
        return {page.stem: uri_of(page) for page in folder.glob("*.md")}
    except OSError:
        return {}


def _write(folder: Path) -> None:
    new = folder.with_name(f"{folder.name}.{os.getpid()}")
    new.mkdir(mode=0o700, parents=True, exist_ok=True)
    for code, text in _pages():
        (new / f"{code}.md").write_text(text, "utf-8")
    try:
        new.rename(folder)  # Whole or not at all: another editor may be doing the same.
    except OSError:
        rmtree(new, ignore_errors=True)


def _pages() -> Iterator[tuple[str, str]]:
    # The compiler and the manual are needed once in the life of a version.
    from hegao.linter.manual import page
    from hegao.linter.rulebook import read_rules
    from hegao.linter.rules_compiler import syntax_of

    book = read_rules()
    texts = book.texts()
    for rule in book.rules:
        syntax = syntax_of(texts[rule.code], texts)
        yield rule.code, page(rule, syntax, book.lists)


def _cache() -> Path:
    if sys.platform == "win32":
        root = os.environ.get("LOCALAPPDATA") or os.path.expanduser("~")
    else:
        root = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return Path(root, "hegao")
