"""What stands where on the official page, and how units and limits are printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from test_formatter import NOTICES

from hegao.dsl.build import build_notice
from hegao.dsl.layout.page import layout
from hegao.dsl.layout.piece import UnitForm
from hegao.dsl.layout.profile import AREA, CELL, OFFICE, POINT, STRICT
from hegao.dsl.layout.sheet import Grid, Passage, Sheet
from hegao.dsl.layout.text import write_text
from hegao.dsl.layout.title_lines import title_lines
from hegao.dsl.layout.typeset import typeset

DATA = Path(__file__).parent / "data" / "typeset"
EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*/*.notice"))
SOURCE, *FORMS = (DATA / "unit_forms.txt").read_text("utf-8").split("\n== ")
HEAD = "发文机关：{}\n标题：关于开展检查的通知\n成文日期：2026年4月28日\n\n1. 开展检查。\n"


def cases() -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Titles in lines, each with the organs in it."""
    for block in (DATA / "titles.txt").read_text("utf-8").split("\n\n")[1:]:
        lines = block.strip("\n").split("\n")
        names = tuple(lines.pop(0)[1:].split()) if lines[0].startswith("@") else ()
        yield names, tuple(lines)


def sheet(text: str, units_as: UnitForm = "bracket") -> Sheet:
    return typeset(build_notice(text), STRICT, units_as)


def passages(made: Sheet) -> dict[str, Passage]:
    """The first passage of each role."""
    found: dict[str, Passage] = {}
    for section in made.sections:
        for each in section.flow:
            if isinstance(each, Passage):
                found.setdefault(each.role, each)
    return found


def grids(made: Sheet) -> list[Grid]:
    return [each for part in made.sections for each in part.flow if isinstance(each, Grid)]


def said(made: Sheet) -> str:
    """Everything that a sheet says."""
    head, back = made.head, made.back.lines if made.back else ()
    parts = [each.text for each in (*head.marks, *filter(None, (head.number,)))]
    parts += [*head.masthead.names, head.masthead.suffix] if head.masthead else []
    parts += [run.text for line in head.signers for run in line]
    for flow in (each for part in made.sections for each in part.flow):
        match flow:
            case Passage():
                parts.append(flow.text)
            case Grid():
                parts += [cell.text for row in (flow.header, *flow.rows) for _, cell in row]
    parts += [text for line in back for text in (line.text, line.aside)]
    return "".join(parts)


@pytest.mark.parametrize(("names", "lines"), tuple(cases()))
def test_titles_are_broken_between_words(names: tuple[str, ...], lines: tuple[str, ...]) -> None:
    assert title_lines("".join(lines), 20, names) == tuple(line.strip() for line in lines)


def test_the_grid_fills_the_type_area() -> None:
    assert 21 * STRICT.pitch + CELL == pytest.approx(AREA[1] / POINT)
    assert pytest.approx(AREA[0] / POINT) == 28 * CELL
    assert 22 * OFFICE.pitch < AREA[1] / POINT


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.partition("\n")[0])
def test_units_in_another_form(form: str) -> None:
    name, _, lines = form.partition("\n")
    made = write_text(layout(build_notice(SOURCE), name))  # type: ignore[arg-type]
    assert lines.strip("\n") in made


def test_tasks_as_a_table() -> None:
    first, second = grids(sheet(SOURCE, "table"))
    assert [cell.text for _, cell in first.header] == ["序号", "工作任务", "责任单位", "完成时限"]
    assert [[cell.text for _, cell in row] for row in first.rows][1] == [
        "（二）", "开展培训。", "县教育局（牵头）、县财政局", "每季度",
    ]  # fmt: skip
    assert len(second.rows) == 2


def test_a_breakdown_table_behind_the_text() -> None:
    made = sheet(SOURCE, "breakdown")
    (table,) = grids(made)
    assert [
        cell.rows for column, cell in (cell for row in table.rows for cell in row) if not column
    ] == [2, 2]
    first = passages(made)
    assert first["attachment_list"].text == "附件：任务分工表"
    assert first["attachment"].text == "附件"
    # What the table has not got stays with the text.
    assert "（县司法局牵头，县财政局配合）" in said(made)
    assert "县卫生健康局负责" not in said(made)


def test_a_breakdown_table_is_one_attachment_more() -> None:
    made = sheet(
        SOURCE.replace("主送：", "附件：申请表\n主送：") + "\n【附件】申请表\n填写说明。\n",
        "breakdown",
    )
    labels = [
        each.text
        for part in made.sections
        for each in part.flow
        if isinstance(each, Passage) and each.role == "attachment"
    ]
    assert labels == ["附件1", "附件2"]
    assert [each.text for each in made.sections[0].flow if isinstance(each, Passage) and each.role == "attachment_list"] == [
        "附件：1.申请表", "2.任务分工表",
    ]  # fmt: skip


