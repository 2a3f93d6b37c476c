"""hegao compile: the official page, and that it says what the notice says."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from test_formatter import NOTICES

from hegao.dsl.build import build_notice
from hegao.dsl.document import Document
from hegao.dsl.formatter import format_notice
from hegao.dsl.layout.document_json import write_json
from hegao.dsl.layout.markdown import write_markdown
from hegao.dsl.layout.page import layout
from hegao.dsl.layout.piece import Piece
from hegao.dsl.layout.text import MEASURE, width, write_text
from hegao.dsl.tables import is_header, row_of
from hegao.grammar.labels import label_number
from hegao.grammar.lines import Line

PROJECT = Path(__file__).parents[1]
GOLDEN = Path(__file__).parent / "data" / "layout"
EXAMPLES = {
    path.stem: path.read_bytes().decode("utf-8")
    for path in (
        *sorted(PROJECT.glob("examples/*/*.notice")),
        PROJECT / "examples/finished/notice.txt",
    )
}
FOREIGN = {
    path.stem: path.read_bytes().decode("utf-8")
    for folder in ("seeds", "corpus")
    for path in sorted((PROJECT.parent / "shared" / folder).glob("*.txt"))
}
needs_shared = pytest.mark.skipif(
    not FOREIGN, reason="no ../shared/seeds and ../shared/corpus here"
)
every_example = pytest.mark.parametrize("name", EXAMPLES)
every_foreign = pytest.mark.parametrize("name", FOREIGN)

UNPRINTED_FIELDS = (
    "上级文件|机构名录|编号方式|落实|不适用|转交|标识|须落实|要求时限|要求单位|要求要素|要求章节"
)
REFERENCE = re.compile(r"【见：办事指南】")


def compiled(text: str) -> str:
    return write_text(layout(build_notice(text)))


def pieces(text: str) -> tuple[Piece, ...]:
    return layout(build_notice(text)).pieces


def said(text: str, role: str) -> list[str]:
    return [piece.text for piece in pieces(text) if piece.role == role]


def plain(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def tasks(document: Document) -> list[tuple[object, ...]]:
    """Number, words and units of every task; a reference by name is a number on the page."""
    return [
        (
            task.in_table,
            label_number(task.number or ""),
            plain(REFERENCE.sub("第3项", task.text)),
            [(plain(unit.name), unit.role, unit.inherited) for unit in task.units],
            plain(task.unit_tail or ""),
        )
        for task in document.tasks
    ]


# ---------------------------------------------------------------- the page as a whole


@pytest.mark.parametrize("name", ["continuous", "breakdown"])
def test_golden_text(name: str) -> None:
    assert compiled(EXAMPLES[name]) == (GOLDEN / f"{name}.txt").read_text("utf-8")


def test_golden_markdown() -> None:
    made = write_markdown(layout(build_notice(EXAMPLES["breakdown"])))
    assert made == (GOLDEN / "breakdown.md").read_text("utf-8")


@every_example
def test_examples_keep_their_tasks(name: str) -> None:
    draft = build_notice(EXAMPLES[name])
    assert tasks(build_notice(compiled(EXAMPLES[name]))) == tasks(draft)


@needs_shared
@every_foreign
def test_real_notices_keep_their_tasks(name: str) -> None:
    assert tasks(build_notice(compiled(FOREIGN[name]))) == tasks(build_notice(FOREIGN[name]))


@every_example
def test_a_compiled_example_is_finished(name: str) -> None:
    made = compiled(EXAMPLES[name])
    assert compiled(made) == made
    assert compiled(format_notice(EXAMPLES[name])) == made


@needs_shared
@every_foreign
def test_a_compiled_notice_is_finished(name: str) -> None:
    made = compiled(FOREIGN[name])
    assert compiled(made) == made
    assert compiled(format_notice(FOREIGN[name])) == made


@every_example
def test_examples_lose_no_character(name: str) -> None:
    assert_complete(EXAMPLES[name])


@needs_shared
@every_foreign
def test_real_notices_lose_no_character(name: str) -> None:
    assert_complete(FOREIGN[name])


def assert_complete(text: str) -> None:
    document = build_notice(text)
    printing = Counter("".join(filter(str.isalnum, plain("".join(printed(document))))))
    page = Counter("".join(filter(str.isalnum, plain(write_text(layout(document))))))
    assert not printing - page


def printed(document: Document) -> Iterator[str]:
    """The words of a notice that its page must show, read off its lines."""
    headers: set[str] = set()
    for line in document.lines:
        if line.type != "ROW":
            yield from words(line)
            continue
        row = plain(line.raw.replace("\ufeff", ""))  # A mark before a repeated header.
        if is_header(row_of(line)):
            if row in headers:
                continue
            headers.add(row)
        yield re.sub(r"</?[a-zA-Z]+>", "", line.raw)


def words(line: Line) -> Iterator[str]:
    text = re.sub(r"【见：[^】]*】", "", line.raw[line.body : line.stop])
    if line.type == "DIRECTIVE":
        yield "" if re.match("【(批注|核稿)", line.raw[line.label :]) else text
    elif line.type == "FIELD":
        yield "" if re.match(UNPRINTED_FIELDS, line.raw[line.label :]) else text
    else:
        yield line.label_text + text


@settings(max_examples=200)
@given(NOTICES)
def test_any_notice_loses_no_character(text: str) -> None:
    text = re.sub("【(任务|段|一级)】|【(批注|核稿)[^】]*】", "", text)
    elements = build_notice(text).elements
    # A field gives way to the same element written out in the text.
    if not {e.name for e in elements if e.written} & {e.name for e in elements if not e.written}:
        assert_complete(text)


@settings(max_examples=200)
@given(NOTICES)
def test_any_notice_has_a_page(text: str) -> None:
    document = build_notice(text)
    page = layout(document)
    assert write_text(page).count("\n\n\n\n") == 0
    assert write_markdown(page) is not None
    assert json.loads(write_json(document))["tasks"] is not None


# ---------------------------------------------------------------- the elements, one by one

DRAFT = """发文机关：示例县人民政府
发文字号：示政发〔2026〕1号
标题：关于印发工作要点的通知
主送：各镇人民政府
成文日期：2026年3月18日
附注：此件公开发布
抄送：县委各部门
印发机关：示例县人民政府办公室
印发日期：2026年3月19日

