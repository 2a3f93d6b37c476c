"""The forms that the official text can be exported in (`hegao/formats`): editors ask for them."""

from __future__ import annotations

from typing import Final

from hegao.dsl.layout.formats import FORMATS
from hegao.lsp.feature import Surroundings, WorkspaceFeature

EXPORT_FORMATS: Final = "hegao/formats"


def export_formats(_around: Surroundings, _params: object) -> list[dict[str, str]]:
    """All that the command `hegao.compile` takes, each with its name."""
    return [{"ending": ending, "name": name} for ending, name in FORMATS.items()]


FEATURES = (WorkspaceFeature(EXPORT_FORMATS, export_formats),)
