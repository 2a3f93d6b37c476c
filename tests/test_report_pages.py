"""The reports that people read in a browser: Markdown and the page, inert and complete."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt
from markdown_it.token import Token
from reports import HOSTILE, TEXT, any_results, finding, hostile_results, results, written
from terminal import DATA, check_golden, hegao

from hegao.grammar.source import Span
from hegao.linter.report.columns import clip, printable
from hegao.linter.report.markdown import CELL, MOST_BYTES
from hegao.linter.report.marks import MarkedText
from hegao.linter.report.result import CheckResults, FileResult
from hegao.linter.report.text import MOST_FINDINGS

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
OWN_HTML = re.compile(
    r"<!-- -->|</details>\n?|<details><summary>[^<]*(?:<!-- -->[^<]*)*</summary>\n?"
)
VOID = frozenset(("meta", "br"))
TAGS = frozenset(
    [
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "header",
        "main",
        "footer",
        "section",
        "h1",
        "h2",
        "p",
        "ul",
        "li",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "a",
        "b",
        "br",
        "code",
        "small",
        "sup",
        "mark",
        "details",
        "summary",
        "div",
    ]
)


@pytest.mark.parametrize(("form", "name"), [("markdown", "flawed.md"), ("html", "flawed.html")])
def test_golden(form: str, name: str) -> None:
    check_golden(name, hegao("check", "flawed.notice", "--format", form, cwd=DATA).out)


def tokens(text: str) -> list[Token]:
    found = MARKDOWN.parse(text)
    return [each for block in found for each in (block, *(block.children or ()))]


def cells(text: str) -> list[str]:
    """What the cells of all tables show."""
    found, shown = MARKDOWN.parse(text), []
    for before, token in zip(found, found[1:], strict=False):
        if before.type in ("td_open", "th_open"):
            inside = token.children or ()
            shown.append("".join(part.content for part in inside if part.type == "text"))
    return shown


def check_markdown(made: CheckResults) -> None:
    text = written("markdown", made)
    assert len(text.encode()) <= MOST_BYTES + 1000
    found = tokens(text)
    assert {each.type for each in found} <= {
        "heading_open", "heading_close", "inline", "text", "html_inline", "html_block", "softbreak",
        "paragraph_open", "paragraph_close", "bullet_list_open", "bullet_list_close", "fence",
        "list_item_open", "list_item_close", "table_open", "table_close", "thead_open", "thead_close",
        "tbody_open", "tbody_close", "tr_open", "tr_close", "th_open", "th_close", "td_open", "td_close",
    }  # fmt: skip
    for each in found:
        assert not each.type.startswith("html") or OWN_HTML.fullmatch(each.content), each.content
    running = re.sub(r"(?ms)^(`{3,})text$.*?^\1$|^<details>.*?$", "", text)
    assert not re.search(r"(?i)[@#](?=[\w])|(?<!\\)://|www\.", running)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_markdown_shows_every_text(hostile: str) -> None:
    made = hostile_results(hostile)
    check_markdown(made)
    message = f"HG999 {clip(hostile, CELL)}".strip()
    shown = cells(written("markdown", made))
    assert [each.strip() for each in shown].count(message) == 3
    assert len(shown) == 4 + 4 + 4 + 3 * 4


@settings(max_examples=60)
@given(made=any_results())
def test_any_markdown_is_inert(made: CheckResults) -> None:
    check_markdown(made)


@pytest.mark.parametrize("said", ["检查" * 500, "|" * 500, "@" * 500])
def test_markdown_fits_into_a_comment(said: str) -> None:
    found = [finding(0, 3, said=said)] * 300
    files = tuple(FileResult(f"{said}{n}", TEXT, tuple(found)) for n in range(200))
    text = written("markdown", CheckResults(files))
    assert len(text.encode()) < 65_000
    for what in ("个文件", "处问题", "处问题的详情"):
        assert re.search(rf"另有\d+{what}没有写在这里", text)
    check_markdown(CheckResults(files))


def test_markdown_puts_the_worst_first() -> None:
    text = written("markdown", results(finding(0, 2, "info"), finding(3, 5, "error")))
    assert text.index("| 错误 | HG999") < text.index("| 提醒 | HG999")


class Page(HTMLParser):
    """A page: its elements, closed in order, and the text of each numbered line."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.lines: list[str] = []
        self.marked: list[str] = []
        self.in_text = False
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS
        given = dict(attrs)
        assert not any(name.startswith("on") or name in ("style", "src") for name in given)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [given["href"] or ""] if "href" in given else []
        if tag == "tr":
            self.in_text = "id" in given
            self.lines += [""] if self.in_text else []
        if tag == "mark":
            self.marked.append("")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.in_text and "td" in self.open and not {"sup", "li"} & {*self.open}:
            self.lines[-1] += data
            if "mark" in self.open:
                self.marked[-1] += data


