"""Longer periods with a name: decades, centuries, seasons, quarters, halves, holidays, and parts of them."""

from __future__ import annotations

import re
from datetime import date as Day

from kg.statements.times import calendar
from kg.statements.times.grammar import Context, Parts, Rule, read
from kg.statements.times.numbers import number, ordinal
from kg.statements.times.rules.dates import apostrophe, choose_year
from kg.statements.times.vocabulary import table

__all__ = ["RULES", "holiday", "season_near"]

_QUARTERS = 4
_FRIDAY = 4


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
    if "bc" in parts:
        return _years(1 - 100 * which, 100)
    return _years(100 * (which - 1), 100) if which > 1 else "0001/0099"


def _centuries(parts: Parts, context: Context) -> str | None:
    """Return the interval of "the 18th and 19th centuries" and "from the 15th to the 19th century"."""
    bc = parts.get("bc", "")
    first = read(f"{parts['o']} century{parts.get('own', bc)}", context)[1]
    last = read(f"{parts['ordinal']} century{bc}", context)[1]
    if not first or not last:
        return None
    begin, end = calendar.starting(first), calendar.ending(last)
    return f"{begin}/{end}" if _first_year(begin) < _first_year(end) else None


def _first_year(value: str) -> int:
    """Return the year that a value begins with."""
    match = re.match(r"-?\d+", value)
    return int(match[0]) if match else 0


def _decades(parts: Parts, context: Context) -> str | None:
    """Return the interval of "the 1920s and 30s" and "from the 1960s to the 1980s"."""
    first = int(parts["d"])
    tens = table("decades")[parts["decade"]] if "decade" in parts else int(parts["e"].strip("'"))
    last = tens if tens >= 100 else first // 100 * 100 + tens
    return _years(first, last + 10 - first) if last > first and first % 100 else None


def _decade_of(parts: Parts, context: Context) -> str | None:
    """Return the interval of "the first decade of the 20th century"."""
    century = read(parts["any"], context)[1] or ""
    which = 10 if parts["which"] in ("last", "final") else ordinal(parts["which"])
    start, end = calendar.starting(century), calendar.ending(century)
    if not which or which > 10 or not re.fullmatch(r"\d\d00", start) or not end.endswith("99"):
        return None
    return _years(int(start) + 10 * (which - 1), 10)


def _day_of(parts: Parts, context: Context) -> str | None:
    """Return the day of "the first day of 2019" and "the last day of March 2019"."""
    value = read(parts["any"], context)[1] or ""
    month = re.fullmatch(r"(\d{4})(?:-(\d\d))?", value)
    if not month:
        return None
    if "last" in parts or "final" in parts["which"]:
        return calendar.last_day(value)
    return calendar.month_day(int(month[1]), int(month[2] or 1), 1)


def _weekend_of(parts: Parts, context: Context) -> str | None:
    """Return Saturday and Sunday of "the weekend of March 9", if that is one of them or the Friday before."""
    value = read(parts["any"], context)[1] or ""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return None
    day = Day.fromisoformat(value)
    if day.weekday() < _FRIDAY:
        return None
    saturday = calendar.weekday_of_week(day, _FRIDAY + 1)
    return f"{saturday}/{calendar.weekday_of_week(day, _FRIDAY + 2)}"


def _year_end(parts: Parts, context: Context) -> str | None:
    """Return the last day of the present year for "by year end", if that is to come."""
    if context.anchor is None or context.tense not in ("future", "present"):
        return None
    return f"../{context.anchor.year:04d}-12-31"


def _season(parts: Parts, context: Context) -> str | None:
    """Return the interval of a season of a year; "winter of 1776" may be one of two."""
    first = table("seasons")[parts["season"]]
    if "y" not in parts:
        return None
    year = int(parts["y"])
    return calendar.season(year, first) if first < 12 or "z" in parts else None


def _short_season(parts: Parts, context: Context) -> str | None:
    """Return the interval of "the summer of '69"."""
    return _season(apostrophe(parts, context), context)


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
    first = 1 if parts["half"] in ("first", "1st", "h1") else 7
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


_TO = r"(?:-|/| to | until | till | through | and | or )(?:the )?(?:early |late |mid-|later )?"
_STEP = "(?:(?P<past>last|this past)|(?P<future>next|this coming)|this)"

RULES = (
    Rule(r"(?:the )?(?P<d>[12]\d\d0)'?s", _decade),
    Rule(
        r"(?:the )?(?:'(?P<d>[1-9]0)'?s|<decade>)",
        _short_decade,
    ),
    Rule(rf"(?:from )?(?:the )?(?P<d>[12]\d\d0)'?s{_TO}(?P<e>[12]\d\d0|'?[1-9]0)'?s", _decades),
    Rule(rf"(?:from )?(?:the )?(?P<d>[12]\d\d0)'?s{_TO}<decade>", _decades),
    Rule(r"(?:the )?<ordinal>[ -](?:century|cent\.?)(?: ad| ce)?(?P<bc> bce?)?", _century),
    Rule(
        r"(?:from |between )?(?:the )?<ordinal:o>(?: (?:century|cent\.?))?(?P<own> bce?| ad| ce)?"
        rf"{_TO}<ordinal>"
        r"[ -](?:century|centuries|cent\.?)(?: ad| ce)?(?P<bc> bce?)?",
        _centuries,
    ),
    Rule(r"(?:the )?(?P<which><ordinal:_>|last|final) decade of (?P<any>.+)", _decade_of),
    Rule(r"(?:the )?(?P<which>(?:very )?(?:first|(?P<last>last)|final)) day of (?P<any>.+)", _day_of),
    Rule(r"(?:the )?weekend of (?P<any>.*\d.*)", _weekend_of),
    Rule(
        r"(?:the )?(?:<ordinal:_>|last|final|opening|closing) (?:<number:_> )?"
        r"(?:weeks?|days|weekend|months) of (?P<any>.+)",
        _whole,
    ),
    Rule(r"(?:by|before) (?:the )?(?:year[ -]end|year's end)", _year_end),
    Rule(r"(?:the )?<season>(?: of|,)? (?:the year )?(?P<y>[12]\d{3}|\d{3})(?P<z>[-/]\d{2,4})?", _season),
    Rule(r"(?:the )?<season>(?: of|,)? '(?P<yy>\d\d)", _short_season),
    Rule(r"(?:the )?<season>s?", _any_season),
    Rule(r"(?:the )?<ordinal>[ -]quarter(?: of)?(?:[ -](?P<y>20\d\d|19\d\d))?", _quarter),
    Rule(r"q(?P<q>[1-4])(?: of)?[ -](?P<y>20\d\d|19\d\d)", _quarter),
    Rule(
        r"(?:the )?(?P<end>first|last|final) <number> months of (?:the year )?(?P<y>20\d\d|19\d\d)",
        _some_months,
    ),
    Rule(r"(?P<half>h1|h2)(?: of)?[ -](?P<y>20\d\d|19\d\d)", _half),
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
