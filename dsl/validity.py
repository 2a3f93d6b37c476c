"""From when until when a name is valid: 2019年3月—2024年10月, 2019年3月起, 2024年10月止."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

_DAY = r"(?:\d{4}(?:年|[-./]\d)(?:[\d月日./-]*[\d月日])?|\d{4})"
_DASH = r"(?:[—–－~～―]+|--?|至|到)"
_FORMS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"自?(?P<begins>{_DAY})起?{_DASH}(?P<ends>{_DAY})止?",
        rf"自?(?P<begins>{_DAY})(?:起|以来|起?{_DASH}今?)",
        rf"{_DASH}?(?P<ends>{_DAY})止|{_DASH}(?P<until>{_DAY})",
    )
)
_PARTS: Final = re.compile(r"\d+")
_WHITE: Final = re.compile(r"\s+")
_LONGEST: Final = 60


class Validity(NamedTuple):
    """The first and the last day; None where there is no such limit."""

    begins: date | None = None
    ends: date | None = None

    def holds(self, on: date | None) -> bool:
        """Whether it is valid on a day; without one, whether it has not ended."""
        return not self.ended(on) and not self.ahead(on)

    def ended(self, on: date | None) -> bool:
        """Whether it has ended before a day; without one, whether it ends at all."""
        return self.ends is not None and (on is None or self.ends < on)

    def ahead(self, on: date | None) -> bool:
        """Whether it begins only after a day."""
        return self.begins is not None and on is not None and on < self.begins

    def meets(self, other: Validity) -> bool:
        """Whether there is a day on which both are valid."""
        return not (
            (self.ends and other.begins and self.ends < other.begins)
            or (other.ends and self.begins and other.ends < self.begins)
        )


ALWAYS: Final = Validity()


@lru_cache(maxsize=1024)
def read_validity(text: str) -> Validity | None:
    """What a cell 有效期 says; None when it cannot be read. An empty cell sets no limit."""
    flat = _WHITE.sub("", text)
    if not flat:
        return ALWAYS
    if len(flat) > _LONGEST:
        return None
    match = next((match for form in _FORMS if (match := form.fullmatch(flat))), None)
    if match is None:
        return None
    days = match.groupdict()
    return _between(days.get("begins"), days.get("ends") or days.get("until"))


def _between(first: str | None, last: str | None) -> Validity | None:
    """The days from one to another; None when one is no day, or they stand in the wrong order."""
    begins = _day(first, last=False) if first else None
    ends = _day(last, last=True) if last else None
    if (first and not begins) or (last and not ends) or (begins and ends and ends < begins):
        return None
    return Validity(begins, ends)


def _day(text: str, *, last: bool) -> date | None:
    """The first or the last day of what is written: a year, a month or a day."""
    year, month, day = ([int(part) for part in _PARTS.findall(text)] + [0, 0])[:3]
    try:
        if not month:
            return date(year, 12, 31) if last else date(year, 1, 1)
        return date(year, month, day or (monthrange(year, month)[1] if last else 1))
    except ValueError:
        return None
