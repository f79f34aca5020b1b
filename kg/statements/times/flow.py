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
_COUNTED = re.compile(r"\b(?:last|first|past|next)\b.*s$|\bthe (?:last|first|final)\b", re.IGNORECASE)
_CENTURY = re.compile(r"\bcentur(?:y|ies)\b", re.IGNORECASE)
_ORDINAL = re.compile(r"(?:the )?(?:\d{1,2}(?:st|nd|rd|th)|[a-z-]+)", re.IGNORECASE)
_CLOCK = re.compile(
    r"\b(?:\d{1,2}:\d\d(?: ?[ap]\.?m\b\.?)?|\d{1,2} ?[ap]\.?m\b\.?|\w+ o'clock|noon|midday|midnight)",
    re.IGNORECASE,
)
_ONWARDS = re.compile(r"\s+onwards?$", re.IGNORECASE)
_DAY = re.compile(r"[A-Za-z]{3,}\.? \d{1,2}(?:st|nd|rd|th)?$|\b\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,}$")
_NOW = re.compile(
    r"\b(?:it(?: is|['\u2019]s)|today(?: is|['\u2019]s))(?: (?:now|currently|about))? (?:on )?$",
    re.IGNORECASE,
)
_FULL_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_FAR = 1500
"""Characters: what was told farther back is not referred to."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression: half-open offsets, its value (None: not told), and the times that it is made of.

    `parts` are the two sides of a range ("from 2010 to 2015"), a day and a time of day ("noon tomorrow"), or
    what stands before or behind a word that makes it a bound ("since 2014"); empty for one that is whole.
    `reference` is the time that was told before it, `now` the day that the text itself has called today by
    then ("It is Monday, May 3rd"; None: that of the document).
    """

    start: int
    end: int
    value: str | None
    parts: tuple[Expression, ...] = ()
    reference: str | None = None
    now: str | None = None


Reader = Callable[[str, str, str | None, str | None], str | None]
"""A phrase, the tense of its clause, the time told last and the day that the text calls today in; its value
out.
"""


def expressions(text: str, *, read: Reader, tense_at: Callable[[int], str]) -> Iterator[Expression]:
    """Yield the time expressions of a text in its order.

    `tense_at` tells for an offset "past", "present", "future" or "".
    """
    told: tuple[int, str] | None = None
    now: str | None = None
    found = find(text)
    followers = [*found[1:], (len(text), len(text))]
    for (start, end), (after, until) in zip(found, followers, strict=False):
        if told and start - told[0] > _FAR:
            told = None
        phrase, tense = text[start:end], tense_at(start)
        last = told[1] if told else None
        value = None if _is_open(text, start, end) else read(phrase, tense, last, now)
        if phrase.lower() in ("today", "today's") and _is_now(text, after):
            value = read(text[after:until], tense, last, now)
        if _is_now(text, start):
            value, now = _today(phrase, value, now, read=read)
        parts = tuple(
            Expression(
                start + a, start + b, _part_value(read(_full(phrase, a, b), tense, last, now), value, side)
            )
            for (a, b), side in _named_sides(phrase)
        )
        yield Expression(start, end, value, parts, last, now)
        if not _is_bracketed(text, start):
            told = _told(told, end, value, parts)


def _is_now(text: str, start: int) -> bool:
    """Tell whether a time is that of the narrator ("It is now | Monday, May 3rd", "Today is | Wednesday")."""
    return _NOW.search(text, max(0, start - 40), start) is not None


def _today(phrase: str, value: str | None, now: str | None, *, read: Reader) -> tuple[str | None, str | None]:
    """Return the value of what the narrator calls today, and the day that is today from there on.

    A weekday is the next one from the day on that was called today before; without that it tells nothing.
    """
    day = (value or "").partition("T")[0]
    if now and read(f"this coming {phrase}", "", None, now):  # a weekday
        later = read(phrase, "future", None, now)
        return later, later
    return (value, day) if re.search(r"\d", phrase) and _FULL_DAY.fullmatch(day) else (value, now)


