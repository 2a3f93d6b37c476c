"""Runs the examples inside rules, and asks whether they would notice a change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hegao.cli.outcome import CLEAN, FOUND
from hegao.cli.output import say
from hegao.cli.rule_set import RuleSet
from hegao.linter.rule import Rule
from hegao.linter.rules_tests import run_examples, stage_of, survivors


def run_tests(files: Sequence[str]) -> int:
    """Test the rules of some files, or the built-in ones; the exit code."""
    known = RuleSet.with_files(files) if files else RuleSet.built_in()
    tested = [rule for file in files for rule in known.of_file(file)]
    if not files:
        tested = list(known.rules)
    failures = [failure for rule in tested for failure in _failures(rule, known)]
    for failure in failures:
        say(failure + "\n")
    code = known.told()
    say(_summary(tested, len(failures)) + "\n")
    return code or (FOUND if failures else CLEAN)


def _failures(rule: Rule, known: RuleSet) -> Iterator[str]:
    if rule.layers and stage_of(rule) is None:
        return  # A later layer has switched it off.
    place = f"{rule.file}:{rule.line} {rule.code}"
    failures = run_examples(rule, known.rules)
    yield from (f"{place} {failure.message}" for failure in failures)
    if failures:
        return  # What examples notice means nothing until they pass.
    for change in survivors(rule, known.syntax(rule), known.rules, known.book.lists):
        yield f"{place} 没有例子管住条件：{change}，例子的结果都不变。补一个例子，或删去这个条件"


def _summary(rules: Sequence[Rule], failures: int) -> str:
    examples = sum(len(rule.bad) + len(rule.good) + len(rule.fixed) for rule in rules)
    outcome = f"{failures}处不符" if failures else "全部通过" if rules else "没有能运行的规则"
    return f"{len(rules)}条规则，{examples}个例子，{outcome}"
