"""Longer periods with a name: decades, centuries, seasons, quarters, halves, holidays, and parts of them."""

from __future__ import annotations

import re
from datetime import date as Day

from kg.statements.times import calendar
from kg.statements.times.grammar import Context, Parts, Rule, read
from kg.statements.times.numbers import number, ordinal
from kg.statements.times.rules.dates import choose_year
from kg.statements.times.vocabulary import table

__all__ = ["RULES", "holiday", "season_near"]

_QUARTERS = 4


def _years(first: int, count: int) -> str:
    """Return the interval of `count` years."""
    return f"{calendar.year_text(first)}/{calendar.year_text(first + count - 1)}"


def _decade(parts: Parts, context: Context) -> str | None:
    """Return the interval of "1990s"; "the 1800s" is a century, as "the 2000s" is a decade."""
    first = int(parts["d"])
    return _years(first, 100 if first % 100 == 0 and first < 2000 else 10)


def _short_decade(parts: Parts, context: Context) -> str | None:
    """Return the interval of "the '90s" and "the nineties": the last such decade."""
    tens = int(parts["d"]) if "d" in parts else table("decades")[parts["decade"]]
    year = context.anchor.year if context.anchor else 2000
    first = year // 100 * 100 + tens
    return _years(first if first <= year else first - 100, 10)


def _century(parts: Parts, context: Context) -> str | None:
    """Return the interval of "the 19th century"; BC ones count backwards."""
    which = ordinal(parts["ordinal"])
    if which is None:
        return None
    return _years(1 - 100 * which, 100) if "bc" in parts else _years(100 * (which - 1), 100)


def _season(parts: Parts, context: Context) -> str | None:
    """Return the interval of a season of a year; "winter of 1776" may be one of two."""
    first = table("seasons")[parts["season"]]
    if "y" not in parts:
        return None
    year = int(parts["y"])
    return calendar.season(year, first) if first < 12 or "z" in parts else None


def _any_season(parts: Parts, context: Context) -> str | None:
    """Return the months of a season of any year, in the present tense ("Summers are hot"), else None."""
    first = table("seasons")[parts["season"]]
    return f"--{first:02d}/--{(first + 1) % 12 + 1:02d}" if context.tense == "present" else None


