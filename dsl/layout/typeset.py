"""The official page set on paper: what stands where, how large, in which face.

`layout` gives the pieces and their order; here they get their places, so that the writers of
Word, PDF and web pages agree.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast, get_args

from hegao.dsl.dates import find_dates
from hegao.dsl.document import Document
from hegao.dsl.layout.back_matter import back_matter
from hegao.dsl.layout.elements import read_fields
from hegao.dsl.layout.head import head
from hegao.dsl.layout.page import layout
from hegao.dsl.layout.piece import BACK, HEAD, Piece, UnitForm
from hegao.dsl.layout.profile import Profile
from hegao.dsl.layout.sections import sections
from hegao.dsl.layout.sheet import Form, Properties, Sheet


def typeset(
    document: Document, profile: Profile, units_as: UnitForm = "bracket", *, draft: bool = False
) -> Sheet:
    """A notice as it is set; `draft` marks it on every page."""
    page = layout(document, units_as)
    form = form_of(document, page.pieces)
    issuers = read_fields(document).issuers
    headed = any(each.role in HEAD for each in page.pieces)
    flowing = [each for each in page.pieces if each.role not in HEAD | BACK]
    return Sheet(
        profile=profile,
        form=form,
        head=head(page.pieces, form),
        sections=tuple(sections(flowing, form, issuers, headed=headed)),
        back=back_matter([each for each in page.pieces if each.role in BACK], form),
        properties=_properties(document, issuers),
        draft=draft,
    )


def form_of(document: Document, pieces: Sequence[Piece]) -> Form:
    """The form that the field 版式 states, else the one that the masthead ends with."""
    stated = document.value("版式")
    if stated in get_args(Form):
        return cast("Form", stated)
    last = next((each.text for each in pieces[::-1] if each.role == "masthead"), "")
    if last.endswith(("命令", "令")):
        return "命令"
    return "纪要" if last.endswith("纪要") else "文件"


def _properties(document: Document, issuers: Sequence[str]) -> Properties:
    day = next((d for e in document.elements if e.name == "成文日期" for d in _days(e.value)), "")
    return Properties(
        title=document.value("标题") or "",
        issuer="、".join(issuers) or document.value("署名") or "",
        number=document.value("发文字号") or "",
        day=day,
    )


def _days(text: str) -> Iterator[str]:
    yield from (found.value.isoformat() for found in find_dates(text) if found.value)
