"""What a worker does: some notices from their files to a part of the archive."""

from __future__ import annotations

import faulthandler
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Final, NamedTuple

from parts import FileRow, Known, row_of, row_of_failure, write_part

from hegao.cli.files import FileError, decoded, read_bytes, read_text
from hegao.cli.finished_files import read_for_tasks
from hegao.cli.named_files import find
from hegao.cli.program_mark import program_mark
from hegao.cli.settings import NAME, Offices
from hegao.dsl.upstream.sources import FIELD as UPSTREAM_FIELD
from hegao.linter.finding import Stage
from hegao.linter.notice_check import NamedText, OfficeSettings, check_notice
from hegao.linter.records import FindingRecord

EMPTY: Final = "文件是空的，没有可检查的内容"


class Order(NamedTuple):
    """What is the same for all notices of a run."""

    root: str
    out: str
    run: int
    limit: float
    """Seconds that one notice may take; a worker that takes longer ends itself."""
    stage: Stage | None = None


class Work(NamedTuple):
    """One notice, and what an earlier run made of it."""

    path: str
    known: Known | None = None


class Counts(NamedTuple):
    """What became of a batch."""

    checked: int
    unchanged: int
    failed: int


def check_batch(order: Order, part: str, works: Sequence[Work]) -> Counts:
    """Check some notices and write what is new as a part."""
    rows: list[FileRow] = []
    findings: list[FindingRecord] = []
    for work in works:
        with _limited(order.limit):
            made = _row(_desk(order), work)
        if made is not None:
            rows.append(made[0])
            findings += made[1]
    if rows:
        write_part(Path(order.out), part, rows, findings)
    checked = sum(row.checked for row in rows)
    return Counts(checked, len(works) - len(rows), len(rows) - checked)


class Desk:
    """Reads the files of a run; each rules file, units list and upstream once."""

    def __init__(self, order: Order) -> None:
        self.order = order
        self.root = Path(order.root)
        self.named: dict[str, None] = {}
        """The files that were asked for since this was last cleared, as `shown`."""
        self._offices = Offices()
        self._paths: dict[tuple[str, str], Path] = {}
        self._texts: dict[tuple[bool, Path], NamedText] = {}
        self._marks: dict[str, bytes] = {}

    def take(self, field: str, name: str, beside: str) -> NamedText:
        """The text of a file that a notice, its settings or an upstream names."""
        at = (name, os.path.dirname(beside))
        if at not in self._paths:
            place = self.root / beside
            self._paths[at] = find(name, place, self._offices.of(place))
        path = self._paths[at]
        self.named[self.shown(path)] = None
        key = (field == UPSTREAM_FIELD, path)
        if key not in self._texts:
            self._texts[key] = self._read(path, finished=key[0])
        return self._texts[key]

    def office(self, path: Path) -> OfficeSettings | None:
        """The hegao.toml that holds for a notice."""
        folder = self._offices.of(path).folder
        if folder is None:
            return None
        toml = folder / NAME
        self.named[self.shown(toml)] = None
        below = path.absolute().relative_to(folder).as_posix()
        if (False, toml) not in self._texts:
            self._texts[False, toml] = self._read(toml, finished=False)
        return OfficeSettings(self._texts[False, toml], below)

    def mark(self, data: bytes, named: Sequence[str]) -> str:
        """Stands for a notice, the files it names, the stage and the program."""
        mark = blake2b(_program(), digest_size=16)
        mark.update(f"{self.order.stage}\0{len(data)}\0".encode() + data)
        for path in named:
            if path not in self._marks:
                self._marks[path] = _content_mark(self.root / path)
            mark.update(f"{path}\0".encode() + self._marks[path])
        return mark.hexdigest()

    def shown(self, path: Path) -> str:
        """A path from the archive's folder, with /, as Parquet can hold it."""
        below = path.relative_to(self.root) if path.is_relative_to(self.root) else path
        return below.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "replace")

    def _read(self, path: Path, *, finished: bool) -> NamedText:
        try:
            text = read_for_tasks(path).text if finished else read_text(path).text
        except FileError as error:
            return NamedText(self.shown(path), "", error.message)
        return NamedText(self.shown(path), text)


def _row(desk: Desk, work: Work) -> tuple[FileRow, Sequence[FindingRecord]] | None:
    """The rows of a notice; None when they are there already."""
    path, file = Path(work.path), desk.shown(Path(work.path))
    mark = ""
    try:
        data = read_bytes(path)
        mark = desk.mark(data, work.known.named if work.known else ())
        if work.known and work.known.mark == mark:
            return None
        mark = desk.mark(data, ())
        text = decoded(file, data).text
        if not text.strip():
            return row_of_failure(file, EMPTY, mark), ()
        desk.named.clear()
        record = check_notice(NamedText(file, text), desk, desk.office(path), desk.order.stage)
    except FileError as error:
        return row_of_failure(file, error.message, mark), ()
    except Exception as error:  # noqa: BLE001 - the other notices are still to be checked
        return row_of_failure(file, f"程序内部出错（{type(error).__name__}：{error}）", mark), ()
    named = tuple(sorted(desk.named))
    return row_of(record, desk.mark(data, named), named), record.findings


@lru_cache(maxsize=1)
def _desk(order: Order) -> Desk:
    """One for a run: the files may be others in the next one."""
    return Desk(order)


@lru_cache(maxsize=1)
def _program() -> bytes:
    return program_mark()


def _content_mark(path: Path) -> bytes:
    try:
        return blake2b(read_bytes(path), digest_size=16).digest()
    except FileError:
        return b""


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """End the whole process when the block takes longer, even inside of C code."""
    with open(os.devnull, "w") as nowhere:
        faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()
