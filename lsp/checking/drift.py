"""What was edited since a text was last checked whole: which lines, and where the rest is now."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from hegao.lsp.text_document import LineChange


class Piece(NamedTuple):
    """Lines that were edited; both ends are exclusive."""

    old_first: int
    old_end: int
    new_first: int
    new_end: int

    @property
    def shift(self) -> int:
        """By how many lines what stands behind has moved."""
        return (self.new_end - self.new_first) - (self.old_end - self.old_first)


class Drift(NamedTuple):
    """All such pieces, in the order of the text; between two of them nothing has changed."""

    pieces: tuple[Piece, ...] = ()

    def then(self, change: LineChange) -> Drift:
        """With one more edit, by the lines of the text as it was before that edit."""
        first, end = change.first, change.old_end
        before = [each for each in self.pieces if each.new_end < first]
        touched = [each for each in self.pieces if each.new_end >= first and each.new_first <= end]
        behind = self.pieces[len(before) + len(touched) :]
        first = min([first, *(each.new_first for each in touched)])
        end = max([end, *(each.new_end for each in touched)])
        moved = sum(each.shift for each in before)
        inside = sum(each.shift for each in touched)
        piece = Piece(first - moved, end - moved - inside, first, end + change.shift)
        later = [
            each._replace(
                new_first=each.new_first + change.shift, new_end=each.new_end + change.shift
            )
            for each in behind
        ]
        return Drift((*before, piece, *later))

    def piece_of(self, line: int) -> int | None:
        """The place among the pieces of the one that an old line was edited in."""
        at = bisect_right(self.pieces, line, key=_old_first) - 1
        return at if at >= 0 and line < self.pieces[at].old_end else None

    def now(self, line: int) -> int | None:
        """Where an old line stands now; None where it was edited."""
        return self._behind(bisect_right(self.pieces, line, key=_old_first) - 1, line)

    def boundary(self, line: int) -> int | None:
        """Where the place before an old line is now; None inside what was edited."""
        return self._behind(bisect_right(self.pieces, line - 1, key=_old_first) - 1, line)

    def _behind(self, at: int, line: int) -> int | None:
        """Where an old line is now that stands behind a piece, or before all."""
        if at < 0:
            return line
        piece = self.pieces[at]
        return None if line < piece.old_end else line - piece.old_end + piece.new_end

    def piece_at(self, line: int) -> Piece | None:
        """The piece that a line of the text as it is now belongs to."""
        at = bisect_right(self.pieces, line, key=_new_first) - 1
        if at < 0 or line >= max(self.pieces[at].new_end, self.pieces[at].new_first + 1):
            return None
        return self.pieces[at]


def _old_first(piece: Piece) -> int:
    return piece.old_first


def _new_first(piece: Piece) -> int:
    return piece.new_first
