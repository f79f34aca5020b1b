"""Phrases that are not just the branch of their head: amounts with what they count, periods of time, the
years of a life in brackets, nouns inside compounds with a participle.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from kg.language import syntax
from kg.statements import times
from kg.statements.forms import forms

__all__ = [
    "Lifespan",
    "apposed",
    "beside_which",
    "counted",
    "is_cut",
    "is_instance",
    "lifespans",
    "opening",
    "participle_of",
    "period",
    "with_bounds",
]

DASHES = ("-", "–", "—", "‑", "to")
YEAR = re.compile(r"\b\d{4}\b")
LIVES = range(18, 111)  # years between two dates in brackets that can be a birth and a death
LONGEST = 14
BOUND = 3


@dataclass(frozen=True, slots=True)
class Lifespan:
    """Dates of a birth and a death in brackets; `opening` is the index of the bracket."""

    opening: int
    birth: Span | None
    death: Span | None

    @property
    def days(self) -> tuple[Span, ...]:
        """The dates that are told, birth first."""
        return tuple(day for day in (self.birth, self.death) if day is not None)


def counted(token: Token) -> Token | None:
    """Return what an amount is an amount of: "200 of the *workers*", "20 tons of *rice*".

    For a noun that is measured ("population") it is the number behind it.
    """
    inside = [c for c in syntax.children(token, "nmod") if syntax.marker(c) == "of" and c.i > token.i]
    if len(inside) != 1:
        return None
    number = inside[0].pos_ == "NUM" and not times.is_time(inside[0].text)
    known = {*forms()["units"], *forms()["partitive"]}
    measures = token.pos_ in ("NUM", "SYM") or token.lemma_.lower() in known
    return inside[0] if measures or number else None


def with_bounds(start: int, token: Token) -> int:
    """Return where an amount begins, with the words before `start` that bound it: "at least 12 people"."""
    doc, inside = token.doc, {w.i for w in token.subtree}
    for first in range(max(start - BOUND, 0), start):
        for end in range(start, token.i + 1):
            if doc[first:end].text.lower() in forms()["bounds"] and end - 1 in inside:
                return first
    return start


def period(token: Token, whole: Span) -> Span:
    """Return a phrase of time with its preposition, and to its end where that is a phrase of its own: "since
    2014", "between 1990 and 1995", "from May to July 1995".
    """
    cases = [c.i for c in syntax.children(token, "case") if c.i < whole.start]
    start = min([whole.start, *cases])
    for last in _period_ends(token):
        longer = token.doc[start : last.right_edge.i + 1]
        if last.i >= whole.end and times.is_time(longer.text):
            return longer
    return token.doc[start : whole.end]


def _period_ends(token: Token) -> Iterator[Token]:
    """Yield what may be the end of a period that begins with a time."""
    first = syntax.marker(token)
    if first == "between":
        yield from syntax.children(token, "conj")
    elif first == "from":
        for c in syntax.children(token.head, "obl", "nmod"):
            if syntax.marker(c) in forms()["period_ends"] and c.left_edge.i == token.right_edge.i + 1:
                yield c


def opening(token: Token) -> str:
    """Return the mark right before the first word of a branch ("Toledo*,* Ohio"), "" without one."""
    first = next((w for w in token.subtree if not w.is_punct), token)
    before = first.doc[first.i - 1] if first.i else first
    return before.text if before.is_punct else ""


def apposed(token: Token) -> list[Token]:
    """Return what stands in apposition to a nominal; coordinated ones without articles share it.

    "Its founder and chairman, Ann Lee" is one, but of "the Speaker and the whip, Jim Clyburn" only the whip
    is Jim Clyburn, though he hangs on the Speaker.
    """
    first = syntax.first_conjunct(token)
    heads = [first] if token.i == first.i else [first, token]
    return [c for head in heads for c in syntax.children(head, "appos") if _is_apposed(c, token)]


def _is_apposed(beside: Token, token: Token) -> bool:
    """Tell whether what hangs on a nominal, or on the first of its coordination, is in apposition to it."""
    before = beside_which(beside)
    if syntax.has_child(before, "det", "nmod:poss"):
        return before.i == token.i
    bare = not syntax.has_child(token, "det", "nmod:poss")
    return beside.head.i == token.i or (bare and token.i < beside.i)


def beside_which(apposition: Token) -> Token:
    """Return the last conjunct before an apposition, which stands beside it."""
    before = [m for m in syntax.conjuncts(apposition.head) if m.i < apposition.i]
    return before[-1] if before else apposition.head


def is_instance(token: Token) -> bool:
    """Tell whether what stands beside a nominal is said to be one of several: "a subject (e.g. Physics)"."""
    words = [
        token,
        *syntax.children(token, "advmod", "case", "cc", "nmod", "obl", "discourse", "dep", "mark"),
    ]
    start = min(w.left_edge.i for w in words)
    opened = token.doc[max(start - 2, 0) : token.i].text.lower().lstrip("([,;: ")
    return opened.startswith(tuple(f"{word} " for word in forms()["instances"]))


def is_cut(name: Span) -> bool:
    """Tell whether a name seems to go on behind what was found of it: "Heaven *Sent Gaming*"."""
    doc = name.doc
    behind = doc[name.end] if name.end < len(doc) else None
    if behind is None or behind.is_sent_start or not behind.text[:1].isupper():
        return False
    return behind.pos_ in ("PROPN", "NOUN", "VERB", "ADJ")


def participle_of(token: Token) -> Token | None:
    """Return the participle that a noun or adjective of a nation is compounded with before a noun:
    "Moscow-based", "state-owned".
    """
    doc = token.doc
    if token.i + 3 >= len(doc) or doc[token.i + 1].text not in DASHES[:4] or token.pos_ == "PRON":
        return None
    participle = doc[token.i + 2]
    known = participle.lower_ in forms()["compound_participles"] and participle.i < participle.head.i
    return participle if known and syntax.relation(participle, "amod", "compound") else None


def lifespans(doc: Doc) -> Iterator[Lifespan]:
    """Yield the years of lives in brackets: "Otto Hahn (8 March 1879 – 1968)", "Ana Torres (b. 1950)".

    Two dates that lie too near or too far apart are no life (a term of office, a period).
    """
    for token in doc:
        if token.text != "(" or not token.i or doc[token.i - 1].pos_ != "PROPN":
            continue
        closing = next((t.i for t in doc[token.i : token.i + LONGEST] if t.text == ")"), None)
        if closing is not None:
            yield from _life(doc[token.i + 1 : closing])


def _life(inside: Span) -> Iterator[Lifespan]:
    """Yield the life that a bracket tells."""
    opening = inside.start - 1
    words = [t.lower_ for t in inside]
    told = inside[1 + (words[1:2] == ["."]) :]
    if len(told) and words[0] in forms()["born"] and times.is_time(told.text):
        yield Lifespan(opening, told, None)
    if len(told) and words[0] in forms()["died"] and times.is_time(told.text):
        yield Lifespan(opening, None, told)
    dash = next((n for n, word in enumerate(words) if word in DASHES), None)
    if not dash or dash + 1 == len(words):
        return
    birth, death = inside[:dash], inside[dash + 1 :]
    years = [YEAR.findall(day.text) for day in (birth, death)]
    dates = (
        all(len(found) == 1 for found in years) and times.is_time(birth.text) and times.is_time(death.text)
    )
    if dates and int(years[1][0]) - int(years[0][0]) in LIVES:
        yield Lifespan(opening, birth, death)
