"""Repairs of what a scraper dropped between words: spaces, full stops, beginnings of sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from kg.documents.edits import Replacement
from kg.documents.tables import alternatives, words

__all__ = ["separate", "spaces", "stops"]

_REACH = 60
_STOP = re.compile(
    r"""(?<=[\w)\]%"'])[.!?]{1,3}(?=\(?[^\W\d_a-z])|(?<=[^\W\d_]{2})[,;](?=[^\W\d_]{2})|\)(?=[A-Z][a-z])"""
)
_TECHNICAL = re.compile(r"://|www\.|[@\\_=<>{}#]|/.*/|\A/")
_DOTTED = re.compile(r"[^\W\d_]\.|\.[^\W\d_]")


def spaces(text: str) -> Iterator[Replacement]:
    """Yield spaces that are missing after the end of a sentence, a comma or a bracket.

    >>> list(spaces("in the country.The centre, in the U.S.A., see example.com"))
    [(15, 15, ' ')]
    """
    for match in _STOP.finditer(text):
        start, end = match.span()
        before = text[max(0, start - _REACH) : start].rpartition(" ")[2].rpartition("\n")[2]
        after = re.split(r"\s", text[end : end + _REACH], maxsplit=1)[0]
        if _TECHNICAL.search(before + after):
            continue
        if text[start] in ",;)" or _ends_sentence(before, after, text[start]):
            yield end, end, " "


def _ends_sentence(before: str, after: str, mark: str) -> bool:
    """Tell whether a stop inside one token ends a sentence rather than a host, file, initial or number."""
    first = after.lstrip("(")
    word = re.search(r"[^\W\d_]*\Z", before)
    letters = word.group() if word else ""
    initial = len(letters) == 1 and not before.endswith("0s")
    if not first[:1].isupper() or (mark == "." and _is_name_part(after)):
        return False
    if mark == "." and (initial or _is_dotted(before)):
        return "." in before and bool(_starter().match(first))
    if first in ("A", "I"):
        return not letters or letters[1:].islower()
    if re.match(r".'?[^\W\d_]", first) and any(character.islower() for character in first[1:4]):
        return True
    return len(first) > 2 and letters.islower() and len(letters) > 2


def _is_dotted(before: str) -> bool:
    """Tell whether a token is an abbreviation with stops inside ("U.S"); the end of a host name is none."""
    return bool(_DOTTED.search(before)) and before.rpartition(".")[2].lower() not in _endings()


def _is_name_part(after: str) -> bool:
    """Tell whether what follows a stop is the end of a host or file name, or holds further stops."""
    bare = after.rstrip(".,;:!?)\"'")
    return bare.lower() in _endings() or bool(re.search(r"\.[A-Za-z]", bare))


@cache
def _endings() -> frozenset[str]:
    """Return the ends of host and file names."""
    return frozenset(words("repairs", "endings", "names"))


@cache
def _starter() -> re.Pattern[str]:
    """Return the pattern of words with which sentences begin."""
    return re.compile(rf"(?:{alternatives(words('repairs', 'starters', 'always'))})\b")


@cache
def _fused() -> re.Pattern[str]:
    """Return the pattern of a word to which the first word of the next sentence is stuck."""
    always = alternatives(words("repairs", "starters", "always"))
    weak = alternatives(words("repairs", "starters", "after_lower_case"))
    return re.compile(
        rf"(?<![\w@./\\#-])(?P<word>[a-z]{{3,30}}|[A-Z][a-z]{{2,30}})"
        rf"(?:(?P<always>{always})|(?P<weak>{weak}))(?= [a-zA-Z])"
    )


def stops(text: str) -> Iterator[Replacement]:
    """Yield the full stop and the space that are missing before a sentence ("hardwareWhile ties").

    A word that stands there more than once is a name ("wikiHow") and stays.

    >>> list(stops("the supplied hardwareWhile ties grow, PowerPoint and YouTube stay"))
    [(21, 21, '. ')]
    """
    not_after = frozenset(words("repairs", "starters", "not_after"))
    found = list(_fused().finditer(text))
    often = Counter(match.group() for match in found)
    for match in found:
        word = match.group("word")
        if often[match.group()] > 1:
            continue
        if match.group("weak") and (
            not word.islower() or word in not_after or not text[match.end() + 1].islower()
        ):
            continue
        yield match.end("word"), match.end("word"), ". "


_LOST_BEGINNING = re.compile(r"(?P<word>(?<![^\W\d_])[a-z]{5,30})[.!?](?P<gap> ?, ?)(?=[A-Za-z])")


def separate(text: str) -> Iterator[Replacement]:
    """Yield a paragraph break for a comma right after a full stop: the sentence behind it lost its beginning.

    Abbreviations keep theirs.

    >>> list(separate("in the parliament., his adviser said, etc., and"))
    [(18, 20, '\\n\\n')]
    """
    abbreviations = frozenset(words("repairs", "abbreviations", "lower_case"))
    for match in _LOST_BEGINNING.finditer(text):
        if match.group("word") not in abbreviations:
            yield match.start("gap"), match.end("gap"), "\n\n"
