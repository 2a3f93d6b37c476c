"""The baselines of a run: one for all files, or that of each office."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from hegao.cli.checking import Checker
from hegao.cli.files import FileError, read_text, write_bytes
from hegao.cli.output import STANDARD
from hegao.cli.settings import shown
from hegao.cli.targets import SUFFIX
from hegao.linter.baseline import (
    BaselineError,
    Entry,
    entries_of,
    file_name,
    read_baseline,
    write_baseline,
)
from hegao.linter.report.result import FileResult


class Found(NamedTuple):
    """All that was found on a file, known or not."""

    path: str
    entries: tuple[Entry, ...]


class Written(NamedTuple):
    """What writing a baseline changed."""

    path: Path
    entries: int
    added: int
    removed: int


class Baselines:
    """Holds results against baselines; each file is read once."""

    def __init__(self, checker: Checker, given: str | None) -> None:
        self._checker = checker
        self._given = Path(given).absolute() if given else None
        self._found: dict[Path, dict[str, Found]] = {}
        """For each baseline what was found, by the name that the file has there."""
        self._entries: dict[Path, tuple[Entry, ...]] = {}
        self._known: dict[Path, frozenset[tuple[str, str, str]]] = {}
        self.held = 0
        """How many findings were known."""
        self.problems: dict[str, None] = {}
        """Baselines that cannot be used, as lines for the user."""

    def without_known(self, result: FileResult, *, writing: bool) -> FileResult:
        """A result without the findings that are known, or would be once they are written."""
        path = self._of(result)
        if path is None or result.path == STANDARD:
            return result
        name = os.path.relpath(result.path, path.parent).replace(os.sep, "/")
        entries = entries_of(result, file_name(name))
        self._found.setdefault(path, {})[file_name(name)] = Found(result.path, entries)
        if path not in self._entries:
            self._entries[path] = self._read(path, writing=writing)
            self._known[path] = frozenset(each.known for each in self._entries[path])
        known = {e.known for e in self._holdable(entries)} if writing else self._known[path]
        pairs = zip(result.findings, entries, strict=True)
        left = tuple(finding for finding, entry in pairs if entry.known not in known)
        self.held += len(result.findings) - len(left)
        return FileResult(result.path, result.text, left, result.places)

    @property
    def paths(self) -> tuple[Path, ...]:
        """The baselines in use."""
        return tuple(self._found)

    def expired(self) -> Iterator[tuple[Path, tuple[Entry, ...]]]:
        """For each baseline the entries that do not occur any more."""
        for path, files in self._found.items():
            found = {entry.known for file in files.values() for entry in file.entries}
            missing = (each for each in self._entries[path] if each.known not in found)
            if gone := tuple(each for each in missing if self._looked_at(path, each)):
                yield path, gone

    def write(self) -> Iterator[Written]:
        """Write what is known now; what this run did not look at stays. Raises FileError."""
        for path, files in self._found.items():
            old = self._entries[path]
            kept = [each for each in old if not self._looked_at(path, each)]
            for file in files.values():
                kept += self._holdable(file.entries)
            text = write_baseline(kept)
            if not path.exists() or read_text(path).text != text:
                write_bytes(path, text.encode())
            before, after = {each.known for each in old}, {each.known for each in kept}
            yield Written(path, len(after), len(after - before), len(before - after))

    def _of(self, result: FileResult) -> Path | None:
        if self._given:
            return self._given
        office = self._checker.offices.of(Path(result.path))
        name = office.settings.baseline
        return office.folder / name if name and office.folder else None

    def _read(self, path: Path, *, writing: bool) -> tuple[Entry, ...]:
        if path.suffix == SUFFIX:
            self.problems[f"基线不能写成 {shown(path)}：这个后缀是稿子的，请换一个文件名"] = None
            return ()
        if writing and not path.exists():
            return ()
        try:
            return read_baseline(read_text(shown(path)).text)
        except FileError as error:
            hint = "" if path.exists() else "；还没有基线就先加 --write-baseline 写一份"
            self.problems[f"基线 {error}{hint}"] = None
        except BaselineError as error:
            self.problems[f"基线 {shown(path)}:{error.line} {error.message}"] = None
        return ()

    def _holdable(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """Those that may be known: that a suppression is not needed is told until it is gone."""
        from hegao.linter.schedule import SUPPRESSIONS

        rules = self._checker.rules
        for each in entries:
            rule = rules.get(each.code)
            if rule is None or rule.kind != SUPPRESSIONS:
                yield each

    def _looked_at(self, path: Path, entry: Entry) -> bool:
        """Whether this run would have found an entry if it were still there."""
        file = self._found[path].get(entry.file)
        if file is None:
            return "\\" not in entry.file and not (path.parent / entry.file).exists()
        return self._checker.asks(file.path, entry.code)
