"""Reading a Universal Dependencies tree: small questions about one spaCy token, answered without knowing
any rule.

Labels are those of UD v2; a question about `nsubj` also finds its subtypes (`nsubj:pass`, `nsubj:outer`).
Standard: de Marneffe et al. 2021, "Universal Dependencies", Computational Linguistics 47(2).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from spacy.tokens import Doc, Span, Token

__all__ = [
    "after",
    "ancestors",
    "base",
    "before",
    "child",
    "children",
    "conjuncts",
    "depth",
    "first_conjunct",
    "fixed",
    "has_aux",
    "has_child",
    "has_mark",
    "is_clause",
    "is_finite",
    "is_infinitive",
    "is_loose_participle",
    "is_nominal",
    "is_participle",
    "is_relative_pronoun",
    "joins_name",
    "marker",
    "phrase",
    "relation",
    "words",
]

NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "SYM")
RELATIVE_LEMMAS = ("who", "whom", "which", "that", "whose")


def after(token: Token) -> str:
    """Return the next word in lower case; "" at the end."""
    return token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""


def before(token: Token) -> str:
    """Return the word before a token in lower case; "" at the beginning."""
    return token.doc[token.i - 1].lower_ if token.i else ""


@cache
def _universal(label: str) -> str:
    """Return the universal part of a relation."""
    return label.split(":", 1)[0]


def base(token: Token) -> str:
    """Return the universal part of a token's relation: "nsubj" for "nsubj:pass"."""
    return _universal(token.dep_)


def relation(token: Token, *labels: str) -> bool:
    """Tell whether a token's relation is one of `labels`; "nsubj" also stands for its subtypes."""
    label = token.dep_
    return label in labels or _universal(label) in labels


# `children` and `child` ask what `relation` does, without a call for each dependent: rules ask them most.


def children(token: Token, *labels: str) -> list[Token]:
    """Return the dependents of a token with one of the relations, in text order."""
    return [c for c in token.children if (label := c.dep_) in labels or _universal(label) in labels]


def child(token: Token, *labels: str) -> Token | None:
    """Return the first dependent with one of the relations, or None."""
    for c in token.children:
        if (label := c.dep_) in labels or _universal(label) in labels:
            return c
    return None


def has_child(token: Token, *labels: str) -> bool:
    """Tell whether a token has a dependent with one of the relations."""
    return child(token, *labels) is not None


def ancestors(token: Token) -> Iterator[Token]:
    """Yield the governors of a token, nearest first, up to the root; safe on broken trees with cycles."""
    seen = {token.i}
    while token.head.i not in seen:
        token = token.head
        seen.add(token.i)
        yield token


def depth(token: Token) -> int:
    """Return the number of governors above a token (0 for a root)."""
    return sum(1 for _ in ancestors(token))


def conjuncts(token: Token) -> list[Token]:
    """Return a token and what is coordinated with it below, in text order.

    Only conjuncts of the same sort (nominal with nominal) are returned: parsers attach a clause to a noun
    by `conj` at times.  "Ernst & Young" is one.
    """
    nominal = is_nominal(token)
    found, waiting = [], [token]
    while waiting:
        found.append(waiting.pop())
        linked = children(found[-1], "conj")
        waiting += reversed([c for c in linked if is_nominal(c) == nominal and not joins_name(c)])
    return found


def joins_name(token: Token) -> bool:
    """Tell whether a conjunct is the end of a name with "&": "Ernst & *Young*" (but "Ann & Bob" are two)."""
    mark = child(token, "cc")
    if base(token) != "conj" or mark is None or mark.text != "&" or not 0 < mark.i < token.i:
        return False
    before = token.doc[mark.i - 1]
    beside = before == token.head or (before.head == token.head and base(before) in ("flat", "compound"))
    capitals = all(w.text[:1].isupper() for w in (before, *token.doc[mark.i + 1 : token.i + 1]))
    return beside and capitals and "person" not in (token.ent_type_, before.ent_type_)


def first_conjunct(token: Token) -> Token:
    """Return the first member of the coordination that a token belongs to (itself outside of one)."""
    for head in ancestors(token):
        if base(token) != "conj":
            break
        token = head
    return token


