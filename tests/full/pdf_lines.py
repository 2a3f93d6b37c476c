"""Points 1 to 4 of the acceptance list of the layout: lines, edges, characters, faces.

Each says what is wrong with a PDF; lengths in millimetres.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from made_pages import Made, fonts, squeezed
from set_pages import MM, Leaf, Line, ink

from hegao.dsl.layout.profile import AREA, CELL, CELLS, LINES

RED = (0.0, 0.8, 0.8, 0.0)
LEFT, RIGHT, TOP, FOOT = 28.0, 184.0, 37.0, 262.0
NUMBERS_FROM = 265.0
"""Below this only page numbers stand."""


def _is_mark(char: str) -> bool:
    return not char.isalnum()


def body(page: Leaf) -> list[Line]:
    """The lines above the page number."""
    return [line for line in page.lines if line.base < NUMBERS_FROM]


def off(what: str, found: float, wanted: float, by: float) -> Iterator[str]:
    """What is wrong with a length that may be off by so much."""
    if abs(found - wanted) > by:
        yield f"{what}{found:.2f}≠{wanted:.2f}"


def paper_and_lines(it: Made) -> Iterator[str]:
    """1. A4; full pages have 22 lines, their pitch that of the profile."""
    for page in it.pages:
        yield from off("宽", min(page.width, page.height), 210, 0.1)
        yield from off("高", max(page.width, page.height), 297, 0.1)
    pitch = it.sheet.profile.pitch * MM
    for at, page in it.full_pages():
        tops = [line.top for line in body(page)]
        steps = [after - before for before, after in pairwise(tops)]
        lines = 1 + sum(round(step / pitch) for step in steps)
        if lines != LINES:
            yield f"第{at + 1}页{lines}行"
        for step in steps:
            yield from off(f"第{at + 1}页行距", step / max(round(step / pitch), 1), pitch, 0.05)


def edges(it: Made) -> Iterator[str]:
    """2. Characters fill the type area from edge to edge, and nothing stands outside it."""
    drop = (AREA[1] - (CELL + (LINES - 1) * it.sheet.profile.pitch) * MM) / 2
    for at, page in it.full_pages():
        lines = body(page)
        if lines[0].size < 20:
            yield from off(f"第{at + 1}页首", lines[0].top, TOP + drop, 0.3)
        yield from off(f"第{at + 1}页尾", lines[-1].foot, FOOT - drop, 0.3)
        starts = [line.left for line in lines if not _is_mark(line.text[0])]
        ends = [line.right for line in lines if not _is_mark(line.text[-1])]
        yield from off(f"第{at + 1}页左", min(starts), LEFT, 0.2)
        yield from off(f"第{at + 1}页右", max(ends), RIGHT, 0.3)
        left, top, right, foot = ink(it.data, at, (0, 0, 210, NUMBERS_FROM))
        if left < LEFT - 0.6 or top < TOP - 0.6 or right > RIGHT + 0.6 or foot > FOOT + 0.6:
            yield f"第{at + 1}页超出版心{left:.2f} {top:.2f} {right:.2f} {foot:.2f}"


def cells(it: Made) -> Iterator[str]:
    """3. A full line has 28 characters; none stand far apart."""
    for at, page in it.full_pages():
        for line in _full_lines(page):
            steps = [
                after.left - before.left
                for before, after in pairwise(line.letters)
                if not _is_mark(before.text + after.text)
            ]
            if max(steps, default=0) > 17.5 * MM:
                yield f"第{at + 1}页字距{max(steps) / MM:.2f}：{line.text}"
            if len(line.text) == len(line.letters) and all(map(_is_han, line.text)):
                indent = round((line.left - LEFT) / (CELL * MM))
                # 27 where the next line would begin with a mark or a figure be cut.
                if len(line.text) + indent == CELLS:
                    yield from off(f"第{at + 1}页字宽", median(steps) / MM, CELL, 0.05)
                elif len(line.text) + indent != CELLS - 1:
                    yield f"第{at + 1}页{len(line.text)}字：{line.text}"


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def _full_lines(page: Leaf) -> Iterator[Line]:
    """Lines of text that go on on the next line."""
    lines = [line for line in body(page) if abs(line.size - 16) < 0.1]
    for line, after in pairwise(lines):
        if line.right > RIGHT - 2 and after.left < LEFT + 2:
            yield line


def faces(it: Made) -> Iterator[str]:
    """4. Faces and sizes by role, all embedded."""
    wanted = {face: some[0] for face, some in fonts().items()}
    stems = {
        face: font.family.split(" CJK")[0].replace(" ", "")[:8] for face, font in wanted.items()
    }
    sizes = {16.0, 22.0, 14.0}
    if it.sheet.head.masthead:
        sizes.add(it.sheet.head.masthead.size_pt)
    for at, page in enumerate(it.pages):
        letters = [letter for line in page.lines for letter in line.letters]
        if not all(letter.embedded for letter in (*letters, *page.turned)):
            yield f"第{at + 1}页有未嵌入的字体"
        for size in {round(letter.size, 1) for letter in letters}:
            # Letters that are set narrow have the size of their height or their width.
            if it.sheet.head.masthead and at == 0 and size > 22:
                continue
            if min(abs(size - each) for each in sizes) > 0.1:
                yield f"第{at + 1}页字号{size}"
    for role, face, size in (
        ("title", "小标宋", 22), ("carried_title", "小标宋", 22), ("heading_1", "黑体", 16),
        ("heading_2", "楷体", 16), ("recipients", "仿宋", 16),
    ):  # fmt: skip
        for said in (each for each in it.passages() if each.role == role):
            first = squeezed(said.lines[0][0].text)[:8]
            found = [
                line for page in it.pages for line in page.lines if line.text.startswith(first)
            ]
            if not any(
                line.letters[0].font.startswith(stems[face])  # type: ignore[index]
                and abs(line.size - size) < 0.1
                for line in found
            ):
                yield f"{role} {first} {[line.letters[0].font for line in found]}"
