"""Rules files to Python code: each rule becomes functions, compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from hegao.grammar.rule_parser import parse_rule
from hegao.grammar.rule_tree import Pattern, RuleSyntax, RuleSyntaxError
from hegao.linter.expressions import Compiler, checked_pattern, find_list
from hegao.linter.finding import STAGES, Severity
from hegao.linter.kinds import KINDS, NAMES
from hegao.linter.rule_file import Part, RuleProblem, WordList, parts, word_list
from hegao.linter.translation import Translation

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
BINDING = re.compile(r"（规定）\s*\Z")
TIER = re.compile(r"（(?:规定|一般|推荐|惯例)）\s*\Z")


def translate(text: str, known: Iterable[WordList] = ()) -> Translation:
    """A rules file translated; rules with faults are left out and told as problems.

    `known` are the word lists of the files before this one.
    """
    problems: list[RuleProblem] = []
    blocks = list(parts(text))
    own = _lists(blocks, problems)
    lists = {each.name: each for each in (*known, *own)}
    facts: list[dict[str, Any]] = []
    sources: list[str] = []
    for part in blocks:
        if part.text.startswith("词表"):
            continue
        if not part.text.startswith("规则"):
            problems.append(RuleProblem(part.line, 1, PREAMBLE, "说明用“#”开头"))
            continue
        try:
            fact, source = _rule(part, lists, len(facts), {fact["code"] for fact in facts})
        except RuleSyntaxError as error:
            problems.append(_problem(part, error))
            continue
        facts.append(fact)
        sources.append(source)
    code = compile("\n".join(sources), "<rules>", "exec")
    return Translation(tuple(facts), code, tuple(problems), tuple(own))


def _lists(blocks: Sequence[Part], problems: list[RuleProblem]) -> list[WordList]:
    found: list[WordList] = []
    for part in blocks:
        if part.text.startswith("词表"):
            match word_list(part):
                case WordList() as made:
                    found.append(made)
                case RuleProblem() as problem:
                    problems.append(problem)
    return found


def _problem(part: Part, error: RuleSyntaxError) -> RuleProblem:
    offset = error.offset + (part.text.find(error.slot) + 1 if error.slot else 0)
    before = part.text[:offset]
    line = part.line + before.count("\n")
    column = offset - (before.rfind("\n") + 1) + 1
    return RuleProblem(line, column, error.message, error.hint)


def _rule(
    part: Part, lists: dict[str, WordList], index: int, taken: set[str]
) -> tuple[dict[str, Any], str]:
    syntax = parse_rule(part.text, NAMES, tuple(KINDS))
    _require(syntax, taken)
    kind = KINDS[syntax.kind]
    compiler = Compiler(syntax.kind, lists)
    condition = compiler.condition(syntax.condition) if syntax.condition else ""
    span = compiler.anchor(syntax.anchor) if syntax.anchor else kind.span.format("n")
    merged = bool(syntax.merge)
    message = compiler.template(syntax.message, merged=merged)
    hint = compiler.template(syntax.hint, merged=merged)
    template = syntax.fix.template if syntax.fix else ""
    edit = compiler.template(template, merged=merged, quote="str")
    anchor = span if kind.absolute and not syntax.anchor else f"n.block.locate({span})"
    lines = [
        f"def select{index}(nodes, s):",
        f"    return [n for n in nodes if {condition}]" if condition else "    return list(nodes)",
        f"def anchor{index}(n):\n    return {anchor}",
        f"def message{index}(n, count):\n    return {message}",
        f"def hint{index}(n, count):\n    return {hint}",
        f"def edit{index}(n, count):\n    return {edit}",
    ]
    return _facts(syntax, part, lists, wide=kind.wide or compiler.wide), "\n".join(lines)


def _facts(
    syntax: RuleSyntax, part: Part, lists: dict[str, WordList], *, wide: bool
) -> dict[str, Any]:
    find, corrections = _find(syntax, lists)
    return {
        "code": syntax.code, "title": syntax.title, "kind": syntax.kind,
        "levels": _levels(syntax), "source": syntax.source, "strict": syntax.strict,
        "local": not wide and not syntax.merge, "find": find, "corrections": corrections,
        "action": syntax.fix.action if syntax.fix else "",
        "tier": "confirm" if syntax.fix and syntax.fix.confirm else "safe",
        "merge": syntax.merge, "bad": tuple(syntax.bad), "good": tuple(syntax.good),
        "fixed": tuple(syntax.fixed), "line": part.line,
    }  # fmt: skip


def _find(syntax: RuleSyntax, lists: dict[str, WordList]) -> tuple[str, dict[str, str]]:
    if syntax.find is None:
        return "", {}
    if isinstance(syntax.find, Pattern):
        return checked_pattern(syntax.find), {}
    words = find_list(syntax.find.name, syntax.find.offset, lists)
    pattern = "|".join(re.escape(word) for word in sorted(words.words, key=len, reverse=True))
    return pattern, words.corrections


def _require(syntax: RuleSyntax, taken: set[str]) -> None:
    missing = [name for attribute, name in REQUIRED.items() if not getattr(syntax, attribute)]
    if missing:
        raise RuleSyntaxError(f"规则{syntax.code}缺少：{'、'.join(missing)}", 0, "补上这几行")
    if syntax.code in taken:
        raise RuleSyntaxError(f"代码{syntax.code}在本文件里用了两次", 0, "换一个代码")
    if (syntax.kind == "文字") != (syntax.find is not None):
        raise RuleSyntaxError("“对象：文字”和“查找：…”要一起写", 0, "补上另一行")
    if not TIER.search(syntax.source):
        raise RuleSyntaxError("依据没有写明效力", 0, "末尾加（规定）（一般）（推荐）或（惯例）")
    strictest = {severity for _, severity in syntax.levels}
    if "错误" in strictest and not BINDING.search(syntax.source) and not syntax.strict:
        raise RuleSyntaxError("依据不是规定，级别不能是错误", 0, "改为警告，或加“从严：理由”")


def _levels(syntax: RuleSyntax) -> dict[str, Severity | None]:
    levels: dict[str, Severity | None] = {}
    for stage, severity in syntax.levels:
        for each in (stage,) if stage else STAGES:
            levels[each] = SEVERITY[severity]
    return levels
