"""Comparisons of two things of different documents: each has levels, from the same to something else.

A level is "" where one of the two says nothing: nothing is learned from it and it weighs nothing.  What the
levels weigh is a matter of `weights`; a pair is compared on what both sides are (`Side`), be they things of
one document or all that was joined so far.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.entities.classes import coarse_class, compatible
from kg.entities.comparison import fuller, initials, short_form, spelling, surname, typo
from kg.entities.names import Name, parse, umlauts
from kg.entities.neighbours import Neighbours
from kg.entities.rarity import Rarity
from kg.entities.tables import words
from kg.entities.weights import Weights, likeness
from kg.entities.within import Local
from kg.model import Likeness

__all__ = ["LEVELS", "Scale", "Side", "class_level", "description_level", "name_level", "side"]

LEVELS: Mapping[str, tuple[str, ...]] = {
    "name": (
        "same name",
        "other spelling",
        "acronym",
        "surname",
        "shorter form",
        "initials",
        "first letters",
        "rare slip",
        "slip",
        "other name",
    ),
    "class": ("same class", "same family", "near family", "other family"),
    "description": ("shared title", "other title", "contradiction"),
    "identifier": ("same identifier", "other identifier"),
    "neighbours": ("many shared", "several shared", "one shared", "frequent shared", "none shared"),
}
"""The comparisons with their levels, from the most telling to the least."""

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: what all its mentions tell together; `neighbours` with the share of its
    documents that have them.
    """

    families: frozenset[str]
    types: frozenset[str]
    titles: frozenset[str]
    genders: frozenset[str]
    regions: frozenset[str]
    forms: frozenset[str]
    known: frozenset[str]
    neighbours: Mapping[int, float]


def side(things: Iterable[Local], neighbours: Iterable[Sequence[int]]) -> Side:
    """Return what things with their neighbours tell together."""
    several = list(things)
    counts = Counter(number for near in neighbours for number in near)
    return Side(
        families=frozenset(t.family for t in several if t.family),
        types=frozenset(t.type for t in several if t.type != coarse_class(t.family)),
        titles=frozenset().union(*(t.titles for t in several)),
        genders=frozenset(t.gender for t in several if t.gender),
        regions=frozenset(t.region for t in several if t.region),
        forms=frozenset(t.name.legal_form for t in several if t.name and t.name.legal_form),
        known=frozenset(t.known.identity for t in several if t.known),
        neighbours={number: count / len(several) for number, count in counts.items()},
    )


def name_level(one: Name, other: Name, *, person: bool) -> tuple[str, tuple[str, ...]]:
    """Return the level of two names and the words that both have, for the rarer these are the more they tell.

    The same whichever name comes first.

    >>> from kg.entities.names import parse
    >>> full, short = (parse(text, person=True) for text in ("John Bolton", "J. Bolton"))
    >>> name_level(short, full, person=True)
    ('initials', ('j', 'bolton'))
    """
    if one.key == other.key:
        return "same name", one.tokens
    short, long = sorted((one, other), key=lambda n: (len(n.tokens), len(n.key), n.key))
    if spelling(one, other)[0] or _umlauts(one, person) == _umlauts(other, person):
        return "other spelling", short.tokens
    if _generation(one) != _generation(other):
        return "other name", ()
    if person:
        if len(short.tokens) == 1:
            return ("surname", short.tokens) if surname(short, long)[0] else ("other name", ())
        if fuller(short, long)[0] and _same_middle(short, long):
            letters = min(len(short.tokens[0]), len(long.tokens[0])) == 1
            shared = short.tokens if len(short.tokens[0]) == 1 else _first_as_in(short, long)
            return "initials" if letters else "shorter form", shared
    elif short_form(short, long)[0]:
        return "shorter form", short.tokens
    elif initials(short, long)[0]:
        return "first letters", ()
    return ("slip", short.tokens) if typo(one, other)[0] else ("other name", ())


