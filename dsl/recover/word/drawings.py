"""What stands in a drawing of a Word file: text boxes, ornamental lettering, pictures."""

from __future__ import annotations

from typing import Final, NamedTuple

from hegao.dsl.recover.word.plain import chosen, plain_text
from hegao.dsl.recover.xml_parts import Element

PICTURE: Final = "图片，里面的文字读不出"
CHART: Final = "图表或示意图，里面的文字读不出"
OBJECT: Final = "嵌入的对象，里面的文字读不出"
_UNREADABLE: Final = {
    "a:blip": PICTURE, "v:imagedata": PICTURE, "pic:pic": PICTURE, "w:contentPart": PICTURE,
    "c:chart": CHART, "dgm:relIds": CHART, "w:object": OBJECT,
}  # fmt: skip


class Drawing(NamedTuple):
    """What a drawing holds."""

    boxes: tuple[Element, ...]
    """The contents of its text boxes (`w:txbxContent`)."""
    lettering: tuple[str, ...]
    """Text that is drawn, not set."""
    unreadable: str
    """The message for what holds no characters; empty for lines and frames."""


def read_drawing(element: Element) -> Drawing:
    """What the `w:drawing`, `w:pict` or `w:object` holds, in its order."""
    boxes: list[Element] = []
    lettering: list[str] = []
    unreadable = ""
    pending = [element]
    while pending:
        item = pending.pop()
        unreadable = unreadable or _UNREADABLE.get(item.tag, "")
        if item.tag == "w:txbxContent":
            boxes.append(item)
        elif item.tag in ("v:textpath", "a:p"):
            lettering.append(plain_text(item))
        elif item.tag == "mc:AlternateContent":
            pending += reversed(chosen(item))
        else:
            pending += reversed(item)
    return Drawing(tuple(boxes), tuple(filter(None, lettering)), unreadable)