def season_near(first: int, context: Context, step: int) -> str | None:
    """Return the last (`step` -1), present (0) or next (1) season that begins in month `first`."""
    anchor = context.anchor
    if anchor is None:
        return None
    now = anchor.year * 12 + anchor.month - 1
    starts = [(anchor.year + k) * 12 + first - 1 for k in (-2, -1, 0, 1, 2)]
    if step < 0:
        start = max(s for s in starts if s + 2 < now)
    elif step > 0:
        start = min(s for s in starts if s > now)
    else:
        start = min(starts, key=lambda s: (abs(s + 1 - now), s))
    return calendar.season(start // 12, start % 12 + 1)


def _quarter(parts: Parts, context: Context) -> str | None:
    """Return the interval of a quarter of a year; without a year, one near the document."""
    which = ordinal(parts["ordinal"]) if "ordinal" in parts else int(parts["q"])
    if which is None or not 1 <= which <= _QUARTERS:
        return None
    year = int(parts["y"]) if "y" in parts else choose_year(3 * which - 2, 0, context)
    return calendar.quarter(year, which) if year is not None else None


def _half(parts: Parts, context: Context) -> str | None:
    """Return the interval of half a year."""
    first = 1 if parts["half"] in ("first", "1st") else 7
    year = int(parts["y"]) if "y" in parts else choose_year(first, 0, context)
    return (
        f"{calendar.month_text(year, first)}/{calendar.month_text(year, first + 5)}"
        if year is not None
        else None
    )


def _some_months(parts: Parts, context: Context) -> str | None:
    """Return the interval of "the first nine months of 2018"."""
    count, year = number(parts["number"]), int(parts["y"])
    if count is None or not count.is_integer() or not 1 <= count <= 12:
        return None
    first = 1 if parts["end"] == "first" else 13 - int(count)
    return f"{calendar.month_text(year, first)}/{calendar.month_text(year, first + int(count) - 1)}"


def holiday(name: str, year: int) -> Day:
    """Return the day of a holiday.

    >>> holiday("thanksgiving", 2019)
    datetime.date(2019, 11, 28)
    """
    rule = table("holidays")[name]
    if rule.startswith("easter"):
        return Day.fromordinal(calendar.easter(year).toordinal() + int(rule.split()[1]))
    if "-" in rule and " " not in rule:
        return Day(year, int(rule[:2]), int(rule[3:]))
    month, weekday, which = (int(part) for part in rule.split())
    return calendar.nth_weekday(year, month, weekday, which)


def _holiday(parts: Parts, context: Context) -> str | None:
    """Return the day of a holiday, of the year given, said, or chosen by tense."""
    name, anchor = parts["holiday"], context.anchor
    if "y" in parts:
        return holiday(name, int(parts["y"])).isoformat()
    if anchor is None:
        return None
    step = -1 if "past" in parts else 1 if "future" in parts else 0
    if "unit" in parts:
        return holiday(name, anchor.year + step).isoformat()
    days = [holiday(name, anchor.year + k) for k in (-1, 0, 1)]
    if step < 0 or (not step and context.tense == "past"):
        return max(day for day in days if day <= anchor).isoformat()
    if step > 0 or context.tense == "future":
        return min(day for day in days if day >= anchor).isoformat()
    return min(days, key=lambda day: abs((day - anchor).days)).isoformat()


def _whole(parts: Parts, context: Context) -> str | None:
    """Return the value of the period of which a part is meant: how far "early 2019" goes, nobody knows."""
    return read(parts["any"], context)[1]


def _present(parts: Parts, context: Context) -> str | None:
    """Return the value of "the end of the year" if it is to come; in the past, it may be any year."""
    return read(f"this {parts['unit']}", context)[1] if context.tense in ("future", "present") else None


def _week_of(parts: Parts, context: Context) -> str | None:
    """Return the week of a day."""
    value = read(parts["any"], context)[1] or ""
    return calendar.week_text(Day.fromisoformat(value)) if re.fullmatch(r"\d{4}-\d\d-\d\d", value) else None


def _approximate(parts: Parts, context: Context) -> str | None:
    """Return a date or time of day marked as approximate (EDTF "~"); None for intervals and durations."""
    value = read(parts["any"], context)[1]
    if not value or value.endswith("~"):
        return value
    return None if set("/PRW") & set(value) else f"{value}~"


_STEP = "(?:(?P<past>last|this past)|(?P<future>next|this coming)|this)"

RULES = (
    Rule(r"(?:the )?(?P<d>[12]\d\d0)'?s", _decade),
    Rule(
        r"(?:the )?(?:'(?P<d>[1-9]0)'?s|<decade>)",
        _short_decade,
    ),
    Rule(r"(?:the )?<ordinal>[ -](?:century|cent\.?)(?: ad| ce)?(?P<bc> bce?)?", _century),
    Rule(r"(?:the )?<season>(?: of|,)? (?:the year )?(?P<y>[12]\d{3}|\d{3})(?P<z>[-/]\d{2,4})?", _season),
    Rule(r"(?:the )?<season>s?", _any_season),
    Rule(r"(?:the )?<ordinal> quarter(?: of)?(?:[ -](?P<y>20\d\d|19\d\d))?", _quarter),
    Rule(r"q(?P<q>[1-4])(?: of)?[ -](?P<y>20\d\d|19\d\d)", _quarter),
    Rule(
        r"(?:the )?(?P<end>first|last|final) <number> months of (?:the year )?(?P<y>20\d\d|19\d\d)",
        _some_months,
    ),
    Rule(r"(?:the )?(?P<half>first|second|1st|2nd) half(?: of)? (?:the year )?(?P<y>20\d\d|19\d\d)", _half),
    Rule(rf"{_STEP}(?: (?P<unit>year)(?:'s)?)? <holiday>", _holiday),
    Rule(r"<holiday>(?: (?:of )?(?P<y>[12]\d{3}))?", _holiday),
    Rule(rf"<holiday> {_STEP} (?P<unit>year)", _holiday),
    Rule(r"(?:the )?(?:first|second|latter|other) half of (?P<any>.+)", _whole),
    Rule(r"(?:the )?(?:<part>|course|whole|weekend) of (?P<any>.+)", _whole),
    Rule(r"(?:the )?week of (?P<any>.+)", _week_of),
    Rule("<begin>[ -]the (?P<unit>week|month|year)", _present),
    Rule(r"<begin>[ -](?:in )?(?P<any>.+)", _whole),
    Rule(r"<approximate> ?(?P<any>.+)", _approximate),
)
