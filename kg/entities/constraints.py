"""What decisions say together, before any document is looked at: things that must be one, things that must
not, and whether the two contradict each other.

Must-link and cannot-link are the words of Wagstaff et al. (2001), "Constrained K-means Clustering with
Background Knowledge".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from kg.entities.classes import family
from kg.entities.names import parse, strip_possessive, tokens
from kg.errors import DecisionError
from kg.model import Alias, Apart, Decision, Decisions, Same, Split, Thing

__all__ = ["Constraints", "Mark", "keys", "wording"]

Mark = tuple[int, int]
"""The number of a decision that keeps things apart, and which of its things a mention is of."""


@dataclass(frozen=True, slots=True)
class Constraints:
    """All decisions about things, which are numbered: the sets of those that must be one (`bonds`, with the
    further `names` that they get), and for each entry those that it keeps apart (`parted`: what stands in one
    set may be one).  `speaking` are the entries that speak of each thing.
    """

    entries: tuple[Decision, ...] = ()
    things: tuple[Thing, ...] = ()
    keys: tuple[frozenset[str], ...] = ()
    bonds: tuple[frozenset[int], ...] = ()
    names: tuple[tuple[str, ...], ...] = ()
    parted: tuple[tuple[frozenset[int], ...], ...] = ()
    speaking: tuple[frozenset[int], ...] = ()

    @classmethod
    def of(cls, decisions: Decisions) -> Constraints:
        """Return what decisions say together; raises `DecisionError` where two contradict each other."""
        entries = decisions.entries
        things = tuple(dict.fromkeys(thing for entry in entries for thing in _things(entry)))
        bonds = _closed([[_identity(thing) for thing in _joined(entry)] for entry in entries])
        _check(entries, bonds, decisions.where)
        numbers = [
            frozenset(i for i, thing in enumerate(things) if _identity(thing) in bond) for bond in bonds
        ]
        named = [(_identity(entry.thing), entry.name) for entry in entries if isinstance(entry, Alias)]
        names = [tuple(sorted({name for thing, name in named if thing in bond})) for bond in bonds]
        of = {thing: i for i, thing in enumerate(things)}
        parted = [tuple(frozenset(of[t] for t in several) for several in _parted(e)) for e in entries]
        told = [frozenset(_things(entry)) for entry in entries]
        speaking = [frozenset(k for k, several in enumerate(told) if thing in several) for thing in things]
        return cls(
            entries,
            things,
            tuple(map(keys, things)),
            tuple(numbers),
            tuple(names),
            tuple(parted),
            tuple(speaking),
        )

    def barred(self, marks: Iterable[Mark]) -> frozenset[str]:
        """Return the IRIs of known entities from which marks keep a thing apart."""
        others = (
            self.things[thing]
            for k, i in marks
            for j, several in enumerate(self.parted[k])
            if i != j
            for thing in several
        )
        return frozenset(thing.iri for thing in others if thing.iri)

    def lines(self, numbers: Iterable[int]) -> tuple[str, ...]:
        """Return decisions as text, sorted."""
        return tuple(sorted(_told(self.entries[number]) for number in numbers))


def _told(entry: Decision) -> str:
    return f"{entry} ({entry.why})" if entry.why else str(entry)


def _joined(entry: Decision) -> tuple[Thing, ...]:
    """Return the things that an entry makes one."""
    if isinstance(entry, Alias):
        return entry.thing, Thing(entry.name, entry.thing.type)
    return entry.things if isinstance(entry, Same) else ()


def _parted(entry: Decision) -> tuple[tuple[Thing, ...], ...]:
    """Return the things that an entry keeps apart: those of one tuple may be one."""
    if isinstance(entry, Split):
        quoted = tuple(Thing(quote.text, entry.thing.type, quote=quote) for quote in entry.mentions)
        return (entry.thing,), quoted
    return tuple((thing,) for thing in entry.things) if isinstance(entry, Apart) else ()


def _things(entry: Decision) -> Iterator[Thing]:
    yield from _joined(entry)
    for several in _parted(entry):
        yield from several


def _identity(thing: Thing) -> tuple[object, ...]:
    """Return what two wordings for the same thing have in common."""
    if thing.quote is not None:
        return thing.quote.document, thing.quote.start, thing.quote.text
    if thing.iri and not (thing.document or thing.source):
        return (thing.iri,)
    return wording(thing.name), family(thing.type), thing.document or thing.source


def keys(thing: Thing) -> frozenset[str]:
    """Return the keys of the names of a thing.

    >>> sorted(keys(Thing("President Putin", "Person"))), sorted(keys(Thing("the Acme Inc.", "Company")))
    (['putin'], ['acme'])
    """
    kind = family(thing.type)
    persons = (True, False) if not kind else (kind == "person",)
    return frozenset(parse(thing.name, person=person).key for person in persons) - {""}


def _closed(groups: Sequence[Sequence[tuple[object, ...]]]) -> list[frozenset[tuple[object, ...]]]:
    """Return the unions of groups that share something: what is one with the same thing is one."""
    found: list[frozenset[tuple[object, ...]]] = []
    for group in groups:
        if group:
            whole = frozenset(group).union(*(other for other in found if not other.isdisjoint(group)))
            found = [other for other in found if other.isdisjoint(group)] + [whole]
    return found


def _check(entries: Sequence[Decision], bonds: Sequence[frozenset[tuple[object, ...]]], where: str) -> None:
    """Raise `DecisionError` if an entry keeps apart what others make one."""
    for entry in entries:
        for one, other in combinations(_parted(entry), 2):
            for a, b in product(one, other):
                both = {_identity(a), _identity(b)}
                if len(both) == 1 or any(both <= bond for bond in bonds):
                    raise _contradiction(entry, entries, both, where)


def _contradiction(
    entry: Decision, entries: Sequence[Decision], both: set[tuple[object, ...]], where: str
) -> DecisionError:
    joined = ((e, {_identity(thing) for thing in _joined(e)}) for e in entries)
    against = next((e for e, things in joined if both & things), None)
    message = f"{entry} contradicts {against}" if against else f"{entry} says that a thing is not itself"
    remedy = "take one of the entries out, or undo it with --undo of the command that made it"
    return DecisionError(message, where=where, remedy=remedy)


def wording(name: str) -> tuple[str, ...]:
    """Return the words of a name, with titles and legal forms.

    >>> wording("the Acme Ltd's") == wording("ACME Ltd"), wording("Acme Ltd") == wording("Acme")
    (True, False)
    """
    words = tokens(strip_possessive(name))
    return words[1:] if len(words) > 1 and words[0] == "the" else words
