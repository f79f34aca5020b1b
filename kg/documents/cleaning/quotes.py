"""Repairs around straight quotation marks: which one opens, which one closes, and the spaces around them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.documents.edits import Replacement

__all__ = ["double", "place"]

_DOUBLED = re.compile(r"``|''")
_MARK = re.compile(r'["\n]')
_BEFORE_OPENING = " \n([{-\u2013\u2014/'"
_AFTER_CLOSING = " \n.,;:!?)]}-\u2013\u2014/'"
_STOPS = ".,!?;"


def double(text: str) -> Iterator[Replacement]:
    """Yield one double mark for two single ones.

    >>> list(double("``Yes,'' he said"))
    [(0, 2, '"'), (6, 8, '"')]
    """
    for match in _DOUBLED.finditer(text):
        yield match.start(), match.end(), '"'


def place(text: str) -> Iterator[Replacement]:
    """Yield spaces that are missing outside of quotation marks, and cuts of those inside, by paragraph.

    >>> list(place('It opened."Good news," she said.'))
    [(10, 10, ' ')]
    >>> list(place('"Good news."She left. He said " fine " twice.'))
    [(12, 12, ' '), (31, 32, ''), (36, 37, '')]
    """
    is_open = False
    at = 0
    for match in _MARK.finditer(text):
        if match.group() == "\n":
            is_open = False
            continue
        i = match.start()
        before, after = text[i - 1 : i] or "\n", text[i + 1 : i + 2] or "\n"
        is_open = _opens(before, after, is_open)
        replacement = _outside(text, i, is_open) or _inside(text, i, is_open)
        if replacement and replacement[0] >= at:
            at = replacement[1]
            yield replacement


def _opens(before: str, after: str, is_open: bool) -> bool:
    """Tell whether a quotation mark between two characters opens; where both allow it, marks alternate."""
    opening, closing = before in _BEFORE_OPENING, after in _AFTER_CLOSING
    return not is_open if opening == closing else opening


def _outside(text: str, i: int, opens: bool) -> Replacement | None:
    """Return the insertion of a space outside of the mark at `i`, where a punctuation mark touches it."""
    before, after = text[i - 1 : i], text[i + 1 : i + 2]
    if not before or not after:
        return None
    if opens and before in _STOPS and after not in _AFTER_CLOSING:
        return i, i, " "
    if not opens and before in _STOPS and (after.isalpha() or after == "("):
        return i + 1, i + 1, " "
    return None


def _inside(text: str, i: int, opens: bool) -> Replacement | None:
    """Return the cut of a space inside of the mark at `i` when there is one on its other side too."""
    around = text[i - 1 : i], text[i + 1 : i + 2]
    if opens and around[1] == " " and (i == 0 or around[0] in " \n") and text[i + 2 : i + 3].isalnum():
        return (i + 1, i + 2, "") if '"' in text[i + 2 : i + 2000].partition("\n")[0] else None
    if not opens and around[0] == " " and around[1] in ("", " ", "\n", ".", ","):
        return i - 1, i, ""
    return None
