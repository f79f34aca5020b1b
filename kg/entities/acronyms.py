"""Acronyms that a text defines: "the Royal Press Agency (RPA)"."""

from __future__ import annotations

import re

from kg.entities.classes import compatible, family
from kg.entities.discourse import Discourse
from kg.entities.names import Name, foreign_forms
from kg.entities.tables import words

__all__ = ["abbreviates", "definitions"]

_BEFORE_BRACKET = re.compile(r"(?:['’]s)?(?:\s*\(|,)\s*(?:the\s+|or\s+(?:the\s+)?)?[\"“'‘]?$")


def definitions(d: Discourse) -> None:
    """Join an acronym with the name that it stands beside in brackets: "the Royal Press Agency (RPA)", or the
    reverse.
    """
    text = d.document.text
    ends: dict[int, int] = {}
    for n, name in enumerate(d.names):
        if name is not None and d.of[n] is not None:
            ends.setdefault(d.mentions[n].span.end, n)
    for number, name in enumerate(d.names):
        span = d.mentions[number].span
        opening = (
            _BEFORE_BRACKET.search(text, max(0, span.start - 12), span.start) if name is not None else None
        )
        outer = ends.get(opening.start()) if opening else None
        if outer is None or not re.match(r"[\"”'’]?\s*[),;]", text[span.end : span.end + 4]):
            continue
        inside, outside = d.names[number], d.names[outer]
        if inside and outside and (abbreviates(inside, outside) or abbreviates(outside, inside)):
            _join_defined(d, number, outer)


def _join_defined(d: Discourse, inner: int, outer: int) -> None:
    one, other = d.of[inner], d.of[outer]
    if one is None or other is None or one is other:
        return
    long, short = (one, other) if len(one.name.solid) > len(other.name.solid) else (other, one)
    if not (long.known and short.known):
        short.classes = [name for name in short.classes if compatible(family(name), long.family)]
        d.merge(short, long, "acronym defined as")


def abbreviates(short: Name, long: Name) -> bool:
    """Tell whether the letters of an acronym stand in a name in order, the first one at the beginning of a
    word.

    After Schwartz & Hearst (2003), "A simple algorithm for identifying abbreviation definitions in biomedical
    text".  A legal form at the end of the letters may be missing in the name ("Petróleos de Venezuela",
    PDVSA), and the initials may come in another order (of another language: "Revolutionary Armed Forces of
    Colombia", FARC).
    """
    if not short.acronym or (len(long.tokens) < 2 and len(long.solid) <= len(short.solid)):
        return False
    words_of = [*long.tokens, *long.form.split()]
    letters = [
        short.solid,
        *(short.solid.removesuffix(form) for form in foreign_forms() if short.solid.endswith(form)),
    ]
    if any(
        _stands_for(spelled, words_of) for spelled in letters if len(spelled) > 2 or spelled == short.solid
    ):
        return True
    large = sorted(word[0] for word in words_of if word not in words("words", "small"))
    return len(large) > 2 and large == sorted(short.solid)


def _stands_for(letters: str, words_of: list[str]) -> bool:
    starts = [i for i, word in enumerate(words_of) if word[0] == letters[0]]
    return any(_in_order(letters[1:], " ".join(words_of[i:])[1:]) for i in starts)


def _in_order(letters: str, text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)
