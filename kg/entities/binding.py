"""Decisions at work in one document: what must be one is joined, mentions that were split off go their own
way.

What must not be one is refused by `Discourse.merge` itself, so that no other step can undo a decision.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from kg.entities.decisions import DECIDED
from kg.entities.discourse import Discourse, Referent
from kg.model import MentionKind

__all__ = ["bind", "settle"]


def bind(d: Discourse) -> None:
    """Join the things of a document that decisions make one, as far as no decision keeps them apart."""
    for numbers in _bonded(d):
        homes: list[Referent] = []
        for one in _ranked(d, numbers):
            free = [home for home in homes if not d.rulings.opposed(one.members, home.members)]
            if not free:
                homes.append(one)
            elif not any(d.rulings.opposed(a.members, b.members) for a, b in combinations(free, 2)):
                d.merge(one, free[0], DECIDED)
                _explain(free[0], numbers)


def _ranked(d: Discourse, numbers: Iterable[int]) -> list[Referent]:
    """Return the things that mentions are of, first those that decisions keep apart from others."""
    found = d.referents(n for n in numbers if d.of[n] is not None)
    return sorted(found, key=lambda r: (d.rulings.marks.keys().isdisjoint(r.members), r.first))


def _bonded(d: Discourse) -> list[list[int]]:
    """Return the mentions of each list that must be of one thing, in text order."""
    ordered = sorted(d.rulings.things.items())
    bonds = d.rulings.constraints.bonds if ordered else ()
    several = ([n for n, things in ordered if not things.isdisjoint(bond)] for bond in bonds)
    return [numbers for numbers in several if numbers]


def settle(d: Discourse) -> None:
    """After all other steps: set apart the mentions that were split off, join what came up later, and put
    pronouns where decisions want them.
    """
    for lot in sorted(set(d.rulings.lots.values())):
        _part(d, [n for n in sorted(d.rulings.lots) if d.rulings.lots[n] == lot])
    bind(d)
    for numbers in _bonded(d):
        homes = _ranked(d, numbers)
        for number in (n for n in numbers if d.of[n] is None):
            free = [home for home in homes if not d.rulings.opposed([number], home.members)]
            if len(free) == 1:
                d.join(number, free[0], DECIDED)


def _part(d: Discourse, numbers: Iterable[int]) -> None:
    """Make one thing of mentions that were split off; pronouns alone are of nothing."""
    ordered = sorted(
        numbers, key=lambda n: (d.names[n] is None, d.mentions[n].kind is MentionKind.PRONOUN, n)
    )
    home: Referent | None = None
    for number in ordered:
        one = d.of[number]
        if home is None and one is not None and d.names[number] is not None and _free(d, number, one):
            home = one
        elif home is not None or one is not None:
            d.leave(number)
            home = _joined(d, number, home)


def _free(d: Discourse, number: int, one: Referent) -> bool:
    """Tell whether a mention that was split off is no longer in what it was split off from."""
    return not d.rulings.opposed([number], one.members)


def _joined(d: Discourse, number: int, home: Referent | None) -> Referent | None:
    if home is not None:
        d.join(number, home, DECIDED)
    elif d.mentions[number].kind is not MentionKind.PRONOUN:
        home = d.start(number, DECIDED)
    return home


def _explain(referent: Referent, numbers: Iterable[int]) -> None:
    """Note the decision as the reason of what it has joined."""
    decided = set(numbers)
    for i, number in enumerate(referent.members):
        if number in decided and number != referent.first and referent.reasons[i] in _OWN:
            referent.reasons[i] = DECIDED


_OWN = ("name", "common noun", "description beside a name")
"""The reasons of mentions that began a thing of their own."""
