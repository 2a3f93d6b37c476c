"""Finished texts of any format: as manuscripts, and as the lines that commands read."""

from __future__ import annotations

from pathlib import Path

from hegao.cli.files import FileError, TextFile, decoded, read_bytes
from hegao.cli.targets import SUFFIX
from hegao.dsl.recover.choose import Kind, kind_of, read
from hegao.dsl.recover.finished import Finished, UnreadableError
from hegao.dsl.recover.manuscript import Manuscript, manuscript_of, text_manuscript


def read_notice(path: Path) -> TextFile:
    """A draft or plain text as it is; of a file of another format its lines. Raises FileError."""
    data = read_bytes(path)
    if (kind := _kind(path, data)) == "text":
        return decoded(str(path), data)
    manuscript = manuscript_of(_finished(path, kind, data))
    places = tuple(piece.place for piece in manuscript.pieces)
    return TextFile(str(path), manuscript.text, finished=True, places=places)


def read_manuscript(path: Path) -> Manuscript:
    """A finished text of any format. Raises FileError."""
    if path.suffix == SUFFIX:
        raise FileError(str(path), "这已经是草稿，不用读入")
    data = read_bytes(path)
    if (kind := _kind(path, data)) == "text":
        return text_manuscript(decoded(str(path), data).text)
    return manuscript_of(_finished(path, kind, data))


def _kind(path: Path, data: bytes) -> Kind:
    if path.suffix == SUFFIX:
        return "text"
    try:
        return kind_of(path.name, data)
    except UnreadableError as error:
        raise FileError(str(path), str(error)) from None


def _finished(path: Path, kind: Kind, data: bytes) -> Finished:
    try:
        return _read(path.suffix, kind, data)
    except UnreadableError as error:
        raise FileError(str(path), str(error)) from None


def _read(suffix: str, kind: Kind, data: bytes) -> Finished:
    match kind:
        case "pdf":
            from hegao.cli.pdf_reading import read_pdf_safely

            return read_pdf_safely(data)
        case "old word":
            from hegao.cli.office import converted

            return read("word", converted(data, suffix, "docx"))
        case "old sheet":
            from hegao.cli.office import converted

            return read("sheet", converted(data, suffix, "xlsx"))
        case _:
            return read(kind, data)
