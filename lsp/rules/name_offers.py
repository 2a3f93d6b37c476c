"""Names, comparison words and values that a condition may go on with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from lsprotocol.types import CompletionItemKind as Shown

from hegao.grammar.source import Span
from hegao.linter.comparisons import UNITS
from hegao.linter.kinds import KINDS, NAMES
from hegao.linter.schema import Attribute, Type
from hegao.lsp.rules.explained import attribute_help, type_name
from hegao.lsp.rules.offer import Offer, explained
from hegao.lsp.rules.scope import Scope
from hegao.lsp.rules.terms import FUNCTIONS, OPERATORS, WORDS, Term
from hegao.lsp.rules.usage import usage
from hegao.lsp.rules.words import Word, is_open, words_of

_EMPTY: Final = ("为空", "不为空")
_TEXT: Final = ("等于", "不等于", "包含", "不包含", "属于", "不属于", "匹配", "不匹配")
_AMOUNT: Final = ("多于", "少于", "等于", "不多于", "不少于", "不等于")
_ORDER: Final = ("早于", "晚于", "不早于", "不晚于", "等于", *_EMPTY)
BY_TYPE: Final[dict[Type, tuple[str, ...]]] = {
    "text": (*_TEXT, "开头为", "结尾为", *_EMPTY),
    "number": _AMOUNT,
    "quantity": (*_AMOUNT, *_EMPTY),
    "date": _ORDER,
    "document_number": _ORDER,
    "list": _EMPTY,
    "node": _EMPTY,
    "truth": (),
}
"""The words that compare a value of each type."""
OF_UNITS: Final = ("包含", "不包含", "等于", "不等于", "属于", "不属于")
FILLS: Final = ("text", "number", "date")
"""What can be put in a message."""
QUOTES: Final = {"“": "”", '"': '"'}


class Around(NamedTuple):
    """What a condition may name beside attributes."""

    lists: tuple[str, ...]
    """The names of the word lists."""
    inherits: bool
    """There is a condition that 原条件 stands for."""


def condition_offers(text: str, span: Span, kind: str, around: Around) -> Iterator[Offer]:
    """What may follow at the end of a span, or finish the word that stands there."""
    words = list(words_of(text, span))
    if words and words[-1].type in ("text", "pattern") and is_open(words[-1]):
        closed = text[span.end : span.end + 1] == QUOTES.get(words[-1].text[0])
        for offer in _quoted(words, kind, around):
            yield offer._replace(text=offer.word) if closed else offer
        return
    whole, typed = _split(words, span.end)
    scope = Scope(kind).take(whole)
    yield from _wanted(scope, typed, around)
    if typed.start == typed.end and whole and whole[-1].span.end == span.end:
        before = Scope(kind).take(whole[:-1])
        longer = _wanted(before, whole[-1].span, around)
        begun = whole[-1].text
        yield from (each for each in longer if each.word.startswith(begun) and each.word != begun)


def _split(words: list[Word], end: int) -> tuple[list[Word], Span]:
    """The words that are whole, and the place of the one that is being typed."""
    at, start = len(words), end
    while at and words[at - 1].type == "unknown" and words[at - 1].span.end == start:
        at -= 1
        start = words[at].span.start
    return words[:at], Span(start, end)


def _wanted(scope: Scope, at: Span, around: Around) -> Iterator[Offer]:
    match scope.wanted:
        case "operand":
            yield from names(scope.kind, at)
            yield from _openers(scope, at, around)
        case "attribute":
            attribute = scope.last.attribute if scope.last else None
            yield from names(attribute.of if attribute else "", at)
        case "list":
            yield from names(scope.kind, at, ("list", "node"))
        case "operator":
            yield from _behind(scope, at)
        case "value":
            yield from _values(scope, at, around)
        case "list name":
            yield from (_list(name, at) for name in around.lists)
        case "join":
            yield from (_word(word, at, WORDS[word]) for word in ("且", "或"))


def names(kind: str, at: Span, types: tuple[Type, ...] = ()) -> Iterator[Offer]:
    """The attributes of a kind, of some types only where they are given."""
    if kind not in KINDS:
        if not kind:
            yield from (Offer(name, at, kind=Shown.Property) for name in NAMES)
        return
    for name, attribute in KINDS[kind].attributes.items():
        if not types or attribute.type in types:
            help_ = attribute_help(kind, name)
            shown = Shown.Reference if attribute.type == "node" else Shown.Property
            yield Offer(name, at, type_name(attribute), help_, shown)


def _openers(scope: Scope, at: Span, around: Around) -> Iterator[Offer]:
    """What a condition may begin with beside names."""
    opening = ["每个", "有的", "没有", "非"]
    opening += ["本项"] if scope.kind != scope.root else []
    opening += ["原条件"] if around.inherits else []
    yield from (_word(word, at, WORDS[word]) for word in opening)
    yield from functions(at)


def functions(at: Span) -> Iterator[Offer]:
    """The functions, with their brackets."""
    for name, term in FUNCTIONS.items():
        yield Offer(name, at, term.meaning, explained(term), Shown.Function, f"{name}（$1）")


def _behind(scope: Scope, at: Span) -> Iterator[Offer]:
    """What may follow a value: the words that compare its type."""
    attribute = scope.last.attribute if scope.last else None
    if scope.over:
        yield from names(attribute.of if attribute else "", at)
        yield from [_word("都", at, WORDS["都"])] if scope.over == "每个" else ()
        return
    inside = {"数量": ("其中",), "重复": ("按",)}.get(scope.function, ())
    yield from (_word(word, at, WORDS[word]) for word in inside)
    for operator in () if inside else comparing(attribute):
        yield _word(operator, at, term_of(operator))
    if attribute and attribute.type == "truth":
        yield from (_word(word, at, WORDS[word]) for word in ("且", "或"))


def comparing(attribute: Attribute | None) -> tuple[str, ...]:
    """The words that compare what an attribute is; all where that is not known."""
    if attribute is None:
        return (*_TEXT, *_AMOUNT, *_ORDER)
    units = OF_UNITS if attribute.type == "list" and attribute.of == UNITS else ()
    return (*units, *BY_TYPE[attribute.type])


def term_of(operator: str) -> Term:
    """What a comparison word means; 不 before it turns it round."""
    if operator in OPERATORS:
        return OPERATORS[operator]
    positive = operator.removeprefix("不")
    meaning, example = OPERATORS[positive]
    return Term(f"“{positive}”反过来。{positive}：{meaning}", example.replace(positive, operator))


def _values(scope: Scope, at: Span, around: Around) -> Iterator[Offer]:
    """What may stand at the right of a comparison."""
    left = scope.last
    operator = scope.before.removeprefix("不")
    if operator == "匹配":
        yield Offer("/…/", at, "正则", (), Shown.Snippet, "/$1/")
        return
    if left:
        for value in usage().values.get((left.kind, left.word.text), ()):
            yield Offer(f"“{value}”", at, f"{left.word.text}的一种", (), Shown.Value)
    if operator in ("属于", "包含", "开头为", "结尾为"):
        yield from (_list(f"词表“{name}”", at) for name in around.lists)
    type_ = left.attribute.type if left and left.attribute else None
    yield from names(scope.kind, at, (type_,) if type_ else ())
    yield from names(scope.kind, at, ("node",))


def _quoted(words: list[Word], kind: str, around: Around) -> Iterator[Offer]:
    """What may stand in a quotation that is not closed."""
    *before, last = words
    at = Span(last.span.start + 1, last.span.end)
    close = QUOTES.get(last.text[0], "")
    if not close:
        return
    scope = Scope(kind).take(before)
    if scope.wanted == "list name":
        yield from (_list(name, at)._replace(text=name + close) for name in around.lists)
    elif scope.last:
        for value in usage().values.get((scope.last.kind, scope.last.word.text), ()):
            yield Offer(value, at, f"{scope.last.word.text}的一种", (), Shown.Value, value + close)


def _list(name: str, at: Span) -> Offer:
    text = name if name.startswith("词表“") else f"“{name}”"
    return Offer(name, at, "词表", (), Shown.Enum, text)


def _word(word: str, at: Span, term: Term) -> Offer:
    return Offer(word, at, term.meaning, explained(term), Shown.Operator)
