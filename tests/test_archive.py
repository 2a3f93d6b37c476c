"""Damaged, unsafe and foreign files are refused with one error, which says what to do."""

from __future__ import annotations

import struct
import tracemalloc
import zipfile
from pathlib import Path
from random import Random
from xml.etree import ElementTree

import pytest
import word_files as w
from word_cases import CASES, REMARKS, RUNS

from hegao.dsl.recover.archive import is_encrypted, open_archive
from hegao.dsl.recover.finished import Finished, UnreadableError
from hegao.dsl.recover.word.reader import read_word
from hegao.dsl.recover.xml_parts import DEEPEST

GOOD = RUNS["wrappers"].file
COMPOUND = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600)


def renamed(old: bytes, new: bytes) -> bytes:
    """A file with two more parts, the names in its bytes changed."""
    return w.packed({**w.unpacked(GOOD), "extra1.xml": b"<a/>", "extra2.xml": b"<b/>"}).replace(
        old, new
    )


def encrypted() -> bytes:
    at = GOOD.index(b"PK\x01\x02") + 8
    return GOOD[:at] + b"\x01" + GOOD[at + 1 :]


def with_main(content: str | bytes) -> bytes:
    return w.packed({**w.unpacked(GOOD), "word/document.xml": content})


def lying() -> bytes:
    """A part of 4 MB that says it holds 1000 bytes."""
    data = with_main(b" " * 4_000_000)
    return data.replace(struct.pack("<I", 4_000_000), struct.pack("<I", 1000))


def overlapping() -> bytes:
    """Two names for the same packed bytes."""
    data = renamed(b"", b"")
    first, second = (data.rindex(name) for name in (b"extra1.xml", b"extra2.xml"))
    return data[: second - 4] + data[first - 4 : first] + data[second:]


