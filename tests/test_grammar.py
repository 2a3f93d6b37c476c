"""Any text parses, and its tree gives it back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hegao.dsl.build import build_notice
from hegao.grammar.lines import Line
from hegao.grammar.parser import parse
from hegao.grammar.source import LineIndex
from hegao.grammar.tree import Item, Notice, lines, unparse
from material import EXAMPLES, cases, read, shared

PIECES = st.sampled_from(
    [
        "一、", "二 、", "（一）", "(二)", "（三", "1.", "2、", "10 ", "（1）", "①", "第三条 ", "第一章 ",
        "责任单位：", "责任单为：", "完成时限:", "落实：", "附件：", "抄送：", "【批注：", "】", "【核稿：不查",
        "【印发件】", "【任务】", "【段】", "【一级】", "县民政局、财政局", "牵头", "等部门", "2026年6月底前",
        "（责任单位：", "）", "。", "，", ",", "；", "\t", "｜", "|", "\n", "\r\n", "\r", "\n\n", " ", "\u3000",
        "\x0b", "\x0c", "\x85", "\u2028", "\x00", "\ud800", "#", "##", "---", "<p>", "《办法》", "〔2026〕5号",
        "做好养老服务信息公开", "五、严格落实强化保障", "措施(十四)", "𠮷", "😀", "\ufeff",
    ]
)  # fmt: skip
NOTICES = st.lists(PIECES, max_size=60).map("".join)


def cover(text: str, notice: Notice) -> None:
    """The tree's lines tile the text, and every offset in them stays inside its line."""
    assert unparse(notice) == text
    at = 0
    for line in lines(notice):
        assert line.start == at
        assert 0 <= line.label <= line.body <= line.stop <= len(line.raw)
        at += len(line.raw)


@given(st.text(max_size=300))
def test_any_text_parses(text: str) -> None:
    cover(text, parse(text))


@given(NOTICES)
@settings(max_examples=300)
def test_anything_like_a_notice_parses(text: str) -> None:
    cover(text, parse(text))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_every_prefix_of_an_example_parses(path: Path) -> None:
    text = read(path)
    for end in range(len(text) + 1):
        cover(text[:end], parse(text[:end]))


def test_real_notices_parse() -> None:
    for path in shared("seeds/*.txt") + shared("corpus/*.txt"):
        text = read(path)
        cover(text, parse(text))


def outline(node: Notice | Item, depth: int = 0) -> list[str]:
    """The tree as indented lines: type, label, words, and what is nearly right."""
    out: list[str] = []
    for child in node.children:
        line = child if isinstance(child, Line) else child.line
        near = f" ~{line.miss} {line.repair}" if line.miss else ""
        out.append(f"{'  ' * depth}{line.type} {line.label_text}|{line.text}{near}")
        if isinstance(child, Item):
            out.extend(outline(child, depth + 1))
    return out


CASES = cases("trees.txt")


@pytest.mark.parametrize(("name", "source", "wanted"), CASES, ids=[case[0] for case in CASES])
def test_tree(name: str, source: str, wanted: str) -> None:
    assert "\n".join(outline(parse(source))) == wanted, name


@given(st.text(alphabet="ab\n\r\x0b\u2028", max_size=40))
def test_lines_end_as_the_protocol_says(text: str) -> None:
    index = LineIndex(text)
    reference = text.replace("\r\n", "\n\n").replace("\r", "\n")
    for offset in range(len(text) + 1):
        if text[offset - 1 : offset + 1] == "\r\n":
            continue  # Between the two halves of one line end.
        line, column = index.position(offset)
        assert index.offset(line, column) == offset
        pairs = text[:offset].count("\r\n")
        assert line == reference[:offset].count("\n") - pairs + 1


@pytest.mark.parametrize("label", ["第{}章 ", "第{}条 ", "{}. ", "（{}）"])
def test_a_number_beyond_counting_is_read_as_words(label: str) -> None:
    text = label.format("1" * 5000) + "总则\n"
    assert unparse(parse(text)) == text
    assert {item.mark.number for item in build_notice(text).items} <= {None}
