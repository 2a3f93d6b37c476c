"""Elements, headings and passages that changed, as plain data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from hegao.dsl.align.sentences import plain_words
from hegao.dsl.line_spelling import plain
from hegao.dsl.revision.change import Change
from hegao.dsl.revision.entries import PieceEntry, SideEntry, State
from hegao.dsl.revision.header_changes import ElementPair, Values, header_changes
from hegao.dsl.revision.order import moved
from hegao.dsl.revision.pairing import Pairs, Said, paired, unpaired
from hegao.dsl.revision.passages import LABEL, REST, Passage
from hegao.dsl.revision.sides import difference, heading_side, passage_side
from hegao.dsl.revision.task_changes import NO_NUMBER, Reworded, text_changes
from hegao.dsl.revision.version import END_OF_NUMBER, Heading, Version
from hegao.dsl.revision.words import cut
from hegao.grammar.source import Span

Marks = list[tuple[int, int]]
SHORT: Final = 60
"""The characters of two values that are told as a whole."""


def header_entries(old: Version, new: Version) -> Iterator[PieceEntry]:
    """The elements that changed."""
    for pair in header_changes(old, new):
        one, other = (values.text if values else "" for values in (pair.old, pair.new))
        reworded = _reworded(one, other) if one and other else Reworded(())
        before, after = _marks(reworded)
        changes = _whole(one, other) if reworded.places else ()
        yield _piece(
            _element(old, pair, pair.old, before), _element(new, pair, pair.new, after),
            changes if len(one + other) <= SHORT else reworded.changes, name=pair.name,
        )  # fmt: skip


def section_entries(old: Version, new: Version, pairs: Pairs) -> Iterator[PieceEntry]:
    """The headings that were added, dropped, renamed, renumbered or moved."""
    order = list(pairs)
    out_of_order = {order[at] for at in moved([pairs[i] for i in order])}
    for i, j in pairs.items():
        one, other = old.headings[i], new.headings[j]
        reworded = _reworded(one.title, other.title)
        renamed = _whole(one.title, other.title) if reworded.places else ()
        changes = (*_number(one, other), *renamed)
        if changes or i in out_of_order:
            before, after = _marks(reworded)
            yield _piece(
                heading_side(old, one, before), heading_side(new, other, after), changes,
                moved=i in out_of_order,
            )  # fmt: skip
    for i in unpaired(len(old.headings), pairs):
        yield _piece(heading_side(old, old.headings[i], []), None, ())
    for j in unpaired(len(new.headings), pairs.values()):
        yield _piece(None, heading_side(new, new.headings[j], []), ())


def passage_entries(old: Version, new: Version) -> Iterator[PieceEntry]:
    """The passages that were added, dropped, reworded or moved, in the order of the new version."""
    here, there = _passages(old, new), _passages(new, old)
    pairs = paired(_said(here), _said(there))
    order = list(pairs)
    out_of_order = {order[at] for at in moved([pairs[i] for i in order])}
    back = {j: i for i, j in pairs.items()}
    for i in unpaired(len(here), pairs):
        yield _piece(passage_side(old, here[i], ()), None, ())
    for j, other in enumerate(there):
        if j not in back:
            yield _piece(None, passage_side(new, other, ()), ())
            continue
        one = here[back[j]]
        reworded = text_changes(cut(one.block.text, one.spans), cut(other.block.text, other.spans))
        changes = (*_number(one, other), *reworded.changes)
        if changes or back[j] in out_of_order:
            before = [place.old for place in reworded.places]
            after = [place.new for place in reworded.places]
            yield _piece(
                passage_side(old, one, before), passage_side(new, other, after), changes,
                moved=back[j] in out_of_order,
            )  # fmt: skip


def _passages(version: Version, other: Version) -> list[Passage]:
    """The passages; a draft and a finished text name their parts in other ways."""
    if version.is_like(other):
        return version.passages
    names = {
        plain_words(each.text)
        for each in (*version.passages, *other.passages)
        if each.kind == LABEL
    }
    names |= {plain_words(each.value) for each in version.document.elements}
    return [
        each
        for each in version.passages
        if each.kind != REST and plain_words(each.text) not in names
    ]


def _said(passages: Sequence[Passage]) -> list[Said]:
    return [
        Said(plain_words(each.text), "", "", plain(each.number), each.kind) for each in passages
    ]


def _number(old: Heading | Passage, new: Heading | Passage) -> Iterator[Change]:
    one, other = (each.number.rstrip(END_OF_NUMBER) for each in (old, new))
    if plain(one) != plain(other):
        yield Change("number_changed", one or NO_NUMBER, other or NO_NUMBER)


def _reworded(old: str, new: str) -> Reworded:
    return text_changes(cut(old, [Span(0, len(old))]), cut(new, [Span(0, len(new))]))


def _whole(old: str, new: str) -> tuple[Change, ...]:
    """Two short texts, told as a whole."""
    return (Change("words_changed", old, new),) if old and new else ()


def _marks(reworded: Reworded) -> tuple[Marks, Marks]:
    old = [(p.old.start, p.old.end) for p in reworded.places if p.old.start < p.old.end]
    new = [(p.new.start, p.new.end) for p in reworded.places if p.new.start < p.new.end]
    return old, new


def _element(
    version: Version, pair: ElementPair, values: Values | None, marks: Marks
) -> SideEntry | None:
    if values is None:
        return None
    element = values.element
    line = version.line(element.block, element.span.start) if element else 1
    return {
        "number": "",
        "title": pair.name,
        "text": values.text,
        "marks": marks,
        "units": [],
        "line": line,
    }


def _piece(
    old: SideEntry | None,
    new: SideEntry | None,
    changes: Sequence[Change],
    *,
    name: str = "",
    moved: bool = False,
) -> PieceEntry:
    state: State = "changed" if old and new else "added" if new else "removed"
    return {
        "name": name,
        "state": state,
        "old": old,
        "new": new,
        "moved": moved,
        "differences": list(map(difference, changes)),
    }
