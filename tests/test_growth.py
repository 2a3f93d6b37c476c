"""No text costs time squared: eight times the text stays far from sixty-four times the CPU time."""

from __future__ import annotations

import time

import pytest

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
