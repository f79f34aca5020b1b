"""What belongs to whom or comes from where in noun phrases: possessors, members, adjectives of nations."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from kg.language import syntax
from kg.model import Mention, MentionKind
from kg.statements import arguments
from kg.statements.clauses.nominal import bearer, is_former
from kg.statements.forms import forms
from kg.statements.reading import Clause, Filler, Reading, is_bare

__all__ = ["affiliation", "origin", "possessive"]

OF_A_STATE = ("GovernmentBody", "MilitaryUnit", "Legislature", "Court", "LawEnforcementBody")


def possessive(reading: Reading, sent: Span) -> Iterator[Clause]:
    """Possessor: "Maduro's government" — unless the lexicon knows what the noun means.

    What is abstract ("Hong Kong's history") is left out, and after a pronoun all but people and
    organisations.  "Spain's Ana Torres" is somebody of Spain.
    """
    for token in sent:
        owner, owned = reading.mentions.get(token.i), reading.mentions.get(token.head.i)
        relative = token.tag_ in ("WP$", "WDT")
        if owner is None or owned is None or relative or not syntax.relation(token, "nmod:poss"):
            continue
        known = reading.is_description(token.head) or arguments.noun_frames(token.head, reading)
        if not known and owned.type == "person":
            group = owner.kind is not MentionKind.PRONOUN and owner.type != "person"
            if group and reading.is_whole_name(token):
                yield _affiliated(token.head, token, "of", (token,))
        elif _is_owned(reading, token, owner, owned):
            fillers = (Filler("subject", token), Filler("object", token.head))
            apart = frozenset(c.i for c in syntax.conjuncts(token.head)[1:] if not is_bare(c))
            yield Clause(token.head, "have", "VERB", (token,), fillers, ("possessive",), apart=apart)


_NOT_OWNED = ("abstract", "time", "event", "")


def _is_owned(reading: Reading, token: Token, owner: Mention, owned: Mention) -> bool:
    """Tell whether a possessor has what stands behind it."""
    noun = token.head
    if arguments.noun_frames(noun, reading) or owned.type in _NOT_OWNED or is_former(noun):
        return False
    if owner.span.start >= owned.span.start or _only_names(reading, token):
        return False
    pronoun = owner.kind is MentionKind.PRONOUN
    return not pronoun or ("third" in owner.features and owned.type in ("person", "organization"))


def _only_names(reading: Reading, owner: Token) -> bool:
    """Tell whether a possessor is part of what names the thing ("King's College", "a girls' school"), or the
    thing has a name of its own ("his friend Auguste Chevalier").
    """
    noun = owner.head
    if reading.named(noun).i != noun.i or noun.dep_ == "appos":
        return True
    if reading.is_name(noun) and reading.is_name(owner):
        return reading.mentions[owner.i].type not in ("place", "organization")
    articles = [c.lower_ for c in (*syntax.children(noun, "det"), *syntax.children(owner, "det"))]
    return owner.tag_ == "NNS" and ("a" in articles or "an" in articles)


def affiliation(reading: Reading, sent: Span) -> Iterator[Clause]:
    """Person and what they belong to: "Tanya Chan of the Civic Party" """
    for token in sent:
        holder = token.head
        names = reading.is_name(token) and reading.is_name(holder) and not reading.is_description(holder)
        if token.dep_ != "nmod" or syntax.marker(token) not in ("of", "from") or not names:
            continue
        types = reading.mentions[holder.i].type, reading.mentions[token.i].type
        whole = reading.is_whole_name(holder) and reading.is_whole_name(token)
        known = types in (("person", "organization"), ("person", "place"))
        if known and whole and not _is_office(holder, reading):
            words = tuple(syntax.children(token, "case"))
            yield _affiliated(holder, token, syntax.marker(token), words)


def _is_office(token: Token, reading: Reading) -> bool:
    """Tell whether what looks like somebody's name is what somebody becomes: "elected a *Fellow* of the Royal
    Society", "claimed to be *Protector* of Mexico".
    """
    predicate = token.dep_ == "xcomp" or syntax.marker(token) == "as" or syntax.has_child(token, "det", "cop")
    return predicate and " " not in reading.mentions[token.i].text


def _affiliated(who: Token, where: Token, preposition: str, words: tuple[Token, ...]) -> Clause:
    """Return "somebody is of a place or organisation"."""
    fillers = (Filler("subject", who), Filler("oblique", where, preposition))
    return Clause(who, "be", "VERB", words, fillers, ("affiliation",))


def origin(reading: Reading, sent: Span) -> Iterator[Clause]:
    """Adjective of a nation before a person or thing: "Venezuelan pilots" """
    for token in sent:
        described = reading.mentions.get(token.head.i)
        first = token.dep_ != "conj" and reading.is_demonym(token)
        if described is None or not first or described.type not in ("person", "organization", "object"):
            continue
        nouns = (token.head, *syntax.children(token.head, "nmod:desc"))
        if any(arguments.noun_lemma(noun, reading) in forms()["of_nations"] for noun in nouns):
            continue
        if not _is_from(token):
            continue
        state = reading.lexicon.classes.get(described.head_lemma.lower()) in OF_A_STATE
        thing, rules = bearer(reading, token.head)
        fillers = (Filler("subject", thing), Filler("oblique", token, "of" if state else "from"))
        yield Clause(token.head, "be", "VERB", (token,), fillers, (*rules, "origin"))


def _is_from(nation: Token) -> bool:
    """Tell whether an adjective of a nation tells where something is from: not where it is only of the
    language or style ("Dutch speaking students", "an Italian restaurant") or of a noun inside a compound
    ("Australian school children").
    """
    noun = nation.head
    spoken = syntax.after(nation) in ("speaking", "language") or noun.lemma_.lower() in forms()["of_language"]
    return not spoken and not syntax.relation(noun, "compound")
