"""A sheet printed to PDF with the fonts of this computer."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from hegao.cli.files import TextFile
from hegao.cli.fonts import placed
from hegao.cli.installed_fonts import InstalledFonts
from hegao.cli.output import remark
from hegao.cli.settings import Offices
from hegao.dsl.layout.font_choice import Font
from hegao.dsl.layout.formats import UnwritableError
from hegao.dsl.layout.missing_glyphs import GlyphFinding, glyph_findings, texts_by_face
from hegao.dsl.layout.sheet import BackPage, Sheet
from hegao.dsl.layout.styles import Face

if TYPE_CHECKING:
    from hegao.dsl.layout.pdf.writer import Typesetter

NO_FONT: Final = "没有可用的{}字体；运行 hegao fonts 看怎么安装"
LOST: Final = (
    "上面这些字哪种字体都没有，印出来是空白。装上有这些字的字体再试；要先看样子，加 --force"
)


def print_pdf(sheet: Sheet, source: TextFile, *, archive: bool, force: bool) -> bytes:
    """The PDF of a sheet; tells which characters other fonts stand in for.

    Raises UnwritableError where a face has no font or, unless forced, a character no glyph.
    """
    fonts, texts = _fonts(source), texts_by_face(sheet)
    if told := "、".join(_stand_ins(fonts, texts)):
        remark(f"不是机关用的字体：{told}；怎么补齐，运行 hegao fonts")
    for each in (found := _findings(texts, source, fonts)):
        remark(placed(each, source))
    if not force and any(not each.substitute for each in found if each.font):
        raise UnwritableError(LOST)
    with _typesetter(sheet, fonts) as typesetter:
        return typesetter.write(archive=archive)


def back_page(sheet: Sheet, source: TextFile) -> BackPage:
    """Where the back matter of a Word file goes, by how many pages the PDF has.

    On the next even page where this computer has no fonts for PDF, or not the means.
    """
    if sheet.back is None:
        return "next"
    try:
        with _typesetter(sheet, _fonts(source)) as typesetter:
            return typesetter.back_page()
    except (ImportError, UnwritableError):
        return "next"


def _fonts(source: TextFile) -> InstalledFonts:
    offices = Offices()
    fonts = InstalledFonts(offices.of(Path(source.path)))
    for problem in (*offices.problems, *fonts.problems):
        remark(f"错误：{problem}")
    return fonts


@contextmanager
def _typesetter(sheet: Sheet, fonts: InstalledFonts) -> Iterator[Typesetter]:
    from hegao.dsl.layout.pdf.writer import NoFontError, Typesetter

    faces = {face: each.fonts for face, each in fonts.faces.items()}
    try:
        with _linked(font for some in faces.values() for font in some) as (folder, empty):
            yield Typesetter(sheet, faces, folder, empty)
    except NoFontError as error:
        raise UnwritableError(NO_FONT.format(error)) from None
    finally:
        fonts.keep()


def _stand_ins(fonts: InstalledFonts, faces: Iterable[Face]) -> Iterator[str]:
    """The faces that are printed, each with the font that stands in for the office's own."""
    for face in faces:
        first = next(iter(fonts.faces[face].fonts), None)
        if first and not first.official:
            yield f"{face}用 {first.told}"


def _findings(
    texts: Mapping[Face, str], source: TextFile, fonts: InstalledFonts
) -> list[GlyphFinding]:
    coverages = {face: fonts.coverages(face) for face in fonts.faces}
    return glyph_findings(texts, coverages, source.text)


@contextmanager
def _linked(fonts: Iterable[Font]) -> Iterator[tuple[str, str]]:
    """A folder with these fonts and nothing else, and an empty one: all that typst may read."""
    with TemporaryDirectory(prefix="hegao-") as name:
        folder, empty = Path(name, "fonts"), Path(name, "empty")
        folder.mkdir()
        empty.mkdir()
        for number, path in enumerate(dict.fromkeys(font.path for font in fonts)):
            link = folder / f"{number}{Path(path).suffix}"
            try:
                os.symlink(path, link)
            except OSError:  # Windows lets only some users make links.
                shutil.copyfile(path, link)
        yield str(folder), str(empty)
