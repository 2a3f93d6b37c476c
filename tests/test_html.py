"""Web pages give the notice that they publish, and tell of everything else."""

from __future__ import annotations

import re
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from cpu import assert_grows
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from hegao.dsl.recover.finished import Cell, Finished, Passage, Remark, Table, UnreadableError
from hegao.dsl.recover.html.reader import read_html
from material import DATA, read

PAGES = sorted((DATA / "html").glob("*.html"))
SPOKEN = "为做好有关工作，现将有关事项通知如下，请认真贯彻执行。"
MARKS = {"above": "↑", "left": "←"}


def told(finished: Finished) -> str:
    """What a page holds as text: paragraphs, rows, and what is told about the rest."""
    lines: list[str] = []
    for block in finished.blocks:
        if isinstance(block, Passage):
            lines.append(block.text)
        else:
            lines.append(f"[{block.place}]")
            lines += [row_text(block, index) for index in range(len(block.rows))]
    lines.append("---")
    lines += [f"{note.kind} {note.place} {note.message}：{note.text}" for note in finished.notes]
    return "\n".join(line.replace("\n", "⏎") for line in lines)


def row_text(table: Table, index: int) -> str:
    cells = [MARKS.get(cell.merged) or cell.text for cell in table.rows[index].cells]
    return f"| {' | '.join(cells)} |"


def page(body: str) -> Finished:
    return read_html(f"<!DOCTYPE html><html><body>{body}</body></html>".encode())


def texts(body: str) -> list[str]:
    return [block.text for block in page(body).blocks if isinstance(block, Passage)]


def everything(finished: Finished) -> str:
    cells = [
        cell.text
        for block in finished.blocks
        if isinstance(block, Table)
        for row in block.rows
        for cell in row.cells
    ]
    passages = [block.text for block in finished.blocks if isinstance(block, Passage)]
    # A label stands for the mark in the text and for that before the footnote.
    hung = [f"{remark.label * 2}{remark.text}" for remark in all_remarks(finished)]
    return "".join([*passages, *cells, *hung, *(note.text for note in finished.notes)])


