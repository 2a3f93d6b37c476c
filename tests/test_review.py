"""Word files with the findings in them: read back by python-docx, and by our own reader."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import timedelta
from functools import cache
from itertools import count, pairwise
from random import Random
from xml.etree import ElementTree

import docx
import pytest
import word_files as w
from cpu import assert_grows
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from reports import HOSTILE
from review_marks import DAY, W, commented, main, ours, review, review_on, without_changes
from test_archive import UNREADABLE, shaken
from word_cases import CASES, COMMENTS, REVISIONS

from hegao.cli.checking import Checker, Wishes
from hegao.cli.files import TextFile
from hegao.cli.fixing import mend
from hegao.dsl.build import build_notice
from hegao.dsl.layout.profile import PROFILES
from hegao.dsl.layout.typeset import typeset
from hegao.dsl.layout.word.document import write_word
from hegao.dsl.layout.xml_text import xml_text
from hegao.dsl.recover.finished import UnreadableError
from hegao.dsl.recover.word.origins import Origin
from hegao.grammar.source import Span
from hegao.linter.finding import Edit, Finding, FindingFix
from hegao.linter.fix import apply_edits
from hegao.linter.report.columns import printable
from hegao.linter.report.result import FileResult
from hegao.linter.review.patches import Patches
from hegao.linter.review.read_file import Read, read_file
from material import DATA, EXAMPLES, read, shared

FORMS = sorted((DATA / "word_forms").glob("*.notice"))
CHANGED = {
    "word/document.xml",
    "word/comments.xml",
    "word/_rels/document.xml.rels",
    "[Content_Types].xml",
}
CHECKER = Checker(Wishes())


@cache
def compiled(text: str) -> bytes:
    return write_word(typeset(build_notice(text), PROFILES["strict"]))


NOTICES = {path.stem: compiled(read(path)) for path in [*EXAMPLES, *FORMS]}
FILES = NOTICES | {path.stem: path.read_bytes() for path in sorted((DATA / "word").glob("*.docx"))}
every_file = pytest.mark.parametrize("data", [*FILES.values(), *(each.file for each in CASES.values())],
                                     ids=[*FILES, *CASES])  # fmt: skip


def by_rules(read: Read) -> FileResult:
    """What the rules find."""
    return CHECKER.check(TextFile("通知.docx", read.text, finished=True, places=read.places))


def found(read: Read, spans: Sequence[Span], fixes: Sequence[str | None] = ()) -> FileResult:
    """Findings at places of our own, with a safe fix for each that has a new text."""
    texts = [*fixes, *[None] * len(spans)]
    findings = (
        Finding(
            f"A{number}", "例", "error", f"意见{number}", "改", "规定", span,
            None if new is None else FindingFix("safe", "改", (Edit(span, new),)),
        )
        for number, span, new in zip(count(1), spans, texts, strict=False)
    )  # fmt: skip
    return FileResult("例", read.text, tuple(findings), read.places)


def words_of(data: bytes, read: Read, span: Span) -> str:
    """What can be marked of a span: the characters of its first paragraph in the file."""
    elements = list(main(data).iter(etree.Element))
    paragraphs = {
        at: next(elements[origin.element].iterancestors(f"{W}p"), None)
        for at in range(*span) if (origin := read.origins[at])
    }  # fmt: skip
    first = next(iter(paragraphs.values()), None)
    return "".join(read.text[at] for at, each in paragraphs.items() if each is first)


def bare(text: str) -> str:
    return "".join(text.split()).replace("|", "∣").replace("｜", "∣")


# Comments.


@every_file
def test_comments_hang_on_their_words(data: bytes) -> None:
    """Every second and third character, whatever stands around it."""
    read = read_file(data)
    texts = running_text(data)
    spans = [Span(at, at + 2) for at in range(1, len(read.text) - 2, 3)][:300]
    spans = [each for each in spans if {*map(read.origins.__getitem__, range(*each))} <= texts]
    reviewed = review(data, lambda read: found(read, spans))
    assert [bare(words) for words, _ in commented(reviewed.data)] == [
        bare(words_of(data, read, span)) for span in spans
    ]
    assert read_file(reviewed.data)[:2] == read[:2]


def running_text(data: bytes) -> set[Origin | None]:
    """The characters in runs of paragraphs: not those of boxes, formulas, ruby, symbols."""
    elements = list(main(data).iter(etree.Element))
    return {
        each
        for each in read_file(data).origins
        if each and elements[each.element].tag in (f"{W}t", f"{W}tab", f"{W}br")
        and not list(elements[each.element].iterancestors(*(W + n for n in ("txbxContent", "ruby"))))
    }  # fmt: skip


@pytest.mark.parametrize("data", NOTICES.values(), ids=NOTICES)
def test_findings_of_rules_hang_on_their_words(data: bytes) -> None:
    read = read_file(data)
    reviewed = review(data, by_rules, changes=False)
    marks = commented(reviewed.data)
    assert len(marks) == len(reviewed.result.findings)
    for (words, text), finding in zip(marks, reviewed.result.findings, strict=True):
        assert finding.message in text.replace("…", "") or "…" in text
        assert finding.code in text
        wanted = bare(words_of(data, read, finding.span))
        assert bare(words) == wanted or (not wanted and len(words) == 1)


@pytest.mark.parametrize("data", NOTICES.values(), ids=NOTICES)
def test_no_character_of_a_compiled_notice_is_without_a_place(data: bytes) -> None:
    read = read_file(data)
    lost = [c for c, o in zip(read.text, read.origins, strict=True) if not o]
    assert not "".join(lost).replace("｜", "").strip()


def test_what_has_no_place_hangs_nearby() -> None:
    numbered = w.word(
        w.paragraph("甲乙", number="1/0") + w.paragraph("丙丁"),
        numbering=w.USUAL + w.numbers("1", "0"),
    )
    read = read_file(numbered)
    assert read.text == "一、甲乙\n丙丁\n"
    spans = [Span(0, 2), Span(5, 5), Span(len(read.text), len(read.text))]
    marks = commented(review(numbered, lambda read: found(read, spans)).data)
    assert [words for words, _ in marks] == ["甲", "丙", "甲乙"]


def test_what_a_box_says_is_commented_where_the_box_hangs() -> None:
    data = w.word(w.paragraph("前", w.box(w.paragraph("框里的字")), "后"))
    read = read_file(data)
    reviewed = review(data, lambda read: found(read, [Span(0, 2)], ["改好"]))
    assert read.text.startswith("框里的字")
    assert reviewed.changed == 0
    boxes = list(main(reviewed.data).iter(f"{W}txbxContent"))
    assert not any(list(box.iter(f"{W}commentRangeStart")) for box in boxes)
    assert read_file(reviewed.data).text == read.text


def test_comments_of_others_stay() -> None:
    data = w.word(w.paragraph("甲", w.reference("comment", "1"), "乙丙"), comments=COMMENTS)
    theirs = [(each.author, each.text) for each in docx.Document(io.BytesIO(data)).comments]
    reviewed = review(data, lambda read: found(read, [Span(1, 3)]))
    comments = list(docx.Document(io.BytesIO(reviewed.data)).comments)
    assert [(each.author, each.text) for each in comments][: len(theirs)] == theirs
    assert len({each.comment_id for each in comments}) == len(theirs) + 1
    assert [words for words, _ in commented(reviewed.data)] == ["乙丙"]


@pytest.mark.parametrize("said", HOSTILE)
def test_hostile_words_are_only_words(said: str) -> None:
    """In the notice, in a message of an office's own rule, and in what a fix writes."""
    words = w.run(w.text(xml_text(said).replace("\n", " ") or "甲"))
    data = w.word(w.paragraph(words) + w.paragraph("乙"))
    fix = FindingFix("safe", said, (Edit(Span(0, 0), said),))
    finding = Finding("A1", said, "error", said, said, said, Span(0, 1), fix)
    reviewed = review(data, lambda read: FileResult("例", read.text, (finding,), read.places))
    ((_, text),) = commented(reviewed.data)
    assert xml_text(printable(said.splitlines()[0] if said.splitlines() else ""))[:20] in text
    assert len(list(main(reviewed.data).iter(f"{W}commentRangeStart"))) == 1


