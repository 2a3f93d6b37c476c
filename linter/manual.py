"""The manual page of a rule, in Chinese Markdown, made from the rule itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from hegao.grammar.rule_tree import RuleSyntax, WordListName
from hegao.grammar.rule_wording import condition_text
from hegao.linter.builtin import BUILT_IN
from hegao.linter.finding import STAGES, Finding, Severity, Stage
from hegao.linter.kinds import KINDS
from hegao.linter.report.result import SEVERITY_NAMES
from hegao.linter.rule import Rule
from hegao.linter.rules_tests import found_in_example
from hegao.linter.schema import TYPE_NAMES, Attribute
from hegao.linter.word_lists import WordLists

Levels = Mapping[Stage, Severity | None]
NOT_CHECKED: Final = "不查"
TIERS: Final = {"safe": "可以自动改（hegao check --fix）", "confirm": "有改法，要人确认"}
ACTIONS: Final = {
    "替换为": "替换为“{0}”", "删除": "删去", "前插": "前面加“{0}”", "后插": "后面加“{0}”",
    "另起一行": "另起一行写“{0}”", "提行": "从这里提行",
}  # fmt: skip
TABLE_HEAD: Final = ("| 代码 | 名称 | 级别 | 修正 | 依据 |", "|---|---|---|---|---|")
LIST_NAME: Final = re.compile("词表“(.*?)”")
MERGED: Final = {"全文": "全文各处合成一条", "同文": "同样的字合成一条"}


def levels_text(levels: Levels) -> str:
    """起草 提醒；核稿 警告；签发 警告, or one word where all stages agree."""
    words = {stage: level_name(levels[stage]) for stage in STAGES if stage in levels}
    if len(words) == len(STAGES) and len(set(words.values())) == 1:
        return words[STAGES[0]]
    return "；".join(f"{stage} {word}" for stage, word in words.items())


def level_name(severity: Severity | None) -> str:
    """What findings count as, in Chinese."""
    return SEVERITY_NAMES[severity] if severity else NOT_CHECKED


def page(rule: Rule, syntax: RuleSyntax, lists: WordLists) -> str:
    """The manual page of a rule."""
    lines = [f"# {rule.code} {rule.title}", ""]
    lines += [f"- {name}：{value}" for name, value in _facts(rule, syntax)]
    lines += _paragraph("说明", rule.note)
    lines += _words(syntax, lists)
    lines += _says(rule)
    lines += _examples("会报", rule.bad, "⟦ ⟧里是画线的字。")
    lines += _examples("不报", rule.good, "")
    lines += _examples("改好以后", rule.fixed, "")
    lines += _silence(rule)
    return "\n".join(lines) + "\n"


def index(rules: Sequence[Rule], subjects: dict[str, str]) -> str:
    """The list of all pages, by rules file; `subjects` says what each file is about."""
    lines = [
        "# 规则手册",
        "",
        f"内置规则共{len(rules)}条。每页由规则本身生成：`hegao rules doc -o docs/rules`。",
    ]
    for file, subject in subjects.items():
        own = [rule for rule in rules if rule.file == BUILT_IN + file]
        own.sort(key=lambda rule: rule.code)
        lines += ["", f"## {subject}", "", *TABLE_HEAD]
        lines += [_row(rule) for rule in own]
    return "\n".join(lines) + "\n"


def _row(rule: Rule) -> str:
    fix = {"safe": "自动", "confirm": "要确认"}[rule.fix.tier] if rule.fix else ""
    link = f"[{rule.code}]({rule.code}.md)"
    cells = (link, rule.title, levels_text(rule.levels), fix, rule.source.replace("|", "｜"))
    return f"| {' | '.join(cells)} |"


def _facts(rule: Rule, syntax: RuleSyntax) -> Iterator[tuple[str, str]]:
    yield "级别", levels_text(rule.levels)
    if syntax.parent:
        yield "继承", syntax.parent
    yield "查什么", rule.kind
    if syntax.condition is not None:
        yield "什么时候报", f"`{condition_text(syntax.condition)}`"
    yield "依据", rule.source
    if rule.strict:
        yield "为什么从严", rule.strict
    if syntax.fix is not None and rule.fix is not None:
        yield (
            "修正",
            f"{ACTIONS[syntax.fix.action].format(syntax.fix.template)}；{TIERS[rule.fix.tier]}",
        )
    if rule.merge:
        yield "合并", MERGED[rule.merge]
    if rule.blocks:
        yield "阻断", f"这里报了，{'、'.join(rule.blocks)}就不再报同一处"


def _says(rule: Rule) -> list[str]:
    """What a drafter reads, as the first example gives it."""
    findings: Sequence[Finding] = found_in_example(rule, rule.bad[0])
    if not findings:
        return []
    return ["", "## 提示", "", f"> {findings[0].message}", ">", f"> 建议：{findings[0].hint}"]


def _paragraph(title: str, text: str) -> list[str]:
    return ["", f"## {title}", "", text] if text else []


def _words(syntax: RuleSyntax, lists: WordLists) -> list[str]:
    """The word lists that a rule looks for or names in its condition."""
    condition = condition_text(syntax.condition) if syntax.condition else ""
    names = [syntax.find.name] if isinstance(syntax.find, WordListName) else []
    lines: list[str] = []
    for name in dict.fromkeys((*names, *LIST_NAME.findall(condition))):
        listed = (_word(word, lists[name].corrections) for word in lists[name].words)
        lines += _paragraph(f"词表“{name}”", "、".join(listed))
    return lines


def _word(word: str, corrections: dict[str, str]) -> str:
    return f"{word}→{corrections[word]}" if word in corrections else word


def _examples(title: str, examples: Sequence[str], remark: str) -> list[str]:
    if not examples:
        return []
    lines = ["", f"## {title}", ""] + ([remark, ""] if remark else [])
    for example in examples:
        lines += ["```", *example.split("\n"), "```", ""]
    return lines[:-1]


def _silence(rule: Rule) -> list[str]:
    directive = f"`【核稿：不查 {rule.code}；理由：……】`"
    adjustment = f"`调整 {rule.code}`，下面写 `级别：不查` 和 `理由：……`"
    return [
        "", "## 这里不适用", "",
        f"在这一项下面另起一行写 {directive}；写在文件开头，管整份文件。",
        f"整个单位不用，在本单位的规则文件里写 {adjustment}。",
    ]  # fmt: skip


def names_page() -> str:
    """What rules may name: every kind of object with its attributes."""
    lines = ["# 规则可以用的对象和名称", "", "| 对象 | 名称（类别） |", "|---|---|"]
    for kind, shape in KINDS.items():
        names = "、".join(f"{name}（{_type(each)}）" for name, each in shape.attributes.items())
        lines.append(f"| {kind} | {names} |")
    return "\n".join(lines) + "\n"


def _type(attribute: Attribute) -> str:
    name = TYPE_NAMES[attribute.type]
    return f"{name}：{attribute.of}" if attribute.of else name
