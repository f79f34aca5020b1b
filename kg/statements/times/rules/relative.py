"""Times relative to the day of the document: "yesterday", "on Friday", "last week", "two years ago".

A bare weekday is, in news, one of the last seven days, today included ("The centre was opened on Friday");
with a future tense it is one of the next seven.  "Next Friday" is that of the next calendar week, "last
Friday" the latest before today.  Weeks begin on Monday.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from kg.statements.times import calendar
from kg.statements.times.grammar import Context, Parts, Rule, read
from kg.statements.times.numbers import whole_number
from kg.statements.times.rules.dates import month_number
from kg.statements.times.rules.periods import season_near
from kg.statements.times.told import at, is_story, on_from, told
from kg.statements.times.vocabulary import table

__all__ = ["RULES", "unit_of", "weekday_number"]

_MANY = 1000
_DAYS = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}


def unit_of(name: str) -> str:
    """Return the code of a unit of time in any of its forms.

    >>> unit_of("days"), unit_of("centuries"), unit_of("fortnight")
    ('D', '100Y', '2W')
    """
    base = table("unit_forms").get(name, name)
    units: dict[str, str] = table("units")
    return units[base if base in units else base.removesuffix("s")]


def _shifted(context: Context, days: int) -> str | None:
    """Return the day some days from the anchor."""
    return (context.anchor + timedelta(days=days)).isoformat() if context.anchor else None


def _near_day(parts: Parts, context: Context) -> str | None:
    """Return the value of "yesterday", "today" and "tomorrow"; none of "today" in the midst of a story of
    another time ("is still in use today"), where it means nowadays.
    """
    if parts["near"] == "today" and context.tense != "future" and is_story(replace(context, tense="")):
        return None
    return _shifted(context, _DAYS[parts["near"]])


def _beside(parts: Parts, context: Context) -> str | None:
    """Return the value of "the day before yesterday" and "the day after tomorrow"."""
    return _shifted(context, -2 if parts["near"] == "yesterday" else 2)


def _this_part(parts: Parts, context: Context) -> str | None:
    """Return the day of "this morning" and "last night"."""
    return _shifted(context, 0 if parts["step"] in ("this", "later this", "earlier this") else -1)


def weekday_number(name: str) -> int:
    """Return the number of a weekday, 0 for Monday.

    >>> weekday_number("sat.")
    5
    """
    bare = name.rstrip(".")
    return next(i for i, names in enumerate(table("weekdays")) if bare in names)


def _weekday(parts: Parts, context: Context) -> str | None:
    """Return the day of a weekday, by the word before it, the week after it, or tense.

    In the present tense ("flights leave on Friday") it may be a past, a coming or any such day, unless it is
    that of the document.
    """
    anchor = context.anchor
    if anchor is None:
        return None
    wanted = weekday_number(parts["weekday"])
    monday = anchor - timedelta(days=anchor.weekday())
    step = "coming" if "ahead" in parts else parts.get("step", "") or parts.get("week", "")
    if "week" in parts or step in ("next", "this"):
        weeks = {"last": -1, "next": 1}.get(step, 0)
        return (monday + timedelta(days=wanted + 7 * weeks)).isoformat()
    if step in ("last", "this past", "past"):
        return (anchor - timedelta(days=(anchor.weekday() - wanted - 1) % 7 + 1)).isoformat()
    if step in ("this coming", "coming"):
        return (anchor + timedelta(days=(wanted - anchor.weekday() - 1) % 7 + 1)).isoformat()
    if context.tense == "future":
        return (anchor + timedelta(days=(wanted - anchor.weekday()) % 7)).isoformat()
    if context.tense == "present" and "step" not in parts and wanted != anchor.weekday():
        return None
    return (anchor - timedelta(days=(anchor.weekday() - wanted) % 7)).isoformat()


def _step(parts: Parts) -> int:
    """Return -1 for "last", 0 for "this", 1 for "next"."""
    return -1 if "past" in parts else 1 if "future" in parts else 0


def _unit(parts: Parts, context: Context) -> str | None:
    """Return the value of "last week", "this year", "the next quarter".

    "The next year" and "the previous year" in a story of the past are relative to what was told before; "the
    last day" has none.  "The past year" is the one that ends with the document, not the calendar year before.
    """
    anchor, step = context.anchor, _step(parts)
    if parts["unit"] not in table("units"):
        return None
    if "the" in parts and step and _is_told(parts, context):
        return at(context, step, unit_of(parts["unit"]))
    if anchor is None:
        return None
    if parts["unit"].startswith("quarter"):
        return calendar.quarter(anchor.year, (anchor.month + 2) // 3 + step)
    unit = unit_of(parts["unit"])
    if unit in ("10Y", "100Y", "1000Y", "2W") or ("the" in parts and parts.get("past") == "past"):
        return _periods({**parts, "number": "one"}, context) if step else None
    day = calendar.moved(anchor, step, unit) if unit[-1] in "WOY" else None
    return calendar.precise(day, unit) if day else None


def _is_told(parts: Parts, context: Context) -> bool:
    """Tell whether "the next" or "the previous" is relative to what was told, not to the document."""
    if "future" in parts:
        return context.tense == "past"
    return parts["past"] in ("previous", "preceding") and is_story(context)


def _weekend(parts: Parts, context: Context) -> str | None:
    """Return Saturday and Sunday of a week; by the word before it and by tense."""
    anchor = context.anchor
    if anchor is None:
        return None
    step = _step(parts)
    saturday = anchor + timedelta(days=5 - anchor.weekday() + 7 * step)
    if not step and saturday > anchor and context.tense == "past":
        saturday -= timedelta(days=7)
    return f"{saturday.isoformat()}/{(saturday + timedelta(days=1)).isoformat()}"


def _month(parts: Parts, context: Context) -> str | None:
    """Return the value of "last August", "next March", "this June"."""
    anchor, step = context.anchor, _step(parts)
    if anchor is None:
        return None
    month = month_number(parts["month"])
    if "year" in parts:
        return calendar.month_text(anchor.year + step, month)
    year = anchor.year
    if step < 0:
        year -= month >= anchor.month
    elif step > 0:
        year += month <= anchor.month
    return calendar.month_text(year, month)


def _month_of(parts: Parts, context: Context) -> str | None:
    """Return the day of "the 15th of this month"."""
    if context.anchor is None:
        return None
    month = calendar.moved(context.anchor.replace(day=1), _step(parts), "MO")
    return calendar.month_day(month.year, month.month, int(parts["d"])) if month else None


def _season(parts: Parts, context: Context) -> str | None:
    """Return the interval of "last summer"."""
    if "year" in parts and context.anchor:
        return calendar.season(context.anchor.year + _step(parts), table("seasons")[parts["season"]])
    return season_near(table("seasons")[parts["season"]], context, _step(parts))


def _distance(parts: Parts, context: Context) -> str | None:
    """Return the value of "two years ago" and "three weeks from now", at the precision of the unit."""
    if context.anchor is None:
        return None
    unit = unit_of(parts["unit"])
    sign = -1 if "ago" in parts else 1
    count = whole_number(parts["number"])
    if count is None or count >= _MANY or unit in ("H", "M", "S"):
        return None
    day = calendar.moved(context.anchor, sign * count, unit)
    return calendar.precise(day, unit) if day else None


def _distance_from(parts: Parts, context: Context) -> str | None:
    """Return the value of "three years ago tomorrow" and "a year ago this week"."""
    unit, count = unit_of(parts["unit"]), whole_number(parts["number"])
    value = read(parts["any"], context)[1]
    last = told(replace(context, reference=value)) if value else None
    if last is None or count is None or count >= _MANY or unit[-1] not in "DWOY":
        return None
    middle = last[0] + timedelta(days=3) if last[1] == "W" else last[0]
    day = calendar.moved(middle, -count, unit)
    return calendar.precise(day, last[1]) if day else None


def _ahead(parts: Parts, context: Context) -> str | None:
    """Return the value of "in three weeks" if the tense is future: else it says how long something took."""
    return _distance(parts, context) if context.tense == "future" or "time" in parts else None


def _periods(parts: Parts, context: Context) -> str | None:
    """Return the interval of "the last five years", up to the document's day, or of "the next ten days", from
    the day after it on.
    """
    if context.anchor is None and not context.reference:
        return None
    unit, count, step = unit_of(parts["unit"]), whole_number(parts["number"]), _step(parts)
    if step > 0 and context.tense == "past":
        return on_from(context, count, unit)
    if context.anchor is None or not count or unit[-1] not in "DWOY" or step == 0:
        return None
    return calendar.beside(context.anchor, step * count, unit)


_STEP_ONLY = (
    "(?:(?P<past>last|past|previous|preceding|this past)|(?P<future>next|coming|upcoming|this coming)"
    "|this|current)"
)
_STEP = f"(?:the )?{_STEP_ONLY}"
_TIME_OF_DAY = "(?: <part>| noon)?"

RULES = (
    Rule(rf"(?P<near>yesterday|today|tonight|tomorrow){_TIME_OF_DAY}(?:'s)?", _near_day),
    Rule(r"(?:the )?day (?:before|after) (?P<near>yesterday|tomorrow)", _beside),
    Rule(r"(?P<step>this|last|earlier this|later this) <part>", _this_part),
    Rule(
        rf"(?:(?P<step>last|next|this past|this coming|past|coming|this) )?<weekday>{_TIME_OF_DAY}", _weekday
    ),
    Rule(rf"<weekday>{_TIME_OF_DAY} (?:of )?(?P<week>last|next|this) week", _weekday),
    Rule(rf"(?P<week>last|next|this) week(?:'s)?(?: on)? <weekday>{_TIME_OF_DAY}", _weekday),
    Rule(rf"<weekday>{_TIME_OF_DAY} (?:(?P<step>last)|(?P<ahead>next))", _weekday),
    Rule(rf"(?:over |during )?{_STEP} weekend|(?:over|throughout|during) the weekend", _weekend),
    Rule(rf"(?P<the>the )?{_STEP_ONLY} (?:calendar )?<unit>(?:'s)?(?: s)?", _unit),
    Rule(rf"{_STEP} <month>", _month),
    Rule(r"<month>(?: of)? (?:(?P<past>last)|(?P<future>next)|this) (?P<year>year)", _month),
    Rule(
        r"(?:the )?(?P<d>\d{1,2})(?:st|nd|rd|th)? of (?:(?P<past>last)|(?P<future>next)|this) month",
        _month_of,
    ),
    Rule(rf"{_STEP} (?:(?P<year>year)(?:'s)? )?<season>", _season),
    Rule(r"<season>(?: of)? (?:(?P<past>last)|(?P<future>next)|this) (?P<year>year)", _season),
    Rule(r"(?:exactly )?<number> <unit> (?P<ago>ago|back)", _distance),
    Rule(
        r"(?:exactly )?<number> <unit> ago (?P<any>(?:today|tomorrow|yesterday|tonight|this|last|next)\b.*)",
        _distance_from,
    ),
    Rule(r"<number> <unit> from (?:now|today)", _distance),
    Rule(r"in <number> <unit>(?P<time>'s? time|s' time)?", _ahead),
    Rule(rf"(?:(?:for|in|over|during|within|throughout) )?{_STEP} <number> <unit>", _periods),
)
