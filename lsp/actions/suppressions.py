"""【核稿：不查 HG301；理由：】 put where it speaks of a finding; the drafter writes the reason."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from hegao.dsl.build import build_notice
from hegao.dsl.document import Document
from hegao.grammar.source import Span
from hegao.linter.finding import Edit, Finding
from hegao.linter.fix import apply_edits
from hegao.lsp.actions.fixes import QUICK, touched
from hegao.lsp.actions.meaning import notice_said
from hegao.lsp.actions.offer import Offer, Scene, ends_line, extent

ABOUT_SUPPRESSIONS: Final = "HG90"
"""The rules on 【核稿】 and 【批注】 themselves: those lines are to be mended."""


class Spot(NamedTuple):
    """Where the line is put, and what it then speaks of."""

    end: int
    scope: str


def suppressions(scene: Scene) -> Iterator[Offer]:
    """For each rule that fires under the cursor an offer not to check it there."""
    told: set[str] = set()
    for finding in touched(scene):
        if finding.code in told or finding.code.startswith(ABOUT_SUPPRESSIONS):
            continue
        told.add(finding.code)
        if offer := _suppression(finding, _here(finding, scene.place), scene):
            yield offer


def _here(finding: Finding, place: Span) -> int:
    """Where the finding stands under the cursor; a merged one stands in several places."""
    spans = (finding.span, *finding.related)
    return next(s.start for s in spans if s.start <= place.end and place.start <= s.end)


def _suppression(finding: Finding, at: int, scene: Scene) -> Offer | None:
    notice = scene.draft.notice
    spot = _spot(notice, at)
    if (
        spot is None
        or not ends_line(spot.end, notice.text)
        or _is_suppressed(notice, finding.code, spot)
    ):
        return None
    line = f"\n【核稿：不查 {finding.code}；理由：】"
    edit = Edit(Span(spot.end, spot.end), line)
    title = f"{spot.scope}不查“{finding.name}”（{finding.code}），要写理由"

    def make() -> tuple[Edit, ...]:
        return (edit,) if _speaks_of(at, edit, notice, spot.scope) else ()

    return Offer(title, QUICK, make, finding, later=True, typing=len(line) - 1)


def _spot(notice: Document, at: int) -> Spot | None:
    """The end of the item, row, paragraph or line that a place stands in."""
    blocks = [(item.block, "这一项") for item in notice.items]
    blocks += [(row.block, "这一行") for table in notice.tables for row in table.rows]
    blocks += [(each.block, "这一段") for each in notice.paragraphs]
    blocks += [(e.block, "全文" if e.written else "这一行") for e in notice.elements]
    for block, scope in blocks:
        start, end = extent(block)
        if start <= at <= end:
            return Spot(start + len(notice.text[start:end].rstrip()), scope)
    return None


def _is_suppressed(notice: Document, code: str, spot: Spot) -> bool:
    """Whether such a line is there and only wants its reason."""
    return any(
        each.name == "核稿"
        and code in each.value
        and each.block.origin >= spot.end
        and not notice.text[spot.end : each.block.origin].strip()
        for each in notice.directives
    )


def _speaks_of(at: int, edit: Edit, notice: Document, scope: str) -> bool:
    """Whether the line, once put in, is about that place, and changes no task."""
    made = build_notice(apply_edits(notice.text, [edit]))
    if notice_said(made) != notice_said(notice):
        return False
    start = edit.span.start + 1
    target = next((d.target for d in made.directives if d.block.origin == start), Span(0, 0))
    if target is None:
        return scope == "全文"
    return target.start <= at <= target.end
