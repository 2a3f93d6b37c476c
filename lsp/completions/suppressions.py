"""The codes of rules in 【核稿：不查 HG301；理由：…】: those that fire in the draft first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from hegao.lsp.completions.cursor import Cursor
from hegao.lsp.completions.proposal import Proposal

CODES: Final = re.compile(r"【\s*核稿\s*[：:]\s*不查\s*(?P<codes>[^；;】]*)\Z")
REASON: Final = "；理由：$1】"


def suppressions(cursor: Cursor) -> Iterator[Proposal]:
    """Rules by code and by name; the reason, without which nothing is suppressed, follows."""
    match = CODES.match(cursor.before, max(cursor.before.rfind("【"), 0))
    if match is None:
        return
    start = cursor.behind("、，, ", match.start("codes"))
    named = re.split(r"[、，,\s]+", match["codes"])
    fires = _fires(cursor)
    tail = "" if "理由" in cursor.after else REASON
    for rule in sorted(cursor.draft.basis.rules, key=lambda each: -fires[each.code]):
        if rule.code not in named:
            places = f"本文有{fires[rule.code]}处" if fires[rule.code] else ""
            yield Proposal(
                f"{rule.code} {rule.title}", start, rule.code + tail, (rule.title,), places,
                kind="rule", takes="】",
            )  # fmt: skip


def _fires(cursor: Cursor) -> Counter[str]:
    """How often each rule fires; what it says of the line being typed does not count."""
    start, end = cursor.line_start, cursor.offset + len(cursor.after)
    found = cursor.draft.findings
    return Counter(each.code for each in found if not start <= each.span.start <= end)
