"""Coverage as a table for reading: what the draft does with each upstream item."""

from __future__ import annotations

from hegao.cli.plain_tables import aligned
from hegao.dsl.coverage.entries import CoverageData, DifferenceEntry, ItemEntry, State
from hegao.dsl.coverage.page_links import Links, links_of
from hegao.dsl.coverage.page_words import (
    ASPECTS,
    DIRECTIONS,
    STATES,
    bare,
    counts,
    number_of,
    own_tasks,
)
from hegao.linter.report.columns import printable

HEADER = ("状态", "上级条目", "要求", "本文任务", "差异和说明")
WIDTHS = (8, 28, 40, 48, 1000)
INFERRED = "（推定）"
MOST_TASKS = 12
STYLES: dict[State, str] = {
    "missing": "bold red", "weakened": "yellow", "suspect": "magenta", "suggested": "cyan",
    "covered": "green", "passed_on": "bright_black", "not_applicable": "bright_black",
}  # fmt: skip


def write_table(data: CoverageData) -> str:
    """The items in aligned columns, for files and pipes."""
    rows = ([cell.replace("\n", "；") for cell in row] for row in table_rows(data))
    return aligned([HEADER, *rows], WIDTHS)


def table_rows(data: CoverageData) -> list[tuple[str, ...]]:
    """What the table shows: unreadable upstreams, the items, the draft's own tasks.

    Only the last cell has more than one line: one for each difference.
    """
    links = links_of(data)
    unread = [
        ("没有读成", each["alias"], each["file"], "", _flat(each["problem"]))
        for each in data["upstreams"]
        if each["problem"]
    ]
    items = [_item(data, links, place) for place in range(len(data["upstream"]))]
    own = [
        ("无依据", "", _flat(task["heading"] or task["text"]), number_of(task), "")
        for task in own_tasks(data)
    ]
    return [tuple(map(_clean, row)) for row in [*unread, *items, *own]]


def show(data: CoverageData) -> None:
    """The same table on a terminal, whole texts in folded cells."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(show_lines=True)
    for name in HEADER:
        table.add_column(name, overflow="fold")
    styles = {STATES[state]: style for state, style in STYLES.items()}
    for state, *cells in table_rows(data):
        table.add_row(Text(state, styles.get(state, "")), *map(Text, cells))
    Console().print(table)


def headline(data: CoverageData) -> str:
    """One line about the coverage as a whole."""
    name = printable(data["title"] or data["file"])
    total = len(data["upstream"])
    states = [f"{STATES[state]}{number}项" for state, number in counts(data).items() if number]
    told = [f"上级要求{total}项：{'、'.join(states)}" if total else "没有读到上级要求"]
    if unread := sum(each["problem"] is not None for each in data["upstreams"]):
        told.append(f"{unread}份上级文件没有读成")
    if own := len(own_tasks(data)):
        told.append(f"本文另有{own}项任务没有上级依据")
    return f"{name}：{'；'.join(told)}"


def told(difference: DifferenceEntry) -> str:
    """A difference in a line of text: 时限：晚30天."""
    aspect, direction = ASPECTS[difference["what"]], ""
    if difference["direction"] != "weaker":
        direction = DIRECTIONS[difference["direction"]]
    task = f"（任务{bare(difference['task'])}）" if difference["task"] else ""
    return f"{aspect}{direction}：{difference['message']}{task}"


def _item(data: CoverageData, links: Links, place: int) -> tuple[str, ...]:
    item = data["upstream"][place]
    notes = [item["reason"] or "", *map(told, item["differences"])]
    return (
        STATES[item["state"]], item["ref"], _flat(item["heading"] or item["text"]),
        _numbers(data, links, place), "\n".join(filter(None, map(_flat, notes))),
    )  # fmt: skip


def _numbers(data: CoverageData, links: Links, place: int) -> str:
    item: ItemEntry = data["upstream"][place]
    named = [number_of(data["tasks"][task]) for task in links.tasks[place]]
    numbers = [*dict.fromkeys([*named, *map(bare, item["tasks"])])]
    rest = f"等{len(numbers)}项" if len(numbers) > MOST_TASKS else ""
    basis = INFERRED if numbers and not item["linked"] else ""
    return "、".join(numbers[:MOST_TASKS]) + rest + basis


def _clean(cell: str) -> str:
    return "\n".join(map(printable, cell.split("\n")))


def _flat(text: str) -> str:
    return " ".join(text.split())
