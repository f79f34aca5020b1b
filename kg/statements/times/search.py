"""Time expressions in running text: the longest runs of words that a rule reads as a time."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kg.statements.times.grammar import Context, read
from kg.statements.times.rules import RULES
from kg.statements.times.vocabulary import compiled, plain, table

__all__ = ["find", "is_bare"]

_WORD = re.compile(
    r"\d+(?:[.,:/-]\d+)+|[^\W_]+(?:['\u2019.](?=\w)[^\W_]+)*(?:(?<=\b[apAP]\.[mM])\.)?|[-\u2013\u2014/~]"
)
_MOST_WORDS = 10
_PLAIN_MONTH = re.compile(
    r"(?:(?:in|since|until|by|from|last|next|this|of|.*\d(?:st|nd|rd|th)?(?: of)?)"
    r"|.* (?:last|next|this|in|of|and|to|through)) "
    r"(?:(?-i:May|March))",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:1\d|20)\d\d")
_SEASON = r"(?:(?:in|during|of|for|by|than) )?(?:the )?(?:spring|summer|fall|autumn|winter)"
_LONE = re.compile(rf".*\b1[0-4]\d\d|{_SEASON}", re.IGNORECASE)
_YEAR_AND_UNIT = re.compile(r"(?:1[5-9]|20)\d\d (?:day|night|week|month|year)")
_OLD_YEARS = re.compile(r"(?:only |just )?1[0-4]\d\d\s*[-\u2013\u2014/]\s*\d+")
_CIRCA = ("c", "ca", "circa", "ad")
_DASHES = ("-", "\u2013", "\u2014", "/", "~")


@cache
def _triggers() -> frozenset[str]:
    """Return words of which a time expression has at least one."""
    words: set[str] = set()
    for kind in ("units", "unit_forms", "seasons", "parts", "clock", "decades", "sets"):
        words |= set(table(kind))
    words |= {f"{unit}s" for unit in table("units")} | set(table("named"))
    words |= {f"{season}s" for season in table("seasons")}
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
    for k, (*_, word) in enumerate(words[1:], 1):
        hot[k] = (
            hot[k]
            or _is_spoken(words[k - 1], words[k])
            or (word.isdecimal() and len(word) > 2 and words[k - 1][2].lower() in _CIRCA)
        )
    found: list[tuple[int, int]] = []
    i = 0
    while i < len(words):
        j = _longest(text, words, hot, i)
        if j > i:
            found.append((words[i][0], words[j - 1][1]))
        i = max(j, i + 1)
    return found


def _is_spoken(left: tuple[int, int, str], right: tuple[int, int, str]) -> bool:
    """Tell whether two words are a year as it is spoken: "nineteen seventy", "twenty sixteen"."""
    tens = table("numbers").get(right[2].lower().partition("-")[0], 0)
    return left[2].lower() in table("words")["hundreds"] and 10 <= tens < 100 and right[0] == left[1] + 1


def _is_trigger(word: str) -> bool:
    """Tell whether a word makes a time expression likely."""
    lower = word.lower().removesuffix("'s").removesuffix("\u2019s")
    return (
        lower in _triggers()
        or bool(re.match(r"\d{1,4}(?:\D|\Z)", lower) and (":" in lower or _YEAR.match(lower)))
        or lower.endswith(("am", "pm", "0s", "a.m", "p.m", "a.m.", "p.m."))
        or bool(re.fullmatch(r"ad\d{3,4}|\d{1,2}[./]\d{1,2}[./](?:1[5-9]|20)\d\d", lower))
    )


def _longest(text: str, words: list[tuple[int, int, str]], hot: list[bool], i: int) -> int:
    """Return the index of the word after the longest time expression that begins with word `i`, else `i`."""
    most = _known_run(words, i)
    while most > i and not hot[most - 1] and not _may_end(words[most - 1][2]):
        most -= 1
    if words[i][2] in _DASHES or not any(hot[i:most]) or _is_of_other(text, words, i):
        return i
    for j in range(most, i, -1):
        start, end = words[i][0], words[j - 1][1]
        if (
            any(hot[i:j])
            and words[j - 1][2] not in _DASHES
            and not _is_broken(text[start:end])
            and _reads(text[start:end])
            and not (_needs_lone(words[i:j], text[start:end]) and not _is_lone(text, end))
            and not _YEAR_AND_UNIT.fullmatch(text[start:end])
            and not (_OLD_YEARS.fullmatch(text[start:end]) and text[max(0, start - 1) : start] != "(")
        ):
            return j
    return i


@cache
def _known() -> frozenset[str]:
    """Return all words that the patterns of the rules are made of, and some more."""
    patterns = [compiled(rule.pattern).pattern for rule in RULES]
    patterns += [compiled(shape).pattern for shape in table("vague_shapes")]
    return frozenset(re.findall(r"[a-z]+", " ".join([*patterns, *table("vague")]).replace("'", " ")))


def _known_run(words: list[tuple[int, int, str]], i: int) -> int:
    """Return the end of the run of words from `i` on of which a time expression can be made."""
    j = i
    while j < min(len(words), i + _MOST_WORDS):
        pieces = re.findall(r"[^\W\d_]+", words[j][2].lower())
        named_zone = j > i and j + 1 < len(words) and words[j + 1][2] == "time"
        if not named_zone and any(piece not in _known() for piece in pieces):
            break
        j += 1
    return j


def _may_end(word: str) -> bool:
    """Tell whether a word that is no trigger may be the last one of a time expression."""
    lower, names = word.lower(), table("words")
    return (
        lower[0].isdigit()
        or lower in names["last"]
        or lower in names["ends"]
        or lower in table("numbers")
        or lower in table("ordinals")
        or lower in table("zones")
        or lower in _holiday_words()
    )


@cache
def _holiday_words() -> frozenset[str]:
    """Return the words that names of holidays end with ("New Year's Eve")."""
    return frozenset(name.split()[-1] for name in table("holidays"))


def _is_of_other(text: str, words: list[tuple[int, int, str]], i: int) -> bool:
    """Tell whether what stands before a word makes it another thing: money, an age, the number of a rule, a
    title, a part of an address of the web.
    """
    start, _, word = words[i]
    before = words[i - 1][2].lower() if i else ""
    names = table("words")
    if text[max(0, start - 1) : start] in _MONEY:
        return True
    if "/" in word and text[max(0, start - 1) : start] == "/":
        return True
    if before in names["numbered"] and word.isdecimal():
        return True
    if before in names["possessive"] and word.lower() in table("decades"):
        return True
    return word == "Today" and i > 0 and text[words[i - 1][1] : start] == " "


def _is_broken(phrase: str) -> bool:
    """Tell whether a sentence or paragraph ends inside of a phrase."""
    return bool(_BREAK.search(_ABBREVIATED.sub(r"\1", phrase)) or _HOURS.search(phrase))


def _needs_lone(words: list[tuple[int, int, str]], phrase: str) -> bool:
    """Tell whether a phrase is a time only if it counts nothing ("in 1423", "fifteen twenty | paintings")."""
    return bool(_LONE.fullmatch(phrase)) or (len(words) > 1 and _is_spoken(words[-2], words[-1]))


def _is_lone(text: str, end: int) -> bool:
    """Tell whether nothing follows of which a number could tell how many there are."""
    after = text[end : end + 20].lstrip()
    word = re.match(r"[a-z]+", after.lower())
    return not word or word[0] in table("words")["lone"]


_BREAK = re.compile(r"[.!?;:]\s|\n\s*\n")
_HOURS = re.compile(
    r"\d ?(?:[ap]\.?m\.?)? ?[-\u2013\u2014] ?\d{1,2}(?::\d\d)? ?(?:[ap]\.?m\.?)?, ", re.IGNORECASE
)
_ABBREVIATED = re.compile(
    r"\b([ap]\. ?m|c|ca|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|[ab]\.d|b\.c(?:\.e)?|c\.e|mon|tues?"
    r"|wed|thu(?:rs?)?|fri|sat|sun)\.(?=\s)",
    re.IGNORECASE,
)
_MONEY = ("$", "€", "£", "¥", "#")
