"""A pattern is refused, or needs no more steps from one place than was worked out."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pytest
from cpu import cpu
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hegao.linter.character_sets import CATEGORIES
from hegao.linter.keywords import Keywords
from hegao.linter.needed import LARGEST_SET, needed
from hegao.linter.pattern_errors import PatternError
from hegao.linter.patterns import BUDGET, DEEPEST, LONGEST, bounded, cost, parser
from material import ROOT, cases, read

CASES = cases("hostile_patterns.txt")
TEXTS = ("a" * 20, "ab" * 10, "a" * 20 + "!", "aab" * 7 + "!", "b" * 9 + "\n", "a!b " * 5, "")


def told(pattern: str) -> str:
    """What a pattern is compiled as, or why it is refused."""
    try:
        return bounded(pattern)
    except PatternError as error:
        return error.message if error.hint else "?"


def is_accepted(pattern: str) -> bool:
    """Whether a pattern is compiled at all."""
    try:
        return bool(bounded(pattern))
    except PatternError:
        return False


ACCEPTED = [(name, wanted) for name, pattern, wanted in CASES if is_accepted(pattern)]


@pytest.mark.parametrize(("name", "pattern", "wanted"), CASES, ids=[case[0] for case in CASES])
def test_hostile_patterns(name: str, pattern: str, wanted: str) -> None:
    assert told(pattern) == wanted, name


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        ("甲" * LONGEST + "乙", "正则太长（1,001个字）"),
        ("|".join(["甲"] * 1000), "正则太长（1,999个字）"),
        ("(" * DEEPEST + "(甲)" + ")" * DEEPEST, "正则里的括号套得太深"),
        ("(" * 499, "正则里的括号套得太深"),
        ("a*" * 500, "这条正则最坏要试太多次（一万亿次以上）"),
        ("(a*b*)*" * 142, "这条正则最坏要试太多次（一万亿次以上）"),
        ("(?:" * 19 + "a" + "){2}" * 19, "这条正则最坏要试太多次（约786,431次）"),
    ],
    ids=["long", "alternatives", "deep", "open", "repeats", "repeats of repeats", "doubled"],
)
def test_large_patterns(pattern: str, wanted: str) -> None:
    assert told(pattern) == wanted


def test_a_large_pattern_is_read_in_time() -> None:
    words = "|".join(chr(0x4E00 + i) + chr(0x5E00 + i % 7) for i in range(300))
    small, large = (cpu(lambda n=n: bounded(f"(?:{words}){{{n}}}x")) for n in (10, 40))
    assert large < 10 * max(small, 0.01)


def test_the_built_in_patterns_are_accepted() -> None:
    found = 0
    for path in (ROOT / "linter" / "builtin").glob("*.noticerules"):
        for match in re.finditer(r"(?:匹配\s*|查找：\s*)/((?:\\.|[^/\\\n])+)/", read(path)):
            bounded(match[1].replace("\\/", "/"))
            found += 1
    assert found > 40


def test_categories_cover_what_python_means() -> None:
    everything = "".join(map(chr, range(0x110000)))
    for escape, name in (("\\d", "DIGIT"), ("\\s", "SPACE"), ("\\w", "WORD")):
        members = {ord(each) for each in re.findall(escape, everything)}
        most, sure = (
            {c for low, high in chars for c in range(low, high + 1)} for chars in CATEGORIES[name]
        )
        assert sure <= members <= most, name


@pytest.mark.parametrize(("name", "pattern"), ACCEPTED, ids=[name for name, _ in ACCEPTED])
@pytest.mark.parametrize("piece", ["a", "ab", "请审批", "<x", "民政局、", "市", "\n "])
def test_time_grows_with_the_text(name: str, pattern: str, piece: str) -> None:
    compiled = re.compile(pattern)
    small, large = (cpu(lambda n=n: compiled.search((piece * n)[:n] + "!")) for n in (1_000, 4_000))
    # Time squared would be sixteen times; the floor keeps the ratio of tiny times out.
    assert large < 10 * max(small, 0.002), name


class Matcher:
    """A matcher that goes every way there is, without a trick, and counts its steps."""

    def __init__(self, text: str, most: int) -> None:
        self.text = text
        self.steps = 0
        self.most = most

    def step(self) -> None:
        self.steps += 1
        assert self.steps <= self.most, self.text

    def ends(self, items: list[Any], at: int) -> Iterator[int]:
        """Where the elements can end, in the order `re` finds them."""
        if not items:
            yield at
            return
        for middle in self.element(str(items[0][0]), items[0][1], at):
            yield from self.ends(items[1:], middle)

    def element(self, op: str, value: Any, at: int) -> Iterator[int]:
        match op:
            case "MAX_REPEAT" | "MIN_REPEAT":
                low, high, body = value
                yield from self.repeat(low, high, list(body), at, lazy=op == "MIN_REPEAT")
            case "POSSESSIVE_REPEAT":
                low, high, body = value
                yield from islice(self.repeat(low, high, list(body), at, lazy=False), 1)
            case "ATOMIC_GROUP":
                yield from islice(self.ends(list(value), at), 1)
            case "SUBPATTERN":
                yield from self.ends(list(value[-1]), at)
            case _:
                self.step()
                yield from self.simple(op, value, at)

    def simple(self, op: str, value: Any, at: int) -> Iterator[int]:
        match op:
            case "BRANCH":
                for branch in value[1]:
                    yield from self.ends(list(branch), at)
            case "ASSERT" | "ASSERT_NOT":
                start = at if value[0] == 1 else at - value[1].getwidth()[0]
                found = start >= 0 and any(True for _ in self.ends(list(value[1]), start))
                if found == (op == "ASSERT"):
                    yield at
            case "AT":
                if PLACES[str(value)].match(self.text, at):
                    yield at
            case "FAILURE":
                return
            case _:
                if at < len(self.text) and one(op, value, self.text[at]):
                    yield at + 1

    def repeat(self, low: int, high: int, body: list[Any], at: int, *, lazy: bool) -> Iterator[int]:
        if high == 0:
            yield at
            return
        # A repeat of one character is a step a character, as it is in `re`.
        if low == 0 and not is_single(body):
            self.step()
        if lazy and low == 0:
            yield at
        for middle in self.ends(body, at):
            yield from self.repeat(max(low - 1, 0), high - 1, body, middle, lazy=lazy)
        if not lazy and low == 0:
            yield at


PLACES = {
    "AT_BEGINNING": re.compile(r"\A"), "AT_END": re.compile("$"), "AT_END_STRING": re.compile(r"\Z"),
    "AT_BEGINNING_STRING": re.compile(r"\A"), "AT_BOUNDARY": re.compile(r"\b"),
    "AT_NON_BOUNDARY": re.compile(r"\B"),
}  # fmt: skip
CLASSES = {"DIGIT": "\\d", "SPACE": "\\s", "WORD": "\\w"}


def is_single(body: list[Any]) -> bool:
    return [str(op) in ("LITERAL", "NOT_LITERAL", "ANY", "IN") for op, _ in body] == [True]


def one(op: str, value: Any, char: str) -> bool:
    """Whether an element that reads one character matches this one."""
    match op:
        case "LITERAL":
            return ord(char) == value
        case "NOT_LITERAL":
            return ord(char) != value
        case "ANY":
            return char != "\n"
        case "RANGE":
            return bool(value[0] <= ord(char) <= value[1])
        case "CATEGORY":
            name = str(value).removeprefix("CATEGORY_")
            plain = re.match(CLASSES[name.removeprefix("NOT_")], char) is not None
            return plain != name.startswith("NOT_")
        case _:
            negated = str(value[0][0]) == "NEGATE"
            return any(one(str(o), v, char) for o, v in value[negated:]) != negated


LEAVES = st.sampled_from(
    ["a", "b", "ab", "ba", ".", "[ab]", "[^a]", "[^\\w!]", "\\w", "\\W", "\\s", "!", "$", "\\Z", "\\b", "^", "(?<=a)", "(?<!b)",
     "(?<=[ab])b", "(?<=b!)", "[ab!](?:(?<=a)b|(?<=!) )"]
)  # fmt: skip
REPEATS = st.sampled_from(
    ["*", "+", "?", "{2,5}", "{0,3}", "{2}", "{1,}", "*?", "+?", "{2,5}?", "*+", "{0,3}+"]
)


def larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    opening = st.sampled_from(["(", "(?:", "(?:", "(?=", "(?!", "(?>"])
    return st.one_of(
        st.lists(inner, min_size=2, max_size=4).map("".join),
        st.tuples(opening, st.lists(inner, min_size=1, max_size=3).map("|".join)).map(lambda p: f"{p[0]}{p[1]})"),
        st.tuples(inner, REPEATS).map(lambda p: f"(?:{p[0]}){p[1]}"),
        st.tuples(inner, REPEATS).map(lambda p: f"({p[0]}){p[1]}"),
    )  # fmt: skip


PATTERNS = st.recursive(LEAVES, larger, max_leaves=9)


# Before 3.11.5 Python misreads possessive groups, so that nothing can be held against it there.
MISREADS = sys.version_info < (3, 11, 5)
POSSESSIVE = re.compile(r"[*+?}]\+|\(\?>")


def accepted(pattern: str) -> str:
    assume(not (MISREADS and POSSESSIVE.search(pattern)))
    try:
        return bounded(pattern)
    except PatternError as error:
        assume("太多次" not in error.message)
        assume("长短不一" not in error.message)
        raise


def try_every_way(made: str, text: str, at: int, most: int) -> None:
    """Never more steps than worked out, and what this matcher finds is what `re` finds."""
    matcher = Matcher(text, most)
    found = False
    for _ in matcher.ends(list(parser.parse(made)), at):
        found = True
        matcher.step()
    try:
        expected = re.compile(made).match(text, at) is not None
    except SystemError:  # Python loses count of groups in some possessive repeats.
        assume(POSSESSIVE.search(made) is None)
        raise
    assert found == expected, text


@given(PATTERNS, st.text("ab! \n", max_size=20))
@settings(max_examples=250)
def test_no_text_takes_more_steps_than_worked_out(pattern: str, some: str) -> None:
    made = accepted(pattern)
    most = cost(made)
    assert most <= BUDGET
    for text in (*TEXTS, some):
        for at in (0, len(text) // 2):
            try_every_way(made, text, at, most)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("a{0,25}b{0,3}a{0,25}b?a{0,25}!", "a" * 80),
        ("[^\\w]{0,25}→{0,25}[^\\w]{0,25}!", "→" * 80),
        ("\\W{0,25}→{0,25}\\W{0,25}!", "→" * 80),
        ("[^\\W]{0,25}é{0,25}[^\\W]{0,25}!", "é" * 80),
        ("\\D{0,25}→{0,25}[^\\d]{0,25}!", "→" * 80),
        ("[^\\S]{0,25}\u3000{0,25}\\s{0,25}!", "\u3000" * 80),
        ("(?:a{1,9}){1,3}!", "a" * 30),
        ("(?:ab|a|abc|c){1,9}!", "abcab" * 5),
        ("a{0,25}(?:\\b|\\B)a{0,25}(?=a{0,9}!)", "a" * 60),
    ],
)
def test_texts_that_take_the_most(pattern: str, text: str) -> None:
    try_every_way(pattern, text, 0, cost(pattern))


@given(PATTERNS, st.text("ab! \n", max_size=60))
@settings(max_examples=250)
def test_a_bounded_pattern_finds_the_same(pattern: str, text: str) -> None:
    made = accepted(pattern)
    for each in (text, *TEXTS):
        one, other = re.search(pattern, each), re.search(made, each)
        assert (one and one.span()) == (other and other.span()), each


@given(st.text("ab(){}[]|*+?\\^$.,-<=!:#Pid123 甲\n", max_size=40))
@settings(max_examples=500)
def test_whatever_is_written_is_refused_or_compiled(pattern: str) -> None:
    assert told(pattern) != "?"  # Refused without saying what to do.


@given(
    st.lists(PATTERNS, min_size=1, max_size=4),
    st.lists(st.text("ab! \n", max_size=12), max_size=6),
)
@settings(max_examples=500)
def test_no_search_is_left_out_that_would_find(patterns: list[str], some: list[str]) -> None:
    made = [accepted(pattern) for pattern in patterns]
    keywords = Keywords([needed(each) for each in made])
    for text in (*TEXTS, *some):
        open_to = keywords.present(text).searches
        for place, each in enumerate(made):
            assert place in open_to or re.search(each, text) is None, text


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("甲乙丙", ["甲乙丙"]),
        ("甲乙.丙丁戊", ["丙丁戊"]),
        ("甲[乙丙]", ["甲乙", "甲丙"]),
        ("[乙-甲]丙", ["丙"]),
        ("甲[^乙]", ["甲"]),
        ("甲乙|丙", ["甲乙", "丙"]),
        ("甲|[^乙]", []),
        ("甲?乙丙", ["乙丙"]),
        ("丁甲?乙", ["丁乙", "甲乙"]),
        ("丁甲*乙", ["丁乙", "甲乙"]),
        ("甲{2}", ["甲甲"]),
        ("(?:甲乙)+丙丁", ["甲乙丙丁"]),
        ("甲(?=乙)[^丙]", ["甲乙"]),
        ("甲(?!乙)丙", ["甲丙"]),
        ("(?<=甲)乙", ["甲乙"]),
        ("[甲丙](?:(?<=甲)乙|(?<=丙)丁)", ["甲乙", "丙丁"]),
        ("[甲丙](?<=乙.)", ["乙"]),
        (r"第\d条", [f"第{digit}条" for digit in "0123456789０１２３４５６７８９"]),
        (r"\s", list("\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005"
                     "\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000")),
        (r"[^\s\S]甲", ["甲"]),
        ("[a-z][a-z][a-z]", [f"{one}" for one in "abcdefghijklmnopqrstuvwxyz"]),
    ],
)  # fmt: skip
def test_what_a_text_must_hold(pattern: str, words: list[str]) -> None:
    assert sorted(needed(bounded(pattern))) == sorted(words)


def test_what_is_needed_stays_small() -> None:
    assert len(needed(bounded("[一二三四五六七八九十]{4}"))) <= LARGEST_SET


@pytest.mark.parametrize("missing", [[], ["ahocorasick_rs"]], ids=["one pass", "word by word"])
def test_words_are_found_wherever_they_stand(
    missing: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in missing:
        monkeypatch.setitem(sys.modules, name, None)
    keywords = Keywords(
        [["牵头单位", "头单"], ["、和"], ["和", "、"], ["Ａ", "\ud800"], [], ["没有"]]
    )
    present = keywords.present("由牵头单位、和Ａ\ud800办理")
    assert present.words == {"牵头单位", "头单", "、和", "和", "、", "Ａ", "\ud800"}
    assert present.searches == {0, 1, 2, 3, 4}
    assert keywords.present("").searches == {4}


@pytest.mark.parametrize(
    ("pattern", "made"),
    [
        (r"\d年", "[0-9０-９]年"),
        (r"\D", "[^0-9０-９]"),
        (r"[\d年\]\s]", r"[0-9０-９年\]\s]"),
        (r"[^\d]", "[^0-9０-９]"),
        (r"\\d[\\d]", r"\\d[\\d]"),
    ],
)
def test_digits_are_those_of_notices(pattern: str, made: str) -> None:
    assert bounded(pattern) == made


@pytest.mark.parametrize("pattern", [r"[+-\d]x", r"[!-\d]甲", r"[0-\d]x", r"[\d-x]y", r"[a-\d]"])
def test_a_digit_is_no_end_of_a_range(pattern: str) -> None:
    assert told(pattern) == "“[]”里“-”两边的范围不对"


def test_no_digit_stands_alone() -> None:
    assert told(r"[甲\D]") == "正则的“[]”里不能写“\\D”"
