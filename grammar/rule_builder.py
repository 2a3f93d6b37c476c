"""What the parser calls for each part of a rule, bottom up."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from hegao.grammar.rule_tree import (
    Adjustment,
    And,
    Call,
    Chosen,
    Comparison,
    Day,
    Emptiness,
    Expression,
    Fix,
    Inherited,
    Keyed,
    Measured,
    Not,
    Number,
    Or,
    Path,
    Pattern,
    Quantified,
    RuleSyntax,
    RuleSyntaxError,
    Text,
    Truth,
    Value,
    WordListName,
)

DAY = re.compile(r"(\d+)年(\d+)月(\d+)日")
MEASURED = re.compile(r"([\d.]+)(.+)")


class RuleBuilder:
    """One method a rule of the grammar; clauses become (name, offset, value) triples."""

    def rule(self, children: list[Any]) -> RuleSyntax:
        """The whole rule; a clause that may stand once must not stand twice."""
        code, title, *clauses = children
        made = RuleSyntax(str(code), str(title).strip())
        _refuse_twice(made.code, clauses)
        for name, value in clauses:
            if name in ("bad", "good", "fixed"):
                getattr(made, name).append(value)
            else:
                setattr(made, "levels" if name == "severity" else name, value)
        return made

    def severity(self, children: list[Any]) -> tuple[str, Any]:
        """级别"""
        return "severity", children

    def level(self, children: list[Any]) -> tuple[str | None, str]:
        """核稿 错误"""
        return (
            (str(children[0]), str(children[1])) if len(children) > 1 else (None, str(children[0]))
        )

    def kind(self, children: list[Any]) -> tuple[str, str]:
        """对象"""
        return "kind", str(children[0])

    def find(self, children: list[Any]) -> tuple[str, Any]:
        """查找"""
        return "find", children[0]

    def condition(self, children: list[Any]) -> tuple[str, Any]:
        """条件"""
        return "condition", children[0]

    def anchor(self, children: list[Any]) -> tuple[str, Any]:
        """定位"""
        return "anchor", children[0]

    def message(self, children: list[Any]) -> tuple[str, str]:
        """提示"""
        return "message", str(children[0]).strip()

    def hint(self, children: list[Any]) -> tuple[str, str]:
        """建议"""
        return "hint", str(children[0]).strip()

    def source(self, children: list[Any]) -> tuple[str, str]:
        """依据"""
        return "source", str(children[0]).strip()

    def strict(self, children: list[Any]) -> tuple[str, str]:
        """从严"""
        return "strict", str(children[0]).strip()

    def fix(self, children: list[Any]) -> tuple[str, Fix]:
        """修正"""
        words = [str(child) for child in children]
        confirm = words[0].startswith(("（", "("))
        action, *rest = words[1:] if confirm else words
        return "fix", Fix(action, rest[0].strip() if rest else "", confirm)

    def adjustment(self, children: list[Any]) -> Adjustment:
        """调整"""
        code, *clauses = children
        _refuse_twice(str(code), clauses)
        given = dict(clauses)
        return Adjustment(str(code), tuple(given.get("severity", ())), given.get("reason", ""))

    def reason(self, children: list[Any]) -> tuple[str, str]:
        """理由"""
        return "reason", str(children[0]).strip()

    def parent(self, children: list[Any]) -> tuple[str, str]:
        """继承"""
        return "parent", str(children[0])

    def blocks(self, children: list[Any]) -> tuple[str, tuple[str, ...]]:
        """阻断"""
        return "blocks", tuple(str(child) for child in children)

    def note(self, children: list[Any]) -> tuple[str, str]:
        """说明"""
        return "note", str(children[0]).strip()

    def merge(self, children: list[Any]) -> tuple[str, str]:
        """合并"""
        return "merge", str(children[0])

    def bad(self, children: list[Any]) -> tuple[str, str]:
        """应报"""
        return "bad", _example(children)

    def good(self, children: list[Any]) -> tuple[str, str]:
        """不报"""
        return "good", _example(children)

    def fixed(self, children: list[Any]) -> tuple[str, str]:
        """修正后"""
        return "fixed", _example(children)

    def conjunction(self, children: list[Expression]) -> And:
        """且"""
        return And(tuple(children))

    def disjunction(self, children: list[Expression]) -> Or:
        """或"""
        return Or(tuple(children))

    def negation(self, children: list[Expression]) -> Not:
        """非"""
        return Not(children[0])

    def comparison(self, children: list[Any]) -> Comparison:
        """左 算符 右"""
        left, operator, right = children
        return Comparison(left, str(operator), right, operator.start_pos)

    def emptiness(self, children: list[Any]) -> Emptiness:
        """为空"""
        return Emptiness(children[0], empty=str(children[1]) == "为空")

    def truth(self, children: list[Any]) -> Truth:
        """是非"""
        return Truth(children[0])

    def quantified(self, children: list[Any]) -> Quantified:
        """每个、有的"""
        return Quantified(str(children[0]), children[1], children[2])

    def inherited(self, children: list[Any]) -> Inherited:  # noqa: ARG002 - Lark calls it so
        """原条件"""
        return Inherited(0)

    def chosen(self, children: list[Any]) -> Chosen:
        """其中"""
        return Chosen(children[0], children[1])

    def keyed(self, children: list[Any]) -> Keyed:
        """按"""
        name = children[1]
        return Keyed(children[0], Path((str(name),), name.start_pos))

    def call(self, children: list[Any]) -> Call:
        """函数"""
        return Call(str(children[0]), children[1], children[0].start_pos)

    def path(self, children: list[Any]) -> Path:
        """路径"""
        own = children[0].type == "OWN"
        names = tuple(str(name) for name in children[own:])
        return Path(names, children[0].start_pos, own)

    def slot(self, children: list[Any]) -> Value:
        """填空"""
        value: Value = children[0]
        return value

    def text(self, children: list[Any]) -> Text:
        """引文"""
        return Text(str(children[0])[1:-1])

    def number(self, children: list[Any]) -> Number:
        """数"""
        return Number(float(children[0]))

    def quantity(self, children: list[Any]) -> Measured:
        """带单位的数"""
        match = MEASURED.fullmatch(str(children[0]))
        assert match is not None
        return Measured(float(match[1]), match[2].replace("％", "%"))

    def day(self, children: list[Any]) -> Day:
        """日期"""
        match = DAY.fullmatch(str(children[0]))
        assert match is not None
        try:
            return Day(date(int(match[1]), int(match[2]), int(match[3])))
        except ValueError:
            raise RuleSyntaxError(
                f"没有“{children[0]}”这一天", children[0].start_pos, "核对月和日"
            ) from None

    def pattern(self, children: list[Any]) -> Pattern:
        """正则"""
        return Pattern(str(children[0])[1:-1].replace("\\/", "/"), children[0].start_pos)

    def word_list(self, children: list[Any]) -> WordListName:
        """词表"""
        return WordListName(str(children[0])[1:-1], children[0].start_pos)


CLAUSE_NAMES = {
    "severity": "级别", "kind": "对象", "find": "查找", "condition": "条件", "anchor": "定位",
    "message": "提示", "hint": "建议", "source": "依据", "strict": "从严", "fix": "修正",
    "merge": "合并", "parent": "继承", "blocks": "阻断", "note": "说明", "reason": "理由",
}  # fmt: skip


def _refuse_twice(code: str, clauses: list[tuple[str, Any]]) -> None:
    """A clause that may stand once must not stand twice."""
    seen: set[str] = set()
    for name, _ in clauses:
        if name in CLAUSE_NAMES and name in seen:
            raise RuleSyntaxError(f"规则{code}里“{CLAUSE_NAMES[name]}”写了两次", 0, "只留一处")
        seen.add(name)


def _example(lines: list[Any]) -> str:
    return "\n".join(str(line).rstrip("\r\n")[1:] for line in lines)
