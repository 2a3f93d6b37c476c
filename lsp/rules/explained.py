"""What kinds and their names are, told to whoever writes a rule."""

from __future__ import annotations

from typing import Final

from hegao.linter.kinds import KINDS
from hegao.linter.schema import TYPE_NAMES, Attribute, Type
from hegao.lsp.rules.terms import ELEMENT
from hegao.lsp.rules.terms import KINDS as KIND_TERMS
from hegao.lsp.rules.usage import usage

HOW: Final[dict[Type, str]] = {
    "text": "{0} 包含 “……”",
    "number": "{0} 多于 1",
    "date": "{0} 早于 全文.成文日期",
    "quantity": "{0} 少于 2次",
    "document_number": "{0} 晚于 “……〔2026〕5号”",
    "truth": "非 {0}",
    "list": "数量（{0}） 多于 1",
    "node": "{0}.{1}",
}
"""How a name of each type may be used."""
MOST_USES: Final = 2
MOST_VALUES: Final = 12


def type_name(attribute: Attribute) -> str:
    """列表：单位, or 文字."""
    name = TYPE_NAMES[attribute.type]
    return f"{name}：{attribute.of}" if attribute.of else name


def attribute_help(kind: str, name: str) -> tuple[str, ...]:
    """What a name of a kind is: its type, how it is used, a line each."""
    attribute = KINDS[kind].attributes[name]
    lines = [f"“{kind}”的名称，{type_name(attribute)}"]
    if meaning := KIND_TERMS.get(attribute.of):
        lines.append(f"{attribute.of}：{meaning}")
    if values := usage().values.get((kind, name)):
        more = "……" if len(values) > MOST_VALUES else ""
        lines.append(f"内置规则用到的写法：{'、'.join(values[:MOST_VALUES])}{more}")
    uses = usage().uses.get((kind, name), ())[:MOST_USES]
    examples = [f"例（{use.code}）：{use.condition}" for use in uses]
    return *lines, *(examples or [f"例：{_example(name, attribute)}"])


def _example(name: str, attribute: Attribute) -> str:
    inner = next(iter(KINDS[attribute.of].attributes), "") if attribute.of else ""
    return HOW[attribute.type].format(name, inner)


def kind_help(kind: str) -> tuple[str, ...]:
    """What one of a kind is, and what may be named of it, a line each."""
    named = (f"{name}（{type_name(each)}）" for name, each in KINDS[kind].attributes.items())
    return KIND_TERMS.get(kind, ELEMENT), f"可用的名称：{'、'.join(named)}"
