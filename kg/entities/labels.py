"""By what name a thing is shown, and which other names it has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from kg.entities.names import fold, parse, strip_possessive, title_words, tokens
from kg.entities.tables import words
from kg.model import Mention, MentionKind

__all__ = ["concept_aliases", "concept_label", "named_aliases", "named_label", "plain", "worded_label"]


def named_label(texts: Iterable[str], *, person: bool) -> str:
    """Return the longest proper name in its most frequent spelling; of equals the first in the alphabet.

    Titles, the article and the possessive ending are left off: "President Nicolas Maduro's" gives "Nicolas
    Maduro".  An acronym or a spelling in capitals is taken only where there is no other.

    >>> named_label(["MADURO", "Maduro", "President Nicolas Maduro"], person=True)
    'Nicolas Maduro'
    """
    spellings = Counter(plain(text, person=person) for text in texts)
    return min(spellings, key=lambda text: _rank(text, spellings[text], person), default="")


def _rank(text: str, count: int, person: bool) -> tuple[bool, int, int, bool, int, str]:
    name = parse(text, person=person)
    return name.acronym, -len(name.tokens), -len(name.key), text.isupper(), -count, text


def plain(text: str, *, person: bool = False) -> str:
    """Return a name as it is shown: without article, possessive ending and (of a person) titles.

    >>> plain("the Royal Press Agency's"), plain("former President Barack Obama", person=True)
    ('Royal Press Agency', 'Barack Obama')
    """
    parts = strip_possessive(" ".join(text.split())).split(" ")
    if len(parts) > 1 and parts[0] == "the":
        parts = parts[1:]
    while person and (taken := _titles_before(parts)):
        parts = parts[taken:]
    return " ".join(parts)


def _titles_before(parts: list[str]) -> int:
    """Return how many words at the front are one title; a title before "of" is an office, not a title of a
    name."""
    for n in (3, 2, 1):
        name_follows = n < len(parts) and parts[n].casefold() not in words("words", "small")
        if name_follows and " ".join(tokens(" ".join(parts[:n]))) in title_words():
            return n
    return 0


def concept_label(mentions: Sequence[Mention]) -> str:
    """Return the longest text of the common nouns, most frequent spelling first, without determiners."""
    return worded_label(m.text for m in mentions if m.kind not in (MentionKind.PRONOUN,))


def worded_label(wordings: Iterable[str]) -> str:
    """Return the longest wording, most frequent spelling first, without determiners.

    >>> worded_label(["size", "the size of eggs"])
    'size of eggs'
    """
    texts = Counter(_undetermined(text) for text in wordings)
    return min(texts, key=lambda text: (-len(text.split()), -texts[text], text.isupper(), text), default="")


def _undetermined(text: str) -> str:
    parts = strip_possessive(" ".join(text.split())).split(" ")
    small = words("words", "article") | words("words", "definite") | words("words", "possessive")
    while len(parts) > 1 and parts[0].casefold() in small:
        parts = parts[1:]
    return " ".join(parts)


def named_aliases(texts: Iterable[str], label: str, *, person: bool) -> tuple[str, ...]:
    """Return the other names of a thing, sorted."""
    return _others({plain(text, person=person) for text in texts}, label)


def concept_aliases(mentions: Iterable[Mention], label: str) -> tuple[str, ...]:
    """Return the other wordings of a thing without name, sorted; never a pronoun."""
    return _others({_undetermined(m.text) for m in mentions if m.kind is not MentionKind.PRONOUN}, label)


def _others(found: set[str], label: str) -> tuple[str, ...]:
    return tuple(sorted(found - {label, ""}, key=lambda text: (fold(text), text)))
