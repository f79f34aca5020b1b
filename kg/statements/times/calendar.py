"""Arithmetic on dates at the precision that a text gives: values are ISO 8601 text."""

from __future__ import annotations

import calendar
from datetime import date as Day
from datetime import timedelta

__all__ = [
    "beside",
    "easter",
    "ending",
    "last_day",
    "month_day",
    "month_text",
    "moved",
    "nth_weekday",
    "precise",
    "quarter",
    "season",
    "starting",
    "week_text",
    "weekday_of_week",
    "year_text",
]


def year_text(year: int) -> str:
    """Return the ISO form of a year; year 0 is 1 BC.

    >>> year_text(347), year_text(-399)
    ('0347', '-0399')
    """
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"


def month_text(year: int, month: int) -> str:
    """Return the ISO form of a month; `month` may lie outside 1 to 12.

    >>> month_text(2019, 14)
    '2020-02'
    """
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return f"{year_text(year)}-{month:02d}"


def week_text(day: Day) -> str:
    """Return the ISO week of a day.

    >>> week_text(Day(2019, 3, 30))
    '2019-W13'
    """
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def weekday_of_week(day: Day, weekday: int) -> Day:
    """Return the day with a weekday (0 = Monday) in the week of a day.

    >>> weekday_of_week(Day(2019, 3, 30), 0)
    datetime.date(2019, 3, 25)
    """
    return day + timedelta(days=weekday - day.weekday())


def month_day(year: int, month: int, day: int) -> str | None:
    """Return the ISO form of a day if it exists.

    >>> month_day(2019, 2, 29), month_day(420, 9, 30)
    (None, '0420-09-30')
    """
    try:
        return Day(year, month, day).isoformat()
    except ValueError:
        return None


def last_day(value: str) -> str:
    """Return the last day of a year or month, or of an interval that ends with one; other values as they are.

    >>> last_day("2020"), last_day("2019-02"), last_day("1990/1999"), last_day("2019-W13")
    ('2020-12-31', '2019-02-28', '1999-12-31', '2019-W13')
    """
    end = value.rpartition("/")[2]
    if len(end) == len("2020") and end.isdecimal():
        return f"{end}-12-31"
    if len(end) == len("2020-02") and end[:4].isdecimal() and end[5:].isdecimal():
        days = (month_day(int(end[:4]), int(end[5:]), day) for day in (31, 30, 29, 28))
        return next((day for day in days if day), value)
    return value


def season(year: int, first: int) -> str:
    """Return the interval of a season of three months that begins in month `first` of `year`.

    >>> season(2018, 12)
    '2018-12/2019-02'
    """
    return f"{month_text(year, first)}/{month_text(year, first + 2)}"


def quarter(year: int, number: int) -> str:
    """Return the interval of a quarter (1 to 4; beyond that, of the years around).

    >>> quarter(2019, 0)
    '2018-10/2018-12'
    """
    return season(year, 3 * number - 2)


def precise(day: Day, unit: str) -> str | None:
    """Return a day at the precision of a unit ("D", "W", "MO", "Y", "10Y"), None for one shorter than a day.

    >>> precise(Day(2019, 3, 30), "MO"), precise(Day(2019, 3, 30), "10Y")
    ('2019-03', '2019')
    """
    if unit == "D":
        return day.isoformat()
    if unit.endswith("W"):
        return week_text(day)
    if unit.endswith("MO"):
        return month_text(day.year, day.month)
    return year_text(day.year) if unit.endswith("Y") else None


def moved(day: Day, count: int, unit: str) -> Day | None:
    """Return the day `count` units after a day (before it, if negative); None outside of the years 1 to 9999.

    >>> moved(Day(2019, 3, 31), -1, "MO"), moved(Day(2019, 3, 30), 2, "W")
    (datetime.date(2019, 2, 28), datetime.date(2019, 4, 13))
    """
    size = int(unit.rstrip("DWMOYHS") or 1) * count
    try:
        if unit.endswith("D"):
            return day + timedelta(days=size)
        if unit.endswith("W"):
            return day + timedelta(weeks=size)
        months = size if unit.endswith("MO") else 12 * size
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        last = calendar.monthrange(year, month + 1)[1]
        return Day(year, month + 1, min(day.day, last))
    except (ValueError, OverflowError):
        return None


def beside(day: Day, count: int, unit: str) -> str | None:
    """Return the interval of `count` units that ends with a day (negative) or begins on the day after it.

    Counted in days, both ends are exact; else the far one is marked as approximate (EDTF "~").  None outside
    of the years 1 to 9999.

    >>> beside(Day(2019, 3, 30), -3, "Y"), beside(Day(2019, 3, 30), 10, "D")
    ('2016-03-31~/2019-03-30', '2019-03-31/2019-04-09')
    """
    far, mark = moved(day, count, unit), "" if unit == "D" else "~"
    if far is None:
        return None
    first, last = min(day, far) + timedelta(days=1), max(day, far)
    return f"{first}{mark}/{last}" if count < 0 else f"{first}/{last}{mark}"


def nth_weekday(year: int, month: int, weekday: int, which: int) -> Day:
    """Return the `which`-th weekday (0 = Monday) of a month, -1 for the last one.

    >>> nth_weekday(2019, 11, 3, 4)
    datetime.date(2019, 11, 28)
    """
    last = calendar.monthrange(year, month)[1]
    days = [day for d in range(1, last + 1) if (day := Day(year, month, d)).weekday() == weekday]
    return days[which - 1 if which > 0 else which]


def easter(year: int) -> Day:
    """Return Easter Sunday in the Gregorian calendar (the anonymous algorithm; Meeus 1991, chapter 8).

    >>> easter(2019)
    datetime.date(2019, 4, 21)
    """
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - ((b - (b + 8) // 25 + 1) // 3) + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - (c % 4)) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return Day(year, f // 31, f % 31 + 1)


def starting(value: str) -> str:
    """Return the beginning of a value: the left side of an interval, else the value.

    >>> starting("1990/1999"), starting("2014")
    ('1990', '2014')
    """
    return value.partition("/")[0]


def ending(value: str) -> str:
    """Return the end of a value: the right side of an interval, else the value.

    >>> ending("1990/1999"), ending("2014")
    ('1999', '2014')
    """
    return value.rpartition("/")[2]