def all_remarks(finished: Finished) -> list[Remark]:
    found: list[Remark] = []
    for block in finished.blocks:
        if isinstance(block, Passage):
            found += block.remarks
        else:
            found += [one for row in block.rows for cell in row.cells for one in cell.remarks]
    return found


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_pages(path: Path) -> None:
    assert told(read_html(path.read_bytes())) + "\n" == read(path.with_suffix(".txt"))


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("<div>甲<br>乙<br><br>丙</div>", ["甲\n乙", "丙"]),
        ("<div>甲<br>&nbsp;<br>乙</div>", ["甲", "乙"]),
        ("<div>甲<br>　　乙<br>&nbsp;&nbsp;丙</div>", ["甲", "乙", "丙"]),
        ("<div>甲<p>乙</p>丙</div>", ["甲", "乙", "丙"]),
        ("<p>示<span>例</span><b>县</b><a href=x>政</a><o:p>府</o:p></p>", ["示例县政府"]),
        ("<p>示例\n   县，\n办公室 2026\nOffice</p>", ["示例县，办公室 2026 Office"]),
        ("<p>示例 县</p>", ["示例 县"]),
        ("<p>&nbsp;&nbsp;组&nbsp;长：　张三</p>", ["组 长：　张三"]),
        ("<p>示&#8203;例&shy;县&#65279;</p>", ["示例县"]),
        ("<p>面积3m<sup>2</sup>①<sup>[1]</sup></p>", ["面积3m2①[1]"]),
        ("<h2>标题</h2><ul><li>甲</li><li>乙</li></ul>", ["标题", "甲", "乙"]),
        ("<pre>甲  乙\n丙\n\n丁</pre>", ["甲  乙\n丙", "丁"]),
        ("<p style='white-space: pre-wrap'>甲\n乙</p>", ["甲\n乙"]),
        ("<ol start=3><li>甲<li value=7>乙<li>丙</ol>", ["3. 甲", "7. 乙", "8. 丙"]),
        ("<ol type=a><li>甲<ol type=I><li>乙</ol><li>丙</ol>", ["a. 甲", "I. 乙", "b. 丙"]),
        ("<ol style='list-style-type: cjk-ideographic'><li>甲</ol>", ["一、甲"]),
        ("<ol style='list-style: none'><li>甲</ol>", ["甲"]),
        ("<ol reversed><li>甲<li>乙</ol>", ["2. 甲", "1. 乙"]),
        ("<ol><li>一、甲<li>（二）乙</ol>", ["一、甲", "（二）乙"]),
        ("<ol><li></li></ol>甲", ["甲"]),
        (f"<p>{SPOKEN * 2}<script>x</script><style>y</style><noscript>z</noscript><!-- w --></p>", [SPOKEN * 2]),
        ("<p>甲<del>乙</del><ins>丙</ins><s>丁</s><strike>戊</strike><u style='text-decoration: line-through'>己</u></p>", ["甲丙"]),
        ("<p>甲</p><strike><p>乙</p><p>丙</p></strike><p>丁</p>", ["甲", "丁"]),
        ("<p>甲<s>乙</p><p>丙</p>", ["甲", "丙"]),
        ("<p>甲</p><del><p>乙</p><p>丙</p></del><p>丁</p>", ["甲", "丁"]),
        ("<style>.a, #b { display: none } i{display:none}</style><p>甲<b class='x a'>乙</b><b id=b>丙</b><i>丁</i></p>", ["甲"]),
        ("<style>.a{display:none} .a{display:block} @media print{.b{display:none}} .c .b{display:none}</style><p>甲<b class=a>乙</b><b class=b>丙</b></p>", ["甲乙丙"]),
        (f"<style>body{{display:none}} .a{{display:none}}</style><div class=a>{SPOKEN * 9}</div>", [SPOKEN * 9]),
        ("<span style='display:block'>甲</span><span style='display: block'>乙</span>", ["甲", "乙"]),
    ],
)  # fmt: skip
def test_paragraphs(body: str, wanted: list[str]) -> None:
    assert texts(body) == wanted


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (
            "<tr><td rowspan=2>甲<td colspan=2>乙<tr><td>丙<td>丁",
            ["| 甲 | 乙 | ← |", "| ↑ | 丙 | 丁 |"],
        ),
        (
            "<tr><td>甲<td rowspan=2 colspan=2>乙<td>丙<tr><td>丁<td>戊<tr><td>1<td>2<td>3<td>4",
            ["| 甲 | 乙 | ← | 丙 |", "| 丁 | ↑ | ← | 戊 |", "| 1 | 2 | 3 | 4 |"],
        ),
        (
            "<tr><td rowspan=99999>甲<td>乙<tr><td>丙</tbody><tbody><tr><td>丁<td>戊",
            ["| 甲 | 乙 |", "| ↑ | 丙 |", "| 丁 | 戊 |"],
        ),
        (
            "<tr><td colspan=50>总表<tr><td>甲<td>乙<tr><td>丙<td>丁",
            ["| 总表 | ← |", "| 甲 | 乙 |", "| 丙 | 丁 |"],
        ),
        ("<tr><td>甲<td>乙<td>丙<tr><td>丁", ["| 甲 | 乙 | 丙 |", "| 丁 |  |  |"]),
        ("<tr><td rowspan=2><td>甲<td>乙<tr><td>丙<td>丁", ["|  | 甲 | 乙 |", "|  | 丙 | 丁 |"]),
        ("<td>甲<td>乙", ["| 甲 | 乙 |"]),
        ("<form><tr><td>甲<td>乙</form>", ["| 甲 | 乙 |"]),
    ],
)
def test_tables(body: str, wanted: list[str]) -> None:
    found = page(f"<p>说明如下表。</p><table>{body}</table>").blocks
    assert isinstance(found[1], Table)
    assert [row_text(found[1], index) for index in range(len(found[1].rows))] == wanted


