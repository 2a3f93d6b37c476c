"""What one file of `features` offers the editor, and what it may look at.

An answer is made beside the event loop, in the one thread that works on snapshots: it may take
its time, and it touches nothing but what it is given.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, NamedTuple

from hegao.lsp.client_abilities import ClientAbilities
from hegao.lsp.files.notices import Notices
from hegao.lsp.snapshot import Snapshot

Language = Literal["notice", "rules"]


class Surroundings(NamedTuple):
    """What stands around the draft that the editor asks about."""

    notices: Notices
    """All notices and rules files of the editor's folders, open ones as they are now."""
    client: ClientAbilities


class DraftFeature(NamedTuple):
    """An answer about one document; `answer` takes (snapshot, surroundings, parameters)."""

    method: str
    answer: Callable[[Snapshot, Surroundings, Any], Any]
    options: Any = None
    """What the server says of it when it starts; None where the protocol has nothing to say."""
    language: Language = "notice"


class WorkspaceFeature(NamedTuple):
    """An answer about all documents; `answer` takes (surroundings, parameters)."""

    method: str
    answer: Callable[[Surroundings, Any], Any]
    options: Any = None


Feature = DraftFeature | WorkspaceFeature
