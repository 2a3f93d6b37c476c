"""`--watch`: check again whenever a file has changed.

Files are looked at every half second and not waited for: drafts often lie on shares of a
network, which tell no program of changes.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from hegao.cli.check_run import CheckRun
from hegao.cli.named_files import find
from hegao.cli.outcome import CLEAN
from hegao.cli.output import remark
from hegao.cli.settings import NAME, Offices
from hegao.cli.targets import find_targets

PAUSE: Final = 0.5
Stamps = dict[Path, tuple[int, int]]


def watch(check: Callable[[], CheckRun], paths: Sequence[str]) -> int:
    """Check, wait for a change, check again, until Ctrl-C; the exit code."""
    others: dict[Path, None] = {}
    """What is read besides the texts: once known, its changes during a check are noticed too."""
    try:
        while True:
            before = _stamps((*others, *_targets(paths)))
            new = dict.fromkeys(_read_besides(check()))
            before = _stamps(new) | before
            others |= new
            gc.collect()  # Which the program does without in a short run.
            remark(f"—— {time.strftime('%H:%M:%S')} 等着稿子改动（Ctrl-C 结束）——")
            while before == (now := _stamps((*others, *_targets(paths)))):
                time.sleep(PAUSE)
            _wait_until_written(now, paths, tuple(others))
    except KeyboardInterrupt:
        return CLEAN


def _read_besides(run: CheckRun) -> Iterator[Path]:
    """What a run read besides the texts: settings, rules, units lists, upstreams, baselines."""
    offices: Offices = run.checker.offices
    for office in offices.all:
        if office.folder:
            yield office.folder / NAME
            settings = office.settings
            for name in (*settings.rules, settings.units, settings.baseline):
                if name:
                    yield office.folder / name
    for named in run.checker.named:
        beside = Path(named.beside)
        yield find(named.name, beside, offices.of(beside))


def _wait_until_written(now: Stamps, paths: Sequence[str], others: Sequence[Path]) -> None:
    """A large file may be written for a while."""
    while True:
        time.sleep(PAUSE / 5)
        before, now = now, _stamps((*others, *_targets(paths)))
        if before == now:
            return


def _targets(paths: Sequence[str]) -> tuple[Path, ...]:
    return find_targets(paths).files


def _stamps(paths: Iterable[Path]) -> Stamps:
    """Time and size of the files that are there."""
    found: Stamps = {}
    for path in paths:
        try:
            status = path.stat()
        except OSError:
            continue
        found[path] = (status.st_mtime_ns, status.st_size)
    return found
