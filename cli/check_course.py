"""The course of `hegao check`: what it was told to do, step by step, and how it ends."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from hegao.cli.check_run import CheckRun
from hegao.cli.checking import Checker, Wishes
from hegao.cli.files import FileError, TextFile, decoded
from hegao.cli.finished_files import read_notice
from hegao.cli.many_checks import ManyChecks
from hegao.cli.outcome import BROKEN, CLEAN, FOUND
from hegao.cli.output import STANDARD, read_input, remark
from hegao.cli.reporting import Output, deliver
from hegao.cli.targets import find_targets
from hegao.linter.finding import Tier


class Order(NamedTuple):
    """What the command line says, but for the reports."""

    paths: tuple[str, ...]
    piped: str
    """What the standard input goes by."""
    wishes: Wishes
    tiers: frozenset[Tier]
    diff: bool
    baseline: str | None
    write_baseline: bool
    statistics: bool
    processes: int | None
    since: str | None
    """The revision that files must have changed since, to be checked."""


def checked(order: Order, reports: Sequence[Output]) -> CheckRun:
    """Check all files, tell what was found, write the reports."""
    checker = Checker(order.wishes)
    checks = ManyChecks(checker, order.processes, order.statistics)
    run = CheckRun(checks, order.tiers, diff=order.diff)
    try:
        if order.wishes.cached:
            _remember(checker)
        _take(run, order)
    finally:
        if checker.known:
            checker.known.close()
    _hold(run, order)
    deliver(run, reports)
    if order.statistics:
        from hegao.cli.rule_statistics import statistics

        remark(statistics(run).rstrip())
    return run


def outcome(run: CheckRun) -> int:
    """The exit code of a run."""
    if run.problems:
        remark("检查不完整：先解决上面以“错误：”开头的问题")
        return BROKEN
    if run.diff:
        return FOUND if run.changed else CLEAN
    return FOUND if any(map(run.checker.fails, run.results)) else CLEAN


def _remember(checker: Checker) -> None:
    """Let the checker know what earlier runs found."""
    from hegao.cli.finding_store import FindingStore
    from hegao.cli.known_checks import KnownChecks, store_path

    store = FindingStore(store_path())
    checker.known = KnownChecks(store, checker.offices, checker.wishes.stage)


def _take(run: CheckRun, order: Order) -> None:
    if STANDARD in order.paths:
        run.piped = order.piped
        try:
            run.take([decoded(order.piped, read_input())])
        except FileError as error:
            run.refuse(str(error))
    named = [path for path in order.paths if path != STANDARD]
    if named or not order.paths:
        run.take(_files(run, named, order.since))
    _tell_problems(run)


def _files(run: CheckRun, paths: Sequence[str], since: str | None) -> list[TextFile]:
    targets = find_targets(paths)
    for problem in targets.problems:
        run.refuse(str(problem))
    files: list[TextFile] = []
    for path in targets.files if since is None else _changed(run, targets.files, since):
        try:
            files.append(read_notice(path))
        except FileError as error:
            run.refuse(str(error))
    return files


def _changed(run: CheckRun, files: Sequence[Path], since: str) -> list[Path]:
    """The files that have changed since a revision; none where git cannot say."""
    from hegao.cli.git_changes import changed_files

    try:
        known = changed_files(since)
    except FileError as error:
        run.refuse(str(error))
        return []
    found = [path for path in files if os.path.realpath(path) in known]
    if not found:
        remark("没有改过的稿子，没有什么要查")
    return found


def _tell_problems(run: CheckRun) -> None:
    for problem in run.checker.problems:
        run.refuse(problem)
    for code in run.checker.unknown_codes():
        run.refuse(
            f"没有代码以 {code} 开头的规则（--select、--ignore）；用 hegao rules list 查代码"
        )


def _hold(run: CheckRun, order: Order) -> None:
    """Hold the results against the baselines, where there are some."""
    named = order.baseline or any(each.settings.baseline for each in run.checker.offices.all)
    if not (named or order.write_baseline):
        return
    from hegao.cli.holding import hold

    hold(run, order.baseline, writing=order.write_baseline)
