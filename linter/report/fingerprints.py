"""What a finding is known by from run to run, wherever its line has moved meanwhile."""

from __future__ import annotations

import re
from collections import Counter
from hashlib import sha256

from hegao.grammar.source import LINE_END
from hegao.linter.finding import Finding
from hegao.linter.report.result import FileResult

# An item put in before renumbers those that follow.
NUMBER = re.compile(r"[\W\d_①-⒛㈠-㈩第零〇一二三四五六七八九十百]+")
MOST = 1000
"""Characters of a line that are looked at on either side; a file may be one line."""


def fingerprints(file: FileResult) -> tuple[str, ...]:
    """One for each finding, in their order: 64 hexadecimal digits, no two alike in a file.

    Made of the rule, the marked words and their line without its number, not of the place.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    made: list[str] = []
    for finding in file.findings:
        known = (finding.code, *_words(file, finding))
        made.append(digest(*known, str(seen[known])))
        seen[known] += 1
    return tuple(made)


def digest(*parts: str) -> str:
    """The hash of some texts."""
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _words(file: FileResult, finding: Finding) -> tuple[str, str]:
    """The marked words up to the end of the first line, and all of that line."""
    text, start = file.text, finding.span.start
    line = max(file.index.starts[file.index.position(start).line - 1], start - MOST)
    rest = LINE_END.split(text[start : start + MOST], maxsplit=1)[0]
    marked = rest[: finding.span.end - start]
    return _bare(marked), _bare(text[line:start] + rest)


def _bare(text: str) -> str:
    """The text without the number it begins with and without blanks."""
    begin = NUMBER.match(text)
    return "".join((text[begin.end() :] if begin else text).split()) or text.strip()
