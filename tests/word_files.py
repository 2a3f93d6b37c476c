"""Word files built out of fragments, as Word and WPS write them; and readings of them as text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

from hegao.dsl.recover.finished import Finished, Passage, Remark

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SPACES = " ".join(
    f'xmlns:{prefix}="{space}"'
    for prefix, space in {
        "w": W,
        "r": R,
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PARTS = ("styles", "numbering", "comments", "footnotes", "endnotes")
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
)
LEVELS = ("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")
Numbered = tuple[str, str]


def text(content: str) -> str:
    return f'<w:t xml:space="preserve">{escape(content)}</w:t>'


def run(content: str, properties: str = "") -> str:
    """A run; content that is no markup is text."""
    inner = content if content.startswith("<") else text(content)
    return f"<w:r><w:rPr>{properties}</w:rPr>{inner}</w:r>"


def paragraph(*content: str, style: str = "", number: str = "", mark: str = "") -> str:
    """A paragraph; number is `list/level`, mark what its end carries."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number:
        name, _, level = number.partition("/")
        level = f'<w:ilvl w:val="{level}"/>' if level else ""
        properties += f'<w:numPr>{level}<w:numId w:val="{name}"/></w:numPr>'
    properties += f"<w:rPr>{mark}</w:rPr>" if mark else ""
    runs = "".join(each if each.startswith("<") else run(each) for each in content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def cell(*content: str, span: int = 1, merge: str = "", properties: str = "") -> str:
    """A cell of paragraphs; merge is restart or continue."""
    properties = (
        '<w:tcW w:w="2000" w:type="dxa"/>'
        + (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "")
        + (f'<w:vMerge w:val="{merge}"/>' if merge else "")
        + properties
    )
    inner = "".join(each if each.startswith("<") else paragraph(each) for each in content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner or paragraph()}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    inner = "".join(each if each.startswith("<") else cell(each) for each in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


ACROSS = ("top", "bottom", "insideH")
ALL_SIDES = (*ACROSS, "left", "right", "insideV")


def table(
    *rows: str,
    columns: int = 3,
    widths: tuple[int, ...] = (),
    drawn: tuple[str, ...] = ALL_SIDES,
    properties: str = "",
) -> str:
    """A table with borders at the sides that are drawn."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths or (2000,) * columns)
    edges = borders(*drawn)
    properties += f'<w:tblW w:w="0" w:type="auto"/><w:tblBorders>{edges}</w:tblBorders>'
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def borders(*sides: str, val: str = "single") -> str:
    return "".join(f'<w:{side} w:val="{val}" w:sz="4"/>' for side in sides)


def field(code: str, result: str | None = None) -> str:
    """A field of several runs; without a result where it is None."""
    inner = run(f'<w:instrText xml:space="preserve">{escape(code)}</w:instrText>')
    if result is not None:
        inner += mark("separate") + (result if result.startswith("<") else run(result))
    return mark("begin") + inner + mark("end")


def mark(kind: str) -> str:
    return run(f'<w:fldChar w:fldCharType="{kind}"/>')


def box(*paragraphs: str) -> str:
    """A text box as Word writes it: a shape, and the same in VML for old versions."""
    content = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    shape = (
        '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        '<a:ext cx="5000000" cy="600000"/></a:xfrm><a:prstGeom prst="rect"/></wps:spPr>'
        f"<wps:txbx>{content}</wps:txbx><wps:bodyPr/></wps:wsp>"
    )
    drawing = (
        '<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" '
        'relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
        '<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>0'
        '</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>0'
        '</wp:posOffset></wp:positionV><wp:extent cx="5000000" cy="600000"/><wp:wrapTopAndBottom/>'
        '<wp:docPr id="1" name="box"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData '
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f"{shape}</a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )
    old = f'<w:pict><v:shape style="width:300pt;height:40pt"><v:textbox>{content}</v:textbox></v:shape></w:pict>'
    return run(
        f'<mc:AlternateContent><mc:Choice Requires="wps">{drawing}</mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"
    )


def control(content: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def revision(kind: str, *runs: str) -> str:
    """w:ins, w:del, w:moveTo or w:moveFrom around runs."""
    inner = "".join(each if each.startswith("<") else run(each) for each in runs)
    if kind in ("del", "moveFrom"):
        inner = inner.replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
    return f'<w:{kind} w:id="1" w:author="张三" w:date="2026-01-01T00:00:00Z">{inner}</w:{kind}>'


def reference(kind: str, name: str) -> str:
    return run(f'<w:{kind}Reference w:id="{name}"/>')


def level(index: int, form: str, pattern: str, more: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def pattern(name: str, *levels: str, more: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{name}"><w:multiLevelType w:val="multilevel"/>{more}{"".join(levels)}</w:abstractNum>'


def numbers(name: str, of: str, more: str = "") -> str:
    return f'<w:num w:numId="{name}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def restart(at: int, start: int = 1) -> str:
    return f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


USUAL = pattern("0", *(level(at, *each) for at, each in enumerate(LEVELS)))
"""The levels of a notice: 一、（一）1."""


def document(body: str, section: str = "") -> str:
    size = '<w:pgSz w:w="11906" w:h="16838"/>'
    return f"<w:document {SPACES}><w:body>{body}<w:sectPr>{section}{size}</w:sectPr></w:body></w:document>"


def word(body: str, margins: Mapping[str, str] | None = None, **parts: str) -> bytes:
    """A .docx file with that body; parts are the content of styles, numbering, comments..."""
    margins = margins or {}
    files = {"word/document.xml": document(body, _references(margins))}
    parts.setdefault("styles", STYLES)
    for name, content in parts.items():
        files[f"word/{name}.xml"] = f"<w:{name} {SPACES}>{content}</w:{name}>"
    for name, content in margins.items():
        tag = "hdr" if name.startswith("header") else "ftr"
        files[f"word/{name}.xml"] = f"<w:{tag} {SPACES}>{content}</w:{tag}>"
    return packed(_package(files))


def _references(margins: Mapping[str, str]) -> str:
    kinds = ("default", "first", "even")
    return "".join(
        f'<w:{name.rstrip("123")}Reference w:type="{kinds[index % 3]}" r:id="{name}"/>'
        for index, name in enumerate(margins)
    )


def _package(files: dict[str, str]) -> dict[str, str]:
    names = [name.removeprefix("word/").removesuffix(".xml") for name in files]
    kinds = {name: name.rstrip("123") for name in names if name != "document"}
    relations = "".join(
        f'<Relationship Id="{name}" Type="{R}/{kind}" Target="{name}.xml"/>'
        for name, kind in kinds.items()
    )
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{MAIN}.{kind}+xml"/>'
        for name, kind in {**kinds, "document": "document.main"}.items()
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f"{relations}</Relationships>",
        **files,
    }


def packed(files: Mapping[str, str | bytes]) -> bytes:
    """A zip archive of these files."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


MERGED = {"": "", "above": "↑", "left": "←"}


def shown(finished: Finished) -> str:
    """A reading as text: blocks as they stand, remarks in brackets, table rows with bars."""
    lines: list[str] = []
    for block in finished.blocks:
        if isinstance(block, Passage):
            lines.append(block.text.replace("\n", "⏎") + remarks(block.remarks))
            continue
        for each in block.rows:
            cells = (
                one.text.replace("\n", "⏎") + MERGED[one.merged] + remarks(one.remarks)
                for one in each.cells
            )
            lines.append("|".join(cells))
    return "\n".join(lines)


def remarks(each: tuple[Remark, ...]) -> str:
    return "".join(f"⟦{one.label}：{one.text}⟧" for one in each)


def noted(finished: Finished) -> list[str]:
    """The notes as text: kind, place, message, characters."""
    return [f"{note.kind} {note.place} {note.message}：{note.text}" for note in finished.notes]
