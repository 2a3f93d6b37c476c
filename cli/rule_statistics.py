"""Findings and time by rule, as a table."""

from __future__ import annotations

from collections import Counter

from hegao.cli.check_run import CheckRun
from hegao.cli.plain_tables import aligned

HEADINGS = ("代码", "名称", "处", "文件", "毫秒")
LIMITS = (12, 50, 9, 9, 9)
SLOWEST = 5
"""So many rules that found nothing are listed for the time they took."""


def statistics(run: CheckRun) -> str:
    """The rules that found something, most first, and the slowest of the others."""
    found = Counter(each.code for result in run.results for each in result.findings)
    files = Counter(code for result in run.results for code in {e.code for e in result.findings})
    seconds, rules = run.checks.seconds, run.checker.rules
    slow = sorted(seconds.keys() - found.keys(), key=lambda code: (-seconds[code], code))
    codes = [code for code, _ in sorted(found.items(), key=lambda each: (-each[1], each[0]))]
    rows = [
        (
            code, rules[code].title if code in rules else "", str(found[code]), str(files[code]),
            f"{seconds[code] * 1000:.1f}" if code in seconds else "",
        )
        for code in (*codes, *slow[:SLOWEST])
    ]  # fmt: skip
    return aligned([HEADINGS, *rows], LIMITS) + _summary(run)


def _summary(run: CheckRun) -> str:
    files = f"{len(run.results)}个文件"
    if run.tiers:  # Each was checked several times.
        return f"{files}\n"
    seconds, known = run.checks.seconds, run.checker.known
    time = f"，规则共用{sum(seconds.values()):.2f}秒" if seconds else ""
    hits = known.hits if known else 0
    return f"{files}：新查{run.checks.examined}个，取自缓存{hits}个{time}\n"
