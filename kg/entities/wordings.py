"""The wording of a common noun with what it cannot do without: whose it is, and what it is of.

"Size" says little where a text speaks of "the size of butterfly eggs", nor does "body" beside "the
caterpillar's body". What is taken in is a mention of its own inside the same noun phrase, so that the parser
vouches for it.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.entities.discourse import Discourse
from kg.entities.names import tokens
from kg.entities.tables import words
from kg.model import Mention, MentionKind

__all__ = ["wording"]

_OWNER, _COMPLEMENT = 2, 3
"""Most words of an owner and of a complement: longer ones are left out."""


def wording(d: Discourse, number: int) -> str:
    """Return the text of a common noun with its owner before it and its complement behind it."""
    mention = d.mentions[number]
    if mention.kind is not MentionKind.NOMINAL or mention.phrase is None:
        return mention.text
    owner = next((m.text for m in _inside(d, number, mention) if _owns(d, m, mention)), "")
    complements = ((_link(d, mention, m), m.text) for m in _inside(d, number, mention))
    link, complement = next(((k, text) for k, text in complements if k), ("", ""))
    found = f"{owner}{_ending(owner)} {mention.text} {link} {complement}"
    return " ".join(found.split())


def _inside(d: Discourse, number: int, mention: Mention) -> Iterator[Mention]:
    """Yield the other mentions in the noun phrase of a mention, but pronouns, in text order."""
    phrase = mention.phrase or mention.span
    for other in d.sentences[mention.sentence]:
        span = d.mentions[other].span
        inside = phrase.start <= span.start and span.end <= phrase.end
        if other != number and inside and d.mentions[other].kind is not MentionKind.PRONOUN:
            yield d.mentions[other]


def _owns(d: Discourse, other: Mention, mention: Mention) -> bool:
    """Tell whether a short mention stands before another one as its owner: "the caterpillar's body"."""
    between = d.document.text[other.span.end : mention.span.start].strip()
    return between in _GENITIVE and other.span.end < mention.span.start and _words(other) <= _OWNER


_GENITIVE = ("'s", "’s", "'", "’")


def _ending(owner: str) -> str:
    """Return the genitive ending of an owner."""
    return ("'" if owner.endswith("s") else "'s") if owner else ""


def _link(d: Discourse, mention: Mention, other: Mention) -> str:
    """Return the words by which a short mention directly follows another one, "" where it does not."""
    text = d.document.text[mention.span.end : other.span.start]
    between = tokens(text)
    if other.span.start < mention.span.end or not between or _words(other) > _COMPLEMENT:
        return ""
    small = words("words", "article") | words("words", "definite")
    fits = between[0] in words("words", "complement") and all(word in small for word in between[1:])
    return text if fits else ""


def _words(mention: Mention) -> int:
    return len(mention.text.split())
