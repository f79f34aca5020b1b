"""Prepositions before a time: they point to it ("in March"), or bound it ("since 2014", "until Friday")."""

from __future__ import annotations

import re

from kg.statements.times import calendar
from kg.statements.times.grammar import Context, Parts, Rule, read

__all__ = ["RULES"]

_END = re.compile(r"(?:the )?(?:very )?end of ")
_EXCLUSIVE = ("after", "post", "following", "before", "pre", "prior", "ahead")


def _inside(parts: Parts, context: Context) -> str | None:
    """Return the time itself."""
    return read(parts["any"], context)[1]


def _is_date(value: str | None) -> bool:
    """Tell whether a value is a date or a closed interval of dates."""
    return (
        bool(value)
        and not (value or "").startswith(("P", "R", "T", ".."))
        and not (value or "").endswith("..")
    )


def _after(parts: Parts, context: Context) -> str | None:
    """Return the open interval from a time on ("since 2014"; "after 2014": from its end on)."""
    value = parts.get("y") or read(parts["any"], context)[1]
    if value is None or not _is_date(value):
        return None
    side = calendar.ending if parts["word"].startswith(_EXCLUSIVE) else calendar.starting
    return f"{side(value)}/.."


def _until(parts: Parts, context: Context) -> str | None:
    """Return the open interval up to a time, and to its last day in "by the end of 2020"."""
    value = parts.get("y") or read(parts["any"], context)[1]
    if value is None or not _is_date(value):
        return None
    if _END.match(parts.get("any", "")):
        return f"../{calendar.last_day(value)}"
    side = calendar.starting if parts["word"].startswith(_EXCLUSIVE) else calendar.ending
    return f"../{side(value)}"


RULES = (
    Rule(r"(?P<word>since|after) (?P<y>1[0-4]\d\d)", _after),
    Rule(r"(?P<word>until|till|before) (?P<y>1[0-4]\d\d)", _until),
    Rule("<since:word> ?(?P<any>.+?)(?: on| onwards?| forward)?", _after),
    Rule("(?P<any>.+) (?P<word>onwards?)", _after),
    Rule("<until:word> ?(?P<any>.+)", _until),
    Rule("<inside:_> (?P<any>.+)", _inside),
    Rule("(?P<any>.+) <behind:_>", _inside),
)
