"""Conditions and slots to Python source, with their names and types checked."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import get_close_matches

from hegao.grammar.rule_parser import parse_slot
from hegao.grammar.rule_tree import (
    And,
    Call,
    Comparison,
    Emptiness,
    Expression,
    Not,
    Number,
    Or,
    Path,
    Pattern,
    Quantified,
    RuleSyntaxError,
    Text,
    Truth,
    Value,
    WordListName,
)
from hegao.linter.kinds import KINDS, NAMES
from hegao.linter.rule_file import WordList
from hegao.linter.schema import Attribute, Type

SLOT = re.compile(r"\{([^{}]*)\}")
# Of merged rules: how many hits the finding tells of, and the words for it when several.
COUNT_SLOTS = {"处数": "str(count)", "共几处": "(f'，全文{count}处' if count > 1 else '')"}
FUNCTIONS: dict[str, tuple[str, str, Type]] = {
    "数量": ("len", "list", "number"),
    "长度": ("len", "text", "number"),
    "全角": ("full_width", "text", "text"),
    "全角括号": ("full_brackets", "text", "text"),
    "半角": ("half_width", "text", "text"),
    "简体": ("simplified", "text", "text"),
    "去末尾标点": ("without_end_mark", "text", "text"),
    "重复": ("doubled", "list", "truth"),
}
NUMBER_OPERATORS = {"多于": ">", "少于": "<", "不多于": "<=", "不少于": ">="}
DATE_OPERATORS = {"早于": "<", "晚于": ">", "不早于": ">=", "不晚于": "<="}
TYPE_NAMES = {
    "text": "文字", "number": "数", "date": "日期", "truth": "是非", "list": "列表", "node": "对象",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Code:
    """Python source for a value."""

    source: str
    type: Type


@dataclass(slots=True)
class Compiler:
    """Compiles the expressions of one rule."""

    kind: str
    lists: dict[str, WordList]
    variable: str = "n"
    member: bool = False
    """The variable is a member of a list, not a node of its own."""
    wide: bool = False
    depth: int = field(default=0)

    def condition(self, node: Expression) -> str:
        """The source of a truth value."""
        match node:
            case And(operands):
                return "(" + " and ".join(self.condition(each) for each in operands) + ")"
            case Or(operands):
                return "(" + " or ".join(self.condition(each) for each in operands) + ")"
            case Not(operand):
                return f"(not {self.condition(operand)})"
            case Emptiness(value, empty):
                return self._emptiness(self.value(value), empty=empty)
            case Truth(value):
                return self._truth(value)
            case Comparison():
                return self._comparison(node)
            case Quantified():
                return self._quantified(node)

    def value(self, node: Value) -> Code:
        """The source of a value."""
        match node:
            case Path():
                attribute, source = self._path(node)
                return Code(source, attribute.type)
            case Text(value):
                return Code(repr(value), "text")
            case Number(value):
                return Code(repr(value), "number")
            case Call():
                return self._call(node)
            case Pattern(_, offset) | WordListName(_, offset):
                raise RuleSyntaxError(
                    "正则和词表只能放在比较词的后面", offset, "写成“内容 匹配 /…/”"
                )

    def template(self, text: str, *, merged: bool, quote: str = "brief") -> str:
        """The source of a text with its slots filled.

        `quote` is the function that what is quoted goes through; a fix writes it out whole.
        """
        parts: list[str] = []
        at = 0
        for match in SLOT.finditer(text):
            parts.append(repr(text[at : match.start()]))
            try:
                parts.append(self._slot(match[1].strip(), quote, merged=merged))
            except RuleSyntaxError as error:
                raise RuleSyntaxError(error.message, error.offset, error.hint, match[0]) from None
            at = match.end()
        parts.append(repr(text[at:]))
        return " + ".join(part for part in parts if part != "''") or "''"

    def anchor(self, path: Path) -> str:
        """The source of the span, in the node's block, that an attribute stands at."""
        attribute, _ = self._path(path)
        name = path.names[len(path.names) - 1]
        if len(path.names) > 1 or not attribute.span:
            raise RuleSyntaxError(f"“{name}”没有自己的位置", path.offset, "换一个写在正文里的名称")
        return attribute.span.format(self.variable)

    def _path(self, path: Path) -> tuple[Attribute, str]:
        kind, source = self.kind, self.variable
        attribute: Attribute | None = None
        for index, name in enumerate(path.names):
            if attribute is not None and attribute.type != "node":
                raise RuleSyntaxError(
                    f"“{path.names[index - 1]}”后面不能再接“{name}”", path.offset,
                    "列表用 每个…都、有的… 或 数量（…）",
                )  # fmt: skip
            attribute = KINDS[kind].attributes.get(name)
            if attribute is None:
                raise _unknown(name, kind, path.offset)
            if self.member and (attribute.wide or attribute.type == "node"):
                raise RuleSyntaxError(
                    f"在“每个”“有的”里不能用“{name}”", path.offset, "改用以它为对象的规则"
                )
            self.wide = self.wide or attribute.wide
            source = attribute.value.format(source)
            kind = attribute.of or kind
        assert attribute is not None
        return attribute, source

    def _call(self, node: Call) -> Code:
        name, wanted, result = FUNCTIONS[node.function]
        argument = self.value(node.argument)
        if argument.type != wanted:
            raise RuleSyntaxError(
                f"{node.function}（…）里要放{TYPE_NAMES[wanted]}，这里是{TYPE_NAMES[argument.type]}",
                node.offset,
            )
        return Code(f"{name}({argument.source})", result)

    def _emptiness(self, code: Code, *, empty: bool) -> str:
        test = f"{code.source} is None" if code.type == "date" else f"not {code.source}"
        return f"({test})" if empty else f"(not ({test}))"

    def _truth(self, value: Value) -> str:
        code = self.value(value)
        if code.type != "truth":
            offset = value.offset if isinstance(value, Path | Call) else 0
            raise RuleSyntaxError("这里要写成完整的条件", offset, "补上 为空、包含、等于 之类的词")
        return code.source

    def _quantified(self, node: Quantified) -> str:
        attribute, source = self._path(node.path)
        if attribute.type != "list":
            raise RuleSyntaxError(
                f"“{node.path.names[-1]}”不是列表", node.path.offset, "直接写条件"
            )
        variable = f"e{self.depth}"
        inner = Compiler(attribute.of, self.lists, variable, member=True, depth=self.depth + 1)
        condition = inner.condition(node.condition)
        word = "all" if node.every else "any"
        return f"{word}({condition} for {variable} in {source})"

    def _comparison(self, node: Comparison) -> str:
        left = self.value(node.left)
        operator = node.operator
        if operator in NUMBER_OPERATORS:
            return self._ordered(node, left, "number", NUMBER_OPERATORS[operator])
        if operator in DATE_OPERATORS:
            return self._ordered(node, left, "date", DATE_OPERATORS[operator])
        positive = operator.removeprefix("不")
        source = self._positive(node, left, positive)
        return f"(not {source})" if operator != positive else source

    def _ordered(self, node: Comparison, left: Code, wanted: Type, symbol: str) -> str:
        right = self.value(node.right)
        if left.type != wanted or right.type != wanted:
            raise RuleSyntaxError(f"“{node.operator}”两边都要是{TYPE_NAMES[wanted]}", node.offset)
        compared = f"{left.source} {symbol} {right.source}"
        if wanted == "number":
            return f"({compared})"
        return f"({left.source} is not None and {right.source} is not None and {compared})"

    def _positive(self, node: Comparison, left: Code, operator: str) -> str:
        if operator == "等于":
            right = self.value(node.right)
            if left.type != right.type:
                raise RuleSyntaxError(
                    f"“{operator}”两边不是一类：{TYPE_NAMES[left.type]}和{TYPE_NAMES[right.type]}",
                    node.offset,
                )
            return f"({left.source} == {right.source})"
        if left.type != "text":
            raise RuleSyntaxError(
                f"“{operator}”只能用于文字", node.offset, "日期用早于、晚于，数用多于、少于"
            )
        if operator == "匹配":
            return f"(search({self._pattern(node)!r}, {left.source}) is not None)"
        if operator == "属于":
            return f"({left.source} in {self._words(node)!r})"
        return self._within(node, left, operator)

    def _within(self, node: Comparison, left: Code, operator: str) -> str:
        form = {
            "包含": "({0} in {1})",
            "开头为": "{1}.startswith({0})",
            "结尾为": "{1}.endswith({0})",
        }[operator]
        if isinstance(node.right, WordListName):
            inner = form.format("w", left.source)
            return f"any({inner} for w in {self._words(node)!r})"
        right = self.value(node.right)
        if right.type != "text":
            raise RuleSyntaxError(f"“{operator}”后面要是文字", node.offset, "加上引号“”")
        return form.format(right.source, left.source)

    def _pattern(self, node: Comparison) -> str:
        if not isinstance(node.right, Pattern):
            raise RuleSyntaxError("“匹配”后面要写正则 /…/", node.offset)
        return checked_pattern(node.right)

    def _words(self, node: Comparison) -> tuple[str, ...]:
        match node.right:
            case WordListName(name, offset):
                return find_list(name, offset, self.lists).words
            case Text(value):
                return tuple(value.split("、"))
            case _:
                raise RuleSyntaxError("这里要写词表或“甲、乙”", node.offset)

    def _slot(self, slot: str, quote: str, *, merged: bool) -> str:
        if merged and slot in COUNT_SLOTS:
            return COUNT_SLOTS[slot]
        code = self.value(parse_slot(slot, NAMES, tuple(KINDS)))
        match code.type:
            case "text":
                return f"{quote}({code.source})"
            case "number":
                return f"format({code.source}, 'g')"
            case "date":
                return f"chinese_date({code.source})"
            case "list":
                return f"'、'.join(each.text for each in {code.source})"
            case _:
                raise RuleSyntaxError(f"“{{{slot}}}”不能填进文字里", 0, "换成文字、数或日期")


def checked_pattern(pattern: Pattern) -> str:
    """The pattern, when Python can read it."""
    try:
        re.compile(pattern.value)
    except re.error as error:
        raise RuleSyntaxError(
            f"正则写错了：{error.msg}", pattern.offset, "检查括号和转义"
        ) from None
    return pattern.value


def find_list(name: str, offset: int, lists: dict[str, WordList]) -> WordList:
    """The word list of a name."""
    if name in lists:
        return lists[name]
    near = get_close_matches(name, lists, n=1, cutoff=0.5)
    raise RuleSyntaxError(
        f"没有词表“{name}”", offset, f"是不是“{near[0]}”？" if near else "先写“词表 名称：…”"
    )


def _unknown(name: str, kind: str, offset: int) -> RuleSyntaxError:
    known = list(KINDS[kind].attributes)
    near = get_close_matches(name, known, n=1, cutoff=0.5)
    hint = f"是不是“{near[0]}”？" if near else f"可用的有：{'、'.join(known)}"
    return RuleSyntaxError(f"“{kind}”没有“{name}”", offset, hint)
