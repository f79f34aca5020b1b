"""The language model's chains: which thing a mention is of, where the guess agrees with what is known.

A chain is followed to the thing of its nearest mention that can be meant; what number, gender or class speak
against is not taken. Names are never joined by a chain alone (see `aliases.guessed`). Where the model is less
sure than the thresholds here, the rules of `pronouns` and `nominals` are asked.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.entities.classes import compatible
from kg.entities.discourse import Discourse, Referent
from kg.entities.nominals import contradicts
from kg.entities.pronouns import agrees, own_object
from kg.model import EntityKind, MentionKind

__all__ = ["Guesses"]

_NEAREST = 30
"""So many mentions of a chain on either side are looked at: a long chain costs no more than others."""

_NAMED = 2
"""So many sentences from a pronoun the thing with a name comes before one that has none."""

SURE_OF_PRONOUN, SURE_OF_SPEAKER, SURE_OF_NOUN, SURE_OF_NAMED = 0.7, 0.9, 0.85, 0.95
"""Least chance with which these follow the model: pronouns; "I", "we" and "you"; common nouns; common nouns
that are to be of a named thing. On GUM's development part links of a chance of 0.9 and more are right for
0.86 of the pronouns of the third person and 0.74 of the nouns.
"""

SURE_OF_GENDER = 0.6
"""The same for "he" and "she" where the name, too, tells the gender."""


@dataclass(eq=False, slots=True)
class Guesses:
    """The mentions of one document by the chain that the language model puts them in, in text order."""

    d: Discourse
    members: dict[str, list[int]] = field(default_factory=dict)

    @classmethod
    def begin(cls, d: Discourse) -> Guesses:
        """Return the chains of a document."""
        guesses = cls(d)
        for number, mention in enumerate(d.mentions):
            if mention.coreference is not None:
                guesses.members.setdefault(mention.coreference, []).append(number)
        return guesses

    def nearest(self, number: int) -> Referent | None:
        """Return the thing of the nearest mention of the chain that a mention can be of, None where the model
        is not sure or nothing fits.

        Earlier mentions come first, then, for pronouns, those behind it ("In his speech, Maduro …"); of these
        again what has a name near by.
        """
        chance = self.d.mentions[number].coreference_chance
        fitting: Iterator[int] = (n for n in self._others(number) if self._may_be(number, n))
        if self.d.mentions[number].kind is MentionKind.PRONOUN:
            fitting = iter(sorted(fitting, key=lambda n: not self._is_near_name(number, n)))
        first = next(fitting, None)
        referent = self.d.meant(first) if first is not None else None
        return referent if referent is not None and chance >= self._least(number, referent) else None

    def _may_be(self, number: int, other: int) -> bool:
        referent = self.d.meant(other)
        return referent is not None and self._fits(number, referent)

    def _is_near_name(self, number: int, other: int) -> bool:
        """Tell whether a mention of something with a name stands so near that a pronoun means it, whatever
        nouns stand between ("Zardari became president, and *he* …")."""
        referent, mentions = self.d.meant(other), self.d.mentions
        near = abs(mentions[number].sentence - mentions[other].sentence) <= _NAMED
        return near and referent is not None and referent.kind is EntityKind.NAMED

    def _least(self, number: int, referent: Referent) -> float:
        if self.d.mentions[number].kind is not MentionKind.PRONOUN:
            return SURE_OF_NAMED if referent.kind is EntityKind.NAMED else SURE_OF_NOUN
        told = self.d.told[number]
        if referent.kind is EntityKind.NAMED and referent.gender and referent.gender in told:
            return SURE_OF_GENDER
        return SURE_OF_SPEAKER if {"first", "second"} & told else SURE_OF_PRONOUN

    def _others(self, number: int) -> Iterator[int]:
        mention = self.d.mentions[number]
        members = self.members.get(mention.coreference, []) if mention.coreference is not None else []
        here = bisect_left(members, number)
        yield from reversed(members[max(0, here - _NEAREST) : here])
        if mention.kind is MentionKind.PRONOUN:
            yield from members[here + 1 : here + 1 + _NEAREST]

    def _fits(self, number: int, referent: Referent) -> bool:
        d = self.d
        if d.mentions[number].kind is MentionKind.PRONOUN:
            told = d.told[number]
            speaks = bool({"first", "second"} & told)
            if speaks:
                return _speaks(referent, told)
            barred = own_object(d, number, told)
            return agrees(d, referent, number, told) and (barred is None or d.meant(barred) is not referent)
        if referent.kind is EntityKind.VALUE or d.mentions[number].kind is not MentionKind.NOMINAL:
            return False
        told, gender = d.told[number], d.gender(number)
        if "indefinite" in told or ("plural" in told) is not referent.plural:
            return False
        if gender and referent.gender and gender != referent.gender:
            return False
        return compatible(d.families[number], referent.family) and not contradicts(d, number, referent)


def _speaks(referent: Referent, told: frozenset[str]) -> bool:
    """Tell whether a thing can be "I", "we" or "you": a person, for "we" several or a body."""
    if "second" in told:
        return referent.family == "person"
    if "plural" in told:
        return referent.plural or referent.family in ("organization", "place")
    return referent.family == "person" and not referent.plural
