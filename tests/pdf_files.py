"""Small PDF files written by hand: what a producer draws, in the words of the format."""

from __future__ import annotations

FONT = (
    "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H"
    " /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light"
    " /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >>"
    " /DW 1000 /W [1 95 500] /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light"
    " /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120"
    " /CapHeight 880 /StemV 93 >> >>] >>"
)
PICTURE = (
    "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray"
    " /BitsPerComponent 8 /Length 1 >>\nstream\n\x40\nendstream"
)


def say(
    text: str, x: float, y: float, size: float = 16, *, matrix: str = "1 0 0 1", mode: int = 0
) -> str:
    """Text at a place, counted from the lower left corner."""
    code = text.encode("utf-16-be").hex()
    return f"BT /F1 {size} Tf {mode} Tr {matrix} {x} {y} Tm <{code}> Tj ET"


def rule(x: float, y: float, width: float, height: float) -> str:
    """A thin filled box, as Word draws its rules."""
    return f"{x} {y} {width} {height} re f"


def stroke(x: float, y: float, to_x: float, to_y: float) -> str:
    """A line."""
    return f"{x} {y} m {to_x} {to_y} l S"


def lattice(xs: list[float], ys: list[float]) -> list[str]:
    """All rules of a table, each cell's edges for themselves, with the corners between."""
    return [
        *(rule(x, y, b - x, 0.5) for y in ys for x, b in zip(xs, xs[1:], strict=False)),
        *(rule(x, y, 0.5, b - y) for x in xs for y, b in zip(ys, ys[1:], strict=False)),
        *(rule(x, y, 0.5, 0.5) for x in xs for y in ys),
    ]


def pdf(
    *pages: list[str],
    extra: str = "",
    form: list[str] | None = None,
    size: tuple[int, int] = (595, 842),
) -> bytes:
    """A file of pages, each a list of drawing commands; `extra` goes into each page's entry."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", FONT, PICTURE, _stream(
        form or [], "/Type /XObject /Subtype /Form /BBox [-999 -999 999 999]"
        " /Resources << /Font << /F1 3 0 R >> >>",
    )]  # fmt: skip
    kids: list[str] = []
    for commands in pages:
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {size[0]} {size[1]}] {extra}"
            " /Resources << /Font << /F1 3 0 R >> /XObject << /I1 4 0 R /X1 5 0 R >> >>"
            f" /Contents {len(objects) + 2} 0 R >>"
        )
        objects.append(_stream(commands, ""))
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    return _file(objects)


def _stream(commands: list[str], entries: str) -> str:
    content = "\n".join(commands)
    return f"<< {entries} /Length {len(content)} >>\nstream\n{content}\nendstream"


def _file(objects: list[str]) -> bytes:
    data, places = b"%PDF-1.7\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n"
    return data + f"{end}startxref\n{len(data)}\n%%EOF\n".encode()
