"""Times relative to the one that was told last: "two years later", "that year", "the following morning".

Each rule needs that time at least as precisely as its unit: after "in 2014", "the next day" has no value.
"""

from __future__ import annotations

from kg.statements.times import calendar
from kg.statements.times.grammar import Context, Parts, Rule
from kg.statements.times.numbers import whole_number
from kg.statements.times.rules.dates import month_number
from kg.statements.times.rules.relative import unit_of, weekday_number
from kg.statements.times.told import at, on_from, told
from kg.statements.times.vocabulary import table

__all__ = ["RULES"]


def _unit(parts: Parts) -> str:
    """Return the unit of a phrase; parts of a day count as days."""
    return "D" if "part" in parts or "day" in parts else unit_of(parts["unit"])


def _later(parts: Parts, context: Context) -> str | None:
    """Return the value of "two years later" and "five days before"."""
    count = whole_number(parts["number"])
    if count is None:
        return None
    sign = -1 if parts["after"] in table("words")["back"] else 1
    return at(context, sign * count, unit_of(parts["unit"]))


def _one_on(parts: Parts, context: Context, count: int) -> str | None:
    """Return the time `count` units on; None for many ("the following decades")."""
    return at(context, count, _unit(parts)) if parts.get("unit", "day") in table("units") else None


def _same(parts: Parts, context: Context) -> str | None:
    """Return the value of "that year" and "the same day"."""
    return _one_on(parts, context, 0)


def _next(parts: Parts, context: Context) -> str | None:
    """Return the value of "the following month" and "the day after"."""
    return _one_on(parts, context, 1)


def _before(parts: Parts, context: Context) -> str | None:
    """Return the value of "the year before"."""
    return _one_on(parts, context, -1)


def _month(parts: Parts, context: Context) -> str | None:
    """Return the value of "in March the same year" and "March of the following year"."""
    last = told(context)
    if last is None:
        return None
    step = 1 if "next" in parts else -1 if "previous" in parts else 0
    return calendar.month_text(last[0].year + step, month_number(parts["month"]))


def _weekday(parts: Parts, context: Context) -> str | None:
    """Return the day of "that Tuesday": the one in the week of the day told last."""
    last = told(context)
    if last is None or last[1] not in ("D", "W"):
        return None
    return calendar.weekday_of_week(last[0], weekday_number(parts["weekday"])).isoformat()


def _next_weekday(parts: Parts, context: Context) -> str | None:
    """Return the day of "the next Tuesday": in a story the first one after the day told last."""
    last = told(context)
    if last is None or last[1] != "D":
        return None
    days = (weekday_number(parts["weekday"]) - last[0].weekday() - 1) % 7 + 1
    return at(context, days, "D")


def _on(parts: Parts, context: Context) -> str | None:
    """Return the interval of "the following five years"."""
    return on_from(context, whole_number(parts["number"]), unit_of(parts["unit"]))


_AFTER = "(?:later|after|afterwards?|on|thereafter)"
_SAME = "(?:that|the same|that same|that very|the very same)"
_FOLLOWING = "(?:the )?(?:following|subsequent|ensuing)"
_NEXT = rf"(?:{_FOLLOWING}|the (?:very )?next)"

RULES = (
    Rule(rf"(?:exactly |only |just )?<number> <unit> (?P<after>{_AFTER}|<back:_>)", _later),
    Rule(rf"{_SAME} (?:<part>|<unit>)", _same),
    Rule(rf"(?:in )?<month>,? (?:of |in )?{_SAME} year", _month),
    Rule(rf"(?:in )?<month>,? (?:of |in )?(?P<next>{_NEXT}) year", _month),
    Rule(r"(?:in )?<month>,? (?:of |in )?the (?P<previous>previous|preceding) year", _month),
    Rule(rf"{_SAME} <weekday>(?: <part:_>)?", _weekday),
    Rule(rf"{_NEXT} <weekday>(?: <part:_>)?", _next_weekday),
    Rule(r"the (?:<part>|<unit>) after", _next),
    Rule(rf"{_NEXT} (?:<part>|(?P<day>day))", _next),
    Rule(rf"{_FOLLOWING} <unit>", _next),
    Rule(r"the (?:<part>|<unit>) before", _before),
    Rule(r"the (?:previous|preceding) (?:<part>|(?P<day>day))", _before),
    Rule(r"(?:for |over |during |within )?the following <number> <unit>", _on),
)
