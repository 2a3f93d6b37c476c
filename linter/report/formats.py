"""The formats of a report: the one place that names them all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Final, NamedTuple

from hegao.linter.report.result import CheckResults

Writer = Callable[[CheckResults], Iterator[str]]
"""Gives the text of a report in pieces, in their order: what goes before the files, each file, what
goes after. Nobody has to hold a whole report."""


class Format(NamedTuple):
    """A writer, by module of this package and function, so that only the used ones are loaded."""

    module: str
    function: str
    of_nothing: bool = True
    """Whether a report is due when no file was checked: a program waits for one, a person not."""
    of_rules: bool = False
    """Whether it describes the rules, which a run without new findings need not read otherwise."""

    @property
    def writer(self) -> Writer:
        """The function that makes the report, piece by piece."""
        write: Writer = getattr(import_module(f"{__package__}.{self.module}"), self.function)
        return write


FORMATS: Final[dict[str, Format]] = {
    "text": Format("text", "write_text", of_nothing=False),
    "concise": Format("concise", "write_concise", of_nothing=False),
    "json": Format("json_report", "write_json"),
    "jsonl": Format("json_lines", "write_json_lines"),
    "sarif": Format("sarif", "write_sarif", of_rules=True),
    "junit": Format("junit", "write_junit"),
    "github": Format("github", "write_github"),
    "gitlab": Format("gitlab", "write_gitlab"),
    "checkstyle": Format("checkstyle", "write_checkstyle"),
    "rdjson": Format("rdjson", "write_rdjson"),
    "markdown": Format("markdown", "write_markdown"),
    "html": Format("html_page", "write_html"),
}
