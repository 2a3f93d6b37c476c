"""Who has what, as rows and as plain data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, TypedDict

from hegao.dsl.ledger import DeadlineEntry, Ledger, TaskEntry
from hegao.dsl.model import Role
from hegao.dsl.recipients import Reach
from hegao.dsl.unit_ledger import UnitTasks
from hegao.linter.report.columns import printable

ROLES: Final[dict[Role, str]] = {"lead": "牵头", "support": "配合", "unspecified": "责任单位"}
REACHES: Final[dict[Reach, str]] = {
    "addressed": "主送", "copied": "抄送", "issuer": "发文", "neither": "未送", "unknown": "",
}  # fmt: skip
UNIT_HEADER = ("单位", "任务", "牵头", "配合", "送达", "说明", "任务编号")
UNIT_WIDTHS = (40, 6, 6, 6, 4, 80, 160)
TASK_HEADER = ("行", "编号", "角色", "时限", "任务")
TASK_WIDTHS = (5, 8, 8, 24, 72)
CSV_HEADER = ("文件", "单位", "文中名称", "任务数", "牵头数", "配合数", "送达", "任务编号", "说明")
TASK_CSV_HEADER = ("文件", "单位", "编号", "角色", "任务内容", "完成时限", "截止日", "行")


class StatusEntry(TypedDict):
    """What the units list says of a name that is not a present one."""

    name: str
    state: str
    now: list[str]
    day: str | None
    nearest: str | None


class ShareEntry(TypedDict):
    """A unit's part in a task."""

    number: str | None
    line: int
    role: str
    text: str
    deadlines: list[DeadlineEntry]


class UnitTasksEntry(TypedDict):
    """A unit and its tasks; `reach` is null when the notice names no recipients."""

    name: str
    written: list[str]
    blanket: bool
    vague: bool
    total: int
    lead: int
    support: int
    reach: str | None
    status: StatusEntry | None
    tasks: list[ShareEntry]


class TaskRows:
    """The tasks of one notice as they are shown, found by the task itself."""

    def __init__(self, ledger: Ledger, tasks: Iterable[object]) -> None:
        self.file = ledger["file"]
        self._tasks = ledger["tasks"]
        self._places = {id(task): place for place, task in enumerate(tasks)}

    def of(self, unit: UnitTasks) -> list[tuple[TaskEntry, Role]]:
        """The tasks of a unit with its role in each."""
        return [(self._tasks[self._places[id(each.task)]], each.role) for each in unit.shares]

    def numbers(self, unit: UnitTasks) -> str:
        """The numbers of a unit's tasks; a row without a number goes by its line."""
        return "、".join(_number(task) for task, _ in self.of(unit))

    def ranges(self, unit: UnitTasks) -> str:
        """The same with three and more tasks on end as one range: 3—20、26."""
        runs: list[list[int]] = []
        for place in (self._places[id(share.task)] for share in unit.shares):
            if runs and place == runs[-1][-1] + 1:
                runs[-1].append(place)
            else:
                runs.append([place])
        return "、".join(map(self._run, runs))

    def _run(self, places: list[int]) -> str:
        numbers = [_number(self._tasks[place]) for place in places]
        return f"{numbers[0]}—{numbers[-1]}" if len(numbers) > 2 else "、".join(numbers)


def unit_row(unit: UnitTasks, rows: TaskRows) -> tuple[str, ...]:
    """What the table shows of a unit."""
    return (
        printable(unit.name), str(len(unit.shares)), _count(unit.led), _count(unit.supported),
        REACHES[unit.reach], printable(note(unit)), printable(rows.ranges(unit)),
    )  # fmt: skip


def task_rows(unit: UnitTasks, rows: TaskRows) -> list[tuple[str, ...]]:
    """What the table of one unit shows of its tasks."""
    return [
        (
            str(task["line"]), _number(task), ROLES[role],
            "、".join(each["text"] for each in task["deadlines"]),
            printable(" ".join((task["heading"] or task["text"]).split())),
        )
        for task, role in rows.of(unit)
    ]  # fmt: skip


def csv_row(unit: UnitTasks, rows: TaskRows) -> tuple[str, ...]:
    """What the CSV of all units says of one."""
    return (
        rows.file, unit.name, "、".join(unit.written), str(len(unit.shares)), str(unit.led),
        str(unit.supported), REACHES[unit.reach], rows.numbers(unit), note(unit),
    )  # fmt: skip


def task_csv_rows(unit: UnitTasks, rows: TaskRows) -> list[tuple[str, ...]]:
    """What the CSV of one unit says of its tasks."""
    return [
        (
            rows.file, unit.name, _number(task), ROLES[role], task["text"],
            "；".join(each["text"] for each in task["deadlines"]),
            "；".join(each["end"] for each in task["deadlines"] if each["end"]),
            str(task["line"]),
        )
        for task, role in rows.of(unit)
    ]  # fmt: skip


def unit_entry(unit: UnitTasks, rows: TaskRows) -> UnitTasksEntry:
    """A unit as plain data."""
    return {
        "name": unit.name,
        "written": list(unit.written),
        "blanket": unit.blanket,
        "vague": unit.vague,
        "total": len(unit.shares),
        "lead": unit.led,
        "support": unit.supported,
        "reach": None if unit.reach == "unknown" else unit.reach,
        "status": _status(unit),
        "tasks": [
            {
                "number": task["number"], "line": task["line"], "role": role,
                "text": task["text"], "deadlines": task["deadlines"],
            }
            for task, role in rows.of(unit)
        ],
    }  # fmt: skip


def note(unit: UnitTasks) -> str:
    """What is to be known of a unit besides its tasks."""
    if unit.blanket or unit.vague:
        return "统称" if unit.blanket else "指向不明"
    if unit.doubt is None:
        return ""
    name, status, nearest = unit.doubt
    which = f"文中“{name}”：" if len(unit.written) > 1 else ""
    return which + status.told() + (f"，相近的是{nearest}" if nearest else "")


def _status(unit: UnitTasks) -> StatusEntry | None:
    if unit.doubt is None:
        return None
    name, (state, now, day), nearest = unit.doubt
    return {
        "name": name, "state": state, "now": list(now),
        "day": day.isoformat() if day else None, "nearest": nearest or None,
    }  # fmt: skip


def _number(task: TaskEntry) -> str:
    return (task["number"] or "").strip().rstrip("、.．") or f"第{task['line']}行"


def _count(number: int) -> str:
    return str(number) if number else ""
