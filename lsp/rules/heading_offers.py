"""What a line of a rules file may begin with, and what headings name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lsprotocol.types import CompletionItemKind as Shown

from hegao.grammar.source import Span
from hegao.linter.finding import STAGES
from hegao.linter.manual import levels_text
from hegao.lsp.rules.blocks import EXAMPLES, Block
from hegao.lsp.rules.layers import RulesFile
from hegao.lsp.rules.offer import Offer, explained
from hegao.lsp.rules.terms import ADJUSTED, LINES, ORDER, REPEATED

CODE = re.compile(r"(?P<letters>[A-Z]{1,6})(?P<number>\d{3,4})")
RULE: Final = (
    "规则 {code} ${{1:名称}}\n级别：${{2:警告}}\n对象：${{3:任务}}\n条件：${{4:责任单位为空}}\n"
    "提示：${{5:{{项号}}没有写责任单位}}\n建议：${{6:写明责任单位}}\n依据：${{7:本单位公文办理办法}}（惯例）\n"
    "应报：\n｜$8\n不报：\n｜$9\n"
)
ADJUSTMENT: Final = "调整 ${1:代码}\n级别：${2:不查}\n理由：$3\n"


def line_starts(file: RulesFile, block: Block | None, at: Span) -> Iterator[Offer]:
    """The lines that may stand here, in their order, and the headings of blocks."""
    if block and block.clauses and block.clauses[-1].name in EXAMPLES:
        yield Offer("｜", at, "例子的一行", (), Shown.Text)
    written = [each.name for each in block.clauses if each.label.start != at.start] if block else []
    lines = {"规则": ORDER, "调整": ADJUSTED}.get(block.kind, ()) if block else ()
    for name in lines:
        if name not in written or name in REPEATED:
            yield _line(name, at)
    yield Offer("规则", at, "一条新的规则", explained(LINES["规则"]), Shown.Snippet, _rule(file))
    yield Offer(
        "调整", at, LINES["调整"].meaning, explained(LINES["调整"]), Shown.Snippet, ADJUSTMENT
    )
    word = LINES["词表"]
    yield Offer("词表", at, "一张词表", explained(word), Shown.Snippet, "词表 ${1:名称}：$2")


def _line(name: str, at: Span) -> Offer:
    term = LINES[name]
    text = f"{name}：\n｜" if name in EXAMPLES else f"{name}："
    return Offer(name, at, term.meaning, explained(term), Shown.Keyword, text)


def _rule(file: RulesFile) -> str:
    code = next_code(file)
    return RULE.format(code=code or "${10:代码}")


def next_code(file: RulesFile) -> str:
    """The code behind the last one of the file; empty where it has none yet."""
    known = [CODE.fullmatch(file.blocks.code(each)) for each in file.blocks.blocks[::-1]]
    last = next((match for match in known if match), None)
    if last is None:
        return ""
    number, width = int(last["number"]) + 1, len(last["number"])
    while (code := f"{last['letters']}{number:0{width}}") in file.rules or file.blocks.rule(code):
        number += 1
    return code


def headings(file: RulesFile, before: str, offset: int) -> Iterator[Offer]:
    """What a heading that has been begun may name."""
    word, _, typed = before.replace("\t", " ").replace("\u3000", " ").partition(" ")
    at = Span(offset - len(typed.lstrip()), offset)
    match word:
        case "规则":
            if code := next_code(file):
                yield Offer(code, at, "接着用的代码", (), Shown.Value, f"{code} ")
        case "调整":
            yield from (each for each in codes(file, at) if each.word not in file.own)
        case _:
            for name, words in file.book.lists.items():
                detail = "、".join(words.words[:8])
                yield Offer(f"{name} ＋", at, f"增加词：{detail}", (), Shown.Enum, f"{name} ＋：")
                yield Offer(f"{name} －", at, f"减去词：{detail}", (), Shown.Enum, f"{name} －：")


def codes(file: RulesFile, at: Span) -> Iterator[Offer]:
    """The rules of all layers."""
    for code, rule in file.rules.items():
        detail = f"{rule.title}（{levels_text({each: rule.levels[each] for each in STAGES})}）"
        yield Offer(code, at, detail, (), Shown.Reference)
