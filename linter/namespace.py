"""What the source of compiled rules may name."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from types import ModuleType
from typing import Any, Final

from hegao.dsl import (
    characters,
    element_spelling,
    enumerations,
    protected,
    short_names,
    structure,
    titles,
)
from hegao.linter import (
    comparing,
    deadline_readings,
    header_facts,
    primitives,
    quoting,
    task_nodes,
    terms,
    unit_readings,
    whole,
)


def _own(module: ModuleType) -> dict[str, Any]:
    """What a module itself defines: its functions and its constants."""
    return {
        name: value
        for name, value in vars(module).items()
        if name.isupper() or getattr(value, "__module__", None) == module.__name__
    }


class Searches(dict[str, Callable[[str], re.Match[str] | None]]):
    """The searches of regular expressions, each compiled when it is first asked for."""

    def __missing__(self, pattern: str) -> Callable[[str], re.Match[str] | None]:
        """The search of a pattern."""
        found = self[pattern] = re.compile(pattern).search
        return found


NAMESPACE: Final[dict[str, Any]] = {
    name: value
    for module in (
        element_spelling,
        titles,
        short_names,
        header_facts,
        structure,
        enumerations,
        protected,
        characters,
        whole,
        terms,
        task_nodes,
        primitives,
        unit_readings,
        deadline_readings,
        quoting,
        comparing,
    )  # fmt: skip
    for name, value in _own(module).items()
} | {"searches": Searches(), "date": date}
