"""Word files to blocks and notes: what Word shows, and what it hides, is told and never lost."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest
import word_files as w
from cpu import assert_grows
from hypothesis import given, settings
from hypothesis import strategies as st
from word_cases import CASES, NUMBERING, PICTURE, RUNS, TOC, USUAL, Case

from hegao.dsl.recover.finished import Finished
from hegao.dsl.recover.word.numerals import numeral
from hegao.dsl.recover.word.reader import read_word
from material import DATA, read

FILES = DATA / "word"


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_reading(case: Case) -> None:
    finished = read_word(case.file)
    assert w.shown(finished) == case.wanted
    assert widths_hold(finished)
    if case.notes:
        assert "\n".join(w.noted(finished)) == case.notes


@pytest.mark.parametrize("case", [each for name, each in CASES.items() if "numbering" not in name])
def test_no_other_notes(case: Case) -> None:
    notes = [note for note in w.noted(read_word(case.file)) if "自动编号" not in note]
    assert case.notes or all("修订痕迹" in note or "修订中" in note for note in notes), notes


def widths_hold(finished: Finished) -> bool:
    """Whether every row of a table has as many cells as the first."""
    tables = [block for block in finished.blocks if hasattr(block, "rows")]
    return all(len({len(row.cells) for row in table.rows}) == 1 for table in tables)


def test_places() -> None:
    """Paragraphs that are not empty are counted, those in tables are not; tables have rows."""
    rows = w.table(w.row("甲", "乙"), w.row("丙", "丁"), columns=2)
    body = w.paragraph("一") + w.paragraph() + rows + w.paragraph("二") + rows
    finished = read_word(w.word(body))
    places = [
        (block.place, *(row.place for row in getattr(block, "rows", ())))
        for block in finished.blocks
    ]
    assert places == [
        ("第1段",), ("表1", "表1第1行", "表1第2行"), ("第2段",), ("表2", "表2第1行", "表2第2行"),
    ]  # fmt: skip


# 1, 10, 11, 20, 21, 99, 101 as LibreOffice and Word show them.
FORMS = {
    "decimal": "1 10 11 20 21 99 101",
    "decimalZero": "01 10 11 20 21 99 101",
    "chineseCounting": "一 十 十一 二十 二十一 九十九 一百零一",
    "chineseCountingThousand": "一 十 十一 二十 二十一 九十九 一百零一",
    "japaneseCounting": "一 十 十一 二十 二十一 九十九 一百零一",
    "chineseLegalSimplified": "壹 壹拾 壹拾壹 贰拾 贰拾壹 玖拾玖 壹佰零壹",
    "ideographTraditional": "甲 癸 11 20 21 99 101",
    "ideographZodiac": "子 酉 戌 20 21 99 101",
    "ideographDigital": "一 一〇 一一 二〇 二一 九九 一〇一",
    "decimalEnclosedCircleChinese": "① ⑩ ⑪ ⑳ 21 99 101",
    "decimalEnclosedCircle": "① ⑩ ⑪ ⑳ 21 99 101",
    "decimalFullWidth": "１ １０ １１ ２０ ２１ ９９ １０１",
    "upperLetter": "A J K T U UUUU WWWW",
    "lowerRoman": "i x xi xx xxi xcix ci",
    "none": "      ",
    "000": "001 010 011 020 021 099 101",
}


@pytest.mark.parametrize(("form", "wanted"), FORMS.items(), ids=FORMS)
def test_forms_of_numbers(form: str, wanted: str) -> None:
    written = [numeral(number, form) for number in (1, 10, 11, 20, 21, 99, 101)]
    assert written == wanted.split(" ")


@pytest.mark.parametrize("number", [0, 10**9])
def test_numbers_that_no_form_has(number: int) -> None:
    for form in FORMS:
        assert form == "none" or len(numeral(number, form) or "") in range(1, 12)


def test_strict_namespaces_and_other_places() -> None:
    """What newer Word calls a strict file, its main part elsewhere, text in UTF-16."""
    strict = "http://purl.oclc.org/ooxml"
    files = {
        name.replace("word/", "正文/"): content.decode()
        .replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            f"{strict}/wordprocessingml/main",
        )
        .replace(
            "http://schemas.openxmlformats.org/officeDocument/2006", f"{strict}/officeDocument"
        )
        .replace('Target="word/', 'Target="/正文/')
        for name, content in w.unpacked(NUMBERING["levels"].file).items()
    }
    main: dict[str, str | bytes] = {
        **files,
        "正文/document.xml": files["正文/document.xml"].encode("utf-16"),
    }
    assert w.shown(read_word(w.packed(main))) == NUMBERING["levels"].wanted


def test_macros_are_left_alone() -> None:
    files = {**w.unpacked(RUNS["breaks and tabs"].file), "word/vbaProject.bin": b"\xd0\xcf"}
    assert w.shown(read_word(w.packed(files))) == RUNS["breaks and tabs"].wanted


# Files that LibreOffice wrote from texts of our own, with what is read out of each.
@pytest.mark.parametrize("path", sorted(FILES.glob("*.docx")), ids=lambda path: path.stem)
def test_files_that_programs_wrote(path: Path) -> None:
    finished = read_word(path.read_bytes())
    told = "\n".join([w.shown(finished), "---", *w.noted(finished), ""])
    assert told == read(path.with_suffix(".txt"))


CHARACTERS = st.text("公开编制目录甲乙ab1（）、。 ", min_size=1, max_size=6)
RUN_KINDS = {
    "plain": w.run,
    "break": lambda each: w.run(each) + w.run("<w:br/>"),
    "inserted": lambda each: w.revision("ins", each),
    "deleted": lambda each: w.revision("del", each),
    "hidden": lambda each: w.run(each, "<w:vanish/>"),
    "field": lambda each: w.field("REF x", each),
    "contents": lambda each: w.field("TOC", each),
    "control": lambda each: w.control(w.run(each)),
    "placeholder": lambda each: w.control(w.run(each), "<w:showingPlcHdr/>"),
    "box": lambda each: w.box(w.paragraph(each)),
    "code": lambda each: w.mark("begin") + w.run(each) + w.mark("end"),
    "open": lambda each: w.mark("begin") + w.run(each),
    "phonetic": lambda each: w.run(f"<w:ruby><w:rt>{w.run(each)}</w:rt><w:rubyBase/></w:ruby>"),
    "link": lambda each: f"<w:hyperlink>{w.run(each)}</w:hyperlink>",
}
RUNS_OF_ANY_KIND = st.tuples(st.sampled_from(list(RUN_KINDS)), CHARACTERS).map(
    lambda drawn: RUN_KINDS[drawn[0]](drawn[1])
)
MARKS = st.sampled_from(("", "", "", w.revision("del"), w.revision("ins"), "<w:vanish/>"))
PARAGRAPHS = st.builds(
    lambda runs, number, mark: w.paragraph(*runs, number=number, mark=mark),
    st.lists(RUNS_OF_ANY_KIND, max_size=4),
    st.sampled_from(("", "", "1/0", "1/1", "9/0")),
    MARKS,
)


def tables_of(content: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    cells = st.builds(
        lambda inner, span, merge: w.cell(inner + w.paragraph(), span=span, merge=merge),
        content,
        st.integers(1, 3),
        st.sampled_from(("", "", "restart", "continue")),
    )
    borders = st.sampled_from((w.ALL_SIDES, w.ACROSS, ()))
    rows = st.builds(
        lambda each, properties: w.row(*each, properties=properties),
        st.lists(cells, max_size=4),
        st.sampled_from(("", "", w.revision("del"), "<w:hidden/>", '<w:gridBefore w:val="1"/>')),
    )
    return st.builds(
        lambda each, drawn: w.table(*each, drawn=drawn), st.lists(rows, max_size=4), borders
    )


CONTENT = st.recursive(
    PARAGRAPHS,
    lambda inner: st.one_of(
        tables_of(inner),
        inner.map(w.control),
        inner.map(lambda each: w.control(each, TOC)),
        inner.map(lambda each: w.paragraph(w.box(each))),
        st.lists(inner, max_size=3).map("".join),
    ),
    max_leaves=12,
)
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def characters(element: ElementTree.Element) -> str:
    """Every character of a document, those that stand twice for old versions once."""
    if element.tag == FALLBACK:
        return ""
    own = element.text or "" if element.tag in (f"{{{w.W}}}t", f"{{{w.W}}}delText") else ""
    return own + "".join(map(characters, element))


def held(finished: Finished) -> str:
    texts = [w.shown(finished)]
    texts += [note.text for note in finished.notes if note.kind != "inferred"]
    return "".join(texts)


@settings(max_examples=200)
@given(st.lists(CONTENT, max_size=5))
def test_nothing_is_lost(content: list[str]) -> None:
    body = "".join(content)
    finished = read_word(w.word(body, numbering=USUAL))
    before = Counter("".join(characters(ElementTree.fromstring(w.document(body))).split()))
    after = Counter("".join(held(finished).split()))
    assert not before - after
    assert widths_hold(finished)


PIECES = {
    "numbered paragraphs": w.paragraph("编制公开目录", number="1/1"),
    "deleted ends": w.paragraph("甲", mark=w.revision("del")),
    "hidden ends": w.paragraph("甲", mark="<w:vanish/>"),
    "open fields": w.paragraph(w.mark("begin"), "甲"),
    "closed fields": w.paragraph(w.mark("end"), "甲"),
    "contents": w.paragraph(w.field("TOC", "甲")),
    "text boxes": w.paragraph(w.box(w.paragraph("甲"))),
    "tables": w.table(w.row("甲", "乙"), columns=2),
    "layouts": w.table(w.row("甲", "乙"), columns=2, drawn=()),
    "contents and titles": w.paragraph("目录") + w.paragraph(w.field("TOC", "甲")),
    "comments on nothing": w.paragraph(w.reference("comment", "%d")),
    "pictures": PICTURE,
    "stray text": w.run("甲"),
}  # fmt: skip
INNER = {
    "rows": w.row("甲", w.cell("乙", merge="continue")),
    "covered rows": w.row(w.cell("甲", span=2), "乙"),
}
BREAKS = w.run("甲乙") + w.run("<w:br/>")


def grown(name: str, count: int) -> bytes:
    if name == "breaks in one cell":
        return w.word(w.table(w.row(w.cell(w.paragraph(BREAKS * count)), "乙"), columns=2))
    if name in INNER:
        return w.word(w.table(INNER[name] * count))
    comments = "".join(
        f'<w:comment w:id="{at}">{w.paragraph("批")}</w:comment>' for at in range(count)
    )
    body = "".join(PIECES[name].replace("%d", str(at)) for at in range(count))
    return w.word(w.paragraph("题") + body, numbering=USUAL, comments=comments)


@pytest.mark.parametrize("name", [*PIECES, *INNER, "breaks in one cell"])
def test_growth(name: str) -> None:
    files = {count: grown(name, count) for count in (400, 3200)}
    assert_grows(lambda count: read_word(files[count]), 400, 3200)
