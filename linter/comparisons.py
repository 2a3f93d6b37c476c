"""What comparison words mean between values of each type, as Python source."""

from __future__ import annotations

from typing import Final, NamedTuple

from hegao.grammar.rule_tree import RuleSyntaxError
from hegao.linter.schema import TYPE_NAMES, Type


class Code(NamedTuple):
    """Python source for a value, and what the value is."""

    source: str
    type: Type
    of: str = ""
    """The kind of a node, or of the members of a list."""


# The results of `order` that each word holds for: where two do not compare, neither 早于 nor
# 不早于 does.
ORDERED: Final = {
    "多于": "== 1", "少于": "== -1", "早于": "== -1", "晚于": "== 1",
    "不多于": "in (-1, 0)", "不少于": "in (0, 1)", "不早于": "in (0, 1)", "不晚于": "in (-1, 0)",
}  # fmt: skip
SYMBOLS: Final = {"多于": ">", "少于": "<", "不多于": "<=", "不少于": ">="}
WITHIN: Final = {
    "包含": "({0} in {1})", "开头为": "{1}.startswith({0})", "结尾为": "{1}.endswith({0})",
}  # fmt: skip
UNITS: Final = "单位"
WHOLE: Final = "s.whole"


def compare(left: Code, operator: str, right: Code, offset: int) -> str:
    """The source of a comparison. Raises RuleSyntaxError where it has no meaning."""
    left, right = _converted(left, right), _converted(right, left)
    if operator in ORDERED:
        return _ordered(left, operator, right, offset)
    positive = operator.removeprefix("不")
    source = _unordered(left, positive, right, offset)
    return source if positive == operator else f"(not {source})"


def _unordered(left: Code, operator: str, right: Code, offset: int) -> str:
    if UNITS in (left.of, right.of) and operator in ("等于", "包含", "属于"):
        return _units(left, operator, right, offset)
    if operator == "等于":
        return _equal(left, right, offset)
    if left.type == right.type == "text" and operator in WITHIN:
        return WITHIN[operator].format(right.source, left.source)
    raise RuleSyntaxError(
        f"“{operator}”不能用在{TYPE_NAMES[left.type]}和{TYPE_NAMES[right.type]}之间", offset,
        "文字用包含、等于，日期用早于、晚于，数用多于、少于",
    )  # fmt: skip


def _converted(code: Code, other: Code) -> Code:
    """A text that is held against a document number is read as one."""
    if code.type == "text" and other.type == "document_number":
        return Code(f"number_of({code.source})", "document_number")
    return code


def _ordered(left: Code, operator: str, right: Code, offset: int) -> str:
    allowed: tuple[Type, ...] = ("number", "quantity")
    if operator not in SYMBOLS:
        allowed = ("date", "document_number")
    if left.type != right.type or left.type not in allowed:
        wanted = "或".join(TYPE_NAMES[each] for each in allowed)
        raise RuleSyntaxError(f"“{operator}”两边要同是{wanted}", offset, _advice(left, right))
    if left.type == "number":
        return f"({left.source} {SYMBOLS[operator]} {right.source})"
    return f"(order({left.source}, {right.source}) {ORDERED[operator]})"


def _advice(left: Code, right: Code) -> str:
    return f"这里是{TYPE_NAMES[left.type]}和{TYPE_NAMES[right.type]}"


def _equal(left: Code, right: Code, offset: int) -> str:
    if left.type != right.type or left.type in ("truth", "node", "list"):
        names = f"{TYPE_NAMES[left.type]}和{TYPE_NAMES[right.type]}"
        raise RuleSyntaxError(f"“等于”两边不是一类：{names}", offset)
    if left.type in ("text", "number"):
        return f"({left.source} == {right.source})"
    return f"(order({left.source}, {right.source}) == 0)"


def _units(left: Code, operator: str, right: Code, offset: int) -> str:
    """Units compare by full name, so that 简称 and 曾用名 in the units list are the same unit."""
    for each in (left, right):
        if each.of != UNITS and each.type != "text":
            raise RuleSyntaxError(
                f"“{operator}”的另一边要是单位或单位名称", offset, "单位名称加引号，如“县民政局”"
            )
    one, two = (f"names({each.source}, {WHOLE})" for each in (left, right))
    match operator:
        case "等于":
            return f"(frozenset() != {one} == {two})"
        case "包含":
            return f"({two} <= {one})"
        case _:
            return f"({one} <= {two})"
