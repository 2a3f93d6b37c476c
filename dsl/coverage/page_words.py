"""The words in which coverage is told."""

from __future__ import annotations

from collections import Counter
from typing import Final

from hegao.dsl.coverage.entries import Aspect, CoverageData, Direction, State, TaskEntry

STATES: Final[dict[State, str]] = {
    "missing": "未落实",
    "weakened": "有减弱",
    "suspect": "待复核",
    "suggested": "待确认",
    "covered": "已落实",
    "passed_on": "已转交",
    "not_applicable": "不适用",
}
"""The states, what has to be looked at first."""
EXPLAINED: Final[dict[State, str]] = {
    "missing": "本文没有落实这一项的内容",
    "weakened": "本文落实了，但比上级的要求低",
    "suspect": "上级文件改过，要重新核对",
    "suggested": "推定的对应关系，要人确认",
    "covered": "本文已落实，没有降低要求",
    "passed_on": "本文写明由别的单位或文件落实",
    "not_applicable": "这一项不是对本级提的要求",
}
SETTLED: Final = frozenset[State](("covered", "passed_on", "not_applicable"))
"""The states that leave nothing to do."""
ASPECTS: Final[dict[Aspect, str]] = {
    "deadline": "时限", "unit": "责任单位", "lead": "牵头", "quantity": "数量",
    "verb": "力度", "scope": "范围", "object": "对象", "hedge": "留余地",
}  # fmt: skip
DIRECTIONS: Final[dict[Direction, str]] = {"weaker": "减弱", "stricter": "更严", "same": "待核"}
NO_SECTION: Final = "未分部分"
ELLIPSIS: Final = "…"


def excerpt(text: str, most: int) -> str:
    """The beginning of a text on one line, with … where something was cut off."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: most - 1] + ELLIPSIS


def counts(data: CoverageData) -> dict[State, int]:
    """How many upstream items are in each state, in the order of `STATES`."""
    found = Counter(item["state"] for item in data["upstream"])
    return {state: found[state] for state in STATES}


def own_tasks(data: CoverageData) -> list[TaskEntry]:
    """The tasks that carry out no upstream item."""
    return [task for task in data["tasks"] if not task["refs"]]


def bare(number: str) -> str:
    """A task's number without the mark after it: 3. and 3、 are 3."""
    return number.strip().rstrip("、.．")


def number_of(task: TaskEntry) -> str:
    """How a task is named; one without a number goes by its line."""
    return bare(task["number"] or "") or f"第{task['line']}行"


def verdict(data: CoverageData) -> str:
    """What a leader has to know, in a sentence."""
    total = len(data["upstream"])
    if not total:
        return "没有读到上级要求，没有可以对照的内容。"
    told = [f"{STATES[state]}{n}项" for state, n in counts(data).items() if n]
    return f"上级要求共{total}项：{'、'.join(told)}。"
