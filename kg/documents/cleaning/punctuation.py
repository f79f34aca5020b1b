"""Repairs of punctuation: doubled marks, spaces before marks, empty brackets, footnote marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.documents.edits import Replacement

__all__ = ["tidy"]

_MARKS = re.compile(
    r"""
      (?P<commas>(?<![,\s]),(?:\ ?,)+)                       # ",," → ","
    | (?P<stops>(?<=[^\W_])\.\.(?=\s|["')]|\Z))              # ".." → "."
    | (?P<mixed>(?<=[^\W_]),\.(?=\s|["')]|\Z))               # ",." → "."
    | (?P<space>(?<=[^\s])\ (?=[,;](?!\S*[,;]\S)|[.!?:](?:["')\s]|\Z)))  # "word ." → "word."
    | (?P<inside>(?<=[(\[])\ (?=\S)|(?<=[^\s(\[,;:])\ (?=[)\]]))  # "( word )" → "(word)"
    | (?P<empty>(?<=\w)\ (?:\(\ ?\)|\[\ ?\])(?=[\s.,;:!?]|\Z))  # "word ()" → "word"
    | (?P<note>(?<=[\w.,"')])\[\d{1,3}\](?=[\s.,;:"'\[]|\Z)) # "word[12]" → "word"
    """,
    re.VERBOSE,
)
_NEW = {"commas": ",", "stops": ".", "mixed": "."}


def tidy(text: str) -> Iterator[Replacement]:
    """Yield repairs of punctuation marks.

    >>> list(tidy("cooperation,, he said ."))
    [(11, 13, ','), (21, 22, '')]
    """
    for match in _MARKS.finditer(text):
        yield match.start(), match.end(), _NEW.get(match.lastgroup or "", "")
