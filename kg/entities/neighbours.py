"""What else stands in the sentences of a thing: two Boltons who both stand beside Caracas and Rosneft are
rather one than two who share nobody.

Neighbours are told by their identifier or their name.  A neighbour that many documents have (a country) tells
little; how many have it is counted without the two documents that are compared, and mixed with what is
expected before, for small collections say little.  See Bhattacharya and Getoor (2007), "Collective Entity
Resolution in Relational Data".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from kg.entities.within import Local
from kg.model import EntityKind

__all__ = ["MOST", "Neighbours"]

MOST = 30
"""So many neighbours of a thing count, the rarest ones."""

_TRUST = 50
"""So many documents weigh as much as the shares that are expected."""

_COUNTRY, _KNOWN, _OTHER = 0.1, 0.01, 0.002
_RARE, _MANY = 0.03, 4
"""A neighbour whose chance to be there anyway is at most this is rare; so many of them are many."""


class Neighbours:
    """The neighbours of all things: `of[i]` are the numbers of those of thing i, ascending."""

    def __init__(self, things: Sequence[Local]) -> None:
        """Look through the sentences of every document; `things` are sorted by document."""
        self.labels: list[str] = []
        self._numbers: dict[str, int] = {}
        self._expected: list[float] = []
        self._documents: Counter[int] = Counter()
        self.of: list[tuple[int, ...]] = [()] * len(things)
        own: list[int | None] = [self._number(thing) for thing in things]
        self._total = 0
        for _, several in groupby(range(len(things)), key=lambda i: things[i].document):
            self._total += 1
            for i, near in _beside(things, list(several), own):
                self.of[i] = tuple(sorted(near))
        for i, found in enumerate(self.of):
            if len(found) > MOST:
                rarest = sorted(found, key=lambda n: (self._documents[n], n))[:MOST]
                self.of[i] = tuple(sorted(rarest))

    def _number(self, thing: Local) -> int | None:
        """Return the number of what a thing is as a neighbour, None if its name says too little."""
        if thing.kind is not EntityKind.NAMED or thing.little or thing.name is None or not thing.name.key:
            return None
        name = thing.known.identity if thing.known is not None else f"name {thing.name.key}"
        number = self._numbers.setdefault(name, len(self.labels))
        if number == len(self.labels):
            self.labels.append(thing.known.label if thing.known is not None else thing.label)
            country = thing.known is not None and thing.known.type == "Country"
            self._expected.append(_COUNTRY if country else _KNOWN if thing.known else _OTHER)
        self._documents[number] += 1
        return number

    def chance(self, number: int, share: float = 1.0) -> float:
        """Return how likely it is, at most, that this share of the documents of something has this neighbour
        anyway (Markov's inequality: what is seldom beside a thing of many documents may well be by chance).
        """
        others = max(0, self._documents[number] - 2)
        usual = (others + _TRUST * self._expected[number]) / (max(0, self._total - 2) + _TRUST)
        return min(1.0, usual / share)

    def is_rare(self, number: int, share: float = 1.0) -> bool:
        """Tell whether a neighbour that is shared tells something."""
        return self.chance(number, share) <= _RARE

    def level(self, one: Mapping[int, float], other: Mapping[int, float]) -> tuple[str, list[int]]:
        """Return the level of the neighbours of two things, each with the share of the documents of the thing
        that have it ("" where one is empty), and those that are shared, the rarest first.
        """
        if not one or not other:
            return "", []
        chances = {n: self.chance(n, min(one[n], other[n])) for n in one.keys() & other.keys()}
        shared = sorted(chances, key=lambda n: (chances[n], self.labels[n]))
        if not shared:
            return "none shared", []
        rare = sum(chances[n] <= _RARE for n in shared)
        level = "many shared" if rare >= _MANY else "several shared" if rare > 1 else ""
        return level or ("one shared" if rare else "frequent shared"), shared


def _beside(
    things: Sequence[Local], several: Sequence[int], own: Sequence[int | None]
) -> Iterator[tuple[int, set[int]]]:
    """Yield each named thing of a document with the numbers of the others in its sentences."""
    sentences: dict[int, set[int]] = {}
    places: dict[int, set[int]] = {}
    for i in several:
        if things[i].kind is not EntityKind.NAMED:
            continue
        places[i] = {mention.sentence for mention in things[i].mentions}
        number = own[i]
        if number is not None:
            for sentence in places[i]:
                sentences.setdefault(sentence, set()).add(number)
    for i, found in places.items():
        beside = set().union(*(sentences.get(sentence, ()) for sentence in found))
        yield i, beside - {own[i]}
