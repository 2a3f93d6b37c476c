"""How calm the rules are: what they say of 25 real notices, and whether a reader agrees.

Every error and warning has been judged by reading the place; the verdicts are in
data/calm.tsv. `python tests/calm.py` prints docs/calm.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hegao.grammar.source import LineIndex
from hegao.linter.finding import SEVERITIES
from hegao.linter.report.result import SEVERITY_NAMES
from hegao.linter.rulebook import read_rules
from hegao.linter.run import check_text
from material import DATA, SHARED, read

JUDGED = DATA / "calm.tsv"
SEED = "种"
RIGHT, WRONG = "对", "错"


class Place(NamedTuple):
    """A finding on a real notice."""

    notice: str
    line: int
    code: str
    severity: str
    message: str


class Verdict(NamedTuple):
    """What a reader says of the findings of one rule in one line."""

    verdict: str
    reason: str


Key = tuple[str, int, str]


def notices() -> list[tuple[str, str]]:
    """Name and text of the real notices."""
    return [
        (mark + path.stem[:3], read(path))
        for folder, mark in (("seeds", SEED), ("corpus", ""))
        for path in sorted((SHARED / folder).glob("*.txt"))
    ]


def places() -> Iterator[Place]:
    """All findings at the stage 核稿."""
    rules = read_rules().rules
    for name, text in notices():
        index = LineIndex(text)
        for found in check_text(text, rules).findings:
            line, _ = index.position(found.span.start)
            yield Place(name, line, found.code, found.severity, found.message)


def verdicts() -> dict[Key, Verdict]:
    """The verdicts by notice, line and rule."""
    rows = (line.split("\t") for line in read(JUDGED).splitlines()[1:])
    return {(row[0], int(row[1]), row[2]): Verdict(row[3], row[4]) for row in rows}


def page(found: Sequence[Place], judged: dict[Key, Verdict]) -> str:
    """docs/calm.md"""
    return "\n".join([*_head(found, judged), *_table(found), *_judgements(found, judged)]) + "\n"


def _head(found: Sequence[Place], judged: dict[Key, Verdict]) -> list[str]:
    counted = Counter(place.severity for place in found)
    wrong = Counter(
        each.severity
        for each in found
        if (key := (each.notice, each.line, each.code)) in judged and judged[key].verdict == WRONG
    )
    lines = [
        "# 在真实通知上报多少、报得对不对", "",
        "对象是25份真实的通知：5份种子（“种”字开头）和20份其他体裁的（措施、方案、意见），核稿阶段，只用内置规则。",
        "这些文本写规则时都看过，所以这里的数字说明误报少，不能说明没见过的文本也这样少。",
        "错误和警告逐处读过原文才判的；提醒没有逐处判。由 `python tests/calm.py` 生成，测试核对它没有过时。", "",
        "| 级别 | 处数 | 判为错的 |", "|---|---|---|",
    ]  # fmt: skip
    for severity in SEVERITIES:
        told = str(wrong[severity]) if severity != "info" else "—"
        lines.append(f"| {SEVERITY_NAMES[severity]} | {counted[severity]} | {told} |")
    return lines


def _table(found: Sequence[Place]) -> list[str]:
    names = sorted({place.notice for place in found})
    lines = ["", "## 各条规则在各份通知里报了几处", ""]
    lines.append(f"| 规则 | 级别 | {' | '.join(names)} | 共 |")
    lines.append(f"|---|---|{'---|' * len(names)}---|")
    rules = sorted({(place.code, place.severity) for place in found})
    for code, severity in rules:
        own = Counter(p.notice for p in found if (p.code, p.severity) == (code, severity))
        cells = " | ".join(str(own[name] or "") for name in names)
        level = SEVERITY_NAMES[severity]  # type: ignore[index]
        lines.append(f"| [{code}](rules/{code}.md) | {level} | {cells} | {own.total()} |")
    return lines


def _judgements(found: Sequence[Place], judged: dict[Key, Verdict]) -> list[str]:
    lines = ["", "## 错误和警告逐处的判断", ""]
    lines += ["| 通知:行 | 规则 | 级别 | 提示 | 判断 | 理由 |", "|---|---|---|---|---|---|"]
    for place in found:
        verdict = judged.get((place.notice, place.line, place.code))
        if place.severity == "info" or verdict is None:
            continue
        level = SEVERITY_NAMES[place.severity]  # type: ignore[index]
        message = place.message.replace("|", "｜").replace("\n", "")
        lines.append(
            f"| {place.notice}:{place.line} | {place.code} | {level} | {message} "
            f"| {verdict.verdict} | {verdict.reason} |"
        )
    return lines


if __name__ == "__main__":
    print(page(list(places()), verdicts()), end="")
