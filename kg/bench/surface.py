"""A statement in the words of its sentence, as open information extraction writes it.

The text view of a statement has logical participants with all that hangs on them. Benchmarks want
grammatical subjects ("The town | were hit by | two earthquakes"), phrases without relative clauses and
appositions, and the noun phrases inside a phrase one by one ("became a justice of | the High Court").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kg.bench.phrases import OUTSIDE, Phrase, has, joined, kept_of, label_of, phrase_of, text_of
from kg.model import Mention, MentionKind, Statement

__all__ = ["Surface", "implied_of", "surface_of"]


@dataclass(frozen=True, slots=True)
class Surface:
    """Grammatical subject, words of the relation, and the other participants: the bare object first."""

    subject: str
    relation: str
    object: Phrase | None
    others: tuple[Phrase, ...]


def surface_of(doc: Any, statement: Statement) -> Surface | None:
    """Return the surface of a statement with a verb and a grammatical subject; None for others."""
    head = _token(doc, statement.predicate.span)
    if head is None or not _is_clause(head):
        return None
    tokens = _participants(doc, statement)
    subject = _subject(head, tokens)
    if subject is None:
        return _existential(head, tokens, doc, statement)
    others = [t for t in tokens if t.i != subject.i]
    return _surface(phrase_of(subject).words, others, doc, statement)


def implied_of(doc: Any, statement: Statement) -> Surface | None:
    """Return "X is Y" and "X has Y" for what a sentence says without a verb; None for other statements.

    Examples of a sort ("metals such as copper") are left out: the golds do not take them for relations.
    """
    verb = {"be": "is", "have": "has"}.get(statement.predicate.lemma, "")
    verb = "" if statement.rules[0] == "example" else verb
    head = _token(doc, statement.predicate.span)
    fillers = [a.filler for a in statement.arguments if isinstance(a.filler, Mention)]
    tokens = [_token(doc, m.head or m.span) for m in fillers[:2]]
    if not verb or head is None or _is_clause(head) or len(tokens) < 2 or None in tokens:
        return None
    if tokens[0].pos_ == "PRON":
        return None
    subject, other = (
        text_of(kept_of(tokens[0], OUTSIDE)),
        text_of(kept_of(tokens[1], (*OUTSIDE, "nmod:poss"))),
    )
    return Surface(subject, verb, Phrase("", other, other), ()) if other not in subject else None


def _is_clause(head: Any) -> bool:
    """Tell whether a predicate is a verb or has "be", its own or that of what it is coordinated with."""
    if head.pos_ in ("VERB", "AUX") or has(head, "cop"):
        return True
    return label_of(head) == "conj" and has(head.head, "cop")


def relation_of(head: Any, statement: Statement) -> str:
    """Return the words of the relation, with the verbs that it depends on ("was said to have made")."""
    carried = _carried(head, statement)
    phrase = {t.text for t in carried.subtree} if carried is not None else set()
    own = [word for word in statement.predicate.text.split() if word not in phrase]
    if label_of(head) == "conj" and head.tag_ in ("VBN", "VBG") and not has(head, "aux", "nsubj"):
        return " ".join([*(c.text for c in head.head.children if label_of(c) == "aux"), *own])
    if label_of(head) != "xcomp" or has(head, "nsubj") or has(head.head, "obj"):
        return " ".join(own)
    governor, to = head.head, [c.text for c in head.children if c.tag_ == "TO"]
    verb = joined([governor, *(c for c in governor.children if label_of(c) in ("aux", "cop"))])
    return " ".join([verb, *(t for t in to if t not in own), *own])


def _whole(token: Any, marker: str) -> Any:
    """Return the noun that is part of a participant's preposition ("in *response* to it"), else the token."""
    part = token is not None and " " in marker and label_of(token) == "nmod"
    return token.head if part and token.head.text.lower() in marker.split() else token


