"""The words of time expressions, read from `data/times.toml`, and the pattern language of the rules.

A rule's pattern is a regular expression in which `<month>`, `<number>` … stand for the words of that kind,
captured under that name (`<month:m>`: under the name `m`; `<month:_>`: not captured).  Patterns are matched
against `plain` text.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["compiled", "fragment", "plain", "table"]

_HOLE = re.compile(r"(?<!\?P)<(\w+)(?::(\w+))?>")
_DASHES = str.maketrans(
    {"\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-"}
)
_QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "`": "'", "\u201c": None, "\u201d": None, '"': None})
_DOTTED = re.compile(r"\b([ap])\. ?m\b\.?|\b([bc])\. ?(c|e)\.(?: ?e\.)?|\ba\. ?d\.")


@cache
def table(name: str) -> Any:
    """Return one table or list of the data file.

    >>> table("seasons")["summer"]
    6
    """
    text = (files(__package__) / "data" / "times.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)[name]


def plain(text: str) -> str:
    """Return a phrase in the form that patterns expect: lower case, no commas, no spaces around dashes.

    >>> plain("Friday , March 29 \u2013 31, 6:13 P.M.")
    'friday march 29-31 6:13 pm'
    """
    text = unicodedata.normalize("NFKC", text).translate(_DASHES).translate(_QUOTES).lower()
    text = _DOTTED.sub(_undotted, text)
    text = re.sub(r"\b\d{1,3}(?:,\d{3})+\b", lambda match: match.group().replace(",", "") + ".0", text)
    text = re.sub(r"[,;()\[\]]", " ", text)
    text = re.sub(r"\s*([-/])\s*", r"\1", text)
    text = re.sub(r"\s+'(s\b|(?=\s|\Z))", r"'\1", text)
    text = " ".join(text.split()).strip(" .:!?-")
    return re.sub(r"(?<![sw]')(?<!year)(?<!valentine)(?<!patrick)(?<!\d)'s$", "", text)


def _undotted(match: re.Match[str]) -> str:
    """Return "pm" for "p.m.", "bc" for "B.C.", "ad" for "A.D."."""
    if match.group(1):
        return match.group(1) + "m"
    return match.group().replace(".", "").replace(" ", "")


def _any(items: Iterable[str]) -> str:
    """Return alternatives, the longest first."""
    return "|".join(re.escape(item) for item in sorted(set(items), key=lambda item: (-len(item), item)))


def _names(lists: Iterable[Iterable[str]]) -> str:
    """Return the alternatives of all names in lists of names."""
    return _any(name for names in lists for name in names)


@cache
def fragment(kind: str) -> str:
    """Return the pattern of the words of one kind, without capturing.

    >>> fragment("digits")
    '\\\\d+'
    """
    if kind in table("words"):
        return _any(table("words")[kind])
    make = _FRAGMENTS[kind]
    return make if isinstance(make, str) else make()


def _number() -> str:
    """Return the pattern of a number in words or figures, with halves."""
    word = _any(table("numbers"))
    words = rf"(?:{word})(?:(?:[ -]|[ -]and[ -])(?:{word}))*"
    figures = r"\d+(?:\.\d+)?(?:[ -]\d/\d)?(?:[ -](?:hundred|thousand|million|billion))?"
    return rf"(?:(?:{figures}|{words})(?:[ -]and[ -]a[ -]half)?|half(?: an?)?|an? half|an? dozen)"


_FRAGMENTS: dict[str, Any] = {
    "digits": r"\d+",
    "year": r"(?:1\d|20|21)\d\d",
    "anyyear": r"\d{1,4}",
    "shortyear": r"\d\d",
    "daynumber": lambda: rf"(?:[0-2]?\d|3[01])(?:st|nd|rd|th)?|{_any(table('ordinals'))}",
    "month": lambda: rf"(?:{_names(table('months'))})\.?",
    "shortmonth": lambda: rf"(?:{_names(names[1:] for names in table('months'))})\.?",
    "weekday": lambda: rf"(?:{_names(table('weekdays'))})\.?",
    "weekdays": lambda: _any(f"{names[0]}s" for names in table("weekdays")),
    "unit": lambda: _any([*table("units"), *(f"{unit}s" for unit in table("units")), *table("unit_forms")]),
    "season": lambda: _any(table("seasons")),
    "part": lambda: _any(table("parts")),
    "past": lambda: _any(table("past")),
    "future": lambda: _any(table("future")),
    "present": lambda: _any(table("present")),
    "begin": lambda: rf"(?:the )?(?:{_any(table('begin'))})",
    "approximate": lambda: _any(table("approximate")),
    "vagueamount": lambda: _any(table("vague_amounts")),
    "ordinal": lambda: rf"\d{{1,2}}(?:st|nd|rd|th)|{_any(table('ordinals'))}",
    "decade": lambda: _any(table("decades")),
    "named": lambda: _any(table("named")),
    "holiday": lambda: _any(table("holidays")),
    "zone": lambda: _any(table("zones")),
    "set": lambda: _any(table("sets")),
    "clockword": lambda: _any(table("clock")),
    "number": _number,
    "any": r".+?",
}


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Return the compiled pattern of a rule with its placeholders filled.

    >>> compiled("in <month>").fullmatch("in march").group("month")
    'march'
    """
    return re.compile(_HOLE.sub(_filled, pattern))


def _filled(hole: re.Match[str]) -> str:
    """Return the group for one placeholder."""
    kind, name = hole[1], hole[2] or hole[1]
    return f"(?:{fragment(kind)})" if name == "_" else f"(?P<{name}>{fragment(kind)})"
