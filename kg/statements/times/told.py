"""The time that a text told last, and counting from it."""

from __future__ import annotations

import re
from datetime import date as Day

from kg.statements.times import calendar
from kg.statements.times.grammar import Context

__all__ = ["at", "is_story", "on_from", "told"]

_MANY = 1000
_ORDER = ("Y", "MO", "W", "D")


def told(context: Context) -> tuple[Day, str] | None:
    """Return the first day of the time told last, and how precise it is ("Y", "MO", "W", "D")."""
    match = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", context.reference or "")
    try:
        if match:
            unit = "D" if match[3] else "MO" if match[2] else "Y"
            return Day(int(match[1]), int(match[2] or 1), int(match[3] or 1)), unit
        week = re.fullmatch(r"(\d{4})-W(\d\d)", context.reference or "")
        return (Day.fromisocalendar(int(week[1]), int(week[2]), 1), "W") if week else None
    except ValueError:
        return None


def at(context: Context, count: int, unit: str) -> str | None:
    """Return the time `count` units from the one told last, at the precision of the coarser of the two.

    Days and weeks cannot be counted from a month or year, nor months from a year.
    """
    last = told(context)
    if last is None or not unit.endswith(_ORDER) or abs(count) >= _MANY:
        return None
    day, known = last
    kind = unit.lstrip("0123456789")
    if _ORDER.index(kind) > _ORDER.index(known) and not (kind == "W" and known == "D"):
        return None
    other = calendar.moved(day, count, unit)
    return calendar.precise(other, unit) if other else None


def on_from(context: Context, count: int | None, unit: str) -> str | None:
    """Return the interval of so many units that begins with the time told last."""
    last = told(context)
    if last is None or count is None or unit.endswith("W"):
        return None
    end, start = at(context, count, unit), calendar.precise(last[0], unit)
    return f"{start}/{end}" if start and end else None


def is_story(context: Context) -> bool:
    """Tell whether a text tells of another time than that of its document: the time told last is years away,
    or is a month or day of the year beside it.  A clause in the present tense tells no story.
    """
    last = told(context)
    if last is None or context.tense == "present":
        return False
    years = last[0].year - context.anchor.year if context.anchor else 2
    return abs(years) > 1 or (years != 0 and last[1] != "Y")
