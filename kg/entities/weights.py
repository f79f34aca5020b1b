"""What each level of each comparison tells: the weights of Fellegi and Sunter.

A comparison of two things has levels ("same class", "near class" …).  `m` is how often things that are one
are at a level, `u` how often different things are; log2(m / u) is the weight of the level in bits, and the
weights of all comparisons and the `prior` (log2 of the odds before looking) add up to log2 of the odds that
two things are one.  `data/weights.toml` holds what `python -m kg.bench.linkage` has learned without labels.

Fellegi and Sunter (1969), "A Theory for Record Linkage"; Winkler (1988), "Using the EM Algorithm for Weight
Computation in the Fellegi-Sunter Model of Record Linkage"; Linacre et al. (2022), "Splink".
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import log2

from kg.model import Likeness

__all__ = ["Weights", "likeness", "probability", "shipped"]

Level = tuple[str, str]
"""A comparison and the level at which two things are."""


@dataclass(frozen=True, slots=True)
class Weights:
    """`prior` in bits, (m, u) of each level of each comparison, and the `usual` share of a name at each level
    of the comparison of names: rarer names tell more.
    """

    prior: float
    levels: Mapping[str, Mapping[str, tuple[float, float]]]
    usual: Mapping[str, float]

    def bits(self, comparison: str, level: str) -> float:
        """Return the weight of a level.

        >>> shipped().bits("name", "same name") > 10 > 0 > shipped().bits("neighbours", "none shared")
        True
        """
        m, u = self.levels[comparison][level]
        return log2(m / u)

    def rarity(self, level: str, share: float) -> float:
        """Return what a name of this share tells more than a usual one; 0 at levels that look at no word."""
        usual = self.usual.get(level)
        return log2(usual / share) if usual else 0.0


def probability(bits: float) -> float:
    """Return the probability that odds of 2 ** bits give.

    >>> probability(0.0), probability(-2000.0), probability(2000.0)
    (0.5, 0.0, 1.0)
    """
    if bits < -500:
        return 0.0
    return 1 / (1 + 2**-bits) if bits < 500 else 1.0


def likeness(reason: str, parts: Iterable[tuple[str, float]]) -> Likeness:
    """Return what parts say together; weights are rounded first, so that they add up for everybody.

    >>> likeness("same name", [("prior", -10.04), ("same name", 20.0)])
    Likeness(score=0.999, reason='same name', parts=(('prior', -10.0), ('same name', 20.0)))
    """
    rounded = tuple((name, round(bits, 1)) for name, bits in parts)
    return Likeness(round(probability(sum(bits for _, bits in rounded)), 3), reason, rounded)


def read(text: str) -> Weights:
    """Return the weights that a TOML text holds."""
    found = tomllib.loads(text)
    levels = {
        comparison: {level: (float(m), float(u)) for level, (m, u) in several.items()}
        for comparison, several in found["levels"].items()
    }
    return Weights(float(found["prior"]), levels, found["usual"])


@cache
def shipped() -> Weights:
    """Return the weights of `data/weights.toml`."""
    return read(resources.files(__package__).joinpath("data", "weights.toml").read_text(encoding="utf-8"))
