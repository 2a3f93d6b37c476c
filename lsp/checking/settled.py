"""A version that was checked whole, and what can be said at once of those that follow it."""

from __future__ import annotations

from bisect import bisect_right

from hegao.lsp.checking.drift import Drift, Piece
from hegao.lsp.checking.local_check import NOTHING, LocalCheck, Look
from hegao.lsp.checking.placed import Lines, Placed, moved, place, shifted
from hegao.lsp.client_abilities import ClientAbilities
from hegao.lsp.snapshot import Snapshot
from hegao.lsp.text_document import TextDocument


class Settled:
    """The last version that was checked whole."""

    def __init__(self, draft: Snapshot, placed: list[Placed], seconds: float) -> None:
        self.draft = draft
        self.placed = placed
        self.seconds = seconds
        self._local = LocalCheck(draft)
        self._looks: dict[int, tuple[Look, list[Placed]]] = {}
        """By the first line of its item: what was seen of it last."""

    def look(
        self, draft: Snapshot, drift: Drift, typed: int | None, client: ClientAbilities
    ) -> list[Placed]:
        """What can be said at once of a later version; `typed` is a line of the last edit."""
        piece = drift.piece_at(typed) if typed is not None else None
        if piece and (look := self._local.look(draft, drift, piece)):
            self._looks[look.region.first] = look, place(look.findings, draft.text, client)
        known = moved(self.placed, drift)
        for number, inside in self._inside(drift).items():
            known += self._kept(draft, drift.pieces[number], inside)
        seen = self._seen(drift)
        firsts = [first for first, _, _ in seen]
        found = [
            placed for first, look, all_ in seen for placed in shifted(all_, first - look.first)
        ]
        for each in known:
            line = each.range.start.line
            at = bisect_right(firsts, line) - 1
            first, look, _ = seen[at] if at >= 0 else (0, NOTHING, [])
            if line - first >= look.end - look.first or each.finding.code not in look.codes:
                found.append(each)
        return sorted(found, key=_place)

    def prepare(self, drift: Drift, typed: int) -> None:
        """Get ready for the next edit of the item that is being typed in."""
        if piece := drift.piece_at(typed):
            self._local.prepare(piece)

    def _seen(self, drift: Drift) -> list[tuple[int, Look, list[Placed]]]:
        """The items that were looked at, each with its first line now."""
        found: list[tuple[int, Look, list[Placed]]] = []
        for look, placed in self._looks.values():
            first, end = drift.boundary(look.region.first), drift.boundary(look.region.end)
            if first is not None and end is not None:  # Else its ends were edited away.
                found.append((first, look, placed))
        return sorted(found, key=_first)

    def _inside(self, drift: Drift) -> dict[int, list[Placed]]:
        """What stood in the lines of each piece, by its place among them."""
        found: dict[int, list[Placed]] = {}
        for each in self.placed:
            number = drift.piece_of(each.range.start.line)
            if number is not None and number == drift.piece_of(each.range.end.line):
                found.setdefault(number, []).append(each)
        return found

    def _kept(self, draft: Snapshot, piece: Piece, inside: list[Placed]) -> list[Placed]:
        """What still stands in the lines of a piece."""
        encoding = draft.text.encoding
        old = self.draft.text.between(piece.old_first, piece.old_end)
        new = draft.text.between(piece.new_first, piece.new_end)
        lines = Lines(piece, TextDocument(old, encoding), TextDocument(new, encoding))
        return lines.kept(inside)


def _first(seen: tuple[int, Look, list[Placed]]) -> int:
    return seen[0]


def _place(placed: Placed) -> tuple[object, str]:
    return placed.range, placed.finding.code
