"""What is wrong in a rules file: what cannot be read, and examples that do not hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from hegao.grammar.source import LINE_END, Span
from hegao.linter.finding import Edit, Finding, FindingFix
from hegao.linter.rule_file import RuleProblem
from hegao.lsp.rules.blocks import BARS, Clause
from hegao.lsp.rules.layers import RulesFile, rules_file
from hegao.lsp.rules.trials import trials
from hegao.lsp.rules.words import WORDS

if TYPE_CHECKING:
    from hegao.lsp.snapshot import Snapshot

WRITING: Final = "规则写法"
EXAMPLE: Final = "规则例子"
QUOTED = re.compile("“([^”]+)”")
CODE = re.compile(r"[A-Z]{1,6}\d{3,4}")
MISSING = re.compile(r"没有规则([A-Z]+\d+)")
MEANT = re.compile("是不是“([^”]+)”？")
BLANKS: Final = "".join((" \t\u3000\r\n", *BARS))
WORD = re.compile(r"[\u4e00-\u9fffA-Za-z0-9_]+")


def problems(draft: Snapshot, between: Callable[[], None] = lambda: None) -> tuple[Finding, ...]:
    """What is wrong in a rules file; `between` is called before each rule's examples are run."""
    if not draft.source.strip():
        return ()
    file = rules_file(draft)
    return (*_writing(file), *_examples(file, between))


def _writing(file: RulesFile) -> Iterator[Finding]:
    """What the compiler says of the file."""
    starts = [0, *(match.end() for match in LINE_END.finditer(file.text))]
    for problem in file.problems:
        missing = MISSING.search(problem.message)
        if missing and file.blocks.rule(missing[1]):
            continue  # It is there, with a fault that is told by itself.
        line = starts[min(problem.line, len(starts)) - 1]
        span = _place(file, line, problem)
        fix = _fix(file.text, span, problem)
        yield Finding(WRITING, "规则的写法", "error", problem.message, problem.hint, "", span, fix)


def _place(file: RulesFile, line: int, problem: RuleProblem) -> Span:
    """The word that a problem is about, or else its line."""
    text = file.text
    match = LINE_END.search(text, line)
    end = match.start() if match else len(text)
    at = min(line + problem.column - 1, end)
    if found := _named(file, Span(max(at - 1, line), end), problem.message):
        return found
    word = WORD.match(text, at, end)
    if problem.column > 1 and word:
        return Span(*word.span())
    start = end - len(text[line:end].lstrip())
    return Span(at if problem.column > 1 and at < end else start, end)


def _named(file: RulesFile, line: Span, message: str) -> Span | None:
    """The place of what a message quotes: where it is told of, or the last of it in the line."""
    names = QUOTED.findall(message)
    here = [name for name in names if file.text.startswith(name, line.start + 1)]
    for name in (*here, *reversed(names)):
        if (found := file.text.find(name, line.start, line.end)) >= 0:
            return Span(found, found + len(name))
    block = file.blocks.block_at(line.start)
    for code in CODE.findall(message) if block else ():
        if block and (found := file.text.find(code, line.start, block.span.end)) >= 0:
            return Span(found, found + len(code))
    return None


def _fix(text: str, span: Span, problem: RuleProblem) -> FindingFix | None:
    """Write the right word in place of the misspelt one, which others may follow unspaced."""
    meant = MEANT.search(problem.hint)
    if meant is None or text[span.start : span.end] not in problem.message:
        return None
    right, wrong = meant[1], text[span.start : span.end]
    end = span.start + _misspelt(wrong, len(right))
    return FindingFix("confirm", f"改为“{right}”", (Edit(Span(span.start, end), right),))


def _misspelt(wrong: str, length: int) -> int:
    """How much of some characters is a misspelt word of about a length: words may follow it."""
    near = sorted(range(1, len(wrong) + 1), key=lambda each: abs(each - length))
    ends = (each for each in near if wrong[each:].startswith((*WORDS, "的")))
    return len(wrong) if len(wrong) <= length else next(ends, len(wrong))


def _examples(file: RulesFile, between: Callable[[], None]) -> Iterator[Finding]:
    """Examples that do not do what they say."""
    for block in file.blocks.blocks:
        if block.kind != "规则":
            continue
        between()
        for clause, faults in trials(file, block):
            span = _example_place(file.text, clause)
            for fault in faults:
                hint = "改条件，或者改例子"
                yield Finding(EXAMPLE, "规则的例子", "warning", fault, hint, "", span)


def _example_place(text: str, clause: Clause) -> Span:
    """An example without the bar that it begins with."""
    start = clause.value.end - len(text[clause.value.start : clause.value.end].lstrip(BLANKS))
    return Span(start, clause.value.end) if start < clause.value.end else clause.label
