"""Notices set in the free fonts, by us and by LibreOffice, as the pages that come of it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
from office_files import converted
from set_pages import Leaf, leaves

from hegao.cli.installed_fonts import InstalledFonts
from hegao.cli.settings import Office
from hegao.dsl.build import build_notice
from hegao.dsl.layout.faces import office_names
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
STAND_INS: dict[Face, str] = {
    "仿宋": "FandolFang", "小标宋": "Noto Serif CJK SC", "黑体": "Noto Sans CJK SC",
    "楷体": "LXGW WenKai", "宋体": "Noto Serif CJK SC",
}  # fmt: skip
CONFIGURATION = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<include>/etc/fonts/fonts.conf</include><dir>{fonts}</dir><cachedir>{cache}</cachedir>{matches}
</fontconfig>"""
MATCH = """<match target="pattern"><test name="family"><string>{name}</string></test>
<edit name="family" mode="assign" binding="strong"><string>{font}</string></edit>{bold}</match>"""
BOLD = '<edit name="weight" mode="assign" binding="strong"><const>bold</const></edit>'


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


def typesetter(sheet: Sheet) -> Typesetter:
    """What sets a sheet in these fonts."""
    return Typesetter(sheet, fonts(), *folders())


def printed(sheet: Sheet, *, archive: bool = False) -> bytes:
    """The PDF of a sheet in these fonts."""
    return typesetter(sheet).write(archive=archive)


def set_text(text: str, profile: ProfileName = "strict") -> Made:
    """A draft as it is set."""
    sheet = typeset(build_notice(text), PROFILES[profile])
    data = printed(sheet)
    return Made(sheet, data, tuple(leaves(data)))


@cache
def source(name: str) -> str:
    """An example or a real notice as a draft."""
    path = SOURCES[name]
    # A title that ends as a sentence does would be read back as one.
    text = read(path).replace("工作要点的通知。", "工作要点的通知")
    return recover(text_manuscript(text)).text if path.suffix == ".txt" else text


@cache
def made(name: str, profile: ProfileName) -> Made:
    """An example or a real notice as it is set."""
    return set_text(source(name), profile)


@cache
def office_folder() -> Path:
    """A folder for LibreOffice, with free fonts for those that our Word files name."""
    assert FANDOL.is_dir(), "tests/full/fonts.sh"
    folder = Path(tempfile.mkdtemp(prefix="hegao-word-"))
    matches = [
        MATCH.format(name=office_names(face)[0], font=font, bold=BOLD * (face == "小标宋"))
        for face, font in STAND_INS.items()
    ]
    told = CONFIGURATION.format(fonts=FANDOL, cache=folder / "cache", matches="".join(matches))
    (folder / "fonts.conf").write_text(told, "utf-8")
    return folder


@cache
def office_pdf(data: bytes) -> bytes:
    """A Word file as LibreOffice prints it."""
    folder = office_folder()
    file = folder / f"{sha256(data).hexdigest()}.docx"
    file.write_bytes(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FONTCONFIG_FILE", str(folder / "fonts.conf"))
        return converted(file, "pdf", folder).read_bytes()


@cache
def office_pages(data: bytes) -> tuple[Leaf, ...]:
    """The pages of a Word file as LibreOffice prints it."""
    return tuple(leaves(office_pdf(data)))


def squeezed(text: str) -> str:
    """A text without spaces."""
    return "".join(text.split())


def beginning(flow: Flow) -> str:
    """The words that tell where a section begins."""
    return squeezed(flow.text)[:BEGINNING] if isinstance(flow, Passage) else "\0"
