"""The zip archive that a .docx or .xlsx file is, opened so that no file can do harm.

Everything is judged by the directory before anything is unpacked; a part that then gives more
than the directory says is not read on.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from hegao.dsl.recover.finished import UnreadableError

MOST_ENTRIES: Final = 4_000
MOST_UNPACKED: Final = 64 * 1024 * 1024
HIGHEST_RATIO: Final = 200
"""Running text packs 5 to 30 times smaller; deflate ends at about 1000 times."""
SMALL: Final = 1024 * 1024
"""What unpacks to less is harmless at any ratio."""

_COMPOUND = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_DIRECTORY_ENTRY = b"PK\x01\x02"
_LOCAL_HEADER: Final = struct.Struct("<4s22xHH")
_BAD_NAME = re.compile(r"\A/|\\|:|(?:\A|/)\.\.(?:/|\Z)")
_DAMAGED = "文件已损坏，请用 Word 或 WPS 打开后另存一份再试"


class Entry(NamedTuple):
    """Where the packed bytes of a part stand, and what they must give."""

    start: int
    end: int
    unpacked: int
    checksum: int
    deflated: bool


class Archive(NamedTuple):
    """An archive that passed the checks; parts are unpacked when they are read."""

    data: bytes
    entries: Mapping[str, Entry]

    @property
    def names(self) -> frozenset[str]:
        """The names of all parts."""
        return frozenset(self.entries)

    def read(self, name: str) -> bytes:
        """The bytes of the part; raises UnreadableError where it is missing or damaged."""
        entry = self.entries.get(name)
        if entry is None:
            raise UnreadableError(f"文件不完整，缺少 {name}，请用 Word 或 WPS 打开后另存一份再试")
        packed = self.data[entry.start : entry.end]
        unpacked = _inflate(packed, entry.unpacked) if entry.deflated else packed
        if len(unpacked) != entry.unpacked or zlib.crc32(unpacked) != entry.checksum:
            raise UnreadableError(_DAMAGED)
        return unpacked


def open_archive(data: bytes) -> Archive:
    """The archive in the bytes of a file; raises UnreadableError where it is none or unsafe."""
    _refuse_other_files(data)
    found = _directory(data)
    _refuse_bad_names(info.filename for info in found)
    _refuse_bombs(found)
    entries = {info.filename: _entry(info, data) for info in found}
    _refuse_overlaps(entries.values(), len(data))
    return Archive(data, entries)


def is_encrypted(data: bytes) -> bool:
    """Whether a file is an Office file with a password to open it, in its compound wrapper."""
    return data.startswith(_COMPOUND) and _ENCRYPTED_STREAM in data


def _refuse_other_files(data: bytes) -> None:
    if is_encrypted(data):
        raise UnreadableError("文件设了打开密码，请先在 Word、Excel 或 WPS 里取消密码再试")
    if data.startswith(_COMPOUND):
        raise UnreadableError("这是旧版格式，请在 Word 或 WPS 里另存为 .docx 或 .xlsx 再试")
    if not data:
        raise UnreadableError("文件是空的")
    # Counted in the raw bytes, as zipfile would first make an object of every entry.
    if data.count(_DIRECTORY_ENTRY) > MOST_ENTRIES:
        raise UnreadableError(f"文件里的部件超过{MOST_ENTRIES}个，不像正常的文档，没有打开")


def _directory(data: bytes) -> list[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error, OSError):
        message = "打不开：不是 .docx、.xlsx 这类文件，或者已损坏，请另存一份再试"
        raise UnreadableError(message) from None


def _refuse_bad_names(names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if _BAD_NAME.search(name):
            raise UnreadableError("文件里有指向别处的部件名，不像正常的文档，没有打开")
        # Part names of Office files differ by more than case.
        if name.lower() in seen:
            raise UnreadableError("文件里有重名的部件，不像正常的文档，没有打开")
        seen.add(name.lower())


def _refuse_bombs(found: Iterable[zipfile.ZipInfo]) -> None:
    found = list(found)
    unpacked = sum(info.file_size for info in found)
    packed = sum(info.compress_size for info in found)
    if unpacked > MOST_UNPACKED:
        limit = MOST_UNPACKED // SMALL
        raise UnreadableError(f"文件解开后超过{limit}MB，没有打开，请删去大图片再试")
    if unpacked > SMALL and unpacked > HIGHEST_RATIO * packed:
        raise UnreadableError("文件压缩得异常，不像正常的文档，没有打开")


def _entry(info: zipfile.ZipInfo, data: bytes) -> Entry:
    if info.flag_bits & 0x41:
        raise UnreadableError("文件加了密码，请先取消密码再试")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise UnreadableError("文件的压缩方式不认识，请用 Word 或 WPS 打开后另存一份再试")
    header = data[info.header_offset : info.header_offset + _LOCAL_HEADER.size]
    if len(header) < _LOCAL_HEADER.size or not header.startswith(b"PK\x03\x04"):
        raise UnreadableError(_DAMAGED)
    _, name, extra = _LOCAL_HEADER.unpack(header)
    start = info.header_offset + _LOCAL_HEADER.size + name + extra
    deflated = info.compress_type == zipfile.ZIP_DEFLATED
    return Entry(start, start + info.compress_size, info.file_size, info.CRC, deflated)


def _refuse_overlaps(entries: Iterable[Entry], size: int) -> None:
    """Parts that share packed bytes unpack to far more than their sizes seem to allow."""
    end = 0
    for entry in sorted(entries):
        if entry.start < end or entry.end > size:
            raise UnreadableError(_DAMAGED)
        end = entry.end


def _inflate(packed: bytes, size: int) -> bytes:
    """The bytes unpacked, or one more than there should be, never all of a bomb."""
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, size + 1)
    except zlib.error:
        raise UnreadableError(_DAMAGED) from None
