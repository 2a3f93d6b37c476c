"""A sheet as a Word file (.docx)."""

from __future__ import annotations

from collections.abc import Iterator

from hegao.dsl.layout.sheet import BackPage, Sheet
from hegao.dsl.layout.word.back_matter import back_matter
from hegao.dsl.layout.word.flow import flowing
from hegao.dsl.layout.word.footers import (
    draft_header,
    empty_footer,
    first_footer,
    footer,
    turned_footer,
)
from hegao.dsl.layout.word.head import head
from hegao.dsl.layout.word.markup import part, tag
from hegao.dsl.layout.word.package import Part, packed
from hegao.dsl.layout.word.sections import Foot, Pages, pages, properties
from hegao.dsl.layout.word.settings import fonts_part, settings_part
from hegao.dsl.layout.word.styles import styles_part


def write_word(sheet: Sheet, back_page: BackPage = "next") -> bytes:
    """The bytes of a Word file; the same sheet gives the same bytes.

    Word cannot find out where the back matter goes: who knows the pages says it.
    """
    document = part("document", [tag("body", *_body(sheet, back_page))])
    parts = [each for each in _parts(sheet) if each.kind != "footer" or _uses(document, each)]
    return packed(document, parts, sheet.properties)


def _uses(document: str, foot: Part) -> bool:
    return f'r:id="{foot.name}"' in document


def _parts(sheet: Sheet) -> Iterator[Part]:
    yield Part("styles", "styles", styles_part(sheet))
    yield Part("settings", "settings", settings_part())
    yield Part("fontTable", "fontTable", fonts_part())
    for side in ("odd", "even"):
        yield Part(side, "footer", footer(side))
        yield Part(f"turned-{side}", "footer", turned_footer(side))
    yield Part("none", "footer", empty_footer())
    yield Part("first", "footer", first_footer(sheet.head.foot_rule))
    if sheet.draft:
        yield Part("draft", "header", draft_header())


def _body(sheet: Sheet, back_page: BackPage) -> Iterator[str]:
    """All paragraphs and tables, and the properties of the sections of pages."""
    yield from head(sheet)
    *others, last = _pages(sheet, back_page)
    for at, each in enumerate(others):
        end = properties(each, sheet, first=not at)
        yield from flowing(each.flow, sheet.profile, end)
    yield from flowing(last.flow, sheet.profile)
    if sheet.back:
        yield back_matter(sheet.back, sheet.profile, own_page=last.of_back)
    yield properties(last, sheet, first=not others)


def _pages(sheet: Sheet, back_page: BackPage) -> list[Pages]:
    """The sections of Word; the back matter has its own unless it goes below the last text.

    Letters have it at the foot of the last page, whichever that is (10.1).
    """
    made = list(pages(sheet.sections))
    below_text = back_page == "same" or sheet.form == "信函"
    if sheet.back and (made[-1].landscape or not below_text):
        foot: Foot = "none" if back_page == "after blank" else "number"
        made.append(Pages((), foot=foot, of_back=True))
    return made
