"""What a finding is known by from run to run."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from reports import finding

from hegao.grammar.source import Span
from hegao.linter.report.fingerprints import fingerprints
from hegao.linter.report.result import FileResult

NOTICE = "1. 尽快完成。\n2. 尽快完成。\n3. 尽快检查。\n（4）尽快检查尽快验收。\n"


def known(text: str) -> list[str]:
    spans = [Span(found.start(), found.end()) for found in re.finditer("尽快", text)]
    return [*fingerprints(FileResult("a", text, tuple(finding(*span) for span in spans)))]


def test_fingerprints_tell_findings_apart() -> None:
    assert len({*known(NOTICE)}) == 5
    other = finding(3, 5)._replace(code="HG998")
    assert known(NOTICE)[0] not in fingerprints(FileResult("a", NOTICE, (other,)))


@pytest.mark.parametrize(
    "changed",
    [
        "标题：新加的\n\n" + NOTICE,
        NOTICE.replace("\n", "\r\n"),
        NOTICE.replace("3. ", "13．").replace("（4）", "④ "),
        NOTICE.replace("完成。", "完成。 "),
        NOTICE + "5. 检查。\n",
    ],
)
def test_fingerprints_survive_what_moves_lines(changed: str) -> None:
    assert known(changed) == known(NOTICE)


def test_fingerprints_notice_another_sentence() -> None:
    kept = Counter(known(NOTICE.replace("3. 尽快检查", "3. 尽快核查"))) & Counter(known(NOTICE))
    assert kept.total() == 4
