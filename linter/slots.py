"""Texts with slots ({编号}) to Python source."""

from __future__ import annotations

import re

from hegao.grammar.rule_parser import parse_slot
from hegao.grammar.rule_tree import Call, Chosen, Keyed, RuleSyntaxError
from hegao.linter.comparisons import UNITS
from hegao.linter.expressions import Compiler
from hegao.linter.kinds import KINDS, NAMES

SLOT = re.compile(r"[{｛]([^{}｛｝]*)[}｝]")
LEFT_OVER = re.compile(r"[{}｛｝]")
# Of merged rules: how many hits the finding tells of, and the words for it when several.
COUNT_SLOTS = {"处数": "str(count)", "共几处": "(f'，全文{count}处' if count > 1 else '')"}


def template(compiler: Compiler, text: str, *, merged: bool, quote: str = "brief") -> str:
    """The source of a text with its slots filled.

    `quote` is the function that what is quoted goes through; a fix writes it out whole.
    """
    if left := LEFT_OVER.search(SLOT.sub("", text)):
        raise RuleSyntaxError(f"“{left[0]}”没有配对", 0, "名称两边都要有括号，如“{内容}”", left[0])
    parts: list[str] = []
    at = 0
    for match in SLOT.finditer(text):
        parts.append(repr(text[at : match.start()]))
        try:
            parts.append(_slot(compiler, match[1].strip(), quote, merged=merged))
        except RuleSyntaxError as error:
            raise RuleSyntaxError(error.message, error.offset, error.hint, match[0]) from None
        at = match.end()
    parts.append(repr(text[at:]))
    return " + ".join(part for part in parts if part != "''") or "''"


def _slot(compiler: Compiler, slot: str, quote: str, *, merged: bool) -> str:
    if merged and slot in COUNT_SLOTS:
        return COUNT_SLOTS[slot]
    value = parse_slot(slot, NAMES, tuple(KINDS))
    if isinstance(value, Call) and isinstance(value.argument, Chosen | Keyed):
        raise RuleSyntaxError("填空里不能用“其中”和“按”", value.offset, "写进条件")
    code = compiler.value(value)
    match code.type:
        case "text":
            return f"{quote}({code.source})"
        case "number":
            return f"format({code.source}, 'g')"
        case "date":
            return f"chinese_date({code.source})"
        case "list" if code.of == UNITS:
            return f"'、'.join(each.text for each in {code.source})"
        case _:
            raise RuleSyntaxError(f"“{{{slot}}}”不能填进文字里", 0, "换成文字、数或日期")
