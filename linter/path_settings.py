"""What hegao.toml sets for some of the files below it: `[paths."附件/**"]`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final, NamedTuple

from hegao.linter.finding import Finding, Severity

# The parts of a pattern that stand for characters; all others stand for themselves.
WILD: Final = re.compile(r"\*\*/|\*\*|\*|\?")
MEANINGS: Final[Mapping[str, str]] = {
    "**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]",
}  # fmt: skip


class PathSettings(NamedTuple):
    """What one pattern sets, in the order of the file."""

    pattern: str
    """Of a path from the folder of hegao.toml; one without / is looked for at any depth."""
    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, Severity], ...] = ()
    """Beginnings of codes with their severity; of two that fit the longer one counts."""

    def fits(self, path: str) -> bool:
        """Whether it speaks of a path (with /) or of a folder that the path is in."""
        return _expression(self.pattern).fullmatch(path) is not None


def judged(finding: Finding, settings: tuple[PathSettings, ...]) -> Finding | None:
    """A finding as the settings of its path have it; None where they ignore it.

    Of settings with several patterns that fit a later one overrules an earlier one.
    """
    severity = finding.severity
    for each in settings:
        if each.ignore and finding.code.startswith(each.ignore):
            return None
        fitting = [named for named in each.severity if finding.code.startswith(named[0])]
        if fitting:
            severity = max(fitting, key=lambda named: len(named[0]))[1]
    return finding if severity == finding.severity else finding._replace(severity=severity)


@cache
def _expression(pattern: str) -> re.Pattern[str]:
    pieces: list[str] = []
    at = 0
    for wild in WILD.finditer(pattern):
        pieces += (re.escape(pattern[at : wild.start()]), MEANINGS[wild[0]])
        at = wild.end()
    pieces.append(re.escape(pattern[at:].removesuffix("/")))
    anywhere = "" if "/" in pattern.rstrip("/") else "(?:.*/)?"
    return re.compile(f"{anywhere}{''.join(pieces)}(?:/.*)?", re.DOTALL)
