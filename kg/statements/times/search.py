"""Time expressions in running text: the longest runs of words that a rule reads as a time."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kg.statements.times.grammar import Context, read
from kg.statements.times.rules import RULES
from kg.statements.times.vocabulary import plain, table

__all__ = ["find", "is_bare"]

_WORD = re.compile(
    r"\d+(?:[.,:/-]\d+)+|[^\W_]+(?:['\u2019.](?=\w)[^\W_]+)*(?:(?<=\b[ap]\.m)\.)?|[-\u2013\u2014/~]"
)
_MOST_WORDS = 10
_PLAIN_MONTH = re.compile(
    r"(?:(?:in|since|until|by|from|last|next|this|of|.*\d(?:st|nd|rd|th)?(?: of)?)"
    r"|.* (?:last|next|this|in|and|to)) "
    r"(?:(?-i:May|March))",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


@cache
def _triggers() -> frozenset[str]:
    """Return words of which a time expression has at least one."""
    words: set[str] = set()
    for kind in ("units", "unit_forms", "seasons", "parts", "clock", "decades", "sets"):
        words |= set(table(kind))
    words |= {f"{unit}s" for unit in table("units")}
    words |= {name for names in (*table("months"), *table("weekdays")) for name in names}
    words |= {f"{names[0]}s" for names in table("weekdays")}
    words |= {
        word for name in (*table("holidays"), *table("vague")) for word in name.split() if len(word) > 3
    }
    return frozenset(
        words
        | {
            "today",
            "tonight",
            "tomorrow",
            "yesterday",
            "am",
            "pm",
            "o'clock",
            "weekend",
            "bc",
            "bce",
            "ad",
            "ce",
        }
    )


def is_bare(text: str) -> bool:
    """Tell whether a phrase of one word may stand for a time: "May" may, "may" and "the second" may not.

    >>> [is_bare(text) for text in ("May", "may", "the Sun", "on Sun")]
    [True, False, False, True]
    """
    words = text.removesuffix("'s").split()
    if len(words) == 2 and words[0].lower() in ("the", "a", "an"):
        words = words[1:]
    if len(words) != 1 or words[0].lower() not in table("weak"):
        return True
    return words[0] in ("May", "March")


@lru_cache(maxsize=65536)
def _reads(text: str) -> bool:
    """Tell whether a phrase is a time expression."""
    if text.split()[-1].lower() in table("weak") and not _PLAIN_MONTH.fullmatch(text):
        return False
    return read(plain(text), Context(None, "", RULES))[0]


def find(text: str) -> list[tuple[int, int]]:
    """Return the half-open character offsets of the longest time expressions in a text, in text order.

    >>> text = "Since 2014 he may meet them every Friday or on March 29, 2019."
    >>> [text[start:end] for start, end in find(text)]
    ['Since 2014', 'every Friday', 'on March 29, 2019']
    """
    words = [(match.start(), match.end(), match.group()) for match in _WORD.finditer(text)]
    hot = [_is_trigger(word) for *_, word in words]
    found: list[tuple[int, int]] = []
    i = 0
    while i < len(words):
        j = _longest(text, words, hot, i)
        if j > i:
            found.append((words[i][0], words[j - 1][1]))
        i = max(j, i + 1)
    return found


def _is_trigger(word: str) -> bool:
    """Tell whether a word makes a time expression likely."""
    lower = word.lower()
    return (
        lower in _triggers()
        or bool(re.match(r"\d{1,4}(?:\D|\Z)", lower) and (":" in lower or _YEAR.match(lower)))
        or lower.endswith(("am", "pm", "0s"))
    )


def _longest(text: str, words: list[tuple[int, int, str]], hot: list[bool], i: int) -> int:
    """Return the index of the word after the longest time expression that begins with word `i`, else `i`."""
    most = min(len(words), i + _MOST_WORDS)
    while most > i and not hot[most - 1] and words[most - 1][2].lower() not in table("words")["last"]:
        most -= 1
    for j in range(most, i, -1):
        start, end = words[i][0], words[j - 1][1]
        if (
            any(hot[i:j])
            and text[max(0, start - 1) : start] not in _MONEY
            and not re.search(r"[.!?;:]\s|\n\s*\n", text[start:end])
            and _reads(text[start:end])
        ):
            return j
    return i


_MONEY = ("$", "€", "£", "¥", "#")
