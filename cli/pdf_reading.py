"""PDF files, read by a child process that a broken or hostile file may kill."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from typing import IO, Any

from hegao.dsl.recover.finished import (
    Block,
    Cell,
    Finished,
    Note,
    Passage,
    Remark,
    Row,
    Table,
    UnreadableError,
)

MOST_SECONDS = 30
MOST_OUTPUT = 64 << 20
# -P keeps the working directory out of the module path; what found this package finds it again.
CHILD = ("-P", "-m", "hegao.cli.pdf_child")
TOO_HARD = "这份PDF太复杂，或者已经损坏，读不完；请打开后另存一份再试，或者换成Word文件（.docx）"
NOT_STARTED = "没能启动读PDF的程序，请检查内存和磁盘是否已满，再试一次"


def read_pdf_safely(data: bytes) -> Finished:
    """The text of a PDF file. Raises UnreadableError, whatever the file does."""
    try:
        with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as said:
            given.write(data)
            given.seek(0)
            _run(given, said)
            said.seek(0)
            answer = said.read(MOST_OUTPUT + 1)
    except OSError:
        raise UnreadableError(NOT_STARTED) from None
    if len(answer) > MOST_OUTPUT:
        raise UnreadableError(TOO_HARD)
    return unpacked(answer)


def _run(given: IO[bytes], said: IO[bytes]) -> None:
    """Let the child read one file and write another; files, as a full pipe would stop it."""
    command = [sys.executable, *CHILD]
    try:
        ended = subprocess.run(
            command, stdin=given, stdout=said, stderr=subprocess.DEVNULL,
            timeout=MOST_SECONDS, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise UnreadableError(TOO_HARD) from None
    if ended.returncode:
        raise UnreadableError(TOO_HARD)


def unpacked(answer: bytes) -> Finished:
    """The values that the child wrote. Raises UnreadableError for its error and for anything else.

    Nothing is taken on trust: a file may have got hold of the child.
    """
    try:
        value = json.loads(answer)
        if isinstance(value, dict):
            raise UnreadableError(_text(value["error"]))
        blocks, notes = value
        return Finished(tuple(map(_block, blocks)), tuple(map(_note, notes)))
    except UnreadableError:
        raise
    except (ValueError, TypeError, LookupError, RecursionError):
        raise UnreadableError(TOO_HARD) from None


def _block(value: Any) -> Block:
    if len(value) == 3:
        text, place, remarks = value
        return Passage(_text(text), _text(place), _remarks(remarks))
    rows, place = value
    return Table(tuple(map(_row, rows)), _text(place))


def _row(value: Any) -> Row:
    cells, place = value
    return Row(tuple(map(_cell, cells)), _text(place))


def _cell(value: Any) -> Cell:
    text, merged, remarks = value
    if merged not in ("", "above", "left"):
        raise ValueError
    return Cell(_text(text), merged, _remarks(remarks))


def _remarks(value: Any) -> tuple[Remark, ...]:
    return tuple(Remark(_text(label), _text(text)) for label, text in value)


def _note(value: Any) -> Note:
    kind, message, place, text = value
    if kind not in ("removed", "inferred", "unsure"):
        raise ValueError
    return Note(kind, _text(message), _text(place), _text(text))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value
