"""Copular clauses: what something is, how it is, where it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Span, Token

from kg.language import syntax
from kg.model import MentionKind
from kg.statements import arguments
from kg.statements.comparison import comparison, degree
from kg.statements.cues import cues
from kg.statements.forms import forms
from kg.statements.phrases import opening
from kg.statements.reading import Clause, Filler, Reading

__all__ = ["copular", "existential"]


def copular(reading: Reading, sent: Span) -> Iterator[Clause]:
    """Noun, adjective or phrase with "be": "Caracas is the capital of Venezuela." """
    for token in sent:
        if not _is_copular(token):
            continue
        who, how = arguments.subject(token)
        distance = _distance(reading, token)
        if who is None and distance is not None:
            who = syntax.child(distance, "nsubj")
        if (
            who is None
            or (who.pos_ == "VERB" and not _is_event(who, token))
            or who.lower_ in arguments.INTERROGATIVES
            or _is_cleft(token, who)
            or _says_nothing(reading, token, who)
        ):
            continue
        rules = ("copula", how) if how else ("copula",)
        words = arguments.relation_words(token)
        yield from _readings(reading, token, who, words, rules)


def _is_event(who: Token, token: Token) -> bool:
    """Tell whether a clause is the subject of what is said: "Smoking at work is a crime".

    Words that only tell how sure it is ("It is likely that …") say nothing of their own.
    """
    words, lemma = cues(), token.lemma_.lower()
    modal = lemma in words.raising or lemma in words.adjectives or lemma in words.governors
    return syntax.relation(who, "csubj") and not arguments.is_asking(who) and not modal


def _is_copular(token: Token) -> bool:
    """Tell whether a token is a predicate with a copula of its own or shared by coordination."""
    if token.pos_ == "VERB" or token.lower_ in arguments.INTERROGATIVES or _asks_degree(token):
        return False
    if syntax.has_child(token, "cop"):
        return True
    if syntax.marker(token.head) and not syntax.marker(token):
        return False
    shares = token.dep_ == "conj" and syntax.has_child(token.head, "cop") and token.head.pos_ == token.pos_
    return shares and not syntax.has_child(token, "nsubj")


def _asks_degree(token: Token) -> bool:
    """Tell whether a clause leaves open to what degree it holds: "It depends on *how severe* it is"."""
    how = any(c.lower_ == "how" for c in syntax.children(token, "advmod"))
    return how and token.pos_ in ("ADJ", "ADV") and token.dep_.lower() != "root"


def _is_cleft(token: Token, who: Token) -> bool:
    """Tell whether "it is" only lifts a phrase out of a clause ("It was Russia that supplied …")."""
    first = syntax.first_conjunct(token)
    return who.lower_ == "it" and any(syntax.has_child(t, "acl:relcl", "advcl:relcl") for t in (token, first))


def _says_nothing(reading: Reading, token: Token, who: Token) -> bool:
    """Tell whether a copula without all its words would say what the text does not: "Countries *in red* are
    monarchies", "It is nothing less *than a miracle*", "You might be like *this is a list*", "That's it".
    """
    if token.pos_ == "PRON" and who.pos_ == "PRON" and token.lower_ in forms()["neuter"]:
        return True
    bare = who.tag_ in ("NNS", "NNPS") and not syntax.has_child(who, "det", "nmod:poss", "nummod", "amod")
    described = [c for c in syntax.children(who, "acl:relcl") if opening(c) != ","]
    less = token.lower_ == "nothing" and any(c.tag_ in ("JJR", "RBR") for c in token.children)
    quoted = any("like" in _between(who, c) for c in syntax.children(token, "nsubj") if c.i > who.i)
    noun = token.pos_ not in ("ADJ", "ADV")
    return less or (noun and (quoted or (bare and bool(described))))


def _between(first: Token, last: Token) -> list[str]:
    """Return the words between two tokens in lower case."""
    return [w.lower_ for w in first.doc[first.i + 1 : last.i]]


def _readings(
    reading: Reading, token: Token, who: Token, words: tuple[Token, ...], rules: tuple[str, ...]
) -> Iterator[Clause]:
    """Yield the clause of a nominal, prepositional or adjectival predicate."""
    preposition = syntax.marker(token)
    own = tuple(w for w in words if w is not token)
    complements = _complements(reading, token)
    obliques = [
        Filler(
            "time" if reading.mentions[c.i].kind == "time" else "oblique",
            c,
            comparison(c) or syntax.marker(c),
        )
        for c in syntax.children(token, "obl", "advmod")
        if c.i in reading.mentions
    ]
    if token.pos_ in ("ADJ", "ADV") and not preposition:
        lemma = degree(token, reading)
        yield from _adjective(token, lemma, (Filler("subject", who), *complements, *obliques), words, rules)
    elif preposition and reading.mention(token):
        place = Filler("oblique", token, preposition)
        distance = _distance(reading, token)
        measured = [Filler("predicate", distance)] if distance is not None else []
        obliques = [o for o in obliques if distance is None or o.token.i != distance.i]
        yield Clause(
            token,
            "be",
            "VERB",
            own or words,
            (Filler("subject", who), *measured, place, *obliques),
            (*rules, "copula.oblique"),
        )
    elif reading.mention(token) and _is_inverted(reading, token, who):
        if token.dep_ == "conj" and "subject.shared" in rules:
            return  # the first one has spread to it
        around = [replace(f, function="complement", marker=f.marker or "of") for f in _around(reading, who)]
        fillers = (Filler("subject", token), Filler("predicate", who), *around, *obliques)
        yield Clause(token, "be", "VERB", own or words, fillers, (*rules, "copula.inverted"))
    elif reading.mention(token):
        fillers = (Filler("subject", who), Filler("predicate", token), *complements, *obliques)
        yield Clause(token, "be", "VERB", own or words, fillers, rules)
        for apart in [t for f in complements for t in syntax.conjuncts(f.token) if reading.is_apart(t)]:
            fillers = (Filler("subject", who), Filler("predicate", apart), *_complements(reading, apart))
            yield Clause(token, "be", "VERB", own or words, fillers, rules)


def _complements(reading: Reading, token: Token) -> list[Filler]:
    """Return what a predicate noun is said with ("a member *of the club*"), but what its own words name."""
    if reading.is_name(token) and not reading.is_description(token):
        return []
    inside = arguments.nominal_fillers(token, reading)
    outside = [f for f in inside if f.function == "oblique" and not reading.holds(token, f.token)]
    return [replace(f, function="complement") for f in outside]


def _is_inverted(reading: Reading, token: Token, who: Token) -> bool:
    """Tell whether a description comes before what it describes: "The capital of Peru is Lima."."""
    kind = reading.mentions[who.i].kind if who.i in reading.mentions else MentionKind.PRONOUN
    described = kind not in (MentionKind.PRONOUN, MentionKind.TIME)
    return described and reading.is_description(who) and not reading.is_description(token) and who.i < token.i


def _around(reading: Reading, noun: Token) -> list[Filler]:
    """Return the fillers of a noun that its own words do not name."""
    found = arguments.nominal_fillers(noun, reading)
    return [f for f in found if f.function in ("oblique", "possessor") and not reading.holds(noun, f.token)]


def _distance(reading: Reading, token: Token) -> Token | None:
    """Return the amount that stands before a place: "300 kilometres from the border".

    Parsers hang the subject on it at times.
    """
    case = syntax.child(token, "case")
    for c in syntax.children(token, "nmod:unmarked", "obl:unmarked"):
        amount = c.i in reading.mentions and reading.mentions[c.i].kind is MentionKind.QUANTITY
        if amount and case is not None and c.i < case.i:
            return c
    return None


def _adjective(
    token: Token, lemma: str, fillers: tuple[Filler, ...], words: tuple[Token, ...], rules: tuple[str, ...]
) -> Iterator[Clause]:
    """Yield "be loyal (to)": the adjective is part of the predicate."""
    if token.lemma_.lower() in cues().raising and syntax.has_child(token, "xcomp", "ccomp"):
        return
    purposes = [Filler("clause", c) for c in syntax.children(token, "ccomp", "xcomp") if c.pos_ == "VERB"]
    purposes += [
        Filler("clause", c, syntax.fixed(mark))
        for c in syntax.children(token, "advcl")
        for mark in syntax.children(c, "mark")[:1]
        if c.tag_ == "VBG" and syntax.fixed(mark) in cues().gerunds
    ]
    yield Clause(token, lemma, "ADJ", words, (*fillers, *purposes), (*rules, "copula.adjective"))


def existential(reading: Reading, sent: Span) -> Iterator[Clause]:
    """There is: "There were protests in Caracas." """
    for token in sent:
        expletive = syntax.child(token, "expl")
        thing = syntax.child(token, "nsubj")
        if (
            expletive is None
            or expletive.lower_ != "there"
            or thing is None
            or token.lemma_ not in ("be", "exist", "remain")
        ):
            continue
        others = [
            Filler("time" if reading.mentions[c.i].kind == "time" else "oblique", c, syntax.marker(c))
            for c in syntax.children(token, "obl")
            if c.i in reading.mentions
        ]
        places = [
            f
            for f in arguments.nominal_fillers(thing, reading)
            if f.function == "oblique" and f.marker in ("in", "at")
        ]
        yield Clause(
            token, "exist", "VERB", (token,), (Filler("subject", thing), *others, *places), ("existential",)
        )
