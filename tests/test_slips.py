"""Slips injected into a faultless draft: each is found on its line, and no task is lost."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from hegao.dsl.build import build_notice
from hegao.grammar.source import LineIndex
from hegao.linter.rulebook import read_rules
from hegao.linter.run import check_text
from material import DATA, ROOT, read

DRAFT = read(ROOT / "examples" / "drafts" / "continuous.notice")
RULES = read_rules().rules
TASKS = len(build_notice(DRAFT).tasks)


@dataclass(frozen=True)
class Slip:
    name: str
    code: str
    right: str
    wrong: str


def slips() -> list[Slip]:
    found: list[Slip] = []
    for block in read(DATA / "slips.txt").split("\n=== ")[1:]:
        name, code, words = block.split("\n", 2)
        right, wrong = words.removeprefix("- ").rstrip("\n").split("\n+ ")
        found.append(Slip(name, code, right, wrong))
    return found


SLIPS = slips()


def spoilt_line(text: str, slip: Slip) -> int:
    """The first line that the slip changes, or leaves without what stood behind it."""
    at = text.index(slip.wrong)
    same = next(
        (i for i, (a, b) in enumerate(zip(slip.right, slip.wrong, strict=False)) if a != b),
        0,
    )
    return LineIndex(text).position(at + same).line


def found(text: str) -> set[tuple[str, int]]:
    index = LineIndex(text)
    report = check_text(text, RULES)
    assert report.failures == ()
    return {
        (finding.code, index.position(span.start).line)
        for finding in report.findings
        for span in (finding.span, *finding.related)
    }


def test_the_draft_is_without_fault() -> None:
    assert found(DRAFT) == set()


def test_there_are_twenty() -> None:
    assert len(SLIPS) == 20
    assert all(DRAFT.count(slip.right) == 1 for slip in SLIPS)


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.name)
def test_slip(slip: Slip) -> None:
    text = DRAFT.replace(slip.right, slip.wrong)
    assert (slip.code, spoilt_line(text, slip)) in found(text)
    assert len(build_notice(text).tasks) == TASKS


def test_all_slips_at_once() -> None:
    text = DRAFT
    for slip in SLIPS:
        text = text.replace(slip.right, slip.wrong)
    seen = found(text)
    missed = [slip.name for slip in SLIPS if (slip.code, spoilt_line(text, slip)) not in seen]
    assert missed == []
    assert len(build_notice(text).tasks) == TASKS
