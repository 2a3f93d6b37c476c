"""A draft with what is not saved yet, as a file that the command line reads like the saved one.

The copy stands in a folder of its own, so what the draft and its hegao.toml name by relative
paths is named by whole ones there; the lines stay where they are.
"""

from __future__ import annotations

import json
from pathlib import Path

from hegao.linter.config import Settings
from hegao.linter.finding import Edit
from hegao.linter.fix import apply_edits
from hegao.lsp.files.named_files import decode, nearest
from hegao.lsp.files.office_files import SETTINGS_FILE
from hegao.lsp.places.header_files import header_files
from hegao.lsp.snapshot import Snapshot


def is_saved(draft: Snapshot, path: Path) -> bool:
    """Whether the file on disk says what the editor shows."""
    try:
        return decode(path.read_bytes()) == draft.source
    except (OSError, ValueError):
        return False


def write_copy(draft: Snapshot, path: Path, folder: Path) -> Path:
    """The draft, whose file is `path`, as a file in a folder made for it. Raises OSError."""
    copy = folder / path.name
    named = [Edit(file.span, str(file.path.absolute())) for file in header_files(draft)]
    copy.write_bytes(apply_edits(draft.source, named).encode("utf-8", "replace"))
    if office := nearest(path.absolute().parents, SETTINGS_FILE):
        told = _settings(draft.basis.settings, office.parent)
        (folder / SETTINGS_FILE).write_bytes(told.encode("utf-8", "replace"))
    return copy


def _settings(settings: Settings, folder: Path) -> str:
    """The settings as a file; TOML reads strings and lists as JSON writes them."""
    values = {
        "stage": settings.stage,
        "fail_on": settings.fail_on,
        "select": settings.select,
        "ignore": settings.ignore,
        "rules": [str(folder / name) for name in settings.rules],
        "units": str(folder / settings.units) if settings.units else None,
    }
    told = {key: json.dumps(each, ensure_ascii=False) for key, each in values.items() if each}
    return "".join(f"{key} = {each}\n" for key, each in told.items())
