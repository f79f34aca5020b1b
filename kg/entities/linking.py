"""Which known thing a name stands for: an index over the gazetteers, and how sure a link is.

A link is certain only where the whole name is the label or an alias of exactly one known entity whose class
agrees with how the text uses the name, and where no other well-known thing bears it ("Georgia").  Where
several could be meant, the text around the name is asked (`kg.entities.surroundings`).  No link is the normal
case.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from kg.entities.classes import compatible, family
from kg.entities.names import key as key_of
from kg.entities.names import parse
from kg.entities.tables import words
from kg.known import Hashes, Known
from kg.model import KnownEntity, Lexicon, Link

__all__ = ["LIKELY", "OWN", "Gazetteer", "Names"]

_GEOPOLITICAL = frozenset({"Country", "City", "Region", "Place"})
_SHARED = 0.5
"""What all candidates of an ambiguous name have together; the rest is for a thing that nobody listed."""

LIKELY = 0.9
"""The score of a candidate that the text around the name speaks for."""

_OWN = 0.7
"""The score of a candidate for which only speaks that the user has listed it."""

OWN = "listed by the user"
"""The reason for a candidate that only the user's gazetteer speaks for."""

_MOST = 20
"""How many candidates of an ambiguous name are told."""

_CACHED = 1 << 16


