"""Which known thing a name stands for: an index over the gazetteer, and how sure a link is.

A link is certain only where the whole name is the label or an alias of exactly one known entity whose class
agrees with how the text uses the name, and where no other well-known thing bears it ("Georgia").  No link is
the normal case.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.entities.classes import compatible, family
from kg.entities.names import parse
from kg.entities.tables import words
from kg.model import KnownEntity, Lexicon, Link

__all__ = ["Gazetteer"]

_GEOPOLITICAL = frozenset({"Country", "City", "Region", "Place"})


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Known entities by the keys of their names, by their demonyms and by IRI."""

    by_key: dict[str, tuple[KnownEntity, ...]] = field(default_factory=dict)
    by_demonym: dict[str, KnownEntity | None] = field(default_factory=dict)
    by_iri: dict[str, KnownEntity] = field(default_factory=dict)

    @classmethod
    def of(cls, known: Sequence[KnownEntity], lexicon: Lexicon) -> Gazetteer:
        """Return the index of `known`; a demonym of several known entities leads to the one that `lexicon`
        names, if any.
        """
        by_key: dict[str, list[KnownEntity]] = {}
        by_label: dict[str, KnownEntity] = {}
        demonyms: dict[str, list[KnownEntity]] = {}
        for entity in sorted(known, key=lambda e: e.iri):
            by_label.setdefault(entity.label, entity)
            for key in sorted({_key(name, entity.type) for name in (entity.label, *entity.aliases)} - {""}):
                by_key.setdefault(key, []).append(entity)
            for demonym in entity.demonyms:
                demonyms.setdefault(parse(demonym).key, []).append(entity)
        unique = {name: found[0] if len(found) == 1 else None for name, found in demonyms.items()}
        for demonym, label in lexicon.demonyms.items():
            unique[parse(demonym).key] = by_label.get(label) or _unlisted(label)
        return cls({k: tuple(v) for k, v in by_key.items()}, unique, {e.iri: e for e in known})

    def candidates(self, key: str, kind: str) -> tuple[KnownEntity, ...]:
        """Return the known entities of that name which can be of family `kind` (a country or city can act as
        an organisation).
        """
        return tuple(e for e in self.by_key.get(key, ()) if _fits(e, kind))

    def certain(self, key: str, kind: str) -> KnownEntity | None:
        """Return the known entity that a name stands for beyond doubt, or None."""
        found = self.candidates(key, kind)
        if key in words("homonyms", "name") or len(found) != 1:
            return None
        listed = self.by_key[key]
        return found[0] if kind or len(listed) == 1 else None

    def likely(self, key: str, kind: str, said: frozenset[str]) -> KnownEntity | None:
        """Return the only country with an ambiguous name if the text also names its capital or its people.

        "Georgia" beside "Tbilisi" or "Georgian" is the country.
        """
        found = self.candidates(key, kind)
        if len(found) != 1 or not said:
            return None
        clues = {parse(name).key for name in (found[0].capital or "", *found[0].demonyms)} - {"", key}
        return found[0] if clues & said else None

    def demonym(self, text: str) -> KnownEntity | None:
        """Return the known entity (often a country) to which "Venezuelan" belongs, or None."""
        return self.by_demonym.get(parse(text).key)

    def links(self, keys: Iterable[str], kind: str) -> tuple[Link, ...]:
        """Return the links of a thing with these name keys, best first: one certain, or all possible ones
        with lower scores.

        Scores: 1.0 certain, else 0.5 shared among the candidates.
        """
        found: dict[str, Link] = {}
        for key in sorted(keys):
            sure = self.certain(key, kind)
            if sure is not None and sure.iri:
                reason = "exact label" if key == _key(sure.label, sure.type) else "unambiguous alias"
                found[sure.iri] = max(
                    found.get(sure.iri, Link("", 0.0, "")), Link(sure.iri, 1.0, reason, True), key=_rank
                )
                continue
            candidates = self.candidates(key, kind)
            for entity in candidates:
                link = Link(entity.iri, round(0.5 / len(candidates), 4), "ambiguous name")
                found[entity.iri] = max(found.get(entity.iri, link), link, key=_rank)
        certain = [link for link in found.values() if link.certain]
        return tuple(
            sorted(certain if len(certain) == 1 else found.values(), key=lambda link: (-link.score, link.iri))
        )


def _rank(link: Link) -> tuple[float, bool, str]:
    return link.score, link.reason == "exact label", link.iri


def _key(name: str, kind: str) -> str:
    return parse(name, person=family(kind) == "person").key


def _unlisted(label: str) -> KnownEntity:
    """Return a stand-in, without IRI, for a country that only the lexicon names."""
    return KnownEntity("", label, "Country")


def _fits(entity: KnownEntity, kind: str) -> bool:
    if entity.type in _GEOPOLITICAL and kind == "organization":
        return True
    return compatible(family(entity.type), kind)
