"""The upstream notices that a draft is held against, as files on disk.

Read again when they have changed there. A PDF can hang its reader, and old formats need
LibreOffice: those are for the command line, which reads them in processes of their own.
"""

from __future__ import annotations

from pathlib import Path

from hegao.dsl.build import build_notice
from hegao.dsl.recover.choose import kind_of, read
from hegao.dsl.recover.finished import UnreadableError
from hegao.dsl.recover.manuscript import Manuscript, manuscript_of, text_manuscript
from hegao.dsl.upstream.sources import ITSELF, Opened
from hegao.dsl.upstream.template import Upstream
from hegao.lsp.files.named_files import Files, Stamp, decode, nearest

DRAFT = ".notice"
READ_HERE = ("word", "html", "sheet")
IMPORT_FIRST = "读不出：这种文件请先用 hegao import 读成草稿（.notice），再写草稿的名字"


class UpstreamFiles:
    """Upstream notices by their path, as long as they stay as they are."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._known: dict[Path, tuple[Stamp, Opened]] = {}

    def open(self, path: str, beside: str) -> Opened:
        """The file that a draft or an upstream names: in its folder, or in one above."""
        folders = Path(beside).absolute().parents
        found = nearest(folders, path) or Path(beside).parent / path
        if found.absolute() == Path(beside).absolute():
            return Opened(str(found), None, ITSELF)
        return self._read(found)

    def _read(self, path: Path) -> Opened:
        try:
            stamp = self._files.stamp(path)
            known = self._known.get(path)
            if known is None or known[0] != stamp:
                known = self._known[path] = (stamp, _opened(path, self._files.data(path)))
        except FileNotFoundError:
            return Opened(str(path), None, "读不出：没有找到，请检查文件名和所在文件夹")
        except (OSError, ValueError) as error:
            return Opened(str(path), None, f"读不出：{error}")
        return known[1]


def _opened(path: Path, data: bytes) -> Opened:
    try:
        text = _text(path, data)
    except UnicodeDecodeError:
        return Opened(str(path), None, "读不出：不是UTF-8，也不是GB18030")
    except UnreadableError as error:
        return Opened(str(path), None, f"读不出：{error}")
    if text is None:
        return Opened(str(path), None, IMPORT_FIRST)
    if not text.strip():
        return Opened(str(path), None, "是空的")
    return Opened(str(path), Upstream(build_notice(text)))


def _text(path: Path, data: bytes) -> str | None:
    """The text that tasks are read from; None for a format that is not read here."""
    if path.suffix == DRAFT:
        return decode(data)
    kind = kind_of(path.name, data)
    if kind == "text":
        return _put_right(text_manuscript(decode(data)))
    return _put_right(manuscript_of(read(kind, data))) if kind in READ_HERE else None


def _put_right(manuscript: Manuscript) -> str:
    from hegao.dsl.recover.recovery import put_right

    return put_right(manuscript).text
