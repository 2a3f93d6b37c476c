"""The examples of a rule, each run by itself, and what is told of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from hegao.linter.rule import Rule
from hegao.linter.rules_tests import run_examples as run
from hegao.linter.rules_tests import stage_of, survivors
from hegao.lsp.rules.blocks import Block, Clause
from hegao.lsp.rules.layers import RulesFile, rules_file

if TYPE_CHECKING:
    from hegao.lsp.snapshot import Snapshot

SWITCHED_OFF: Final = "哪个阶段都不查，例子不运行"


class Trial(NamedTuple):
    """One example of a rule and what is wrong with it; nothing when it holds."""

    clause: Clause
    """应报 or 不报, with the example behind it."""
    faults: tuple[str, ...]


class _Tried:
    """The trials of one version of a file, each run when first asked for."""

    def __init__(self, file: RulesFile) -> None:
        self._file = file
        self._known: dict[Block, tuple[Trial, ...]] = {}

    def of(self, block: Block) -> tuple[Trial, ...]:
        """The trials of one rule."""
        if block not in self._known:
            self._known[block] = tuple(self._run(block))
        return self._known[block]

    def _run(self, block: Block) -> Iterator[Trial]:
        code = self._file.blocks.code(block)
        rule = self._file.own.get(code)
        # Of two rules with one code the first is the one that runs.
        if rule and stage_of(rule) and self._file.blocks.rule(code) == block:
            yield from _trials(self._file, block, rule)


_tried = lru_cache(maxsize=4)(_Tried)


def trials(file: RulesFile, block: Block) -> tuple[Trial, ...]:
    """The examples of a rule in turn; none for a rule that cannot run or is switched off."""
    return _tried(file).of(block)


def _trials(file: RulesFile, block: Block, rule: Rule) -> Iterator[Trial]:
    rules = file.book.rules
    for place, (clause, source) in enumerate(zip(block.named("应报"), rule.bad, strict=False)):
        fixed = rule.fixed[place : place + 1]
        alone = rule._replace(bad=(source,), good=(), fixed=fixed)
        yield Trial(clause, tuple(_short(each.message, source) for each in run(alone, rules)))
    for clause, source in zip(block.named("不报"), rule.good, strict=False):
        alone = rule._replace(bad=(), good=(source,), fixed=())
        yield Trial(clause, tuple(_short(each.message, source) for each in run(alone, rules)))


def _short(message: str, source: str) -> str:
    """A failure without the example, which stands above it."""
    message = message.removesuffix(f"：{source}")
    head, wrong, found = message.partition(f"\n  应为 {source}\n  实为 ")
    if not wrong:
        return message
    return f"{head}，现在报在：{found}" if "⟦" in found else "应当报的例子没有报"


def outcome(file: RulesFile, block: Block) -> str:
    """The examples of a rule in a few words: 应报2、不报3：全部通过."""
    counts = "、".join(
        f"{name}{len(block.named(name))}" for name in ("应报", "不报") if block.named(name)
    )
    return f"{counts or '没有例子'}：{_result(file, block)}"


def _result(file: RulesFile, block: Block) -> str:
    rule = file.own.get(file.blocks.code(block))
    if rule is None:
        return "规则有错，不能运行"
    if stage_of(rule) is None:
        return SWITCHED_OFF
    wrong = sum(bool(trial.faults) for trial in trials(file, block))
    return f"有{wrong}个不对" if wrong else "全部通过"


def run_examples(draft: Snapshot, code: str) -> str:
    """What running the examples of a rule gives, as a report for its author."""
    file = rules_file(draft)
    block = file.blocks.rule(code)
    if block is None:
        return f"这个文件里没有规则{code}"
    lines = [f"{code} {file.blocks.said(block.title).strip()}", outcome(file, block)]
    lines += _faults(file, block)
    rule = file.own.get(code)
    if rule and stage_of(rule) and len(lines) == 2:
        lines += _unnoticed(file, rule)
    return "\n".join(lines)


def _faults(file: RulesFile, block: Block) -> Iterator[str]:
    """What is wrong with the examples, or with the rule where it cannot run."""
    if file.blocks.code(block) not in file.own:
        first = file.text.count("\n", 0, block.span.start) + 1
        last = file.text.count("\n", 0, block.span.end) + 1
        for problem in file.problems:
            if first <= problem.line <= last:
                yield f"第{problem.line}行：{problem.message}。{problem.hint}"
    for trial in trials(file, block):
        line = file.text.count("\n", 0, trial.clause.label.start) + 1
        yield from (f"第{line}行“{trial.clause.name}”：{fault}" for fault in trial.faults)


def _unnoticed(file: RulesFile, rule: Rule) -> Iterator[str]:
    """Parts of the rule that no example needs."""
    changes = survivors(rule, file.syntax(rule), file.book.rules, file.book.lists)
    if not changes:
        yield "例子够用：条件的每一句都有例子管住"
    for change in changes:
        yield f"例子还不够：{change}，例子的结果都不变。补一个例子，或删去这一句"
