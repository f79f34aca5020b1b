"""The things that one document speaks of, as they become known: the working state of resolution in a
document.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kg.entities.classes import best, compatible, family, mention_family, refine
from kg.entities.comparison import _without_generation, fuller, surname
from kg.entities.constraints import Constraints
from kg.entities.decisions import NOTHING, Rulings
from kg.entities.linking import Gazetteer
from kg.entities.mentioned import is_named_for, name_of
from kg.entities.metonymy import CLASS, Seat, seat_of
from kg.entities.names import Name, tokens
from kg.entities.regions import regions
from kg.entities.tables import keyed, words
from kg.model import Document, EntityKind, KnownEntity, Lexicon, Mention, MentionKind

__all__ = ["Discourse", "Referent", "could_be_one", "features", "is_adjective", "quotations"]

_NEAR = 60
_PERSONS = ("first", "second", "third")


@dataclass(eq=False, slots=True)
class Referent:
    """One thing of a document: which mentions (by number) are of it, each with the reason, and what is known
    of it.

    `why_known` is what speaks for `known` beside the name, "" where the name alone is enough.
    `gender` is "", "masculine" or "feminine"; `titles` are the words of the nouns that describe it; `first`
    is the number of its first mention.
    """

    kind: EntityKind
    family: str
    members: list[int] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    classes: list[str] = field(default_factory=list)
    titles: set[tuple[str, ...]] = field(default_factory=set)
    gender: str = ""
    plural: bool = False
    known: KnownEntity | None = None
    why_known: str = ""
    seat: Seat | None = None
    region: str = ""
    first: int = sys.maxsize

    @property
    def name(self) -> Name:
        """Return the name with most words, which stands for the thing in comparisons."""
        return max(self.names, key=lambda name: (len(name.tokens), len(name.key), name.key))

    @property
    def type(self) -> str:
        """Return the class that its mentions speak for."""
        return self.known.type if self.known else best(self.classes)


@dataclass(eq=False, slots=True)
class Discourse:
    """A document, its mentions in text order with class, family and (for names) `Name`, and the referents
    found so far.
    """

    document: Document
    mentions: Sequence[Mention]
    lexicon: Lexicon
    gazetteer: Gazetteer
    classes: list[str] = field(default_factory=list)
    families: list[str] = field(default_factory=list)
    names: list[Name | None] = field(default_factory=list)
    told: list[frozenset[str]] = field(default_factory=list)
    of: list[Referent | None] = field(default_factory=list)
    sentences: dict[int, list[int]] = field(default_factory=dict)
    seats: dict[int, Seat] = field(default_factory=dict)
    regions: dict[int, str] = field(default_factory=dict)
    surnames: frozenset[str] = frozenset()
    quotes: list[int] = field(default_factory=list)
    has_chains: bool = False
    headline: int = 0
    descriptions: dict[int, int] = field(default_factory=dict)
    rulings: Rulings = NOTHING

    @classmethod
    def begin(
        cls,
        document: Document,
        mentions: Sequence[Mention],
        lexicon: Lexicon,
        gazetteer: Gazetteer,
        constraints: Constraints | None = None,
    ) -> Discourse:
        """Return the state before anything is resolved, with what `constraints` say of the document."""
        d = cls(document, mentions, lexicon, gazetteer)
        for i, mention in enumerate(mentions):
            name, kind = d._class(mention)
            d.classes.append(name)
            d.families.append(kind)
            d.names.append(name_of(mention, d.families[i], document.text))
            d.told.append(features(mention))
            d.sentences.setdefault(mention.sentence, []).append(i)
        d._note_people()
        d.regions = regions(d)
        d.of = [None] * len(mentions)
        d.quotes = quotations(document.text)
        d.has_chains = any(mention.coreference is not None for mention in mentions)
        d.headline = _headline(document.text)
        d.rulings = Rulings.of(constraints, d) if constraints else NOTHING
        return d

    def _class(self, mention: Mention) -> tuple[str, str]:
        """Return (class, family) of a mention, where the model's "person" is corrected: an acronym of a known
        body ("WHO"), what bears a person's name with an article ("the Gerald R. Ford").
        """
        if mention.type == "person" and mention.kind is MentionKind.NAME:
            body = self.gazetteer.body(mention.text)
            if body is not None:
                return body.type, family(body.type)
            if is_named_for(mention, self.document.text):
                return "Thing", "object"
        name = refine(mention, self.lexicon)
        return name, mention_family(mention, name)

    def _note_people(self) -> None:
        """Note the last words of full names of people, and which names stand for governments."""
        full = [
            n.tokens
            for n, f in zip(self.names, self.families, strict=True)
            if n and f == "person" and len(n.tokens) > 1
        ]
        self.surnames = frozenset(_without_generation(found)[-1] for found in full)
        people = frozenset(token for found in full for token in found)
        for i, mention in enumerate(self.mentions):
            seat = seat_of(mention, people, self.gazetteer)
            if seat is not None:
                self.seats[i], self.names[i] = seat, seat.name
                self.classes[i], self.families[i] = CLASS, family(CLASS)

    def start(self, number: int, reason: str, *, kind: EntityKind | None = None) -> Referent:
        """Begin a new referent with one mention."""
        mention = self.mentions[number]
        named = EntityKind.NAMED if mention.kind is MentionKind.NAME else EntityKind.CONCEPT
        referent = Referent(kind or named, self.families[number], seat=self.seats.get(number))
        self.join(number, referent, reason)
        return referent

    def join(self, number: int, referent: Referent, reason: str) -> None:
        """Put a mention to a referent that it is of; what the mention tells is noted there."""
        mention = self.mentions[number]
        referent.members.append(number)
        referent.reasons.append(reason)
        referent.first = min(referent.first, number)
        referent.region = referent.region or self.regions.get(number, "")
        self.of[number] = referent
        told = self.told[number]
        referent.gender = referent.gender or self.gender(number)
        if mention.kind is MentionKind.PRONOUN:
            return
        referent.plural = referent.plural or "plural" in told
        referent.titles.update(tokens(title) for title in mention.titles)
        name = self.names[number]
        if name is not None and not is_adjective(mention):
            self._note_name(referent, number, name)
        if referent.kind is not EntityKind.NAMED:
            referent.classes.append(self.classes[number])
        referent.family = referent.family or self.families[number]

    def _note_name(self, referent: Referent, number: int, name: Name) -> None:
        referent.classes.append(self.classes[number])
        if name not in referent.names:
            referent.names.append(name)
        referent.titles.update(tuple(title.split()) for title in name.titles)

    def leave(self, number: int) -> None:
        """Take a mention out of the referent that it is of, if any."""
        referent = self.of[number]
        if referent is not None:
            here = referent.members.index(number)
            del referent.members[here], referent.reasons[here]
            referent.first = min(referent.members, default=sys.maxsize)
        self.of[number] = None

    def merge(self, referent: Referent, into: Referent, reason: str) -> bool:
        """Put all mentions of one referent to another, for a reason that they get in place of "exact name".

        False, and nothing is done, if an analyst has decided that they are two things.
        """
        if self.rulings.opposed(referent.members, into.members):
            return False
        for number, old in zip(referent.members, referent.reasons, strict=True):
            into.members.append(number)
            into.reasons.append(reason if old in ("name", "exact name") else old)
            self.of[number] = into
        into.first = min(into.first, referent.first)
        into.names += [name for name in referent.names if name not in into.names]
        into.classes += referent.classes
        into.titles |= referent.titles
        into.gender = into.gender or referent.gender
        into.plural = into.plural or referent.plural
        into.why_known = into.why_known if into.known else referent.why_known
        into.known = into.known or referent.known
        into.region = into.region or referent.region
        into.family = into.family or referent.family
        if EntityKind.NAMED in (referent.kind, into.kind):
            into.kind = EntityKind.NAMED
        referent.members, referent.reasons = [], []
        return True

    def part(self, referent: Referent, members: Sequence[tuple[int, str]]) -> None:
        """Take mentions, with their reasons, out of a thing and make them one of their own."""
        own = Referent(referent.kind, self.families[members[0][0]])
        gone = {number for number, _ in members}
        left = [(n, r) for n, r in zip(referent.members, referent.reasons, strict=True) if n not in gone]
        referent.members, referent.reasons = [n for n, _ in left], [r for _, r in left]
        referent.first = min(referent.members)
        for number, reason in members:
            self.join(number, own, reason)
        referent.names = list(
            dict.fromkeys(name for n in referent.members if (name := self.names[n]) is not None)
        )

    def in_headline(self, number: int) -> bool:
        """Tell whether a mention stands in the first line, and that line is no sentence."""
        return self.mentions[number].span.end <= self.headline

    def meant(self, number: int) -> Referent | None:
        """Return whom a mention means: that of a description beside a name is the thing with the name."""
        return self.of[self.descriptions.get(number, number)]

    def referents(self, numbers: Iterable[int] | None = None) -> list[Referent]:
        """Return all referents, or those that some mentions mean, in the order of their first mentions."""
        meant = self.of if numbers is None else [self.meant(number) for number in numbers]
        found = {id(referent): referent for referent in meant if referent is not None}
        return list(found.values())

    def named(self) -> list[Referent]:
        """Return the referents that have a name of their own, in text order."""
        return [r for r in self.referents() if r.kind is EntityKind.NAMED and r.names]

    def before(self, number: int, *, sentences: int) -> Iterator[int]:
        """Yield the mentions of the same and of so many preceding sentences that start before a mention,
        nearest first.

        At most `_NEAR` of them, so that a text without sentence ends costs no more than others.
        """
        mention = self.mentions[number]
        for other in range(number - 1, max(-1, number - _NEAR - 1), -1):
            if mention.sentence - self.mentions[other].sentence > sentences:
                return
            if self.mentions[other].span.start < mention.span.start:
                yield other

    def quotation(self, offset: int) -> int:
        """Return the number of the quotation in which a character stands; even numbers are outside of any."""
        return bisect_right(self.quotes, offset)

    def gender(self, number: int) -> str:
        """Return the gender that a mention tells by itself, "" if it does not."""
        told = self.told[number]
        for gender in ("masculine", "feminine"):
            if gender in told:
                return gender
        if self.families[number] != "person":
            return ""
        name = self.names[number]
        if name is None:
            return _word_gender(self.mentions[number].head_lemma.casefold())
        titles = [*name.titles, *(" ".join(tokens(title)) for title in self.mentions[number].titles)]
        found = next((g for title in titles if (g := _title_gender(title))), "")
        is_surname = len(name.tokens) == 1 and name.key in self.surnames
        return found or ("" if is_surname else _name_gender(name))


def features(mention: Mention) -> frozenset[str]:
    """Return the features of a mention; a pronoun without them has those of its word.

    >>> from kg.model import Span
    >>> sorted(features(Mention(Span("d", 0, 2), "He", MentionKind.PRONOUN, features=("subject",))))
    ['masculine', 'subject', 'third']
    """
    if mention.kind is not MentionKind.PRONOUN:
        return frozenset(mention.features)
    own = keyed("pronouns").get(mention.text.casefold(), ("",))[0].split()
    if mention.features:
        told = {"relative", "first", "second", "third"} & set(mention.features)
        own = [
            word
            for word in own
            if word not in ("relative", "possessive", "reflexive") and (not told or word not in _PERSONS)
        ]
    return frozenset((*mention.features, *own))


def could_be_one(one: Referent, other: Referent) -> bool:
    """Tell whether nothing that is known of two referents forbids that they are one."""
    genders = {one.gender, other.gender} - {""}
    known = {r.known.identity for r in (one, other) if r.known}
    if one.region != other.region and one.region and other.region:
        return False
    if not compatible(one.family, other.family) or len(genders) > 1 or len(known) > 1:
        return False
    return "person" not in (one.family, other.family) or _same_full_name(one, other)


def _same_full_name(one: Referent, other: Referent) -> bool:
    """Tell whether the full names of two people, if any, can all be of one: "John Smith" is not "Jane
    Smith".
    """
    pairs = ((a, b) for a in one.names for b in other.names if len(a.tokens) > 1 < len(b.tokens))
    return all(a.key == b.key or fuller(a, b)[0] or fuller(b, a)[0] or surname(a, b)[0] for a, b in pairs)


def is_adjective(mention: Mention) -> bool:
    """Tell whether a mention is the adjective of a nation ("Venezuelan"), not the name of its people
    ("Venezuelans").
    """
    return "demonym" in mention.features and "plural" not in mention.features


def _word_gender(word: str) -> str:
    for gender in ("masculine", "feminine"):
        if word in words("gendered_nouns", gender):
            return gender
    return ""


def _title_gender(title: str) -> str:
    for gender in ("masculine", "feminine"):
        if any(title in words("titles", gender, kind) for kind in ("honorific", "office", "style")):
            return gender
    return _word_gender(title.rpartition(" ")[2])


def _name_gender(name: Name) -> str:
    first = name.tokens[0] if name.tokens else ""
    for gender in ("masculine", "feminine"):
        if first in words("titles", gender, "style") and len(name.tokens) > 1:
            return gender
    for gender in ("masculine", "feminine"):
        if first in words("given_names", gender):
            return gender
    return ""


def _headline(text: str) -> int:
    """Return the length of the first line if others follow and it is no sentence, else 0.

    >>> _headline("Maduro Wins\\n\\nNicolas Maduro won."), _headline("He won.\\nNobody came.")
    (11, 0)
    """
    line, _, rest = text.partition("\n")
    line = line.rstrip()
    return len(line) if rest and line[-1:] not in '.!?”"' else 0


_MARK = re.compile(r'["“”«»„\n]')


def quotations(text: str) -> list[int]:
    """Return the offsets at which a quotation begins or ends, in turn; none runs over the end of its
    paragraph.

    >>> quotations('He said "no" twice.')
    [8, 11]
    """
    found: list[int] = []
    for match in _MARK.finditer(text):
        inside, c = len(found) % 2 == 1, match.group()
        if c == '"' or (inside and c in "”»\n") or (not inside and c in "“«„"):
            found.append(match.start())
    return found
