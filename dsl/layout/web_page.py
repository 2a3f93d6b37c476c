"""A sheet as one web page that stands alone: to be read on a screen, to be printed, to be sent.

No script and nothing from elsewhere: the page's policy allows but its own rules of style.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from hegao.dsl.layout.sheet import Flow, Grid, Passage, Section, Sheet
from hegao.dsl.layout.web_grids import table
from hegao.dsl.layout.web_head import back_matter, head
from hegao.dsl.layout.web_styles import Places, Tables, own_places, style_rules, table_classes
from hegao.dsl.layout.web_words import passage_words
from hegao.dsl.web_text import part, policy_hash, safe

DRAFT_MARK: Final = "草稿"
NAMELESS: Final = "公文"
"""The name of a page whose notice has neither title nor number."""
MOST_LEVELS: Final = 6
"""HTML has no deeper headings."""


def write_web_page(sheet: Sheet) -> str:
    """The page, as HTML."""
    places, tables = own_places(sheet), table_classes(sheet)
    style = f"\n{style_rules(sheet, places, tables)}\n{part(__package__, 'web_page.css')}"
    body = _Body(sheet, places, tables, _levels(sheet))
    return "\n".join(
        (
            "<!DOCTYPE html>",
            '<html lang="zh-CN">',
            "<head>",
            *_facts(sheet, style),
            f"<style>{style}</style>",
            "</head>",
            f'<body class="{"letter" if sheet.form == "信函" else "general"}">',
            *body.write(),
            "</body>",
            "</html>\n",
        )
    )


def _facts(sheet: Sheet, style: str) -> Iterator[str]:
    """What the page says of itself."""
    allowed = policy_hash(style)
    policy = f"default-src 'none'; style-src '{allowed}'; base-uri 'none'; form-action 'none'"
    said = sheet.properties
    name = " ".join((said.title or said.number or NAMELESS).split())
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="color-scheme" content="light">'
    for key, text in (
        ("author", said.issuer), ("dcterms.identifier", said.number), ("dcterms.issued", said.day),
    ):  # fmt: skip
        if text:
            yield f'<meta name="{key}" content="{safe(text)}">'
    yield f"<title>{safe(name)}{f'（{DRAFT_MARK}）' if sheet.draft else ''}</title>"


def _levels(sheet: Sheet) -> dict[int, int]:
    """The headings' levels with none left out, as those who hear a page go from one to the next."""
    passages = (each for part in sheet.sections for each in part.flow if isinstance(each, Passage))
    found = sorted({each.style.outline for each in passages} - {0})
    return {outline: min(level, MOST_LEVELS) for level, outline in enumerate(found, 1)}


class _Body(NamedTuple):
    """What stands on the page, from above."""

    sheet: Sheet
    places: Places
    tables: Tables
    levels: Mapping[int, int]

    def write(self) -> Iterator[str]:
        """Head, text and back matter; the first and the last on the leaf of the text."""
        sections = self.sheet.sections
        above = tuple(head(self.sheet))
        back = self.sheet.back
        below_text = back is not None and not sections[-1].landscape
        if self.sheet.draft:
            yield f'<p class="draft"><span>{DRAFT_MARK}</span></p>'
        if above:
            kind = _leaf("head", begins=True, ends=sections[0].landscape)
            yield from (f'<header class="{kind}">', *above, "</header>")
        yield "<main>"
        for at, section in enumerate(sections):
            begins = bool(at) or not above or section.landscape
            ends = at < len(sections) - 1 or not below_text
            yield from self._section(section, _leaf("", begins=begins, ends=ends))
        yield "</main>"
        if back:
            kind = _leaf("back-matter", begins=not below_text, ends=True)
            # A <footer> would be taken for the site's by those who read web pages by machine.
            yield f'<div class="{kind}" role="contentinfo" aria-label="版记">'
            yield from (*back_matter(back), "</div>")

    def _section(self, section: Section, kind: str) -> Iterator[str]:
        yield f'<section class="{kind}{" turned" * section.landscape}">'
        yield from map(self._flow, section.flow)
        yield "</section>"

    def _flow(self, said: Flow) -> str:
        match said:
            case Grid():
                return table(said, self.tables[said.widths_mm])
            case Passage():
                return self._passage(said)

    def _passage(self, said: Passage) -> str:
        level = self.levels.get(said.style.outline)
        tag = f"h{level}" if level else "p"
        kind = " ".join(filter(None, (said.role, self.places.get(said.style, ""))))
        return f'<{tag} class="{kind}">{passage_words(said)}</{tag}>'


def _leaf(kind: str, *, begins: bool, ends: bool) -> str:
    """The classes of something on a leaf of paper, which may begin and end with it."""
    return " ".join(filter(None, ("leaf", kind, "begins" * begins, "ends" * ends)))