def _umlauts(name: Name, person: bool) -> str:
    return parse(umlauts(name.text), person=person).solid if len(name.solid) > 5 else name.key


def _generation(name: Name) -> frozenset[str]:
    return frozenset(name.tokens) & words("words", "generation")


def _same_middle(short: Name, long: Name) -> bool:
    """Tell whether the middle names of a short form are the first ones of the long form, or their initials:
    "George W. Bush" is not short for "George H. W. Bush".
    """
    if short.tokens[-1] != long.tokens[-1]:
        return True
    return all(x[0] == y[0] for x, y in zip(short.tokens[1:-1], long.tokens[1:-1], strict=False))


def _first_as_in(short: Name, long: Name) -> tuple[str, ...]:
    """Return the words of a name, its first one as short as the other name has it."""
    first = min(short.tokens[0], long.tokens[0], key=len)
    return (first, *short.tokens[1:])


def class_level(one: Side, other: Side) -> str:
    """Return the level of the classes of two sides: "same class" counts for what is more than a family."""
    if not one.families or not other.families:
        return ""
    if one.types & other.types:
        return "same class"
    if one.families & other.families:
        return "same family"
    near = any(compatible(a, b) for a in one.families for b in other.families)
    return "near family" if near else "other family"


def description_level(one: Side, other: Side) -> tuple[str, frozenset[str]]:
    """Return the level of what is said beside the names, and which titles are shared.

    Gender, region and legal form must not differ where both sides tell them.
    """
    for a, b in (
        (one.genders, other.genders),
        (one.regions, other.regions),
        (one.forms, other.forms),
    ):
        if a and b and not a & b:
            return "contradiction", frozenset()
    shared = one.titles & other.titles
    if shared:
        return "shared title", shared
    return ("other title" if one.titles and other.titles else ""), shared


@dataclass(frozen=True, slots=True)
class Scale:
    """What weighs a pair: the weights, how common names are, and the neighbours of a collection."""

    weights: Weights
    rarity: Rarity
    neighbours: Neighbours

    def name(self, level: str, shared: tuple[str, ...], *, person: bool) -> tuple[tuple[str, float], ...]:
        """Return the parts for names at a level that share some words."""
        own = 1 if level == "same name" else 2
        share = self.rarity.share(shared, person=person, own=own) if shared else 1.0
        bits = round(self.weights.rarity(level, share), 1)
        told = ((("rare name" if bits > 0 else "common name"), bits),) if bits else ()
        return (level, self.weights.bits("name", level)), *told

    def likeness(self, one: Side, other: Side, name: Iterable[tuple[str, float]], reason: str) -> Likeness:
        """Return how likely two sides are one, with the parts of their `name` and those of all else.

        The same whichever side comes first.
        """
        return likeness(reason, [("prior", self.weights.prior), *name, *self._told(one, other)])

    def _told(self, one: Side, other: Side) -> Iterable[tuple[str, float]]:
        """Yield the parts of a pair but those of the name."""
        bits = self.weights.bits
        level = class_level(one, other)
        if level:
            yield level, bits("class", level)
        level, titles = description_level(one, other)
        if level:
            yield f"{level}{_shown(sorted(titles))}", bits("description", level)
        if one.known and other.known:
            level = "same identifier" if one.known & other.known else "other identifier"
            yield level, bits("identifier", level)
        level, shared = self.neighbours.level(one.neighbours, other.neighbours)
        if level:
            noun = "neighbour" if len(shared) == 1 else "neighbours"
            label = f"{len(shared)} {noun} shared" if shared else "no neighbour shared"
            often = " but frequent" if level == "frequent shared" else ""
            labels = _shown([self.neighbours.labels[n] for n in shared])
            yield f"{label}{often}{labels}", bits("neighbours", level)


def _shown(found: Sequence[str]) -> str:
    """Return the first of some words in brackets, "" for none."""
    more = ", …" if len(found) > _SHOWN else ""
    return f" ({', '.join(found[:_SHOWN])}{more})" if found else ""