def check_page(made: CheckResults) -> None:
    text = written("html", made)
    text.encode()
    page = Page(text)
    assert len({*page.ids}) == len(page.ids)
    assert {*page.links} <= {f"#{name}" for name in page.ids}
    lines = [
        printable(line)
        for file in made.files if file.findings
        for line in re.split(r"\r\n|\n|\r", re.sub(r"(\r\n|\n|\r)\Z", "", file.text))
    ]  # fmt: skip
    assert page.lines == lines
    for number in range(1, sum(len(file.findings) for file in made.files) + 1):
        assert {f"n{number}", f"m{number}"} <= {*page.ids}


@pytest.mark.parametrize("hostile", HOSTILE)
def test_the_page_shows_every_text_and_obeys_none(hostile: str) -> None:
    check_page(hostile_results(hostile))


@settings(max_examples=60)
@given(made=any_results())
def test_any_page_is_whole(made: CheckResults) -> None:
    check_page(made)


def test_the_page_asks_for_nothing() -> None:
    text = written("html", results(finding(0, 2)))
    style = text[text.index("<style>") + 7 : text.index("</style>")]
    allowed = b64encode(sha256(style.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{allowed}'; base-uri 'none'; form-action 'none'"
    )
    assert f'<meta http-equiv="Content-Security-Policy" content="{policy}">' in text
    assert not re.search(r"<script|<link|@import|url\(|https?:", text)


def test_marks_are_the_characters_of_the_findings() -> None:
    made = results(
        finding(3, 9),
        finding(5, 7, "info"),
        finding(22, 22),
        finding(12, 14, related=(Span(28, 29),)),
    )
    assert Page(written("html", made)).marked == ["关于", "检查", "的通", "1.", "2", "。"]
    nested = MarkedText(made.files[0], 9).lines[0].pieces
    assert [piece.worst.number if piece.worst else None for piece in nested] == [
        None,
        0,
        0,
        0,
        None,
    ]
    assert [reason.number for piece in nested for reason in piece.begins] == [0, 1]


def test_quiet_stretches_are_folded() -> None:
    text = "检查。\n" * 40
    page = written("html", results(finding(80, 82), finding(0, 1), text=text))
    assert re.findall("<summary>(.*?)</summary>", page) == [
        "第4到18行没有问题",
        "第24到40行没有问题",
    ]
    assert len(Page(page).lines) == 40
    # Three quiet lines are not worth a fold, at the ends of a text neither.
    assert "<summary>" not in written(
        "html", results(finding(20, 21), finding(48, 49), text=text[:72])
    )


def test_too_many_findings_are_counted_on_the_page() -> None:
    page = written("html", results(*[finding(0, 1)] * (MOST_FINDINGS + 7)))
    assert page.count('<li class="error"') == MOST_FINDINGS
    assert "另有7处没有列出" in page


def test_the_page_of_nothing() -> None:
    check_page(CheckResults((), problems=("a.notice：没有找到",)))
    page = written("html", CheckResults((), problems=("a.notice：没有找到",)))
    assert "没有查成任何文件" in page
    assert "没有查完，先要解决" in page
