"""Nations in names: "Venezuelan" is of Venezuela, and "the Army" may be the Venezuelan one."""

from __future__ import annotations

from kg.entities.discourse import Discourse, Referent, could_be_one, is_adjective
from kg.entities.names import parse
from kg.model import EntityKind, KnownEntity

__all__ = ["demonyms", "is_adjective_of_nation", "nationalities"]


def is_adjective_of_nation(d: Discourse, number: int) -> bool:
    """Tell whether a mention is a known demonym that stands for its country ("the Venezuelan army"), not for
    people.
    """
    mention = d.mentions[number]
    known = is_adjective(mention) and mention.type != "person"
    return known and d.gazetteer.demonym(mention.text) is not None


def nationalities(d: Discourse) -> None:
    """Join an institution with the only one that is told apart by a nation or owner: "the Venezuelan Army",
    "the Army".
    """
    longer: dict[str, list[Referent]] = {}
    for referent in d.named():
        for name in referent.names:
            if name.bare:
                longer.setdefault(name.bare, []).append(referent)
            elif len(name.tokens) > 1 and d.gazetteer.demonym(name.tokens[0]) is not None:
                longer.setdefault(" ".join(name.tokens[1:]), []).append(referent)
    for referent in d.named():
        found = longer.get(referent.name.key, [])
        several = len({id(r) for r in found}) != 1 or found[0] is referent
        if several or not referent.family == found[0].family == "organization":
            continue
        if could_be_one(referent, found[0]):
            d.merge(referent, found[0], "name without nation")


def demonyms(d: Discourse) -> None:
    """Join adjectives of a known country with the country: "Venezuelan" with "Venezuela", named in the text
    or not.
    """
    countries = {_identity(r.known): r for r in d.named() if r.known}
    by_name = {r.name.key: r for r in d.named() if r.family in ("place", "organization", "")}
    for number, name in enumerate(d.names):
        if name is None or "title" in d.told[number] or not is_adjective_of_nation(d, number):
            continue
        known = d.gazetteer.demonym(name.text)
        if known is None:
            continue
        key = parse(known.label).key
        country = countries.get(_identity(known)) or by_name.get(key)
        if country is None:
            country = Referent(EntityKind.NAMED, "place", names=[parse(known.label)], known=known)
            countries[_identity(known)] = country
        d.join(number, country, "demonym of")


def _identity(known: KnownEntity) -> str:
    return known.iri or parse(known.label).key