现印发给你们。

"""


FRONT = [
    "masthead",
    "document_number",
    "title",
    "recipients",
    "paragraph",
    "signature",
    "date",
    "note",
    "carried_title",
]


def test_the_official_order() -> None:
    roles = [piece.role for piece in pieces(DRAFT + "【印发件】工作要点\n一、基础工作\n")]
    assert roles == [*FRONT, "heading_1", "copies_to", "printed"]


def test_the_signature_follows_the_text_where_nothing_is_carried() -> None:
    roles = [piece.role for piece in pieces(DRAFT + "一、基础工作\n1. 公开信息。\n")]
    assert roles[4:8] == ["paragraph", "heading_1", "heading_3", "signature"]


def element_cases() -> Iterator[object]:
    rows = (GOLDEN / "elements.tsv").read_text("utf-8").splitlines()[1:]
    for row in rows:
        role, draft, expected = row.replace("…", DRAFT).replace("↵", "\n").split("\t")
        yield pytest.param(role, draft, expected.split("¦"), id=row.replace("\t", " "))


@pytest.mark.parametrize(("role", "draft", "expected"), [*element_cases()])
def test_an_element(role: str, draft: str, expected: list[str]) -> None:
    assert said(draft, role) == expected


@pytest.mark.parametrize(
    ("draft", "names"),
    [
        ("附件：任务分解表\n", ("任务分解表",)),
        ("附件：1. 任务分解表；2. 责任清单。\n", ("任务分解表", "责任清单")),
        ("附件：1.2026年任务表；2.责任清单\n", ("2026年任务表", "责任清单")),
        ("附件：甲表\n附件：乙表\n", ("甲表", "乙表")),
        ("现印发。\n【附件】甲表\n任务｜责任单位｜时限\n【附表】乙表\n", ("甲表", "乙表")),
        ("附件：甲表\n现印发。\n【附件】甲表\n", ("甲表",)),
    ],
)
def test_attachments_are_listed(draft: str, names: tuple[str, ...]) -> None:
    assert [piece.names for piece in pieces(draft) if piece.role == "attachment_list"] == [names]


def test_finished_elements_stay_where_they_stand() -> None:
    text = EXAMPLES["notice"]
    roles = [piece.role for piece in pieces(text)]
    assert roles[:9] == FRONT
    assert roles[-2:] == ["copies_to", "printed"]
    last = pieces(text)[-1]
    assert (last.text, last.aside) == ("示例县人民政府办公室", "2026年4月16日印发")


def test_the_heading_of_an_item_is_its_lead() -> None:
    piece = pieces("一、甲\n（一）公开信息。按时公开。\n")[1]
    assert piece.text[: piece.lead] == "（一）公开信息。"


# ---------------------------------------------------------------- the plain text


def lines(text: str) -> list[str]:
    return compiled(text).splitlines()


def test_indents() -> None:
    page = lines(DRAFT + "一、基础工作\n1. 公开信息。\n")
    assert "各镇人民政府：" in page
    assert "　　现印发给你们。" in page
    assert "　　一、基础工作" in page
    assert "　　1.公开信息。" in page
    assert "　　（此件公开发布）" in page
    assert "　抄送：县委各部门。" in page


def test_the_title_is_centred() -> None:
    title = next(line for line in lines(DRAFT) if "关于印发" in line)
    left = width(title) - width(title.strip())
    assert abs(left - (MEASURE - left - width(title.strip()))) <= 2


def test_the_date_ends_four_characters_from_the_edge() -> None:
    date = next(line for line in lines(DRAFT) if line.strip() == "2026年3月18日")
    assert MEASURE - width(date) in (8, 9)


def test_the_signature_is_centred_on_the_date() -> None:
    page = lines(DRAFT)
    at = next(index for index, line in enumerate(page) if line.strip() == "2026年3月18日")
    assert page[at - 2] == ""
    middle = [width(line) - width(line.strip()) / 2 for line in (page[at - 1], page[at])]
    assert abs(middle[0] - middle[1]) <= 2


def test_attachment_names_hang() -> None:
    page = lines("附件：1. 任务分解表；2. 责任清单\n")
    assert page[-2:] == ["　　附件：1.任务分解表", "　　　　　2.责任清单"]


def test_the_imprint_stands_between_rules_at_both_edges() -> None:
    page = lines(DRAFT)
    assert page[-1] == page[-3] == page[-5] == "—" * 28
    assert page[-2].startswith("　示例县人民政府办公室　")
    assert MEASURE - width(page[-2]) in (2, 3)


def test_table_cells_are_aligned() -> None:
    page = lines("任务｜责任单位｜时限\n1. 公开信息｜县司法局\t9月底前\n｜2. 健全｜同上\n")
    assert page == [
        "｜任务　　　　｜责任单位｜时限　　｜",
        "｜1. 公开信息 ｜县司法局｜9月底前 ｜",
        "｜　　　　　　｜2. 健全 ｜同上　　｜",
    ]


def test_nothing_gives_nothing() -> None:
    assert compiled("") == ""
    assert write_markdown(layout(build_notice(""))) == ""


# ---------------------------------------------------------------- Markdown and JSON


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一、甲\n（一）公开信息。按时公开。\n", "## 一、甲\n\n**（一）公开信息**。按时公开。\n"),
        ("使用a_b和*号。\n", "使用a\\_b和\\*号。\n"),
        ("- 现印发。\n", "\\- 现印发。\n"),
        ("1. 2026年完成整改。\n", "1\\. 2026年完成整改。\n"),
        ("附件：甲表；乙表\n", "附件：\n\n1. 甲表\n2. 乙表\n"),
    ],
)
def test_markdown(text: str, expected: str) -> None:
    assert write_markdown(layout(build_notice(text))) == expected


def test_json_holds_the_model() -> None:
    made = json.loads(write_json(build_notice(EXAMPLES["breakdown"])))
    assert len(made["tasks"]) == len(build_notice(EXAMPLES["breakdown"]).tasks)
    assert made["sections"][0] == {"number": "一、", "title": "压实安全生产责任"}
    assert made["tables"][0]["header"] == ["重点工作", "具体任务", "责任单位"]
    assert [each["name"] for each in made["header"]][:2] == ["发文机关", "发文字号"]
