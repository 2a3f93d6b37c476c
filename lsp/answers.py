"""Features put to the server: each request finds its document, and is answered beside the loop."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from typing import TYPE_CHECKING, Any

import attrs

from hegao.lsp.feature import DraftFeature, Feature, WorkspaceFeature
from hegao.lsp.features import all_features

if TYPE_CHECKING:
    from hegao.lsp.server import HegaoServer

Handler = Callable[["HegaoServer", Any], Awaitable[Any]]


def register(server: HegaoServer) -> None:
    """Offer all features; those of one method for two languages are one for the protocol."""
    methods: dict[str, list[Feature]] = {}
    for feature in all_features():
        methods.setdefault(feature.method, []).append(feature)
    for method, features in methods.items():
        options = _joined(each.options for each in features)
        server.feature(method, options)(_handler(features))


def _handler(features: list[Feature]) -> Handler:
    first = features[0]
    if isinstance(first, WorkspaceFeature):
        return _of_workspace(first)
    return _of_draft({each.language: each for each in features if isinstance(each, DraftFeature)})


def _of_workspace(feature: WorkspaceFeature) -> Handler:
    async def answer(ls: HegaoServer, params: Any) -> Any:
        return await ls.work(feature.answer, ls.surroundings(), params)

    return answer


def _of_draft(features: dict[str, DraftFeature]) -> Handler:
    async def answer(ls: HegaoServer, params: Any) -> Any:
        document = ls.drafts.documents.get(uri_in(params))
        if document is None:
            return None
        draft = document.snapshot()
        feature = features.get("rules" if draft.is_rules else "notice")
        if feature is None:
            return None
        return await ls.work(feature.answer, draft, ls.surroundings(), params)

    return answer


def uri_in(params: Any) -> str:
    """The document that a request is about: of its own, of its item, or kept in its data."""
    # Requests of our own (hegao/…) come with the names that the protocol writes.
    if identity := getattr(params, "text_document", getattr(params, "textDocument", None)):
        return str(getattr(identity, "uri", ""))
    item = getattr(params, "item", params)
    if uri := getattr(item, "uri", None):
        return str(uri)
    data = getattr(item, "data", None)
    return str(data.get("uri", "")) if isinstance(data, dict) else ""


def _joined(options: Iterable[Any]) -> Any:
    """What two features of one method say of themselves, as one: lists are joined."""
    given = [each for each in options if each is not None]
    if not given:
        return None
    first, *others = given
    for other in others:
        for field in attrs.fields(type(first)):
            mine, theirs = getattr(first, field.name), getattr(other, field.name)
            if isinstance(mine, (list, tuple)) and theirs:
                setattr(first, field.name, [*mine, *(each for each in theirs if each not in mine)])
            elif mine is None:
                setattr(first, field.name, theirs)
    return first
