"""Finished texts of any format: as manuscripts, and as the lines that commands read."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from hegao.cli.files import FileError, TextFile, decoded, read_bytes
from hegao.cli.output import STANDARD
from hegao.cli.targets import SUFFIX
from hegao.dsl.recover.choose import Kind, kind_of, read
from hegao.dsl.recover.finished import Finished, UnreadableError
from hegao.dsl.recover.manuscript import Manuscript, manuscript_of, text_manuscript


def read_notice(path: Path) -> TextFile:
    """A draft or plain text as it is; of a file of another format its lines. Raises FileError."""
    data = read_bytes(path)
    if path.suffix == SUFFIX or _kind(path, data) == "text":
        return decoded(str(path), data)
    from hegao.dsl.recover.frames import without_frames

    # As it stands, but for tables that only lay out elements: they are no tables to check.
    manuscript = without_frames(_manuscript(path, data))
    places = tuple(piece.place for piece in manuscript.pieces)
    return TextFile(str(path), manuscript.text, finished=True, places=places)


class AsRead(NamedTuple):
    """The text that tasks are read from: a draft as it is, a finished text put right."""

    path: str
    text: str
    manuscript: Manuscript | None = None
    """Where the lines of a finished text come from."""


def read_for_tasks(path: Path) -> AsRead:
    """A draft or a finished text of any format. Raises FileError."""
    return content_for_tasks(path, read_bytes(path))


def content_for_tasks(path: Path, data: bytes, name: str = "") -> AsRead:
    """The same of what a file holds or held; `name` is what a person calls it. Raises FileError."""
    if path.suffix == SUFFIX:
        return AsRead(name or str(path), decoded(name or str(path), data).text)
    return _put_right(name or str(path), _manuscript(path, data))


def input_for_tasks(data: bytes) -> AsRead:
    """What stands on the standard input: a draft or a plain text. Raises FileError."""
    return _put_right(STANDARD, input_manuscript(data))


def input_manuscript(data: bytes) -> Manuscript:
    """A plain text on the standard input. Raises FileError."""
    try:
        if kind_of(STANDARD, data) == "text":
            return text_manuscript(decoded(STANDARD, data).text)
    except UnreadableError as error:
        raise FileError(STANDARD, str(error)) from None
    raise FileError(STANDARD, "标准输入只收文本；Word、PDF、网页等文件请写文件名")


def _put_right(path: str, manuscript: Manuscript) -> AsRead:
    from hegao.dsl.recover.recovery import put_right

    read = put_right(manuscript)
    return AsRead(path, read.text, read)


def read_manuscript(path: Path) -> Manuscript:
    """A finished text of any format. Raises FileError."""
    if path.suffix == SUFFIX:
        raise FileError(str(path), "这已经是草稿，不用读入")
    return _manuscript(path, read_bytes(path))


def _manuscript(path: Path, data: bytes) -> Manuscript:
    kind = _kind(path, data)
    try:
        if kind == "text":
            return text_manuscript(decoded(str(path), data).text)
        return manuscript_of(_read(path.suffix, kind, data))
    except UnreadableError as error:
        raise FileError(str(path), str(error)) from None


def _kind(path: Path, data: bytes) -> Kind:
    try:
        return kind_of(path.name, data)
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
