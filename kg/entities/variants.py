"""Pairs of names that are not equal but may be of one thing: what blocking brings together across documents.

Each generator looks for one kind of difference, within blocks of names that share a key, so that nothing
grows with all pairs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.entities.blocking import long_keys, short_keys, typo_keys
from kg.entities.classes import compatible
from kg.entities.clustering import Partition
from kg.entities.comparison import typo
from kg.entities.levels import name_level
from kg.entities.names import Name, parse, umlauts
from kg.entities.tables import words
from kg.entities.within import Local
from kg.model import EntityKind

__all__ = ["Variant", "variants"]

_BLOCK = 50
_SOLID = 6
"""Least number of letters of a name for which spaces and hyphens are a matter of spelling."""
_RARE = 4
_SHORT = ("shorter form", "initials", "first letters")
"""Levels at which one name stands for any of several longer ones."""


@dataclass(frozen=True, slots=True)
class Variant:
    """Two things (by number) whose names may be forms of one name: `one` has the shorter or rarer form."""

    one: int
    other: int
    level: str
    reason: str
    shared: tuple[str, ...]
    person: bool

    @property
    def is_short(self) -> bool:
        """Tell whether the name of `one` may stand for several longer ones."""
        return self.level in _SHORT


def variants(things: Sequence[Local], sets: Partition) -> list[Variant]:
    """Return the pairs of things of different sets whose names may be of one thing, sorted, each once."""
    found: dict[tuple[int, int], Variant] = {}
    for make in GENERATORS:
        for variant in make(things, sets):
            roots = sets.find(variant.one), sets.find(variant.other)
            if roots[0] != roots[1] and roots not in found and roots[::-1] not in found:
                found[roots] = variant
    return sorted(found.values(), key=lambda variant: (variant.one, variant.other))


def _named(things: Sequence[Local]) -> Iterator[tuple[int, Local, Name]]:
    """Yield number, thing and name of all that has a name."""
    for i, thing in enumerate(things):
        if thing.kind is EntityKind.NAMED and thing.name is not None:
            yield i, thing, thing.name


def acronyms(things: Sequence[Local], sets: Partition) -> Iterator[Variant]:
    """Yield an acronym that stands alone in one document, with the only long name that it has in others."""
    long: dict[str, dict[int, int]] = {}
    for i, thing, name in _named(things):
        for key in thing.acronyms - {name.key}:
            long.setdefault(key, {}).setdefault(sets.find(i), i)
    for i, thing, name in _named(things):
        if name.key in thing.acronyms:
            several = long.get(name.key, {}).values()
            fit = {sets.find(j): j for j in several if compatible(things[j].family, thing.family)}
            if len(fit) == 1:
                yield Variant(i, next(iter(fit.values())), "acronym", "acronym of", (), False)


def surnames(things: Sequence[Local], sets: Partition) -> Iterator[Variant]:
    """Yield a surname with the only full name in the collection that has it, if both have one title
    ("President Putin").
    """
    full: dict[str, dict[int, list[int]]] = {}
    for i, thing, name in _named(things):
        if thing.family == "person" and len(name.tokens) > 1:
            full.setdefault(name.tokens[-1], {}).setdefault(sets.find(i), []).append(i)
    common = words("common_surnames", "surname")
    for i, thing, name in _named(things):
        if thing.family != "person" or len(name.tokens) != 1 or name.key in common:
            continue
        people = list(full.get(name.key, {}).values())
        if len(people) == 1 and thing.titles & frozenset().union(*(things[j].titles for j in people[0])):
            yield Variant(i, people[0][0], "surname", "surname and title of", name.tokens, True)


def spellings(things: Sequence[Local], sets: Partition) -> Iterator[Variant]:
    """Yield names of one family that differ in spaces and hyphens only ("Wal-Mart", "Walmart"), or in how
    German letters are written ("Schröder", "Schroeder"), where no third spelling comes between."""
    blocks: dict[tuple[str, str], dict[str, int]] = {}
    for i, thing, name in _named(things):
        if not thing.family or thing.little or thing.seat or len(name.solid) < _SOLID:
            continue
        for solid in sorted({name.solid, parse(umlauts(thing.label)).solid}):
            blocks.setdefault((thing.family, solid), {}).setdefault(name.key, i)
    for (family, _), spelled in sorted(blocks.items()):
        if len(spelled) == 2:
            one, other = spelled.values()
            shared = max((parse(things[i].label).tokens for i in (one, other)), key=len)
            yield Variant(other, one, "other spelling", "spelling variant", shared, family == "person")


def slips(things: Sequence[Local], sets: Partition) -> Iterator[Variant]:
    """Yield spellings of a long name that differ by one slip; a rare one beside a frequent one is rather a
    slip than one of two that are about as frequent.
    """
    counts: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], int] = {}
    for i, thing, name in _named(things):
        if thing.family:
            spelled = (thing.family, name.key)
            counts[spelled] += len(thing.mentions)
            first.setdefault(spelled, i)
    blocks: dict[tuple[str, str], list[int]] = {}
    for (family, _), i in first.items():
        spelling = things[i].name
        for key in typo_keys(spelling) if spelling else ():
            blocks.setdefault((family, key), []).append(i)
    for (family, _), block in sorted(blocks.items()):
        if 1 < len(block) <= _BLOCK:
            yield from _slips(things, block, family, lambda i, f=family: counts[f, things[i].name.key])  # type: ignore[union-attr,misc]


def _slips(
    things: Sequence[Local], block: Iterable[int], family: str, count: Callable[[int], int]
) -> Iterator[Variant]:
    ranked = sorted(block, key=lambda i: (-count(i), things[i].label, i))
    for position, frequent in enumerate(ranked):
        for rare in ranked[position + 1 :]:
            one, other = things[rare].name, things[frequent].name
            if one and other and typo(one, other)[0]:
                level = "rare slip" if count(frequent) >= _RARE * count(rare) else "slip"
                yield Variant(rare, frequent, level, "typo of", other.tokens, family == "person")


def forms(things: Sequence[Local], sets: Partition) -> Iterator[Variant]:
    """Yield shorter and longer forms of a name: "J. Bolton" and "John Bolton", "Nicolas Maduro" and "Nicolas
    Maduro Moros", "Acme" and "Acme Holdings", "IMF" and "International Monetary Fund".
    """
    first: dict[tuple[int, str], tuple[int, Name]] = {}
    for i, thing, name in _named(things):
        if thing.family and not thing.little and thing.seat is None:
            first.setdefault((sets.find(i), name.key), (i, name))
    index: dict[str, list[tuple[int, Name]]] = {}
    for i, name in first.values():
        for key in _longer(name, things[i].family == "person"):
            index.setdefault(key, []).append((i, name))
    for i, name in first.values():
        person = things[i].family == "person"
        for key in _shorter(name, person):
            block = index.get(key, [])
            if len(block) <= _BLOCK:
                yield from _forms(things, sets, (i, name), block, person)


def _forms(
    things: Sequence[Local],
    sets: Partition,
    short: tuple[int, Name],
    block: Iterable[tuple[int, Name]],
    person: bool,
) -> Iterator[Variant]:
    """Yield a short name with the long ones of a block that it may stand for."""
    i, name = short
    for j, long in block:
        same_kind = (things[j].family == "person") == person and compatible(
            things[i].family, things[j].family
        )
        if sets.find(i) == sets.find(j) or not same_kind:
            continue
        level, shared = name_level(name, long, person=person)
        if level in _SHORT and _length(name) <= _length(long):
            yield Variant(i, j, level, f"{level} of" if level == "first letters" else level, shared, person)


def _length(name: Name) -> tuple[int, int, str]:
    return len(name.tokens), len(name.key), name.key


def _longer(name: Name, person: bool) -> Iterator[str]:
    """Yield the keys under which the shorter forms of a name look for it."""
    if not person:
        yield from (f"{key}" for key in long_keys(name, person=False))
        return
    found = [word for word in name.tokens if word not in words("words", "generation")]
    if len(found) > 1:
        yield f"ends {found[0]} {found[-1]}"
        yield f"ends {found[0][0]} {found[-1]}"
        yield from (f"begins {' '.join(found[:n])}" for n in range(2, len(found)))


def _shorter(name: Name, person: bool) -> Iterator[str]:
    """Yield the keys under which a name looks for its longer forms."""
    if not person:
        yield from short_keys(name, person=False)
        return
    found = [word for word in name.tokens if word not in words("words", "generation")]
    if len(found) > 1:
        yield f"ends {found[0]} {found[-1]}"
        yield f"begins {' '.join(found)}"


GENERATORS: tuple[Callable[[Sequence[Local], Partition], Iterator[Variant]], ...] = (
    acronyms,
    surnames,
    spellings,
    slips,
    forms,
)
"""From the surest to the least sure: a pair that two of them find is what the first one says."""
