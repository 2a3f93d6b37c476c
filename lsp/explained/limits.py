"""What a time limit means: the day, how far off that is, or why no day can be told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from hegao.dsl.model import Deadline, DeadlineKind
from hegao.grammar.source import Span
from hegao.linter.quoting import chinese_date
from hegao.lsp.explained.calendar_days import distance, with_weekday
from hegao.lsp.explained.note import Note

ISSUED: Final = "成文日期"
DAYLESS: Final[dict[DeadlineKind, str]] = {
    "recurring": "周期性的要求，没有最后一天",
    "standing": "长期的要求，没有最后一天",
    "vague": "不是具体时限，到期没有可以核对的日子",
}


def limit_note(deadline: Deadline, span: Span, issued: date | None) -> Note:
    """What a time limit means; `issued` is the 成文日期."""
    lines = tuple(_lines(deadline, issued))
    return Note(span, f"时限：{deadline.text}", lines)


def reckoning(deadline: Deadline, issued: date | None) -> str:
    """How the day is told where it does not stand in the text; empty where it does."""
    if deadline.end is None or deadline.year_written:
        return ""
    if deadline.kind == "relative" and issued is not None:
        return f"从{ISSUED}{chinese_date(issued)}算起"
    return f"年份没有写成数字，按{deadline.end.year}年算"


def _lines(deadline: Deadline, issued: date | None) -> Iterator[str]:
    if deadline.end is None:
        yield DAYLESS.get(deadline.kind) or _unknown(deadline, issued)
        return
    yield f"最后一天是{with_weekday(deadline.end)}"
    if deadline.kind != "relative" and (how := reckoning(deadline, issued)):
        yield how
    if issued is not None:
        yield distance(deadline.end, issued, ISSUED)
    else:
        yield f"没有{ISSUED}。{distance(deadline.end, date.today(), '今天')}"


def _unknown(deadline: Deadline, issued: date | None) -> str:
    """Why the last day of a limit cannot be told."""
    if deadline.kind != "relative":
        return "算不出最后一天，请核对日期，或者写上年份"
    if deadline.event is None:
        return "没有写从哪一天算起，算不出最后一天"
    if issued is None and "印发" in deadline.event:
        return f"从“{deadline.event}”算起；写上{ISSUED}就能算出最后一天"
    return f"从“{deadline.event}”那天算起，知道那天才能算出最后一天"
