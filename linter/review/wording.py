"""What a comment says of a finding."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hegao.linter.finding import Finding
from hegao.linter.report.columns import clip
from hegao.linter.report.result import SEVERITY_NAMES, FileResult, place_in_file
from hegao.linter.report.text import LONGEST

MADE: Final = "（已作修订，请接受或拒绝）"
TO_CONFIRM: Final = "（请确认后改）"
MOST_PLACES: Final = 8


def said_of(file: FileResult, finding: Finding, *, made: bool) -> tuple[str, ...]:
    """The lines of a comment: what is wrong, what to write, why; `made` where it is changed."""
    return tuple(clip(line, LONGEST) for line in _lines(file, finding, made=made))


def _lines(file: FileResult, finding: Finding, *, made: bool) -> Iterator[str]:
    yield f"{SEVERITY_NAMES[finding.severity]}：{finding.message}"
    confirm = finding.fix is not None and finding.fix.tier == "confirm"
    note = MADE if made else TO_CONFIRM if confirm and finding.hint else ""
    if finding.hint or note:
        yield f"建议：{finding.hint}{note}"
    yield f"依据（{finding.code}）：{finding.source or finding.name}"
    if finding.related:
        yield f"同样问题：{_places(file, finding)}"
    for each in finding.elsewhere:
        yield f"上级文件：{each.file} 第{each.line}行：{each.message}"


def _places(file: FileResult, finding: Finding) -> str:
    lines = (file.index.position(span.start).line for span in finding.related)
    places = list(dict.fromkeys(place_in_file(file, line) or f"第{line}行" for line in lines))
    more = f"等{len(finding.related)}处" if len(places) > MOST_PLACES else ""
    return "、".join(places[:MOST_PLACES]) + more
