"""The rules that hold where the command is run, with the files they are written in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from hegao.cli.named_files import named_files
from hegao.cli.outcome import BROKEN, CLEAN
from hegao.cli.output import remark
from hegao.cli.rule_cache import user_cache
from hegao.cli.rulebooks import Rulebooks
from hegao.cli.settings import Offices
from hegao.dsl.document import Document
from hegao.grammar.rule_tree import RuleSyntax
from hegao.linter.rule import Rule
from hegao.linter.rulebook import Rulebook
from hegao.linter.suggestion import suggestion


class RuleSet:
    """A rulebook and what was wrong with its files."""

    def __init__(self, book: Rulebook, problems: Sequence[str]) -> None:
        self.book = book
        self.problems = tuple(problems)
        self.rules = book.rules
        self._texts: dict[str, str] = {}

    @classmethod
    def here(cls, file: Path = Path("hegao.toml"), document: Document | None = None) -> RuleSet:
        """The rules that hold for a file; by itself for the current folder."""
        offices, books = Offices(), Rulebooks(user_cache())
        office = offices.of(file)
        named = named_files("规则文件", document, file, office) if document else ()
        book = books.of(office, named)
        return cls(book, [*offices.problems, *books.problems])

    @classmethod
    def with_files(cls, files: Sequence[str]) -> RuleSet:
        """The rules that hold here, with those of some files in their layer or above all."""
        offices, books = Offices(), Rulebooks(user_cache())
        book = books.of(offices.of(Path(files[0])), map(Path, files))
        return cls(book, [*offices.problems, *books.problems])

    @classmethod
    def built_in(cls) -> RuleSet:
        """The built-in rules alone."""
        return cls(Rulebooks(user_cache()).read(()), ())

    def of_file(self, file: str) -> list[Rule]:
        """The rules that are written in a file."""
        wanted = Path(file).resolve()
        return [rule for rule in self.rules if Path(rule.file).resolve() == wanted]

    def find(self, code: str) -> Rule | None:
        """The rule of a code; says so when there is none."""
        known = {rule.code: rule for rule in self.rules}
        if code.upper() in known:
            return known[code.upper()]
        advice = suggestion(code.upper(), known, "用“hegao rules list”查代码")
        remark(f"错误：没有规则{code}，{advice}")
        return None

    def text(self, rule: Rule) -> str:
        """A rule as it is written."""
        self._texts = self._texts or self.book.texts()
        return self._texts[rule.code]

    def syntax(self, rule: Rule) -> RuleSyntax:
        """A rule as it is read, with what it inherits."""
        # The compiler brings the parser of rules along, which most commands do without.
        from hegao.linter.rules_compiler import syntax_of

        return syntax_of(self.text(rule), self._texts)

    def told(self) -> int:
        """Tell what was wrong with the files; the exit code."""
        for problem in self.problems:
            remark(f"错误：{problem}")
        return BROKEN if self.problems else CLEAN
