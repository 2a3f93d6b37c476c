"""What kind of file some bytes are, by their content first and their name second."""

from __future__ import annotations

import re
from typing import Final, Literal

from hegao.dsl.recover.finished import Finished, UnreadableError

Kind = Literal["text", "word", "sheet", "html", "pdf", "old word", "old sheet"]
"""The old ones are those that LibreOffice converts first: .doc, .wps, .rtf, .odt; .xls, .et."""

ZIP: Final = b"PK\x03\x04"
OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"
PICTURES: Final = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
BINARY: Final = (
    ".docx", ".docm", ".doc", ".wps", ".wpt", ".rtf", ".odt", ".pdf", ".ofd", ".xlsx", ".xlsm",
    ".xls", ".et", ".ods", ".ppt", ".pptx",
)  # fmt: skip
OLD_SHEETS: Final = (".xls", ".xlt", ".et", ".ett", ".ods", ".csv")
WEB_PAGE = re.compile(
    rb"\A(?:\xef\xbb\xbf)?(?:\s++|<!--(?:(?!-->).)*+-->|<\?xml[^>]{0,200}+\?>)*+"
    rb"<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
OLD_WORD_XML = re.compile(rb"<\?mso-application\s+progid=\"Word\.Document\"")
HEAD: Final = 4096
PDF_HEAD: Final = 1024


def kind_of(name: str, data: bytes) -> Kind:
    """The kind of a file. Raises UnreadableError for those that nothing here can read."""
    suffix = "." + name.rpartition(".")[2].lower() if "." in name else ""
    head = data[:HEAD]
    if head.startswith(ZIP):
        return _kind_of_archive(data)
    if head.startswith(OLD_OFFICE):
        from hegao.dsl.recover.archive import is_encrypted

        if is_encrypted(data):
            raise UnreadableError("文件设了打开密码，读不了；请用Word、WPS打开，取消密码后另存再读")
        return "old sheet" if suffix in OLD_SHEETS else "old word"
    if head.startswith(b"{\\rtf") or OLD_WORD_XML.search(head):
        return "old word"
    if b"%PDF-" in head[:PDF_HEAD]:
        return "pdf"
    if head.startswith(PICTURES) and b"\x00" in head:
        raise UnreadableError("这是图片，里面的文字读不出；请先做文字识别（OCR），再读识别出的文本")
    if suffix in (".html", ".htm", ".xhtml", ".mht", ".mhtml") or WEB_PAGE.match(head):
        return "html"
    if suffix in BINARY:
        raise UnreadableError(f"后缀是{suffix}，内容却不是这种文件，可能已经损坏；请重新保存或下载")
    return "text"


def _kind_of_archive(data: bytes) -> Kind:
    from hegao.dsl.recover.archive import open_archive

    names = open_archive(data).names
    roots = {name.partition("/")[0] for name in names}
    if "word" in roots:
        return "word"
    if "xl" in roots:
        return "sheet"
    if "OFD.xml" in roots:
        raise UnreadableError("还不能读OFD；请用版式阅读软件打开，另存为PDF或Word文件")
    if "mimetype" in roots:
        return "old word"
    raise UnreadableError("这是压缩文件或别的软件的文件；请解开，或另存为Word文件（.docx）")


def read(kind: Kind, data: bytes) -> Finished:
    """What a file of a kind holds. Raises UnreadableError.

    Plain text, PDF and the old kinds are not read here: they need decoding, or a program.
    """
    match kind:
        case "word":
            from hegao.dsl.recover.word.reader import read_word

            return read_word(data)
        case "sheet":
            from hegao.dsl.recover.sheet.reader import read_sheet

            return read_sheet(data)
        case "html":
            from hegao.dsl.recover.html.reader import read_html

            return read_html(data)
        case _:
            raise ValueError(f"not read here: {kind}")
