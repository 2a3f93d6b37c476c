"""Where a file's settings are: the nearest hegao.toml above it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from hegao.cli.files import FileError, read_text
from hegao.linter.config import ConfigError, Settings, read_settings

NAME = "hegao.toml"


class Office(NamedTuple):
    """The settings that hold for a folder, and the folder that their paths start from."""

    settings: Settings
    folder: Path | None
    """Where hegao.toml is; None when there is none."""


NO_OFFICE = Office(Settings(), None)


class Offices:
    """Finds settings; each hegao.toml is read once."""

    def __init__(self) -> None:
        self._known: dict[Path, Office] = {}
        self.problems: list[str] = []
        """Broken hegao.toml files, as lines for the user; their settings are the defaults."""

    def of(self, file: Path) -> Office:
        """The settings for a file."""
        folder = file.absolute().parent
        if folder not in self._known:
            self._known[folder] = self._find(folder)
        return self._known[folder]

    @property
    def all(self) -> tuple[Office, ...]:
        """The offices met so far."""
        return tuple(dict.fromkeys(self._known.values()))

    def _find(self, folder: Path) -> Office:
        for each in (folder, *folder.parents):
            if each in self._known:
                return self._known[each]
            if (each / NAME).is_file():
                self._known[each] = self._read(each)
                return self._known[each]
        return NO_OFFICE

    def _read(self, folder: Path) -> Office:
        path = shown(folder / NAME)
        try:
            return Office(read_settings(read_text(path).text), folder)
        except FileError as error:
            self.problems.append(str(error))
        except ConfigError as error:
            line = f":{error.line}" if error.line else ""
            self.problems.append(f"{path}{line} {error.message}")
        return Office(Settings(), folder)


def shown(path: Path) -> Path:
    """A path as short as it can be written from here."""
    try:
        return path.relative_to(Path.cwd())
    except ValueError:
        return path
