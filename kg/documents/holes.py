"""Holes: places where words of a text are missing, mostly link texts that a scraper dropped.

Nothing is invented to fill them.  They are reported, and whoever reads a sentence with a hole can be careful
with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.documents.tables import alternatives, words

__all__ = ["find"]


@cache
def _pattern() -> re.Pattern[str]:
    """Return the pattern of all kinds of holes; the name of the group is the kind."""
    first, second = (alternatives(words("repairs", "fused", key)) for key in ("first", "second"))
    keys = ("determiners", "prepositions", "participles", "finite")
    determiner, preposition, participle, finite = (
        alternatives(words("repairs", "open", key)) for key in keys
    )
    whole = alternatives(words("repairs", "fused", "words"))
    return re.compile(
        rf"(?P<beginning>(?:\A|(?<=\n))(?:[,;] ?)?[a-z][a-z'-]*(?= [a-z\d\"A-Z]))"
        rf"|(?P<comma>(?:\A|(?<=\n)|(?<=[a-z]{{4}}[.!?] ))[,;](?![)-]))"
        rf"|(?P<fused>\b(?!(?:{whole})\b)(?:{first})(?:{second})\b)"
        rf"|(?P<participle>, (?:[a-z]{{3,}}ed|{participle}),(?= (?:{finite})\b))"
        rf"|(?P<open>\b(?:{preposition}),(?= [a-z]{{3,}}ing\b)|\b(?:{determiner})(?=[,.;](?:\s|\Z)))"
    )


def find(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, kind) of each place of a cleaned text where words seem to be missing, in text order.

    Kinds: "beginning" (a paragraph begins in the middle of a sentence), "comma" (a sentence begins with one),
    "fused" (two words that do not belong together), "participle" and "open" (a word that asks for more).

    >>> list(find("The hall, built, was shown. It came at a time whenled by him."))
    [(8, 16, 'participle'), (46, 53, 'fused')]
    """
    for match in _pattern().finditer(text):
        yield match.start(), match.end(), match.lastgroup or ""
