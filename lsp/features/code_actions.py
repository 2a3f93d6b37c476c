"""What the editor offers at the cursor: quick fixes, other ways to write it, mendings of all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from lsprotocol import types

from hegao.grammar.source import Span
from hegao.lsp.actions.fixes import FIX_ALL, QUICK, fix_all, quick_fixes
from hegao.lsp.actions.limits import LIMIT, limits
from hegao.lsp.actions.numbering import RENUMBER, renumbering
from hegao.lsp.actions.offer import Offer, Scene
from hegao.lsp.actions.shown import code_action, edit_of
from hegao.lsp.actions.splitting import SPLIT, splitting
from hegao.lsp.actions.suppressions import suppressions
from hegao.lsp.actions.task_marks import MARK, task_marks
from hegao.lsp.actions.unit_forms import TO_BRACKET, TO_LINES, unit_forms
from hegao.lsp.actions.upstream_duties import upstream_duties
from hegao.lsp.actions.upstream_links import ACCEPT, accept_links
from hegao.lsp.convert import span_of
from hegao.lsp.feature import DraftFeature, Surroundings
from hegao.lsp.snapshot import Snapshot


class Mending(NamedTuple):
    """A file of `actions`: the kinds of its offers, and what makes them."""

    kinds: tuple[str, ...]
    offers: Callable[[Scene], Iterator[Offer]]
    unasked: bool = True
    """Also offered when the editor only asks what there is, as it does at every movement."""


MENDINGS: Final = (
    Mending((QUICK,), upstream_duties),
    Mending((QUICK,), quick_fixes),
    Mending((LIMIT,), limits),
    Mending((TO_LINES, TO_BRACKET), unit_forms),
    Mending((SPLIT,), splitting),
    Mending((MARK,), task_marks),
    Mending((QUICK,), suppressions),
    Mending((FIX_ALL,), fix_all, unasked=False),
    Mending((RENUMBER,), renumbering, unasked=False),
    Mending((ACCEPT,), accept_links, unasked=False),
)
KINDS: Final = tuple(dict.fromkeys(kind for each in MENDINGS for kind in each.kinds))
Numbered = tuple[int, Offer]


def code_actions(
    draft: Snapshot, around: Surroundings, params: types.CodeActionParams
) -> list[types.CodeAction]:
    """What can be done at the cursor, and to the whole draft."""
    asked = _names(params.context.only)
    by_itself = params.context.trigger_kind is types.CodeActionTriggerKind.Automatic
    scene = Scene(draft, around, span_of(params.range, draft.text))
    actions = (
        code_action(offer, number, scene)
        for number, offer in _offers(scene, asked, unasked=by_itself and not asked)
        if wants(asked, offer.kind) and (not offer.refusal or _wants_reason(offer, asked, around))
    )
    return [action for action in actions if action]


def _offers(scene: Scene, asked: Sequence[str], *, unasked: bool) -> Iterator[Numbered]:
    """The offers of the kinds asked for, each with its place among those of its file."""
    for place, mending in enumerate(MENDINGS):
        if unasked and not mending.unasked:
            continue
        if any(wants(asked, kind) for kind in mending.kinds):
            for number, offer in enumerate(mending.offers(scene)):
                yield number * len(MENDINGS) + place, offer


def _wants_reason(offer: Offer, asked: Sequence[str], around: Surroundings) -> bool:
    """Whether the client asks for this very kind, and can show why there is none."""
    return around.client.disabled_actions and offer.kind in asked


def wants(asked: Sequence[str], kind: str) -> bool:
    """Whether a client that asks for some kinds of code actions wants this one."""
    return not asked or any(kind == each or kind.startswith(f"{each}.") for each in asked)


def _names(only: Sequence[types.CodeActionKind | str] | None) -> list[str]:
    return [each.value if isinstance(each, types.CodeActionKind) else each for each in only or ()]


def resolve(draft: Snapshot, around: Surroundings, action: types.CodeAction) -> types.CodeAction:
    """The action with its edit; as it came where the draft has changed since."""
    known: dict[str, Any] = action.data if isinstance(action.data, dict) else {}
    if known.get("version") != draft.version:
        return action
    offer = _same(known, draft, around)
    if offer is not None:
        action.edit = edit_of(offer, draft, around.client)
    return action


def _same(known: dict[str, Any], draft: Snapshot, around: Surroundings) -> Offer | None:
    """The offer that an action was made of."""
    number, place = known.get("number"), known.get("place")
    if not isinstance(number, int) or not isinstance(place, list) or len(place) != 2:
        return None
    at, which = divmod(number, len(MENDINGS))
    scene = Scene(draft, around, Span(*place))
    offers = enumerate(MENDINGS[which].offers(scene))
    same = (each for other, each in offers if other == at and not each.refusal)
    return next((each for each in same if each.title == known.get("title")), None)


FEATURES = (
    DraftFeature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        code_actions,
        types.CodeActionOptions(KINDS, resolve_provider=True),
    ),
    DraftFeature(types.CODE_ACTION_RESOLVE, resolve),
)
