"""One phrase of a text that may be a time limit: read as a value, or as none."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from hegao.dsl import dates
from hegao.dsl import deadline_contexts as contexts
from hegao.dsl import deadline_patterns as patterns
from hegao.dsl.model import Deadline, DeadlineKind
from hegao.dsl.occasions import read_occasion
from hegao.grammar.numerals import chinese_number
from hegao.grammar.source import Span, make

__all__ = ["READERS", "Base", "Reading"]


class Base(NamedTuple):
    """What the limits of a document count from."""

    year: int | None
    issued: date | None


VAGUE: tuple[DeadlineKind, None] = ("vague", None)
Reading = tuple[Deadline | None, int]
"""A limit, None where the phrase is none, and where the phrase ends."""


def _word(text: str, start: re.Match[str], base: Base) -> Reading:  # noqa: ARG001
    """A limit that is a word: 及时, 定期, 按月, 长期坚持."""
    word, span = start[0], make(Span, start.span())
    kind, measure = patterns.WORDS.get(word, VAGUE)
    return make(Deadline, (word, kind, None, span, None, None, measure, False)), span.end


def _each(text: str, start: re.Match[str], base: Base) -> Reading | None:  # noqa: ARG001
    """A recurring limit: 每年, 每季度末, 每年2月底前, 每月5日前."""
    match = patterns.EACH.match(text, start.start())
    if not match:
        return None
    begin, end = match.span()
    if contexts.SHARE.search(text[max(0, begin - 10) : begin]) or contexts.SUBSIDY.match(text, end):
        return None, end
    unit = {"季": "季度", "天": "日"}.get(match["unit"], match["unit"])
    if unit in ("日", "周") and end == match.end("unit") and not contexts.DONE.match(text, end):
        return None, end
    amount = chinese_number(match["count"]) if match["count"] else None
    phrase = match.group().rstrip()
    span = Span(begin, begin + len(phrase))
    return Deadline(phrase, "recurring", None, span, amount=amount, measure=unit), end


def _moment(text: str, start: re.Match[str], base: Base) -> Reading | None:
    """A limit that names a moment or a length of time."""
    at = start.start()
    return (
        _range(text, at, base)
        or _calendar(text, at, base)
        or _plan(text, at)
        or _relative(text, at, base)
    )


def _from_now(text: str, start: re.Match[str], base: Base) -> Reading | None:
    """The end of what begins with the notice: 即日起至12月31日."""
    at = start.start()
    lead = patterns.FROM_NOW.match(text, at)
    moment = lead and dates.read_moment(text, lead.end())
    if not moment:
        return None
    phrase = text[at : moment.end()].rstrip()
    stop = at + len(phrase)
    if not contexts.from_now_demands(text, at, stop):
        return None, stop
    end = dates.moment_end(moment, base.year, base.issued)
    if base.issued and base.year and end and end < base.issued and not moment["year"]:
        end = dates.moment_end(moment, base.year + 1, base.issued)
    # The day it begins with says which year is meant.
    kind = dates.moment_kind(moment)
    return Deadline(phrase, kind, end, Span(at, stop), year_written=True), stop


def _occasion(text: str, start: re.Match[str], base: Base) -> Reading | None:
    """A limit that names a holiday, a term or a season: 国庆节前, 秋季学期开学前."""
    stop = start.end()
    occasion = read_occasion(text, stop, base.year)
    if occasion is None:
        return None
    begin = occasion.limit.span.start
    if not contexts.occasion_demands(text, begin, stop, certain=occasion.certain):
        return None
    return occasion.limit, stop


def _standing(text: str, start: re.Match[str], base: Base) -> Reading | None:  # noqa: ARG001
    """What goes on all the time, where a time limit is asked for: 完成时限：持续推进."""
    colon = start.start() + 1
    match = patterns.STANDING.match(text, colon)
    if not match or not contexts.labelled(text, colon):
        return None
    return Deadline(match["phrase"], "standing", None, Span(*match.span("phrase"))), match.end()


def _range(text: str, at: int, base: Base) -> Reading | None:
    """The end of a run of months or days that is a limit: 2026年5月—12月."""
    found = dates.read_range(text, at)
    if not found:
        return None
    match, last = found
    end = dates.moment_end(last, base.year, base.issued)
    if not contexts.range_demands(text, match):
        over = base.issued and end and end < base.issued
        if over or not contexts.range_may_demand(text, match):
            return None
    phrase, kind = match.group().rstrip(), dates.moment_kind(last)
    span = Span(at, at + len(phrase))
    return Deadline(phrase, kind, end, span, year_written=bool(last["year"])), span.end


def _plan(text: str, at: int) -> Reading | None:
    """The end of a five-year plan; the tenth ended in 2005, so 十四五期末 is 2025-12-31."""
    match = patterns.PLAN.match(text, at)
    if not match:
        return None
    end = date(2005 + 5 * (chinese_number(match["ordinal"]) or 0), 12, 31)
    return Deadline(match.group(), "year", end, Span(*match.span()), year_written=True), match.end()


def _calendar(text: str, at: int, base: Base) -> Reading | None:
    """A limit that names a day, a month or a year, or a part of one."""
    match = dates.read_moment(text, at)
    if not match:
        return None
    labelled = not match["close"] and contexts.labelled(text, at)
    if labelled and match["lead"] == "到":
        at = match.end("lead")  # 报名截止到7月31日: the word belongs to the label.
    phrase = text[at : match.end()].rstrip()
    span = make(Span, (at, at + len(phrase)))
    sure = bool(match["close"] or match["lead"] or labelled)
    told = contexts.demands(text, match) if sure else contexts.may_demand(text, match)
    if not (labelled or told):
        return None, span.end
    end = dates.moment_end(match, base.year, base.issued)
    over = base.issued and end and end < base.issued
    if over and (not sure or contexts.tells_record(text, match)):
        return None, span.end
    written = bool(match["year"] or match["dotted"])
    return Deadline(phrase, dates.moment_kind(match), end, span, year_written=written), span.end


def _relative(text: str, at: int, base: Base) -> Reading | None:
    """A limit that counts from an event: 5个工作日内, 印发之日起30日内."""
    match = patterns.AMOUNT.match(text, at)
    if not match:
        return None
    stop = match.end()
    if not _may_limit(text, match):
        return None, stop
    event, begin, issue = _event(text, at)
    if not _limits(text, match, event, issue=issue):
        return None, stop
    amount, measure = chinese_number(match["amount"]), match["measure"]
    end = dates.later(base.issued, amount, measure) if issue else None
    return Deadline(
        text[begin:stop], "relative", end, Span(begin, stop), event, amount, measure
    ), stop


def _event(text: str, at: int) -> tuple[str | None, int, bool]:
    """The event that ends at `at`, where it begins, and whether it is the issue of the notice."""
    match = patterns.EVENT.search(text, _event_begins(text, at), at)
    if not match:
        return None, at, False
    lead_up = patterns.LEAD_UP.match(text, match.start("run"), match.end("run"))
    begin = lead_up.end() if lead_up else match.start("run")
    event = text[begin : match.end("run")]
    issue = bool(patterns.ISSUED.match(text, begin, at))
    if not event or (not match["hinge"] and not (issue and event.endswith(patterns.ENDS))):
        return None, at, False
    return (None, at, False) if event in patterns.NO_EVENT else (event, begin, issue)


def _event_begins(text: str, at: int) -> int:
    """Where an event that ends at `at` may begin: behind the last mark, but a title has marks."""
    begin = max(0, at - 32)
    if text.find("》", begin, at) < 0:
        for mark in patterns.PARTING.finditer(text, begin, at):
            begin = mark.end()
    return begin


def _may_limit(text: str, match: re.Match[str]) -> bool:
    """Whether a length of time may be a limit, whatever it counts from."""
    before = text[max(0, match.start() - 8) : match.start()]
    if not match["inside"] and match["measure"] != "工作日":
        return False
    if contexts.STRETCH.match(text, match.end()):
        return False
    return bool(match["cap"]) or not contexts.SPAN_OF_TIME.search(before)


def _limits(text: str, match: re.Match[str], event: str | None, *, issue: bool) -> bool:
    """Whether a length of time is a limit, not the length of something."""
    if match["measure"] == "工作日":
        return True
    if match["measure"] == "年":
        return issue
    return event is not None or bool(contexts.DONE.match(text, match.end()))


READERS: dict[str, Callable[[str, re.Match[str], Base], Reading | None]] = {
    "word": _word,
    "each": _each,
    "moment": _moment,
    "now": _from_now,
    "occasion": _occasion,
    "standing": _standing,
}
"""By the name of the branch of `deadline_patterns.START` that a phrase begins with."""
