"""The units lists (机构名录) that a draft or its office names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hegao.cli.files import FileError, read_text
from hegao.cli.settings import Office, shown
from hegao.dsl.document import Document
from hegao.dsl.registry import Registry, RegistryError, read_registry

FIELD = "机构名录"


class UnitsLists:
    """Reads units lists; each file once."""

    def __init__(self) -> None:
        self._known: dict[Path, Registry | None] = {}
        self.problems: list[str] = []
        """Lists that cannot be read, as lines for the user."""

    def of(self, document: Document, file: Path, office: Office) -> Registry | None:
        """All units that the draft's header and hegao.toml list; None without a list."""
        names: dict[str, str] = {}
        for path in self._paths(document, file, office):
            if path not in self._known:
                self._known[path] = self._read(path)
            if (registry := self._known[path]) is not None:
                names |= registry.full
        return Registry(names) if names else None

    def _paths(self, document: Document, file: Path, office: Office) -> Iterator[Path]:
        for element in document.elements:
            if element.name == FIELD and element.value:
                yield self._find(element.value, file, office)
        if office.settings.units and office.folder:
            yield office.folder / office.settings.units

    def _find(self, name: str, file: Path, office: Office) -> Path:
        """A list beside the draft, beside hegao.toml, or in a folder above the draft."""
        folder = file.absolute().parent
        places: list[Path] = [folder, *folder.parents]
        if office.folder:
            places.insert(1, office.folder)
        for each in places:
            if (each / name).is_file():
                return each / name
        return folder / name

    def _read(self, path: Path) -> Registry | None:
        try:
            return read_registry(read_text(shown(path)).text)
        except FileError as error:
            self.problems.append(f"{FIELD} {error}")
        except RegistryError as error:
            self.problems.append(f"{shown(path)}：{error}")
        return None
