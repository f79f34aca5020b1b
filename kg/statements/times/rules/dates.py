"""Days, months and years: "29 March 2019", "Friday, March 29", "March 2019", "2019", "400 BC"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date as Day

from kg.statements.times import calendar
from kg.statements.times.grammar import Context, Parts, Rule
from kg.statements.times.numbers import number, ordinal
from kg.statements.times.told import is_story, told
from kg.statements.times.vocabulary import table

__all__ = ["RULES", "apostrophe", "choose_year", "month_number"]

_BEFORE = 150
"""Days: what would lie so long before the time told last is of the next year."""
_FAR = 270
"""Days: a date without year and tense is in the year of the document unless it is farther off."""


def month_number(name: str) -> int:
    """Return the number of a month, 1 to 12.

    >>> month_number("sept.")
    9
    """
    bare = name.rstrip(".")
    return next(i for i, names in enumerate(table("months"), 1) if bare in names)


def choose_year(month: int, day: int, context: Context) -> int | None:
    """Return the year of a day or month without one: the last or next such day by tense, or the same.

    A day that lies far off in the year of the document ("December 30" in January) is taken from the year
    beside it.  In a story of another time it is in the year told last, or in the next one if it would lie
    months before what was told.
    """
    anchor, last = context.anchor, told(context)
    if last is not None and is_story(context):
        back = (last[0].month - month) * 30 + (last[0].day - day if day else 0)
        return last[0].year + (last[1] != "Y" and back > _BEFORE)
    if anchor is None:
        return None
    here = (anchor.month, anchor.day if day else 0)
    if context.tense == "past":
        return anchor.year if (month, day) <= here else anchor.year - 1
    if context.tense == "future":
        return anchor.year if (month, day) >= here else anchor.year + 1
    distance = (month - anchor.month) * 30 + (day or 15) - (anchor.day if day else 15)
    return anchor.year - 1 if distance > _FAR else anchor.year + 1 if distance < -_FAR else anchor.year


def _day(parts: Parts, context: Context) -> str | None:
    """Return the value of a day of a month, with or without a year.

    In the present tense, in the midst of a story, it is that of any year, "--09-30" ("His feast is on …").
    """
    month, day = month_number(parts["month"]), ordinal(parts["daynumber"])
    if day is None:
        return None
    if "y" not in parts and context.tense == "present" and is_story(replace(context, tense="")):
        return f"--{month:02d}-{day:02d}" if calendar.month_day(2000, month, day) else None
    year = int(parts["y"]) if "y" in parts else choose_year(month, day, context)
    return calendar.month_day(year, month, day) if year is not None else None


def _day_beside(parts: Parts, context: Context) -> str | None:
    """Return the day of "the 12th of October last" and "February 1st next", from the day of the document or,
    in a story, from the day told last.
    """
    month, day = month_number(parts["month"]), ordinal(parts["daynumber"])
    last = told(context)
    base, known = last if last and is_story(replace(context, tense="")) else (context.anchor, "D")
    if base is None or day is None or known not in ("D", "MO") or (known == "MO" and month == base.month):
        return None
    years = (base.year, base.year - 1) if "past" in parts else (base.year, base.year + 1)
    days = [calendar.month_day(year, month, day) or "" for year in years]
    return next((d for d in days if d and (d < base.isoformat()) == ("past" in parts)), None)


def apostrophe(parts: Parts, context: Context) -> Parts:
    """Return parts whose year is written out: "'68" is the last such year."""
    this = context.anchor.year if context.anchor else 2000
    year = this // 100 * 100 + int(parts["yy"])
    return {**parts, "y": str(year if year <= this else year - 100)}


def _short_year(parts: Parts, context: Context) -> str | None:
    """Return the value of "May '68" and "30-Mar-19"."""
    written = apostrophe(parts, context)
    return _day(written, context) if "daynumber" in parts else _month(written, context)


def _month(parts: Parts, context: Context) -> str | None:
    """Return the value of a month, without a year by tense or by what was told.

    In the present tense it is any such month, "--10" ("October is the best month"); without tense it has
    none.
    """
    month = month_number(parts["month"])
    if "y" not in parts and context.tense not in ("past", "future") and not is_story(context):
        return f"--{month:02d}" if context.tense == "present" else None
    year = int(parts["y"]) if "y" in parts else choose_year(month, 0, context)
    return calendar.month_text(year, month) if year is not None else None


def _iso(parts: Parts, context: Context) -> str | None:
    """Return an ISO date that exists."""
    return calendar.month_day(int(parts["y"]), int(parts["m"]), int(parts["d"]))


def _figures(parts: Parts, context: Context) -> str | None:
    """Return the value of "30/03/2019" or "03/30/2019"; None where day and month cannot be told apart."""
    a, b = int(parts["a"]), int(parts["b"])
    if a == b or (a > 12) != (b > 12):
        return calendar.month_day(int(parts["y"]), min(a, b), max(a, b))
    return None


def _year(parts: Parts, context: Context) -> str | None:
    """Return the value of a year."""
    return calendar.year_text(int(parts["y"]))


def _circa(parts: Parts, context: Context) -> str | None:
    """Return the value of "c. 347"."""
    return calendar.year_text(int(parts["y"])) + "~"


def _ad(parts: Parts, context: Context) -> str | None:
    """Return the value of "AD 842" and "500 CE"."""
    return calendar.year_text(int(parts.get("y") or parts["z"]))


def _before_christ(parts: Parts, context: Context) -> str | None:
    """Return the value of a year BC: ISO 8601 has a year 0, so 400 BC is -0399."""
    value = number(parts["number"])
    return calendar.year_text(1 - int(value)) if value and value.is_integer() else None


def _spoken(parts: Parts, context: Context) -> str | None:
    """Return the value of "nineteen seventy-two"."""
    high, low = number(parts["high"]), number(parts["low"])
    return calendar.year_text(int(high * 100 + low)) if high and low and 10 <= low < 100 else None


def _spoken_month(parts: Parts, context: Context) -> str | None:
    """Return the value of "April of nineteen eighteen"."""
    year = _spoken(parts, context)
    return calendar.month_text(int(year), month_number(parts["month"])) if year else None


def _weekday_of_week(parts: Parts, context: Context) -> str | None:
    """Return the value of an ISO week."""
    try:
        return calendar.week_text(Day.fromisocalendar(int(parts["y"]), int(parts["w"]), 1))
    except ValueError:
        return None


_WEEKDAY = "(?:<weekday>,? )?"
_BESIDE = "(?:(?P<past>last|past)|(?P<future>next))"
_YEAR = r"(?P<y>[1-9]\d{2,3})(?: ad| ce)?"

RULES = (
    Rule("<named>", lambda parts, context: str(table("named")[parts["named"]])),
    Rule(r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)", _iso),
    Rule(r"(?P<y>(?:1[5-9]|20)\d\d)[/.](?P<m>\d\d)[/.](?P<d>\d\d)", _iso),
    Rule(r"(?P<y>\d{4})-?w(?P<w>\d\d)", _weekday_of_week),
    Rule(r"(?P<a>\d{1,2})[./-](?P<b>\d{1,2})[./-](?P<y>(?:1[5-9]|20)\d\d)", _figures),
    Rule(_WEEKDAY + f"(?:the )?<daynumber>(?: day)?[ -](?:of )?<month>(?:[ -](?:of )?{_YEAR})?", _day),
    Rule(_WEEKDAY + f"<month>[ -](?:the )?<daynumber>(?: (?:of )?{_YEAR})?", _day),
    Rule(f"(?:the )?<daynumber>(?: day)?[ -](?:of )?<month>,? {_BESIDE}", _day_beside),
    Rule(f"<month>[ -](?:the )?<daynumber>,? {_BESIDE}", _day_beside),
    Rule("(?:<daynumber> )?<month> '(?P<yy>\\d\\d)", _short_year),
    Rule(r"<daynumber>-<month>-(?P<yy>\d\d)", _short_year),
    Rule(r"<daynumber> <shortmonth:month> (?P<yy>\d\d)", _short_year),
    Rule(f"(?:the month of )?<month> (?:of |in )?(?:the year )?{_YEAR}", _month),
    Rule("(?:the month of )?<month>", _month),
    Rule(r"(?P<y>(?:1[5-9]|20|21)\d\d)", _year),
    Rule(r"(?P<y>(?:1[5-9]|20|21)\d[1-9])'s", _year),
    Rule(r"in (?P<y>1\d{3})", _year),
    Rule(r"(?:c\.?|ca\.?|circa) ?(?P<y>[1-9]\d{2,3})", _circa),
    Rule(r"(?:in )?(?:the )?year (?P<y>[1-9]\d{0,3})", _year),
    Rule(r"ad ?(?P<y>[1-9]\d{0,3})|(?P<z>[1-9]\d{0,3}) (?:ad|ce)", _ad),
    Rule("(?:the year )?<number> bce?", _before_christ),
    Rule("<hundreds:high>[ -](?:oh[ -])?<number:low>", _spoken),
    Rule("<month> (?:of |in )?<hundreds:high>[ -](?:oh[ -])?<number:low>", _spoken_month),
)
