"""Rules files to Python code: each rule becomes functions, compiled once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from hegao.grammar.rule_parser import parse_adjustment, parse_rule
from hegao.grammar.rule_tree import Expression, Pattern, RuleSyntax, RuleSyntaxError
from hegao.linter.expressions import Compiler, checked_pattern, require_list
from hegao.linter.finding import STAGES, Severity
from hegao.linter.inheritance import completed
from hegao.linter.kinds import KINDS, NAMES
from hegao.linter.needed import needed
from hegao.linter.premises import clauses_of_notice, premises
from hegao.linter.rule import Rule
from hegao.linter.rule_file import NEARLY, Part, RuleProblem, parts
from hegao.linter.slots import template
from hegao.linter.translation import Translation, load
from hegao.linter.word_lists import WordLists

SEVERITY: dict[str, Severity | None] = {
    "错误": "error", "警告": "warning", "提醒": "info", "不查": None,
}  # fmt: skip
REQUIRED = {
    "kind": "对象",
    "levels": "级别",
    "message": "提示",
    "hint": "建议",
    "source": "依据",
    "bad": "应报",
}
PREAMBLE = "第一条规则前面有不认识的文字"
BINDING = re.compile(r"[（(]规定[）)]\s*\Z")
TIER = re.compile(r"[（(](?:规定|一般|推荐|惯例)[）)]\s*\Z")
HEADED = re.compile(r"(?:规则|调整)[ \t\u3000]")
NEARLY_HEADED = re.compile(NEARLY)
LONGEST_RULE = 20_000
MOST_PARENTS = 10

Bases = Mapping[str, str]
"""The text of each rule of the files before this one, by code."""


def translate(text: str, lists: frozenset[str], bases: Bases) -> Translation:
    """A rules file translated; rules with faults are left out and told as problems.

    `lists` are the names of the word lists that there are.
    """
    made = _Translator(lists, dict(bases))
    for part in parts(text):
        made.take(part)
    code = compile("\n".join(made.sources), "<rules>", "exec")
    return Translation(tuple(made.facts), code, tuple(made.problems), tuple(made.adjustments))


def syntax_of(text: str, bases: Bases, above: tuple[str, ...] = ()) -> RuleSyntax:
    """A rule with what it inherits. Raises RuleSyntaxError.

    `above` are the rules that take after this one.
    """
    if len(text) > LONGEST_RULE:
        raise RuleSyntaxError("这条规则太长", 0, f"一条规则最多{LONGEST_RULE}字")
    own = parse_rule(text, NAMES, tuple(KINDS))
    if not own.parent:
        return own
    place, family = text.find(own.parent), (*above, own.code)
    if own.parent not in bases or own.parent in family:
        missing = f"前面没有规则{own.parent}可以继承"
        raise RuleSyntaxError(missing, place, "核对代码，要继承的写在前面")
    if len(family) > MOST_PARENTS:
        raise RuleSyntaxError("一条接一条继承得太多", place, f"最多{MOST_PARENTS}层")
    try:
        base = syntax_of(bases[own.parent], bases, family)
    except RuleSyntaxError as error:
        # Its place is one of the other rule's text.
        raise RuleSyntaxError(
            f"继承的{own.parent}有错：{error.message}", place, error.hint
        ) from None
    return completed(own, base)


def rule_source(
    syntax: RuleSyntax, lists: frozenset[str], index: int
) -> tuple[dict[str, Any], str]:
    """The plain data of a rule and the functions it becomes. Raises RuleSyntaxError."""
    kind = KINDS[syntax.kind]
    compiler = Compiler(syntax.kind, lists)
    select = _select(compiler, syntax.condition) if syntax.condition else "list(nodes)"
    span = compiler.anchor(syntax.anchor) if syntax.anchor else kind.span.format("n")
    merged = bool(syntax.merge)
    message = template(compiler, syntax.message, merged=merged)
    hint = template(compiler, syntax.hint, merged=merged)
    new = syntax.fix.template if syntax.fix else ""
    edit = template(compiler, new, merged=merged, quote="str")
    anchor = span if kind.absolute and not syntax.anchor else f"n.block.locate({span})"
    lines = [
        f"def select{index}(nodes, s):\n    return {select}",
        f"def anchor{index}(n):\n    return {anchor}",
        f"def message{index}(n, count):\n    return {message}",
        f"def hint{index}(n, count):\n    return {hint}",
        f"def edit{index}(n, count):\n    return {edit}",
    ]
    return _facts(syntax, lists, wide=kind.wide or compiler.wide), "\n".join(lines)


def _select(compiler: Compiler, condition: Expression) -> str:
    """The source of the nodes that fulfil a condition; what is asked of the notice, once."""
    clauses = compiler.clauses(condition)
    of_notice = clauses_of_notice(clauses)
    rest = " and ".join(clauses[len(of_notice) :]) or "True"
    selected = f"[n for n in nodes if {rest}]"
    given = " and ".join(premises(condition, compiler.kind) + of_notice)
    return f"{selected} if {given} else []" if given else selected


def compiled(syntax: RuleSyntax, lists: WordLists) -> Rule:
    """One rule, ready to run. Raises RuleSyntaxError."""
    fact, source = rule_source(syntax, frozenset(lists), 0)
    code = compile(source, "<rule>", "exec")
    return load(Translation((fact | {"line": 0},), code, (), ()), lists)[0]


class _Translator:
    """Takes the blocks of one file in turn."""

    def __init__(self, lists: frozenset[str], bases: dict[str, str]) -> None:
        self.lists = lists
        self.bases = bases
        self.facts: list[dict[str, Any]] = []
        self.sources: list[str] = []
        self.adjustments: list[dict[str, Any]] = []
        self.problems: list[RuleProblem] = []

    def take(self, part: Part) -> None:
        """Translate a block; word lists are laid over each other elsewhere."""
        if part.text.startswith("词表"):
            return
        if not part.code:
            self.problems.append(_unheaded(part))
            return
        take: Callable[[Part], None] = self._rule if part.text.startswith("规则") else self._adjust
        try:
            take(part)
        except RuleSyntaxError as error:
            self.problems.append(_problem(part, error))
        except (SyntaxError, RecursionError, MemoryError, OverflowError):
            # What Python cannot compile: brackets, paths or slots beyond counting.
            told = "这条规则写得太长或套得太深"
            self.problems.append(RuleProblem(part.line, 1, told, "拆成几条规则"))

    def _rule(self, part: Part) -> None:
        syntax = syntax_of(part.text, self.bases)
        _require(syntax, {fact["code"] for fact in self.facts})
        fact, source = rule_source(syntax, self.lists, len(self.facts))
        compile(source, "<rule>", "exec")
        self.facts.append(fact | {"line": part.line})
        self.sources.append(source)
        self.bases[syntax.code] = part.text

    def _adjust(self, part: Part) -> None:
        made = parse_adjustment(part.text, NAMES, tuple(KINDS))
        if not made.levels or not made.reason:
            raise RuleSyntaxError(f"调整{made.code}要写级别和理由", 0, "补上“级别：…”“理由：…”")
        levels = _levels(made.levels)
        self.adjustments.append(
            {"code": made.code, "levels": levels, "reason": made.reason, "line": part.line}
        )


def _unheaded(part: Part) -> RuleProblem:
    """What to say of a block without a right heading."""
    if HEADED.match(part.text):
        return RuleProblem(part.line, 4, "代码的写法不对", "大写字母加三四位数字，如 BX101")
    if NEARLY_HEADED.match(part.text):
        first = part.text.partition("\n")[0]
        return RuleProblem(part.line, 1, f"“{first}”不是规则的开头", "写“规则 代码 名称”")
    return RuleProblem(part.line, 1, PREAMBLE, "说明用“#”开头")


def _problem(part: Part, error: RuleSyntaxError) -> RuleProblem:
    offset = error.offset + (part.text.find(error.slot) + 1 if error.slot else 0)
    before = part.text[:offset]
    line = part.line + before.count("\n")
    column = offset - (before.rfind("\n") + 1) + 1
    return RuleProblem(line, column, error.message, error.hint)


def _facts(syntax: RuleSyntax, lists: frozenset[str], *, wide: bool) -> dict[str, Any]:
    pattern, words = _find(syntax, lists)
    return {
        "code": syntax.code, "title": syntax.title, "kind": syntax.kind,
        "levels": _levels(syntax.levels), "source": syntax.source, "strict": syntax.strict,
        "local": not wide and not syntax.merge, "find": pattern, "words": words,
        "needs": needed(pattern),
        "blocks": syntax.blocks, "action": syntax.fix.action if syntax.fix else "",
        "tier": "confirm" if syntax.fix and syntax.fix.confirm else "safe",
        "merge": syntax.merge, "bad": tuple(syntax.bad), "good": tuple(syntax.good),
        "fixed": tuple(syntax.fixed), "note": syntax.note,
    }  # fmt: skip


def _find(syntax: RuleSyntax, lists: frozenset[str]) -> tuple[str, str]:
    """The pattern that a rule looks for, or the name of the word list."""
    match syntax.find:
        case None:
            return "", ""
        case Pattern():
            pattern = checked_pattern(syntax.find)
            if re.fullmatch(pattern, ""):
                nothing = "这条正则什么字都没有也算找到"
                raise RuleSyntaxError(nothing, syntax.find.offset, "写明要找的字")
            return pattern, ""
        case words:
            require_list(words.name, words.offset, lists)
            return "", words.name


def _require(syntax: RuleSyntax, taken: set[str]) -> None:
    missing = [name for attribute, name in REQUIRED.items() if not getattr(syntax, attribute)]
    if missing:
        raise RuleSyntaxError(f"规则{syntax.code}缺少：{'、'.join(missing)}", 0, "补上这几行")
    if syntax.code in taken:
        raise RuleSyntaxError(f"代码{syntax.code}在本文件里用了两次", 0, "换一个代码")
    if (syntax.kind == "文字") != (syntax.find is not None):
        raise RuleSyntaxError("“对象：文字”和“查找：…”要一起写", 0, "补上另一行")
    if not TIER.search(syntax.source):
        raise RuleSyntaxError(
            "依据没有写明效力", 0, "末尾加（规定）（一般）（推荐）或（惯例）", "\n依据"
        )
    strictest = {severity for _, severity in syntax.levels}
    if "错误" in strictest and not BINDING.search(syntax.source) and not syntax.strict:
        raise RuleSyntaxError(
            "依据不是规定，级别不能是错误", 0, "改为警告，或加“从严：理由”", "\n级别"
        )


def _levels(written: Any) -> dict[str, Severity | None]:
    levels: dict[str, Severity | None] = {}
    for stage, severity in written:
        for each in (stage,) if stage else STAGES:
            levels[each] = SEVERITY[severity]
    return levels