@pytest.mark.parametrize(
    "body",
    [
        "<tr><td>甲<tr><td>乙",
        "<tr><td>甲</td></tr><tr><td><table><tr><td>乙</table></table>",
        "<table role=presentation><tr><td>甲<td>乙</table>",
        "<tr>" + "".join(f"<td>{mark}" for mark in "甲乙") + "<td>" * 200,
    ],
)
def test_tables_that_only_lay_out(body: str) -> None:
    assert texts(f"<table>{body}</table>") == ["甲", "乙"]


AROUND = [
    "<div>当前位置：<a href=/>首页</a> &gt; 文件</div>",
    "<div>【字体：大 中 小】 【打印】 【关闭】</div>",
    "<div>发布时间：2026-04-28　来源：县政府　浏览次数：3</div>",
    "<ul><li>索引号：1</li><li>主题分类：农业</li><li>发布机构：县政府</li></ul>",
    "<table><tr><td>索引号<td>1<td>公开方式<td>主动<tr><td>发布机构<td>县政府<td>文号<td></table>",
    "<div>扫一扫在手机打开当前页</div>",
    "<div>相关链接：</div><ul><li><a href=1>解读一</a></li><li><a href=2>解读二</a></li></ul>",
    "<div><a href=a.docx>任务清单.docx</a></div>",
    "<div>示ICP备00000000号</div><div>地址：中山路1号</div>",
    "<nav><a href=1>要闻</a></nav>",
    "<div>发布时间：2026-05-06 来源：示例县政府办公室 字体：[大 中 小]</div>",
]


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("frame", ["{0}{1}{0}", "{0}<div>{1}</div>{0}"], ids=["inside", "outside"])
def test_furniture(around: str, frame: str) -> None:
    text = f"<p>各科室：</p><p>{SPOKEN}</p><p>县政府</p>"
    found = page(frame.format(around, text))
    assert [block.text for block in found.blocks if isinstance(block, Passage)] == [
        "各科室：", SPOKEN, "县政府",
    ]  # fmt: skip
    assert len(found.blocks) == 3
    assert {note.kind for note in found.notes} == {"removed"}


@pytest.mark.parametrize(
    "line",
    [
        "时间：2026年5月8日上午9:00",
        "主办单位：县教育局",
        "地址：中山路1号",
        "名称：示例中心",
        "附件：<a href=a.docx>1. 任务清单</a>",
        "附件：1.<a href=a>甲表</a>2.<a href=b>乙表</a>3.<a href=c>丙表</a>",
        "附件：<a href=a.docx>任务清单.docx</a>",
        "来源：县教育局统计",
        "打印材料一式三份。",
    ],
)
def test_what_looks_like_furniture(line: str) -> None:
    shown = re.sub("<[^>]*>", "", line)
    assert texts(f"<div><p>各科室：</p><p>{SPOKEN}</p><p>{line}</p></div>")[2:] == [shown]


@pytest.mark.parametrize("day", ["2026-05-06", "2026/5/6", "2026-05-06 来源：县政府"])
def test_the_day_of_publishing_under_the_title(day: str) -> None:
    text = f"<h1>{TITLE}</h1><p>{day}</p><p>各科室：</p><p>{SPOKEN}</p>"
    assert texts(text) == [TITLE, "各科室：", SPOKEN]
    assert texts(f"{text}<p>{day}</p>")[3:] == [day]


NOTE = "按常住人口计算。"
WORD_LINK = "<a style='mso-footnote-id:ftn1' href='#_ftn1' name='_ftnref1'><span>[1]</span></a>"
WORD_NOTE = f"<div style='mso-element:footnote-list'><br><hr><div style='mso-element:footnote' id=ftn1><p><a href='#_ftnref1'>[1]</a>{NOTE}</p></div></div>"
OFFICE_LINK = (
    "<sup><a class=sdfootnoteanc name=sdfootnote1anc href='#sdfootnote1sym'><sup>1</sup></a></sup>"
)
OFFICE_NOTE = f"<div id=sdfootnote1><p><a class=sdfootnotesym name=sdfootnote1sym href='#sdfootnote1anc'>1</a>\n{NOTE}</p></div>"
HAND_LINK, HAND_NOTE = "<sup><a href='#n1'>①</a></sup>", f"<ul><li id=n1>① {NOTE}</ul>"


