"""A draft in which a name is changed, read again: so that no change makes it say something else."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from lsprotocol.types import LSPErrorCodes
from pygls.exceptions import JsonRpcException

from hegao.linter.finding import Edit
from hegao.lsp.snapshot import Snapshot


class Renamed(NamedTuple):
    """The edits that change a name in one draft."""

    draft: Snapshot
    edits: tuple[Edit, ...]


def refusal(message: str) -> JsonRpcException:
    """What is raised where a name cannot be changed; the editor shows the message."""
    return JsonRpcException(message, LSPErrorCodes.RequestFailed.value)


def text_with(edits: Iterable[Edit], text: str) -> str:
    """The text after the edits, which do not overlap."""
    for span, new in sorted(edits, reverse=True):
        text = text[: span.start] + new + text[span.end :]
    return text


def place_in_words(offset: int, draft: Snapshot) -> str:
    """A place as the drafter finds it: the file's name and the line."""
    line = draft.text.place(offset).line + 1
    path: Path | None = draft.path
    return f"{path.name}第{line}行" if path else f"第{line}行"
