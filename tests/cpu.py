"""CPU time of what a test runs: its growth is asserted, never its seconds."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

FLOOR = 0.01
"""Below this many seconds the clock is too coarse for a ratio."""


def cpu(run: Callable[[], object], times: int = 3) -> float:
    """CPU seconds, the best of some runs; without the collector, which would walk all tests' heap."""
    best = float("inf")
    gc.collect()
    gc.disable()
    try:
        for _ in range(times):
            start = time.process_time()
            run()
            best = min(best, time.process_time() - start)
    finally:
        gc.enable()
    return best


def assert_grows(run: Callable[[int], object], small: int, large: int, times: int = 3) -> None:
    """The time of a run grows nearer to its size than to the square of its size."""
    before, after = cpu(lambda: run(small), times), cpu(lambda: run(large), times)
    assert after < (large / small) ** 1.75 * max(before, FLOOR)
