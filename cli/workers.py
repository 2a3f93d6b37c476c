"""Many texts examined in processes of their own; this module is what such a process runs."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import TYPE_CHECKING, NamedTuple

from hegao.cli.examined import Broken, Examined
from hegao.cli.examining import Examiner, examined_or_broken
from hegao.cli.files import TextFile
from hegao.cli.kept_patterns import KeptPatterns
from hegao.cli.rule_cache import user_cache
from hegao.cli.rule_times import RuleTimes
from hegao.cli.settings import Offices
from hegao.linter.finding import Stage

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

PORTION = 8
"""Files handed to a process at once: few, so that no process ends long after the others."""

MOST = 61
"""Of processes; Windows cannot wait for more."""


class Order(NamedTuple):
    """How a process examines."""

    stage: Stage | None
    cached: bool
    timed: bool


class Portion(NamedTuple):
    """What a process gives back for some files, in their order."""

    examined: tuple[Examined | Broken, ...]
    problems: tuple[str, ...]
    """What is wrong with rules and units lists, as far as this process knows by now."""
    seconds: dict[str, float]
    """Time by rule."""


def in_processes(
    files: Sequence[TextFile], order: Order, count: int
) -> Iterator[tuple[int, Portion]]:
    """Portions of the files as they get ready, each with the place of its first file.

    Those are missing that were left when the system ended a process, as for want of memory.
    """
    from concurrent.futures import as_completed
    from concurrent.futures.process import BrokenProcessPool

    portions = -(-len(files) // PORTION)
    with _pool(order, min(count, portions, MOST)) as pool:
        places: dict[Future[Portion], int] = {}
        # What starts now does not hear of Ctrl-C; it ends when we say so.
        with _unheard(), _apart(), suppress(BrokenProcessPool):
            for at in range(0, len(files), PORTION):
                places[pool.submit(_examine, files[at : at + PORTION])] = at
        for ready in as_completed(places):
            if not isinstance(ready.exception(), BrokenProcessPool):
                yield places[ready], ready.result()


@contextmanager
def _pool(order: Order, count: int) -> Iterator[ProcessPoolExecutor]:
    """Processes that end with the block, however it ends."""
    from concurrent.futures import ProcessPoolExecutor

    pool = ProcessPoolExecutor(count, get_context("spawn"), _start, (order,))
    try:
        yield pool
    except BaseException:
        for process in list((pool._processes or {}).values()):
            process.terminate()
        _unblock(pool)
        raise
    finally:
        if pool._broken:
            _unblock(pool)
        pool.shutdown(cancel_futures=True)


def _unblock(pool: ProcessPoolExecutor) -> None:
    """Let a pool without processes end: before Python 3.12 it waits for ever to hand out the rest.

    The pipe that it writes to stays open, as this process could read from it, too (gh-94777).
    """
    with suppress(AttributeError, OSError):
        pool._call_queue._reader.close()  # type: ignore[attr-defined]


@contextmanager
def _unheard() -> Iterator[None]:
    try:
        old = signal.signal(signal.SIGINT, signal.SIG_IGN)
    except ValueError:  # Only the main thread may; another is not sent signals anyway.
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, old)


@contextmanager
def _apart() -> Iterator[None]:
    """A new process would first run the main module again: somebody's script, as it may be."""
    main = sys.modules["__main__"].__dict__
    kept: dict[str, object] = {
        name: main[name] for name in ("__file__", "__spec__") if name in main
    }
    main.pop("__file__", None)
    main["__spec__"] = None
    try:
        yield
    finally:
        main |= kept


_examiner: Examiner


def _start(order: Order) -> None:
    global _examiner
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()  # As in the main process: values have no cycles.
    Thread(target=_end_with_parent, daemon=True).start()
    if order.cached:
        KeptPatterns(user_cache()).start()
    _examiner = Examiner(Offices(), order.stage, cached=order.cached)
    _examiner.times = RuleTimes() if order.timed else None


def _end_with_parent() -> None:
    """A process whose parent was killed would wait for work for ever."""
    if parent := parent_process():
        parent.join()
        os._exit(1)


def _examine(files: Sequence[TextFile]) -> Portion:
    examined = tuple(examined_or_broken(_examiner, file) for file in files)
    gc.collect(0)
    times = _examiner.times
    seconds = dict(times.seconds) if times else {}
    if times:
        times.seconds.clear()
    return Portion(examined, tuple(_examiner.problems), seconds)
