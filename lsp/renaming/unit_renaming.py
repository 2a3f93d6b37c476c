"""A unit under another name, in each place in the form that stands there.

`县民政局、财政局` names 县财政局 by its end; `示例县财政局` names it in full. Each place keeps its
form, and the draft is read again with the new name: if any unit would then be another, the new
name is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from hegao.dsl.build import build_notice
from hegao.dsl.model import Unit
from hegao.dsl.unit_ledger import own_name
from hegao.dsl.unit_words import PREFIX
from hegao.dsl.units import parse_units
from hegao.linter.finding import Edit
from hegao.lsp.feature import Surroundings
from hegao.lsp.places.named_things import drafts_naming
from hegao.lsp.places.naming import Naming
from hegao.lsp.places.unit_places import UnitPlace, unit_places
from hegao.lsp.renaming.renamed_text import Renamed, place_in_words, refusal, text_with
from hegao.lsp.snapshot import Snapshot


def name_at(naming: Naming, draft: Snapshot) -> str:
    """The name by which a place names its unit, with the prefix that it shares."""
    places = (each for each in unit_places(draft.notice) if each.span == naming.span)
    return next((_name(each.unit, draft) for each in places), draft.source[slice(*naming.span)])


def rename_unit(naming: Naming, given: str, draft: Snapshot, around: Surroundings) -> list[Renamed]:
    """The edits in all drafts of the workspace. Raises a refusal where it cannot be done.

    A name that is neither the old one nor a longer or shorter form of it stays: 曾用名.
    """
    old = name_at(naming, draft)
    new = _whole_name(given, old, draft.source[slice(*naming.span)])
    if not _is_name(new):
        raise refusal(f"“{given}”不能当作一家单位的名称，请换一个写法")
    drafts = [(each, _spans(places)) for each, places in drafts_naming(naming.thing, draft, around)]
    found = (_renamed(each, spans, old, new) for each, spans in drafts)
    return [each for each in found if each.edits]


def _spans(namings: Iterable[Naming]) -> frozenset[int]:
    return frozenset(naming.span.start for naming in namings)


def _whole_name(given: str, old: str, text: str) -> str:
    """The new name with the prefix that the place shares, if the drafter left that out."""
    shared = _shared(old, text)
    return given if PREFIX.match(given) else shared + given


def _is_name(name: str) -> bool:
    units = parse_units(name).units
    return len(units) == 1 and units[0].text == name and not units[0].vague


def _renamed(draft: Snapshot, starts: frozenset[int], old: str, new: str) -> Renamed:
    places = unit_places(draft.notice)
    names = [_name(each.unit, draft) for each in places]
    wanted = [
        _form(name, old, new) if each.span.start in starts else name
        for each, name in zip(places, names, strict=True)
    ]
    edits = tuple(
        Edit(each.span, now.removeprefix(_shared(was, each.unit.text)))
        for each, was, now in zip(places, names, wanted, strict=True)
        if now != was
    )
    if edits:
        _look_again(draft, edits, wanted)
    return Renamed(draft, edits)


def _form(name: str, old: str, new: str) -> str:
    """The new name as a place that calls the unit `name` would have it; else `name` itself."""
    if name.endswith(old):
        return name[: -len(old)] + new
    shared = _shared(old, name)
    return new.removeprefix(shared) if shared and new.startswith(shared) else name


def _shared(name: str, end: str) -> str:
    """What a name has before an end of it; empty where that is no end."""
    end = "".join(end.split())
    return name.removesuffix(end) if name.endswith(end) else ""


def _name(unit: Unit, draft: Snapshot) -> str:
    return own_name(unit, draft.whole.registry)


def _look_again(draft: Snapshot, edits: Sequence[Edit], wanted: Sequence[str]) -> None:
    """Refuse the edits if some unit would be read otherwise than is wanted."""
    after = unit_places(build_notice(text_with(edits, draft.source)))
    before = unit_places(draft.notice)
    for was, now, name in zip_longest(before, after, wanted):
        if was is None or now is None or not _as_wanted(was, now, name, draft):
            place = place_in_words(was.span.start if was else len(draft.source), draft)
            raise refusal(
                f"不能这样改名：改了以后，{place}的单位会读成别的。"
                "请换一个名称，或者先把那一行的单位都写全称"
            )


def _as_wanted(was: UnitPlace, now: UnitPlace, name: str | None, draft: Snapshot) -> bool:
    told = _name(now.unit, draft)
    return told == name and (was.unit.role, was.unit.blanket, was.unit.vague) == (
        now.unit.role, now.unit.blanket, now.unit.vague,
    )  # fmt: skip
