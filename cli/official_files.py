"""A notice as a file of the official text: one writer a format, imported when it is used."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from hegao.cli.files import TextFile
from hegao.dsl.document import Document
from hegao.dsl.layout.formats import FORMATS, UnwritableError
from hegao.dsl.layout.piece import Page, UnitForm
from hegao.dsl.layout.profile import PROFILES, ProfileName
from hegao.dsl.layout.sheet import Sheet

DRAFT_MARK: Final = "草稿"


class Order(NamedTuple):
    """A notice, and how it is to be written."""

    source: TextFile
    document: Document
    units_as: UnitForm
    profile: ProfileName
    draft: bool
    """Marked as one: it still has errors."""
    archive: bool
    """As PDF/A, where it is a PDF."""
    force: bool
    """Written although something cannot be shown."""

    def page(self) -> Page:
        """Its text in the official order."""
        from hegao.dsl.layout.page import layout

        return layout(self.document, self.units_as)

    def sheet(self) -> Sheet:
        """Its text as it is set on paper."""
        from hegao.dsl.layout.typeset import typeset

        profile = PROFILES[self.profile]
        return typeset(self.document, profile, self.units_as, draft=self.draft)

    def marked(self, text: str) -> bytes:
        """A text, with a line that says so where it is a draft."""
        whole = f"{DRAFT_MARK}\n\n{text}" if self.draft else text
        return whole.encode("utf-8", "replace")


def _text(order: Order) -> bytes:
    from hegao.dsl.layout.text import write_text

    return order.marked(write_text(order.page()))


def _markdown(order: Order) -> bytes:
    from hegao.dsl.layout.markdown import write_markdown

    return order.marked(write_markdown(order.page()))


def _json(order: Order) -> bytes:
    from hegao.dsl.layout.document_json import write_json

    return write_json(order.document, draft=order.draft).encode("utf-8", "replace")


def _word(order: Order) -> bytes:
    from hegao.cli.printing import back_page
    from hegao.dsl.layout.word.document import write_word

    sheet = order.sheet()
    return write_word(sheet, back_page(sheet, order.source))


def _pdf(order: Order) -> bytes:
    from hegao.cli.printing import print_pdf

    return print_pdf(order.sheet(), order.source, archive=order.archive, force=order.force)


def _web_page(order: Order) -> bytes:
    from hegao.dsl.layout.web_page import write_web_page

    return write_web_page(order.sheet()).encode("utf-8", "replace")


def _spreadsheet(order: Order) -> bytes:
    from hegao.dsl.layout.spreadsheet import write_spreadsheet

    return write_spreadsheet(order.document, draft=order.draft)


def _akoma_ntoso(order: Order) -> bytes:
    from hegao.dsl.layout.akoma_ntoso import write_akoma_ntoso

    return write_akoma_ntoso(order.document, order.page(), draft=order.draft)


WRITERS: Final[dict[str, Callable[[Order], bytes]]] = {
    "docx": _word,
    "pdf": _pdf,
    "html": _web_page,
    "txt": _text,
    "md": _markdown,
    "xlsx": _spreadsheet,
    "json": _json,
    "xml": _akoma_ntoso,
}
"""By the ending of the file; what they are called stands in `dsl.layout.formats`."""
EXTRAS: Final = {"docx": "word", "pdf": "print", "xlsx": "sheet"}
"""What has to be installed besides, as pip calls it."""


def write(ending: str, order: Order) -> bytes:
    """A notice in a format. Raises UnwritableError."""
    try:
        return WRITERS[ending](order)
    except ImportError as error:
        if ending not in EXTRAS or (error.name or "").startswith("hegao"):
            raise
        extra = f"hegao[{EXTRAS[ending]}]"
        told = f"{FORMATS[ending]} 要另装一个部件，请运行：pip install '{extra}'"
        raise UnwritableError(told) from None
