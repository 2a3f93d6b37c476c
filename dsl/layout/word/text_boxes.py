"""Text boxes whose lines run down the page (DrawingML, ISO/IEC 29500-1, 20.4)."""

from __future__ import annotations

from typing import Final
from xml.sax.saxutils import quoteattr

from hegao.dsl.layout.word.markup import tag

EMUS: Final = 36_000
"""Of a millimetre: what drawings are counted in."""
SHAPE: Final = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
Lengths = tuple[float, float]
"""Across and down, in mm."""


def text_box(name: str, content: str, corner: Lengths, size: Lengths) -> str:
    """A run that holds a box without border; the feet of its letters are to the left.

    `corner` is the upper left one, from the edges of the paper.
    """
    across, down = (round(each * EMUS) for each in size)
    extent = f'cx="{across}" cy="{down}"'
    drawing = tag("drawing", _anchor(name, _shape(content, extent), corner, extent))
    choice = f'<mc:Choice Requires="wps">{drawing}</mc:Choice>'
    return tag("r", f"<mc:AlternateContent>{choice}</mc:AlternateContent>")


def _anchor(name: str, shape: str, corner: Lengths, extent: str) -> str:
    where = "".join(
        f'<wp:position{way} relativeFrom="page"><wp:posOffset>{round(at * EMUS)}</wp:posOffset>'
        f"</wp:position{way}>"
        for way, at in zip("HV", corner, strict=True)
    )
    return (
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" '
        'behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'{where}<wp:extent {extent}/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="1" name={quoteattr(name)}/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{SHAPE}">{shape}</a:graphicData></a:graphic></wp:anchor>'
    )


def _shape(content: str, extent: str) -> str:
    return (
        f'<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/>'
        '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
        f"<a:ln><a:noFill/></a:ln></wps:spPr><wps:txbx>{tag('txbxContent', content)}</wps:txbx>"
        '<wps:bodyPr vert="vert" lIns="0" tIns="0" rIns="0" bIns="0"/></wps:wsp>'
    )
