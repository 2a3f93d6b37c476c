"""The fonts of this computer: read once, then known by path, time and size of their files."""

from __future__ import annotations

import json
import os
import zlib
from base64 import b85decode, b85encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from hegao.cli.font_folders import font_files, system_folders
from hegao.cli.rule_cache import RuleCache, user_cache
from hegao.cli.settings import NAME, Office, shown
from hegao.dsl.layout.font_choice import FaceFonts, Font, Installed, choose
from hegao.dsl.layout.glyphs import (
    Coverage,
    Cut,
    UnreadableFontError,
    read_coverage,
    read_cuts,
)
from hegao.dsl.layout.styles import Face

MISSING: Final = "看字体文件要先安装 fontTools：pip install 'hegao[print]'"
"""For the user where fontTools is not installed, which raises ImportError here."""
KEY: Final = f"fonts-{'-'.join(Cut._fields)}"
"""Of what is kept: its form is that of `Cut`."""

# What is kept of a file: its time and size, its fonts, and what those that were used can show.
Entry = dict[str, Any]


class InstalledFonts:
    """Finds fonts and reads what they can show; `keep` when done, so that it is quick again."""

    def __init__(self, office: Office) -> None:
        self._own = own_folders(office)
        self._cache = user_cache()
        self._kept = _read_kept(self._cache)
        self._fresh = False
        self._faces: dict[Face, FaceFonts] | None = None

    @property
    def problems(self) -> list[str]:
        """Folders that hegao.toml names and that are not there, as lines for the user."""
        lost = (shown(folder) for folder in self._own if not folder.is_dir())
        return [f"{NAME} 的 fonts：没有文件夹 {folder}" for folder in lost]

    @property
    def faces(self) -> dict[Face, FaceFonts]:
        """The fonts of each face, the one that is used first."""
        if self._faces is None:
            self._faces = choose(list(self._installed()))
        return self._faces

    def coverage(self, font: Font) -> Coverage:
        """What a font can show; nothing where its file has broken or gone since."""
        known: dict[str, Any] = self._kept[font.path]["shown"]
        key = str(font.number)
        if key not in known:
            known[key] = _packed(_coverage(font))
            self._fresh = True
        return _unpacked(font.told, known[key])

    def coverages(self, face: Face) -> Iterator[Coverage]:
        """What the font of a face can show, then those for its rare characters; read in turn."""
        return map(self.coverage, self.faces[face].fonts)

    def keep(self) -> None:
        """Keep what was read for the next time."""
        if self._fresh:
            there = {path: entry for path, entry in self._kept.items() if os.path.exists(path)}
            self._cache.put(KEY, json.dumps(there, ensure_ascii=False).encode("utf-8", "replace"))
            self._fresh = False

    def _installed(self) -> Iterator[Installed]:
        for own, folders in ((True, self._own), (False, system_folders())):
            for file in font_files(folders):
                # Where the file is, and not a link to it, is what typst tells of a font, too.
                path = os.path.realpath(file.path) if file.is_symlink() else file.path
                for cut in self._cuts(path, file):
                    yield Installed(path, cut, own)

    def _cuts(self, path: str, file: os.DirEntry[str]) -> list[Cut]:
        try:
            found = file.stat()
        except OSError:
            return []
        state = [found.st_mtime_ns, found.st_size]
        entry = self._kept.get(path)
        if entry is None or entry["state"] != state:
            self._kept[path] = entry = {"state": state, "cuts": _cuts(path), "shown": {}}
            self._fresh = True
        return [_cut(*each) for each in entry["cuts"]]


def own_folders(office: Office) -> list[Path]:
    """The folders of fonts that hegao.toml names."""
    folder = office.folder or Path()
    return [folder / Path(name).expanduser() for name in office.settings.fonts]


def _cuts(path: str) -> tuple[Cut, ...]:
    """The fonts of a file; none of one that cannot be read."""
    try:
        with open(path, "rb") as file:
            return read_cuts(file)
    except (OSError, UnreadableFontError):
        return ()


def _cut(number: int, family: str, names: list[str], weights: list[int], *traits: bool) -> Cut:
    """A font as it was before it was kept: JSON knows no tuples."""
    lightest, heaviest = weights
    slanted, embeddable = traits
    return Cut(number, family, tuple(names), (lightest, heaviest), slanted, embeddable)


def _coverage(font: Font) -> Coverage:
    try:
        with open(font.path, "rb") as file:
            return read_coverage(file, font.number)
    except (OSError, UnreadableFontError):
        return Coverage(font.told, b"", frozenset())


def _packed(coverage: Coverage) -> list[str]:
    bits = b85encode(zlib.compress(coverage.shown)).decode("ascii")
    return [bits, "".join(sorted(coverage.empty))]


def _unpacked(name: str, packed: list[str]) -> Coverage:
    bits, empty = packed
    return Coverage(name, zlib.decompress(b85decode(bits)), frozenset(empty))


def _read_kept(cache: RuleCache) -> dict[str, Entry]:
    """What was kept; nothing where it is broken."""
    try:
        kept = json.loads(cache.get(KEY) or b"{}")
    except ValueError:
        return {}
    return kept if isinstance(kept, dict) else {}
