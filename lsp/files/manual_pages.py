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


def written_pages() -> dict[str, str]:
    """The URI of the page of every rule, by code; empty as long as these rules' are not written."""
    folder = _folder()
    try:
        names = os.listdir(folder)
    except OSError:
        return {}
    root = uri_of(folder)
    return {name.removesuffix(".md"): f"{root}/{name}" for name in names}


def write_pages() -> None:
    """Write them into the user's cache folder; not at all where that cannot be written."""
    folder = _folder()
    new = folder.with_name(f"{folder.name}.{os.getpid()}")
    try:
        new.mkdir(mode=0o700, parents=True, exist_ok=True)
        for code, text in _pages():
            (new / f"{code}.md").write_text(text, "utf-8")
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


def _folder() -> Path:
    return _cache() / f"manual-{crc32(repr(sources()).encode()):08x}"


def _cache() -> Path:
    if sys.platform == "win32":
        root = os.environ.get("LOCALAPPDATA") or os.path.expanduser("~")
    else:
        root = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return Path(root, "hegao")
