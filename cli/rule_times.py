"""How long each rule takes, measured from outside of the check."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from time import thread_time
from typing import Any

from hegao.linter.rule import Node, Rule


class RuleTimes:
    """CPU seconds by code. What several rules share counts for the first that asks for it."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._since = 0.0
        self._code = ""

    @contextmanager
    def running(
        self, rules: Sequence[Rule]
    ) -> Iterator[tuple[tuple[Rule, ...], Callable[[], None]]]:
        """While a text is checked: the rules to check it with, and what to call between them."""
        self._since = thread_time()
        yield tuple(rule._replace(select=self._noting(rule)) for rule in rules), self._pass
        self._pass()

    def _noting(self, rule: Rule) -> Callable[[Iterable[Node], Any], list[Node]]:
        select, code = rule.select, rule.code

        def noting(nodes: Iterable[Node], subjects: Any) -> list[Node]:
            if self._code:  # The last rules of a check come without a pause between them.
                self._pass()
            self._code = code
            return select(nodes, subjects)

        return noting

    def _pass(self) -> None:
        now = thread_time()
        if self._code:
            self.seconds[self._code] += now - self._since
        self._since, self._code = now, ""