def _is_open(text: str, start: int, end: int) -> bool:
    """Tell whether a phrase leads to what it is counted from ("the night before | he died", "the last five
    months | of her life"), is the name of something ("the September 11 | attacks"), or
    what an amount is counted by ("$4 | an hour").
    """
    if _named_by(text[start:end], text[end : end + 40]) or _is_rate(text, start, end):
        return True
    if _COUNTED.search(text[start:end]) and re.match(r"\s+of\b", text[end : end + 10]):
        return True
    if not _OPEN_END.search(text[start:end]):
        return False
    after = re.match(r"\s+([^\W\d_]+)", text[end : end + 40])
    return after is not None and after[1].lower() not in table("words")["joining"]


def _is_rate(text: str, start: int, end: int) -> bool:
    """Tell whether "an hour" stands behind an amount."""
    words = text[start:end].lower().split()
    before = text[max(0, start - 30) : start].split()
    if len(words) != 2 or words[0] not in ("a", "an") or not before:
        return False
    return before[-1][-1].isdigit() or before[-1].lower() in table("words")["counted"]


def _named_by(phrase: str, after: str) -> bool:
    """Tell whether a day without a year names what happened on it, in whatever year."""
    word = re.match(r"\s+(?:terror(?:ist)? )?([a-z]+)", after)
    return word is not None and word[1] in table("words")["happening"] and _DAY.search(phrase) is not None


def _full(phrase: str, start: int, end: int) -> str:
    """Return the words of one side; "the 15th" of "the 15th to the 19th century" is a century too."""
    side = phrase[start:end]
    century = _CENTURY.search(phrase)
    if century is None or _CENTURY.search(side) or not _ORDINAL.fullmatch(side):
        return side
    return f"{side} century{phrase[century.end() :]}"


def _part_value(own: str | None, whole: str | None, side: str) -> str | None:
    """Return the value of one side: its own, unless the whole tells more of it ("March to August 2011")."""
    if not whole:
        return own
    if "/" not in whole:
        return whole[:10] if own and own[:1].isdigit() and "T" in whole else own
    first, last = calendar.starting(whole), calendar.ending(whole)
    if side != "only" and ".." in (first, last):
        return own
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
    if onwards := _ONWARDS.search(phrase):
        lead = re.match(r"from\s+", phrase, re.IGNORECASE)
        begin = lead.end() if lead else 0
        return ((begin, onwards.start()),) if _is_whole(phrase[begin : onwards.start()]) else ()
    lead = compiled(r"(?:(?:the period )?(?:from|between|<since:_>|<until:_>)[\s-]+)?").match(phrase.lower())
    begin = lead.end() if lead else 0
    if years := _YEARS.match(phrase, begin):
        return years.span(1), years.span(2)
    for match in compiled(r"\s*[-\u2013\u2014/]\s*|\s+<to:_>\s+").finditer(phrase.lower(), begin):
        left, right = phrase[begin : match.start()], phrase[match.end() :]
        ordinal = bool(_CENTURY.search(right)) and _ORDINAL.fullmatch(left.strip()) is not None
        if (ordinal or _is_whole(left)) and (_is_whole(right) or "centuries" in right):
            return (begin, match.start()), (match.end(), len(phrase))
    if begin and _is_whole(phrase[begin:]):
        return ((begin, len(phrase)),)
    return _day_and_clock(phrase)


def _day_and_clock(phrase: str) -> tuple[tuple[int, int], ...]:
    """Return the offsets of a day and a time of day that stand side by side ("at noon tomorrow")."""
    for clock in _CLOCK.finditer(phrase):
        for gap in re.finditer(r",? +(?:on |at )?", phrase):
            sides = (0, gap.start()), (gap.end(), len(phrase))
            beside = gap.start() == clock.end() or gap.end() == clock.start()
            if beside and all(_is_whole(phrase[a:b]) for a, b in sides):
                return sides
    return ()


def _named_sides(phrase: str) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield the sides of a phrase with what each is: "first" and "last", or the "only" one."""
    sides = _sides(phrase)
    return zip(sides, ("first", "last") if len(sides) > 1 else ("only",), strict=False)


def _is_whole(phrase: str) -> bool:
    """Tell whether all of a phrase is found as one time expression, prepositions before it aside."""
    bare = phrase.lower().strip()
    if re.fullmatch(r"1[0-4]\d\d", bare) or any(bare in names for names in table("months")):
        return True
    return (0, len(phrase)) in find(phrase)