def is_nominal(token: Token) -> bool:
    """Tell whether a token is a noun, a name, a pronoun, a number or a symbol."""
    return token.pos_ in NOMINAL


def is_participle(token: Token, *tags: str) -> bool:
    """Tell whether a token is a non-finite participle without an auxiliary ("carrying", "built")."""
    return token.tag_ in (tags or ("VBG", "VBN")) and not has_child(token, "aux")


def fixed(token: Token) -> str:
    """Return a function word in lower case with its fixed parts ("instead of")."""
    return " ".join(w.lower_ for w in (token, *children(token, "fixed")))


def has_aux(token: Token, word: str) -> bool:
    """Tell whether a predicate has an auxiliary in this form."""
    return any(c.lower_ == word for c in children(token, "aux"))


def has_mark(token: Token, word: str) -> bool:
    """Tell whether a clause is introduced by a word ("to", "that"), whatever its label."""
    return any(c.lower_ == word for c in children(token, "mark", "aux"))


def is_clause(token: Token) -> bool:
    """Tell whether a token is a predicate: a full verb, or anything with a copula or subject."""
    verb = token.pos_ in ("VERB", "AUX") and not relation(
        token, "aux", "cop", "amod", "compound", "case", "fixed"
    )
    return verb or has_child(token, "cop", "nsubj")


def is_infinitive(token: Token) -> bool:
    """Tell whether a predicate is an infinitive: "to" before it, or a bare base form without subject."""
    return has_mark(token, "to") or (token.tag_ == "VB" and not has_child(token, "nsubj", "aux"))


def is_finite(token: Token) -> bool:
    """Tell whether a predicate is a finite clause of its own: a finite verb, auxiliary or copula."""
    if token.tag_ in ("VBD", "VBP", "VBZ", "MD"):
        return True
    return any(c.tag_ in ("VBD", "VBP", "VBZ", "MD") for c in children(token, "aux", "cop"))


def is_loose_participle(token: Token) -> bool:
    """Tell whether a participle without subject only goes along with a clause, whatever its label."""
    if token.tag_ != "VBG" or has_child(token, "nsubj", "aux", "mark"):
        return False
    return relation(token, "ccomp", "parataxis") and any(c.text == "," for c in children(token, "punct"))


def is_relative_pronoun(token: Token) -> bool:
    """Tell whether a token is "who", "which", "that", "whom" or "whose" inside a relative clause."""
    if token.lower_ not in RELATIVE_LEMMAS or token.pos_ not in ("PRON", "DET"):
        return False
    return token.tag_ in ("WP", "WDT", "WP$") or any(
        a.dep_ in ("acl:relcl", "advcl:relcl") for a in (token, *ancestors(token))
    )


def marker(token: Token) -> str:
    """Return the preposition of a nominal in lower case, fixed parts joined by spaces ("according to"); ""
    without one.
    """
    cases = [c for c in children(token, "case") if c.lower_ not in ("'s", "’s", "'", "’")]
    if not cases:
        return ""
    return " ".join(fixed(c) for c in cases)


def words(token: Token, *, without: Iterable[str] = ()) -> list[Token]:
    """Return the words of a token's subtree in text order, leaving out dependents with the relations
    `without`.

    Only direct dependents of `token` are tested; of the others the whole subtree is taken.
    """
    left_out = tuple(without)
    found = [token]
    for c in token.children:
        if not (left_out and relation(c, *left_out)):
            found += list(c.subtree)
    return sorted(set(found), key=lambda t: t.i)


def phrase(token: Token, *, without: Iterable[str] = ()) -> Span:
    """Return the longest unbroken run of `words(token)` around the token, trimmed of punctuation at its
    ends.
    """
    inside = {w.i for w in words(token, without=without)}
    start = end = token.i
    while start - 1 in inside:
        start -= 1
    while end + 1 in inside:
        end += 1
    doc: Doc = token.doc
    while start < token.i and doc[start].is_punct:
        start += 1
    while end > token.i and doc[end].is_punct and doc[end].text not in (")", "%"):
        end -= 1
    return doc[start : end + 1]