@pytest.mark.parametrize(
    ("link", "note", "mark"),
    [(WORD_LINK, WORD_NOTE, "1"), (OFFICE_LINK, OFFICE_NOTE, "1"), (HAND_LINK, HAND_NOTE, "①")],
)
def test_footnotes(link: str, note: str, mark: str) -> None:
    found = page(f"<p>达到4.8{link}个。{SPOKEN}</p><p>面积5m<sup>2</sup>。</p>{note}")
    remarks = (Remark(f"脚注{mark}", NOTE),)
    assert found.blocks == (
        Passage(f"达到4.8个。{SPOKEN}", "第1段", remarks), Passage("面积5m2。", "第2段"),
    )  # fmt: skip
    assert not found.notes
    in_cell = page(f"<p>{SPOKEN}</p><table><tr><td>甲<td>4.8{link}<tr><td>乙<td>丙</table>{note}")
    assert isinstance(in_cell.blocks[1], Table)
    assert in_cell.blocks[1].rows[0].cells[1] == Cell("4.8", remarks=remarks)


@pytest.mark.parametrize("link", [WORD_LINK, OFFICE_LINK])
def test_marks_without_footnotes_are_told(link: str) -> None:
    found = page(f"<p>达到4.8{link}个。{SPOKEN}</p>")
    assert [block.text for block in found.blocks if isinstance(block, Passage)] == [
        f"达到4.8个。{SPOKEN}"
    ]
    assert [(note.kind, note.text.strip("[]")) for note in found.notes] == [("removed", "1")]


def test_two_links_to_one_footnote() -> None:
    again = OFFICE_LINK.replace("name=sdfootnote1anc", "")
    found = page(f"<p>4.8{OFFICE_LINK}个。</p><p>{SPOKEN}{again}</p>{OFFICE_NOTE}")
    assert all_remarks(found) == [Remark("脚注1", NOTE)]
    assert [(note.kind, note.place, note.text) for note in found.notes] == [
        ("removed", "第2段", "1")
    ]


TITLE = "关于开展检查的通知"


@pytest.mark.parametrize(
    "above",
    [
        f"<h1>{TITLE}</h1>",
        f"<div class=title>{TITLE}</div>",
        f"<h1>{TITLE}</h1><div>发布时间：2026-04-28 09:00</div>",
        f"<h1>县政府网</h1><p align=center>{TITLE}</p>",
    ],
)
def test_the_title_above_the_text(above: str) -> None:
    text = f"<div class=content><p>各科室：</p>{f'<p>{SPOKEN}</p>' * 9}</div>"
    menu = "<ul><li><a href=1>要闻</a></li><li><a href=2>公告</a></li></ul>"
    found = texts(f"<div>{menu}{above}{text}</div>")
    assert found[:3] == [TITLE, "各科室：", SPOKEN]


def test_a_title_that_the_text_repeats() -> None:
    text = f"<div class=content><p>{TITLE}</p>{f'<p>{SPOKEN}</p>' * 9}</div>"
    assert texts(f"<h1>{TITLE}</h1>{text}").count(TITLE) == 1


ENCODED = f"<meta charset=%s><p>{SPOKEN}</p>"


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("gb2312", "gb18030"), ("gbk", "gb18030"), ("", "gb18030"), ("utf-8", "gb18030"),
        ("gb2312", "utf-8"), ("", "utf-8"), ("utf-8", "utf-8-sig"), ("utf-8", "utf-16"),
        ("big5", "big5"), ("x-nothing", "utf-8"), ("", "utf-16-le"), ("", "utf-16-be"),
    ],
)  # fmt: skip
def test_encodings(declared: str, encoding: str) -> None:
    spoken = "為做好有關工作，現將有關事項通知如下。" if encoding == "big5" else SPOKEN
    source = (ENCODED % declared).replace(SPOKEN, spoken).encode(encoding)
    finished = read_html(source)
    assert [block.text for block in finished.blocks if isinstance(block, Passage)] == [spoken]
    assert not finished.notes