def test_a_table_that_stands_there_already_is_no_second_time_made() -> None:
    text = "1. 公开。\n任务｜责任单位\n2. 更新目录。｜县民政局\n"
    assert len(grids(sheet(text, "breakdown"))) == 1


@pytest.mark.parametrize(
    "issuer", ["县政府", "示例县人民政府", "示例省发展和改革委员会价格监测和成本调查管理办公室"]
)
def test_the_masthead_fills_the_width_and_no_more(issuer: str) -> None:
    head = sheet(HEAD.format(issuer)).head
    assert head.masthead
    size, stretch = head.masthead.size_pt, head.masthead.stretch
    assert len(issuer + "文件") * size * stretch <= AREA[0] / POINT + 1
    assert stretch >= 0.6


def test_joint_issuers_stand_below_each_other() -> None:
    made = sheet(HEAD.format("示例县教育局、示例县财政局、示例县人力资源和社会保障局"))
    assert made.head.masthead
    assert (len(made.head.masthead.names), made.head.masthead.suffix) == (3, "文件")
    assert "示例县财政局" in passages(made)["title"].text


def test_signers_stand_two_a_line() -> None:
    made = sheet(
        "签发人：张某、李某某、王某\n发文字号：示政〔2026〕3号\n" + HEAD.format("示例县人民政府")
    )
    assert ["".join(run.text for run in line).rstrip() for line in made.head.signers] == [
        "签发人：张某　　李某某", "　　　　王某",
    ]  # fmt: skip
    assert made.head.number
    assert made.head.number.style.align == "left"


@pytest.mark.parametrize(
    ("issuer", "signature", "date"),
    [
        ("县政府", 5.75, 4.0),
        ("示例县人民政府办公室", 2.25, 4.0),
        ("示例省人力资源和社会保障厅", 2.0, 5.25),
    ],
)
def test_the_signature_is_centred_on_the_date(issuer: str, signature: float, date: float) -> None:
    found = passages(sheet(HEAD.format(issuer)))
    assert (found["signature"].style.right, found["date"].style.right) == (signature, date)


@pytest.mark.parametrize(
    ("head", "form", "top", "rules"),
    [("", "文件", 72, 1), ("版式：信函\n", "信函", 30, 2), ("发文机关标志：示例县人民政府令\n", "命令", 57, 0),
     ("发文机关标志：示例县人民政府常务会议纪要\n", "纪要", 72, 0)],
)  # fmt: skip
def test_special_forms(head: str, form: str, top: float, rules: int) -> None:
    made = sheet(head + HEAD.format("示例县人民政府"))
    assert made.form == form
    assert made.head.masthead
    assert made.head.masthead.top_mm == top
    assert sum(rule is not None for rule in (made.head.rule, made.head.foot_rule)) == rules
    assert "版式" not in said(made)


def test_wide_tables_lie_across_with_their_heading() -> None:
    row = "｜".join([*("很长的要求" * 12 for _ in range(5)), "县民政局", "2026年6月底前"])
    columns = "任务｜要求｜措施｜标准｜内容｜责任单位｜完成时限"
    made = sheet(f"1. 检查。\n\n【附件】分工表\n{columns}\n{row}\n")
    assert [part.landscape for part in made.sections] == [False, True]
    assert len(made.sections[1].flow) == 3
    assert sum(grids(made)[0].widths_mm) == pytest.approx(AREA[1], abs=0.1)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_word_of_the_page_is_set(path: Path) -> None:
    assert_whole(path.read_text("utf-8"))


@settings(max_examples=150)
@given(NOTICES)
def test_every_word_of_any_notice_is_set(text: str) -> None:
    assert_whole(text)


def assert_whole(text: str) -> None:
    """Letters and digits only: signs part names and numbers, which are parted by places here.

    同上 in a table is said by a merged cell.
    """
    pieces = layout(build_notice(text)).pieces
    asked = "".join(
        part
        for each in pieces
        for part in (
            each.text,
            each.aside,
            *each.names,
            *(cell for row in each.rows for cell in row),
        )
    )
    numbers = (range(1, len(each.names) + 1) for each in pieces if len(each.names) > 1)
    asked += "".join(str(number) for some in numbers for number in some)
    assert letters(said(sheet(text))) == letters(asked)


def letters(text: str) -> Counter[str]:
    return Counter(char for char in text.replace("同上", "") if char.isalnum())
