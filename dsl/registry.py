"""The units list (机构名录): which names an office knows, from CSV text."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import NamedTuple

NAME_COLUMNS = ("全称", "简称", "曾用名")
SEPARATOR = re.compile("[、；;]")


class RegistryError(ValueError):
    """A units list that cannot be read; the message says what to do."""


class Registry(NamedTuple):
    """The names of a units list; `full` maps every name to the unit's full name."""

    full: dict[str, str]

    def knows(self, name: str) -> bool:
        """Whether a name is listed; an empty list knows every name."""
        return not self.full or name in self.full

    def nearest(self, name: str) -> str:
        """The listed name most like an unknown one, or an empty string."""
        return next(iter(get_close_matches(name, self.full, n=1, cutoff=0.6)), "")


def read_registry(text: str) -> Registry:
    """The registry a CSV text lists. Raises RegistryError without a column 全称."""
    rows = csv.DictReader(text.lstrip("\ufeff").splitlines())
    if "全称" not in (rows.fieldnames or ()):
        raise RegistryError("机构名录第一行要有“全称”这一列（另可有简称、曾用名）")
    return Registry({name: row["全称"].strip() for row in rows for name in _names(row)})


def _names(row: dict[str, str]) -> Iterable[str]:
    for column in NAME_COLUMNS:
        for name in SEPARATOR.split(row.get(column) or ""):
            if name.strip():
                yield name.strip()
