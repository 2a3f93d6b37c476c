"""The item that is being typed in, checked by itself while the whole notice has to wait.

Rules that look at nothing beyond one block say the same of an item by itself, under the headings
it stands under, as in its notice. Whether they do is tried on the text before the edit: rules that
do not are left to the check of the whole.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from hegao.dsl.build import build_notice
from hegao.dsl.document import Item
from hegao.grammar.lines import LEVELS
from hegao.grammar.source import Span
from hegao.linter.finding import Finding
from hegao.linter.rule import Rule
from hegao.linter.run import check
from hegao.linter.subjects import Subjects
from hegao.lsp.checking.drift import Drift, Piece
from hegao.lsp.snapshot import Snapshot

LONGEST: Final = 3_000
"""The characters of an item above which checking it by itself takes too long."""
OUTSIDE: Final = frozenset(("LEVEL0", "LEVEL1"))
"""Headings: what stands under them is looked at as a whole."""


class Region(NamedTuple):
    """The lines of one item in the settled text, and those it stands under."""

    first: int
    end: int
    context: str


class Look(NamedTuple):
    """What was seen of an item by itself."""

    region: Region
    first: int
    """Its lines at that time."""
    end: int
    codes: frozenset[str]
    """The rules that can tell."""
    findings: tuple[Finding, ...]


NOTHING: Final = Look(Region(0, 0, ""), 0, 0, frozenset(), ())


class LocalCheck:
    """Checks items of one settled draft by themselves."""

    def __init__(self, settled: Snapshot) -> None:
        self._settled = settled
        self._agreed: dict[Region, frozenset[str]] = {}

    def look(self, draft: Snapshot, drift: Drift, piece: Piece) -> Look | None:
        """The item that a piece of the edits stands in, as it is now.

        None where that piece touches more than one item, or one that is too long or not prepared.
        """
        region = self._region_of(piece)
        if region is None or region not in self._agreed:
            return None
        first, end = drift.boundary(region.first), drift.boundary(region.end)
        if first is None or end is None or _length(draft, first, end) > LONGEST:
            return None
        codes = self._agreed[region]
        rules = [rule for rule in self._rules if rule.code in codes]
        found = self._check(draft, first, end, region.context, rules)
        return Look(region, first, end, codes, tuple(found))

    def prepare(self, piece: Piece) -> None:
        """Try which rules can tell of the item that is being edited; it costs as much as a look."""
        region = self._region_of(piece)
        if region is not None and region not in self._agreed:
            self._agreed[region] = self._agreeing(region)

    @cached_property
    def _rules(self) -> list[Rule]:
        return [rule for rule in self._settled.basis.rules if rule.local]

    @cached_property
    def _starts(self) -> list[int]:
        """Where the lines of the model begin."""
        return [line.start for line in self._settled.notice.lines]

    @cached_property
    def _item_starts(self) -> list[int]:
        return [item.block.origin for item in self._settled.notice.items]

    def _region_of(self, piece: Piece) -> Region | None:
        text, lines = self._settled.text, self._settled.notice.lines
        if not lines:
            return None
        at = bisect_right(self._starts, text.line_start(piece.old_first)) - 1
        while at >= 0 and lines[at].type not in LEVELS:
            at -= 1
        if at < 0 or lines[at].type in OUTSIDE:
            return None
        last = max(piece.old_end - 1, piece.old_first)
        end = bisect_right(self._starts, text.line_start(last))
        while end < len(lines) and lines[end].type not in LEVELS:
            end += 1
        first = text.place(lines[at].start).line
        behind = text.place(lines[end].start).line if end < len(lines) else text.line_count
        if _length(self._settled, first, behind) > LONGEST:
            return None
        return Region(first, behind, self._context(lines[at].start))

    def _context(self, start: int) -> str:
        """The date of the notice and the headings that an item stands under."""
        items = self._settled.notice.items
        at = bisect_right(self._item_starts, start) - 1
        above: list[Item] = []
        depth = items[at].depth if at >= 0 else 0
        while at >= 0 and depth > 0:
            if items[at].depth < depth:
                above.append(items[at])
                depth = items[at].depth
            at -= 1
        issued = self._settled.whole.issued
        date = f"成文日期：{issued.year}年{issued.month}月{issued.day}日\n" if issued else ""
        return date + "".join(item.line.raw.rstrip("\n") + "\n" for item in reversed(above))

    def _agreeing(self, region: Region) -> frozenset[str]:
        """The rules that say the same of an item by itself as in its notice."""
        first, end, context = region
        start = self._settled.text.line_start(first)
        stop = start + _length(self._settled, first, end)
        whole = _by_code(each for each in self._settled.findings if start <= each.span.start < stop)
        alone = _by_code(self._check(self._settled, first, end, context, self._rules))
        codes = {rule.code for rule in self._rules}
        return frozenset(code for code in codes if whole.get(code) == alone.get(code))

    def _check(
        self, draft: Snapshot, first: int, end: int, context: str, rules: Sequence[Rule]
    ) -> Iterable[Finding]:
        """What rules say of some lines by themselves, in places of the whole text."""
        basis = self._settled.basis
        notice = build_notice(context + draft.text.between(first, end))
        report = check(Subjects(notice, basis.registry), rules, basis.settings.stage or "核稿")
        by = draft.text.line_start(first) - len(context)
        for finding in basis.judged(report.findings):
            span = finding.span
            if span.start >= len(context):
                yield finding._replace(span=Span(span.start + by, span.end + by))


def _length(draft: Snapshot, first: int, end: int) -> int:
    """The characters of some lines."""
    text = draft.text
    stop = text.line_start(end) if end < text.line_count else len(draft.source)
    return stop - text.line_start(first)


def _by_code(findings: Iterable[Finding]) -> dict[str, list[tuple[Span, str]]]:
    found: dict[str, list[tuple[Span, str]]] = {}
    for each in findings:
        found.setdefault(each.code, []).append((each.span, each.message))
    return found