@dataclass(frozen=True, slots=True)
class Names:
    """The known entities that bear a name, by its key.

    What was looked up is kept, as far as there is room.
    """

    known: Known
    index: Hashes
    found: dict[str, tuple[KnownEntity, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, known: Known) -> Names:
        """Return the index of all names."""
        return cls(known, _index(known))

    def __getitem__(self, key: str) -> tuple[KnownEntity, ...]:
        """Return the entities of a name, sorted by IRI; () if there is none."""
        found = self.found.get(key)
        if found is None:
            if len(self.found) >= _CACHED:
                self.found.clear()
            entities = (self.known.entry(place) for place in dict.fromkeys(self.index.find(key)))
            found = tuple(sorted((e for e in entities if key in _keys(e)), key=lambda e: (e.iri, e.label)))
            self.found[key] = found
        return found

    get = __getitem__


@lru_cache(maxsize=2)
def _index(known: Known) -> Hashes:
    """Return the places of entries by the keys of their names."""
    hashes, places = array("q"), array("q")
    for place, kind, names in known.names():
        person = _is_person(kind)
        for name in names:
            if key := key_of(name, person=person):
                hashes.append(hash(key))
                places.append(place)
    return Hashes.of(hashes, places)


@lru_cache
def _is_person(kind: str) -> bool:
    return family(kind) == "person"


def _keys(entity: KnownEntity) -> frozenset[str]:
    person = _is_person(entity.type)
    return frozenset(key_of(name, person=person) for name in (entity.label, *entity.aliases))


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Known entities by the keys of their names and by their demonyms, and countries by the keys of their
    capital's names.
    """

    by_key: Names
    by_demonym: dict[str, KnownEntity | None] = field(default_factory=dict)
    by_capital: dict[str, KnownEntity] = field(default_factory=dict)

    @classmethod
    def of(cls, known: Sequence[KnownEntity], lexicon: Lexicon) -> Gazetteer:
        """Return the index of `known`; a demonym of several known entities leads to the one that `lexicon`
        names, if any.
        """
        packed = Known.of(known)
        names = Names.of(packed)
        demonyms: dict[str, list[KnownEntity]] = {}
        for entity in map(packed.entry, packed.peoples):
            for demonym in entity.demonyms:
                demonyms.setdefault(parse(demonym).key, []).append(entity)
        unique = {name: found[0] if len(found) == 1 else None for name, found in demonyms.items()}
        for demonym, label in lexicon.demonyms.items():
            unique[parse(demonym).key] = _labelled(names, label) or _unlisted(label)
        return cls(names, unique, _capitals(packed, names))

    def candidates(self, key: str, kind: str) -> tuple[KnownEntity, ...]:
        """Return the known entities of that name which can be of family `kind` (a country or city can act as
        an organisation).
        """
        return tuple(e for e in self.by_key[key] if _fits(e, kind))

    def certain(self, key: str, kind: str) -> KnownEntity | None:
        """Return the known entity that a name stands for beyond doubt, or None."""
        found = self.candidates(key, kind)
        if len(found) != 1 or key in words("homonyms", "name"):
            return None
        return found[0] if kind or len(self.by_key[key]) == 1 else None

    def own(self, key: str, kind: str) -> KnownEntity | None:
        """Return the only one of several candidates that the user has listed, or None."""
        found = [e for e in self.candidates(key, kind) if e.own]
        return found[0] if len(found) == 1 else None

    def labelled(self, label: str) -> KnownEntity | None:
        """Return the known entity with a label, or None."""
        return _labelled(self.by_key, label)

    def body(self, acronym: str) -> KnownEntity | None:
        """Return the only known organisation that an acronym stands for, None where anything else bears
        it.
        """
        name = parse(acronym)
        found = self.by_key[name.key] if name.acronym and name.key not in words("homonyms", "name") else ()
        return found[0] if len(found) == 1 and family(found[0].type) == "organization" else None

    def demonym(self, text: str) -> KnownEntity | None:
        """Return the known entity (often a country) to which "Venezuelan" belongs, or None."""
        return self.by_demonym.get(parse(text).key)

    def links(
        self, keys: Iterable[str], kind: str, chosen: KnownEntity | None = None, reason: str = ""
    ) -> tuple[Link, ...]:
        """Return the links of a thing with these name keys, best first: one certain, or all possible ones
        with lower scores.  `chosen` is the one that the text speaks for, and `reason` says why.

        What is missing to 1.0 is the score of NIL: that the thing is none of these.  A certain link has 1.0;
        candidates share 0.5; one that the text speaks for has 0.9 (0.7 if nothing does but that the user has
        listed it), and the others share half of the rest.
        """
        names = sorted(keys)
        sure = {e.iri: (e, key) for key in names if (e := self.certain(key, kind)) is not None and e.iri}
        if len(sure) == 1 and chosen is not None and chosen.iri in sure:
            ((entity, _),) = sure.values()
            exact = any(k == key_of(entity.label, person=_is_person(entity.type)) for k in names)
            return (Link(entity.iri, 1.0, "exact label" if exact else "unambiguous alias", True),)
        others = {e.iri for key in names for e in self.candidates(key, kind) if e.iri}
        if chosen is None or not chosen.iri:
            return _shared(others, _SHARED)
        score = _OWN if reason == OWN else LIKELY
        rest = _shared(others - {chosen.iri}, (1 - score) / 2)
        return (Link(chosen.iri, score, f"ambiguous name, {reason}" if reason else "ambiguous name"), *rest)


def _labelled(names: Names, label: str) -> KnownEntity | None:
    return next((e for e in names[parse(label).key] if e.label == label), None)


def _capitals(known: Known, names: Names) -> dict[str, KnownEntity]:
    """Return countries by the keys of the names of their capitals."""
    found: dict[str, KnownEntity] = {}
    for country in map(known.entry, known.peoples):
        if country.type != "Country" or not country.capital:
            continue
        cities = (e for e in names[parse(country.capital).key] if _is_capital(e, country))
        for name in (country.capital, *(alias for city in cities for alias in city.aliases)):
            found.setdefault(parse(name).key, country)
    return found


def _is_capital(city: KnownEntity, country: KnownEntity) -> bool:
    there = city.country in (None, country.label)
    return city.type == "City" and city.label == country.capital and there


def _shared(iris: Iterable[str], score: float) -> tuple[Link, ...]:
    """Return a link to each of several candidates; of very many only to the first ones."""
    found = sorted(iris)
    reason = "ambiguous name" if len(found) <= _MOST else f"ambiguous name, one of {len(found)}"
    return tuple(Link(iri, round(score / len(found), 4), reason) for iri in found[:_MOST])


def _unlisted(label: str) -> KnownEntity:
    """Return a stand-in, without IRI, for a country that only the lexicon names."""
    return KnownEntity("", label, "Country")


def _fits(entity: KnownEntity, kind: str) -> bool:
    if entity.type in _GEOPOLITICAL and kind == "organization":
        return True
    return compatible(family(entity.type), kind)
