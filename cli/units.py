"""`hegao units`: who has what in a notice, and whether the notice comes to them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import click

from hegao.cli.chinese import ChineseCommand, one_of
from hegao.cli.files import FileError
from hegao.cli.finished_files import AsRead, input_for_tasks, read_for_tasks
from hegao.cli.outcome import BROKEN, CLEAN
from hegao.cli.output import STANDARD, emit, read_input, remark, say
from hegao.cli.plain_tables import aligned, as_csv
from hegao.cli.settings import Offices
from hegao.cli.targets import find_targets
from hegao.cli.unit_tables import (
    CSV_HEADER,
    TASK_CSV_HEADER,
    TASK_HEADER,
    TASK_WIDTHS,
    UNIT_HEADER,
    UNIT_WIDTHS,
    TaskRows,
    csv_row,
    note,
    task_csv_rows,
    task_rows,
    unit_entry,
    unit_row,
)
from hegao.cli.units_lists import UnitsLists
from hegao.dsl.build import build_notice
from hegao.dsl.ledger import ledger
from hegao.dsl.recipients import Reach
from hegao.dsl.registry import Registry
from hegao.dsl.unit_ledger import UnitTasks, classes_of, find_unit, unit_ledger
from hegao.linter.report.columns import printable

FORMATS = ("table", "json", "csv")
TOLD: Final[dict[Reach, str]] = {
    "addressed": "通知主送它", "copied": "通知抄送它", "issuer": "由它发文",
    "neither": "主送、抄送里没有它", "unknown": "",
}  # fmt: skip


class Notice(NamedTuple):
    """What is shown of one notice."""

    title: str
    units: tuple[UnitTasks, ...]
    classes: tuple[UnitTasks, ...]
    """Classes with tasks that hold the one unit that was asked for."""
    rows: TaskRows
    addressed: bool
    """Whether the notice says whom it goes to."""


@click.command(cls=ChineseCommand, name="units")
@click.argument("files", metavar="文件…", nargs=-1, required=True)
@click.option("--unit", "name", metavar="单位", help="只看一家单位：任务内容和时限，简称也可以")
@click.option(
    "--format", "form", default="table", callback=one_of(*FORMATS), metavar="格式",
    help="table（默认）、json、csv",
)  # fmt: skip
def command(files: tuple[str, ...], name: str | None, form: str) -> int:
    """列出通知里各单位的任务，牵头几项、配合几项，通知有没有发给它。

    .notice 稿子和成文的 .txt .docx .html .pdf .xlsx 都可以；写 - 从标准输入读。
    有机构名录的，按名录写全称，并指出曾用名、已撤销和名录中没有的单位。
    """
    reader = Reader(name)
    notices = reader.read(files)
    if form == "json":
        emit(json.dumps(_as_data(notices), ensure_ascii=False, indent=1) + "\n")
    elif form == "csv":
        emit(as_csv(_csv_rows(notices, one=name is not None)))
    else:
        for notice in notices:
            say(_shown(notice, one=name is not None))
    return BROKEN if reader.failed else CLEAN


class Reader:
    """Reads notices with the units lists that hold for them, and tells what goes wrong."""

    def __init__(self, name: str | None) -> None:
        self._name = name
        self._offices = Offices()
        self._lists = UnitsLists()
        self.failed = False

    def read(self, paths: Sequence[str]) -> list[Notice]:
        """The notices that a command line names."""
        if STANDARD in paths:
            found = [self._notice(input_for_tasks(read_input()))]
        else:
            targets = find_targets(paths)
            self._refuse(map(str, targets.problems))
            found = [each for path in targets.files if (each := self._file(path)) is not None]
        self._refuse([*self._offices.problems, *self._lists.problems])
        return found

    def _file(self, path: Path) -> Notice | None:
        try:
            return self._notice(read_for_tasks(path))
        except FileError as error:
            self._refuse([str(error)])
            return None

    def _notice(self, file: AsRead) -> Notice:
        document = build_notice(file.text)
        office = self._offices.of(Path(file.path))
        registry = self._lists.of(document, Path(file.path), office) or Registry({})
        units = unit_ledger(document, registry)
        made = ledger(document, file.path)
        rows = TaskRows(made, document.tasks)
        if not units:
            remark(f"{file.path}：没有找到责任单位")
        title = printable(made["title"] or file.path)
        notice = Notice(title, units, (), rows, made["recipients"] is not None)
        return notice if self._name is None else self._narrowed(notice, self._name, registry)

    def _narrowed(self, notice: Notice, name: str, registry: Registry) -> Notice:
        """The same with one unit only."""
        unit = find_unit(notice.units, name, registry)
        if unit is None and notice.units:
            names = [each for entry in notice.units for each in (entry.name, *entry.written)]
            near = Registry.of_names(names).nearest(name)
            hint = f"，是不是“{near}”？" if near else ""
            remark(f"{notice.rows.file}：没有点名给“{printable(name)}”的任务{hint}")
        classes = classes_of(notice.units, unit.name if unit else name, registry)
        return notice._replace(units=(unit,) if unit else (), classes=classes)

    def _refuse(self, messages: Iterable[str]) -> None:
        for message in messages:
            remark(f"错误：{message}")
            self.failed = True


def _as_data(notices: Sequence[Notice]) -> object:
    return {
        "notices": [
            {
                "file": notice.rows.file,
                "title": notice.title,
                "units": [unit_entry(unit, notice.rows) for unit in notice.units],
                "classes": [unit_entry(unit, notice.rows) for unit in notice.classes],
            }
            for notice in notices
        ]
    }


def _csv_rows(notices: Sequence[Notice], *, one: bool) -> Iterator[tuple[str, ...]]:
    yield TASK_CSV_HEADER if one else CSV_HEADER
    for notice in notices:
        for unit in (*notice.units, *notice.classes):
            if one:
                yield from task_csv_rows(unit, notice.rows)
            else:
                yield csv_row(unit, notice.rows)


def _shown(notice: Notice, *, one: bool) -> str:
    if one:
        return "".join(_one_unit(unit, notice) for unit in (*notice.units, *notice.classes))
    rows = [unit_row(unit, notice.rows) for unit in notice.units]
    table = aligned([UNIT_HEADER, *rows], UNIT_WIDTHS) if rows else ""
    return f"{table}{_headline(notice)}\n"


def _one_unit(unit: UnitTasks, notice: Notice) -> str:
    """A unit with its tasks."""
    counts = f"{len(unit.shares)}项任务，牵头{unit.led}项，配合{unit.supported}项"
    facts = "；".join(filter(None, (counts, TOLD[unit.reach], note(unit))))
    table = aligned([TASK_HEADER, *task_rows(unit, notice.rows)], TASK_WIDTHS)
    return f"{printable(unit.name)}（{notice.title}）：{facts}\n{table}"


def _headline(notice: Notice) -> str:
    """One line about the units of a notice."""
    missed = [unit.name for unit in notice.units if unit.reach == "neither"]
    told = f"；主送、抄送里没有的：{'、'.join(missed)}" if missed else ""
    if notice.units and not notice.addressed:
        told = "；没有写主送，看不出发给了谁"
    return printable(f"{notice.title}：{len(notice.units)}个责任单位{told}")
