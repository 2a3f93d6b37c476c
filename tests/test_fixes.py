"""Fixes change what they say and nothing else; no text makes a check fail."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_grammar import NOTICES

from hegao.dsl.build import build_notice
from hegao.dsl.characters import full_width
from hegao.linter.finding import STAGES
from hegao.linter.fix import apply_fixes
from hegao.linter.rulebook import read_rules
from hegao.linter.run import check_text
from material import EXAMPLES, SHARED, read

RULES = read_rules().rules
SAFE = frozenset(("safe",))
REAL = sorted((SHARED / "seeds").glob("*.txt")) + sorted((SHARED / "corpus").glob("*.txt"))
ROUNDS = 10


def mended(text: str) -> str:
    """The text with safe fixes until nothing changes."""
    for _ in range(ROUNDS):
        after = apply_fixes(text, check_text(text, RULES).findings, SAFE)
        if after == text:
            return text
        text = after
    raise AssertionError("safe fixes do not come to rest")


def facts(text: str) -> tuple[int, list[str], list[str]]:
    """What a safe fix must not change: tasks, units, deadlines."""
    tasks = build_notice(text).tasks
    units = [unit.text for task in tasks for unit in task.units]
    limits = [str(limit.end) for task in tasks for limit in task.deadlines]
    return len(tasks), ["".join(unit.split()) for unit in units], limits


@pytest.mark.parametrize("path", EXAMPLES + REAL, ids=lambda path: path.name)
def test_safe_fixes_keep_what_is_asked(path: Path) -> None:
    text = read(path)
    before, after = facts(text), facts(mended(text))
    if path.name == "flawed.notice":  # Its misspelt field and number are what the fixes mend.
        assert after[0] >= before[0]
        return
    assert [full_width(name) for name in before[1]] == [full_width(name) for name in after[1]]
    assert before[0] == after[0]
    assert before[2] == after[2]


@pytest.mark.parametrize("path", EXAMPLES + REAL, ids=lambda path: path.name)
def test_safe_fixes_bring_no_finding(path: Path) -> None:
    text = read(path)
    assert told(mended(text)) - told(text) == Counter()


def told(text: str) -> Counter[str]:
    """How many places each rule tells of."""
    found: Counter[str] = Counter()
    for finding in check_text(text, RULES).findings:
        found[finding.code] += 1 + len(finding.related)
    return found


@given(NOTICES, st.sampled_from(STAGES))
@settings(max_examples=150)
def test_no_text_makes_a_check_fail(text: str, stage: str) -> None:
    report = check_text(text, RULES, stage)  # type: ignore[arg-type]
    assert report.failures == ()
    for finding in report.findings:
        spans = [finding.span, *finding.related]
        spans += [edit.span for edit in finding.fix.edits] if finding.fix else []
        assert all(0 <= start <= end <= len(text) for start, end in spans)


@given(st.text(max_size=200))
def test_no_characters_make_a_check_fail(text: str) -> None:
    assert check_text(text, RULES).failures == ()
