"""What the servers are given: the same tasks as a notice, as Python, as YAML with a schema.

One task in fifty has something to find, the others nothing.
"""

from __future__ import annotations

import random
from itertools import count, islice, product
from typing import NamedTuple

FAULTY = 50
ONE_LINE = 100_000
"""Bytes of a text of one line."""
SECTIONS = "一二三四五六七八九十"
HEADER = """\
发文机关：示例县人民政府办公室
发文字号：示政办发〔2026〕7号
标题：示例县人民政府办公室关于印发2026年公共服务工作要点的通知
主送：各乡镇人民政府，县政府各部门
附注：此件公开发布
成文日期：2026年3月2日
印发机关：示例县人民政府办公室
印发日期：2026年3月3日

　　《2026年公共服务工作要点》已经县政府同意，现印发给你们，请认真贯彻执行。

【印发件】2026年公共服务工作要点
编号方式：全文连续
"""
DEEDS = ("编制", "公布", "核对", "更新", "完善", "清查", "登记", "评估", "调整", "归集")
FIELDS = (
    "养老",
    "托育",
    "就业",
    "供水",
    "公交",
    "图书",
    "体育",
    "环卫",
    "救助",
    "防灾",
    "农技",
    "档案",
)
THINGS = (
    "服务清单",
    "设施目录",
    "收费标准",
    "维护台账",
    "办事指南",
    "值班安排",
    "经费预算",
    "人员名册",
)
UNITS = (
    "县民政局",
    "县财政局",
    "县教育局",
    "县水利局",
    "县交通运输局",
    "县卫生健康局",
    "县应急管理局",
)
ENDS = ("2026年5月底前", "2026年6月30日前", "2026年9月底前", "2026年11月15日前")


def _fifty(typed: str, filler: str = "。") -> str:
    return typed[:50].ljust(50, filler)


CODE = _fifty("\n\ndef f(a):\n    b = nobody + a\n    return b\n\n", "#")


class Place(NamedTuple):
    """Where one character is typed: a line and a column, both from 0."""

    line: int
    column: int


class Content(NamedTuple):
    """A text, where it is edited, and what is typed there."""

    text: str
    places: list[Place]
    letter: str
    typed: str
    """Fifty characters, with something to find."""
    gap: Place
    """Where these are typed."""


class Task(NamedTuple):
    """What the three forms of a task say."""

    number: int
    deed: str
    thing: str
    lead: str
    support: str
    end: str

    @property
    def faulty(self) -> bool:
        """Whether something is to be found in it."""
        return self.number % FAULTY == 0


def tasks(amount: int) -> list[Task]:
    """So many tasks, each time the same ones."""
    chance = random.Random(1)
    kinds = list(product(DEEDS, FIELDS, THINGS))
    chance.shuffle(kinds)
    named = ((round_, kind) for round_ in count(1) for kind in kinds)
    made = []
    for number, (round_, (deed, field, thing)) in enumerate(islice(named, amount), 1):
        lead, support = chance.sample(UNITS, 2)
        name = f"{field}{thing}" if round_ == 1 else f"第{round_}片区{field}{thing}"
        made.append(Task(number, deed, name, lead, support, chance.choice(ENDS)))
    return made


