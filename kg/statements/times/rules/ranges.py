"""From one time to another: "from 2010 to 2015", "5-6 September 2019", "1776-77", "between May and June"."""

from __future__ import annotations

import re

from kg.statements.times import calendar
from kg.statements.times.grammar import Context, Parts, Rule, read
from kg.statements.times.numbers import ordinal
from kg.statements.times.rules.dates import choose_year, month_number
from kg.statements.times.told import is_story

__all__ = ["RULES"]

_POINT = re.compile(r"-?\d{4}~?(?:-\d\d(?:-\d\d)?|-W\d\d)?(?:T.*)?|--\d\d")
_CLOCK = re.compile(r"(T\d\d:\d\d(?::\d\d)?)(Z|[+-]\d\d:\d\d)?")
_YEARLESS = re.compile(r"(\d{4})-(\d\d(?:-\d\d)?)")


def _interval(first: str | None, last: str | None) -> str | None:
    """Return an interval whose sides are in order."""
    if not first or not last:
        return None
    if "/" in first + last and "T" in first + last:
        return None
    first, last = calendar.starting(first), calendar.ending(last)
    begin, end = _CLOCK.fullmatch(first), _CLOCK.fullmatch(last)
    if begin and end:
        return f"{begin[1]}{begin[2] or end[2] or ''}/{last}"
    if not _POINT.fullmatch(first) or not _POINT.fullmatch(last):
        return None
    if first.startswith("--") != last.startswith("--"):
        return None
    return f"{first}/{last}" if first <= last or first.startswith("--") else None


def _between(parts: Parts, context: Context) -> str | None:
    """Return the interval between two times."""
    first, last = read(parts["any"], context)[1], read(parts["other"], context)[1]
    year = re.search(r"\b\d{4}$", parts["other"])
    if year and not re.search(r"\d{4}", parts["any"]):
        first = read(f"{parts['any']} {year[0]}", context)[1] or first
    if not re.search(r"\d{4}", parts["any"] + parts["other"]):
        first, last = _in_order(first, last, context)
    return _interval(first, last)


def _in_order(first: str | None, last: str | None, context: Context) -> tuple[str | None, str | None]:
    """Return two days or months without a year so that the second comes after the first.

    Where tense puts each by itself on another side of the document ("is to run from January 23 through March
    9", said on January 28), the period that the document stands in is meant.
    """
    a, b = _YEARLESS.fullmatch(first or ""), _YEARLESS.fullmatch(last or "")
    if not a or not b or len(a[2]) != len(b[2]) or context.anchor is None or is_story(context):
        return first, last
    now = context.anchor.isoformat()[: len(a[0])]
    for year in range(context.anchor.year - 1, context.anchor.year + 1):
        begin, end = f"{year}-{a[2]}", f"{year + (a[2] > b[2])}-{b[2]}"
        if begin <= now <= end:
            return begin, end
    if context.tense == "past":
        return f"{int(b[1]) - (a[2] > b[2])}-{a[2]}", last
    return first, f"{int(a[1]) + (a[2] > b[2])}-{b[2]}"


def _years(parts: Parts, context: Context) -> str | None:
    """Return the interval of "2010-15" or "2010-2015"; "2019-03" is a month."""
    first, last = parts["a"].zfill(4), parts["b"]
    last = last.zfill(4) if len(last) == 3 else last
    if len(last) == 2 and int(last) <= int(first[2:]) and 1 <= int(last) <= 12:
        return f"{first}-{last}"
    last = first[: len(first) - len(last)] + last
    return _interval(first, last)


def _circa(parts: Parts, context: Context) -> str | None:
    """Return the interval of "c. 314-368", which begins at about that year."""
    value = _years(parts, context)
    return value.replace("/", "~/") if value else None


def _days(parts: Parts, context: Context) -> str | None:
    """Return the interval of two days of one month."""
    month, first, last = month_number(parts["month"]), ordinal(parts["a"]), ordinal(parts["b"])
    year = int(parts["y"]) if "y" in parts else choose_year(month, first or 1, context)
    if year is None or first is None or last is None:
        return None
    return _interval(calendar.month_day(year, month, first), calendar.month_day(year, month, last))


def _months(parts: Parts, context: Context) -> str | None:
    """Return the interval of two months of one year."""
    first, last = month_number(parts["m"]), month_number(parts["month"])
    year = int(parts["y"]) if "y" in parts else choose_year(first, 0, context)
    if "y" not in parts and context.tense == "present" and not is_story(context):
        return _interval(f"--{first:02d}", f"--{last:02d}")
    if year is None:
        return None
    begin = year - 1 if first > last and "y" in parts else year
    end = year + 1 if first > last and "y" not in parts else year
    return _interval(calendar.month_text(begin, first), calendar.month_text(end, last))


_TO = r"(?:-|/| to | until | till | through |-to-)"
_AND = rf"(?:{_TO}| and )"
_D = r"\d{1,2}(?:st|nd|rd|th)?"
_Y = r"(?: (?:of |in )?(?P<y>[12]\d{3}|\d{3}))?"

RULES = (
    Rule(
        r"(?:from |between |in )?(?:the )?(?:years )?(?P<a>[12]\d{3})" + rf"{_TO}(?P<b>[12]\d{{3}}|\d\d)",
        _years,
    ),
    Rule(r"(?:c\.?|ca\.?|circa) ?(?P<a>\d{3,4})-(?P<b>\d{2,4})", _circa),
    Rule(rf"(?:from |between |on )?(?P<a>{_D}){_AND}(?P<b>{_D})(?: of)? <month>{_Y}", _days),
    Rule(rf"(?:from |between |on )?<month> (?P<a>{_D}){_AND}(?P<b>{_D}){_Y}", _days),
    Rule(rf"(?:from |between |in )?<month:m>{_AND}<month>{_Y}", _months),
    Rule(rf"(?:the period )?from (?P<any>.+?){_TO}(?P<other>.+)", _between),
    Rule(r"between (?P<any>.+?) and (?P<other>.+)", _between),
    Rule(rf"(?P<any>.*\d.*?){_TO}(?P<other>.+)", _between),
)
