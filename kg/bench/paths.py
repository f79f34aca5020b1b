"""Candidates for the arguments of a relation, and how each two of a sentence hang together.

The way between two of them is the shortest path of the tree (Bunescu and Mooney, HLT-EMNLP 2005).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kg.model import Mention, MentionKind, Span

__all__ = ["Candidate", "Pair", "candidates", "forms", "pairs"]

LONGEST = 8
"""Most words on the way between two candidates."""

BETWEEN = 6
"""Most words of the text between two candidates that are looked at."""

_YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that may be an argument: the ways to write it, its coarse type, and its head token."""

    forms: tuple[str, ...]
    type: str
    token: Any


@dataclass(frozen=True, slots=True)
class Pair:
    """Two candidates in the order in which a relation reads them.

    `features` tell of the way between them; `lemmas` are those of the words on it.
    """

    subject: Candidate
    object: Candidate
    features: tuple[str, ...]
    lemmas: tuple[str, ...]


def forms(mention: Mention, phrase: str, demonyms: Mapping[str, str]) -> tuple[str, ...]:
    """Return the ways to write a mention: short, whole, a date as ISO and in words, a demonym as the place.

    >>> forms(Mention(Span("d", 0, 4), "2010", MentionKind.TIME, value="2010"), "in 2010", {})
    ('2010', 'in 2010', '2010', '01 January 2010', '2010')
    """
    value = mention.value if mention.kind is MentionKind.TIME else None
    place = demonyms.get(mention.text, mention.text)
    return (mention.text, phrase, value or mention.text, _spelled(value) or mention.text, place)


def _spelled(value: str | None) -> str:
    """Return an ISO date in words, what is left open counts as the first; "" for another kind of time."""
    parts = (value or "").split("-")
    try:
        year, month, day = (int(x) for x in [*parts, *["1"] * (3 - len(parts))])
        return f"{date(year, month, day):%d %B} {year}"
    except ValueError:
        return ""


def candidates(
    doc: Any, mentions: Iterable[Mention], demonyms: Mapping[str, str], known: Iterable[str] = ()
) -> list[Candidate]:
    """Return what may be an argument, in text order: mentions, years, and phrases `known` to be one."""
    found: dict[tuple[int, str], Candidate] = {}
    for mention in [*mentions, *_years(doc), *_known(doc, known)]:
        token = _token(doc, mention.head or mention.span)
        if token is not None and mention.kind is not MentionKind.PRONOUN:
            span = mention.phrase or mention.span
            written = forms(mention, doc.text[span.start : span.end], demonyms)
            type_ = (
                str(mention.kind) if mention.kind is MentionKind.TIME else mention.type or str(mention.kind)
            )
            found.setdefault((token.i, mention.text), Candidate(written, type_, token))
    return [found[key] for key in sorted(found)]


def _years(doc: Any) -> Iterator[Mention]:
    for token in doc:
        if _YEAR.fullmatch(token.text):
            span = Span("", token.idx, token.idx + len(token))
            yield Mention(span, token.text, MentionKind.TIME, "time", value=token.text)


def _known(doc: Any, known: Iterable[str]) -> Iterator[Mention]:
    """Yield the places where a known phrase stands, whatever its case."""
    lowered = doc.text.lower()
    for text in known:
        at = lowered.find(text.lower())
        if at >= 0 and doc.char_span(at, at + len(text)) is not None:
            yield Mention(Span("", at, at + len(text)), text, MentionKind.NAME, "known")


def _token(doc: Any, span: Span) -> Any:
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    return found.root if found is not None else None


def pairs(doc: Any, found: Sequence[Candidate]) -> Iterator[Pair]:
    """Yield both orders of each two candidates of a sentence that are not far apart, in text order."""
    for subject in found:
        for other in found:
            apart = subject.token.i != other.token.i
            if apart and subject.token.sent.start == other.token.sent.start:
                way = _way(subject.token, other.token)
                if way is not None:
                    yield _pair(doc, subject, other, *way)


def _way(token: Any, target: Any) -> tuple[list[Any], Any, list[Any]] | None:
    """Return the tokens below the lowest common ancestor on each side, and it; None if far apart."""
    up, down = [token, *token.ancestors], [target, *target.ancestors]
    common = {t.i for t in down}
    top = next((t for t in up if t.i in common), None)
    if top is None:
        return None
    above, below = up[: _place(up, top)], down[: _place(down, top)][::-1]
    return (above, top, below) if len(above) + len(below) <= LONGEST else None


def _place(tokens: Sequence[Any], token: Any) -> int:
    return next(i for i, t in enumerate(tokens) if t.i == token.i)


def _pair(doc: Any, subject: Candidate, other: Candidate, above: Any, top: Any, below: Any) -> Pair:
    ends = {subject.token.i, other.token.i}
    lemmas = tuple(t.lemma_.lower() for t in (*above, top, *below) if t.i not in ends)
    marker = next((c.lemma_.lower() for c in other.token.children if c.dep_ == "case"), "")
    steps = [*(f"<{_step(t, ends)}" for t in above), _word(top, ends), *(f">{_step(t, ends)}" for t in below)]
    path = (f"path {' '.join(steps)} ~{marker}", f"way {' '.join(lemmas)} ~{marker}")
    types = f"{subject.type}>{other.type}"
    words = [f"on {lemma}" for lemma in dict.fromkeys((*lemmas, f"~{marker}"))]
    near = [*words, *_around(doc, subject.token, other.token)]
    typed = [f"{word} {other.type}" for word in near]
    whole = (
        *path,
        *near,
        *typed,
        f"types {types}",
        f"object {other.type}",
        f"head {other.token.lemma_.lower()}",
    )
    return Pair(subject, other, whole, lemmas)


def _around(doc: Any, token: Any, target: Any) -> list[str]:
    """Return features of the text between two tokens and on both sides of the second one."""
    order = "after" if token.i < target.i else "before"
    between = doc[min(token.i, target.i) + 1 : max(token.i, target.i)]
    near = [f"between {t.lemma_.lower()}" for t in list(between)[-BETWEEN:] if not t.is_punct]
    sides = [f"{i} {doc[target.i + i].lemma_.lower()}" for i in (-2, -1, 1) if 0 <= target.i + i < len(doc)]
    first = ["first"] if token.i <= token.sent.start + 3 else []
    return [order, *near, *sides, *first]


def _step(token: Any, ends: set[int]) -> str:
    return f"{token.dep_.partition(':')[0]}:{_word(token, ends)}"


def _word(token: Any, ends: set[int]) -> str:
    """Return the lemma of a token on the way; the candidates themselves may be any word."""
    return "*" if token.i in ends else token.lemma_.lower()
