"""Durations ("three days", "an 18-month") and repetitions ("every Friday", "daily")."""

from __future__ import annotations

from kg.statements.times.grammar import Context, Parts, Rule
from kg.statements.times.numbers import number
from kg.statements.times.rules.relative import unit_of
from kg.statements.times.vocabulary import table

__all__ = ["RULES", "duration"]

_HALVES = {"Y": (12, "M"), "H": (60, "M"), "M": (60, "S")}


def duration(count: float, unit: str) -> str | None:
    """Return the ISO duration of so many units; halves become the next smaller unit where that is exact.

    >>> duration(3, "D"), duration(2.5, "Y"), duration(1.5, "H"), duration(2, "10Y"), duration(1.5, "D")
    ('P3D', 'P2Y6M', 'PT1H30M', 'P20Y', None)
    """
    kind = unit.lstrip("0123456789")
    if count > 1e9 or count < 0:
        return None
    count *= int(unit.removesuffix(kind) or 1)
    time = "T" if kind in ("H", "M", "S") else ""
    whole, rest = int(count), count - int(count)
    letter = kind[0]
    if not rest:
        return f"P{time}{whole}{letter}"
    size, smaller = _HALVES.get(kind, (0, ""))
    if not size or not (rest * size).is_integer():
        return None
    first = f"{whole}{letter}" if whole else ""
    return f"P{time}{first}{int(rest * size)}{smaller}"


def _duration(parts: Parts, context: Context) -> str | None:
    """Return the duration of a number and a unit."""
    count = number(parts["number"])
    return duration(count, unit_of(parts["unit"])) if count is not None else None


def _two_units(parts: Parts, context: Context) -> str | None:
    """Return the duration of "two years and three months"."""
    first = _duration(parts, context)
    second = _duration({"number": parts["n"], "unit": parts["u"]}, context)
    if not first or not second:
        return None
    tail = second.removeprefix("P")
    return first + (tail.removeprefix("T") if "T" in first else tail)


def _every(parts: Parts, context: Context) -> str | None:
    """Return the repetition of "every day", "every two weeks", "every other year", "once a month"."""
    count = 2.0 if "alternate" in parts else number(parts["number"]) if "number" in parts else 1.0
    value = duration(count, unit_of(parts["unit"])) if count else None
    return f"R/{value}" if value else None


RULES = (
    Rule("<set>", lambda parts, context: str(table("sets")[parts["set"]])),
    Rule("(?:every|each) (?:single )?(?:<number> )?<unit>", _every),
    Rule("(?:every|each) (?P<alternate>other) <unit>", _every),
    Rule("once (?:every|each|an?) <unit>", _every),
    Rule("(?:every|each) <weekday>(?: <part>)?|(?:on )?<weekdays>", lambda parts, context: "R/P1W"),
    Rule("(?:every|each) (?:<month>|<season>|<holiday>)", lambda parts, context: "R/P1Y"),
    Rule("(?:every|each) <part>", lambda parts, context: "R/P1D"),
    Rule(
        "(?:<span_before:_> )?<number>[ -](?:<amount_inside:_> )?<unit>(?:[ -]long|'| more|'s?)?", _duration
    ),
    Rule("(?:<span_before:_> )?<amount_before:_> <number> (?:<amount_inside:_> )?<unit>", _duration),
    Rule("(?:for |over |in )?(?:a |the )?(?:period|space|course) of <number> <unit>", _duration),
    Rule(r"(?:for )?<number> <unit>(?: and)? (?P<n>\d+|[a-z]+) <unit:u>", _two_units),
)
