"""The upstream items of the page, a table row each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from hegao.dsl.coverage.entries import (
    CoverageData,
    DifferenceEntry,
    ItemEntry,
    UpstreamEntry,
)
from hegao.dsl.coverage.page_links import Links
from hegao.dsl.coverage.page_sentences import by, write_sentences
from hegao.dsl.coverage.page_words import (
    ASPECTS,
    DIRECTIONS,
    NO_SECTION,
    STATES,
    bare,
    excerpt,
    number_of,
)
from hegao.dsl.web_text import safe

MOST_CHIPS = 40
NAMED_CHIPS = 4
"""More tasks than these are shown by their number only."""
HEAD = (
    '<thead><tr><th scope="col">上级要求</th><th scope="col">状态</th>'
    '<th scope="col">本文任务</th><th scope="col">差异</th></tr></thead>'
)


class ItemRows:
    """Writes the items of some data."""

    def __init__(self, data: CoverageData, links: Links) -> None:
        self._data = data
        self._links = links

    def write(self) -> str:
        """A heading and a table for each upstream."""
        known = {upstream["alias"] for upstream in self._data["upstreams"]}
        others = dict.fromkeys(item["upstream"] for item in self._data["upstream"])
        unnamed: list[UpstreamEntry] = [
            {"alias": alias, "title": None, "file": "", "problem": None}
            for alias in others
            if alias not in known
        ]
        named = {each["alias"]: each for each in [*self._data["upstreams"], *unnamed]}
        parts = map(self._upstream, named.values())
        return "\n".join(parts) or '<p class="none">没有写明上级文件。</p>'

    def _upstream(self, upstream: UpstreamEntry) -> str:
        places = [
            place
            for place, item in enumerate(self._data["upstream"])
            if item["upstream"] == upstream["alias"]
        ]
        title = f"《{safe(upstream['title'])}》" if upstream["title"] else safe(upstream["file"])
        head = f"<h3>{safe(upstream['alias'])}<small>{title}</small></h3>"
        if upstream["problem"]:
            head += f'<p class="problem"><b>没有读成：</b>{safe(upstream["problem"])}</p>'
        elif not places:
            head += '<p class="none">没有读到要落实的条目。</p>'
        body = head + (self._table(upstream, places) if places else "")
        return f'<section data-for="{_keys(places)}">{body}</section>' if places else body

    def _table(self, upstream: UpstreamEntry, places: Sequence[int]) -> str:
        groups = groupby(places, lambda place: self._data["upstream"][place]["section"])
        bodies = "\n".join(self._section(section, [*group]) for section, group in groups)
        caption = f"<caption>{safe(upstream['alias'])}各项要求的落实情况</caption>"
        return f'<table class="items">{caption}{HEAD}\n{bodies}\n</table>'

    def _section(self, section: str | None, places: Sequence[int]) -> str:
        head = (
            '<tr class="section"><th colspan="4" scope="rowgroup">'
            f"{safe(section or NO_SECTION)}</th></tr>\n"
        )
        rows = "\n".join(map(self._item, places))
        return f'<tbody data-for="{_keys(places)}">{head if section else ""}{rows}</tbody>'

    def _item(self, place: int) -> str:
        item = self._data["upstream"][place]
        state = item["state"]
        return (
            f'<tr class="item" id="i{place}" data-state="{state}" '
            f'data-upstream="{safe(item["upstream"])}" data-units="{self._units(place)}">'
            f'<th scope="row">{self._asked(place)}</th>'
            f'<td data-label="状态"><span class="state {state}">{STATES[state]}</span>'
            f"{_basis(item)}</td>"
            f'<td data-label="本文任务">{self._chips(place)}</td>'
            f'<td data-label="差异">{self._differences(item)}</td></tr>\n'
            f'<tr class="detail"><td colspan="4">{write_sentences(item, self._links)}</td></tr>'
        )

    def _asked(self, place: int) -> str:
        item = self._data["upstream"][place]
        limits = "、".join(limit["text"] for limit in item["deadlines"])
        facts = [("责任单位", "、".join(item["units"])), ("时限", limits)]
        told = "".join(
            f"<div><dt>{name}</dt><dd>{safe(text)}</dd></div>" for name, text in facts if text
        )
        return (
            f'<a class="ref" href="#i{place}">{safe(item["ref"])}</a> '
            f'<span class="head">{safe(item["heading"] or excerpt(item["text"], 60))}</span>'
            + (f"<dl>{told}</dl>" if told else "")
        )

    def _units(self, place: int) -> str:
        tasks = (self._data["tasks"][task] for task in self._links.tasks[place])
        units = [*self._data["upstream"][place]["units"], *(u for t in tasks for u in t["units"])]
        return one_a_line(units)

    def _chips(self, place: int) -> str:
        item, places = self._data["upstream"][place], self._links.tasks[place]
        known = {number_of(self._data["tasks"][task]) for task in places}
        lone = [n for n in dict.fromkeys(map(bare, item["tasks"])) if n and n not in known]
        if not places and not lone:
            return '<span class="none">无</span>'
        named = len(places) <= NAMED_CHIPS
        chips = [self._chip(task, "named" if named else "short") for task in places[:MOST_CHIPS]]
        chips += [f"<li><span>{safe(number)}</span></li>" for number in lone[:MOST_CHIPS]]
        more = len(places) + len(lone) - len(chips)
        rest = f'<li class="more">另有{more}项</li>' if more else ""
        return f'<ul class="chips">{"".join(chips)}{rest}</ul>'

    def _chip(self, place: int, form: str) -> str:
        task = self._data["tasks"][place]
        name = excerpt(task["heading"] or task["text"], 16) if form == "named" else ""
        return f'<li><a href="#t{place}"><b>{safe(number_of(task))}</b>{safe(name)}</a></li>'

    def _differences(self, item: ItemEntry) -> str:
        if not item["differences"]:
            return '<span class="none">无</span>'
        return f'<ul class="differences">{"".join(map(self._difference, item["differences"]))}</ul>'

    def _difference(self, difference: DifferenceEntry) -> str:
        direction = difference["direction"]
        return (
            f'<li class="{direction}"><b>{ASPECTS[difference["what"]]}'
            f"<i>{DIRECTIONS[direction]}</i></b> {safe(difference['message'])}"
            f"{by(difference['task'], self._links)}</li>"
        )


def one_a_line(names: Iterable[str]) -> str:
    """Names for an attribute, each once, one a line."""
    return "&#10;".join(safe(" ".join(name.split())) for name in dict.fromkeys(names))


def _basis(item: ItemEntry) -> str:
    if item["reason"]:
        return f'<p class="why">{safe(item["reason"])}</p>'
    if item["linked"]:
        return '<p class="why">落实行写明</p>'
    return f'<p class="why">推定，相似{item["score"]:.0%}</p>' if item["tasks"] else ""


def _keys(places: Iterable[int]) -> str:
    return " ".join(map(str, places))