def test_characters_that_cannot_be_told() -> None:
    finished = read_html(f"<meta charset=utf-8><p>{SPOKEN}</p>".encode() + b"<p>\xe5\x8e")
    assert (finished.notes[0].kind, "字读不出来" in finished.notes[0].message) == ("unsure", True)


@pytest.mark.parametrize("way", ["quoted-printable", "base64", "8bit"])
def test_single_file_pages(way: str) -> None:
    import base64
    import quopri

    body = f"<html><body><p>{SPOKEN}</p></body></html>".encode("gbk")
    packed = {"quoted-printable": quopri.encodestring(body), "base64": base64.encodebytes(body)}
    head = 'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="--=_x"\r\n\r\n'
    part = f'----=_x\r\nContent-Type: text/html; charset="gb2312"\r\nContent-Transfer-Encoding: {way}\r\n\r\n'
    source = (
        f"{head}{part}".encode()
        + packed.get(way, body)
        + b"\r\n----=_x\r\nContent-Type: image/png\r\n\r\nxx\r\n----=_x--"
    )
    assert [block.text for block in read_html(source).blocks if isinstance(block, Passage)] == [
        SPOKEN
    ]


@pytest.mark.parametrize(
    "source",
    [
        "", " ", "<html></html>", "<script>document.write('通知')</script>",
        "<div id=app>正在加载</div><script src=app.js></script>",
        "<ul><li><a href=1>首页</a></li></ul><iframe src=a.pdf></iframe>",
        "<frameset><frame src=a></frameset>", "<div>" * 100_000 + "甲", "<!-- 没有结束",
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n\nab",
    ],
    ids=range(10),
)  # fmt: skip
def test_pages_without_text(source: str) -> None:
    with pytest.raises(UnreadableError, match="请"):
        read_html(source.encode())


def test_without_lxml(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "lxml", None)
    with pytest.raises(UnreadableError, match="pip install 'hegao\\[html\\]'"):
        read_html(b"<p>x")


def test_notes() -> None:
    finished = page(
        f"<p>{SPOKEN}</p><ol><li>甲<img src=a.png alt=印章></ol><p hidden>乙</p>"
        "<select><option>丙</select><table><tr><td>丁<td>戊<img src=b></table>"
        f"<img src=icon.gif width=16><div style='display:none'>{SPOKEN * 9}</div>"
    )
    assert [(note.kind, note.place, note.text[:2]) for note in finished.notes] == [
        ("inferred", "第2段", "1."), ("unsure", "第2段", "印章"), ("removed", "第2段之后", "乙"),
        ("removed", "第2段之后", "丙"), ("unsure", "表1第1行", ""), ("unsure", "第2段之后", "为做"),
    ]  # fmt: skip


TAGS = ["p", "div", "span", "b", "a href=x", "td", "tr", "table", "th rowspan=2", "td colspan=3",
        "ol", "ul", "li", "br", "pre", "h1", "form", "nav", "footer", "tbody", "tfoot", "caption",
        "center", "select", "option", "title", "textarea", "button", "p hidden", "o:p", "body",
        "img alt=x", "font", "dl", "dt", "iframe", "ruby", "rt", "svg", "sup", "del", "s",
        "a href=#b name=c", "div id=b", "a href=#c", "b class=d",  "frameset", "head"]  # fmt: skip
LETTERS = "关于印发通知各县：，。；1一、（）〔2026〕号附件年月日版权所有打印索引号a"
PIECES = st.lists(
    st.one_of(
        st.sampled_from(TAGS).map(lambda tag: f"<{tag}>"),
        st.sampled_from(TAGS).map(lambda tag: f"</{tag.split()[0]}>"),
        st.text(LETTERS + " \n\u3000\xa0", max_size=12),
        st.sampled_from(
            [
                "索引号：1",
                "首页 > ",
                "<style>.d{display:none}</style>",
                "<a href=#b><sup>1</sup></a>",
                "<a href=#_ftn1>1</a>",
                SPOKEN,
                "&nbsp;",
                "相关阅读",
            ]
        ),
    ),
    max_size=40,
)


