"""How likely it is, before looking, that two things of a collection are one.

In the theory of Fellegi and Sunter the prior belongs to the collection at hand: of ten times as many things
a thing meets ten times as many others, and a name that was telling in a thousand documents is that of several
people in ten thousand.  The share of pairs that are one is found by expectation maximisation over counts of
equal names: the rarer a name, the surer its pairs are one.  The prior of the weights counts as much as the
things that taught it, so small collections are all judged alike, and it is never exceeded: a collection that
speaks of few people all the time says nothing of two that it hardly knows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import log2

from kg.entities.rarity import Rarity
from kg.entities.weights import Weights

__all__ = ["prior"]

_ROUNDS = 100
_NEAR = 1e-6


def prior(names: Iterable[tuple[tuple[str, ...], bool]], rarity: Rarity, weights: Weights) -> float:
    """Return log2 of the odds that two of the things with these `names` (words, and whether it is a person's)
    are one; at most the prior of `weights`.

    >>> from kg.entities.weights import shipped
    >>> crowd = [((f"given{n}", f"surname{n % 5000}"), True) for n in range(100_000)]
    >>> few, many = (prior(crowd[:n], Rarity([]), shipped()) for n in (100, 100_000))
    >>> few == shipped().prior > many + 3
    True
    """
    counts = Counter(names)
    things = sum(counts.values())
    pairs = [
        (n * (n - 1) / 2, rarity.share(name, person=person)) for (name, person), n in counts.items() if n > 1
    ]
    pairs.sort()
    expected, trust = _share(weights.prior), weights.things**2 / 2
    every = things * (things - 1) / 2 + trust
    m, _ = weights.levels["name"]["same name"]
    share, rounds = expected, 0
    while rounds < _ROUNDS:
        rounds += 1
        one = sum(n * share * m / (share * m + (1 - share) * u) for n, u in pairs) / m
        before, share = share, min(expected, (one + trust * expected) / every)
        if abs(share - before) <= _NEAR * before:
            break
    return min(weights.prior, round(log2(share / (1 - share)), 1))


def _share(bits: float) -> float:
    return 1 / (1 + 2**-bits)
