"""Modality: whether a clause is told as actual, planned, possible, necessary, conditional, counterfactual
or asked.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.language import syntax
from kg.model import Cue, Modality
from kg.statements.reading import NOMINAL_RULES, Clause, Reading

__all__ = ["modality"]

Found = Iterator[tuple[Modality, Token]]


def modality(clause: Clause, reading: Reading) -> tuple[Modality, tuple[Cue, ...]]:
    """Return the modality of a clause and the cue for it: the nearest word that makes it anything but
    actual.
    """
    nominal = clause.pos == "NOUN" or clause.rules[0] in NOMINAL_RULES
    found = (
        _of_noun(clause.head, clause, reading) if nominal else _of_clause(clause.head, reading, frozenset())
    )
    for value, token in found:
        cue = Cue("modality", str(value), token.text, reading.span((token,)))
        return value, (cue,)
    return Modality.ACTUAL, ()


def _of_clause(head: Token, reading: Reading, seen: frozenset[int]) -> Found:
    """Yield the modalities of a predicate, nearest word first: its own words, then those of its governors."""
    if head.i in seen:
        return
    yield from _own(head, reading)
    yield from _question(head, reading)
    yield from _above(head, reading, seen | {head.i})


def _own(head: Token, reading: Reading) -> Found:
    """Yield what auxiliaries, adverbs and conjunctions of the clause itself say."""
    words = reading.cues
    yield from _condition(head)
    auxiliaries = syntax.children(head, "aux")
    perfect = any(a.lemma_ == "have" for a in auxiliaries) and head.tag_ in ("VBN", "JJ", "NN", "NNS", "NNP")
    for c in auxiliaries:
        value = words.auxiliaries.get(c.lower_)
        if c.lower_ in ("would", "'d") and value is not None and not perfect and _is_reported(head, reading):
            value = Modality.PLANNED
        if value is not None and (c.lower_ != "'d" or not perfect):
            unreal = perfect and c.lower_ in ("would", "could", "should", "might")
            yield (Modality.COUNTERFACTUAL if unreal else value), c
    for c in syntax.children(head, "advmod"):
        if c.lower_ in words.adverbs:
            yield words.adverbs[c.lower_], c
        elif c.lower_ in words.hearsay_adverbs:
            yield Modality.POSSIBLE, c
    for c in syntax.children(head, "mark", "advmod"):
        mark = " ".join(w.lower_ for w in (c, *syntax.children(c, "fixed")))
        value = words.gerunds.get(mark) if head.tag_ == "VBG" else words.marks.get(mark)
        if value is not None and value is not Modality.ACTUAL:
            yield value, c


def _is_reported(head: Token, reading: Reading) -> bool:
    """Tell whether a clause is reported speech in the past, where "would" stands for "will"."""
    return (
        head.dep_ == "ccomp"
        and head.head.tag_ in ("VBD", "VBN")
        and head.head.lemma_.lower() in reading.cues.speech
    )


def _condition(head: Token) -> Found:
    """Yield "conditional" for what depends on an if-clause (unless it is unreal: "would have won")."""
    perfect = any(a.lemma_ == "have" for a in syntax.children(head, "aux"))
    for c in syntax.children(head, "advcl"):
        for mark in syntax.children(c, "mark"):
            if mark.lower_ in ("if", "unless") and not perfect:
                yield Modality.CONDITIONAL, mark


def _question(head: Token, reading: Reading) -> Found:
    """Yield "asked" for the main clause of a question, and for a root imperative "necessary"."""
    root = syntax.first_conjunct(head)
    if root.dep_ not in ("root", "ROOT") and not (root.dep_ == "ccomp" and _inverted(head)):
        return
    marks = [t for t in reversed(head.sent) if not t.is_space and t.text not in ('"', "”", "'", "’", ")")][:1]
    if marks and marks[0].text.startswith("?"):
        yield Modality.ASKED, marks[0]
    elif head.tag_ == "VB" and not syntax.has_child(head, "nsubj", "aux", "mark"):
        yield Modality.NECESSARY, head


def _inverted(head: Token) -> bool:
    """Tell whether an auxiliary stands before the subject."""
    who, auxiliary = syntax.child(head, "nsubj"), syntax.child(head, "aux", "cop")
    return who is not None and auxiliary is not None and auxiliary.i < who.i


def _above(head: Token, reading: Reading, seen: frozenset[int]) -> Found:
    """Yield what the governor makes of a clause below it."""
    governor = head.head
    if governor.i == head.i:
        return
    words, infinitive = reading.cues, _is_infinitive(head)
    lemma = governor.lemma_.lower()
    if syntax.relation(head, "xcomp", "ccomp", "csubj"):
        value = words.governors.get(lemma) if infinitive or lemma not in words.infinitive_only else None
        if value not in (None, Modality.ACTUAL) and (infinitive or head.dep_ == "ccomp"):
            yield value, governor
        denied = any(c.lower_ in words.negative_adverbs for c in syntax.children(governor, "advmod"))
        if head.dep_ == "ccomp" and denied:
            yield Modality.POSSIBLE, governor
        yield from _of_clause(governor, reading, seen)
        if infinitive and value is None and lemma not in words.raising:
            yield Modality.POSSIBLE, governor
    elif syntax.relation(head, "advcl") and infinitive:
        yield Modality.PLANNED, head
    elif syntax.relation(head, "acl") and infinitive:
        yield words.nouns.get(lemma, Modality.POSSIBLE), governor
    elif head.dep_ == "acl" and lemma in words.nouns and syntax.has_child(head, "mark"):
        yield words.nouns[lemma], governor
    elif (head.dep_ == "conj" and not syntax.has_child(head, "nsubj")) or (
        syntax.relation(head, "advcl") and head.dep_ != "advcl:relcl" and not syntax.is_finite(head)
    ):
        yield from _of_clause(governor, reading, seen)


def _is_infinitive(head: Token) -> bool:
    """Tell whether a predicate is an infinitive: "to" before it, or a bare base form."""
    marks = {c.lower_ for c in syntax.children(head, "mark", "aux")}
    return "to" in marks or (head.tag_ == "VB" and not syntax.has_child(head, "nsubj", "aux"))


def _of_noun(noun: Token, clause: Clause, reading: Reading) -> Found:
    """Yield what is not vouched for about a noun: "alleged supplies", "the threat of sanctions", the clause
    around it.

    What a noun phrase takes for granted (titles, appositions, possessors, roles) is actual whatever the
    clause says.
    """
    words = reading.cues
    for c in syntax.children(noun, "amod"):
        if c.lower_ in words.adjectives:
            yield words.adjectives[c.lower_], c
    if clause.rules[0] != "noun.event":
        return
    governor = noun.head
    if syntax.relation(noun, "nmod") and syntax.marker(noun) in ("of", "for", "about", "that"):
        lemma = governor.lemma_.lower()
        if lemma in words.nouns:
            yield words.nouns[lemma], governor
    elif syntax.relation(noun, "obj"):
        value = words.governors.get(governor.lemma_.lower(), Modality.ACTUAL)
        if value is not Modality.ACTUAL:
            yield value, governor
    for governor in syntax.ancestors(noun):
        if governor.pos_ in ("VERB", "AUX") or syntax.has_child(governor, "cop"):
            yield from _of_clause(governor, reading, frozenset())
            negations = [c for c in syntax.children(governor, "advmod") if c.lower_ in words.negative_adverbs]
            yield from ((Modality.POSSIBLE, c) for c in negations)
            return
