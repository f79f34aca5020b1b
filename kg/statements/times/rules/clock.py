"""Times of day, alone ("T14:30") or with a day ("2019-03-29T14:30")."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.statements.times.grammar import Context, Parts, Rule, read
from kg.statements.times.numbers import number
from kg.statements.times.vocabulary import table

__all__ = ["RULES"]

_SMALL_HOURS = re.compile(r"T0[0-5]")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NOON = 12
_LATE = 6
"""From six o'clock on, an hour at night is one before midnight."""


def _clock(parts: Parts, context: Context) -> str | None:
    """Return a time of day; None where morning and afternoon cannot be told apart."""
    if "word" in parts:
        return "T" + str(table("clock")[parts["word"]]) + _zone(parts)
    hour = _hour(parts)
    minute = int(parts.get("minute", "0"))
    if hour is None or minute > 59:
        return None
    return f"T{hour:02d}:{minute:02d}" + (f":{parts['sec']}" if "sec" in parts else "") + _zone(parts)


def _hour(parts: Parts) -> int | None:
    """Return the hour, 0 to 23."""
    value = number(parts["hour"])
    if value is None or value > 23:
        return None
    hour, half = int(value), parts.get("half", "")
    if half:
        if not 1 <= hour <= _NOON:
            return None if half == "pm" and hour < 13 else hour
        return hour % _NOON + (_NOON if half == "pm" else 0)
    later = parts.get("part", "")
    if later in ("afternoon", "evening") and hour <= _NOON:
        return hour % _NOON + _NOON
    if later == "night" and hour < _NOON:
        return hour + _NOON if hour >= _LATE else hour
    if later == "morning" or hour > _NOON or parts["hour"].startswith("0"):
        return hour
    return hour if len(parts["hour"]) == 2 and "minute" in parts else None


def _zone(parts: Parts) -> str:
    """Return the offset from UTC, "" without a zone."""
    return str(table("zones")[parts["zone"]]) if "zone" in parts else ""


def _time(parts: Parts, context: Context) -> str | None:
    """Return the value of a time of day alone."""
    return _clock({**parts, "half": ""} if "half" not in parts else parts, context)


def _with_day(parts: Parts, context: Context) -> str | None:
    """Return the value of a day and a time of day; the small hours of last night are of the day after it."""
    day = read(parts["any"], context)[1]
    time = read(parts["other"], context)[1]
    if day is None:
        return time
    if _SMALL_HOURS.match(time or "") and parts["any"].endswith("last night"):
        day = read("today", replace(context, reference=None))[1] or day
    return f"{day}{time}" if time and _DAY.fullmatch(day) and time.startswith("T") else day


def _at_part(parts: Parts, context: Context) -> str | None:
    """Return the value of "at nine this morning": the part of the day tells which nine it is."""
    night = {"tonight": "night", "lunchtime": "afternoon"}
    part = next(word for word in reversed(parts["any"].split()) if word in table("parts") or word in night)
    time = _time({**parts, "part": night.get(part, part)}, context)
    day = read(parts["any"], context)[1]
    if time is None or day is None or not _DAY.fullmatch(day):
        return time
    if part in ("night", "tonight") and _SMALL_HOURS.match(time):
        return None
    return f"{day}{time}"


_FIGURES = (
    r"(?P<hour>\d{1,2})(?::|\.(?=\d\d ?[ap]m))(?P<minute>\d\d)(?::(?P<sec>\d\d))?(?: ?(?P<half>am|pm))?"
)
_HALF = r"(?P<hour>\d{1,2}|<hour:_>) ?(?P<half>am|pm)"
_PART = r"(?: (?:in the|at) (?P<part>morning|afternoon|evening|night))?"
_ZONE = r"(?: ?(?:<zone>)(?: time)?| local time| \w{2,9} time)?"
_CLOCK = (
    r"(?:\d{1,2}(?::|\.(?=\d\d ?[ap]m))\d\d(?::\d\d)?(?: ?[ap]m)?|\d{1,2} ?[ap]m|<clockword:_>|\w+ o'clock)"
    r"(?: (?:in the|at) <part:_>)?(?: ?<zone:_>| local time)?"
)

RULES = (
    Rule(r"(?:(?:at|by) )?(?:exactly )?" + _FIGURES + _PART + _ZONE, _time),
    Rule(r"(?:at )?" + _HALF + _ZONE, _time),
    Rule(r"(?:at )?(?P<hour>\d{1,2}|[a-z]+) o'clock" + _PART + _ZONE, _time),
    Rule(r"(?:at )?<clockword:word>" + _ZONE, _time),
    Rule(
        r"at (?:about |around )?(?P<hour>\d{1,2}|<hour:_>)(?::(?P<minute>\d\d))?(?: o'clock)? "
        r"(?P<any>tonight|(?:(?:on )?<weekday:_>|this|yesterday|tomorrow|last) "
        r"(?:morning|afternoon|evening|night))",
        _at_part,
    ),
    Rule(rf"(?:at )?(?P<other>{_CLOCK})(?: on| of)? (?P<any>.+)", _with_day),
    Rule(rf"(?P<any>.+?)(?: at|t)? ?(?P<other>{_CLOCK})", _with_day),
)
