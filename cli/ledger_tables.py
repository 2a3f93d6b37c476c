"""The work ledger as rows: for reading, and for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hegao.cli.plain_tables import aligned, as_csv
from hegao.dsl.ledger import Ledger, TaskEntry
from hegao.dsl.model import ROLE_NOTES
from hegao.linter.report.columns import printable

CSV_HEADER = (
    "编号", "所属部分", "题目", "任务内容", "牵头单位", "配合单位", "责任单位", "单位尾语",
    "完成时限", "截止日", "数量要求", "落实", "行",
)  # fmt: skip
TABLE_HEADER = ("行", "编号", "任务", "责任单位", "时限")
TABLE_WIDTHS = (5, 8, 44, 36, 20)


def write_csv(ledger: Ledger) -> str:
    """The ledger as CSV."""
    return as_csv([CSV_HEADER, *map(_csv_row, ledger["tasks"])])


def write_table(ledger: Ledger) -> str:
    """The ledger in aligned columns, for files and pipes."""
    return aligned([TABLE_HEADER, *map(table_row, ledger["tasks"])], TABLE_WIDTHS)


def table_row(task: TaskEntry) -> tuple[str, ...]:
    """What the table shows of a task."""
    units = "、".join(
        unit["text"] + ROLE_NOTES[unit["role"]] + ("（同上）" if unit["inherited"] else "")
        for unit in task["units"]
    )
    deadlines = "、".join(deadline["text"] for deadline in task["deadlines"])
    shown = (task["heading"] or task["text"], units + (task["unit_tail"] or ""), deadlines)
    cells = (printable(_flat(cell)) for cell in shown)
    return (str(task["line"]), task["number"] or "", *cells)


def headline(ledger: Ledger) -> str:
    """One line about the ledger as a whole."""
    tasks = ledger["tasks"]
    units = sum(len(task["units"]) for task in tasks)
    without = sum(not task["units"] for task in tasks)
    note = f"，其中{without}项没有写明责任单位" if without else ""
    name = printable(ledger["title"] or ledger["file"])
    return f"{name}：{len(tasks)}项任务，{units}个责任单位{note}"


def _csv_row(task: TaskEntry) -> Sequence[str]:
    units = {
        role: "、".join(unit["text"] for unit in task["units"] if unit["role"] == role)
        for role in ROLE_NOTES
    }
    return (
        task["number"] or "", task["section"] or "", task["heading"] or "", task["text"],
        units["lead"], units["support"], units["unspecified"], task["unit_tail"] or "",
        _joined(each["text"] for each in task["deadlines"]),
        _joined(each["end"] or "" for each in task["deadlines"]),
        _joined(each["text"] for each in task["quantities"]),
        _joined(f"{each['upstream']} {each['item'] or ''}".strip() for each in task["links"]),
        str(task["line"]),
    )  # fmt: skip


def _joined(texts: Iterable[str]) -> str:
    return "；".join(text for text in texts if text)


def _flat(text: str) -> str:
    return " ".join(text.split())
