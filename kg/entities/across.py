"""Resolution across documents: which things of different documents are one.

Each step takes blocks of things that share a key and joins what a named comparison finds to be the same; a
`Partition` refuses to join two things of one document.  Steps run from the surest to the least sure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from kg.entities.blocking import typo_keys
from kg.entities.classes import compatible
from kg.entities.clustering import Partition
from kg.entities.comparison import typo
from kg.entities.decisions import DECIDED
from kg.entities.names import parse, umlauts
from kg.entities.tables import words
from kg.entities.within import Local
from kg.model import EntityKind

__all__ = ["STEPS", "partition"]

_BLOCK = 50
_SOLID = 6
"""Least number of letters of a name for which spaces and hyphens are a matter of spelling."""
_RARE = 4


def partition(things: Sequence[Local]) -> Partition:
    """Return the sets of `things` (sorted by document and first mention) that are one."""
    found = Partition([thing.document for thing in things], [thing.ruled.marks for thing in things])
    for step in STEPS:
        step(things, found)
    return found


def _named(things: Sequence[Local]) -> Iterator[tuple[int, Local]]:
    return ((i, thing) for i, thing in enumerate(things) if thing.kind is EntityKind.NAMED)


def decided(things: Sequence[Local], found: Partition) -> None:
    """Join what analysts have decided to be one."""
    first: dict[int, list[int]] = {}

    def join(one: int, other: int, reason: str) -> bool:
        return found.join(one, other, reason, decided=True)

    for i, thing in sorted(enumerate(things), key=lambda pair: not pair[1].ruled.marks):
        for bond in sorted(thing.ruled.bonds):
            _join_block(found, first.setdefault(bond, []), i, DECIDED, join)


def same_values(things: Sequence[Local], found: Partition) -> None:
    """Join times and quantities of the same value."""
    first: dict[tuple[str, str], int] = {}
    for i, thing in enumerate(things):
        value = thing.mentions[0].value if thing.kind is EntityKind.VALUE else None
        if value:
            found.join(first.setdefault((thing.mentions[0].kind, value), i), i, "same value")


def _decided_first(things: Sequence[Local]) -> list[tuple[int, Local]]:
    """Return what has a name, first what decisions keep apart from other things."""
    return sorted(_named(things), key=lambda pair: not pair[1].ruled.marks)


def same_known(things: Sequence[Local], found: Partition) -> None:
    """Join names of the same known entity."""
    first: dict[str, list[int]] = {}
    for i, thing in _decided_first(things):
        if thing.known is not None:
            block = first.setdefault(thing.known.identity, [])
            _join_block(found, block, i, "same known entity", found.join)


def _join_block(
    found: Partition, block: list[int], i: int, reason: str, join: Callable[[int, int, str], bool]
) -> None:
    """Join a thing with the one of a block that no decision keeps it apart from; a block holds one thing for
    each that decisions keep apart, and what could be several of them is none.
    """
    free = [j for j in block if not found.apart(i, j)]
    if not free:
        block.append(i)
    elif not any(found.apart(a, b) for a, b in combinations(free, 2)):
        join(free[0], i, reason)


def same_name(things: Sequence[Local], found: Partition) -> None:
    """Join equal names of one family; those without family join where there is only one.

    Some names are too little (see `blocking.tells_little`), and so is one word for a person if several people
    of the collection have it, or if it was decided who that is in one document."""
    carriers = _carriers(things)
    key_of = _keys(things)
    first: dict[str, dict[str, list[int]]] = {}
    unsure: list[tuple[str, int]] = []

    def join(one: int, other: int, reason: str) -> bool:
        return _join(things, found, one, other, reason)

    for i, thing in _decided_first(things):
        if thing.name is None or not thing.name.key or _says_too_little(thing, carriers):
            continue
        if not thing.family:
            unsure.append((key_of[i], i))
            continue
        block = first.setdefault(key_of[i], {})
        kind = next((kind for kind in sorted(block) if compatible(kind, thing.family)), thing.family)
        _join_block(found, block.setdefault(kind, []), i, "same name", join)
    for key, i in unsure:
        block = first.setdefault(key, {})
        if len(block) < 2:
            _join_block(found, block.setdefault(next(iter(block), ""), []), i, "same name", join)


def _keys(things: Sequence[Local]) -> dict[int, str]:
    """Return by which key each named thing is compared: that of its name and, where it tells more, its
    region ("Portland, Oregon"), its legal form ("Acme Corp.", "Acme Ltd."), whether it is known, and for
    names that many well-known things bear, whether it has an article ("the Amazon").
    """
    regions: dict[str, set[str]] = {}
    forms: dict[str, set[str]] = {}
    for _, thing in _named(things):
        if thing.name is not None and thing.region:
            regions.setdefault(thing.name.key, set()).add(thing.region)
        if thing.name is not None and thing.name.legal_form:
            forms.setdefault(thing.name.key, set()).add(thing.name.legal_form)
    keys = {}
    for i, thing in _named(things):
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
    full = {
        t.name.tokens for _, t in _named(things) if t.family == "person" and t.name and len(t.name.tokens) > 1
    }
    return Counter(found[-1] for found in full)


def _says_too_little(thing: Local, carriers: Counter[str]) -> bool:
    one_word = thing.family == "person" and thing.name is not None and len(thing.name.tokens) == 1
    several = thing.name is not None and (carriers[thing.name.key] > 1 or thing.ruled.here)
    unsure = one_word and thing.known is None and several
    return thing.little or unsure


def _join(things: Sequence[Local], found: Partition, one: int, other: int, reason: str) -> bool:
    """Join two things unless what is known of them differs."""
    known = {k.identity for i in (one, other) if (k := things[found.find(i)].known or things[i].known)}
    return len(known) < 2 and found.join(one, other, reason)


def defined_acronyms(things: Sequence[Local], found: Partition) -> None:
    """Join an acronym that stands alone in one document with the only long name that it has in the others."""
    long: dict[str, set[int]] = {}
    for i, thing in _named(things):
        for key in thing.acronyms:
            if thing.name is not None and thing.name.key != key:
                long.setdefault(key, set()).add(i)
    for i, thing in _named(things):
        if thing.name is None or thing.name.key not in thing.acronyms:
            continue
        names = {
            found.find(j) for j in long.get(thing.name.key, ()) if compatible(things[j].family, thing.family)
        }
        if len(names) == 1:
            _join(things, found, min(names), i, "acronym of")


def titled_surnames(things: Sequence[Local], found: Partition) -> None:
    """Join "President Putin" with the only full name in the collection that has this surname, if it has this
    title too.
    """
    full: dict[str, list[int]] = {}
    for i, thing in _named(things):
        if thing.family == "person" and thing.name is not None and len(thing.name.tokens) > 1:
            full.setdefault(thing.name.tokens[-1], []).append(i)
    for i, thing in _named(things):
        if thing.family != "person" or thing.name is None or len(thing.name.tokens) != 1:
            continue
        people = full.get(thing.name.key, [])
        if len({found.find(j) for j in people}) == 1 and thing.name.key not in words(
            "common_surnames", "surname"
        ):
            titles = {title for j in people for title in things[j].titles}
            if thing.titles & titles:
                _join(things, found, people[0], i, "surname and title of")


def misspellings(things: Sequence[Local], found: Partition) -> None:
    """Join a rare spelling of a long name with a frequent one that differs by one slip."""
    counts: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], int] = {}
    for i, thing in _named(things):
        if thing.name is not None and thing.family:
            spelled = (thing.family, thing.name.key)
            counts[spelled] += len(thing.mentions)
            first.setdefault(spelled, i)
    blocks: dict[tuple[str, str], list[int]] = {}
    for (family, _), i in first.items():
        name = things[i].name
        for key in typo_keys(name) if name else ():
            blocks.setdefault((family, key), []).append(i)
    for (family, _), block in sorted(blocks.items()):
        if 1 < len(block) <= _BLOCK:
            _join_slips(things, found, block, lambda i, f=family: counts[f, things[i].name.key])  # type: ignore[union-attr,misc]


def _join_slips(
    things: Sequence[Local], found: Partition, block: list[int], count: Callable[[int], int]
) -> None:
    ranked = sorted(block, key=lambda i: (-count(i), things[i].label, i))
    for position, frequent in enumerate(ranked):
        for rare in ranked[position + 1 :]:
            one, other = things[rare].name, things[frequent].name
            if one and other and count(frequent) >= _RARE * count(rare) and typo(one, other)[0]:
                _join(things, found, frequent, rare, "typo of")


def spelled_otherwise(things: Sequence[Local], found: Partition) -> None:
    """Join names of one family that differ in spaces and hyphens only ("Wal-Mart", "Walmart"), or in how
    German letters are written ("Schröder", "Schroeder"), where no third spelling comes between."""
    blocks: dict[tuple[str, str], dict[str, int]] = {}
    for i, thing in _named(things):
        if (
            thing.name is None
            or not thing.family
            or thing.little
            or thing.seat
            or len(thing.name.solid) < _SOLID
        ):
            continue
        for solid in sorted({thing.name.solid, parse(umlauts(thing.label)).solid}):
            blocks.setdefault((thing.family, solid), {}).setdefault(thing.name.key, i)
    for _, spelled in sorted(blocks.items()):
        if len(spelled) == 2:
            one, other = spelled.values()
            _join(things, found, one, other, "spelling variant")


STEPS: tuple[Callable[[Sequence[Local], Partition], None], ...] = (
    decided,
    same_values,
    same_known,
    same_name,
    defined_acronyms,
    titled_surnames,
    spelled_otherwise,
    misspellings,
)
