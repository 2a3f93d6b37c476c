"""Rules for a draft: the built-in ones, those of its office, and those it names itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from hegao.cli.files import FileError, read_text
from hegao.cli.settings import Office, shown
from hegao.linter.rulebook import Cache, FileProblem, Rulebook, read_rules


class Rulebooks:
    """Reads rules; each set of files once."""

    def __init__(self, cache: Cache | None) -> None:
        self._cache = cache
        self._known: dict[tuple[Path, ...], Rulebook] = {}
        self.problems: list[str] = []
        """Faults of rules files, as lines for the user; the other rules still run."""

    def of(self, office: Office, own: Iterable[Path] = ()) -> Rulebook:
        """The rules that hold for an office, and above them the files a draft names."""
        folder = office.folder or Path()
        layers = (*(folder / name for name in office.settings.rules), *own)
        # A file that is named twice is one layer.
        first: dict[Path, Path] = {}
        for path in layers:
            first.setdefault(path.resolve(), path)
        paths = tuple(first.values())
        if paths not in self._known:
            self._known[paths] = self.read(paths)
        return self._known[paths]

    def read(self, paths: Sequence[Path]) -> Rulebook:
        """The built-in rules and those of some files."""
        files: list[tuple[str, str]] = []
        for path in map(shown, paths):
            try:
                files.append((str(path), read_text(path).text))
            except FileError as error:
                self.problems.append(f"规则文件 {error}")
        book = read_rules(files, self._cache)
        self.problems.extend(map(describe, book.problems))
        return book


def describe(fault: FileProblem) -> str:
    """A fault of a rules file as file:line:column message（hint）."""
    problem = fault.problem
    hint = f"（{problem.hint}）" if problem.hint else ""
    return f"{fault.file}:{problem.line}:{problem.column} {problem.message}{hint}"
