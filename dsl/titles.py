"""Titles of notices: the parts that 条例第九条 names, and slips of writing in them."""

from __future__ import annotations

import re
from typing import Final

from hegao.dsl.header import VERSION, is_organ, squeeze
from hegao.dsl.model import Block
from hegao.grammar.source import Span

# The fifteen kinds (文种) of 条例第八条, 令 being short for 命令.
TYPE: Final = re.compile(
    "(决议|决定|命令|令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要)"
    rf"{VERSION}[。．.]?\Z"
)
CARRIED_NAME: Final = re.compile(
    r"印发(?P<name>.{4,120}?)(?:》?的|》)(?:通知|公告|通告|函|决定)" + VERSION + r"\Z"
)
SEVERAL: Final = re.compile("》[、，和及]?《|》等|等[文件方案制度]")
NAME_MARKS: Final = re.compile("[《》〈〉“”‘’\"' \t\u3000]+")
END_BRACKETS: Final = re.compile(r"(?:[（(][^（）()]{1,14}[）)])+\Z")
DOUBLED: Final = (
    (re.compile("关于(转发|印发|批转)关于"), r"\1关于"),
    (re.compile("(?:的通知){2,}"), "的通知"),
)
# Single characters with spaces between, as in 的 通 知; a word of two characters ends the run.
SPACED: Final = re.compile(r"[\u4e00-\u9fff](?:[ \t\u3000]+[\u4e00-\u9fff](?=[ \t\u3000]|\Z))+")
LINE_END: Final = re.compile(r"(?:关于|[《“（〔])\Z")
LINE_START: Final = re.compile(r"[》”）〕，、的年]")


def statutory_type(title: str) -> str:
    """The kind (文种) that a title ends in, of the fifteen there are; else an empty string."""
    match = TYPE.search(title)
    return match[1] if match else ""


def issuer_in(title: str) -> str:
    """The organ that a title begins with, else an empty string."""
    before, about, _ = title.partition("关于")
    return NAME_MARKS.sub("", before) if about and is_organ(before) else ""


def organ_in(value: str) -> str:
    """The organ of a 发文机关标志 or 署名, without 文件 and （代章）."""
    return NAME_MARKS.sub("", END_BRACKETS.sub("", value.removesuffix("文件")))


def carried_by(title: str) -> str:
    """The one text that a title says is issued with it: 工作要点 of 关于印发工作要点的通知."""
    match = CARRIED_NAME.search(title)
    if not match or SEVERAL.search(match["name"]):
        return ""
    return match["name"].removeprefix("《").removesuffix("》")


def name_key(name: str) -> str:
    """A name of a text without marks and what stands in end brackets."""
    return END_BRACKETS.sub("", NAME_MARKS.sub("", name))


def same_name(one: str, other: str) -> bool:
    """Whether two names of a text are the same but for marks and what stands in end brackets."""
    return name_key(one) == name_key(other)


def without_doubled_words(title: str) -> str:
    """A title that says 关于 and 的通知 once: 转发关于……的通知."""
    for form, single in DOUBLED:
        title = form.sub(single, title)
    return title


def spaced_span(block: Block, title: Span) -> Span:
    """The characters of a title that are set apart by spaces; an empty span where none are."""
    match = SPACED.search(block.text, title.start, title.end)
    return Span(*match.span()) if match else Span(title.end, title.end)


def spaced_words(block: Block, title: Span) -> str:
    """These characters as they stand."""
    span = spaced_span(block, title)
    return block.text[span.start : span.end]


def closed_up(block: Block, title: Span) -> str:
    """These characters without the spaces."""
    return squeeze(spaced_words(block, title))


def bad_break(block: Block) -> str:
    """Where the lines of a title break in the wrong place: 关于／印发; else an empty string."""
    for at, _ in block.joins[1:]:
        left, right = block.text[:at].rstrip(), block.text[at:].lstrip()
        digits = left[-1:].isdigit() and right[:1].isdigit()
        if digits or LINE_END.search(left) or LINE_START.match(right):
            return f"{left[-4:]}／{right[:4]}"
    return ""
