"""Stretches of a document, found by the word that they cover: quotations, and what an aside frames."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from spacy.tokens import Token

from kg.statements.quotations import Quotation

__all__ = ["Stretches"]


class Stretches:
    """Quotations in text order, asked for by a word without going through all of them; some may overlap."""

    __slots__ = ("_by_verb", "_items", "_reach", "_starts")

    def __init__(self, items: Sequence[Quotation]) -> None:
        self._items = sorted(items, key=lambda item: (item.start, item.end))
        self._starts = [item.start for item in self._items]
        self._reach = list(accumulate((item.end for item in self._items), max))
        self._by_verb: dict[int, list[Quotation]] = {}
        for item in self._items:
            if item.verb is not None:
                self._by_verb.setdefault(item.verb.i, []).append(item)

    def covering(self, token: Token) -> list[Quotation]:
        """Return the stretches in which a token stands, in text order."""
        found: list[Quotation] = []
        at = bisect_right(self._starts, token.i) - 1
        while at >= 0 and self._reach[at] > token.i:
            if self._items[at].covers(token):
                found.append(self._items[at])
            at -= 1
        return found[::-1]

    def said_by(self, verb: Token) -> list[Quotation]:
        """Return the stretches that a verb of speech frames, in text order."""
        return self._by_verb.get(verb.i, [])
