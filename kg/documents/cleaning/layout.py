"""Repairs of lines: blanks at their ends, words hyphenated at line ends, paragraphs that were wrapped.

Afterwards every newline is a break: a line is a paragraph, a heading or a list item.  Paragraphs are
separated by one blank line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from kg.documents.edits import Replacement
from kg.documents.tables import words

__all__ = ["cut_bullets", "is_headline", "join", "join_pages", "tidy"]

_BLANKS = re.compile(r"[ \n]{2,}|\A[ \n]+|[ \n]+\Z|\n")
_ITEM = re.compile(r"[-*+•‣◦▪●\u2013\u2014|>#]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)] ")
_BULLET = re.compile(r"(?:\A|\n{1,2})[-*+•‣◦▪●\u2013\u2014] +(?=[^ \n])")
_PAGE_BREAK = re.compile(r"(?<=[a-z,]{2})\n\n(?=[a-z]{2})")
_HYPHEN = re.compile(r"([^\W\d_]+)-\Z")
_FIRST_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_WIDTHS = (40, 160)


def tidy(text: str) -> Iterator[Replacement]:
    """Yield single spaces for runs of them, no space at the ends of lines, at most one blank line.

    >>> list(tidy(" a  b \\n\\n\\n c"))
    [(0, 1, ''), (2, 4, ' '), (5, 10, '\\n\\n')]
    """
    for match in _BLANKS.finditer(text):
        found = match.group()
        if match.start() == 0 or match.end() == len(text):
            yield match.start(), match.end(), ""
        else:
            yield match.start(), match.end(), "\n" * min(found.count("\n"), 2) or " "


def cut_bullets(text: str) -> Iterator[Replacement]:
    """Yield a paragraph break for the mark of a list item.

    >>> list(cut_bullets("Ships:\\n- one\\n* two"))
    [(6, 9, '\\n\\n'), (12, 15, '\\n\\n')]
    """
    for match in _BULLET.finditer(text):
        yield match.start(), match.end(), "\n\n" if match.start() else ""


def is_headline(line: str) -> bool:
    """Tell whether a line looks like a headline: short, begins with a capital, no stop at the end.

    >>> is_headline("Harbour opens in May"), is_headline("The harbour opened."), is_headline("and so on")
    (True, False, False)
    """
    if not line or len(line) > 150 or not 2 <= len(line.split()) <= 22:
        return False
    first = line.lstrip("\"'(")[:1]
    return (first.isupper() or first.isdigit()) and line[-1] not in ".,;:-"


def join(text: str) -> Iterator[Replacement]:
    """Yield a space for line ends inside wrapped paragraphs, nothing for a hyphen at one inside a word.

    A line goes on when the next one begins in lower case; and, in a text where that happens often, when it is
    as long as the lines of this text are and the next one is not a list item.

    >>> list(join("The centre was opened by the train-\\ning office."))
    [(34, 36, '')]
    """
    lines = text.split("\n")
    if len(lines) < 2:
        return
    width = _width(lines)
    known: set[str] | None = None
    at = 0
    for line, following in pairwise(lines):
        at += len(line) + 1
        if not _goes_on(line, following, width):
            continue
        hyphen = _HYPHEN.search(line[-60:])
        if hyphen is None:
            yield at - 1, at, " "
            continue
        known = _vocabulary(text) if known is None else known
        yield at - 1 - (not _keeps_hyphen(hyphen.group(1), following, known)), at, ""


def _width(lines: list[str]) -> int:
    """Return the length of full lines if the text looks wrapped, else 0."""
    pairs = [(a, b) for a, b in pairwise(lines) if a and b]
    lower = sum(1 for _, following in pairs if following[0].islower())
    if not pairs or lower * 5 < len(pairs):
        return 0
    lengths = sorted(len(line) for line in lines if line)
    width = lengths[int(len(lengths) * 0.9)] if len(lengths) > 9 else lengths[-1]
    return width if _WIDTHS[0] <= width <= _WIDTHS[1] else 0


def _goes_on(line: str, following: str, width: int) -> bool:
    """Tell whether a paragraph goes on from one line to the next."""
    if not line or not following or _ITEM.match(following) or line.startswith(("#", "|", ">")):
        return False
    if line[-1] == "-" and following[0].isalpha() and _HYPHEN.search(line[-60:]):
        return True
    first = following.partition(" ")[0]
    full = width > 0 and len(line) + 1 + len(first) >= 0.85 * width
    if following[0].islower():
        return full or len(line) >= 30
    return full


def _keeps_hyphen(before: str, following: str, known: set[str]) -> bool:
    """Tell whether the hyphen at a line end belongs to the word ("well-known") or to the line."""
    match = _FIRST_WORD.match(following)
    after = match.group() if match else ""
    if not after[:1].islower() or before.isupper():
        return True
    whole, hyphenated = (before + after).lower(), f"{before}-{after}".lower()
    if (whole in known) != (hyphenated in known):
        return hyphenated in known
    return before.lower() in _compounds() or "-" in after


@cache
def _compounds() -> frozenset[str]:
    """Return first halves of compounds that are written with a hyphen."""
    return frozenset(words("repairs", "hyphens", "keep_after"))


def _vocabulary(text: str) -> set[str]:
    """Return all words of a text in lower case, hyphenated ones as a whole."""
    return {match.group().lower() for match in _FIRST_WORD.finditer(text)}


def join_pages(text: str) -> Iterator[Replacement]:
    """Yield a single line end where a page break stands inside a sentence.

    >>> list(join_pages("They met the\\n\\nminister."))
    [(12, 14, '\\n')]
    """
    for match in _PAGE_BREAK.finditer(text):
        yield match.start(), match.end(), "\n"
