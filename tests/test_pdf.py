"""PDF files of several producers to paragraphs and tables; hostile ones to a sentence."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Callable

import pytest
from pdf_files import lattice, pdf, say, stroke

from hegao.cli import pdf_child, pdf_reading
from hegao.cli.pdf_reading import read_pdf_safely, unpacked
from hegao.dsl.recover.finished import (
    Cell,
    Finished,
    Note,
    Passage,
    Remark,
    Row,
    Table,
    UnreadableError,
)
from hegao.dsl.recover.pdf import library
from hegao.dsl.recover.pdf.furniture import page_number
from hegao.dsl.recover.pdf.lookalikes import fold
from hegao.dsl.recover.pdf.reader import read_pdf
from material import DATA, read

FILES = sorted((DATA / "pdf").glob("*.pdf"))
MERGED = {"": "", "above": "^", "left": "<"}
PICTURE = "q 595 0 0 842 0 0 cm /I1 Do Q"
WIDE = "各乡镇人民政府和县政府各部门要认真落实年度工作要点按照"


def told(finished: Finished) -> str:
    """What was read, one paragraph or row a line."""
    out: list[str] = []
    for block in finished.blocks:
        if isinstance(block, Passage):
            out.append(f"{block.place}｜{block.text}")
            continue
        out.append(f"{block.place}")
        out += [
            f"{row.place}｜" + "｜".join(MERGED[cell.merged] + cell.text for cell in row.cells)
            for row in block.rows
        ]
    out += [f"{note.kind} {note.place} {note.message}：{note.text}" for note in finished.notes]
    return "\n".join(text.replace("\n", "⏎") for text in out) + "\n"


def texts(finished: Finished) -> list[str]:
    return [block.text for block in finished.blocks if isinstance(block, Passage)]


def rows(finished: Finished) -> list[list[str]]:
    (table,) = (block for block in finished.blocks if isinstance(block, Table))
    return [[MERGED[cell.merged] + cell.text for cell in row.cells] for row in table.rows]


def notes(finished: Finished) -> list[tuple[str, str]]:
    return [(note.kind, note.text) for note in finished.notes]


@pytest.mark.parametrize("name", ["notice", "table", "shapes", "watermark"])
def test_files_as_reviewed(name: str) -> None:
    """Three of LibreOffice, one of ReportLab; read against their printed pages."""
    path = DATA / "pdf" / f"{name}.txt"
    found = told(read_pdf(path.with_suffix(".pdf").read_bytes()))
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(found, "utf-8")
    assert found == read(path)


def test_the_child_reads_the_same() -> None:
    for path in FILES:
        if path.stem != "locked":
            data = path.read_bytes()
            assert read_pdf_safely(data) == read_pdf(data)


def printed(data: bytes) -> str:
    """All characters of a file as the library itself strings them together."""
    with library.opened(data) as file:
        found = ""
        for index in range(file.pages):
            page = file.pdfium.FPDF_LoadPage(file.handle, index)
            text = file.pdfium.FPDFText_LoadPage(page)
            count = file.pdfium.FPDFText_CountChars(text)
            found += "".join(chr(file.pdfium.FPDFText_GetUnicode(text, at)) for at in range(count))
        return found


@pytest.mark.parametrize("name", ["notice", "table", "shapes", "watermark"])
def test_no_character_is_lost(name: str) -> None:
    data = (DATA / "pdf" / f"{name}.pdf").read_bytes()
    found = read_pdf(data)
    kept = texts(found) + [note.text for note in found.notes if note.kind == "removed"]
    for block in found.blocks:
        if isinstance(block, Table):
            kept += [cell.text for row in block.rows for cell in row.cells]
    assert Counter("".join("".join(kept).split())) == Counter("".join(printed(data).split()))


XS, YS = [72.0, 172.0, 372.0, 522.0], [600.0, 640.0, 680.0, 720.0]
WORDS = [
    say(text, x, y, 12)
    for y, line in zip(
        (695, 655, 615), ("序号 任务 单位", "1 编制 甲局", "2 公布 乙局"), strict=True
    )
    for x, text in zip((80, 180, 380), line.split(), strict=True)
]
PLAIN = [["序号", "任务", "单位"], ["1", "编制", "甲局"], ["2", "公布", "乙局"]]


def test_a_table_of_thin_boxes() -> None:
    assert rows(read_pdf(pdf(lattice(XS, YS) + WORDS))) == PLAIN


def test_a_table_of_cell_boxes() -> None:
    boxes = [
        f"{x} {y} {b - x} {d - y} re S"
        for x, b in zip(XS, XS[1:], strict=False)
        for y, d in zip(YS, YS[1:], strict=False)
    ]
    assert rows(read_pdf(pdf(boxes + WORDS))) == PLAIN


def test_a_table_in_a_form() -> None:
    found = read_pdf(pdf(["q 0.5 0 0 0.5 50 300 cm /X1 Do Q"], form=lattice(XS, YS) + WORDS))
    assert rows(found) == PLAIN


def test_a_table_without_outer_sides() -> None:
    lines = [stroke(72, y, 522, y) for y in YS] + [stroke(x, 600, x, 720) for x in XS[1:3]]
    assert rows(read_pdf(pdf(lines + WORDS))) == PLAIN


def test_merged_cells() -> None:
    lines = [stroke(72, y, 522, y) for y in (600, 680, 720)] + [stroke(172, 640, 522, 640)]
    lines += [stroke(x, 600, x, 720) for x in (72, 172, 522)] + [stroke(372, 600, 372, 680)]
    words = [
        say("表头", 80, 695, 12),
        say("任务", 180, 695, 12),
        say("一", 80, 635, 12),
        *WORDS[4:6],
        *WORDS[7:],
    ]
    assert rows(read_pdf(pdf(lines + words))) == [
        ["表头", "任务", "<"],
        ["一", "编制", "甲局"],
        ["^", "公布", "乙局"],
    ]


def test_a_frame_a_red_line_and_an_underline_are_no_tables() -> None:
    frame = ["60 500 475 250 re S", stroke(72, 640, 522, 640), stroke(90, 698, 150, 698)]
    lonely = [stroke(72, 480, 522, 480)]
    assert texts(read_pdf(pdf([*frame[:1], *frame[2:], *lonely, say("人民政府", 90, 700)]))) == [
        "人民政府"
    ]


PAGES = {
    "letter-spaced": ([say("通", 240, 700, 22), say("知", 290, 700, 22)], ["通 知"], []),
    "spaced letterhead": ([say(c, 60 + 60 * i, 700, 30) for i, c in enumerate("示例县人民政府")], ["示例县人民政府"], []),
    "narrow gap": ([say("年", 72, 700), say("月", 95, 700)], ["年月"], []),
    "bold by double print": ([say(c, x + d, 700) for x, c in ((72, "加"), (88, "粗")) for d in (0, 0.4)], ["加粗"], None),
    "doubled word": ([say("人人为我", 72, 700)], ["人人为我"], []),
    "aslant": ([say("内部", 150, 300, 60, matrix="0.7 0.7 -0.7 0.7"), say("正文", 72, 700)], ["正文"], [("removed", "内部")]),
    "beyond the edge": ([say("藏", -50, 300), say("正文", 72, 700)], ["正文"], [("removed", "藏")]),
    "turned page number": ([say("正文各段", 100, 72, matrix="0 1 -1 0"), say("— 3 —", 280, 40, 10)], ["正文各段"], [("removed", "— 3 —")]),
    "text of a scan": ([PICTURE, say("识别", 72, 700, mode=3)], ["识别"], [("unsure", "")]),
    "page number alone": ([say("正文", 72, 700), say("1", 295, 40)], ["正文"], [("removed", "1")]),
    "a number that is not the page's": ([say("正文", 72, 700), say("7", 295, 40)], ["正文", "7"], []),
    "signature": ([say(WIDE, 72, 700), say("完成。", 72, 670), say("示例县", 420, 640), say("2031年4月28日", 410, 610)], [WIDE + "完成。", "示例县", "2031年4月28日"], []),
    "indent": ([say(WIDE, 72, 700), say(WIDE[2:], 104, 670), say("完成。", 72, 640)], [WIDE, WIDE[2:] + "完成。"], []),
    "words of letters": ([say(WIDE + "Open", 72, 700), say("Data平台", 72, 670)], [WIDE + "Open Data平台"], []),
    "no rules": ([say(c, x, 700 - 30 * y) for y in range(5) for x, c in ((72, "左边"), (320, "右边"))], ["左边 右边"] * 5, [("unsure", "")]),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_one_page(name: str) -> None:
    commands, wanted, said = PAGES[name]
    found = read_pdf(pdf(commands))
    assert texts(found) == wanted
    if said is not None:
        assert notes(found) == said


def test_a_turned_page() -> None:
    found = read_pdf(
        pdf(
            [say("上一行", 100, 72, matrix="0 1 -1 0"), say("下一行", 130, 72, matrix="0 1 -1 0")],
            extra="/Rotate 90",
        )
    )
    assert texts(found) == ["上一行", "下一行"]


def test_running_heads_go_and_bodies_stay() -> None:
    pages = [
        [say("汇编", 280, 800, 9), say(f"{body}字开头", 72, 770), say(f"- {n} -", 280, 40)]
        for n, body in enumerate("甲乙丙", 1)
    ]
    found = read_pdf(pdf(*pages))
    assert texts(found) == ["甲字开头", "乙字开头", "丙字开头"]
    assert sorted(text for kind, text in notes(found) if kind == "removed") == [
        "- 1 -",
        "- 2 -",
        "- 3 -",
        *["汇编"] * 3,
    ]


def test_attachment_titles_at_the_top_are_no_running_heads() -> None:
    found = read_pdf(
        pdf([say("附件", 72, 770), say("甲", 72, 700)], [say("附件", 72, 770), say("乙", 72, 700)])
    )
    assert texts(found) == ["附件", "甲", "附件", "乙"]


def test_a_sentence_over_two_pages() -> None:
    found = read_pdf(pdf([say(WIDE, 72, 700), say(WIDE, 72, 60)], [say("完成。", 72, 770)]))
    assert texts(found) == [WIDE, WIDE + "完成。"]
    assert [note.place for note in found.notes if note.kind == "inferred"] == ["第2页"]


def test_a_page_that_is_a_picture_is_told_of() -> None:
    found = read_pdf(pdf([PICTURE], [say("正文", 72, 700)]))
    assert [(note.kind, note.place) for note in found.notes] == [("unsure", "第1页")]


@pytest.mark.parametrize(
    "text", ["— 3 —", "-3-", "3", "第3页", "第 3 页 共 12 页", "3/12", "Page 3 of 12", "· 3 ·"]
)
def test_page_numbers(text: str) -> None:
    assert page_number(text) == 3


@pytest.mark.parametrize("text", ["2031年", "3. 完成", "第三条", "3 12", "12345", "三"])
def test_no_page_numbers(text: str) -> None:
    assert page_number(text) is None


def test_radicals_become_characters() -> None:
    assert fold("⼈⺠政府，⻓期") == ("人民政府，长期", "⼈⺠⻓")
    assert fold("人民政府 m² ①") == ("人民政府 m² ①", "")


UNREADABLE: dict[str, tuple[Callable[[], bytes], str]] = {
    "locked": (lambda: (DATA / "pdf" / "locked.pdf").read_bytes(), "密码"),
    "scan": (lambda: pdf([PICTURE]), "OCR"),
    "empty": (lambda: pdf([]), "没有文字"),
    "many pages": (lambda: pdf(*[[]] * 501), "501页"),
    "no pdf": (lambda: b"%PDF-1.7\n", "损坏"),
    "nothing": (lambda: b"", "损坏"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_is_said(name: str) -> None:
    data, word = UNREADABLE[name]
    for reader in (read_pdf, read_pdf_safely):
        with pytest.raises(UnreadableError, match=word):
            reader(data())


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2_raw", None)
    with pytest.raises(UnreadableError, match="pip install"):
        library.library()


def test_too_many_pages_of_text_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hegao.dsl.recover.pdf.pages.MOST_CHARACTERS", 3)
    with pytest.raises(UnreadableError, match="字太多"):
        read_pdf(pdf([say("四个汉字", 72, 700)]))


def test_damaged_files_end_in_a_sentence_or_a_text() -> None:
    """A few of each kind; the library is in C, so they are read in one child."""
    random_ = random.Random(7)
    whole = [pdf(lattice(XS, YS) + WORDS), (DATA / "pdf" / "table.pdf").read_bytes()]
    damaged = [bytes(_damage(random_, bytearray(random_.choice(whole)))) for _ in range(60)]
    code = (
        "import sys,json\nfrom hegao.cli.pdf_child import answer\n"
        "for x in json.load(sys.stdin): json.loads(answer(bytes.fromhex(x)))"
    )
    fed = json.dumps([data.hex() for data in damaged])
    ended = subprocess.run(
        [sys.executable, "-c", code], input=fed, text=True, capture_output=True, check=False
    )
    assert (ended.returncode, ended.stderr) == (0, "")


def _damage(random_: random.Random, data: bytearray) -> bytearray:
    if random_.random() < 0.3:
        return data[: random_.randrange(len(data))]
    digits = [place for place, byte in enumerate(data) if 48 <= byte < 58]
    for _ in range(random_.choice([1, 5, 40])):
        data[random_.randrange(len(data))] = random_.randrange(256)
        data[random_.choice(digits)] = random_.choice(b"0123456789-.")
    return data


@pytest.mark.parametrize(
    "code",
    ["import os; os.abort()", "raise MemoryError", "print('[')", "print('[[[1,2]],[]]')",
     "print('[[],[[\"gone\",\"\",\"\",\"\"]]]')", "import time; time.sleep(9)", "print('{\"a\":1}')", "print('5')"],
)  # fmt: skip
def test_whatever_the_child_does_is_one_sentence(
    code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_reading, "CHILD", ("-c", code))
    monkeypatch.setattr(pdf_reading, "MOST_SECONDS", 1)
    with pytest.raises(UnreadableError, match="太复杂"):
        read_pdf_safely(b"")


def test_no_more_is_read_than_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_reading, "MOST_OUTPUT", 10)
    with pytest.raises(UnreadableError, match="太复杂"):
        read_pdf_safely(pdf([say("正文", 72, 700)]))


def test_everything_comes_through_the_pipe() -> None:
    whole = Finished(
        (
            Passage("甲\n乙", "第1页第1行", (Remark("批注", "丙"),)),
            Table((Row((Cell("丁"), Cell("", "left", (Remark("脚注", "戊"),))), "第1行"),), "表1"),
        ),
        (Note("unsure", "看", "第1页", "\ufffd"),),
    )
    assert unpacked(json.dumps(whole).encode()) == whole


@pytest.mark.skipif(sys.platform == "win32", reason="这个系统不能限制内存和时间")
def test_the_child_is_bounded() -> None:
    code = "from hegao.cli.pdf_child import bound; import resource as r; bound(); print([r.getrlimit(x)[0] for x in (r.RLIMIT_CPU, r.RLIMIT_FSIZE, r.RLIMIT_CORE)])"
    out = subprocess.run(
        [sys.executable, "-c", code], text=True, capture_output=True, check=True
    ).stdout
    assert json.loads(out) == [pdf_child.MOST_SECONDS, pdf_child.MOST_OUTPUT, 0]


def remarks(finished: Finished) -> list[tuple[str, str]]:
    return [
        each for block in finished.blocks if isinstance(block, Passage) for each in block.remarks
    ]


def raised(text: str, x: float, y: float) -> str:
    return say(text, x, y + 6, 9)


SENTENCE = [say("托位达到4.8", 72, 700), raised("1", 160, 700), say("个，投资12", 165, 700),
            raised("[2]", 245, 700), say("亿元。", 258, 700)]  # fmt: skip


def test_footnotes_hang_on_the_words_that_refer_to_them() -> None:
    notes_below = [say("1", 72, 112, 7), say("2026年按常住", 78, 110, 10), say("人口计算。", 72, 95, 10),
                   say("[2] 含预备费。", 72, 80, 10)]  # fmt: skip
    found = read_pdf(pdf([*SENTENCE, *notes_below]))
    assert texts(found) == ["托位达到4.8个，投资12亿元。"]
    assert remarks(found) == [("脚注1", "2026年按常住人口计算。"), ("脚注2", "含预备费。")]
    assert not found.notes


def test_footnotes_of_one_size_below_a_short_rule() -> None:
    notes_below = [say("1按人口。", 72, 110), say("2含预备费。", 72, 90)]
    ruled = read_pdf(pdf([*SENTENCE, stroke(72, 130, 180, 130), *notes_below]))
    assert remarks(ruled) == [("脚注1", "按人口。"), ("脚注2", "含预备费。")]
    plain = read_pdf(pdf([*SENTENCE, *notes_below]))
    assert texts(plain)[1:] == ["1按人口。", "2含预备费。"]


def test_marks_without_notes_are_told() -> None:
    found = read_pdf(pdf(SENTENCE))
    assert texts(found) == ["托位达到4.8个，投资12亿元。"]
    assert notes(found) == [("removed", "1"), ("removed", "[2]")]
    assert {note.place for note in found.notes} == {"第1页第1行"}


def test_a_raised_figure_at_the_head_of_a_line_stays_with_a_note() -> None:
    found = read_pdf(pdf([raised("1", 72, 700), say("个。", 77, 700), say("完", 72, 640)]))
    assert texts(found)[0] == "1个。"
    assert notes(found) == [("unsure", "1")]


@pytest.mark.parametrize(
    ("before", "figure", "wanted"),
    [("30m", "2", "30m2"), ("5km", "2", "5km2"), ("8平方米", "2", "8平方米2"), ("×10", "5", "×105"),
     ("5kg", "2", "5kg"), ("30亿元", "2", "30亿元"), ("GDP", "2", "GDP"), ("12", "①", "12")],
)  # fmt: skip
def test_exponents_are_no_footnote_marks(before: str, figure: str, wanted: str) -> None:
    right = 72 + sum(8 if letter.isascii() else 16 for letter in before)
    found = read_pdf(pdf([say(before, 72, 700), raised(figure, right, 700), say("内", 200, 640)]))
    assert texts(found)[0] == wanted


def test_a_footnote_in_a_cell() -> None:
    marked = [raised("1", 204, 655), say("1 按件。", 72, 100, 9)]
    found = read_pdf(pdf(lattice(XS, YS) + WORDS + marked))
    assert rows(found) == PLAIN
    (table,) = found.blocks
    assert isinstance(table, Table)
    assert table.rows[1].cells[1].remarks == (Remark("脚注1", "按件。"),)


NARROW = [72.0, 114.0, 200.0]


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (["市生态环境局、", "市交通运输局"], "市生态环境局、市交通运输局"),
        (["市交通运输局、", "市市场监督管", "理局、市消防", "救援支队"], "市交通运输局、市市场监督管理局、市消防救援支队"),
        (["市公安局、市", "应急管理局"], "市公安局、市应急管理局"),
        (["市教育局", "市民政局"], "市教育局\n市民政局"),
        (["市教育局、", "市民政局"], "市教育局、市民政局"),
    ],
)  # fmt: skip
def test_lines_of_a_narrow_cell(lines: list[str], wanted: str) -> None:
    """The widest line of the column is one character wider, with a mark that hangs out."""
    cells = [say(text, 120, 700 - 14 * at, 10.5) for at, text in enumerate(lines)]
    widest = [say("单位", 78, 630, 10.5), say("市生态环境局、", 120, 630, 10.5)]
    found = read_pdf(pdf(lattice(NARROW, [620, 646, 720]) + cells + widest))
    assert rows(found)[0][1] == wanted


UNITS = [
    "市应急管理局",
    "市生态环境局",
    "市交通运输局",
    "市市场监督管理局",
    "市消防救援支队",
    "市公安局",
]


def test_units_that_a_narrow_column_breaks() -> None:
    """A file of ReportLab: marks hang over the right edge of its cells."""
    found = rows(read_pdf((DATA / "pdf" / "narrow.pdf").read_bytes()))
    pairs = zip(UNITS * 6, (UNITS[1:] + UNITS[:1]) * 6, (UNITS[2:] + UNITS[:2]) * 6, strict=True)
    assert [(row[3], row[4]) for row in found[1:]] == [(a, f"{b}、{c}") for a, b, c in pairs]


@pytest.mark.parametrize("gap", [5, 8, 16, 32])
def test_a_gap_after_an_article_is_a_space(gap: float) -> None:
    place = 72 + 48 + gap
    found = read_pdf(pdf([say("第二条", 72, 700), say("支持培训。给予补助。", place, 700)]))
    assert texts(found) == ["第二条 支持培训。给予补助。"]
    assert texts(read_pdf(pdf([say("第二条规定如下。", 72, 700)]))) == ["第二条规定如下。"]


def test_an_article_in_a_justified_line() -> None:
    spread = [say(letter, 72 + 18 * at, 700) for at, letter in enumerate("第十二条")]
    spread += [say(letter, 150 + 18 * at, 700) for at, letter in enumerate(WIDE[:21])]
    full = [say(letter, 72 + 18 * at, 670) for at, letter in enumerate(WIDE[:25])]
    assert texts(read_pdf(pdf([*spread, *full])))[0].startswith("第十二条 各乡")


def test_a_title_folded_before_its_last_character() -> None:
    title = [say("示例县防汛抗旱指挥部办公", 84, 700, 36), say("室", 282, 650, 36)]
    found = read_pdf(pdf([*title, say("各乡镇：", 80, 600), say("现通知如下，请落实。", 112, 570)]))
    assert texts(found)[:2] == ["示例县防汛抗旱指挥部办公\n室", "各乡镇："]


def columned(*table: str, step: float = 20) -> list[str]:
    return [
        say(cell, x, 700 - step * at, 10.5)
        for at, line in enumerate(table)
        for x, cell in zip((72, 130, 300, 420), line.split(), strict=False)
        if cell != "-"
    ]


def test_a_table_without_rules() -> None:
    table = columned("序号 任务 责任单位 完成时限", "1 编制目录 市政务局 6月底前", "2 更新 - 9月")
    found = read_pdf(
        pdf([say("任务分工表", 250, 740), *table, say("以上任务请抓好落实，按时完成。", 104, 600)])
    )
    assert rows(found) == [
        ["序号", "任务", "责任单位", "完成时限"],
        ["1", "编制目录", "市政务局", "6月底前"],
        ["2", "更新", "", "9月"],
    ]
    assert [type(block) for block in found.blocks] == [Passage, Table, Passage]
    assert notes(found) == [("inferred", "序号任务责任单位完成时限")]


def test_wrapped_cells_of_a_table_without_rules() -> None:
    table = columned(
        "序号 任务 责任单位 完成时限",
        "1 编制目录 市政务局、市 6月底前",
        "- - 司法局",
        "2 更新 市财政局 9月",
    )
    assert rows(read_pdf(pdf(table)))[1] == ["1", "编制目录", "市政务局、市司法局", "6月底前"]


@pytest.mark.parametrize(
    "table",
    [
        ["组长 张三 县长 四", "成员 李四 局长 五", "成员 王五 局长 六"],
        [
            "序号 任务 责任单位 完成时限",
            "1 编制 市局 6月",
            "- - 市公安局市财政 -",
            "2 更新 市局 9月",
        ],
        ["序号 任务 责任单位 完成时限", "- - 市公安局市财 -", "1 编制 - 6月", "- - 政局 -"],
        ["单位 电话", "甲局 一", "乙局 二"],
    ],
    ids=["no header", "a short line above", "cells in the middle of a row", "two columns"],
)
def test_columns_that_are_not_clear_are_told(table: list[str]) -> None:
    found = read_pdf(pdf(columned(*table)))
    assert not [block for block in found.blocks if isinstance(block, Table)]
    assert [note.kind for note in found.notes] == ["unsure"]