BILLION = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><w>&b;</w>'
DEEP = w.document("<w:tbl><w:tr><w:tc>" * 100 + w.paragraph("甲") + "</w:tc></w:tr></w:tbl>" * 100)
UNREADABLE = {
    "nothing": (b"", "空的"),
    "text": ("关于通知".encode(), "打不开"),
    "half a file": (GOOD[: len(GOOD) // 2], "打不开"),
    "an old file": (COMPOUND, "旧版格式"),
    "a file with a password": (COMPOUND + "EncryptedPackage".encode("utf-16-le"), "密码"),
    "a part with a password": (encrypted(), "密码"),
    "another archive": (w.packed({"a.txt": "甲"}), "不是 Word 文档"),
    "a workbook": (w.packed({"xl/workbook.xml": "<a/>"}), "Excel"),
    "a presentation": (w.packed({"ppt/presentation.xml": "<a/>"}), "演示文稿"),
    "no body": (with_main("<document/>"), "没有 Word 正文"),
    "broken XML": (with_main("<w:document>"), "已损坏"),
    "an encoding that is not known": (with_main('<?xml version="1.0" encoding="gb"?><a/>'), "已损坏"),
    "entities": (with_main(BILLION), "文档类型"),
    "entities in UTF-16": (with_main(BILLION.encode("utf-16")), "文档类型"),
    "a document type behind a comment": (with_main(f"<!--{'甲' * 99_999}-->{BILLION}"), "文档类型"),
    "too deep": (with_main(DEEP), "嵌套太深"),
    "a name twice": (renamed(b"extra2.xml", b"extra1.xml"), "重名"),
    "a name that leads out": (renamed(b"extra1.xml", b"../e/1.xml"), "别处"),
    "a name from the root": (renamed(b"extra1.xml", b"/etc/1.xml"), "别处"),
    "a name with a drive": (renamed(b"extra1.xml", b"c:\\tra1.xm"), "别处"),
    "sizes that lie": (lying(), "已损坏"),
    "parts that overlap": (overlapping(), "已损坏"),
    "too many parts": (w.packed({f"{at}.xml": "" for at in range(5000)}), "4000个"),
    "packed too well": (with_main(b" " * 20_000_000), "压缩得异常"),
    "a table of millions": (
        w.word(w.table(w.row(*"甲" * 900), *("<w:tr><w:tc/><w:tc/></w:tr>" for _ in range(900)))),
        "表格太大",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("data", "wanted"), UNREADABLE.values(), ids=UNREADABLE)
def test_files_that_cannot_be_read(data: bytes, wanted: str) -> None:
    with pytest.raises(UnreadableError, match=wanted):
        read_word(data)


SHAPES = {
    "runs": ("<w:r>", "</w:r>"),
    "deletions": ("<w:del>", "</w:del>"),
    "controls": ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
    "text boxes": ("<w:p><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:p>"),
    "tables": ("<w:tbl><w:tr><w:tc/><w:tc>", "</w:tc></w:tr></w:tbl>"),
    "alternatives": (
        "<mc:AlternateContent><mc:Choice>",
        "</mc:Choice></mc:AlternateContent>",
    ),
}


@pytest.mark.parametrize(("begin", "end"), SHAPES.values(), ids=SHAPES)
def test_what_is_not_too_deep_is_read(begin: str, end: str) -> None:
    """As deep as is allowed, no shape takes more than Python's stack."""
    depth = (DEEPEST - 5) // begin.count("<")
    if begin == "<w:tbl><w:tr><w:tc/><w:tc>":
        depth = (DEEPEST - 5) // 3
    body = begin * depth + w.paragraph("甲") + end * depth
    assert "甲" in f"{read_word(w.word(body))}"


def test_pictures_are_not_unpacked() -> None:
    """A picture whose bytes are damaged does not matter, its size does."""
    files = {**w.unpacked(GOOD), "word/media/image1.png": b"picture" * 100}
    data = w.packed(files)
    assert read_word(data.replace(b"\x2b\xc8\x4c\x2e\x29\x2d", b"broken")).blocks
    with pytest.raises(UnreadableError, match="64MB"):
        read_word(w.packed({**files, "word/media/image1.png": Random(1).randbytes(1 << 20) * 65}))


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (COMPOUND + "EncryptedPackage".encode("utf-16-le"), True),
        (COMPOUND, False),
        (GOOD + "EncryptedPackage".encode("utf-16-le"), False),
        (b"", False),
    ],
)
def test_files_with_a_password_to_open_them(data: bytes, *, wanted: bool) -> None:
    assert is_encrypted(data) == wanted


def test_an_archive_of_any_office_file() -> None:
    archive = open_archive(w.packed({"xl/workbook.xml": "<a/>", "xl/b.xml": "甲"}))
    assert archive.names == {"xl/workbook.xml", "xl/b.xml"}
    assert archive.read("xl/b.xml").decode() == "甲"
    with pytest.raises(UnreadableError, match="缺少"):
        archive.read("xl/c.xml")


@pytest.mark.parametrize("parts", [1, 6])
def test_a_bomb_takes_no_memory(parts: int, tmp_path: Path) -> None:
    """300 MB in 300 KB, as one part or several."""
    path = tmp_path / "大.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for at in range(parts):
            with archive.open(f"word/document{at or ''}.xml", "w") as part:
                for _ in range(300 // parts):
                    part.write(bytes(1 << 20))
    assert path.stat().st_size < 400_000
    data = path.read_bytes()
    tracemalloc.start()
    try:
        with pytest.raises(UnreadableError, match="64MB"):
            read_word(data)
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


WEIRD = ("", "-1", "x", "9" * 30, "0", "999999999", "continue", "restart", "begin", "end")


def shaken(random: Random, root: ElementTree.Element) -> None:
    """Moves elements about and puts odd values into attributes."""
    elements = list(root.iter())
    for _ in range(random.randint(1, 8)):
        one, other = random.choice(elements), random.choice(elements)
        if one.attrib and random.random() < 0.5:
            one.set(random.choice(list(one.attrib)), random.choice(WEIRD))
        elif one not in other.iter() and other not in one.iter():
            one.append(other)
        elif len(one):
            one.remove(random.choice(list(one)))


@pytest.mark.parametrize("name", CASES)
def test_damaged_files_raise_one_error_only(name: str) -> None:
    random = Random(name)
    files = w.unpacked(CASES[name].file)
    for _ in range(12):
        part = random.choice([each for each in files if each.endswith(".xml")])
        root = ElementTree.fromstring(files[part])
        shaken(random, root)
        content = bytearray(ElementTree.tostring(root, "utf-8"))
        if random.random() < 0.2:
            content[random.randrange(len(content))] ^= 1 << random.randrange(8)
        assert is_read_or_refused(w.packed({**files, part: bytes(content)}))


def test_damaged_archives_raise_one_error_only() -> None:
    data, random = REMARKS["footnotes and endnotes"].file, Random(7)
    for length in range(0, len(data), 61):
        assert is_read_or_refused(data[:length])
    for _ in range(1500):
        damaged = bytearray(data)
        # The directory at the end is what the checks read.
        at = (
            random.randrange(len(data) - 900, len(data))
            if random.random() < 0.7
            else random.randrange(len(data))
        )
        damaged[at] ^= 1 << random.randrange(8)
        assert is_read_or_refused(bytes(damaged))


def is_read_or_refused(data: bytes) -> bool:
    try:
        return isinstance(read_word(data), Finished)
    except UnreadableError:
        return True
