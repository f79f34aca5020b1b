"""What stands at the head of an article and is about it: dates, credits, bylines, datelines.

It is cut from the text, and the date and the title are read from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.documents import dates
from kg.documents.cleaning.layout import is_headline
from kg.documents.edits import Replacement
from kg.documents.tables import alternatives, words

__all__ = ["cut", "cut_furniture", "date", "title"]

_HEAD_LINES = 12
_HEAD_CHARACTERS = 4000
_LONGEST = 200
_BYLINE = re.compile(
    r"(?:[Ww]ritten )?[Bb][Yy]:? (?:[^\W\d_a-z][\w.'-]*+,?+ ?+(?:and |& |[|] ?|for |of |in )?+){1,10}+\Z"
)
_CLOCK = re.compile(r"(?:at )?\b\d{1,2}[:.h]\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?\b", re.IGNORECASE)
_PLACE = r"(?:[A-Z][A-Z.'-]+(?:[ /][A-Z][A-Z.'-]+){0,3})(?:, ?[A-Z][\w.'-]+(?: [A-Z][\w.'-]+){0,2}){0,2}"
_DASH = r"(?:--?|[\u2013\u2014:])"


@cache
def _noise() -> re.Pattern[str]:
    """Return the pattern of words that stand beside a date: labels, weekdays, time zones."""
    names = alternatives((*words("front", "labels"), *words("front", "weekdays"), *words("front", "zones")))
    return re.compile(rf"\b(?:{names})\b\.?", re.IGNORECASE)


@cache
def _credit() -> re.Pattern[str]:
    """Return the pattern of the beginning of a credit; it goes on to the end of the line."""
    marks = alternatives(words("front", "credits"))
    return re.compile(
        rf"(?<!\w)(?:{marks})(?:\s*[:©/|]|\s+by\b|\s*\Z|(?<=©|\))|(?<=copyright)\s).*",
        re.IGNORECASE | re.DOTALL,
    )


@cache
def _dateline() -> re.Pattern[str]:
    """Return the pattern of a dateline: "CARACAS, March 29 (Reuters) - "."""
    agency = rf"[(/](?i:{alternatives(words('front', 'agencies'))})[)/]"
    day = r"[^\n().;!?\u2013\u2014]{0,40}?"
    return re.compile(
        rf"(?:{_PLACE}(?:,? (?P<day>{day}))?\s*(?P<agency>{agency})?|{agency})\s*{_DASH}\s+(?=\S)"
    )


def _is_front(line: str) -> bool:
    """Tell whether a line at the head of a text says when or by whom, and nothing else."""
    if len(line) > _LONGEST:
        return False
    if _BYLINE.match(line) and len(line.split()) <= 12:
        return True
    rest, dated = _without_dates(line)
    rest, credited = _credit().subn("", rest)
    if not dated and not credited:
        return False
    rest = _noise().sub("", _CLOCK.sub("", rest))
    return not re.search(r"\w", rest)


def _without_dates(line: str) -> tuple[str, bool]:
    """Return a line with its dates taken out, and whether it had any."""
    rest, at = [], 0
    for start, end, _ in dates.find(line):
        rest.append(line[at:start])
        at = end
    return " ".join((*rest, line[at:])), at > 0


def _head(text: str) -> Iterator[tuple[int, str]]:
    """Yield offset and text of the first lines that are not blank, up to the first paragraph."""
    at = count = 0
    while at < min(len(text), _HEAD_CHARACTERS) and count < _HEAD_LINES:
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        if end - at > _HEAD_CHARACTERS:
            yield at, text[at : at + _HEAD_CHARACTERS]
            return
        line = text[at:end]
        if line.strip():
            count += 1
            yield at, line
            if len(line) > _LONGEST:
                return
        at = end + 1


def cut(text: str) -> Iterator[Replacement]:
    """Yield cuts of date lines, credits and bylines at the head of a text, and of its dateline.

    >>> list(cut("date 2020-05-17 © Agency / Jane Doe\\n\\nThe port was opened."))
    [(0, 37, '')]
    >>> list(cut("LIMA, May 17 (Reuters) - The port was opened."))
    [(0, 25, '')]
    """
    for start, line in _head(text):
        end = start + len(line)
        if _is_front(line.strip()):
            while end < len(text) and text[end] in " \n":
                end += 1
            if end < len(text) or start > 0:
                yield start, end, "\n" if start else ""
            continue
        match = _dateline_at(line)
        if match:
            yield start + match.start(), start + match.end(), ""
            return


def _dateline_at(line: str) -> re.Match[str] | None:
    """Return the dateline at the beginning of a line, if there is one with a date or an agency."""
    match = _dateline().match(line[:_LONGEST])
    if match is None:
        return None
    dated = any(dates.find(match.group(), anchor="2000-12-31"))
    certain = "(" in match.group() or match.group("agency") or dated
    return match if certain else None


@cache
def _furniture() -> frozenset[str]:
    """Return lines of web pages that are no text, in lower case."""
    return frozenset(words("repairs", "furniture", "lines"))


_SHORT_LINE = re.compile(r"^.{1,60}$\n*", re.MULTILINE)


def cut_furniture(text: str) -> Iterator[Replacement]:
    """Yield cuts of lines such as "Advertisement" and of picture credits, wherever they stand.

    >>> list(cut_furniture("It opened.\\n\\nAdvertisement\\n\\nIt was full."))
    [(12, 27, '')]
    """
    if "\n" not in text:
        return
    for match in _SHORT_LINE.finditer(text):
        line = match.group().strip()
        if line.lower().strip(" .:|-") in _furniture() or _credit().fullmatch(line):
            yield match.start(), match.end(), ""


def date(text: str, *, anchor: str | None = None) -> str | None:
    """Return the ISO date that the head of a text gives, in a line of its own or in a dateline.

    `anchor` is an ISO date that gives the year where the head does not ("CARACAS, March 29 (Reuters) -").

    >>> date("Port opens\\nPublished: 30 March 2019\\n\\nThe port was opened.")
    '2019-03-30'
    """
    for _, line in _head(text):
        match = None if _is_front(line.strip()) else _dateline_at(line.strip())
        if match is None and not _is_front(line.strip()):
            continue
        found = match.group() if match else line
        value = next((value for *_, value in dates.find(found, anchor=anchor) if value), None)
        if value:
            return value
    return None


def title(text: str) -> str | None:
    """Return the first line of a cleaned text if it is a headline over further text.

    >>> title("Port opens in May\\n\\nThe port was opened.")
    'Port opens in May'
    """
    line, _, rest = text[:_HEAD_CHARACTERS].partition("\n")
    return line if rest.strip() and is_headline(line) else None
