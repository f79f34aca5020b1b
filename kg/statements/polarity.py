"""Polarity: whether a clause is denied, and by which words."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.language import syntax
from kg.model import Cue, Polarity
from kg.statements.reading import NOMINAL_RULES, Clause, Reading

__all__ = ["polarity"]


def polarity(clause: Clause, reading: Reading) -> tuple[Polarity, tuple[Cue, ...]]:
    """Return the polarity of a clause and the cues that make it so; an even number of denials affirms.

    What a source denies ("Maduro denied that …") is negative, since that is what the source says.
    """
    cues = tuple(_negations(clause, reading))
    odd = len(cues) % 2 == 1
    return (Polarity.NEGATIVE if odd else Polarity.POSITIVE), cues


def _negations(clause: Clause, reading: Reading) -> Iterator[Cue]:
    """Yield the cues that deny a clause: its own, those of its participants, those of the words above it."""
    if clause.pos == "NOUN" or clause.rules[0] in NOMINAL_RULES:
        yield from _cues(_negative_determiners(clause.head, reading), reading)
        return
    yield from _cues(_own(clause.head, reading), reading)
    tokens = [f.token for f in clause.fillers if f.function != "clause" and f.token.i != clause.head.i]
    for token in tokens:
        yield from _cues(_in_filler(token, reading), reading)
    yield from _cues(_above(clause.head, reading), reading)


def _cues(tokens: Iterator[Token], reading: Reading) -> Iterator[Cue]:
    """Yield a cue for each token."""
    for token in tokens:
        yield Cue("polarity", "negative", token.text, reading.span((token,)))


def _own(head: Token, reading: Reading) -> Iterator[Token]:
    """Yield the negations of a predicate: adverbs, "nor", "without"; shared over "or" and bare
    coordination.
    """
    words = reading.cues
    for c in head.children:
        adverb = syntax.relation(c, "advmod", "cc", "det", "discourse") and c.lower_ in words.negative_adverbs
        if (
            (adverb and c.dep_ != "det" and not _followed_by_only(c, reading))
            or (c.dep_ in ("mark", "cc", "case") and _fixed(c) in words.negative_marks)
            or (c.dep_ == "det" and c.lower_ in words.negative_determiners)
        ):
            yield c
    if head.dep_ == "conj" and not syntax.has_child(head, "nsubj", "aux", "cop"):
        linked = {c.lower_ for c in syntax.children(head, "cc")}
        if linked & {"or", "and"} and not any(True for _ in _plain_own(head, reading)):
            yield from _own(head.head, reading)


def _fixed(token: Token) -> str:
    """Return a function word with its fixed parts ("instead of")."""
    return " ".join(w.lower_ for w in (token, *syntax.children(token, "fixed")))


def _plain_own(head: Token, reading: Reading) -> Iterator[Token]:
    """Yield the adverbs of negation that hang on the predicate itself."""
    yield from (c for c in syntax.children(head, "advmod", "cc") if c.lower_ in reading.cues.negative_adverbs)


def _followed_by_only(token: Token, reading: Reading) -> bool:
    """Tell whether the next word takes a negation back ("not only")."""
    following = token.doc[token.i + 1 : token.i + 2]
    return any(t.lower_ in reading.cues.not_after for t in following)


def _in_filler(token: Token, reading: Reading) -> Iterator[Token]:
    """Yield the negation inside a participant: "no evidence", "nobody", "neither side"."""
    if token.lower_ in reading.cues.negative_pronouns:
        yield token
    yield from _negative_determiners(token, reading)


def _negative_determiners(token: Token, reading: Reading) -> Iterator[Token]:
    """Yield "no" and "neither" before a noun."""
    yield from (
        c for c in syntax.children(token, "det", "advmod") if c.lower_ in reading.cues.negative_determiners
    )


def _above(head: Token, reading: Reading) -> Iterator[Token]:
    """Yield the words above a clause that deny it: "failed to", "denied that", and a negated governor of an
    infinitive.
    """
    governor = head.head
    if governor.i == head.i:
        return
    lemma, words = governor.lemma_.lower(), reading.cues
    if head.dep_ == "xcomp":
        if lemma in words.negative_infinitives and (head.tag_ == "VB" or lemma in ("stop", "cease", "avoid")):
            yield governor
        yield from _own(governor, reading)
        yield from _above(governor, reading)
    elif (
        (syntax.relation(head, "advcl", "obl") and lemma in words.preventing and _has_mark(head, "from"))
        or (syntax.relation(head, "ccomp") and words.speech.get(lemma) == "denied")
        or (head.dep_ == "acl" and governor.lemma_.lower() in words.negative_infinitives)
    ):
        yield governor
    elif (
        head.dep_ == "conj"
        and not syntax.has_child(head, "nsubj", "aux", "cop")
        and not syntax.is_finite(head)
    ):
        yield from _above(governor, reading)


def _has_mark(token: Token, word: str) -> bool:
    """Tell whether a clause is introduced by a word."""
    return any(c.lower_ == word for c in syntax.children(token, "mark", "case"))
