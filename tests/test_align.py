"""Which sentences say the same, and where they differ: what holds of any two texts."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hegao.dsl.align.aligner import CLEAR, FAINT, Side, align, side_of
from hegao.dsl.align.clauses import clauses_of, held_in, overlap, same_clause
from hegao.dsl.align.likeness import FLOOR, Likeness, bigrams
from hegao.dsl.align.places import LEVELS, NOWHERE, Place, below, place_in, place_of
from hegao.dsl.align.sentences import SHORTEST, Sentence, plain_words, sentences_of
from hegao.dsl.align.wording import Wording, changes, sameness, wording
from hegao.dsl.build import build_notice
from hegao.dsl.document import Document
from hegao.dsl.recover.manuscript import text_manuscript
from hegao.dsl.recover.recovery import put_right
from hegao.dsl.upstream.template import Upstream
from hegao.dsl.upstream.unit_counterparts import LIKE, Counterparts, likeness
from material import DATA, EXAMPLES, read, shared

WORDS = (
    "公开", "政策", "养老服务", "及时", "全县", "县政府", "示例县", "示例", "县民政局", "负责", "２０２６年", "2026年",
    "6月底前", "不少于", "两次", "，", "。", "；", "、", "（", "）", " ", "\n", "A", "😀", "\ud800", "\ue000", "",
)  # fmt: skip
TEXT = st.lists(st.sampled_from(WORDS), max_size=14).map("".join) | st.text(max_size=40)
TEXTS = st.lists(TEXT, max_size=12)
PLACES = st.sampled_from([NOWHERE, *(Place(level, "示例") for level in LEVELS), Place("县")])
NEAR = 1e-9
FEW = settings(max_examples=150)


@st.composite
def sides(draw: st.DrawFn) -> Side:
    """Texts as they are aligned, in tasks of one to three, some of them titles."""
    plain = [plain_words(text) for text in draw(TEXTS)]
    steps = [draw(st.integers(0, 1)) for _ in plain]
    titles = [draw(st.booleans()) for _ in plain]
    return Side(plain, [sum(steps[: at + 1]) for at in range(len(plain))], titles)


@given(sides(), sides())
@FEW
def test_what_a_pair_is(asked: Side, other: Side) -> None:
    pairs = align(Likeness(asked.plain, asked.titles), asked, other)
    assert pairs == sorted(pairs)
    assert len({(pair.asked, pair.given) for pair in pairs}) == len(pairs)
    clear = [pair for pair in pairs if pair.clear]
    titles = {p for p in pairs if asked.titles[p.asked] and other.titles[p.given]}
    together = {
        (asked.tasks[p.asked], other.tasks[p.given])
        for p in clear
        if p.score >= CLEAR and p not in titles
    }
    for pair in pairs:
        assert FLOOR <= pair.score <= 1 + NEAR
        beside = (asked.tasks[pair.asked], other.tasks[pair.given]) in together
        if pair in titles:  # Alike over different tasks they tell nothing.
            assert pair.clear
            assert pair.score >= CLEAR
            assert beside
        assert pair.score >= CLEAR or beside or not pair.clear
    faint = [pair for pair in pairs if not pair.clear]
    assert all(pair.score >= FAINT for pair in faint)
    for place in (0, 1):  # Who has a clear pair has no faint one, nobody two faint ones.
        numbers = [pair[place] for pair in faint]
        assert len(set(numbers)) == len(numbers)
        assert {pair[place] for pair in clear}.isdisjoint(numbers)


def side(*plain: str) -> Side:
    """Sentences of a task each."""
    return Side(plain, range(len(plain)), [False] * len(plain))


NEIGHBOURS = (
    "组织社区网格员上门核对独居老人名单和联系方式",
    "巡查林区制止野外用火",
    "检修锅炉和换热站",
)
REWORDED = ("上门核对低保家庭名单", "核对独居老人家庭并且按月更新名册")


@pytest.mark.parametrize(
    ("asked", "other"),
    [(NEIGHBOURS, REWORDED), (REWORDED + NEIGHBOURS[1:], NEIGHBOURS[:1])],
    ids=["two for one", "one for two"],
)
def test_a_reworded_sentence_answers_to_one(asked: tuple[str, ...], other: tuple[str, ...]) -> None:
    """Of two that are only a little like one the nearer is asked about, the other is not."""
    index = Likeness(asked)
    scores = [match.score for text in other for match in index.find(text)]
    assert [FAINT <= score < CLEAR for score in scores] == [True, True]
    pairs = align(index, side(*asked), side(*other))
    assert [(pair.score, pair.clear) for pair in pairs] == [(max(scores), False)]


@given(st.lists(st.text(min_size=2, max_size=30), min_size=1, max_size=8, unique=True))
@FEW
def test_equal_sentences_score_one(plain: list[str]) -> None:
    index = Likeness(plain)
    side = Side(plain, range(len(plain)), [False] * len(plain))
    for number, text in enumerate(plain):
        scores = {match.number: match.score for match in index.find(text)}
        assert scores[number] == pytest.approx(1)
    pairs = {(pair.asked, pair.given): pair for pair in align(index, side, side)}
    for number, text in enumerate(plain):
        # Another one of the same bigrams, 101 and 010 over again, may be kept for it.
        same = [other for other, each in enumerate(plain) if bigrams(each) == bigrams(text)]
        found = [pairs[one, number] for one in same if (one, number) in pairs]
        assert found
        assert all(pair.clear for pair in found)


@given(TEXTS, TEXTS)
@FEW
def test_likeness_is_of_two_sentences_and_their_side(asked: list[str], others: list[str]) -> None:
    index = Likeness(asked)
    found = [index.find(text) for text in others]
    again = Likeness(asked)
    assert [again.find(text) for text in reversed(others)] == found[::-1]
    for matches in found:
        scores = [match.score for match in matches]
        assert scores == sorted(scores, reverse=True)
        assert all(FLOOR <= score <= 1 + NEAR for score in scores)


@given(sides(), st.data())
@FEW
def test_an_edit_changes_the_scores_of_one_sentence(other: Side, data: st.DataObject) -> None:
    asked = Likeness([plain_words(text) for text in data.draw(TEXTS)])
    before = [asked.find(text) for text in other.plain]
    for at in range(len(other.plain)):
        edited = [*other.plain]
        edited[at] = plain_words(data.draw(TEXT))
        after = [asked.find(text) for text in edited]
        assert [m for i, m in enumerate(after) if i != at] == [
            m for i, m in enumerate(before) if i != at
        ]


@given(TEXT, PLACES)
@FEW
def test_plain_words(text: str, place: Place) -> None:
    plain = plain_words(text, place)
    assert not re.search(r"[\W_]", plain)
    assert plain_words(plain) == plain
    assert plain_words(f"　{text}。 ", NOWHERE) == plain_words(text, NOWHERE)
    wide = text.translate({ord("0") + at: ord("０") + at for at in range(10)})
    assert plain_words(wide) == plain_words(text)


@given(st.lists(TEXT, max_size=6).map("".join), PLACES)
@FEW
def test_sentences_are_in_order_and_whole(text: str, place: Place) -> None:
    document = build_notice("一、" + text.replace("。", "。\n2. "))
    sentences = sentences_of(document.tasks, place)
    ends: dict[int, int] = {}
    for each in sentences:
        assert each.text == each.block.text[each.span.start : each.span.end]
        assert each.block is document.tasks[each.task].block
        assert each.plain == plain_words(each.text, place)
        assert len(each.plain) >= SHORTEST
        assert ends.get(each.task, 0) <= each.span.start < each.span.end
        ends[each.task] = each.span.end
    assert [each.task for each in sentences] == sorted(each.task for each in sentences)


def test_no_word_of_an_example_is_left_out_of_its_sentences() -> None:
    """What is not in a sentence is shorter than one that says something."""
    for path in EXAMPLES:
        document = build_notice(read(path))
        said = sentences_of(document.tasks)
        for number, task in enumerate(document.tasks):
            spans = [each.span for each in said if each.task == number]
            rest = "\n".join(
                task.block.text[at]
                for span in task.text_spans
                for at in range(span.start, span.end)
                if not any(start <= at < end for start, end in spans)
            )
            assert len(plain_words(rest)) < 2 * SHORTEST, (path, task.number, rest)


def tokens(of: Wording) -> list[str]:
    return [token.text for token in of.tokens]


def rebuilt(asked: Wording, other: Wording) -> list[str]:
    """The second sentence: the first, with every change made."""
    found: list[str] = []
    at = 0
    for change in changes(asked, other):
        start, end = change.asked_span
        found += [t.text for t in asked.tokens if at <= t.span.start < start]
        first, last = change.given_span
        found += [t.text for t in other.tokens if first <= t.span.start < last]
        at = end
    return found + [t.text for t in asked.tokens if at <= t.span.start]


@given(TEXT, TEXT, PLACES, PLACES)
@settings(max_examples=300)
def test_changes_make_one_sentence_the_other(
    text: str, other: str, here: Place, there: Place
) -> None:
    asked, told = wording(text, here), wording(other, there)
    assert rebuilt(asked, told) == tokens(told)
    for change in changes(asked, told):
        assert change.asked == text[slice(*change.asked_span)]
        assert change.given == other[slice(*change.given_span)]
    assert changes(asked, asked) == ()
    assert 0 <= sameness(asked, told) <= 1
    assert (sameness(asked, told) == 1) == (not changes(asked, told) and bool(asked.tokens))


@pytest.mark.parametrize(
    ("text", "other", "wanted"),
    [
        ("公布电话和地址。", "公布电话、地址", [("和", "")]),
        ("公布电话，地址", "公布电话；地址。", []),
        ("每月１５日前", "每月25日前", [("１", "2")]),
        ("开展评估", "展开评估", [("开展", "展开")]),
        ("甲乙丙丁戊己", "甲丙丁戊庚己", [("乙", ""), ("", "庚")]),
        ("甲乙丙丁戊", "甲庚乙辛丙丁戊", [("", "庚"), ("", "辛")]),
        ("", "公布", [("", "公布")]),
    ],
)
def test_changes(text: str, other: str, wanted: list[tuple[str, str]]) -> None:
    found = changes(wording(text), wording(other))
    assert [(each.asked, each.given) for each in found] == wanted


def test_own_places_are_no_change() -> None:
    upper, lower = wording("在全省推广", Place("省", "示例")), wording("在我县推广", Place("县"))
    assert changes(upper, lower) == ()
    assert changes(upper, wording("在全市推广", Place("省"))) != ()
    assert changes(upper, wording("在全市推广", Place("县"))) == ()  # A county-level city's own.


@given(TEXT, TEXT, PLACES)
@FEW
def test_clauses(text: str, other: str, place: Place) -> None:
    clauses = clauses_of(text, place)
    assert all(each.text == text[slice(*each.span)] and each.plain for each in clauses)
    assert 0 <= overlap(text, other) == overlap(other, text) <= 1
    assert 0 <= held_in(text, other) <= 1
    for clause in clauses:
        assert (same_clause(clause, clauses) or clause).plain == clause.plain or len(
            clause.plain
        ) < 3


def rows(name: str) -> list[object]:
    """The rows of a table; what is not right yet must fail, so that it is noticed once it is."""
    found: list[object] = []
    for line in read(DATA / name).splitlines()[1:]:
        *cells, last = line.split("\t")
        wrong = pytest.mark.xfail(strict=True, raises=AssertionError, reason=last)
        fault = last.startswith("!")
        values = cells if fault else [*cells, last]
        found.append(pytest.param(*values, marks=[wrong] if fault else [], id=line[:24] or "empty"))
    return found


@pytest.mark.parametrize(("name", "level", "stem"), rows("places.tsv"))
def test_place(name: str, level: str, stem: str) -> None:
    found = place_in(name)
    assert (found.level or "-", found.stem) == (level, stem)


@given(TEXT)
def test_any_name_has_a_place_or_none(name: str) -> None:
    found = place_in(name)
    assert found.level is None or found.level in LEVELS
    assert below(found, found) == found


def test_a_city_below_a_city_is_a_county() -> None:
    assert below(Place("市", "甲"), Place("市", "乙")) == Place("县", "乙")
    assert below(Place("省", "甲"), Place("市", "乙")) == Place("市", "乙")


@pytest.mark.parametrize(("upper", "lower", "wanted"), rows("counterparts.tsv"))
def test_counterpart(upper: str, lower: str, wanted: str) -> None:
    assert bool(Counterparts(None, [lower]).of(upper, [lower])) == (wanted == "对")


@given(TEXT, TEXT)
def test_any_two_names_can_be_held_together(one: str, other: str) -> None:
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, other) == likeness(other, one)
    assert likeness(one, one) in (0.5, 1.0)
    assert (Counterparts(None, []).of(one, [other]) == other) or likeness(one, other) < LIKE


def finished(pattern: str) -> Document:
    """A real notice, put right."""
    return build_notice(put_right(text_manuscript(read(shared(pattern)[0]))).text)


def letters(text: str) -> str:
    return re.sub(r"[^\w。]|_", "", text)


class Key:
    """The sentences of an upstream by how the key says that they begin, headings before them."""

    def __init__(self, text: str, sentences: Sequence[Sentence]) -> None:
        self.text = letters(text)
        self.places: list[tuple[int, int]] = []
        at = 0
        for index, sentence in enumerate(sentences):
            at = max(self.text.find(letters(sentence.text).rstrip("。"), at), at)
            if not sentence.title:
                self.places.append((at, index))

    def of(self, start: str) -> set[int]:
        """From a beginning to the full stop; its second-level heading is left out in the key."""
        plain = letters(start)
        cut = next(cut for cut in range(len(plain), 0, -1) if plain[:cut] in self.text)
        at, rest = self.text.index(plain[:cut]), plain[cut:]
        inside = [a for a, _ in self.places if a <= at < self.text.find("。", a)]
        if rest or not inside:
            after = (a for a, _ in self.places if a >= at + cut and self.text.startswith(rest, a))
            inside = [next(after)]
        end = self.text.find("。", inside[0])
        return {index for a, index in self.places if inside[0] <= a < end}


def test_a_real_table_against_another_notice() -> None:
    upstream, draft = Upstream(finished("seeds/002_*.txt")), finished("seeds/004_*.txt")
    wanted = json.loads(shared("seeds/gold/align-004-002.json")[0].read_text("utf-8"))["rows"]
    table = [task for task in draft.tasks if task.in_table]
    told = sentences_of(table, below(upstream.place, place_of(draft)))
    pairs = align(upstream.likeness, side_of(upstream.sentences), side_of(told))
    key = Key(upstream.document.text, upstream.sentences)
    right, idle = 0, []
    for number, starts in wanted.items():
        asked = {index for start in starts for index in key.of(start)}
        own = [p for p in pairs if (table[told[p.given].task].number or "").strip(".") == number]
        right += any(pair.asked in asked and pair.clear for pair in own)
        idle += [pair for pair in own if not starts]
    assert right == sum(map(bool, wanted.values())) == 63
    assert idle == []
