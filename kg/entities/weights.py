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
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import chain
from math import log2
from pathlib import Path

from kg.errors import ConfigError
from kg.model import Likeness

__all__ = ["Weights", "likeness", "load", "probability", "shipped"]


@dataclass(frozen=True, slots=True)
class Weights:
    """`prior` in bits and how many `things` taught it, (m, u) of each level of each comparison, and the
    `usual` share of a name at each level of the comparison of names: rarer names tell more.
    """

    prior: float
    things: int
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
    usual = {level: float(share) for level, share in found["usual"].items()}
    return Weights(float(found["prior"]), int(found["things"]), levels, usual)


def load(path: str | Path | None) -> Weights:
    """Return the weights of a file that `kg.bench.linkage` has written, those shipped for None.

    Raises `ConfigError` for a file that cannot be read or lacks a level, and for numbers that are no chances.
    """
    if path is None:
        return shipped()
    try:
        found = read(Path(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"cannot be read: {error}", where=str(path), remedy=_REMEDY) from error
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ConfigError(f"holds no weights: {error!r}", where=str(path), remedy=_REMEDY) from error
    for message in _wrong(found):
        raise ConfigError(message, where=str(path), remedy=_REMEDY)
    return found


_REMEDY = "python -m kg.bench.linkage writes such a file"


def _wrong(found: Weights) -> Iterator[str]:
    """Yield what weights lack, and which of their numbers make no sense."""
    usual = shipped()
    tables = {"levels": (found.levels, usual.levels), "usual": (found.usual, usual.usual)}
    tables |= {
        f"levels.{name}": (found.levels.get(name, {}), several) for name, several in usual.levels.items()
    }
    for name, (mine, wanted) in tables.items():
        if mine.keys() != wanted.keys():
            yield f"[{name}] must tell of {', '.join(wanted)}"
    chances = {
        f"levels.{name}": tuple(chain.from_iterable(several.values()))
        for name, several in found.levels.items()
    }
    chances["usual"] = tuple(found.usual.values())
    for name, numbers in chances.items():
        if not all(0 < number <= 1 for number in numbers):
            yield f"[{name}] must hold numbers above 0 and up to 1"
    if not found.prior < 0 < found.things:
        yield "prior must be below 0, things above"


@cache
def shipped() -> Weights:
    """Return the weights of `data/weights.toml`."""
    return read(resources.files(__package__).joinpath("data", "weights.toml").read_text(encoding="utf-8"))
