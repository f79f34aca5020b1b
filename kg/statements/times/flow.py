"""The time expressions of a text in their order: each may refer to the one that was told before it.

"In 1724 he wrote a book. Two years later …" is 1726. What is told in brackets ("(Smith 2014)", "(born 1704)")
is beside the story: nothing refers to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg.statements.times import calendar
from kg.statements.times.search import find
from kg.statements.times.vocabulary import compiled, table

__all__ = ["Expression", "expressions"]

_POINT = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?|-W\d\d)?")
_YEARS = re.compile(r"(?:(?:c|ca|circa)\.?\s*)?(\d{3,4})\s*[-\u2013\u2014/]\s*(\d{2,4})$")
_OPEN_END = re.compile(r"(?:before|after)$", re.IGNORECASE)
_COUNTED = re.compile(r"\b(?:last|first|past|next)\b.*s$", re.IGNORECASE)
_FAR = 1500
"""Characters: what was told farther back is not referred to."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression: half-open offsets, its value (None: not told), and the times that it is made of.

    `parts` are the two sides of a range ("from 2010 to 2015"), or what stands behind a word that makes it a
    bound ("since 2014"); empty for one that is whole.  `reference` is the time that was told before it.
    """

    start: int
    end: int
    value: str | None
    parts: tuple[Expression, ...] = ()
    reference: str | None = None


Reader = Callable[[str, str, str | None], str | None]
"""A phrase, the tense of its clause and the time told last in; its value out."""


def expressions(text: str, *, read: Reader, tense_at: Callable[[int], str]) -> Iterator[Expression]:
    """Yield the time expressions of a text in its order.

    `tense_at` tells for an offset "past", "present", "future" or "".
    """
    told: tuple[int, str] | None = None
    for start, end in find(text):
        if told and start - told[0] > _FAR:
            told = None
        phrase, tense = text[start:end], tense_at(start)
        last = told[1] if told else None
        value = None if _is_open(text, start, end) else read(phrase, tense, last)
        parts = tuple(
            Expression(start + a, start + b, _part_value(read(phrase[a:b], tense, last), value, side))
            for (a, b), side in zip(_sides(phrase), ("first", "last"), strict=False)
        )
        yield Expression(start, end, value, parts, last)
        if not _is_bracketed(text, start):
            told = _told(told, end, value, parts)


def _is_open(text: str, start: int, end: int) -> bool:
    """Tell whether a phrase leads to what it is counted from ("the night before | he died", "the last five
    months | of her life").
    """
    if _COUNTED.search(text[start:end]) and re.match(r"\s+of\b", text[end : end + 10]):
        return True
    if not _OPEN_END.search(text[start:end]):
        return False
    after = re.match(r"\s+([^\W\d_]+)", text[end : end + 40])
    return after is not None and after[1].lower() not in table("words")["joining"]


def _part_value(own: str | None, whole: str | None, side: str) -> str | None:
    """Return the value of one side: its own, unless the whole tells more of it ("March to August 2011")."""
    if not whole or "/" not in whole:
        return own
    first, last = calendar.starting(whole), calendar.ending(whole)
    edge = last if first == ".." or (side == "last" and last != "..") else first
    if own and "/" in own and edge in own.split("/"):
        return own
    return edge


def _told(
    before: tuple[int, str] | None, end: int, value: str | None, parts: tuple[Expression, ...]
) -> tuple[int, str] | None:
    """Return where and what time was told last: a point, the end of a range, or the point of a bound.

    Of a period within one year that is the year; after a longer one ("in the 1990s") there is none.
    """
    for candidate in (value, *(part.value for part in reversed(parts))):
        plain = (candidate or "").partition("T")[0].rstrip("~")
        if _POINT.fullmatch(plain):
            return end, plain
    first, slash, last = (value or "").partition("/")
    if not slash or value is None or value.startswith(("R", "T", "-")):
        return before
    return (end, first[:4]) if first[:4] == last[:4] and first[:4].isdecimal() else None


def _is_bracketed(text: str, at: int) -> bool:
    """Tell whether an offset lies in brackets that are open on its line."""
    line = text[max(text.rfind("\n", 0, at) + 1, at - 200) : at]
    return line.count("(") > line.count(")") or line.count("[") > line.count("]")


@lru_cache(maxsize=16384)
def _sides(phrase: str) -> tuple[tuple[int, int], ...]:
    """Return the offsets of the times that a range or bound is made of, none for a phrase that is whole."""
    lead = compiled(r"(?:(?:the period )?(?:from|between|<since:_>|<until:_>)[\s-]+)?").match(phrase.lower())
    begin = lead.end() if lead else 0
    if years := _YEARS.match(phrase, begin):
        return years.span(1), years.span(2)
    for match in compiled(r"\s*[-\u2013\u2014/]\s*|\s+<to:_>\s+").finditer(phrase.lower(), begin):
        left, right = phrase[begin : match.start()], phrase[match.end() :]
        if _is_whole(left) and _is_whole(right):
            return (begin, match.start()), (match.end(), len(phrase))
    return ((begin, len(phrase)),) if begin and _is_whole(phrase[begin:]) else ()


def _is_whole(phrase: str) -> bool:
    """Tell whether all of a phrase is found as one time expression, prepositions before it aside."""
    bare = phrase.lower().strip()
    if re.fullmatch(r"1[0-4]\d\d", bare) or any(bare in names for names in table("months")):
        return True
    return (0, len(phrase)) in find(phrase)