def notice(amount: int) -> Content:
    """A notice of ten sections; in one task of fifty the deadline is vague."""
    lines, places = HEADER.split("\n"), []
    each = max(1, -(-amount // len(SECTIONS)))
    for task in tasks(amount):
        if (task.number - 1) % each == 0:
            section = (task.number - 1) // each
            lines += ["", f"{SECTIONS[section]}、{FIELDS[section]}服务", ""]
        places.append(Place(len(lines), len(f"{task.number}. {task.deed}")))
        lines += [_task_text(task), f"责任单位：{task.lead}牵头，{task.support}配合", ""]
    typed = f"{amount + 1}. 复核县级便民服务热线受理事项。尽快将复核结果报送县政府办公室存档备查。"
    return Content("\n".join(lines), places, "再", _fifty(typed), Place(len(lines) - 1, 0))


def _task_text(task: Task) -> str:
    when = "尽快" if task.faulty else task.end
    return (
        f"{task.number}. {task.deed}{task.thing}。{when}完成{task.thing}的{task.deed}，"
        "逐项写明依据、经办人和联系电话，结果在县政府网站公布。"
    )


def one_line(size: int = ONE_LINE) -> Content:
    """A notice whose one task is a single line of so many bytes."""
    head = [*HEADER.split("\n"), "", "一、养老服务", ""]
    line, places = "1. 编制服务清单。2026年6月底前完成。", []
    for task in tasks(size // 50):
        places.append(Place(len(head), len(line)))
        when = "尽快" if task.faulty else task.end
        line += f"{task.lead}{when}{task.deed}{task.thing}，结果在网站公布。"
        if len(line.encode()) >= size:
            break
    lines = [*head, line, "责任单位：县民政局", ""]
    typed = "2. 复核县级便民服务热线受理事项。尽快将复核结果报送县政府办公室存档备查。"
    return Content("\n".join(lines), places, "再", _fifty(typed), Place(len(lines) - 1, 0))


def python(amount: int) -> Content:
    """A function a task; in one of fifty a name that nobody gave."""
    lines, places = ["import os", "", "print(os.sep)"], []
    for task in tasks(amount):
        places.append(Place(len(lines) + 3, len("    steps")))
        lines += ["", "", f"def task_{task.number}(start, end):"]
        lines += [f"    steps = start + {task.number}", "    return steps * end"]
        lines[-1] += " + unknown" if task.faulty else ""
    lines.append("")
    return Content("\n".join(lines), places, "x", CODE, Place(len(lines) - 1, 0))


def python_line(size: int = ONE_LINE) -> Content:
    """One list in a single line of so many bytes."""
    items = [f"{task.number} + {'nobody' if task.faulty else 1}" for task in tasks(size // 10)]
    start = "items = ["
    line = start + ", ".join(items)
    places = [Place(0, len(start) + number) for number in (0, 8, 16, 24)]
    text = line[: line.rfind(",", 0, size)] + "]\n"
    return Content(text, places, "1", CODE, Place(1, 0))


def yaml(amount: int) -> Content:
    """An entry a task; in one of fifty the deadline is no date, which the schema does not allow."""
    lines, places = ["tasks:"], []
    for task in tasks(amount):
        places.append(Place(len(lines) + 1, len("    title: ")))
        lines += [f"  - id: {task.number}", f"    title: {task.deed}{task.thing}"]
        lines += [f"    unit: [{task.lead}, {task.support}]"]
        lines += [f"    deadline: {'尽快' if task.faulty else '2026-06-30'}"]
    lines.append("")
    typed = "  - id: 1\n    title: a\n    unit: []\n    deadline: 1\n"
    return Content("\n".join(lines), places, "再", _fifty(typed, "#"), Place(len(lines) - 1, 0))


def yaml_line(size: int = ONE_LINE) -> Content:
    """All tasks in a single line of so many bytes."""
    made, places, length = [], [], len("tasks: [")
    for task in tasks(size):
        end = "尽快" if task.faulty else "2026-06-30"
        item = f"{{id: {task.number}, title: {task.deed}, unit: [{task.lead}], deadline: {end}}}"
        places.append(Place(0, length + item.index(task.deed)))
        made.append(item)
        length += len(item) + 2
        if len(", ".join(made).encode()) >= size:
            break
    return Content(f"tasks: [{', '.join(made)}]\n", places, "再", _fifty("", "#"), Place(1, 0))


SCHEMA = {
    "type": "object",
    "properties": {
        "tasks": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["title", "unit", "deadline"],
                "additionalProperties": False,
                "properties": {
                    "id": {"type": "integer"},
                    "title": {"type": "string"},
                    "unit": {"type": "array", "items": {"type": "string"}, "minItems": 1},
                    "deadline": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
                },
            },
        }
    },
}