def _carried(head: Any, statement: Statement) -> Any:
    """Return the noun that the verb of a light predicate has as its object ("gave *support*"), else None."""
    if head is None or "verbal.light" not in statement.rules:
        return None
    own = [c for c in head.children if label_of(c) in ("obj", "nsubj")]
    return next((c for c in own if c.text in statement.predicate.text.split()), None)


def _surface(subject: str, tokens: Sequence[Any], doc: Any, statement: Statement) -> Surface | None:
    head = _token(doc, statement.predicate.span)
    relation = relation_of(head, statement)
    time = _token(doc, statement.time.head or statement.time.span) if statement.time else None
    phrases = [(phrase_of(t), time is not None and t.i == time.i) for t in tokens]
    phrases += [(clause, False) for clause in _clauses(head, statement)]
    object_ = next((p for p, is_time in phrases if not p.marker and not is_time), None)
    others = tuple(p for p, _ in phrases if p is not object_ and p.words)
    return Surface(subject, relation, object_, others) if subject and relation else None


def _clauses(head: Any, statement: Statement) -> Iterator[Phrase]:
    """Yield what is said or thought ("that it was over"), and "after giving a speech", as phrases."""
    has_statement = any(not isinstance(argument.filler, Mention) for argument in statement.arguments)
    for child in head.children:
        marks = [c for c in child.children if label_of(c) == "mark"]
        if label_of(child) == "ccomp" and has_statement:
            words = text_of(child.subtree)
            yield Phrase("", words, words)
        elif child.dep_ == "advcl" and child.tag_ == "VBG" and marks:
            marked = {t.i for mark in marks for t in mark.subtree}
            words = text_of(t for t in child.subtree if t.i not in marked)
            yield Phrase(joined(t for mark in marks for t in mark.subtree), words, words)


def _token(doc: Any, span: Any) -> Any:
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    return found.root if found is not None else None


def _participants(doc: Any, statement: Statement) -> list[Any]:
    """Return the head tokens of all participants, time and place included, in text order."""
    mentions = [(a.filler, a.marker) for a in statement.arguments if isinstance(a.filler, Mention)]
    mentions += [(m, "") for m in (statement.time, statement.place) if m is not None]
    tokens = [_whole(_token(doc, m.head or m.span), marker) for m, marker in mentions]
    tokens += [t for m, _ in mentions if m.kind is MentionKind.TIME for t in _beside(doc, m)]
    found = {t.i: t for t in tokens if t is not None}
    carried = _carried(_token(doc, statement.predicate.span), statement)
    if carried is not None:
        found = {i: t for i, t in found.items() if t not in set(carried.subtree)} | {carried.i: carried}
    return [found[i] for i in sorted(found)]


def _beside(doc: Any, mention: Mention) -> list[Any]:
    """Return what stands beside the head of a mention of two phrases: "from 2006 *to 2008*"."""
    head = _token(doc, mention.head or mention.span)
    words = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
    return [
        t for t in words or () if head is not None and t.head == head.head and label_of(t) == label_of(head)
    ]


def _subject(head: Any, tokens: Sequence[Any]) -> Any:
    """Return the grammatical subject: its own, or the one that comes from outside of the clause."""
    if has(head, "expl"):
        return None
    subjects = [c for c in head.children if label_of(c) in ("nsubj", "csubj")]
    own = {t.i for c in subjects for t in (c, *c.subtree) if t is c or label_of(t) == "conj"}
    below = {t.i for t in head.subtree}
    inside = [t for t in tokens if t.i in own]
    return next(iter(inside or [t for t in tokens if t.i not in below and t.tag_ != "PRP$"]), None)


def _existential(head: Any, tokens: Sequence[Any], doc: Any, statement: Statement) -> Surface | None:
    """Return "there | is | no evidence"."""
    expletive = next((c for c in head.children if label_of(c) == "expl"), None)
    if expletive is None:
        return None
    return _surface(expletive.text, tokens, doc, statement)
