"""Polarity: whether a clause is denied, and by which words."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.language import syntax
from kg.model import Cue, Polarity
from kg.statements import arguments
from kg.statements.labels import is_cleft, is_content
from kg.statements.reading import Clause, Reading

__all__ = ["polarity"]


def polarity(clause: Clause, reading: Reading) -> tuple[Polarity, tuple[Cue, ...]]:
    """Return the polarity of a clause and the cues that make it so; an even number of denials affirms.

    What a source denies ("Maduro denied that …") is negative, since that is what the source says.
    """
    cues = tuple(Cue("polarity", "negative", t.text, reading.span((t,))) for t in _negations(clause, reading))
    odd = len(cues) % 2 == 1
    return (Polarity.NEGATIVE if odd else Polarity.POSITIVE), cues


def _negations(clause: Clause, reading: Reading) -> Iterator[Token]:
    """Yield the words that deny a clause: its own, those of its participants, those of the words above it."""
    head = arguments.clause_head(clause)
    if head is None:
        yield from _negative_determiners(clause.head, reading)
        return
    yield from _own(head, reading)
    for filler in clause.fillers:
        if filler.function not in ("clause", "event") and filler.token.i != head.i:
            yield from _in_filler(filler.token, reading)
    if clause.light is not None:
        yield from _in_filler(clause.light, reading)
    yield from _above(head, reading)


def _own(head: Token, reading: Reading) -> Iterator[Token]:
    """Yield the negations of a predicate: adverbs, "nor", "without"; shared over bare coordination."""
    found = [c for c in head.children if _denies(c, reading)]
    yield from found
    bare = head.dep_ == "conj" and not syntax.has_child(head, "nsubj", "aux", "cop")
    if bare and not found and {c.lower_ for c in syntax.children(head, "cc")} & {"or", "and"}:
        yield from _own(head.head, reading)


def _denies(token: Token, reading: Reading) -> bool:
    """Tell whether a word that hangs on a predicate denies it."""
    words = reading.cues
    if token.dep_ in ("mark", "cc", "case") and syntax.fixed(token) in words.negative_marks:
        return True
    if token.dep_ == "det":
        return token.lower_ in words.negative_determiners
    if not syntax.relation(token, "advmod", "cc", "discourse"):
        return False
    longer = " ".join(w.lower_ for w in (*syntax.children(token, "advmod"), token))
    only = syntax.after(token) in words.not_after
    return not only and (token.lower_ in words.negative_adverbs or longer in words.negative_adverbs)


def _in_filler(token: Token, reading: Reading) -> Iterator[Token]:
    """Yield the negation inside a participant: "no evidence", "nobody", "not a single ship"."""
    words = reading.cues
    if token.lower_ in words.negative_pronouns:
        yield token
    yield from _negative_determiners(token, reading)
    for c in syntax.children(token, "advmod", "cc"):
        following = syntax.after(c)
        if c.lower_ == "neither" or (c.lower_ == "not" and following in words.nouns_after_not):
            yield c


def _negative_determiners(token: Token, reading: Reading) -> Iterator[Token]:
    """Yield "no" and "neither" before a noun."""
    for c in syntax.children(token, "det", "advmod"):
        if c.lower_ in reading.cues.negative_determiners:
            yield c


def _above(head: Token, reading: Reading) -> Iterator[Token]:
    """Yield the words above a clause that deny it: "failed to", "denied that", "does not want to"."""
    governor = head.head
    if governor.i == head.i:
        return
    lemma, words = arguments.lemma_of(governor), reading.cues
    if head.dep_ == "xcomp":
        yield from _above_infinitive(head, governor, lemma, reading)
    elif syntax.relation(head, "advcl", "obl") and lemma in words.preventing and _has_mark(head, "from"):
        yield governor
    elif syntax.relation(head, "ccomp", "csubj"):
        negated = [*_own(governor, reading), *_no_subject(governor, reading)]
        if words.speech.get(lemma) == "denied" or lemma == "doubt":
            yield from [governor] if not negated else []
        elif lemma in words.negative_raised:
            yield from negated
    elif is_cleft(head) and not _is_one_of_many(governor):
        yield from _own(governor, reading)
    elif head.dep_ == "acl" or is_content(head):
        if governor.lemma_.lower() in words.negative_infinitives:
            yield governor
        yield from _negative_determiners(governor, reading)
    elif (
        head.dep_ == "conj"
        and not syntax.has_child(head, "nsubj", "aux", "cop")
        and not syntax.is_finite(head)
    ):
        yield from _above(governor, reading)


def _is_one_of_many(noun: Token) -> bool:
    """Tell whether denying a noun denies its rank alone: "it is not the only bank that lends money"."""
    return any(
        c.lower_ in ("only", "first", "last") or c.tag_ == "JJS" for c in syntax.children(noun, "amod")
    )


def _above_infinitive(head: Token, governor: Token, lemma: str, reading: Reading) -> Iterator[Token]:
    """Yield what denies an infinitive or participle: the verb that governs it, and what denies that verb."""
    words = reading.cues
    stopped = lemma in ("stop", "cease", "avoid", "rule out", "deny")
    if (lemma in words.negative_infinitives and head.tag_ == "VB") or (stopped and head.tag_ == "VBG"):
        yield governor
    if lemma in ("have", "be"):
        yield from (c for c in syntax.children(governor, "advmod") if c.lower_ == "yet")
    yield from _own(governor, reading)
    yield from _above(governor, reading)


def _no_subject(governor: Token, reading: Reading) -> Iterator[Token]:
    """Yield a subject that is nobody."""
    for c in syntax.children(governor, "nsubj"):
        yield from _in_filler(c, reading)


def _has_mark(token: Token, word: str) -> bool:
    """Tell whether a clause is introduced by a word."""
    return any(c.lower_ == word for c in syntax.children(token, "mark", "case"))
