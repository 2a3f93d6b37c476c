"""What the editor can ask for: one file a feature, each with its `FEATURES`."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from hegao.lsp.feature import Feature


def all_features() -> list[Feature]:
    """What all files of this folder offer."""
    modules = (import_module(f"{__name__}.{each.name}") for each in iter_modules(__path__))
    return [feature for module in modules for feature in module.FEATURES]
