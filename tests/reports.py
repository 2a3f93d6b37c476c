"""Reports made to be read back: findings on a text, and texts that try to break out of a format."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import strategies as st

from hegao.grammar.source import Span
from hegao.linter.finding import SEVERITIES, Edit, Elsewhere, Finding, FindingFix, Severity
from hegao.linter.report.formats import FORMATS
from hegao.linter.report.result import CheckResults, FileResult

TEXT = "标题：关于检查的通知\r\n1. 尽快完成(2022)检查。\n\t2. 完成a,b检查"
HOSTILE = (
    "]]>", "<script>alert(1)</script>", "</style></script><b>", "--><!--", "一\r\n二\n三\r四\t五",
    "100%0A%0D%25：", "\x00\x07\x1b[31m\x7f\x9f", "\ud800半\udfff", "\u202e反\u2028\ufeff\ufffe\u200b",
    "C:\\稿 件\\新 建.notice", "稿 件/（终稿） 第2版.notice", "\\\\server\\共享\\a.notice", ".\\a b.notice",
    "| 竖线 | `反引号` ``` \\", "@someone #12 https://a.b www.a.b a@b.c mailto:a@b.c", "&amp; &#60; \"双\" '单'",
    "![x](y) [z](javascript:1) **粗** _斜_ ~~删~~ $x$", "::error::x", "$style ${x} {0} %s", "- 1. # > +",
)  # fmt: skip

texts = st.text(st.characters(), max_size=40)
"""Any characters, halves of surrogate pairs and controls too."""


def finding(
    start: int, end: int, severity: Severity = "error", fix: FindingFix | None = None,
    related: tuple[Span, ...] = (), said: str = "说明",
) -> Finding:  # fmt: skip
    """A finding on TEXT, whose texts can all be replaced by one."""
    name, hint, source = (said if said != "说明" else each for each in ("名称", "改法", "依据"))
    elsewhere = (Elsewhere(said, 3, 4, said),) if said != "说明" else ()
    span = Span(start, end)
    return Finding("HG999", name, severity, said, hint, source, span, fix, related, elsewhere)


def written(form: str, made: CheckResults) -> str:
    """A whole report, which writers give piece by piece."""
    return "".join(FORMATS[form].writer(made))


def results(*findings: Finding, text: str = TEXT, path: str = "稿 件/a.notice") -> CheckResults:
    """The results of checking one file."""
    return CheckResults((FileResult(path, text, findings),))


def hostile_results(said: str) -> CheckResults:
    """Findings of each severity, a fix and other places in a file of this name, text and fault."""
    text = f"{said}。{TEXT}{said}"
    fix = FindingFix("safe", said, (Edit(Span(0, len(said)), said),))
    found = (
        finding(0, len(said), "error", fix, (Span(3, 5), Span(len(text), len(text))), said),
        finding(1, len(text), "warning", None, (), said),
        finding(len(text), len(text), "info", None, (), said),
    )
    clean = FileResult(f"{said}2", "", ())
    return CheckResults((FileResult(said, text, found), clean), problems=(said,))


def together(runs: Iterable[CheckResults]) -> CheckResults:
    """The results of several runs as those of one."""
    made = [*runs]
    return CheckResults(
        tuple(file for each in made for file in each.files),
        problems=tuple(problem for each in made for problem in each.problems),
    )


@st.composite
def any_results(draw: st.DrawFn) -> CheckResults:
    """Findings with any texts anywhere in any text, in reading order or not."""
    text = draw(texts)
    spans = st.tuples(*[st.integers(0, len(text))] * 2).map(lambda ends: Span(*sorted(ends)))
    found = st.builds(
        Finding, st.just("HG999"), texts, st.sampled_from(SEVERITIES), texts, texts, texts, spans,
        st.none() | st.builds(
            FindingFix, st.sampled_from(("safe", "confirm")), texts,
            st.tuples(st.builds(Edit, spans, texts)),
        ),
        st.lists(spans, max_size=3).map(tuple), st.just(()),
    )  # fmt: skip
    findings = draw(st.lists(found, max_size=6))
    places = tuple(f"第{n}段" for n in range(3)) if draw(st.booleans()) else ()
    file = FileResult(draw(texts.filter(bool)), text, tuple(findings), places)
    return CheckResults((file,), problems=tuple(draw(st.lists(texts.filter(bool), max_size=2))))
