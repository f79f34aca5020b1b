"""Places that stand for a government: "Moscow confirmed the sale", "the Kremlin denied it".

A capital, or a seat of `data/seats.tsv`, that does what only people and bodies do (the feature "acting" of
its mention) is a thing of its own, the government of that country. Everywhere else the name is the place
("landed in Caracas"), and the two are never one. See Markert & Nissim (2007), "SemEval-2007 task 08: Metonymy
resolution": of all readings of a place that are not literal, nearly all are this one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.entities.linking import Gazetteer
from kg.entities.names import Name, parse, tokens
from kg.entities.tables import keyed, words
from kg.model import KnownEntity, Link, Mention, MentionKind

__all__ = ["CLASS", "REASON", "Seat", "links", "seat_of"]

CLASS = "GovernmentBody"
REASON = "metonymy: a seat of government that acts"


@dataclass(frozen=True, slots=True)
class Seat:
    """A place that stands for a body: its name as met, the body ("government"), of whom, and the place if
    it is known.
    """

    text: str
    body: str
    owner: KnownEntity
    place: KnownEntity | None = None

    @property
    def name(self) -> Name:
        """Return the name of the body, which no place has: "Moscow (government of Russia)"."""
        text = f"{self.text} ({self.body} of {self.owner.label})"
        return Name(text, tokens(text))


def seat_of(mention: Mention, people: frozenset[str], gazetteer: Gazetteer) -> Seat | None:
    """Return the body for which a name stands, None for a place or person.

    `people`: the words of the full names of people in the text, for "Washington said" may be of George
    Washington.
    """
    name = parse(mention.text)
    if (
        mention.kind is not MentionKind.NAME
        or "acting" not in mention.features
        or mention.titles
        or name.key in people
    ):
        return None
    if mention.type == "person" and any(
        name.key in words("given_names", g) for g in ("masculine", "feminine")
    ):
        return None
    owner, body = keyed("seats").get(name.key, ("", "government"))
    known = gazetteer.labelled(owner) if owner else gazetteer.by_capital.get(name.key)
    if known is None:
        return None
    listed = gazetteer.candidates(name.key, "place")
    places = [e for e in listed if e.type == "City" and e.label == known.capital] or listed
    return Seat(" ".join(mention.text.split()), body, known, places[0] if len(places) == 1 else None)


def links(seat: Seat) -> Sequence[Link]:
    """Return what a body belongs to: links that say of themselves that they are not the same thing, so
    their score is 0.
    """
    found = [Link(seat.owner.iri, 0.0, f"metonymy: {seat.body} of {seat.owner.label}")]
    if seat.place is not None:
        found.append(Link(seat.place.iri, 0.0, f"metonymy: named for its seat, {seat.place.label}"))
    return [link for link in found if link.iri]