# Changes.


@pytest.mark.parametrize("data", FILES.values(), ids=FILES)
def test_accepting_gives_the_mended_text_and_rejecting_the_old_one(data: bytes) -> None:
    read = read_file(data)
    reviewed = review(data, by_rules)
    file = TextFile("通知.docx", read.text, finished=True, places=read.places)
    assert read_file(without_changes(reviewed.data, taken=True)).text == (
        mend(CHECKER, file, frozenset(("safe",))).file.text
    )
    assert read_file(without_changes(reviewed.data, taken=False)).text == read.text


@every_file
@pytest.mark.parametrize("new", ["", "新", "新旧"])
def test_changes_anywhere(data: bytes, new: str) -> None:
    """Whatever could be changed reads as meant, and can be taken back."""
    read = read_file(data)
    places = [at for at in range(1, len(read.text), 5) if bare(read.text[at]).strip("∣")][:100]
    spans = [Span(at, at + (0 if at % 3 == 1 and new else 1)) for at in places]

    def once(now: Read) -> FileResult:
        return found(now, spans, [new] * len(spans)) if now.text == read.text else found(now, [])

    reviewed = review(data, once)
    accepted = read_file(without_changes(reviewed.data, taken=True)).text
    assert accepted == read_file(reviewed.data).text
    told = "".join(text for _, text in commented(reviewed.data) if "已作修订" in text)
    made = [each for each in reviewed.result.findings if f"（{each.code}）" in told]
    assert len(made) == reviewed.changed
    if data in NOTICES.values():
        assert reviewed.changed == len(spans)
    edits = [edit for each in made if each.fix for edit in each.fix.edits]
    assert squeezed(accepted) == squeezed(apply_edits(read.text, edits))
    assert squeezed(read_file(without_changes(reviewed.data, taken=False)).text) == squeezed(
        read.text
    )


