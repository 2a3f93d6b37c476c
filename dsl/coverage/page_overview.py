"""The overview of the page: a cell for each upstream item, and its parts against the draft's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from hegao.dsl.coverage.entries import CoverageData, State
from hegao.dsl.coverage.page_links import Links
from hegao.dsl.coverage.page_words import NO_SECTION, SETTLED, STATES, excerpt
from hegao.dsl.web_text import safe

SIGNS: dict[State, str] = {
    "missing": "缺", "weakened": "减", "suspect": "核", "suggested": "待",
    "covered": "实", "passed_on": "转", "not_applicable": "免",
}  # fmt: skip
"""The states where there is room for one character."""
MOST_COLUMNS = 10
MOST_ROWS = 60
OTHERS = "其余部分"
NOWHERE = "没有任务"
UNASKED = "不适用或转交"

Part = tuple[str, str]
"""A section of an upstream."""


class Overview:
    """Writes the overview of some data; its size is bounded whatever the number of tasks."""

    def __init__(self, data: CoverageData, links: Links) -> None:
        self._data = data
        self._links = links

    def write(self) -> str:
        """The strip, its legend, and the table of the parts."""
        if not self._data["upstream"]:
            return '<p class="none">没有读到上级要求。</p>'
        return self._strip() + self._legend() + self._parts()

    def _strip(self) -> str:
        aliases = dict.fromkeys(item["upstream"] for item in self._data["upstream"])
        return "".join(map(self._cells, aliases))

    def _cells(self, alias: str) -> str:
        cells = "".join(
            f'<li data-for="{place}"><a class="{item["state"]}" href="#i{place}" '
            f'aria-label="{safe(item["ref"])}：{STATES[item["state"]]}" '
            f'title="{safe(item["ref"])}：{STATES[item["state"]]}">{SIGNS[item["state"]]}</a></li>'
            for place, item in enumerate(self._data["upstream"])
            if item["upstream"] == alias
        )
        return (
            f'<div class="strip"><b>{safe(alias)}</b>'
            f'<ol aria-label="{safe(alias)}各项">{cells}</ol></div>'
        )

    def _legend(self) -> str:
        present = {item["state"] for item in self._data["upstream"]}
        signs = "".join(
            f'<li><span class="sign {state}" aria-hidden="true">{SIGNS[state]}</span>{name}</li>'
            for state, name in STATES.items()
            if state in present
        )
        return f'<ul class="legend" aria-label="图例">{signs}</ul>'

    def _parts(self) -> str:
        """How many items of each upstream section go to each section of the draft."""
        columns = self._columns()
        if len(columns) < 3:
            return ""
        found = Counter(pair for place in range(len(self._links.tasks)) for pair in self._of(place))
        totals = Counter(self._part(place) for place in range(len(self._links.tasks)))
        heads = "".join(f'<th scope="col">{safe(excerpt(name, 14))}</th>' for name in columns)
        rows = "\n".join(
            self._row(part, total, [found[part, name] for name in columns])
            for part, total in [*totals.items()][:MOST_ROWS]
        )
        more = len(totals) - MOST_ROWS
        rest = f'<p class="none">另有{more}个部分，见下面的对照。</p>' if more > 0 else ""
        return (
            '<p class="hint">上级各部分的要求落在本文哪一部分，数字是项数；'
            "一项落在几处的，各计一次。</p>"
            '<div class="scroll" role="region" tabindex="0" aria-label="各部分对应，可以左右移动">'
            '<table class="parts"><caption>各部分对应</caption>'
            '<thead><tr><th scope="col">上级文件各部分</th><th scope="col">共</th>'
            f"{heads}</tr></thead>\n<tbody>{rows}</tbody></table></div>{rest}"
        )

    def _row(self, part: Part, total: int, numbers: Iterable[int]) -> str:
        *there, unasked, nowhere = numbers
        cells = "".join(f"<td>{number or ''}</td>" for number in [*there, unasked])
        alone = f'<td class="nowhere">{nowhere}</td>' if nowhere else "<td></td>"
        name = " ".join(filter(None, part))
        return f'<tr><th scope="row">{safe(name)}</th><td>{total}</td>{cells}{alone}</tr>'

    def _columns(self) -> list[str]:
        names = self._drafted()
        kept = names if len(names) <= MOST_COLUMNS else [*names[: MOST_COLUMNS - 1], OTHERS]
        return [*kept, UNASKED, NOWHERE]

    def _drafted(self) -> list[str]:
        return [*dict.fromkeys(task["section"] or NO_SECTION for task in self._data["tasks"])]

    def _of(self, place: int) -> set[tuple[Part, str]]:
        columns = self._columns()
        names = {
            self._data["tasks"][task]["section"] or NO_SECTION for task in self._links.tasks[place]
        }
        settled = self._data["upstream"][place]["state"] in SETTLED
        none = UNASKED if settled else NOWHERE
        shown = {name if name in columns else OTHERS for name in names} or {none}
        return {(self._part(place), name) for name in shown}

    def _part(self, place: int) -> Part:
        item = self._data["upstream"][place]
        return item["upstream"], item["section"] or ""
