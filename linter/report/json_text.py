"""JSON as text, a piece at a time: what `json.dumps` would write of the whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from json import JSONEncoder
from typing import Final

encode: Final = JSONEncoder(ensure_ascii=False).encode
"""Any value as JSON, its characters as they are."""


def listed(parts: Iterable[str]) -> Iterator[str]:
    """What stands between the brackets of an array; a part holds some elements, or none."""
    between = ""
    for part in parts:
        if part:
            yield between + part
            between = ", "
