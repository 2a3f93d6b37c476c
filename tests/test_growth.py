"""No text costs time squared: eight times the text stays far from sixty-four times the CPU time."""

from __future__ import annotations

import time

import pytest

from hegao.dsl.recover.choose import kind_of
from hegao.dsl.recover.manuscript import text_manuscript
from hegao.dsl.recover.recovery import recover
from hegao.linter.rulebook import read_rules
from hegao.linter.run import check_text

RULES = read_rules().rules
PIECES = {
    "one line": "公", "open brackets": "（", "closing brackets": "）", "digits": "1", "spaces": " ",
    "commas": "，", "run-in headings": "。（一）公", "items": "1. 公开。\n", "rows": "a\tb\n",
    "unit brackets": "（责任单位：县民政局）", "unclosed unit brackets": "（责任单位：",
    "document numbers": "示政办发〔2026〕5号", "dates": "2026年6月2日", "dashes": "-",
    "suppressions": "【核稿：不查 HG301；理由：a】\n", "copies": "抄送：县委。\n县委\n",
    "levels": "一、公\n（一）公\n1. 公\n（1）公\n①公\n", "signatures": "县民政局\n2026年6月2日\n",
    "tasks with units": "1. 公开。（责任单位：县民政局、县财政局）\n", "lower bounds": "至少1次",
}  # fmt: skip


def cost(text: str) -> float:
    """CPU seconds, the best of three."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        check_text(text, RULES)
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
def test_growth(piece: str) -> None:
    small = cost(piece * (6_000 // len(piece)))
    large = cost(piece * (48_000 // len(piece)))
    # Time squared would be 64 times; the floor keeps the ratio of tiny times out.
    assert large < 40 * max(small, 0.01)


FINISHED = {
    "rows": "1. 公开。\t县民政局\n", "rows of text": "a\tb\n", "page numbers": "公开信息，\n— 3 —\n",
    "run-on headings": "（一）公开。做好公开。", "long lines": "公" * 130 + "\n", "breaks": "公<br>",
    "marks": "**公**&nbsp;", "comments": "<!---->", "headers": "示例县\n公开信息\n", "titles": "1. 公开\n做好工作\n",
    "wide rows": "公\t", "wrapped": "公" * 28 + "\n", "contents": "公开......3\n", "form": "姓名____",
}  # fmt: skip


def recovery_cost(text: str) -> float:
    """CPU seconds of putting a finished text right, the best of two."""
    best = float("inf")
    for _ in range(2):
        start = time.process_time()
        kind_of("a.txt", text.encode())
        recover(text_manuscript(text))
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize("piece", FINISHED.values(), ids=FINISHED)
def test_growth_of_recovery(piece: str) -> None:
    small = recovery_cost(piece * (4_000 // len(piece)))
    large = recovery_cost(piece * (32_000 // len(piece)))
    assert large < 40 * max(small, 0.01)


def test_a_wide_row_makes_no_table_wide() -> None:
    """Memory grows with the text, not with rows times the widest row."""
    text = "公\t" * 1_000 + "\n" + "1. 公开。\t县民政局\n" * 1_000
    assert len(recover(text_manuscript(text)).text) < 8 * len(text)
