"""The units lists (机构名录) that a draft or its office names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hegao.cli.files import FileError, read_text
from hegao.cli.named_files import named_files
from hegao.cli.settings import Office, shown
from hegao.dsl.document import Document
from hegao.dsl.registry import Registry, RegistryError, merge, read_registry

FIELD = "机构名录"


class UnitsLists:
    """Reads units lists; each file once."""

    def __init__(self) -> None:
        self._known: dict[Path, Registry | None] = {}
        self._merged: dict[tuple[Path, ...], Registry] = {}
        self.problems: list[str] = []
        """Lists and rows that cannot be read, as lines for the user."""

    def of(self, document: Document, file: Path, office: Office) -> Registry | None:
        """All units that the draft's header and hegao.toml list; None without a list."""
        paths = tuple(dict.fromkeys(self._paths(document, file, office)))
        if paths not in self._merged:
            known = [registry for path in paths if (registry := self._list(path)) is not None]
            self._merged[paths] = known[0] if len(known) == 1 else merge(known)
        registry = self._merged[paths]
        return registry if registry.full else None

    def _paths(self, document: Document, file: Path, office: Office) -> Iterator[Path]:
        yield from named_files(FIELD, document, file, office)
        if office.settings.units and office.folder:
            yield office.folder / office.settings.units

    def _list(self, path: Path) -> Registry | None:
        if path not in self._known:
            self._known[path] = self._read(path)
        return self._known[path]

    def _read(self, path: Path) -> Registry | None:
        try:
            registry = read_registry(read_text(shown(path)).text)
        except FileError as error:
            self.problems.append(f"{FIELD} {error}")
        except RegistryError as error:
            self.problems.append(f"{shown(path)}：{error}")
        else:
            rows = (f"{shown(path)}:{line} {message}" for line, message in registry.problems)
            self.problems.extend(rows)
            return registry
        return None
