"""Made-up names for made-up documents: nobody is called so, but they are as frequent as real ones."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from random import Random

from kg.bench.records import resource

__all__ = ["drawn_surnames", "parts", "pick"]


@cache
def parts(part: str) -> tuple[str, ...]:
    """Return the names, or parts of names, of one kind (`data/crowd.json`)."""
    return tuple(resource("crowd.json")[part])


def drawn_surnames(random: Random) -> list[str]:
    """Return some tens of thousands of made-up surnames."""
    syllables = [onset + rhyme for onset in parts("onsets") for rhyme in parts("rhymes")]
    made = {"".join(random.choice(syllables) for _ in range(random.randint(2, 3))) for _ in range(60_000)}
    ordered = sorted(made)
    random.shuffle(ordered)
    return [name.title() for name in ordered]


def pick(names: Sequence[str], random: Random) -> str:
    """Return one of the names, the k-th with a chance of about 1/k (Zipf's law)."""
    return names[min(len(names) - 1, int(len(names) ** random.random()) - 1)]