def visible(source: str) -> str:
    """The letters of a page built from PIECES, without its tags."""
    return "".join(re.sub("<style.*?/style>|<[^>]*>|&nbsp;", "", source).split())


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(PIECES)
@example(["<table>", "甲", "<tr>", "乙", "<td>", "丙", "<td>", "丁", "<caption>", "戊", SPOKEN])
@example(["<title>", "甲", "</title>", "<p>", SPOKEN, "<title>", "乙"])
def test_nothing_is_lost(pieces: list[str]) -> None:
    source = f"<p>{SPOKEN * 3}</p>{''.join(pieces)}"
    try:
        found = everything(read_html(source.encode()))
    except UnreadableError:
        assume(False)
        return
    for letter in set(visible(source)):
        assert found.count(letter) >= visible(source).count(letter), letter


def read_or_refuse(data: bytes) -> None:
    """Any other error fails the test."""
    with suppress(UnreadableError):
        read_html(data)


@settings(max_examples=150)
@given(st.sampled_from(PAGES), st.data())
def test_damaged_pages(path: Path, data: st.DataObject) -> None:
    whole = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(0, 8))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    start, stop = data.draw(st.integers(0, 40)), data.draw(st.integers(0, len(whole)))
    read_or_refuse(bytes(whole[start:stop]))


@settings(max_examples=100)
@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    read_or_refuse(data)


GROWING = {
    "paragraphs": "<p>一、各县要抓好落实。</p>", "breaks": "各县要抓好落实。<br>", "spaces": "&nbsp; \n",
    "cells": "<td>甲", "rows": "<tr><td>甲<td>乙", "tables": "<table><tr><td>甲<td>乙</table>",
    "tall cells": "<tr><td rowspan=9999>甲<td>乙", "wide cells": "<tr><td colspan=9999>甲",
    "nested": "<div>甲" * 20 + "</div>" * 20, "links": "<a href=x>首页</a>",
    "items": "<ol><li>甲<li>乙</ol>", "headings": "<h1>关于甲乙丙丁的通知</h1>", "facts": "<p>索引号：1</p>",
    "footers": "<p>版权所有</p><p>地址：甲</p>", "open": "<", "quotes": "<p a='", "pictures": "<img src=x alt=甲>",
    "nested tables": "<table><tr><td>甲" * 20 + "</table>" * 20, "hidden": "<p hidden>甲</p>",
    "one heading": "甲<p>", "titles": "<title>甲", "comments": "<!--", "navigation": "<nav>甲</nav>",
    "widgets": f"<p>{'字体大小' * 40}。</p>", "codes to scan": f"<p>{'扫一扫打印' * 30}。</p>",
    "Word numbers": "<p><span style='mso-list:Ignore'>1.</span>甲", "styles": "<li style='list-style:a-a'>",
    "struck": "<s>甲", "struck styles": "<b style='text-decoration:text-decoration:'>甲", "rules": "<style>.a{display:none}/*</style><b class=a>甲",
    "footnotes": "<sup><a href=#a name=b>1</a></sup><p id=a><a href=#b>1</a>甲", "notes in notes": "<sup><a href=#a>1</a></sup><div id=ftn1>" * 20,
    "siblings": "<div>2026年1月1日</div>",
}  # fmt: skip


@pytest.mark.parametrize("piece", GROWING.values(), ids=GROWING)
@pytest.mark.parametrize("frame", ["{}", f"<p>{SPOKEN}</p><table>{{}}</table>", "<h1>{}</h1>"])
def test_growth(piece: str, frame: str) -> None:
    def grown(size: int) -> None:
        read_or_refuse(frame.format(piece * (size // len(piece))).encode())

    assert_grows(grown, 10_000, 80_000, times=2)
