"""What follows each other on the pages of a section: passages and tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hegao.dsl.layout.profile import Profile
from hegao.dsl.layout.sheet import Flow, Grid, Passage
from hegao.dsl.layout.styles import SIZE_3
from hegao.dsl.layout.word.grids import table
from hegao.dsl.layout.word.markup import paragraph, tag, twips
from hegao.dsl.layout.word.measures import rest
from hegao.dsl.layout.word.passages import passage_paragraph
from hegao.dsl.layout.word.places import placed
from hegao.dsl.layout.word.rules import room
from hegao.dsl.layout.word.styles import REST


def flowing(flow: Sequence[Flow], profile: Profile, end: str = "") -> Iterator[str]:
    """The paragraphs and tables; the last carries the properties of its section, `end`."""
    roles = [said.role if isinstance(said, Passage) else "table" for said in flow]
    for at, said in enumerate(flow):
        last = end if at == len(flow) - 1 else ""
        match said:
            case Passage():
                kept = tag("keepNext") if _goes_with_signature(roles, at) else ""
                place = placed(said, profile, below=roles[at - 1] if at else "")
                yield passage_paragraph(said, kept + place + last)
            case Grid():
                yield _above_table(profile) if at else ""
                yield table(said)
                if roles[at + 1 : at + 2] in ([], ["table"]):
                    # Without a line between them two tables would be one.
                    yield paragraph(REST, place=last)
    if end and not flow:
        yield paragraph(REST, place=end)


def _goes_with_signature(roles: Sequence[str], at: int) -> bool:
    """Whether a passage goes where the signature goes, which is never alone on a page.

    The first paragraph of a notice does not: the first page has to show some text (7.3.3).
    """
    return roles[at + 1 : at + 2] == ["signature"] and roles[max(at - 1, 0)] != "recipients"


def _above_table(profile: Profile) -> str:
    """As much room as stands between two lines of text."""
    between = profile.pitch - SIZE_3 - rest(profile.pitch)
    return room(twips(between), with_next=True)
