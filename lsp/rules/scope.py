"""Which kind of object the names of a condition speak of, word for word, finished or not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from hegao.linter.expressions import FUNCTIONS
from hegao.linter.kinds import KINDS
from hegao.linter.schema import Attribute
from hegao.lsp.rules.words import Word, WordType

Wanted = Literal["operand", "attribute", "list", "operator", "value", "join", "list name"]
"""What may stand behind the last word."""


class Asked(NamedTuple):
    """A name in a condition: of which kind it is asked, and what it is there."""

    word: Word
    kind: str
    attribute: Attribute | None
    """None where the kind has no such name."""


class Scope:
    """Follows the words of one condition from left to right."""

    def __init__(self, kind: str) -> None:
        self.root = kind
        """The kind of the rule itself; empty where it is not known."""
        self.kind = kind
        """The kind that a name at this place is asked of."""
        self.wanted: Wanted = "operand"
        self.asked: list[Asked] = []
        self.last: Asked | None = None
        """The name that the value at the left of this place ends with."""
        self.function = ""
        """The function whose bracket this place stands in directly."""
        self.before = ""
        """The operator that the value at this place is for."""
        self.over = ""
        """The quantifier whose list has just been named."""
        self._outer = kind
        self._called = ""
        self._open: list[tuple[str, str, str]] = []

    def take(self, words: Iterable[Word]) -> Scope:
        """Follow some words; the same scope, behind them."""
        for word in words:
            self._step(word)
        return self

    def _step(self, word: Word) -> None:
        names_list = self.wanted in ("list", "attribute") and word.type in ("name", "own")
        if self.over and word.type != "dot" and not names_list:
            self._into_list()
        match word.type:
            case "name":
                self._name(word)
            case "own":
                self.last = Asked(word, self.kind, Attribute("node", "", of=self.root))
            case "dot":
                self.wanted = "attribute"
            case "open" | "close":
                self._bracket(word.type)
            case "function":
                self._called = word.text
            case "operator":
                self.before, self.wanted = word.text, "value"
            case "list":
                self.wanted = "list name"
            case _:
                self._other(word.type, word.text)

    def _name(self, word: Word) -> None:
        kind = self.kind
        if self.wanted == "attribute" and self.last:
            kind = self.last.attribute.of if self.last.attribute else ""
        known = KINDS[kind].attributes if kind in KINDS else {}
        self.last = Asked(word, kind, known.get(word.text))
        self.asked.append(self.last)
        self.wanted = "join" if self.before else "operator"

    def _into_list(self) -> None:
        """What follows speaks of the members of the list."""
        self.over = ""
        self.kind = self._member_kind()
        self.wanted = "operand"

    def _member_kind(self) -> str:
        attribute = self.last.attribute if self.last else None
        return attribute.of if attribute else ""

    def _bracket(self, type_: WordType) -> None:
        if type_ == "open":
            self._open.append((self._outer, self.kind, self.function))
            self._outer, self.function, self._called = self.kind, self._called, ""
            self.wanted, self.before, self.last = "operand", "", None
            return
        called = self.function
        if self._open:
            self._outer, self.kind, self.function = self._open.pop()
        result = FUNCTIONS[called][2] if called else "truth"
        self.last = self.last._replace(attribute=Attribute(result, "")) if self.last else None
        self.wanted = "operator" if called and result != "truth" else "join"

    def _other(self, type_: WordType, text: str) -> None:
        match type_:
            case "join":
                self.kind, self.wanted, self.before = self._outer, "operand", ""
            case "not":
                self.wanted = "operand"
            case "quantifier":
                self.over, self.wanted = text, "list"
            case "chosen" | "keyed":
                self.kind = self._outer = self._member_kind()
                self.wanted = "operand"
            case "every" | "unknown":
                pass
            case _:
                self.wanted = "join" if self.before or type_ in ("empty", "inherited") else "value"
