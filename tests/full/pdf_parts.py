"""Points 5 to 10 of the acceptance list of the layout: head, back matter, numbers, tables, text.

Each says what is wrong with a PDF; lengths in millimetres.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from made_pages import Made, installed, printed, squeezed
from pdf_lines import FOOT, LEFT, NUMBERS_FROM, RED, RIGHT, body, off
from set_pages import MM, catalogue, ink

from hegao.dsl.layout.glyphs import missing
from hegao.dsl.layout.missing_glyphs import texts_by_face
from hegao.dsl.layout.profile import CELL
from hegao.dsl.layout.sheet import Grid


def head(it: Made) -> Iterator[str]:
    """5. The red name 72 mm from above, the rule 4 mm below the number."""
    mast, rule, number = it.sheet.head.masthead, it.sheet.head.rule, it.sheet.head.number
    if mast:
        left, top, right, _ = ink(it.data, 0, (0, 20, 210, mast.top_mm + 80), red=True)
        yield from off("标志上边", top, mast.top_mm, 0.5)
        if right - left > 156.3:
            yield f"标志宽{right - left:.2f}"
        colours = {
            letter.colour
            for line in it.pages[0].lines
            for letter in line.letters
            if letter.size > 22.5 and line.base < 150
        }
        if colours != {RED}:
            yield f"颜色{colours}"
    if rule and number:
        red = [box for box in it.pages[0].boxes if box.colour == RED]
        text = squeezed(number.text)
        line = next(each for each in it.pages[0].lines if text in each.text)
        yield from off("反线距", red[0].top - line.foot, 4, 0.3)
        yield from off("反线左", red[0].left, LEFT, 0.1)
        yield from off("反线右", red[0].right, RIGHT, 0.1)


def back_matter(it: Made) -> Iterator[str]:
    """6. 版记 at the foot of the last even page."""
    if not it.sheet.back:
        return
    if len(it.pages) % 2:
        yield "版记不在偶数页"
    page = it.pages[-1]
    rules = [box for box in page.boxes if box.colour != RED]
    yield from off("末线", rules[-1].foot, FOOT, 0.3)
    wanted = [*(line.rule_mm for line in it.sheet.back.lines if line.rule_mm), 0.35]
    for rule, thickness in zip(rules[-len(wanted) :], wanted, strict=True):
        yield from off("线粗", rule.foot - rule.top, thickness, 0.02)
        yield from off("线左", rule.left, LEFT, 0.1)
        yield from off("线右", rule.right, RIGHT, 0.1)
    lines = [line for line in body(page) if line.base > rules[-len(wanted)].top]
    yield from off("版记左", min(line.left for line in lines), LEFT + CELL * MM, 0.3)
    # Marks at the edge are cut to half their width.
    if max(line.right for line in lines if line.text[-1].isalnum()) > RIGHT - CELL * MM + 0.3:
        yield "版记右边不空一字"
    if {round(line.size, 1) for line in lines} != {14.0}:
        yield "版记字号"


def page_numbers(it: Made) -> Iterator[str]:
    """7. Numbers outside, their dashes 7 mm below the type area; none on and after a blank page."""
    blank = next((at for at, page in enumerate(it.pages) if not page.lines and not page.turned), 0)
    for at, page in enumerate(it.pages):
        turned = page.width > page.height
        box = (0, 0, 31, 210) if turned else (0, NUMBERS_FROM, 210, 297)
        low = [line.letters for line in page.lines if line.base > NUMBERS_FROM and not turned]
        number = list(page.turned) if turned else [letter for line in low for letter in line]
        if blank and at >= blank:
            if number:
                yield f"第{at + 1}页不该有页码"
            continue
        if "".join(letter.text for letter in number).replace(" ", "") != f"—{at + 1}—":
            yield f"第{at + 1}页页码{number}"
            continue
        left, right = min(each.left for each in number), max(each.right for each in number)
        if at % 2 == 0:
            yield from off(f"第{at + 1}页页码右", right, 178.4, 0.5)
        else:
            yield from off(f"第{at + 1}页页码左", left, 33.6, 0.5)
        dash = (0, left + 1, 31, left + 3) if turned else (left + 1, box[1], left + 3, box[3])
        found = ink(it.data, at, dash)
        middle = 297 - (found[0] + found[2]) / 2 if turned else (found[1] + found[3]) / 2
        yield from off(f"第{at + 1}页一字线", middle, 269, 0.7)


def tables(it: Made) -> Iterator[str]:
    """8. Tables can be read page by page, and every row is found again."""
    grids = [
        flow for section in it.sheet.sections for flow in section.flow if isinstance(flow, Grid)
    ]
    found = [table for page in it.pages for table in page.tables]
    wanted = [row for grid in grids for row in _filled(grid)]
    got: list[tuple[str, ...]] = []
    heads = {tuple(squeezed(cell.text) for _, cell in grid.header) for grid in grids}
    for table in found:
        rows = [
            tuple(cell if cell is None else squeezed(cell) for cell in row) for row in table.rows
        ]
        if heads != {()} and rows[0] not in heads:
            yield f"没有表头：{rows[0]}"
        above: tuple[str | None, ...] = ()
        for row in rows[1:] if rows[0] in heads else rows:
            if not above and None in row:
                yield f"合并的单元格没有重复：{row}"
            above = tuple(
                above[column] if cell is None and above else cell for column, cell in enumerate(row)
            )
            got.append(tuple(cell or "" for cell in above))
    if got != wanted:
        yield f"{len(wanted)}行找回{len(set(got) & set(wanted))}行"


def _filled(grid: Grid) -> Iterator[tuple[str, ...]]:
    """The rows of a table with merged cells written out."""
    above = [""] * len(grid.widths_mm)
    for row in grid.rows:
        for column, cell in row:
            above[column] = squeezed(cell.text)
        yield tuple(above)


def text_and_marks(it: Made) -> Iterator[str]:
    """9. Nothing is lost; the file is tagged, in Chinese, has a title, and is made alike again."""
    got = "".join(
        line.text
        for page in it.pages
        for line in page.without_tables()
        if line.base < NUMBERS_FROM or page.width > page.height
    )
    back = it.sheet.back.lines if it.sheet.back else ()
    wanted = squeezed(
        "".join(each.text for each in it.passages())
        + "".join(each.text + each.aside for each in back)
    )
    top = it.sheet.head
    heads = "".join(each.text for each in (*top.marks, *filter(None, (top.number,))))
    heads += "".join((*top.masthead.names, top.masthead.suffix)) if top.masthead else ""
    heads += "".join(run.text for line in top.signers for run in line)
    if not got.endswith(wanted):
        yield "正文不同"
    if Counter(got) != Counter(wanted + squeezed(heads)):
        yield f"多出{Counter(got) - Counter(wanted + squeezed(heads))}"
    language, tagged, said = catalogue(it.data)
    if not (language.startswith("zh") and tagged and said.get("Title")):
        yield f"{language} {tagged} {said}"
    if printed(it.sheet) != it.data:
        yield "两次不同"
    archived = printed(it.sheet, archive=True)
    if b"pdfaid" not in archived or b"pdfuaid" not in archived or b"pdfuaid" not in it.data:
        yield "不能存档"


def glyphs(it: Made) -> Iterator[str]:
    """10. Every character is shown by the font of its face or by one behind it."""
    for face, text in texts_by_face(it.sheet).items():
        lacking = set(text) - set("\n")
        for coverage in installed().coverages(face):
            lacking = missing(lacking, coverage)
        if lacking:
            yield f"{face}没有{lacking}"
