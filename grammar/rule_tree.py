"""The syntax of one rule as values. Offsets count characters from the start of the rule."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


class RuleSyntaxError(ValueError):
    """A rule that cannot be read: what is wrong, where, and what to write instead."""

    def __init__(self, message: str, offset: int, hint: str = "", slot: str = "") -> None:
        super().__init__(message)
        self.slot = slot
        """The slot of a message that the offset counts from, braces included."""
        self.message = message
        self.offset = offset
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Path:
    """An attribute, or a way over nodes to one: 责任单位, 所在任务.编号."""

    names: tuple[str, ...]
    offset: int
    own: bool = False
    """Begins with 本项: at the rule's own node, inside a condition on the members of a list."""


@dataclass(frozen=True, slots=True)
class Text:
    """A quoted string."""

    value: str


@dataclass(frozen=True, slots=True)
class Number:
    """A number; 4% is 4."""

    value: float


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression between strokes."""

    value: str
    offset: int


@dataclass(frozen=True, slots=True)
class WordListName:
    """The name of a word list."""

    name: str
    offset: int


@dataclass(frozen=True, slots=True)
class Measured:
    """A quantity: 5个工作日, 2次, 4%."""

    value: float
    measure: str


@dataclass(frozen=True, slots=True)
class Day:
    """A day: 2026年6月2日."""

    value: date


@dataclass(frozen=True, slots=True)
class Chosen:
    """The members of a list for which a condition holds: 责任单位 其中 统称."""

    path: Path
    condition: Expression


@dataclass(frozen=True, slots=True)
class Keyed:
    """A list whose members are told apart by one of their attributes: 任务 按 题目."""

    path: Path
    key: Path


@dataclass(frozen=True, slots=True)
class Call:
    """数量（…）, 长度（…）, 全角（…）, 半角（…）, 重复（…）."""

    function: str
    argument: Value | Chosen | Keyed
    offset: int


Value = Path | Text | Number | Measured | Day | Pattern | WordListName | Call


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two values and an operator word."""

    left: Value
    operator: str
    right: Value
    offset: int


@dataclass(frozen=True, slots=True)
class Emptiness:
    """为空 or 不为空."""

    value: Value
    empty: bool


@dataclass(frozen=True, slots=True)
class Truth:
    """A yes-or-no attribute on its own."""

    value: Value


@dataclass(frozen=True, slots=True)
class Not:
    """非 …"""

    operand: Expression


@dataclass(frozen=True, slots=True)
class And:
    """… 且 …"""

    operands: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """… 或 …"""

    operands: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Quantified:
    """每个 X 都 …, 有的 X …, 没有 X …: the condition speaks of each X."""

    quantifier: str
    path: Path
    condition: Expression


@dataclass(frozen=True, slots=True)
class Inherited:
    """原条件: the condition of the rule that this one takes after, once that is known."""

    offset: int
    condition: Expression | None = None


Expression = Comparison | Emptiness | Truth | Not | And | Or | Quantified | Inherited


@dataclass(frozen=True, slots=True)
class Fix:
    """What a fix does to the anchored text."""

    action: str
    template: str
    confirm: bool


@dataclass(slots=True)
class RuleSyntax:
    """One rule; clauses that are not there are empty."""

    code: str
    title: str
    kind: str = ""
    levels: list[tuple[str | None, str]] = field(default_factory=list["tuple[str | None, str]"])
    find: Pattern | WordListName | None = None
    condition: Expression | None = None
    anchor: Path | None = None
    message: str = ""
    hint: str = ""
    source: str = ""
    strict: str = ""
    fix: Fix | None = None
    merge: str = ""
    """全文 or 同文: hits told as one finding, all of them or those at the same words."""
    parent: str = ""
    """The code of the rule that it takes what it does not say from."""
    blocks: tuple[str, ...] = ()
    """Codes of the rules that say nothing where this one fires; 全部 for every other rule."""
    note: str = ""
    bad: list[str] = field(default_factory=list[str])
    good: list[str] = field(default_factory=list[str])
    fixed: list[str] = field(default_factory=list[str])


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What a later file changes of a rule, and why."""

    code: str
    levels: tuple[tuple[str | None, str], ...]
    reason: str
