"""Dates in the head of a document, as ISO 8601 days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date as Day
from functools import cache

from kg.documents.tables import alternatives, table

__all__ = ["find", "iso"]


@cache
def _months() -> dict[str, int]:
    """Return the number (1 to 12) of each month's names."""
    return {name: number for number, names in enumerate(table("front")["months"], 1) for name in names}


@cache
def _pattern() -> re.Pattern[str]:
    """Return the pattern of a date with day and month, with or without a year."""
    month = rf"(?P<m>{alternatives(_months())})\.?"
    day = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
    year = r"(?P<y>(?:1[5-9]|20)\d\d)"
    forms = (
        rf"{year}(?P<s>[-/.])(?P<M>\d{{1,2}})(?P=s){day}(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?",
        rf"{month}\s+{day}(?:,?\s+{year})?",
        rf"{day}(?:\s+of)?\s+{month}(?:,?\s+{year})?",
        rf"(?P<A>\d{{1,2}})(?P<s>[-/.])(?P<B>\d{{1,2}})(?P=s){year}",
    )
    named = [re.sub(r"\?P<(\w)>", rf"?P<\g<1>{i}>", form) for i, form in enumerate(forms)]
    named = [form.replace("(?P=s)", f"(?P=s{i})") for i, form in enumerate(named)]
    return re.compile(r"(?<![\w./-])(?:" + "|".join(named) + r")(?![\w/-]|\.\d)", re.IGNORECASE)


def find(text: str, *, anchor: str | None = None) -> Iterator[tuple[int, int, str | None]]:
    """Yield (start, end, ISO date or None) of each date that names day and month in `text`, in text order.

    A date without a year takes the last such day up to `anchor` (an ISO date), and is None without one.  So
    is an all-figure date of which day and month cannot be told apart.

    >>> list(find("Published: 30 March 2019"))
    [(11, 24, '2019-03-30')]
    >>> [value for *_, value in find("March 29 or 03/04/2019", anchor="2019-01-15")]
    ['2018-03-29', None]
    """
    for match in _pattern().finditer(text):
        parts = {key[0]: value for key, value in match.groupdict().items() if value is not None}
        yield match.start(), match.end(), _value(parts, anchor)


def _value(parts: dict[str, str], anchor: str | None) -> str | None:
    """Return the ISO date of the named parts of a match."""
    if "A" in parts:
        first, second = int(parts["A"]), int(parts["B"])
        if (first > 12) == (second > 12):
            return None
        day, month = max(first, second), min(first, second)
    else:
        day = int(parts["d"])
        month = _months()[parts["m"].lower()] if "m" in parts else int(parts["M"])
    if "y" in parts:
        return _valid(int(parts["y"]), month, day)
    if anchor is None:
        return None
    year = int(anchor[:4])
    this = _valid(year, month, day)
    return this if this and this <= anchor else _valid(year - 1, month, day)


def _valid(year: int, month: int, day: int) -> str | None:
    """Return the ISO form of a day that exists, else None."""
    try:
        return Day(year, month, day).isoformat()
    except ValueError:
        return None


def iso(text: object) -> str | None:
    """Return the ISO day of a date field as datasets and web pages write it, or None.

    >>> iso("2019-03-30T12:00:00Z"), iso("March 30, 2019 8:15 am"), iso("soon"), iso(20190330)
    ('2019-03-30', '2019-03-30', None, '2019-03-30')
    """
    text = str(text).strip()
    compact = re.fullmatch(r"((?:1[5-9]|20)\d\d)(\d\d)(\d\d)", text)
    if compact:
        return _valid(*(int(part) for part in compact.groups()))
    return next((value for *_, value in find(text[:100]) if value), None)
