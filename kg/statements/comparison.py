"""Comparison: "longer than the old bridge", "sells as many flowers as Kenya"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.language import syntax
from kg.statements.cues import cues
from kg.statements.reading import Reading

__all__ = ["compared", "comparison", "degree", "hyphenated"]

DEGREES = ("more", "less", "too")
HYPHENS = ("-", "‑")


def degree(adjective: Token, reading: Reading) -> str:
    """Return the lemma of an adjective with its degree: who is "older" than somebody need not be old.

    What the lexicon knows keeps its plain lemma ("more aware of").
    """
    lemma = hyphenated(adjective)
    if reading.lexicon.lookup(lemma, "ADJ"):
        return lemma
    if adjective.tag_ in ("JJR", "RBR"):
        return adjective.lower_
    before = [c.lower_ for c in syntax.children(adjective, "advmod") if c.lower_ in DEGREES]
    return " ".join([*before[:1], lemma])


def hyphenated(adjective: Token) -> str:
    """Return the lemma of an adjective with the words that a hyphen joins to it: "short-lived"."""
    doc, words = adjective.doc, [adjective.lemma_.lower()]
    i = adjective.i
    while i > 1 and doc[i - 1].text in HYPHENS and not (doc[i - 1].whitespace_ or doc[i - 2].whitespace_):
        words.insert(0, doc[i - 2].lower_)
        i -= 2
    return "-".join(words)


def compared(verb: Token) -> Iterator[tuple[Token, str]]:
    """Yield what a clause is compared with where it hangs on the word of degree, and the words that compare.

    "Brazil sells *more* coffee than Vietnam does": parsers hang "than" on the coffee or on "more".
    """
    degrees = [c for c in verb.children if syntax.relation(c, "advmod", "xcomp") and c.pos_ in ("ADJ", "ADV")]
    things = syntax.children(verb, "obj")
    degrees += [c for t in things for c in syntax.children(t, "amod")]
    yield from ((c, comparison(c)) for t in things for c in syntax.children(t, "nmod") if comparison(c))
    for degree in degrees:
        yield from ((c, comparison(c)) for c in syntax.children(degree, "obl") if comparison(c))
        for c in syntax.children(degree, "advcl"):
            who = syntax.child(c, "nsubj")
            if who is not None and syntax.has_mark(c, "than") and c.lemma_.lower() in cues().standing_in:
                yield who, "than"


def comparison(token: Token) -> str:
    """Return what compares a nominal with something said before: "than", "as many as"; "" if nothing does."""
    marker = syntax.marker(token)
    if marker != "as":
        return "than" if marker == "than" else ""
    case = syntax.child(token, "case")
    if case is None:
        return ""
    before = token.doc[token.sent.start : case.i]
    first = next((t for t in reversed(before) if t.lower_ == "as"), None)
    if first is None or first.dep_ != "advmod" or case.i - first.i >= 6:
        return ""
    degree = token.doc[first.i + 1]
    return f"as {degree.lower_} as" if degree.pos_ in ("ADJ", "ADV") else ""
