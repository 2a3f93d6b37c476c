"""Notices set in the free fonts, as the pages that come of it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from set_pages import Leaf, leaves

from hegao.cli.installed_fonts import InstalledFonts
from hegao.cli.settings import Office
from hegao.dsl.build import build_notice
from hegao.dsl.layout.font_choice import Font
from hegao.dsl.layout.pdf.writer import Typesetter
from hegao.dsl.layout.profile import PROFILES, ProfileName
from hegao.dsl.layout.sheet import Flow, Passage, Sheet
from hegao.dsl.layout.styles import Face
from hegao.dsl.layout.typeset import typeset
from hegao.dsl.recover.manuscript import text_manuscript
from hegao.dsl.recover.recovery import recover
from hegao.linter.config import Settings
from material import EXAMPLES, SHARED, read

FANDOL = Path(__file__).parent / ".cache" / "fonts"
SOURCES = {path.stem: path for path in EXAMPLES if path.parent.name in ("drafts", "finished")} | {
    path.name[:3]: path for path in sorted(SHARED.glob("seeds/00*_*.txt"))
}
CLOSING = ("signature", "date")
BEGINNING = 6


class Made(NamedTuple):
    """A notice as it was set."""

    sheet: Sheet
    data: bytes
    pages: tuple[Leaf, ...]

    def full_pages(self) -> Iterator[tuple[int, Leaf]]:
        """Pages but the first of nothing but text that goes on on the next page."""
        for at, (page, after) in enumerate(pairwise(self.pages)):
            plain = not page.tables and not page.boxes and page.width < page.height
            if at and plain and self._goes_on(after):
                yield at, page

    def _goes_on(self, page: Leaf) -> bool:
        """Whether a page goes on with the text of the page before, and had no choice."""
        lines = [squeezed(line.text) for line in page.lines]
        if not lines or page.width > page.height:
            return False
        if page.boxes and page.lines[0].base > page.boxes[0].top:
            return False
        begins = {beginning(section.flow[0]) for section in self.sheet.sections if section.flow}
        # A heading goes where the text below it goes.
        begins |= {beginning(each) for each in self.passages() if each.style.outline}
        # Where the signature goes over, lines of text go with it.
        signed = {squeezed(each.text) for each in self.passages() if each.role in CLOSING}
        return lines[0][:BEGINNING] not in begins and not signed & set(lines)

    def passages(self) -> Iterator[Passage]:
        """All passages of its text."""
        for section in self.sheet.sections:
            for flow in section.flow:
                if isinstance(flow, Passage):
                    yield flow


@cache
def installed() -> InstalledFonts:
    assert FANDOL.is_dir(), "tests/full/fonts.sh"
    return InstalledFonts(Office(Settings(fonts=(str(FANDOL),)), Path("/")))


@cache
def fonts() -> dict[Face, tuple[Font, ...]]:
    return {face: each.fonts for face, each in installed().faces.items()}


@cache
def folders() -> tuple[str, str]:
    """A folder with the fonts and no others, and an empty one."""
    root = Path(tempfile.mkdtemp())
    for name in ("fonts", "empty"):
        (root / name).mkdir()
    paths = {font.path for some in fonts().values() for font in some}
    for number, path in enumerate(sorted(paths)):
        os.symlink(path, root / "fonts" / f"{number}{Path(path).suffix}")
    return str(root / "fonts"), str(root / "empty")


def printed(sheet: Sheet, *, archive: bool = False) -> bytes:
    """The PDF of a sheet in these fonts."""
    return Typesetter(sheet, fonts(), *folders()).write(archive=archive)


def set_text(text: str, profile: ProfileName = "strict") -> Made:
    """A draft as it is set."""
    sheet = typeset(build_notice(text), PROFILES[profile])
    data = printed(sheet)
    return Made(sheet, data, tuple(leaves(data)))


@cache
def made(name: str, profile: ProfileName) -> Made:
    """An example or a real notice as it is set."""
    path = SOURCES[name]
    text = read(path)
    return set_text(recover(text_manuscript(text)).text if path.suffix == ".txt" else text, profile)


def squeezed(text: str) -> str:
    """A text without spaces."""
    return "".join(text.split())


def beginning(flow: Flow) -> str:
    """The words that tell where a section begins."""
    return squeezed(flow.text)[:BEGINNING] if isinstance(flow, Passage) else "\0"
