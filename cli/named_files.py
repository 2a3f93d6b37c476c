"""The files that a draft names in its header, and where they are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hegao.cli.settings import Office
from hegao.dsl.document import Document


def named_files(field: str, document: Document, file: Path, office: Office) -> Iterator[Path]:
    """The files that the header fields of one name give, in order."""
    for element in document.elements:
        if element.name == field and element.value:
            yield find(element.value, file, office)


def find(name: str, file: Path, office: Office) -> Path:
    """A file beside the draft, beside hegao.toml, or in a folder above the draft."""
    folder = file.absolute().parent
    places: list[Path] = [folder, *folder.parents]
    if office.folder:
        places.insert(1, office.folder)
    for each in places:
        if _is_file(each / name):
            return each / name
    return folder / name


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # A name that no file can have.
        return False
