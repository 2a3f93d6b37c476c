"""A Word file with its findings in it: comments at the words, safe fixes as tracked changes.

Whoever accepts all changes has the text that `hegao check --fix` would give; whoever rejects them
has the text as it was. What no change can reach, as a computed number, has a comment only.
"""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

from hegao.dsl.recover.finished import UnreadableError
from hegao.linter.finding import Edit
from hegao.linter.fix import apply_edits
from hegao.linter.report.result import FileResult
from hegao.linter.report.text import MOST_FINDINGS
from hegao.linter.review.comments import Comment, write_comments
from hegao.linter.review.earlier import take_out
from hegao.linter.review.mending import Made, mending_edits
from hegao.linter.review.names import next_number
from hegao.linter.review.package import Package
from hegao.linter.review.read_file import Check, Read, read_file, words_of
from hegao.linter.review.revisions import Revisions
from hegao.linter.review.runs import Runs
from hegao.linter.review.wording import said_of

BROKEN: Final = "文件的结构有毛病，写不进批注；请用 Word 或 WPS 打开后另存一份再试"


class Reviewed(NamedTuple):
    """A reviewed file."""

    data: bytes
    result: FileResult
    """The findings on the text as it was."""
    changed: int
    """How many findings are mended by tracked changes."""


def review(data: bytes, check: Check, day: date, *, changes: bool = True) -> Reviewed:
    """The file with a comment for each finding, and its safe fixes as changes where wanted.

    `day` is when they are made: the same file on the same day gives the same bytes. The marks of an
    earlier review are replaced. Raises UnreadableError, also for a file that is so broken that its
    text would be another with comments in it.
    """
    package = Package(data)
    take_out(package)
    clean = package.packed()
    read = read_file(clean)
    result = check(read)
    edits = mending_edits(clean, read, result, check) if changes else []
    within_lines = [edit for edit in edits if _is_within_line(read.text, edit)]
    # Nobody shall accept a change that reads otherwise than it was meant.
    for made in map(Made, dict.fromkeys((tuple(edits), tuple(within_lines), ()))):
        data = _written(clean, read, result, made, day)
        if read_file(data).text == apply_edits(read.text, made.edits):
            return Reviewed(data, result, sum(map(made.mend, result.findings)))
    raise UnreadableError(BROKEN)


def _is_within_line(text: str, edit: Edit) -> bool:
    return "\n" not in edit.text and "\n" not in text[edit.span.start : edit.span.end]


def _written(clean: bytes, read: Read, result: FileResult, made: Made, day: date) -> bytes:
    package = Package(clean)
    runs = Runs(package.document(), day)
    revisions = Revisions(runs, read.text, read.origins)
    comments = [
        Comment(said_of(result, each, made=made.mend(each)), words_of(runs, read, each.span))
        for each in result.findings[:MOST_FINDINGS]
    ]
    part = package.comments()
    number = next_number(runs.names, package.document(), part)
    if comments:
        number = write_comments(
            runs, package.add_comments() if part is None else part, comments, number
        )
    # From the end: what is cut off behind a change is then not cut again.
    for edit in reversed(made.edits):
        number = revisions.make(edit, number)
    return package.packed()
