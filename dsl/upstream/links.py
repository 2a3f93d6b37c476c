"""What a draft says of upstream items: 落实, 不适用, 转交."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from hegao.dsl.document import Document
from hegao.dsl.model import Block
from hegao.dsl.upstream.template import Upstream, UpstreamItem, bare_number
from hegao.grammar.labels import label_number
from hegao.grammar.lines import Line
from hegao.grammar.source import Span

Statement = Literal["落实", "不适用", "转交"]

STATEMENTS: Final[tuple[Statement, ...]] = ("落实", "不适用", "转交")
_REASON = re.compile(r"[；;]\s*(?:理由|转给|接收单位|说明)\s*[：:]\s*(?P<reason>.+)\Z", re.DOTALL)
_REF = re.compile(
    r"(?P<where>第[一二三四五六七八九十]{1,3}(?:部分|章))?\s*"
    r"(?P<item>第?[（(]?[一二三四五六七八九十百\d]{1,5}[)）]?[项条款]?)"
    r"\s*(?:〔(?P<fingerprint>[0-9a-f]{4,12})〕)?"
)
_REF_BEGINS = re.compile(r"\s|(?:第[（(]?|[（(])(?=[一二三四五六七八九十\d])")
_GAP = " 　，,、"


class NamedUpstream(NamedTuple):
    """A line 上级文件：别名＝《标题》（文件）, taken apart."""

    alias: str
    title: str
    path: str
    """As it stands; empty when the line names no file."""


class Link(NamedTuple):
    """One upstream item that one line of the draft speaks of."""

    statement: Statement
    alias: str
    """As it stands; empty where the line names none."""
    ref: str
    """As it stands, without fingerprint."""
    fingerprint: str
    reason: str
    line: Span
    """The words behind the label, in the text."""
    span: Span
    """Of this one item, in the text."""
    owner: int | None
    """Where the item begins that the line stands under; None at the head of the draft."""


_NAMED = re.compile(
    r"(?:(?P<alias>[^＝=《（(]{1,20}?)\s*[＝=])?\s*"
    r"(?P<title>《[^》]*(?:》(?=[^（(]*》)[^》]*)?》|[^（()）]*?)\s*"
    r"(?:[（(](?P<path>[^）)]*(?:[（(][^）)]*[）)][^）)]*)*)[）)])?\s*\Z"
)
_FILE = re.compile(r"\S.*\.[A-Za-z]{2,6}\Z")


def named_upstream(value: str) -> NamedUpstream:
    """What a line 上级文件 names; a line that is only a file is one, too."""
    match = _NAMED.match(value.strip())
    if match is None:
        return NamedUpstream("", "", value.strip())
    alias, title, path = (match[name] or "" for name in ("alias", "title", "path"))
    if _FILE.match(title + (f"（{path}）" if path else "")) and not title.startswith("《"):
        title, path = "", title
    return NamedUpstream(alias.strip() or title.strip("《》"), title.strip("《》"), path.strip())


def find_links(document: Document) -> list[Link]:
    """All that the draft says of upstream items, in order."""
    owners = {field_line: item for item, field_line in _field_lines(document)}
    found: list[Link] = []
    for line in document.lines:
        name = line.label_text.rstrip("：: 　") if line.type == "FIELD" else ""
        if name in STATEMENTS:
            found += _links(STATEMENTS[STATEMENTS.index(name)], line, owners)
    return found


def _field_lines(document: Document) -> Iterator[tuple[int, int]]:
    """The items with field lines about upstreams: where the item and the line's value begin."""
    for item in document.items:
        for field in item.fields:
            if field.name in STATEMENTS:
                yield item.block.origin, item.block.offset(field.span.start)


def _links(statement: Statement, line: Line, owners: dict[int, int]) -> Iterator[Link]:
    start = line.start + line.body
    whole = Span(start, line.start + line.stop)
    text, reason = line.text, ""
    if match := _REASON.search(text):
        text, reason = text[: match.start()], match["reason"].strip()
    owner = owners.get(start)
    at = 0
    for part in re.split(r"(?<=[；;])", text):
        alias, told = "", part.rstrip("；; 　")
        matches = list(_REF.finditer(told, _alias_end(told)))
        alias = told[: matches[0].start()].strip(_GAP + "《》") if matches else told.strip(_GAP)
        for ref in matches:
            named = (ref["where"] or "") + ref["item"]
            first = ref.start("where") if ref["where"] else ref.start("item")
            span = Span(start + at + first, start + at + ref.end())
            yield Link(
                statement, alias, named, ref["fingerprint"] or "", reason, whole, span, owner
            )
        if not matches and alias:
            yield Link(statement, alias, "", "", reason, whole, whole, owner)
        at += len(part)


def _alias_end(told: str) -> int:
    """Where the name of the upstream ends: at the first white space, 第 or bracket."""
    match = _REF_BEGINS.search(told)
    return match.start() if match else (0 if told[:1].isdigit() else len(told))


def find_item(upstream: Upstream, ref: str) -> UpstreamItem | None:
    """The item that a link names: exactly, or by its number where that is clear."""
    asked = _key(ref)
    exact = [item for item in upstream.items if _key(item.ref) == asked]
    if len(exact) == 1:
        return exact[0]
    number = label_number(asked[1].strip("（）")) if asked[1] else None
    same = [
        item
        for item in upstream.items
        if number is not None
        and label_number(_key(item.ref)[1].strip("（）")) == number
        and (not asked[0] or _key(item.ref)[0] == asked[0])
    ]
    return same[0] if len(same) == 1 else None


def _key(ref: str) -> tuple[str, str]:
    """Section and number."""
    match = _REF.fullmatch(ref.strip().replace("(", "（").replace(")", "）"))
    if match is None:
        return "", ref
    where = (match["where"] or "").strip("第部分章")
    return where, bare_number(match["item"].removeprefix("第").rstrip("项条款"))


def written(alias: str, item: UpstreamItem) -> str:
    """A confirmed link as the draft has it: 省要点 第（十）项〔3fa2c1〕."""
    return f"{alias} {item.ref}〔{item.fingerprint}〕"


def block_of(line: Span, text: str) -> Block:
    """A line of the draft as a block."""
    return Block(text[line.start : line.end], line.start)
