"""Other names for what drafts name themselves: tags of tasks, aliases of upstreams."""

from __future__ import annotations

import re
from typing import Final

from hegao.dsl.build import build_notice
from hegao.dsl.document import Document
from hegao.dsl.upstream.links import find_links, named_upstream
from hegao.dsl.upstream.sources import FIELD
from hegao.linter.finding import Edit
from hegao.lsp.places.named_things import namings_of
from hegao.lsp.places.naming import Naming
from hegao.lsp.renaming.renamed_text import Renamed, refusal, text_with
from hegao.lsp.snapshot import Snapshot

TAG: Final = re.compile(r"[^\s【】]+")
ALIAS: Final = re.compile(r"[^\s＝=《》（）()；;、，,：:【】]{1,20}")


def rename_tag(naming: Naming, new: str, draft: Snapshot) -> list[Renamed]:
    """The edits for a tag and its uses. Raises a refusal where it cannot be done."""
    if not TAG.fullmatch(new):
        raise refusal("标识里不能有空格和【】，请换一个名称")
    if new in draft.whole.tags and new != naming.thing.name:
        raise refusal(f"标识“{new}”已经有别的任务用了，请换一个名称")
    return [_everywhere(naming, new, draft)]


def rename_alias(naming: Naming, new: str, draft: Snapshot) -> list[Renamed]:
    """The edits for an upstream's alias. Raises a refusal where it cannot be done."""
    if not ALIAS.fullmatch(new):
        raise refusal("上级文件的别名不超过20个字，不能有空格、标点和括号，请换一个名称")
    old = naming.thing.name
    known = _aliases(draft.notice)
    if new in known and new != old:
        raise refusal(f"“{new}”已经是另一份上级文件的别名，请换一个名称")
    renamed = _everywhere(naming, new, draft)
    after = build_notice(text_with(renamed.edits, draft.source))
    wanted = [new if alias == old else alias for alias in known]
    links = [(new if alias == old else alias, ref) for alias, ref in _links(draft.notice)]
    if _aliases(after) != wanted or _links(after) != links:
        raise refusal(f"“{new}”写在条号前面会读错，请换一个名称")
    return [renamed]


def _everywhere(naming: Naming, new: str, draft: Snapshot) -> Renamed:
    places = namings_of(naming.thing, draft)
    return Renamed(draft, tuple(Edit(each.span, new) for each in places))


def _aliases(notice: Document) -> list[str]:
    named = (each.value for each in notice.elements if each.name == FIELD)
    return [named_upstream(value).alias for value in named]


def _links(notice: Document) -> list[tuple[str, str]]:
    return [(link.alias, link.ref) for link in find_links(notice)]
