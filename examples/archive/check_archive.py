"""Check all notices below a folder on many processes or machines; findings go to Parquet.

`python check_archive.py FOLDER OUT [--workers 2 | --scheduler ADDRESS]`; README.md says more.
"""

from __future__ import annotations

import argparse
import logging
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import dask
import notice_rows
import parts
from distributed import Client, KilledWorker, LocalCluster, as_completed
from notice_rows import Counts, Desk, Order, Work, check_batch

from hegao.cli.targets import Targets, find_targets
from hegao.linter.finding import STAGES

AHEAD: Final = 4
"""Batches that are handed out for each worker: enough that none waits."""
DIED: Final = "检查这个文件时进程意外结束：超过{:g}秒没有查完，或者内存不够"
BROKEN: Final = 2


class Run:
    """Hands out the notices and counts what became of them."""

    def __init__(self, client: Client, order: Order) -> None:
        self.client = client
        self.order = order
        self.counts = Counts(0, 0, 0)
        self._parts = 0

    def check(self, batches: Iterator[list[Work]], ahead: int) -> None:
        """Check all batches; then, one by one, the notices whose worker died."""
        suspects: list[Work] = []
        running = as_completed()
        works: dict[str, list[Work]] = {}

        def hand_out() -> None:
            if batch := next(batches, None):
                future = self._submit(batch)
                works[future.key] = batch
                running.add(future)

        for _ in range(ahead):
            hand_out()
        for future in running:
            batch = works.pop(future.key)
            if not self._took(future):
                suspects += batch
            hand_out()
        for work in suspects:
            if not self._took(self._submit([work])):
                self.fail(work.path, DIED.format(self.order.limit))

    def fail(self, path: str, problem: str) -> None:
        """Write down why a notice could not be checked."""
        row = parts.row_of_failure(Desk(self.order).shown(Path(path)), problem)
        parts.write_part(Path(self.order.out), self._part(), [row], ())
        self._add(Counts(0, 0, 1))

    def _submit(self, batch: Sequence[Work]) -> Any:
        return self.client.submit(check_batch, self.order, self._part(), batch, pure=False)

    def _took(self, future: Any) -> bool:
        """Whether a batch was checked; not when its worker died or could not write."""
        try:
            self._add(future.result())
        except KilledWorker:
            return False
        return True

    def _add(self, more: Counts) -> None:
        self.counts = Counts(*map(sum, zip(self.counts, more, strict=True)))

    def _part(self) -> str:
        self._parts += 1
        return f"{self.order.run:04}-{self._parts:06}"


def check_archive(
    options: argparse.Namespace, targets: Targets, client: Client, ahead: int
) -> Counts:
    """Bring the archive's Parquet files up to date with its notices."""
    root, out = Path(options.folder).absolute(), Path(options.out).absolute()
    order = Order(str(root), str(out), parts.runs(out) + 1, options.limit, options.stage)
    desk = Desk(order)
    shown = {str(path): desk.shown(path) for path in targets.files}
    unreadable = [desk.shown(Path(each.path)) for each in targets.problems]
    present = {*shown.values(), *unreadable}
    known = parts.settle(out, present, unreadable)
    works = [Work(path, known.get(file)) for path, file in shown.items()]
    run = Run(client, order)
    run.check((works[at : at + options.batch] for at in range(0, len(works), options.batch)), ahead)
    for problem in targets.problems:
        run.fail(problem.path, problem.message)
    parts.settle(out, present, unreadable)
    return run.counts


def connected(options: argparse.Namespace) -> Client:
    """Workers of our own, or those of a cluster, which are given our code."""
    # Whichever notice a worker died at, it is not tried on all the others.
    dask.config.set({"distributed.scheduler.allowed-failures": 0})
    if options.scheduler:
        client = Client(options.scheduler)
        for module in (parts, notice_rows):
            client.upload_file(module.__file__)
        return client
    cluster = LocalCluster(
        n_workers=options.workers, threads_per_worker=1, dashboard_address="127.0.0.1:0",
        silence_logs=logging.CRITICAL,
    )  # fmt: skip
    return Client(cluster)


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description="核一个文件夹里的全部通知，意见写成 Parquet")
    parser.add_argument("folder", help="通知所在的文件夹，连同下面各级")
    parser.add_argument("out", help="结果文件夹；再次运行只查有变化的")
    parser.add_argument("--workers", type=int, default=2, help="本机开几个进程（默认2）")
    parser.add_argument("--scheduler", help="Dask 调度器的地址，如 tcp://10.0.0.1:8786")
    parser.add_argument("--stage", choices=STAGES, help="起草、核稿、签发")
    parser.add_argument("--limit", type=float, default=120, help="一个文件最多查几秒（默认120）")
    parser.add_argument("--batch", type=int, default=100, help="一次交出几个文件（默认100）")
    return parser.parse_args()


def main() -> int:
    """Check, and say what became of it; 2 where a notice could not be checked."""
    options = arguments()
    start = time.monotonic()
    folder = Path(options.folder).absolute()
    targets = find_targets([str(folder)])
    # A share that is not mounted is no archive that was emptied.
    if not (folder.is_dir() and targets.files):
        return _refused(f"{folder}：没有找到这个文件夹，或者里面没有通知；结果没有改动")
    try:
        client = connected(options)
    except OSError as error:
        return _refused(f"连不上调度器 {options.scheduler}：{error}")
    with client:
        threads = client.nthreads().values()
        if set(threads) != {1}:
            return _refused("要有至少一个 Dask 进程，每个只开一个线程（dask worker --nthreads 1）")
        counts = check_archive(options, targets, client, AHEAD * len(threads))
        if client.cluster:
            client.cluster.close()
    return _told(counts, parts.totals(Path(options.out)), time.monotonic() - start)


def _told(counts: Counts, sums: dict[str, int], seconds: float) -> int:
    """Say what became of the run; the exit code."""
    left = sums["files"] - sums["checked"]
    print(
        f"共{sums['files']}个文件：这次查了{counts.checked}个，没有变化{counts.unchanged}个，"
        f"没有查成{left}个；任务{sums['tasks']}项，错误{sums['errors']}处，"
        f"警告{sums['warnings']}处，提醒{sums['infos']}处；用时{seconds:.1f}秒"
    )
    return BROKEN if left else 0


def _refused(message: str) -> int:
    print(f"错误：{message}", file=sys.stderr)
    return BROKEN


if __name__ == "__main__":
    sys.exit(main())
