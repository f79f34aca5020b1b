"""Noun phrases of a tree as open information extraction cuts them: short, the phrases inside one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

__all__ = ["OUTSIDE", "Phrase", "has", "joined", "kept_of", "label_of", "marker_of", "phrase_of", "text_of"]

CLAUSES = ("acl", "advcl", "appos", "parataxis", "dislocated", "vocative", "discourse", "list", "ccomp")
"""What is left out of a phrase wherever it hangs."""

OUTSIDE = ("case", "cc", "conj", "mark", "nsubj", "csubj", "cop", "aux", "expl", "obl", "advmod", "punct")
"""What is no part of a phrase when it hangs on its head."""

PLAIN_FORMS = ("VB", "VBG", "VBN")
"""Tags of verbs without tense."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A participant: its preposition, its words, those before the first phrase inside, the phrases inside.

    An inner phrase comes with the words that lead to it: ("a justice of", "the High Court").
    """

    marker: str
    words: str
    core: str
    inner: tuple[tuple[str, str], ...] = ()


def label_of(token: Any) -> str:
    """Return the universal part of a relation: "nmod" for "nmod:poss"."""
    return str(token.dep_).partition(":")[0]


def _is_place_of_place(token: Any) -> bool:
    """Tell whether an apposition only says where a place lies ("Salt Lake City, Utah")."""
    plain = token.pos_ == "PROPN" and not any(label_of(c) in ("det", "case") for c in token.children)
    return bool(plain and token.ent_type_ == "place" and token.head.ent_type_ == "place")


def kept_of(token: Any, outside: Sequence[str]) -> Iterator[Any]:
    """Yield the tokens of a phrase in no order."""
    yield token
    for child in token.children:
        label = label_of(child)
        if (
            label in outside
            or child.dep_ in outside
            or (label == "det" and child.i > token.i)
            or (label in CLAUSES and not (label == "appos" and _is_place_of_place(child)))
        ):
            continue
        yield from kept_of(child, ())


def text_of(tokens: Iterable[Any]) -> str:
    """Return the words in their order without punctuation at the ends."""
    ordered = [t for t in sorted(tokens, key=lambda t: t.i) if not t.is_space]
    while ordered and _is_edge(ordered[-1]):
        ordered.pop()
    while ordered and _is_edge(ordered[0]):
        ordered.pop(0)
    return " ".join(t.text for t in ordered)


def _is_edge(token: Any) -> bool:
    return bool(label_of(token) == "punct" or label_of(token) == "cc")


def _outside(token: Any) -> tuple[str, ...]:
    """Return what does not belong to a phrase: adverbs do where they say how ("very ill") or how many."""
    has_degree = token.pos_ in ("ADJ", "ADV", "NUM", "SYM")
    return tuple(label for label in OUTSIDE if label != "advmod" or not has_degree)


def marker_of(token: Any) -> str:
    """Return the preposition before a phrase, all its words; a conjunct shares that of the first."""
    cases = [c for c in token.children if label_of(c) == "case" and c.i < token.i]
    if not cases and label_of(token) == "conj":
        return marker_of(token.head)
    return " ".join(t.text for c in cases for t in sorted(c.subtree, key=lambda t: t.i))


def phrase_of(token: Any) -> Phrase:
    """Return the phrase that a token heads."""
    kept = list(kept_of(token, _outside(token)))
    inside = [c for c in token.children if c.i > token.i and _opens_inner(c)]
    first = min((c.left_edge.i for c in inside), default=None)
    core = text_of(t for t in kept if first is None or t.i < first)
    inner: list[tuple[str, str]] = []
    for child in inside:
        before = text_of(t for t in kept if t.i < child.left_edge.i)
        inner += _clause_inside(before, child) if label_of(child) == "acl" else _phrases_inside(before, child)
    return Phrase(marker_of(token), text_of(kept), core, tuple(inner))


def _opens_inner(token: Any) -> bool:
    """Tell whether a dependent of a noun is a phrase with a preposition or a short clause without subject."""
    if label_of(token) == "nmod" or (label_of(token) == "obl" and token.head.pos_ == "ADJ"):
        return bool(marker_of(token))
    return token.dep_ == "acl" and token.tag_ in PLAIN_FORMS and not has(token, "nsubj")


def has(token: Any, *labels: str) -> bool:
    """Tell whether a token has a dependent with one of the universal relations."""
    return any(label_of(c) in labels for c in token.children)


def _phrases_inside(before: str, token: Any) -> Iterator[tuple[str, str]]:
    """Yield a phrase inside and those coordinated with it, then what is inside of them."""
    for member in (token, *_conjuncts_of(token)):
        lead, phrase = f"{before} {marker_of(member)}".strip(), phrase_of(member)
        yield lead, phrase.words
        yield from ((f"{lead} {further}", words) for further, words in phrase.inner)


def _conjuncts_of(token: Any) -> list[Any]:
    """Return the tokens coordinated with a token, in text order."""
    found = [c for c in token.children if label_of(c) == "conj"]
    return [t for c in found for t in (c, *_conjuncts_of(c))]


def _clause_inside(before: str, verb: Any) -> Iterator[tuple[str, str]]:
    """Yield the participants of "a map measuring in …", "a ship to conduct …"."""
    lead = f"{before} {verb_words(verb)}"
    objects = [c for c in verb.children if label_of(c) == "obj"]
    for child in objects:
        yield from _phrases_inside(lead, child)
    object_ = phrase_of(objects[0]).core if objects else ""
    for child in verb.children:
        if label_of(child) == "obl" and marker_of(child):
            yield from _phrases_inside(f"{lead} {object_}".strip(), child)


def verb_words(verb: Any) -> str:
    """Return the words of a verb: "to", auxiliaries, negation, particle."""
    around = [c for c in verb.children if label_of(c) in ("aux", "compound") or c.tag_ == "TO"]
    negations = [c for c in verb.children if c.lemma_ in ("not", "n't", "never")]
    return joined([verb, *around, *negations])


def joined(tokens: Iterable[Any]) -> str:
    """Return the words of tokens in the order of the text."""
    return " ".join(t.text for t in sorted(tokens, key=lambda t: t.i))
