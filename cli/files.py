"""Files to texts and back; every failure is one Chinese sentence that says what to do."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from hegao.cli.encodings import UndecodableError, decode

MOST_BYTES = 64 << 20
FOREIGN = {
    ".doc": "Word", ".docx": "Word", ".docm": "Word", ".wps": "WPS文字", ".rtf": "RTF",
    ".odt": "OpenDocument", ".pdf": "PDF", ".ofd": "OFD", ".xls": "Excel", ".xlsx": "Excel",
    ".et": "WPS表格", ".ppt": "PowerPoint", ".pptx": "PowerPoint", ".html": "网页", ".htm": "网页",
}  # fmt: skip
FOREIGN_HINT = "请先用 hegao import 读成草稿（.notice）"


class FileError(Exception):
    """A file that cannot be read or written."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__(f"{path}：{message}")
        self.path = path
        self.message = message


class TextFile(NamedTuple):
    """A text with its line ends as they are, and how its file is encoded."""

    path: str
    text: str
    encoding: str = "utf-8"
    finished: bool = False
    """The text was read out of a file of another format and cannot be written back to it."""
    places: tuple[str, ...] = ()
    """Where each line of such a text stands in the file: 第3段."""

    @property
    def reading(self) -> str:
        """The text as it is read: of a finished text, page numbers are blanks."""
        if self.path.endswith(".notice"):
            return self.text
        from hegao.dsl.recover.pages import blanked

        return blanked(self.text)

    def with_text(self, text: str) -> TextFile:
        """The same file with another text."""
        return self._replace(text=text)


def read_text(path: Path) -> TextFile:
    """The text of a file in UTF-8 (with or without BOM) or GB18030. Raises FileError."""
    if (kind := FOREIGN.get(path.suffix.lower())) and path.exists():
        raise FileError(str(path), f"这是{kind}文件，{FOREIGN_HINT}")
    return decoded(str(path), read_bytes(path))


def decoded(path: str, data: bytes) -> TextFile:
    """The text of a file's content. Raises FileError."""
    try:
        text, encoding = decode(data)
    except UndecodableError as error:
        raise FileError(path, str(error)) from None
    return TextFile(path, text, encoding)


def write_text(file: TextFile) -> None:
    """Put a text into its file, whole or not at all, in the file's own encoding.

    Raises FileError; the old content stays then.
    """
    if file.finished:
        raise FileError(file.path, f"不能把改动写回这种文件；{FOREIGN_HINT}，再改草稿")
    try:
        data = file.text.encode(file.encoding)
    except UnicodeEncodeError:
        raise FileError(file.path, "有无法保存的字符，没有改动这个文件") from None
    write_bytes(Path(file.path), data)


def write_bytes(path: Path, data: bytes) -> None:
    """Put data into a file, whole or not at all. Raises FileError."""
    write_pieces(path, (data,))


def write_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """Put data into a file as it is made, whole or not at all. Raises FileError.

    The old content stays as well when making the data raises.
    """
    target = Path(os.path.realpath(path))
    if target.is_dir():
        raise FileError(str(path), "这是文件夹，请写出文件名")
    if target.exists() and not target.is_file():
        # A new file in the place of a device or pipe would be there for all programs.
        raise FileError(str(path), "这不是普通文件，写不了；要写到标准输出请用 -")
    temporary = target.with_name(f".hegao-{os.getpid()}.tmp")
    try:
        _write_beside(target, temporary, pieces)
    except OSError as error:
        raise FileError(str(path), f"写不了：{reason(error)}；原来的文件没有改动") from None
    finally:
        with suppress(OSError):
            temporary.unlink()


def _write_beside(target: Path, temporary: Path, pieces: Iterable[bytes]) -> None:
    mode = 0o666
    if target.exists():
        if not os.access(target, os.W_OK):
            raise PermissionError
        mode = stat.S_IMODE(target.stat().st_mode)
    with open(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as handle:
        handle.writelines(pieces)
    if target.exists():
        temporary.chmod(mode)
    os.replace(temporary, target)


def read_bytes(path: Path) -> bytes:
    """The content of a file. Raises FileError."""
    try:
        with open(path, "rb") as handle:
            data = handle.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise FileError(str(path), reason(error)) from None
    if len(data) > MOST_BYTES:
        raise FileError(str(path), f"文件超过{MOST_BYTES >> 20}MB，不像一份通知")
    return data


def reason(error: OSError | ValueError) -> str:
    """Why the system refused, in Chinese where it is one of the usual reasons."""
    match error:
        case FileNotFoundError():
            return "没有找到，请检查文件名和所在文件夹"
        case IsADirectoryError():
            return "这是文件夹，请写出文件名"
        case NotADirectoryError():
            return "路径中间有一段不是文件夹"
        case PermissionError():
            return "没有权限，请检查文件是否只读、是否被别的程序占用"
        case OSError():
            return f"系统拒绝（{error.strerror or error}）"
        case _:
            return "文件名里有不能用的字符"
