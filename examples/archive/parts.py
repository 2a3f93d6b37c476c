"""The archive's Parquet files: parts of findings and of files, each whole or not there.

A part is two files of one name, `findings/` with a row a finding and `files/` with a row a
notice; the second is written last, so that a part without it does not count. Of a notice that
two parts speak of, the later one holds.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple, get_type_hints

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from hegao.linter.records import FindingRecord, NoticeRecord

UNFINISHED: Final = ".tmp"
FILES: Final = "files"
FINDINGS: Final = "findings"


class FileRow(NamedTuple):
    """One notice: what it holds, whether it was checked, and if not, why."""

    file: str
    checked: bool
    title: str
    tasks: int
    units: int
    deadlines: int
    errors: int
    warnings: int
    infos: int
    problems: tuple[str, ...]
    mark: str
    """Stands for all that was read for it; empty for what is to be tried again."""
    named: tuple[str, ...]
    """The files that it and its settings name."""


class Known(NamedTuple):
    """What an earlier run made of a notice."""

    mark: str
    named: tuple[str, ...]


def row_of(record: NoticeRecord, mark: str, named: Sequence[str]) -> FileRow:
    """The row of a notice that was checked."""
    facts = {name: getattr(record, name) for name in FileRow._fields if hasattr(record, name)}
    return FileRow(checked=True, mark=mark, named=tuple(named), **facts)


def row_of_failure(file: str, problem: str, mark: str = "") -> FileRow:
    """The row of a notice that could not be checked."""
    return FileRow(file, False, "", 0, 0, 0, 0, 0, 0, (problem,), mark, ())


TYPES: Final[dict[Any, Any]] = {
    str: pa.string(), int: pa.int32(), bool: pa.bool_(), tuple[str, ...]: pa.list_(pa.string()),
}  # fmt: skip


def _schema(record: Any) -> Any:
    return pa.schema([(name, TYPES[kind]) for name, kind in get_type_hints(record).items()])


SCHEMAS: Final = {FINDINGS: _schema(FindingRecord), FILES: _schema(FileRow)}


def write_part(
    out: Path, name: str, rows: Sequence[FileRow], findings: Sequence[FindingRecord]
) -> None:
    """Write a part; one of the same name is replaced."""
    for kind, records in ((FINDINGS, findings), (FILES, rows)):
        data = [record._asdict() for record in records]
        _replace(out / kind / f"{name}.parquet", pa.Table.from_pylist(data, SCHEMAS[kind]))


def settle(out: Path, present: set[str], unreadable: Sequence[str]) -> dict[str, Known]:
    """Put the parts right after runs that ended anyhow; what is known of the present notices.

    Rows go that a later part replaces, or whose notices are not there any more; what is in a
    folder that cannot be read now is taken to be there.
    """
    closed = tuple(f"{folder}/" for folder in unreadable)
    _sweep(out)
    holders: dict[str, str] = {}
    known: dict[str, Known] = {}
    tables = dict(_file_tables(out))
    for part, table in tables.items():
        for row in table.to_pylist():
            if row["file"] in present or row["file"].startswith(closed):
                holders[row["file"]] = part
                known[row["file"]] = Known(row["mark"], tuple(row["named"]))
    for part, table in tables.items():
        files = table.column("file").to_pylist()
        kept = [file for file in files if holders.get(file) == part]
        if len(kept) < len(files):
            _keep_only(out, part, kept)
    return known


def runs(out: Path) -> int:
    """How many runs have written parts here: the number of the last one."""
    names = (each.name for each in (out / FILES).glob("*.parquet"))
    return max((int(name.split("-")[0]) for name in names), default=0)


def totals(out: Path) -> dict[str, int]:
    """The sums over all notices."""
    columns = ("checked", "tasks", "errors", "warnings", "infos")
    sums = dict.fromkeys(("files", *columns), 0)
    for path in (out / FILES).glob("*.parquet"):
        table = pq.read_table(path, columns=list(columns))
        sums["files"] += table.num_rows
        for name in columns:
            sums[name] += pc.sum(table.column(name)).as_py() or 0
    return sums


def _sweep(out: Path) -> None:
    """Make the folders; remove what a run that was killed left behind."""
    for kind in (FINDINGS, FILES):
        (out / kind).mkdir(parents=True, exist_ok=True)
    whole = {each.name for each in (out / FILES).glob("*.parquet")}
    left = [each for each in (out / FINDINGS).glob("*.parquet") if each.name not in whole]
    for each in (*left, *out.glob(f"*/*{UNFINISHED}")):
        each.unlink(missing_ok=True)


def _file_tables(out: Path) -> Iterator[tuple[str, Any]]:
    for path in sorted((out / FILES).glob("*.parquet")):
        yield path.name, pq.read_table(path, columns=["file", "mark", "named"])


def _keep_only(out: Path, part: str, files: Sequence[str]) -> None:
    """Take the other notices out of a part; without any left, the part goes."""
    # The row of the file goes last: as long as it is there, this is tried again.
    for kind in (FINDINGS, FILES):
        path = out / kind / part
        if files:
            table = pq.read_table(path)
            wanted = pc.is_in(table.column("file"), value_set=pa.array(files, pa.string()))
            _replace(path, table.filter(wanted))
    if not files:
        (out / FILES / part).unlink()
        (out / FINDINGS / part).unlink(missing_ok=True)


def _replace(path: Path, table: Any) -> None:
    temporary = path.with_name(f"{path.name}{os.getpid()}{UNFINISHED}")
    pq.write_table(table, temporary, compression="zstd")
    os.replace(temporary, path)
