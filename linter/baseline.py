"""A baseline: findings that are known and not told again, as a text that is read in reviews.

One line a finding: file, code, fingerprint and words, between tabs. Only file, code and
fingerprint count; the words are for people and stay as they were when the line was written.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from hegao.linter.finding import Finding
from hegao.linter.report.columns import clip
from hegao.linter.report.fingerprints import fingerprints
from hegao.linter.report.result import FileResult

HEAD: Final = """\
# 核稿基线：下面的问题已经知道，不再报，也不算失败。
# 一行一处：文件、代码、指纹、说明，中间是制表符。可以删行，那一处就又会报；不要改别的。
# 稿子改好以后，用 hegao check --write-baseline 重写，去掉已经不出现的。
"""
REMARK: Final = "#"
DIGITS: Final = 16
WORDS: Final = 60
ESCAPES: Final = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}


class BaselineError(ValueError):
    """A line that is no entry; the message says what to do."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


class Entry(NamedTuple):
    """A known finding."""

    file: str
    """From the folder of the baseline, with / and what cannot stand in a line escaped."""
    code: str
    fingerprint: str
    words: str = ""

    @property
    def known(self) -> tuple[str, str, str]:
        """What it is recognized by."""
        return self[:3]


def read_baseline(text: str) -> tuple[Entry, ...]:
    """The entries of a baseline. Raises BaselineError."""
    return tuple(
        _entry(number, line)
        for number, line in enumerate(text.split("\n"), 1)
        if line.strip() and not line.startswith(REMARK)
    )


def write_baseline(entries: Iterable[Entry]) -> str:
    """The text of a baseline: sorted, each entry once, so that equal ones are equal texts."""
    kept = {each.known: each for each in entries}
    ordered = sorted(kept.values(), key=lambda each: (*each[:2], each.words, each.fingerprint))
    return HEAD + "".join("\t".join(each) + "\n" for each in ordered)


def entries_of(result: FileResult, file: str) -> tuple[Entry, ...]:
    """One entry for each finding of a file, in their order; `file` is as `file_name` writes it."""
    return tuple(
        Entry(file, finding.code, mark[:DIGITS], _words(finding))
        for finding, mark in zip(result.findings, fingerprints(result), strict=True)
    )


def file_name(path: str) -> str:
    """A path as entries have it."""
    plain = "".join(ESCAPES.get(each, each) for each in path)
    if plain.startswith(REMARK):
        plain = f"\\{plain}"
    return plain.encode("utf-8", "backslashreplace").decode("utf-8")


def _entry(number: int, line: str) -> Entry:
    parts = line.rstrip("\r").split("\t")
    if len(parts) != len(Entry._fields):
        if line.startswith(("<<<<<<<", "=======", ">>>>>>>")):
            message = "合并时两边都改过，没有解决：两边的行都留下，删去这种标记"
            raise BaselineError(number, message)
        raise BaselineError(number, "要有文件、代码、指纹、说明四栏，中间是制表符")
    return Entry(*parts)


def _words(finding: Finding) -> str:
    return clip(" ".join(finding.message.split()), WORDS)
