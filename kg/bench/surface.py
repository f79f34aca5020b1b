"""A statement in the order and the words of its sentence, cut into phrases as open information extraction does.

The text view of a statement has logical participants with all that hangs on them. Benchmarks want grammatical subjects
("The town | were hit by | two earthquakes"), phrases without relative clauses and appositions, and the
noun phrases inside a phrase one by one ("became a justice of | the High Court").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kg.model import Mention, Statement

__all__ = ["Phrase", "Surface", "phrase_of", "surface_of"]

CLAUSES = ("acl", "advcl", "appos", "parataxis", "dislocated", "vocative", "discourse", "list", "ccomp")
"""What is left out of a phrase wherever it hangs."""

OUTSIDE = ("case", "cc", "conj", "mark", "nsubj", "csubj", "cop", "aux", "expl", "obl", "advmod", "punct")
"""What is no part of a phrase when it hangs on its head."""

PLAIN_FORMS = ("VB", "VBG", "VBN")
"""Tags of verbs without tense."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A participant: its preposition, its words, the words before the first phrase inside, and the phrases inside.

    An inner phrase comes with the words that lead to it: ("a justice of", "the High Court").
    """

    marker: str
    words: str
    core: str
    inner: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Surface:
    """Grammatical subject, words of the relation, and the other participants: the bare object first."""

    subject: str
    relation: str
    object: Phrase | None
    others: tuple[Phrase, ...]


def _label(token: Any) -> str:
    return str(token.dep_).partition(":")[0]


def _is_place_of_place(token: Any) -> bool:
    """Tell whether an apposition only says where a place lies ("Salt Lake City, Utah")."""
    plain = token.pos_ == "PROPN" and not any(_label(c) in ("det", "case") for c in token.children)
    return bool(plain and token.ent_type_ == "place" and token.head.ent_type_ == "place")


def _kept(token: Any, outside: Sequence[str]) -> Iterator[Any]:
    """Yield the tokens of a phrase in no order."""
    yield token
    for child in token.children:
        label = _label(child)
        if (
            label in outside
            or child.dep_ in outside
            or (label == "det" and child.i > token.i)
            or (label in CLAUSES and not (label == "appos" and _is_place_of_place(child)))
        ):
            continue
        yield from _kept(child, ())


def _text(tokens: Iterable[Any]) -> str:
    """Return the words in their order without punctuation at the ends."""
    ordered = [t for t in sorted(tokens, key=lambda t: t.i) if not t.is_space]
    while ordered and _is_edge(ordered[-1]):
        ordered.pop()
    while ordered and _is_edge(ordered[0]):
        ordered.pop(0)
    return " ".join(t.text for t in ordered)


def _is_edge(token: Any) -> bool:
    return bool(_label(token) == "punct" or _label(token) == "cc")


def _outside(token: Any) -> tuple[str, ...]:
    """Return what does not belong to a phrase: adverbs do where they say how ("very ill") or how many."""
    return (
        OUTSIDE
        if token.pos_ not in ("ADJ", "ADV", "NUM", "SYM")
        else tuple(x for x in OUTSIDE if x != "advmod")
    )


def marker_of(token: Any) -> str:
    """Return the preposition before a phrase as it stands, with all its words; a conjunct shares that of the first."""
    cases = [c for c in token.children if _label(c) == "case" and c.i < token.i]
    if not cases and _label(token) == "conj":
        return marker_of(token.head)
    return " ".join(t.text for c in cases for t in sorted(c.subtree, key=lambda t: t.i))


def phrase_of(token: Any) -> Phrase:
    """Return the phrase that a token heads."""
    kept = list(_kept(token, _outside(token)))
    inside = [c for c in token.children if c.i > token.i and _opens_inner(c)]
    first = min((c.left_edge.i for c in inside), default=None)
    core = _text(t for t in kept if first is None or t.i < first)
    inner: list[tuple[str, str]] = []
    for child in inside:
        before = _text(t for t in kept if t.i < child.left_edge.i)
        inner += _clause_inside(before, child) if _label(child) == "acl" else _phrases_inside(before, child)
    return Phrase(marker_of(token), _text(kept), core, tuple(inner))


def _opens_inner(token: Any) -> bool:
    """Tell whether a dependent of a noun is a phrase behind a preposition or a short clause without subject."""
    if _label(token) == "nmod" or (_label(token) == "obl" and token.head.pos_ == "ADJ"):
        return bool(marker_of(token))
    return token.dep_ == "acl" and token.tag_ in PLAIN_FORMS and not _has(token, "nsubj")


def _has(token: Any, *labels: str) -> bool:
    return any(_label(c) in labels for c in token.children)


def _phrases_inside(before: str, token: Any) -> Iterator[tuple[str, str]]:
    """Yield a phrase inside and those coordinated with it, then what is inside of them."""
    for member in (token, *_conjuncts_of(token)):
        lead, phrase = f"{before} {marker_of(member)}".strip(), phrase_of(member)
        yield lead, phrase.words
        yield from ((f"{lead} {further}", words) for further, words in phrase.inner)


def _conjuncts_of(token: Any) -> list[Any]:
    """Return the tokens coordinated with a token, in text order."""
    found = [c for c in token.children if _label(c) == "conj"]
    return [t for c in found for t in (c, *_conjuncts_of(c))]


def _clause_inside(before: str, verb: Any) -> Iterator[tuple[str, str]]:
    """Yield the participants of "a map measuring in …", "a ship to conduct …"."""
    lead = f"{before} {verb_words(verb)}"
    objects = [c for c in verb.children if _label(c) == "obj"]
    for child in objects:
        yield from _phrases_inside(lead, child)
    object_ = phrase_of(objects[0]).core if objects else ""
    for child in verb.children:
        if _label(child) == "obl" and marker_of(child):
            yield from _phrases_inside(f"{lead} {object_}".strip(), child)


def verb_words(verb: Any) -> str:
    """Return the words of a verb: "to", auxiliaries, negation, particle."""
    around = [c for c in verb.children if _label(c) in ("aux", "compound") or c.tag_ == "TO"]
    negations = [c for c in verb.children if c.lemma_ in ("not", "n't", "never")]
    return _text_of([verb, *around, *negations])


def _text_of(tokens: Iterable[Any]) -> str:
    return " ".join(t.text for t in sorted(tokens, key=lambda t: t.i))


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
    """Return "X is Y" and "X has Y" for what a sentence says without a verb; None for other statements."""
    verb = {"be": "is", "have": "has"}.get(statement.predicate.lemma, "")
    head = _token(doc, statement.predicate.span)
    fillers = [a.filler for a in statement.arguments if isinstance(a.filler, Mention)]
    tokens = [_token(doc, m.head or m.span) for m in fillers[:2]]
    if not verb or head is None or _is_clause(head) or len(tokens) < 2 or None in tokens:
        return None
    if tokens[0].pos_ == "PRON":
        return None
    subject, other = _text(_kept(tokens[0], OUTSIDE)), _text(_kept(tokens[1], (*OUTSIDE, "nmod:poss")))
    return Surface(subject, verb, Phrase("", other, other), ()) if other not in subject else None


def _is_clause(head: Any) -> bool:
    """Tell whether a predicate is a verb or has "be", its own or that of what it is coordinated with."""
    if head.pos_ in ("VERB", "AUX") or _has(head, "cop"):
        return True
    return _label(head) == "conj" and _has(head.head, "cop")


def relation_of(head: Any, statement: Statement) -> str:
    """Return the words of the relation, with the verbs that it depends on ("was said to have made")."""
    own = statement.predicate.text.split()
    if _label(head) == "conj" and head.tag_ in ("VBN", "VBG") and not _has(head, "aux", "nsubj"):
        return " ".join([*(c.text for c in head.head.children if _label(c) == "aux"), *own])
    if _label(head) != "xcomp" or _has(head, "nsubj") or _has(head.head, "obj"):
        return " ".join(own)
    governor, to = head.head, [c.text for c in head.children if c.tag_ == "TO"]
    verb = _text_of([governor, *(c for c in governor.children if _label(c) in ("aux", "cop"))])
    return " ".join([verb, *(t for t in to if t not in own), *own])


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
    """Yield what is said or thought, as a phrase ("that it was over")."""
    if any(not isinstance(argument.filler, Mention) for argument in statement.arguments):
        for child in head.children:
            if _label(child) == "ccomp":
                words = _text(child.subtree)
                yield Phrase("", words, words)


def _token(doc: Any, span: Any) -> Any:
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    return found.root if found is not None else None


def _participants(doc: Any, statement: Statement) -> list[Any]:
    """Return the head tokens of all participants, time and place included, in text order."""
    fillers = [a.filler for a in statement.arguments] + [statement.time, statement.place]
    mentions = [f for f in fillers if isinstance(f, Mention)]
    found = {t.i: t for t in (_token(doc, m.head or m.span) for m in mentions) if t is not None}
    return [found[i] for i in sorted(found)]


def _subject(head: Any, tokens: Sequence[Any]) -> Any:
    """Return the grammatical subject: its own, or the one that comes from outside of the clause."""
    own = {t.i for c in head.children if _label(c) in ("nsubj", "csubj") for t in (c, *_conjuncts(c))}
    below = {t.i for t in head.subtree}
    has_expletive = any(_label(c) == "expl" for c in head.children)
    if not has_expletive:
        return next((t for t in tokens if t.i in own), None) or next(
            (t for t in tokens if t.i not in below), None
        )
    return None


def _conjuncts(token: Any) -> list[Any]:
    return [t for t in token.subtree if _label(t) == "conj"]


def _existential(head: Any, tokens: Sequence[Any], doc: Any, statement: Statement) -> Surface | None:
    """Return "there | is | no evidence"."""
    expletive = next((c for c in head.children if _label(c) == "expl"), None)
    if expletive is None:
        return None
    return _surface(expletive.text, tokens, doc, statement)
