"""What the source of compiled rules may name."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from types import FunctionType, ModuleType
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
    upstream_readings,
    whole,
)


def _functions(module: ModuleType) -> dict[str, Any]:
    """The functions that a module itself defines."""
    return {
        name: value
        for name, value in vars(module).items()
        if isinstance(value, FunctionType) and value.__module__ == module.__name__
    }


class Searches(dict[str, Callable[[str], re.Match[str] | None]]):
    """The searches of regular expressions, each compiled when it is first asked for."""

    def __missing__(self, pattern: str) -> Callable[[str], re.Match[str] | None]:
        """The search of a pattern."""
        found = self[pattern] = re.compile(pattern).search
        return found


MODULES: Final = (
    characters, element_spelling, enumerations, protected, short_names, structure, titles,
    comparing, deadline_readings, header_facts, primitives, quoting, task_nodes, unit_readings,
    upstream_readings, whole,
)  # fmt: skip
"""No two of them have a function of the same name."""

NAMESPACE: Final[dict[str, Any]] = (
    {name: value for name, value in vars(terms).items() if name.isupper()}
    | {name: value for module in MODULES for name, value in _functions(module).items()}
    | {"searches": Searches(), "date": date}
)
