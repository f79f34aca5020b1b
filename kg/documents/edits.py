"""Repairs that keep their way back: replacements become `Edit`s, and edits of edits are composed.

Cleaning is a row of passes, each `str → Iterator[Replacement]`.  A `Draft` applies them one after the other
and always holds the edits that lead from the text as it is now to the very first source.  All of it is linear
in text and edits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import itemgetter

from kg.model import Edit

__all__ = ["Draft", "Replacement", "compose"]

Replacement = tuple[int, int, str]
"""Characters [start, end) of a text are to become the string."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A text under repair with the edits that made it from its source.

    >>> draft = Draft("One.Two").apply([(4, 4, " ")])
    >>> draft.text, draft.edits
    ('One. Two', (Edit(start=4, end=5, source_start=4, source_end=4),))
    """

    text: str
    edits: tuple[Edit, ...] = ()

    def apply(self, replacements: Iterable[Replacement]) -> Draft:
        """Return the draft after `replacements`, which are sorted and do not overlap."""
        pieces: list[str] = []
        edits: list[Edit] = []
        at = shift = 0
        for start, end, new in _trimmed(self.text, replacements):
            pieces += [self.text[at:start], new]
            edits.append(Edit(start + shift, start + shift + len(new), start, end))
            shift += len(new) - (end - start)
            at = end
        if not edits:
            return self
        pieces.append(self.text[at:])
        return Draft("".join(pieces), compose(self.edits, tuple(edits)))


def _trimmed(text: str, replacements: Iterable[Replacement]) -> Iterator[Replacement]:
    """Yield `replacements` without equal characters at their ends, and without those that change nothing."""
    for start, end, new in replacements:
        old = text[start:end]
        if old == new:
            continue
        head = _common(old, new)
        old, new, start = old[head:], new[head:], start + head
        tail = _common(old[::-1], new[::-1])
        yield start, end - tail, new[: len(new) - tail]


def _common(one: str, two: str) -> int:
    """Return how many characters two strings share at their beginning."""
    length = min(len(one), len(two))
    return next((i for i in range(length) if one[i] != two[i]), length)


def compose(first: tuple[Edit, ...], second: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """Return the edits that do at once what `first` (source → middle) and `second` (middle → text) do.

    Edits that overlap in the middle become one; all others stay apart.

    >>> compose((Edit(0, 1, 0, 2),), (Edit(3, 3, 3, 5),))
    (Edit(start=0, end=1, source_start=0, source_end=2), Edit(start=3, end=3, source_start=4, source_end=6))
    """
    if not first or not second:
        return first or second
    result: list[Edit] = []
    to_source = to_text = 0
    for low, high, source_growth, text_growth in _groups(first, second):
        start, source_start = low + to_text, low + to_source
        to_source += source_growth
        to_text += text_growth
        result.append(Edit(start, high + to_text, source_start, high + to_source))
    return tuple(result)


def _groups(first: tuple[Edit, ...], second: tuple[Edit, ...]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the stretches [low, high) of the middle text that edits touch, and what they add on each."""
    touched = [(e.start, e.end, (e.source_end - e.source_start) - (e.end - e.start), 0) for e in first]
    touched += [
        (e.source_start, e.source_end, 0, (e.end - e.start) - (e.source_end - e.source_start)) for e in second
    ]
    touched.sort(key=itemgetter(0, 1))
    low, high, source_growth, text_growth = touched[0]
    for next_low, next_high, more_source, more_text in touched[1:]:
        if next_low < high:
            high = max(high, next_high)
            source_growth, text_growth = source_growth + more_source, text_growth + more_text
            continue
        yield low, high, source_growth, text_growth
        low, high, source_growth, text_growth = next_low, next_high, more_source, more_text
    yield low, high, source_growth, text_growth