def squeezed(text: str) -> list[str]:
    return ["".join(line.split()) for line in text.split("\n") if line.strip()]


def test_a_heading_that_runs_in_gets_a_paragraph_of_its_own() -> None:
    data = w.word(w.paragraph("（一）健全机制。", "建立台账，按月报送。") + w.paragraph("后"))
    text = read_file(data).text
    at = text.index("建立")

    def check(read: Read) -> FileResult:
        return found(read, [Span(at, at)], ["\n"]) if read.text == text else found(read, [])

    reviewed = review(data, check)
    assert reviewed.changed == 1
    assert read_file(reviewed.data).text == "（一）健全机制。\n建立台账，按月报送。\n后\n"
    assert read_file(without_changes(reviewed.data, taken=False)).text == text
    assert review(reviewed.data, check).data == reviewed.data


LINE_ENDS = {
    "of paragraphs": (w.paragraph("甲") + w.paragraph("乙"), 1),
    "within a paragraph": (w.paragraph("甲", w.run("<w:br/>"), "乙"), 1),
    "with an empty paragraph between": (w.paragraph("甲") + w.paragraph() + w.paragraph("乙"), 0),
    "before a table": (w.paragraph("甲") + w.table(w.row("乙", "丙"), columns=2), 0),
}


@pytest.mark.parametrize(("body", "changed"), LINE_ENDS.values(), ids=LINE_ENDS)
def test_line_ends_are_taken_away(body: str, changed: int) -> None:
    text = read_file(w.word(body)).text

    def check(read: Read) -> FileResult:
        return found(read, [Span(1, 2)], [""]) if read.text == text else found(read, [])

    reviewed = review(w.word(body), check)
    assert reviewed.changed == changed
    assert read_file(reviewed.data).text == ("甲乙\n" if changed else text)
    assert read_file(without_changes(reviewed.data, taken=False)).text == text
    assert review(reviewed.data, check).data == reviewed.data


def test_a_paragraph_that_word_numbers_is_not_divided() -> None:
    data = w.word(w.paragraph("甲。乙", number="1/0"), numbering=w.USUAL + w.numbers("1", "0"))
    text = read_file(data).text
    at = text.index("乙")
    reviewed = review(data, lambda read: found(read, [Span(at, at)], ["\n"]))
    assert (reviewed.changed, read_file(reviewed.data).text) == (0, text)


FIELD = w.paragraph("见", w.field(" REF a ", "第一条"), "办理")
BOUND = w.paragraph(w.control(w.run("甲乙"), '<w:dataBinding w:xpath="/a"/>'), "丙")
LOCKED = w.paragraph(w.control(w.run("甲乙"), '<w:lock w:val="contentLocked"/>'), "丙")
FORMULA = w.paragraph("<m:oMath><m:r><m:t>甲乙</m:t></m:r></m:oMath>", "丙")


@pytest.mark.parametrize("body", [FIELD, BOUND, LOCKED, FORMULA])
def test_what_is_computed_or_locked_is_only_commented(body: str) -> None:
    data = w.word(body)
    text = read_file(data).text
    reviewed = review(data, lambda read: found(read, [Span(1, 2)], ["改"]))
    assert reviewed.changed == 0
    assert read_file(reviewed.data).text == text
    assert len(commented(reviewed.data)) == 1


