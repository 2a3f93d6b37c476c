"""The upstream notices (上级文件) that a draft is held against: drafts or finished texts."""

from __future__ import annotations

from pathlib import Path

from hegao.cli.files import FileError
from hegao.cli.finished_files import read_for_tasks
from hegao.cli.named_files import find
from hegao.cli.settings import Offices, shown
from hegao.dsl.build import build_notice
from hegao.dsl.upstream.sources import ITSELF, Opened
from hegao.dsl.upstream.template import Upstream


class UpstreamFiles:
    """Reads upstream notices; each file once."""

    def __init__(self, offices: Offices) -> None:
        self._offices = offices
        self._known: dict[Path, Opened] = {}

    def open(self, path: str, beside: str) -> Opened:
        """The file that a draft or an upstream names."""
        found = find(path, Path(beside), self._offices.of(Path(beside)))
        if found.absolute() == Path(beside).absolute():
            return Opened(str(shown(found)), None, ITSELF)
        return self.read(found)

    def read(self, path: Path) -> Opened:
        """A file of any format; what is wrong with one that cannot be read is said in it."""
        key = path.absolute()
        if key not in self._known:
            self._known[key] = _read(shown(path))
        return self._known[key]


def _read(path: Path) -> Opened:
    try:
        text = read_for_tasks(path).text
    except FileError as error:
        return Opened(str(path), None, f"读不出：{error.message}")
    if not text.strip():
        return Opened(str(path), None, "是空的")
    return Opened(str(path), Upstream(build_notice(text)))
