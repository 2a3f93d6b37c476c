"""Conditions and slots to Python source, with their names and types checked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from hegao.grammar.rule_tree import (
    And,
    Call,
    Chosen,
    Comparison,
    Day,
    Emptiness,
    Expression,
    Inherited,
    Keyed,
    Measured,
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
from hegao.linter.comparisons import UNITS, WHOLE, WITHIN, Code, compare
from hegao.linter.paths import NotPlainError, Way, lead
from hegao.linter.pattern_errors import PatternError
from hegao.linter.patterns import bounded
from hegao.linter.schema import EMPTY, TYPE_NAMES, Type
from hegao.linter.suggestion import suggestion

FUNCTIONS: dict[str, tuple[str, Type, Type]] = {
    "数量": ("len", "list", "number"),
    "长度": ("len", "text", "number"),
    "全角": ("full_width", "text", "text"),
    "全角括号": ("full_brackets", "text", "text"),
    "半角": ("half_width", "text", "text"),
    "简体": ("simplified", "text", "text"),
    "去末尾标点": ("without_end_mark", "text", "text"),
    "重复": ("alike", "list", "truth"),
}
QUANTIFIERS = {"每个": "all({0})", "有的": "any({0})", "没有": "(not any({0}))"}
DEEPEST = 20


@dataclass(slots=True)
class Compiler:
    """Compiles the expressions of one rule."""

    kind: str
    lists: frozenset[str]
    """The word lists there are."""
    variable: str = "n"
    root: str = ""
    """The kind of the rule itself, where `kind` is that of the members of a list."""
    wide: bool = False
    """Something beyond the node's block was named."""
    depth: int = 0
    plain: bool = False
    """The variable is a value of the model, not a node around one."""

    def clauses(self, node: Expression) -> list[str]:
        """The sources of the truth values that must all hold for a rule's condition to hold."""
        if not isinstance(node, And):
            return [self.condition(node)]
        self.depth += 1
        clauses = [self.condition(operand) for operand in node.operands]
        self.depth -= 1
        return clauses

    def condition(self, node: Expression) -> str:
        """The source of a truth value."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise RuleSyntaxError("条件套得太深", 0, "拆成几条规则")
        source = self._condition(node)
        self.depth -= 1
        return source

    def _condition(self, node: Expression) -> str:
        match node:
            case And(operands):
                return "(" + " and ".join(map(self.condition, operands)) + ")"
            case Or(operands):
                return "(" + " or ".join(map(self.condition, operands)) + ")"
            case Not(operand):
                return f"(not {self.condition(operand)})"
            case Emptiness(value, empty):
                return self._emptiness(self.value(value), empty=empty)
            case Truth(value):
                return self._truth(value)
            case Comparison():
                return self._comparison(node)
            case Quantified(quantifier, path, condition):
                template = QUANTIFIERS[quantifier]
                return template.format(self._over(path, lambda inner: inner.condition(condition)))
            case Inherited(offset, base):
                if base is None:
                    missing = "没有“原条件”可用：没有继承，或继承的规则没有条件"
                    raise RuleSyntaxError(missing, offset, "直接写条件")
                return self.condition(base)

    def value(self, node: Value) -> Code:
        """The source of a value."""
        match node:
            case Path():
                return self._read(node)
            case Text(value):
                return Code(repr(value), "text")
            case Number(value):
                # Whole numbers are compared faster as such.
                return Code(repr(int(value) if value.is_integer() else value), "number")
            case Measured(value, measure):
                return Code(repr((value, measure)), "quantity")
            case Day(value):
                return Code(f"date({value.year}, {value.month}, {value.day})", "date")
            case Call():
                return self._call(node)
            case Pattern(_, offset) | WordListName(_, offset):
                raise RuleSyntaxError(
                    "正则和词表只能放在比较词的后面", offset, "写成“内容 匹配 /…/”"
                )

    def anchor(self, path: Path) -> str:
        """The source of the span, in the node's block, that an attribute stands at."""
        way = self._way(path)
        if len(path.names) > 1 or not way.attribute.span:
            raise RuleSyntaxError(
                f"“{path.names[-1]}”没有自己的位置", path.offset, "换一个写在正文里的名称"
            )
        return way.attribute.span.format(self.variable)

    def _way(self, path: Path) -> Way:
        if path.own:
            way = lead(path, self.root or self.kind, "n")
        else:
            way = lead(path, self.kind, self.variable)
            way = way.over_plain_values(path) if self.plain else way
        self.wide = self.wide or way.wide
        return way

    def _read(self, path: Path) -> Code:
        way = self._way(path)
        return Code(way.source(way.attribute.value), way.attribute.type, way.attribute.of)

    def _over(self, path: Path, made: Callable[[Compiler], str]) -> str:
        """A generator over the members of a list; what is made of each is compiled inside.

        Where that asks nothing beyond the members' own values, no nodes are made for them.
        """
        way = self._way(path)
        if way.attribute.type != "list":
            raise RuleSyntaxError(f"“{path.names[-1]}”不是列表", path.offset, "直接写条件")
        variable, root = f"e{self.depth}", self.root or self.kind
        inner = Compiler(way.attribute.of, self.lists, variable, root, depth=self.depth, plain=True)
        members = way.attribute.value
        try:
            source = made(inner)
        except NotPlainError:
            if self.plain:
                raise  # The list around this one has to make nodes first.
            inner = replace(inner, plain=False, depth=self.depth, wide=False)
            source, members = made(inner), way.attribute.members
        self.wide = self.wide or inner.wide
        listed = way.apart(members)
        # The lists of the rule's own objects are no longer than the notice, all together.
        if self.root or len(path.names) > 1 or way.wide:
            listed = f"s.allowance.members({listed})"
        return f"{source} for {variable} in {listed}"

    def _call(self, node: Call) -> Code:
        match node.argument:
            case Chosen(path, condition) if node.function == "数量":
                chosen = self._over(path, lambda inner: f"1 if {inner.condition(condition)} else 0")
                return Code(f"sum({chosen})", "number")
            case Keyed(path, key) if node.function == "重复":
                keys = self._over(path, lambda inner: inner.key(key))
                return Code(f"alike([{keys}])", "truth")
            case Chosen() | Keyed():
                raise RuleSyntaxError(
                    f"{node.function}（…）里不能这样写", node.offset,
                    "数量（… 其中 …）、重复（… 按 …）",
                )  # fmt: skip
        name, wanted, result = FUNCTIONS[node.function]
        argument = self.value(node.argument)
        if argument.type != wanted:
            raise RuleSyntaxError(
                f"{node.function}（…）里要放{TYPE_NAMES[wanted]}，这里是{TYPE_NAMES[argument.type]}",
                node.offset,
            )
        if node.function == "重复":
            return Code(f"{name}({self._full_names(argument, node.offset)})", result)
        return Code(f"{name}({argument.source})", result)

    def _full_names(self, argument: Code, offset: int) -> str:
        """Units are the same by their full name in the units list; nothing else is by itself."""
        if argument.of != UNITS:
            hint = f"写明按哪个名称看，如“重复（{argument.of} 按 内容）”"
            raise RuleSyntaxError(f"{argument.of}不能直接看重复", offset, hint)
        self.wide = True
        return f"[s.whole.name_of(u) for u in {argument.source}]"

    def key(self, path: Path) -> str:
        """The source of the text that members of a list are told apart by."""
        code = self._read(path)
        if code.type != "text":
            raise RuleSyntaxError(f"“{path.names[-1]}”不是文字", path.offset, "按 后面写一个文字")
        return code.source

    def _emptiness(self, code: Code, *, empty: bool) -> str:
        none = EMPTY[code.type] == "None"
        test = f"{code.source} is None" if none else f"not {code.source}"
        return f"({test})" if empty else f"(not ({test}))"

    def _truth(self, value: Value) -> str:
        code = self.value(value)
        if code.type != "truth":
            offset = value.offset if isinstance(value, Path | Call) else 0
            raise RuleSyntaxError("这里要写成完整的条件", offset, "补上 为空、包含、等于 之类的词")
        return code.source

    def _comparison(self, node: Comparison) -> str:
        left = self.value(node.left)
        if not isinstance(node.right, Pattern | WordListName) and not _is_choice(node):
            source = compare(left, node.operator, self.value(node.right), node.offset)
            self.wide = self.wide or WHOLE in source  # The units list decides.
            return source
        operator = node.operator.removeprefix("不")
        source = self._holds(node, left, operator)
        return source if operator == node.operator else f"(not {source})"

    def _holds(self, node: Comparison, left: Code, operator: str) -> str:
        self._require_text(node, left)
        match operator, node.right:
            case "匹配", Pattern():
                return f"(searches[{checked_pattern(node.right)!r}]({left.source}) is not None)"
            case "匹配", _:
                raise RuleSyntaxError("“匹配”后面要写正则 /…/", node.offset)
            case _, WordListName(name, offset):
                return self._in_list(node, left, operator, self._list(name, offset))
            case _, Text(value):
                return f"({left.source} in {tuple(value.split('、'))!r})"
            case _:
                raise RuleSyntaxError("正则只能放在“匹配”后面", node.offset)

    def _require_text(self, node: Comparison, left: Code) -> None:
        if left.type != "text":
            listed = "列表前面写“有的”“每个”，如“有的 责任单位 名称 匹配 /…/”"
            hint = listed if left.type == "list" else "日期用早于、晚于，数用多于、少于"
            raise RuleSyntaxError(f"“{node.operator}”只能用于文字", node.offset, hint)

    def _in_list(self, node: Comparison, left: Code, operator: str, words: str) -> str:
        if operator == "属于":
            return f"({left.source} in {words})"
        if operator not in WITHIN:
            raise RuleSyntaxError(
                f"“{node.operator}”后面不能是词表", node.offset, "用 属于 或 包含"
            )
        return f"any({WITHIN[operator].format('w', left.source)} for w in {words})"

    def _list(self, name: str, offset: int) -> str:
        require_list(name, offset, self.lists)
        return f"lists[{name!r}].words"


def _is_choice(node: Comparison) -> bool:
    """属于 “甲、乙”, and 匹配 without a pattern, which is told as such."""
    operator = node.operator.removeprefix("不")
    return operator == "匹配" or (operator == "属于" and isinstance(node.right, Text))


def checked_pattern(pattern: Pattern) -> str:
    """The pattern in the form that runs in bounded time. Raises RuleSyntaxError."""
    try:
        return bounded(pattern.value)
    except PatternError as error:
        raise RuleSyntaxError(error.message, pattern.offset, error.hint) from None


def require_list(name: str, offset: int, lists: frozenset[str]) -> None:
    """Raises RuleSyntaxError when there is no word list of a name."""
    if name not in lists:
        hint = suggestion(name, lists, "先写“词表 名称：…”")
        raise RuleSyntaxError(f"没有词表“{name}”", offset, hint)