def test_changes_within_changes_of_others() -> None:
    """What another inserted is deleted within the insertion; what is new stands outside."""
    data = w.word(w.paragraph("甲", w.revision("ins", "乙丙丁"), w.revision("del", "戊"), "己"))
    text = read_file(data).text

    def check(read: Read) -> FileResult:
        return found(read, [Span(2, 3)], ["新"]) if read.text == text else found(read, [])

    reviewed = review(data, check)
    root = main(reviewed.data)
    (inserted,) = ours(root, "ins")
    (deleted,) = ours(root, "del")
    assert inserted.getparent().tag == f"{W}p"
    assert deleted.getparent().get(f"{W}author") == "张三"
    assert read_file(reviewed.data).text == "甲乙新丁己\n"
    assert read_file(without_changes(reviewed.data, taken=False)).text == text


def test_a_change_looks_like_what_it_replaces() -> None:
    data = w.word(w.paragraph(w.run("甲乙", "<w:b/>"), "丙"))
    text = read_file(data).text
    check = lambda read: found(read, [Span(0, 2)], ["新"] if read.text == text else [])  # noqa: E731
    (inserted,) = ours(main(review(data, check).data), "ins")
    assert inserted.find(f"{W}r/{W}rPr/{W}b") is not None


# The rest of the file.


@every_file
def test_all_else_is_as_it_was(data: bytes) -> None:
    before = w.unpacked(data)
    after = w.unpacked(review(data, lambda read: found(read, [Span(0, 1)], ["甲"])).data)
    assert {name: part for name, part in after.items() if name not in CHANGED} == {
        name: part for name, part in before.items() if name not in CHANGED
    }
    assert after.keys() - before.keys() <= {"word/comments.xml", "word/_rels/document.xml.rels"}


@every_file
def test_a_second_review_replaces_the_first(data: bytes) -> None:
    def check(read: Read) -> FileResult:
        spans = [Span(at, at + 1) for at in range(0, len(read.text), 7)][:60]
        return found(read, spans, ["、" if read.text[at.start] == "，" else None for at in spans])

    once = review(data, check).data
    assert review(once, check).data == once
    tomorrow = DAY + timedelta(days=1)
    assert review_on(once, check, tomorrow).data == review_on(data, check, tomorrow).data
    cleaned = review(once, lambda read: found(read, [])).data
    assert read_file(cleaned)[:2] == read_file(data)[:2]
    assert not commented(cleaned)


def test_revisions_of_others_stay() -> None:
    for case in REVISIONS.values():
        kinds = ("ins", "del", "moveFrom", "moveTo")
        before, after = (
            [each.get(f"{W}author") for each in main(data).iter(*(W + kind for kind in kinds))]
            for data in (case.file, review(case.file, lambda read: found(read, [Span(0, 1)])).data)
        )
        assert before == after


def test_answers_to_our_comments_stay() -> None:
    data = review(w.word(w.paragraph("甲乙")), lambda read: found(read, [Span(0, 1)])).data
    parts = {name: part.decode() for name, part in w.unpacked(data).items()}
    parts["word/comments.xml"] = (
        parts["word/comments.xml"]
        .replace("<w:p>", f'<w:p xmlns:w14="{W14}" w14:paraId="00000001">')
        .replace("</w:comments>", ANSWER + "</w:comments>")
    )
    parts["word/commentsExtended.xml"] = (
        f'<w15:commentsEx xmlns:w15="{W15}"><w15:commentEx w15:paraId="00000001" w15:done="0"/>'
        '<w15:commentEx w15:paraId="00000002" w15:paraIdParent="00000001" w15:done="0"/></w15:commentsEx>'
    )
    parts["word/_rels/document.xml.rels"] = parts["word/_rels/document.xml.rels"].replace(
        "</Relationships>",
        '<Relationship Id="e" Type="http://schemas.microsoft.com/office/2011/relationships/'
        'commentsExtended" Target="commentsExtended.xml"/></Relationships>',
    )
    answered = w.packed(parts)
    again = w.unpacked(review(answered, lambda read: found(read, [])).data)
    assert "同意" in again["word/comments.xml"].decode()
    assert b"paraIdParent" not in again["word/commentsExtended.xml"]
    assert b'paraId="00000001"' not in again["word/commentsExtended.xml"]


W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
ANSWER = (
    f'<w:comment w:id="90" w:author="张三"><w:p xmlns:w14="{W14}" w14:paraId="00000002">'
    f"{w.run('同意')}</w:p></w:comment>"
)


