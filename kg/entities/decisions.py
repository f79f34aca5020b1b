"""What decisions say of the mentions of a document.

Decisions speak of names, known entities and quotations, never of ids, so they hold for documents that come
later.  `Rulings` is what they say of the mentions of one document, a `Ruled` what they say of one thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.entities.classes import compatible, family
from kg.entities.constraints import Constraints, Mark, wording
from kg.model import Document, MentionKind, Quote, Same, Split, Thing

if TYPE_CHECKING:
    from kg.entities.discourse import Discourse

__all__ = ["DECIDED", "NOTHING", "UNRULED", "Ruled", "Rulings", "opposed", "place", "within"]

DECIDED = "decision"
"""The reason of a mention that is where it is because an analyst said so."""

_VALUES = (MentionKind.TIME, MentionKind.QUANTITY)


def opposed(one: frozenset[Mark], other: frozenset[Mark]) -> bool:
    """Tell whether a decision keeps two things apart: they are different things of the same decision.

    >>> opposed(frozenset({(0, 0)}), frozenset({(0, 1)})), opposed(frozenset({(0, 0)}), frozenset({(0, 0)}))
    (True, False)
    """
    return any(a == b and i != j for a, i in one for b, j in other)


@dataclass(frozen=True, slots=True)
class Ruled:
    """What decisions say of one thing: the marks that keep it apart, the bonds that it is in, the decisions
    that speak of it, all by number; and whether it was decided what it is in this document alone.
    """

    marks: frozenset[Mark] = frozenset()
    bonds: frozenset[int] = frozenset()
    entries: frozenset[int] = frozenset()
    here: bool = False


UNRULED = Ruled()
"""What is said of a thing that nobody has decided about."""


@dataclass(frozen=True, slots=True)
class Rulings:
    """What decisions say of the mentions of one document, by their numbers.

    `things`: the things that a mention is of (one that was split off is what it is quoted as, whatever its
    name).  `marks`: what keeps it apart.  `lots`: the `Split` that takes a mention out.
    """

    constraints: Constraints = field(default_factory=Constraints)
    things: Mapping[int, frozenset[int]] = field(default_factory=dict)
    marks: Mapping[int, frozenset[Mark]] = field(default_factory=dict)
    lots: Mapping[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, constraints: Constraints, d: Discourse) -> Rulings:
        """Return what decisions say of a document."""
        if not constraints.things:
            return NOTHING
        named = _by_key(d)
        numbers = [
            frozenset(_numbers(thing, found, d, named))
            for thing, found in zip(constraints.things, constraints.keys, strict=True)
        ]
        if not any(numbers):
            return NOTHING
        marks: dict[int, set[Mark]] = {}
        for mark, number in _marks(constraints, numbers, d):
            marks.setdefault(number, set()).add(mark)
        lots = {n: k for n in sorted(marks) for k, i in sorted(marks[n]) if i and _is_split(constraints, k)}
        things: dict[int, set[int]] = {}
        for i, several in enumerate(numbers):
            for number in several:
                if number not in lots or constraints.things[i].quote is not None:
                    things.setdefault(number, set()).add(i)
        return cls(
            constraints,
            {number: frozenset(found) for number, found in things.items()},
            {number: frozenset(found) for number, found in marks.items()},
            lots,
        )

    def opposed(self, one: Iterable[int], other: Iterable[int]) -> bool:
        """Tell whether a decision keeps two lists of mentions apart."""
        return bool(self.marks) and opposed(self._marks(one), self._marks(other))

    def _marks(self, members: Iterable[int]) -> frozenset[Mark]:
        return frozenset().union(*(self.marks.get(number, frozenset()) for number in members))

    def barred(self, members: Iterable[int]) -> frozenset[str]:
        """Return the IRIs of known entities that a thing with these mentions is not."""
        return self.constraints.barred(self._marks(members)) if self.marks else frozenset()

    def parts(self, numbers: Sequence[int]) -> list[list[int]]:
        """Part mentions of one name where decisions keep some of them apart; what could be of several parts
        is a part by itself.
        """
        if not self.marks:
            return [list(numbers)]
        found: list[list[int]] = []
        for number in (n for n in numbers if n in self.marks):
            lot = self.lots.get(number)
            home = (p for p in found if self.lots.get(p[0]) == lot and not self.opposed(p, [number]))
            part = next(home, None)
            if part is None:
                found.append(part := [])
            part.append(number)
        unmarked = [n for n in numbers if n not in self.marks]
        if len(found) == 1 and found[0][0] not in self.lots:
            return [sorted((*found[0], *unmarked))]
        return [*found, unmarked] if unmarked else found

    def ruled(self, members: Sequence[int]) -> Ruled:
        """Return what decisions say of a thing with these mentions."""
        if not self.things:
            return UNRULED
        things = frozenset().union(*(self.things.get(number, frozenset()) for number in members))
        if not things:
            return UNRULED
        c = self.constraints
        entries = frozenset().union(*(c.speaking[i] for i in things))
        bonds = (k for k, bond in enumerate(c.bonds) if bond & things)
        limited = (i for i in things if c.things[i].document or c.things[i].source or c.things[i].quote)
        here = any(isinstance(c.entries[k], Same) for i in limited for k in c.speaking[i])
        return Ruled(self._marks(members), frozenset(bonds), entries, here)


NOTHING = Rulings()
"""Nothing is decided."""


def _by_key(d: Discourse) -> dict[str, list[int]]:
    """Return the mentions of a document that are names, by the keys of the names."""
    found: dict[str, list[int]] = {}
    for number, name in enumerate(d.names):
        if name is not None and name.key:
            found.setdefault(name.key, []).append(number)
    return found


def _numbers(
    thing: Thing, found: frozenset[str], d: Discourse, named: Mapping[str, Sequence[int]]
) -> Iterator[int]:
    """Yield the mentions of a document that are of a thing: the one that it quotes, else all of its name."""
    if thing.quote is not None:
        start = place(thing.quote, d.document)
        for number, mention in enumerate(d.mentions if start is not None else ()):
            same = mention.span.start == start and mention.text == thing.quote.text
            if same and mention.kind not in _VALUES:
                yield number
        return
    if not within(thing, d.document):
        return
    kind = family(thing.type)
    for number in (number for key in sorted(found) for number in named.get(key, ())):
        known = _known(d, number)
        if compatible(d.families[number], kind) and (not known or not thing.iri or known == thing.iri):
            yield number
    if thing.iri:
        every = (number for numbers in named.values() for number in numbers)
        yield from (number for number in every if _known(d, number) == thing.iri)


def within(thing: Thing, document: Document) -> bool:
    """Tell whether a decision about a thing holds in a document."""
    return (
        not (thing.document or thing.source)
        or thing.document == document.id
        or _same_source(thing.source, document)
    )


def _same_source(source: str, document: Document) -> bool:
    """Tell whether a document was read from a path; standard input is none."""
    return source not in ("", "-") and source == document.source


def _known(d: Discourse, number: int) -> str:
    """Return the IRI of the known entity that a name stands for beyond doubt, "" if there is none."""
    name = d.names[number]
    known = d.gazetteer.certain(name.key, d.families[number]) if name is not None else None
    return known.iri if known is not None else ""


def place(quote: Quote, document: Document) -> int | None:
    """Return where a quotation stands in a document: where it was, as long as the document is the same, else
    where its words are found once; None if it is not of this document.

    >>> place(Quote("doc_1", "a.txt", 4, "Bolt", "and ", "."), Document("doc_1", "Ann and Bolt."))
    4
    >>> place(Quote("doc_1", "a.txt", 4, "Bolt", "and ", "."), Document("doc_2", "Ann and Bolt.", "a.txt"))
    8
    """
    if quote.document == document.id:
        return quote.start
    if not _same_source(quote.source, document):
        return None
    words = quote.before + quote.text + quote.after
    start = document.text.find(words)
    once = start >= 0 and document.text.find(words, start + 1) < 0
    return start + len(quote.before) if once else None


def _marks(
    constraints: Constraints, of: Sequence[frozenset[int]], d: Discourse
) -> Iterator[tuple[Mark, int]]:
    """Yield each mark with the mention that has it; what could be two things of one decision is the more
    closely described one, or neither.
    """
    for k, parted in enumerate(constraints.parted):
        claims: dict[int, dict[int, int]] = {}
        for i, several in enumerate(parted):
            for number in frozenset().union(*(of[thing] for thing in several)):
                those = (constraints.things[thing] for thing in several if number in of[thing])
                close = max(_closeness(thing, d.mentions[number].text) for thing in those)
                claims.setdefault(number, {})[i] = close
        for number, claim in claims.items():
            first = max(claim.values())
            closest = [i for i, close in claim.items() if close == first]
            if len(closest) == 1:
                yield (k, closest[0]), number


def _closeness(thing: Thing, text: str) -> int:
    """Return how closely a thing describes a mention; "Acme Ltd" is called so more closely than "Acme"."""
    return (
        16 * (thing.quote is not None)
        + 8 * bool(thing.document or thing.source)
        + 4 * bool(thing.iri)
        + 2 * (wording(thing.name) == wording(text))
        + bool(thing.type)
    )


def _is_split(constraints: Constraints, number: int) -> bool:
    return isinstance(constraints.entries[number], Split)
