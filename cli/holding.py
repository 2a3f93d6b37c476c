"""What a run says and does about its baselines."""

from __future__ import annotations

from hegao.cli.baselines import Baselines
from hegao.cli.check_run import CheckRun
from hegao.cli.files import FileError
from hegao.cli.output import remark
from hegao.cli.settings import shown

MOST_LISTED = 20


def hold(run: CheckRun, given: str | None, *, writing: bool) -> None:
    """Take what is known out of the results; or first make all of it known."""
    if writing and run.problems:
        remark("没有查完，没有写基线")
        return
    baselines = Baselines(run.checker, given)
    results = [baselines.without_known(each, writing=writing) for each in run.results]
    for problem in baselines.problems:
        run.refuse(problem)
    if writing and not _write(run, baselines):
        return
    run.results = results
    if writing:
        return
    if baselines.held:
        remark(f"基线里已有的{baselines.held}处没有列出")
    _tell_expired(baselines)


def _write(run: CheckRun, baselines: Baselines) -> bool:
    """Write the baselines; whether that was done."""
    if not baselines.paths:
        run.refuse('没有说基线写到哪里：加 --baseline 文件，或在 hegao.toml 里写 baseline = "文件"')
    if run.problems:
        return False
    try:
        for each in baselines.write():
            changes = f"新记{each.added}处，去掉{each.removed}处"
            remark(f"已写基线 {shown(each.path)}：共{each.entries}处，{changes}")
    except FileError as error:
        run.refuse(str(error))
        return False
    return True


def _tell_expired(baselines: Baselines) -> None:
    for path, entries in baselines.expired():
        remark(
            f"基线 {shown(path)} 里有{len(entries)}处已经不出现，可以去掉"
            "（删去那几行，或者加 --write-baseline 重写）："
        )
        for each in entries[:MOST_LISTED]:
            remark(f"  {each.file} {each.code} {each.words}")
        if len(entries) > MOST_LISTED:
            remark(f"  还有{len(entries) - MOST_LISTED}处")
