"""Values of times as the first and the last day that they cover: so values of two notations can be compared.

`2015-W38` and `2015-09-14/2015-09-20` are the same, and so are `1990/1999` and `1990-01-01/1999-12-31`.
"""

from __future__ import annotations

import calendar
import re
from datetime import date

__all__ = ["days", "readings"]

Day = tuple[int | None, int, int]
"""Year (None: any), month, day."""
Bounds = tuple[Day | None, Day | None, str]
"""The first day, the last day (None: open), and the time of day ("" for none)."""

_DATE = re.compile(r"(-?\d+|-)(?:-(\d\d))?(?:-(\d\d))?")
_WEEK = re.compile(r"(\d{4})-W(\d\d)")
_CLOCK = re.compile(r"(\d\d:\d\d)(?::(\d\d))?(?:Z|[+-]\d\d:\d\d)?")
_SEASONS = (3, 6, 9, 12)


def days(value: str) -> Bounds | None:
    """Return the bounds of a value of ISO 8601 or EDTF; None for what is no date, time of day or interval.

    Marks of doubt and offsets from UTC are left aside.

    >>> days("2019-02"), days("T14:30Z"), days("2014/..")
    (((2019, 2, 1), (2019, 2, 28), ''), (None, None, '14:30'), ((2014, 1, 1), None, ''))
    """
    value = value.replace("~", "").replace("?", "").replace("%", "")
    left, slash, right = value.partition("/")
    if slash:
        first, last = _side(left), _side(right)
        return (first[0], last[1], "") if first and last else None
    day, _, clock = value.partition("T") if "T" in value or ":" not in value else ("", "", value)
    time = _time(clock) if clock else ""
    if time is None or not (day or time):
        return None
    bounds = _date(day) if day else (None, None)
    return (*bounds, time) if bounds else None


def _side(value: str) -> tuple[Day | None, Day | None] | None:
    """Return the first and last day of one side of an interval."""
    return (None, None) if value in ("..", "") else _date(value)


def _time(text: str) -> str | None:
    """Return hours and minutes, with seconds that are not 0."""
    match = _CLOCK.fullmatch(text)
    if match is None:
        return None
    return match[1] + (f":{match[2]}" if match[2] not in (None, "00") else "")


def _date(value: str) -> tuple[Day, Day] | None:
    """Return the first and last day of a day, month, year or week."""
    if week := _WEEK.fullmatch(value):
        monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        sunday = date.fromordinal(monday.toordinal() + 6)
        return (monday.year, monday.month, monday.day), (sunday.year, sunday.month, sunday.day)
    match = _DATE.fullmatch(value)
    if match is None or (match[1] == "-" and not match[2]):
        return None
    year = None if match[1] == "-" else int(match[1])
    first, last = int(match[2] or 1), int(match[2] or 12)
    if not 1 <= last <= 12:
        return None
    end = calendar.monthrange(year if year is not None and 0 < year < 9999 else 2000, last)[1]
    return (year, first, int(match[3] or 1)), (year, last, int(match[3] or end))


def readings(value: str) -> set[Bounds]:
    """Return the bounds that a gold value may have.

    TEI counts years before Christ without a year 0, as ISO 8601 has it.  Annotators end decades and centuries
    at the first or the last day of the last year, and seasons with their third month or at the beginning of
    the fourth ("2010-06/2010-09"): both are taken.

    >>> ((-399, 1, 1), (-399, 12, 31), "") in readings("-400"), len(readings("2010-06/2010-09"))
    (True, 2)
    """
    found = {days(value), days(_astronomical(value))} if value.startswith("-") else {days(value)}
    left, slash, right = value.partition("/")
    if slash and re.fullmatch(r".*\d-01-01", right):
        found.add(days(f"{left}/{right[:-6]}"))
    start, end = re.fullmatch(r"(.+)-(\d\d)", left), re.fullmatch(r"(.+)-(\d\d)", right)
    if slash and start and end and int(start[2]) in _SEASONS and (int(end[2]) - int(start[2])) % 12 == 3:
        found.add(days(f"{left}/{end[1]}-{int(end[2]) - 1:02d}"))
    return {bounds for bounds in found if bounds is not None}


def _astronomical(value: str) -> str:
    """Return a value whose years before Christ count from a year 0."""
    return re.sub(r"(?:(?<=/)|^)-(\d+)", lambda year: _year(1 - int(year[1])), value)


def _year(number: int) -> str:
    return f"-{-number:04d}" if number < 0 else f"{number:04d}"
