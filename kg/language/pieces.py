"""Words → word pieces, letter shapes and gaps: what the network sees of a text.

Training and run time share this module, so that both see the same. The pieces are uncased; what upper
and lower
case say is given back by a *shape* for each word, and what stands before the word by a *gap*.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

__all__ = [
    "GAPS",
    "MAX_PIECES_PER_WORD",
    "SHAPES",
    "PieceTable",
    "WordPieceTokenizer",
    "WordPieces",
    "gap_of",
    "shape_of",
]

SHAPES = (
    "special",
    "lower",
    "title",
    "letter",
    "acronym",
    "upper",
    "mixed",
    "dotted",
    "number",
    "alphanumeric",
    "clitic",
    "punctuation",
    "uncased",
)
"""Letter shapes of a word, in the order of their ids."""

GAPS = ("none", "space", "line", "start", "inside")
"""What stands before a piece: nothing, a space, a line break, the window's start; *inside*: a later
piece of a word.
"""

MAX_PIECES_PER_WORD = 12
"""Longer words are known by their first pieces only."""

_START, _INSIDE = GAPS.index("start"), GAPS.index("inside")

_CACHE_SIZE = 100_000


def shape_of(word: str) -> int:
    """Return the id (an index into `SHAPES`) of the letter shape of `word`.

    >>> [SHAPES[shape_of(word)] for word in ("cat", "Cat", "NATO", "U.S.", "iPhone", "1,000", "'s", "—")]
    ['lower', 'title', 'acronym', 'dotted', 'mixed', 'number', 'clitic', 'punctuation']
    """
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return SHAPES.index("number" if any(c.isdigit() for c in word) else "punctuation")
    if any(c.isdigit() for c in word):
        return SHAPES.index("alphanumeric")
    return SHAPES.index(_shape_of_letters(word, "".join(letters)))


def _shape_of_letters(word: str, letters: str) -> str:
    if letters.lower() == letters.upper():
        return "uncased"
    if word[0] in "'’`" and len(word) <= 3:
        return "clitic"
    if "." in word[:-1] and letters.isupper():
        return "dotted"
    if letters.islower():
        return "lower"
    if letters.isupper():
        return "letter" if len(letters) == 1 else "acronym" if len(letters) <= 5 else "upper"
    return "title" if letters[0].isupper() and letters[1:].islower() else "mixed"


def gap_of(between: str) -> int:
    """Return the id (an index into `GAPS`) of the text between two words.

    >>> [GAPS[gap_of(text)] for text in ("", " ", " \\n")]
    ['none', 'space', 'line']
    """
    return 0 if not between else 2 if "\n" in between or "\r" in between else 1


class WordPieces(NamedTuple):
    """A window's pieces: ids, shapes and gaps have shape (pieces,), `first` has shape (words,).

    The first piece is [CLS], the last one [SEP]; `first` gives the place of each word's first piece.
    """

    ids: NDArray[np.int64]
    shapes: NDArray[np.int64]
    gaps: NDArray[np.int64]
    first: NDArray[np.int64]


class WordPieceTokenizer:
    """Cuts words into the pieces of an uncased BERT vocabulary; what was cut once is remembered."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._known: dict[str, tuple[tuple[int, ...], int]] = {}
        self.start, self.end, self.unknown = (
            self._tokenizer.token_to_id(name) or 0 for name in ("[CLS]", "[SEP]", "[UNK]")
        )

    def pieces_of(self, word: str) -> tuple[int, ...]:
        """Return the piece ids of one word: at least one, at most `MAX_PIECES_PER_WORD`."""
        return (self._known.get(word) or self._cut(word))[0]

    def _cut(self, word: str) -> tuple[tuple[int, ...], int]:
        """Return the piece ids and the shape of a word that is not known yet; remember them."""
        if len(self._known) >= _CACHE_SIZE:
            self._known.clear()
        text = word[:400].encode("utf-8", "replace").decode("utf-8")
        ids = self._tokenizer.encode(text, add_special_tokens=False).ids
        found = tuple(ids[:MAX_PIECES_PER_WORD]) or (self.unknown,), shape_of(word)
        self._known[word] = found
        return found

    def window(self, words: Sequence[str], gaps: Sequence[int]) -> WordPieces:
        """Return the pieces of a window; `gaps[i]` is the gap before word i (that of the first one is
        ignored).
        """
        ids, shapes, piece_gaps, first = [self.start], [0], [_START], []
        for i, word in enumerate(words):
            pieces, shape = self._known.get(word) or self._cut(word)
            first.append(len(ids))
            ids.extend(pieces)
            shapes.extend([shape] * len(pieces))
            piece_gaps.append(gaps[i] if i else _START)
            piece_gaps.extend([_INSIDE] * (len(pieces) - 1))
        ids.append(self.end)
        shapes.append(0)
        piece_gaps.append(0)
        return WordPieces(*(np.asarray(x, dtype=np.int64) for x in (ids, shapes, piece_gaps, first)))


@dataclass(frozen=True, slots=True)
class PieceTable:
    """Embeddings of the pieces as int8 rows with a scale each: `rows` (pieces, width), `scales` (pieces,)."""

    rows: NDArray[np.int8]
    scales: NDArray[np.float32]

    @classmethod
    def from_floats(cls, table: NDArray[np.float32]) -> PieceTable:
        """Round a float table of shape (pieces, width); the error is at most half a step of a row's scale."""
        scales = np.maximum(np.abs(table).max(axis=1), 1e-8).astype(np.float32) / np.float32(127)
        return cls(np.rint(table / scales[:, None]).astype(np.int8), scales)

    @classmethod
    def load(cls, path: Path) -> PieceTable:
        """Read the table that `save` wrote."""
        with np.load(path, allow_pickle=False) as arrays:
            return cls(arrays["rows"], arrays["scales"])

    def save(self, path: Path) -> None:
        """Write the table as an uncompressed `.npz` file."""
        np.savez(path, rows=self.rows, scales=self.scales)

    def lookup(self, ids: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the embeddings of `ids`, shape (len(ids), width)."""
        return self.rows[ids].astype(np.float32) * self.scales[ids][:, None]