@pytest.mark.parametrize(("data", "wanted"), UNREADABLE.values(), ids=UNREADABLE)
def test_unsafe_files_are_refused_as_when_read(data: bytes, wanted: str) -> None:
    with pytest.raises(UnreadableError, match=wanted):
        review(data, by_rules)


BILLION = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">]><Types>&a;</Types>'


@pytest.mark.parametrize("name", ["[Content_Types].xml", "word/_rels/document.xml.rels"])
def test_parts_that_only_a_writer_reads_are_guarded_too(name: str) -> None:
    data = w.packed({**w.unpacked(w.word(w.paragraph("甲"))), name: BILLION})
    with pytest.raises(UnreadableError, match="文档类型"):
        review(data, lambda read: found(read, [Span(0, 1)]))


SHAPES = {
    "paragraphs": lambda size: w.word(w.paragraph("甲乙丙，丁戊己庚。") * size),
    "one paragraph": lambda size: w.word(w.paragraph("甲乙丙，丁戊己庚。" * size)),
    "one paragraph of runs": lambda size: w.word(w.paragraph(*["甲乙丙，", "丁戊己庚。"] * size)),
    "one row": lambda size: w.word(w.table(w.row(*["甲乙丙，丁戊己庚。"] * size), columns=size)),
    "one cell": lambda size: w.word(
        w.table(w.row(w.cell(*["甲乙丙，丁戊己庚。"] * size), "乙"), columns=2)
    ),
    "one insertion": lambda size: w.word(
        w.paragraph(w.revision("ins", *["甲乙丙，丁戊己庚。"] * size))
    ),
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_cost(shape: Callable[[int], bytes]) -> None:
    """A finding and a change for every few characters."""

    def check(read: Read) -> FileResult:
        spans = [Span(at, at + 1) for at, char in enumerate(read.text) if char == "，"]
        return found(read, spans, ["、"] * len(spans))

    files = {size: shape(size) for size in (60, 240)}
    assert_grows(lambda size: review(files[size], check), 60, 240)


# Edits made one after the other.


@st.composite
def rounds(draw: st.DrawFn) -> tuple[str, list[list[Edit]]]:
    """A text, and edits that do not overlap, of it and then of what it has become."""
    text = first = draw(st.text("甲乙丙", max_size=12))
    made: list[list[Edit]] = []
    for _ in range(draw(st.integers(0, 4))):
        cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6)))
        spans = [Span(*each) for each in list(pairwise(cuts))[::2]]
        edits = [Edit(span, draw(st.text("12", max_size=2))) for span in dict.fromkeys(spans)]
        edits = [e for at, e in enumerate(edits) if not at or edits[at - 1].span.end < e.span.start]
        made.append(edits)
        text = apply_edits(text, edits)
    return first, made


@given(rounds())
def test_patches_are_the_edits_of_all_rounds(given: tuple[str, list[list[Edit]]]) -> None:
    text, made = given
    patches = Patches(text)
    now = text
    for edits in made:
        patches.take(edits)
        now = apply_edits(now, edits)
        assert patches.text == now
    assert apply_edits(text, patches.edits()) == now


def test_real_notices() -> None:
    """Their findings hang on their words when they are set as Word files."""
    for path in shared("seeds/*.txt"):
        test_findings_of_rules_hang_on_their_words(compiled(read(path)))


@pytest.mark.parametrize("name", CASES)
def test_damaged_files_are_reviewed_or_refused(name: str) -> None:
    """No file makes a review raise anything else, and accepting gives what was meant."""
    random = Random(name)
    files = w.unpacked(CASES[name].file)
    for _ in range(6):
        part = random.choice([each for each in files if each.endswith((".xml", ".rels"))])
        root = ElementTree.fromstring(files[part])
        shaken(random, root)
        damaged = w.packed({**files, part: ElementTree.tostring(root, "utf-8")})
        with suppress(UnreadableError):
            check_one(damaged)


def check_one(data: bytes) -> None:
    read = read_file(data)
    spans = [Span(at, at + at % 3) for at in range(0, len(read.text), 4)]
    new = ["、" if at % 2 else "" for at in range(len(spans))]

    def check(now: Read) -> FileResult:
        return found(now, spans, new) if now.text == read.text else found(now, [])

    reviewed = review(data, check)
    assert read_file(reviewed.data).text == read.text or reviewed.changed
    assert read_file(review(reviewed.data, lambda now: found(now, [])).data)[:2] == read[:2]
