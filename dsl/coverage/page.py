"""Coverage as one web page that stands alone: no network, no font, no file beside it."""

from __future__ import annotations

from collections import Counter
from string import Template

from hegao.dsl.coverage.entries import CoverageData, TaskEntry
from hegao.dsl.coverage.page_items import ItemRows, one_a_line
from hegao.dsl.coverage.page_links import Links, links_of
from hegao.dsl.coverage.page_overview import Overview
from hegao.dsl.coverage.page_timeline import Timeline
from hegao.dsl.coverage.page_words import EXPLAINED, STATES, counts, number_of, verdict
from hegao.dsl.web_text import part, policy_hash, safe

MOST_REFS = 8


def write_page(data: CoverageData) -> str:
    """The page, for a browser, for printing, and readable without its script."""
    links = links_of(data)
    style, script = part(__package__, "page.css"), part(__package__, "page.js")
    return Template(part(__package__, "page.html")).substitute(
        style=style,
        style_hash=policy_hash(style),
        script=script,
        script_hash=policy_hash(script),
        name=safe(data["title"] or data["file"]),
        facts=_facts(data),
        verdict=safe(verdict(data)),
        problems=_problems(data),
        counts=_counts(data),
        upstreams=_upstream_options(data),
        units=_unit_options(data),
        overview=Overview(data, links).write(),
        items=ItemRows(data, links).write(),
        timeline=Timeline(data, links).write(),
        own=_own(data, links),
        based=_based(data, links),
    )


def _facts(data: CoverageData) -> str:
    sources = "、".join(each["alias"] for each in data["upstreams"])
    facts = (
        ("本文", data["file"]), ("成文日期", data["issued"] or ""), ("上级文件", sources),
        ("本文任务", f"{len(data['tasks'])}项"),
        ("与上级逐字相同的句子", f"{data['copied']:.0%}" if data["tasks"] else ""),
    )  # fmt: skip
    return "".join(f"<div><dt>{k}</dt><dd>{safe(v)}</dd></div>" for k, v in facts if v)


def _problems(data: CoverageData) -> str:
    lines = "".join(
        f"<li><b>{safe(each['alias'])}</b>（{safe(each['file'])}）：{safe(each['problem'])}</li>"
        for each in data["upstreams"]
        if each["problem"]
    )
    told = "有上级文件没有读成，下面的对照不包括它们："
    return f'<div class="problem"><p>{told}</p><ul>{lines}</ul></div>' if lines else ""


def _counts(data: CoverageData) -> str:
    return "".join(
        f'<li><button type="button" class="count {state}" data-state="{state}" disabled '
        f'aria-pressed="false" title="{EXPLAINED[state]}"><b>{number}</b>'
        f"<span>{STATES[state]}</span></button></li>"
        for state, number in counts(data).items()
    )


def _upstream_options(data: CoverageData) -> str:
    """In the order in which they are named."""
    aliases = [each["alias"] for each in data["upstreams"]]
    found = Counter(dict.fromkeys(aliases, 0))
    found.update(item["upstream"] for item in data["upstream"])
    return _options(found)


def _unit_options(data: CoverageData) -> str:
    """Units of the draft and of the upstreams, each with the number of its rows."""
    drafted = Counter(
        unit for task in data["tasks"] for unit in dict.fromkeys(_flat(task["units"]))
    )
    asked = Counter(u for item in data["upstream"] for u in dict.fromkeys(_flat(item["units"])))
    only_asked = Counter({unit: n for unit, n in asked.items() if unit not in drafted})
    groups = (("本文单位", drafted), ("上级单位", only_asked))
    return "".join(
        f'<optgroup label="{name}">{_options(dict(units.most_common()))}</optgroup>'
        for name, units in groups
        if units
    )


def _options(numbers: dict[str, int]) -> str:
    return "".join(
        f'<option value="{safe(name)}">{safe(name)}（{number}）</option>'
        for name, number in numbers.items()
    )


def _flat(names: list[str]) -> list[str]:
    return [" ".join(name.split()) for name in names]


def _own(data: CoverageData, links: Links) -> str:
    return _tasks(data, links, [n for n, task in enumerate(data["tasks"]) if not task["refs"]])


def _based(data: CoverageData, links: Links) -> str:
    return _tasks(data, links, [n for n, task in enumerate(data["tasks"]) if task["refs"]])


def _tasks(data: CoverageData, links: Links, places: list[int]) -> str:
    if not places:
        return '<p class="none">无。</p>'
    rows = "\n".join(_task(data["tasks"][place], place, links) for place in places)
    return f'<ul class="tasks">{rows}</ul>'


def _task(task: TaskEntry, place: int, links: Links) -> str:
    limits = "、".join(limit["text"] for limit in task["deadlines"])
    facts = [
        ("单位", safe("、".join(task["units"]))),
        ("时限", safe(limits)),
        ("依据", _refs(task, links)),
    ]
    told = "".join(f"<div><dt>{name}</dt><dd>{text}</dd></div>" for name, text in facts if text)
    heading = f"<strong>{safe(task['heading'])}</strong> " if task["heading"] else ""
    return (
        f'<li class="task" id="t{place}" data-units="{one_a_line(task["units"])}">'
        f"<b>{safe(number_of(task))}</b><div><p>{heading}{safe(task['text'])}</p>"
        + (f"<dl>{told}</dl>" if told else "")
        + "</div></li>"
    )


def _refs(task: TaskEntry, links: Links) -> str:
    refs = [*dict.fromkeys(task["refs"])]
    shown = (
        f'<a href="#i{links.items[ref]}">{safe(ref)}</a>' if ref in links.items else safe(ref)
        for ref in refs[:MOST_REFS]
    )
    return "、".join(shown) + (f"等{len(refs)}项" if len(refs) > MOST_REFS else "")
