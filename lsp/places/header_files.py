"""The files that a draft names in its header, and where they are on disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from hegao.dsl.document import Element
from hegao.dsl.upstream.links import named_upstream
from hegao.dsl.upstream.sources import FIELD as UPSTREAMS
from hegao.grammar.source import Span
from hegao.lsp.files.named_files import nearest
from hegao.lsp.files.office_files import SETTINGS_FILE
from hegao.lsp.places.naming import Naming, Thing
from hegao.lsp.snapshot import Snapshot

UNITS: Final = "机构名录"
FIELDS: Final = (UPSTREAMS, UNITS, "规则文件")


class HeaderFile(NamedTuple):
    """A file, and where the draft names it."""

    field: str
    path: Path
    span: Span


def header_files(draft: Snapshot) -> Iterator[HeaderFile]:
    """The files that the header names and that are there."""
    for element in draft.notice.elements if draft.path else ():
        if element.name in FIELDS and (named := _file_name(element)):
            name, span = named
            if path := nearest(_folders(draft.path, element.name), name):
                yield HeaderFile(element.name, path, element.block.locate(span))


def files_named(draft: Snapshot) -> Iterator[Naming]:
    """The same files as things that are named."""
    for file in header_files(draft):
        yield Naming(Thing("file", home_of(file.path)), file.span)


def units_lists(draft: Snapshot) -> list[Path]:
    """The units lists that hold for a draft: those that it names, then that of its office."""
    own = [file.path for file in header_files(draft) if file.field == UNITS]
    office, units = _office(draft.path), draft.basis.settings.units
    found = [*own, office / units] if office and units else own
    return list({home_of(path): path for path in found}.values())


def home_of(path: Path | str) -> str:
    """A path as it is compared: one spelling for each file."""
    return str(Path(path).resolve())


def _file_name(element: Element) -> tuple[str, Span] | None:
    """The file name in a header field, and its place in the block."""
    text = element.block.text[slice(*element.span)]
    name = named_upstream(text).path if element.name == UPSTREAMS else element.value
    start = text.rfind(name)
    if not name or start < 0:
        return None
    start += element.span.start
    return name, Span(start, start + len(name))


def _folders(path: Path | None, field: str) -> Iterable[Path]:
    """Where the file of a field is looked for, as `OfficeFiles` and `UpstreamFiles` do."""
    if path is None:
        return ()
    office = _office(path)
    if field == UPSTREAMS or office is None:
        return path.parents
    return (path.parent, office, *path.parents)


def _office(path: Path | None) -> Path | None:
    settings = nearest(path.parents, SETTINGS_FILE) if path else None
    return settings.parent if settings else None
