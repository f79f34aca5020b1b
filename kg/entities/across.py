"""Resolution across documents: which things of different documents are one.

What an analyst decided, equal values and equal identifiers come first.  Then names are compared: equal ones
(`same_name`), and such as may be other forms of one name (`variants`).  Every pair that is brought together
gets a probability with its parts (`levels`, `weights`); pairs are joined in order of falling probability,
down to `JOIN`, and those down to `SUGGEST` are left to a person.  A `Partition` refuses to join two things of
one document, or what decisions, identifiers or gender keep apart, whatever the score.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from kg.entities.classes import compatible
from kg.entities.clustering import Partition
from kg.entities.decisions import DECIDED
from kg.entities.levels import Scale, Side, side
from kg.entities.neighbours import Neighbours
from kg.entities.prior import prior
from kg.entities.rarity import Rarity
from kg.entities.tables import words
from kg.entities.variants import Variant, variants
from kg.entities.weights import Weights, likeness, shipped
from kg.entities.within import Local
from kg.model import EntityKind, Likeness

__all__ = ["JOIN", "STEPS", "SUGGEST", "Joined", "join", "scale"]

JOIN, SUGGEST = 0.95, 0.5
"""Least probability to join two things, and to say that they may be one."""

_MARGIN = 6.0
"""A short name is one of the longer names that it may stand for only if the next one is so many bits behind.
"""

_POSTED, _SUGGESTED = 16, 20
"""Most things of one name that are looked at because of one neighbour, and most suggestions for a name."""


@dataclass(slots=True)
class Joined:
    """The sets of things that are one, with why each thing is in its set, and pairs that may be one too."""

    things: Sequence[Local]
    scale: Scale
    sets: Partition
    likenesses: dict[int, Likeness] = field(default_factory=dict)
    doubts: dict[tuple[int, int], Likeness] = field(default_factory=dict)
    sides: dict[int, Side] = field(default_factory=dict)

    def may(self, one: int, other: int) -> bool:
        """Tell whether nothing that is sure keeps two things apart."""
        return not self.sets.clash(one, other) and not self.sets.apart(one, other)

    def join(self, one: int, other: int, found: Likeness) -> bool:
        """Join the sets of two things for what `found` says, and keep it with the second one."""
        if self.sets.find(one) == self.sets.find(other):
            return True
        if not self.may(one, other) or not self.sets.join(one, other, found.reason):
            return False
        self.likenesses.setdefault(other, found)
        return True

    def doubt(self, one: int, other: int, found: Likeness) -> None:
        """Note that two things may be one."""
        if found.score >= SUGGEST:
            self.doubts[one, other] = found

    def suggestions(self) -> Iterator[tuple[int, int, Likeness]]:
        """Yield the pairs of things in different sets that may be one, the likeliest pair of each two sets,
        in order of falling probability.
        """
        ranked = sorted(self.doubts.items(), key=lambda pair: (-_bits(pair[1]), pair[0]))
        seen: set[tuple[int, int]] = set()
        for (one, other), found in ranked:
            a, b = sorted((self.sets.find(one), self.sets.find(other)))
            if a != b and (a, b) not in seen and self.may(a, b) and not self.sets.meet(a, b):
                seen.add((a, b))
                yield one, other, found


def join(things: Sequence[Local], weights: Weights | None = None) -> Joined:
    """Return which of `things` (sorted by document and first mention) are one."""
    traits = [(t.known.identity if t.known else "", t.gender) for t in things]
    sets = Partition([t.document for t in things], [t.ruled.marks for t in things], traits)
    found = Joined(things, scale(things, weights or shipped()), sets)
    for step in STEPS:
        step(found)
    return found


def scale(things: Sequence[Local], weights: Weights) -> Scale:
    """Return by what things of a collection are weighed; the prior is that of the collection."""
    people = (t.name.tokens for t in things if t.name is not None and t.family == "person")
    rarity = Rarity(people)
    named = (
        (t.name.tokens, t.family == "person")
        for t in things
        if t.kind is EntityKind.NAMED and t.name is not None and t.name.key and t.family
        if not t.little and t.known is None
    )
    own = replace(weights, prior=prior(named, rarity, weights))
    return Scale(own, rarity, Neighbours(things))


def _bits(found: Likeness) -> float:
    return round(sum(bits for _, bits in found.parts), 1)


def decided(found: Joined) -> None:
    """Join what analysts have decided to be one."""
    first: dict[int, list[int]] = {}

    def join_decided(one: int, other: int) -> None:
        found.sets.join(one, other, DECIDED, decided=True)

    for i, thing in sorted(enumerate(found.things), key=lambda pair: not pair[1].ruled.marks):
        for bond in sorted(thing.ruled.bonds):
            _join_block(found, first.setdefault(bond, []), i, join_decided)


def same_values(found: Joined) -> None:
    """Join times and quantities of the same value."""
    first: dict[tuple[str, str], int] = {}
    for i, thing in enumerate(found.things):
        value = thing.mentions[0].value if thing.kind is EntityKind.VALUE else None
        if value:
            found.sets.join(first.setdefault((thing.mentions[0].kind, value), i), i, "same value")


def _decided_first(things: Sequence[Local]) -> list[tuple[int, Local]]:
    """Return what has a name, first what decisions keep apart from other things."""
    named = ((i, thing) for i, thing in enumerate(things) if thing.kind is EntityKind.NAMED)
    return sorted(named, key=lambda pair: not pair[1].ruled.marks)


def same_known(found: Joined) -> None:
    """Join names of the same known entity."""
    bits = found.scale.weights.bits("identifier", "same identifier")
    same = likeness("same known entity", [("prior", found.scale.weights.prior), ("same identifier", bits)])
    first: dict[str, list[int]] = {}

    def join_known(one: int, other: int) -> None:
        if found.sets.join(one, other, same.reason):
            found.likenesses.setdefault(other, same)

    for i, thing in _decided_first(found.things):
        if thing.known is not None:
            _join_block(found, first.setdefault(thing.known.identity, []), i, join_known)


def _join_block(found: Joined, block: list[int], i: int, join_both: Callable[[int, int], None]) -> None:
    """Join a thing with the one of a block that no decision keeps it apart from; a block holds one thing for
    each that decisions keep apart, and what could be several of them is none.
    """
    free = [j for j in block if not found.sets.apart(i, j)]
    if not free:
        block.append(i)
    elif not _several(found, free):
        join_both(free[0], i)


def _several(found: Joined, free: Iterable[int]) -> bool:
    """Tell whether decisions keep some of the things apart from each other."""
    return any(found.sets.apart(a, b) for a, b in combinations(free, 2))


def same_name(found: Joined) -> None:
    """Join equal names of one family that are one with high probability; those without family only where
    there is one of the name.

    Some names are too little (see `blocking.tells_little`), and so is one word for a person if several people
    of the collection have it, or if it was decided who that is in one document."""
    for group in _groups(found.things):
        if len(group) > 1:
            _join_group(found, group)


def _groups(things: Sequence[Local]) -> Iterator[list[int]]:
    """Yield the numbers of the things of each name and family."""
    carriers, key_of = _carriers(things), _keys(things)
    first: dict[str, dict[str, list[int]]] = {}
    unsure: list[tuple[str, int]] = []
    for i, thing in _decided_first(things):
        if thing.name is None or not thing.name.key or _says_too_little(thing, carriers):
            continue
        if not thing.family:
            unsure.append((key_of[i], i))
            continue
        block = first.setdefault(key_of[i], {})
        kind = next((kind for kind in sorted(block) if compatible(kind, thing.family)), thing.family)
        block.setdefault(kind, []).append(i)
    for key, i in unsure:
        block = first.setdefault(key, {})
        if len(block) < 2:
            block.setdefault(next(iter(block), ""), []).append(i)
    for block in first.values():
        yield from block.values()


def _keys(things: Sequence[Local]) -> dict[int, str]:
    """Return by which key each named thing is compared: that of its name and, where it tells more, its
    region ("Portland, Oregon"), its legal form ("Acme Corp.", "Acme Ltd."), whether it is known, and for
    names that many well-known things bear, whether it has an article ("the Amazon").
    """
    regions: dict[str, set[str]] = {}
    forms: dict[str, set[str]] = {}
    named = [(i, thing) for i, thing in enumerate(things) if thing.kind is EntityKind.NAMED]
    for _, thing in named:
        if thing.name is not None and thing.region:
            regions.setdefault(thing.name.key, set()).add(thing.region)
        if thing.name is not None and thing.name.legal_form:
            forms.setdefault(thing.name.key, set()).add(thing.name.legal_form)
    keys = {}
    for i, thing in named:
        key = thing.name.key if thing.name is not None else ""
        told = [thing.region] if thing.elsewhere or len(regions.get(key, ())) > 1 else []
        if thing.name is not None and len(forms.get(key, ())) > 1:
            told.append(thing.name.legal_form)
        if key in words("homonyms", "name"):
            told += ["known"] * (thing.known is not None) + ["the"] * thing.has_article
        keys[i] = ", ".join((key, *told))
    return keys


def _carriers(things: Sequence[Local]) -> Counter[str]:
    """Return how many different full names of people end in each word."""
    full = {t.name.tokens for t in things if t.family == "person" and t.name and len(t.name.tokens) > 1}
    return Counter(found[-1] for found in full)


def _says_too_little(thing: Local, carriers: Counter[str]) -> bool:
    one_word = thing.family == "person" and thing.name is not None and len(thing.name.tokens) == 1
    several = thing.name is not None and (carriers[thing.name.key] > 1 or thing.ruled.here)
    unsure = one_word and thing.known is None and several
    return thing.little or unsure


def _join_group(found: Joined, group: Sequence[int]) -> None:
    """Join the things of one name, each with an earlier one: with those that share most neighbours, else with
    the first that nothing sure keeps it apart from.
    """
    things, neighbours = found.things, found.scale.neighbours
    name = things[group[0]].name
    person = things[group[0]].family == "person"
    parts = found.scale.name("same name", name.tokens if name else (), person=person)
    sides = {i: side((things[i],), (neighbours.of[i],)) for i in group}
    heads: list[int] = []
    posted: dict[int, list[int]] = {}
    pairs: list[tuple[float, int, int, Likeness]] = []
    for i in group:
        free = [j for j in heads if found.may(i, j)]
        if not free:
            heads.append(i)
        elif not _several(found, free):
            near = _nearest(posted, neighbours.of[i])
            for j in dict.fromkeys((*near, free[0])):
                like = found.scale.likeness(sides[j], sides[i], parts, "same name")
                pairs.append((-_bits(like), j, i, like))
                if like.score >= JOIN:
                    break
        for number in neighbours.of[i]:
            if neighbours.is_rare(number) and len(posted.setdefault(number, [])) < _POSTED:
                posted[number].append(i)
    left = _SUGGESTED
    for _, j, i, like in sorted(pairs, key=lambda pair: pair[:3]):
        if like.score >= JOIN:
            found.join(j, i, like)
        elif left and found.sets.find(i) != found.sets.find(j):
            found.doubt(j, i, like)
            left -= 1


def _nearest(posted: dict[int, list[int]], numbers: Iterable[int]) -> list[int]:
    """Return the two earlier things that share most of some rare neighbours."""
    shared = Counter(j for number in numbers for j in posted.get(number, ()))
    return sorted(shared, key=lambda j: (-shared[j], j))[:2]


def other_names(found: Joined) -> None:
    """Join names that are not equal but may be of one thing, in order of falling probability.

    A short form that could be of several things is of none, unless one is far likelier."""
    weighed = [(_weigh(found, variant), variant) for variant in variants(found.things, found.sets)]
    likely = [(like, variant) for like, variant in weighed if like.score >= SUGGEST]
    longer: dict[int, list[tuple[float, int]]] = {}
    for like, variant in likely:
        longer.setdefault(found.sets.find(variant.one), []).append((_bits(like), variant.other))
    of_short = {variant: longer[found.sets.find(variant.one)] for _, variant in likely if variant.is_short}
    for like, variant in sorted(likely, key=lambda pair: (-_bits(pair[0]), pair[1].one, pair[1].other)):
        rivals = (
            bits
            for bits, other in of_short.get(variant, ())
            if found.sets.find(other) != found.sets.find(variant.other)
        )
        clear = all(bits + _MARGIN <= _bits(like) for bits in rivals)
        if like.score < JOIN or not clear or not found.join(variant.other, variant.one, like):
            found.doubt(variant.other, variant.one, like)


def _weigh(found: Joined, variant: Variant) -> Likeness:
    one, other = (_side(found, i) for i in (variant.one, variant.other))
    parts = found.scale.name(variant.level, variant.shared, person=variant.person)
    return found.scale.likeness(one, other, parts, variant.reason)


def _side(found: Joined, i: int) -> Side:
    """Return what all things of the set of a thing tell together."""
    root = found.sets.find(i)
    if root not in found.sides:
        members = list(found.sets.members(root).values())
        near = [found.scale.neighbours.of[j] for j in members]
        found.sides[root] = side([found.things[j] for j in members], near)
    return found.sides[root]


STEPS: tuple[Callable[[Joined], None], ...] = (decided, same_values, same_known, same_name, other_names)
