"""What a bracket of units says, as the field lines that say the same (责任单位：县司法局)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from hegao.grammar.vocabulary import TASK_FIELDS, longest_first

_NAMES: Final = longest_first(tuple(n for name in TASK_FIELDS for n in (name, *TASK_FIELDS[name])))
_NEXT_FIELD: Final = re.compile(rf"[；;，,。]\s*(?=(?:{_NAMES})\s*[：:])")
_LABELLED: Final = re.compile(rf"\s*(?:{_NAMES})\s*[：:]")


def field_lines(inside: str, label: str | None) -> Iterator[str]:
    """The field lines for the words between the marks of a unit bracket.

    `label` is the bracket's own, None where it holds nothing but units.
    """
    first, *others = _NEXT_FIELD.split(inside.strip())
    label = label or "责任单位"
    if _LABELLED.match(first):
        yield first
    else:
        yield f"{label}：{first.removeprefix(label).lstrip()}"
    yield from others
