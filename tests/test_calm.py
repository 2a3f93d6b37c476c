"""False alarms make people switch a linter off: each error and warning on real notices is judged."""

from __future__ import annotations

from collections import Counter

import pytest
from calm import RIGHT, SEED, WRONG, Place, page, places, verdicts

from material import ROOT, read, shared

MOST_WRONG = 5
"""Warnings judged wrong, of a hundred."""


@pytest.fixture(scope="module")
def found() -> list[Place]:
    shared("corpus/*.txt")
    return list(places())


def test_every_error_and_warning_is_judged(found: list[Place]) -> None:
    told = {(each.notice, each.line, each.code) for each in found if each.severity != "info"}
    judged = verdicts()
    assert told - judged.keys() == set()
    assert judged.keys() - told == set()
    assert {each.verdict for each in judged.values()} <= {RIGHT, WRONG}


def test_no_error_is_wrong_and_few_warnings_are(found: list[Place]) -> None:
    judged = verdicts()
    wrong: Counter[str] = Counter()
    counted: Counter[str] = Counter()
    for each in found:
        if each.severity != "info":
            counted[each.severity] += 1
            wrong[each.severity] += judged[each.notice, each.line, each.code].verdict == WRONG
    assert wrong["error"] == 0
    assert wrong["warning"] * 100 <= MOST_WRONG * counted["warning"]


def test_what_fires_often_in_one_seed_is_explained(found: list[Place]) -> None:
    """Aggregated findings are one; a rule that has several all the same says why in its manual."""
    often = Counter((each.notice, each.code) for each in found if each.notice.startswith(SEED))
    codes = {code for (_, code), count in often.items() if count > 3}
    unexplained = {
        code for code in codes if "## 说明" not in read(ROOT / "docs" / "rules" / f"{code}.md")
    }
    assert unexplained == set()


def test_the_page_is_up_to_date(found: list[Place]) -> None:
    assert read(ROOT / "docs" / "calm.md") == page(found, verdicts())
