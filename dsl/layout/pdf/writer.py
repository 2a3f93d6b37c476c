"""A sheet set by typst: as the bytes of a PDF, the same bytes each time.

The typst programs beside this file set the page; they are joined, as typst is given no folder to
read from but an empty one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final, cast, get_args

from hegao.dsl.layout.font_choice import Font
from hegao.dsl.layout.pdf.data import sheet_data
from hegao.dsl.layout.sheet import BackPage, Sheet
from hegao.dsl.layout.styles import Face

if TYPE_CHECKING:
    from typst import Compiler, PDFStandard

PROGRAMS: Final = ("measures", "passages", "head", "tables", "back", "notice")
FACES: Final[tuple[Face, ...]] = get_args(Face)
PRINTED: Final[list[PDFStandard]] = ["ua-1"]
ARCHIVED: Final[list[PDFStandard]] = ["a-2a", "ua-1"]
"""typst puts no inks into PDF/A: it has no profile of them."""
NO_DAY: Final = datetime(1980, 1, 1, tzinfo=UTC)
"""When a notice without a date was made: archives want a day, and the clock would make each file
differ from the last."""


class NoFontError(ValueError):
    """There is no font for a face; its text is the face."""


class Typesetter:
    """Sets one sheet with the fonts of this computer."""

    def __init__(
        self,
        sheet: Sheet,
        fonts: Mapping[Face, Sequence[Font]],
        font_folder: str,
        empty_folder: str,
    ) -> None:
        """`fonts` are those of each face, the one that is used first.

        `font_folder` holds their files and no others, so that the result hangs on nothing else;
        `empty_folder` is all that typst may read otherwise. Raises NoFontError.
        """
        import typst

        self._sheet, self._root = sheet, empty_folder
        self._installed = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[font_folder]
        )
        self._fonts = _known(fonts, self._installed.families())

    def write(self, *, archive: bool = False) -> bytes:
        """The PDF, to be printed in the red of 6.1, or to be archived (PDF/A-2a).

        Either is made for readers for the blind too (PDF/UA-1). A notice with a character that no
        font shows comes without the marks of these standards.
        """
        import typst

        try:
            return self._compiled(ARCHIVED if archive else PRINTED, archive=archive)
        except typst.TypstError:
            return self._compiled([], archive=archive)

    def back_page(self) -> BackPage:
        """Where the back matter goes; `next` where there is none."""
        found = json.loads(self._compiler(archive=False).query("<back-page>", field="value"))
        return cast("BackPage", found[-1]) if found else "next"

    def _compiled(self, standards: list[PDFStandard], *, archive: bool) -> bytes:
        # A compiler that has failed cannot be asked again.
        made = self._compiler(archive=archive).compile(
            format="pdf", pdf_standards=standards, timestamp=_made(self._sheet.properties.day)
        )
        assert isinstance(made, bytes)
        return made

    def _compiler(self, *, archive: bool) -> Compiler:
        import typst

        data = sheet_data(self._sheet, self._fonts, archive=archive)
        inputs = {"sheet": json.dumps(data, ensure_ascii=False)}
        return typst.Compiler(
            _program(), root=self._root, font_paths=self._installed, sys_inputs=inputs
        )


def _known(fonts: Mapping[Face, Sequence[Font]], families: Sequence[str]) -> dict[Face, list[Font]]:
    """The fonts that typst has, by its names for them: without what names a weight or a width.

    Words in a font that it does not have would be missing.
    """
    found = {
        face: [each for font in fonts.get(face, ()) for each in _named(font, families)]
        for face in FACES
    }
    for face, some in found.items():
        if not some:
            raise NoFontError(face)
    return found


def _named(font: Font, families: Sequence[str]) -> Iterator[Font]:
    names = [each for each in families if font.family.casefold().startswith(each.casefold())]
    if names:
        yield font._replace(family=max(names, key=len))


def _made(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(tzinfo=UTC) if day else NO_DAY


@cache
def _program() -> bytes:
    folder = files("hegao.dsl.layout.pdf")
    return b"\n".join((folder / f"{name}.typ").read_bytes() for name in PROGRAMS)
