"""How common a name is: a rare name that two documents share tells more than a frequent one.

Words of the names of people are counted over the *different* names of the collection, not over their uses:
that a newspaper speaks of one John Bolton every day does not make the name common, fifty Johns with fifty
surnames do.  Small collections say little, so the counts are mixed with the shares of `data/shares.tsv`
(shrinkage; the term frequency adjustment of Winkler 1989, with the words of a name taken as independent).
Bodies, places and products are named so that they are not taken for others, and what is named after them
("Mosul Dam") makes their own name no commoner: for these only the shares that are known before count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from math import prod

from kg.entities.names import generic_heads
from kg.entities.tables import rows, words

__all__ = ["Rarity"]

_TRUST = 2000
"""So many different names of a collection weigh as much as the shares that are known before."""

_CHOSEN = 0.01
"""By this factor fewer things that are no persons have a name of several words than its words tell."""

_LEAST, _MOST = 1e-8, 0.05
"""No name is thought rarer or more common than this, for the words of a name are not quite independent."""


class Rarity:
    """The shares of all words of names in a collection."""

    def __init__(self, people: Iterable[tuple[str, ...]]) -> None:
        """Count the words of the different names of people."""
        different = set(people)
        self._counts = Counter(word for name in different for word in _kinds(name, person=True))
        self._names = len(different)

    def share(self, name: tuple[str, ...], *, person: bool, own: int = 1) -> float:
        """Return the chance that a name of the collection has these words; `own` names that have them are not
        counted.

        >>> rarity = Rarity([])
        >>> rarity.share(("john", "smith"), person=True) > 100 * rarity.share(("juan", "guaido"), person=True)
        True
        """
        several = _kinds(name, person=person)
        if not person:
            found = prod((_known_share(*word) for word in several), start=_CHOSEN if several[1:] else 1.0)
        else:
            found = prod(self._share(*word, own) for word in several)
        return min(_MOST, max(_LEAST, found))

    def _share(self, kind: str, word: str, own: int) -> float:
        counted = max(0, self._counts[kind, word] - own)
        return (counted + _TRUST * _known_share(kind, word)) / (self._names + _TRUST)


def _kinds(name: tuple[str, ...], *, person: bool) -> list[tuple[str, str]]:
    """Return the words of a name that count, each with its kind."""
    generation = words("words", "generation")
    kept = [word for word in name if word not in generation]
    if person:
        kinds = ["given"] * (len(kept) - 1) + ["surname"] * bool(kept)
        return [("initial" if len(w) == 1 else k, w) for k, w in zip(kinds, kept, strict=True)]
    small = words("words", "small")
    return [("number" if w.isdigit() else "word", w) for w in kept if w not in small]


@cache
def _shares() -> Mapping[tuple[str, str], float]:
    return {
        (kind, word.strip()): float(share) / 100_000
        for kind, share, several in rows("shares")
        for word in several.split(",")
    }


@cache
def _known_share(kind: str, word: str) -> float:
    """Return the share of a word that is expected before a collection is looked at."""
    shares = _shares()
    if (kind, word) in shares:
        return shares[kind, word]
    if kind == "word":
        generic = generic_heads() | words("words", "generic name") | words("words", "common name")
        return shares[kind, "generic" if word in generic else "other"]
    listed = {
        "given": words("given_names", "masculine") | words("given_names", "feminine"),
        "surname": words("common_surnames", "surname"),
    }
    return shares[kind, "listed" if word in listed.get(kind, ()) else "other"]
