"""By what name a thing is shown, and which other names it has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from kg.entities.discourse import is_adjective
from kg.entities.names import Name, fold, parse, strip_possessive, title_words, tokens
from kg.entities.tables import words
from kg.model import Mention, MentionKind

__all__ = ["aliases", "concept_label", "named_label", "plain"]


def named_label(mentions: Iterable[Mention], *, person: bool) -> str:
    """Return the longest proper name in its most frequent spelling; of equals the first in the alphabet.

    Titles, the article and the possessive ending are left off: "President Nicolas Maduro's" gives "Nicolas
    Maduro". An acronym or a spelling in capitals is taken only where there is no other."""
    spellings = Counter(
        text
        for mention in mentions
        if mention.kind is MentionKind.NAME
        and "demonym" not in mention.features
        and (text := plain(mention.text, person=person))
    )
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
    while person and len(parts) > 1:
        taken = next(
            (
                n
                for n in (3, 2, 1)
                if n < len(parts) and " ".join(tokens(" ".join(parts[:n]))) in title_words()
            ),
            0,
        )
        if not taken:
            break
        parts = parts[taken:]
    return " ".join(parts)


def concept_label(mentions: Sequence[Mention]) -> str:
    """Return the longest text of the common nouns, most frequent spelling first, without determiners."""
    texts = Counter(_undetermined(m.text) for m in mentions if m.kind not in (MentionKind.PRONOUN,))
    return min(texts, key=lambda text: (-len(text.split()), -texts[text], text.isupper(), text), default="")


def _undetermined(text: str) -> str:
    parts = strip_possessive(" ".join(text.split())).split(" ")
    small = words("words", "article") | words("words", "definite") | words("words", "possessive")
    while len(parts) > 1 and parts[0].casefold() in small:
        parts = parts[1:]
    return " ".join(parts)


def aliases(mentions: Iterable[Mention], label: str, *, named: bool, person: bool) -> tuple[str, ...]:
    """Return the other names, sorted: of a named thing only names, never pronouns, adjectives or
    descriptions."""
    found = set()
    for mention in mentions:
        if named and (mention.kind is not MentionKind.NAME or is_adjective(mention)):
            continue
        if mention.kind is not MentionKind.PRONOUN:
            found.add(plain(mention.text, person=person) if named else _undetermined(mention.text))
    return tuple(sorted(found - {label, ""}, key=lambda text: (fold(text), text)))


def name_of(label: str, *, person: bool) -> Name:
    """Return a label as it is compared."""
    return parse(label, person=person)
