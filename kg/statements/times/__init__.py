"""Time expressions → ISO 8601 values at the precision that the text gives.

Values: `2019-03-29`, `2019-03`, `2019`, `2019-W13` (a week), `2014/..` (since), `../2016` (until),
`1990/1999` (closed), `P3D` (a duration), `T14:30` and `2019-03-29T14:30`, `R/P1W` (every week), `2010~`
(approximate, EDTF level 1 of ISO 8601-2:2019).  What is not said is not invented: a phrase that is a time but
does not tell which has no value.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date as Day
from functools import lru_cache

from kg.statements.times.flow import Expression, expressions
from kg.statements.times.grammar import Context, read
from kg.statements.times.rules import RULES
from kg.statements.times.search import find, is_bare
from kg.statements.times.vocabulary import plain

__all__ = ["RULES", "Expression", "annotate", "find", "is_time", "normalise"]

_LONGEST = 100


def normalise(text: str, *, anchor: str | None, tense: str = "", reference: str | None = None) -> str | None:
    """Return the value of a time expression, None if it is none or does not tell enough.

    `anchor` is the ISO date of the document, to which relative times refer.  `tense` is that of the clause:
    "past", "present", "future" or "".  `reference` is the value of the time that the text told last, to which
    "two years later" and "that year" refer.

    >>> [normalise(t, anchor="2019-03-30") for t in ("on Friday", "last week", "since 2014", "soon")]
    ['2019-03-29', '2019-W12', '2014/..', None]
    >>> normalise("two years later", anchor="2019-03-30", reference="1724")
    '1726'
    """
    if len(text) > _LONGEST or not is_bare(text):
        return None
    return read(plain(text), Context(_day(anchor), tense, RULES, reference=reference))[1]


def annotate(
    text: str, *, anchor: str | None, tense_at: Callable[[int], str] = lambda offset: ""
) -> tuple[Expression, ...]:
    """Return the time expressions of a text in its order, each with its value in the flow of the text.

    `tense_at` tells the tense of the clause at an offset.

    >>> text = "In 1724 he wrote a book. Two years later he left."
    >>> [(text[e.start : e.end], e.value) for e in annotate(text, anchor=None)]
    [('In 1724', '1724'), ('Two years later', '1726')]
    """

    def value(phrase: str, tense: str, reference: str | None, now: str | None) -> str | None:
        return normalise(phrase, anchor=now or anchor, tense=tense, reference=reference)

    return tuple(expressions(text, read=value, tense_at=tense_at))


@lru_cache(maxsize=65536)
def is_time(text: str) -> bool:
    """Tell whether a phrase is a time expression, with or without a value.

    >>> [is_time(t) for t in ("last Friday", "two years later", "the office", "May", "may")]
    [True, True, False, True, False]
    """
    if len(text) > _LONGEST or not is_bare(text):
        return False
    return read(plain(text), Context(None, "", RULES))[0]


def _day(anchor: str | None) -> Day | None:
    """Return the day of an ISO date, None for one without a day, and near the ends of the calendar."""
    try:
        day = Day.fromisoformat(anchor[:10]) if anchor else None
    except ValueError:
        return None
    return day if day and 10 < day.year < 9990 else None
