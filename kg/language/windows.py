"""Running text → sentences: windows are cut from the text alone, so the result depends on nothing else.

Blocks end at blank lines and after short lines. Within a block a window takes words until it is full;
its last sentence, which
may be
unfinished, is read again at the start of the next window. Memory does not grow with the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from kg.language.decoding import Sentence, decode_names, decode_sentence, sentence_starts
from kg.language.network import Network, Scores
from kg.language.pieces import gap_of

__all__ = ["Passage", "References", "blocks", "read_passages"]

WINDOW = 158
"""Most pieces of a window."""

WIDE_WINDOW = 254
"""Most pieces of a window that one long sentence fills; what is longer is cut."""

REREAD = 0.5
"""A sentence of a window in which a head with its label has a smaller chance is read again, alone."""

_TAGS = ("upos", "xpos", "types")

SHORT_LINE = 45
"""A line with fewer characters was not ended to keep within a width."""

_LINE_BREAK = re.compile(r"[\n\r\f\u2028\u2029]")
_BLANK_LINE = re.compile(r"\n\s*\n|\f|\u2029")


@dataclass(frozen=True, slots=True)
class References:
    """What the nominals of a passage may refer back to, in half precision, a row for each in their order.

    `anaphor` and `antecedent`: (nominals, size), their product scores a pair. `nothing`: (nominals,).
    """

    anaphor: NDArray[np.float16]
    antecedent: NDArray[np.float16]
    nothing: NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class Passage:
    """Decoded words [start, end) of a text: whole sentences that stand beside one another, and their names.

    `names` are (start, end, type) in words of the text; `references` are those of the words with a type.
    """

    start: int
    end: int
    sentences: tuple[Sentence, ...]
    names: tuple[tuple[int, int, str], ...]
    references: References


def blocks(words: Sequence[str], between: Sequence[str]) -> list[tuple[int, int]]:
    r"""Return the half-open stretches of words that blank lines, or the ends of short lines, divide.

    `between[i]` stands before word i. A line that is too short to have been wrapped, with no small
    letter after it,
    is taken for a heading, a list entry or a paragraph of its own.

    >>> blocks(["Talks", "go", "on", "He", "left"], ["", " ", " ", "\n\n", " "])
    [(0, 3), (3, 5)]
    """
    starts, length = [0], 0
    for i, (word, text) in enumerate(zip(words, between, strict=True)):
        ends_line = i > 0 and text not in ("", " ") and _LINE_BREAK.search(text) is not None
        heads_line = length < SHORT_LINE and not word[0].islower()
        if ends_line and (heads_line or _is_blank(text)):
            starts.append(i)
        length = len(word) if ends_line else length + len(text) + len(word)
    return _pairs(starts, len(words))


def _is_blank(text: str) -> bool:
    return _BLANK_LINE.search(text.replace("\r\n", "\n").replace("\r", "\n")) is not None


def read_passages(
    network: Network, words: Sequence[str], between: Sequence[str], given: Sequence[int] | None = None
) -> Iterator[Passage]:
    """Yield the passages of a text in order; together they cover all words.

    `between[i]` is the text between word i - 1 and word i. `given` are the words at which sentences
    start, in order,
    where that is known; otherwise sentences are found.
    """
    gaps = [gap_of(text) for text in between]
    text = _Text(network, words, gaps)
    if given is not None:
        yield from _given_passages(text, given)
        return
    for start, end in blocks(words, between):
        while start < end:
            scores, starts, stop = _find_sentences(text, start, end)
            yield _passage(text, scores, starts, start, stop, REREAD)
            start = stop


@dataclass(frozen=True, slots=True)
class _Text:
    """Words with the gaps before them, and the network that reads them."""

    network: Network
    words: Sequence[str]
    gaps: Sequence[int]

    def scores(self, start: int, end: int) -> Scores:
        return self.network.scores(self.words[start:end], self.gaps[start:end])


def _given_passages(text: _Text, given: Sequence[int]) -> Iterator[Passage]:
    """Yield the passages of sentences that are given: as many as fill a window, each read alone too; a long
    one alone and cut.
    """
    at, ends = 0, [*given[1:], len(text.words)]
    while at < len(given):
        start = given[at]
        after = bisect_right(ends, _window_end(text, start, len(text.words), WINDOW), lo=at)
        if after > at:
            starts, stop = [i - start for i in given[at:after]], ends[after - 1]
            yield _passage(text, text.scores(start, stop), starts, start, stop, 1.0)
        else:
            yield from _long_sentence(text, start, ends[at])
        at = max(at + 1, after)


def _long_sentence(text: _Text, start: int, end: int) -> Iterator[Passage]:
    while start < end:
        stop = _window_end(text, start, end, WIDE_WINDOW)
        yield _passage(text, text.scores(start, stop), [0], start, stop, 0.0)
        start = stop


Window = tuple[Scores, list[int], int]
"""Scores, the sentence starts (counted from the window's start) and the end of the words that they cover."""


def _find_sentences(text: _Text, start: int, end: int) -> Window:
    for size in (WINDOW, WIDE_WINDOW):
        stop = _window_end(text, start, end, size)
        scores = text.scores(start, stop)
        starts = sentence_starts(scores.starts)
        if stop == end or len(starts) > 1:
            break
    if stop < end and len(starts) > 1:
        stop = start + starts.pop()
    return scores, starts, stop


def _pairs(starts: Sequence[int], end: int) -> list[tuple[int, int]]:
    return [(a, b) for a, b in zip(starts, [*starts[1:], end], strict=True) if a < b]


def _window_end(text: _Text, start: int, end: int, size: int) -> int:
    pieces, pieces_of = 0, text.network.tokenizer.pieces_of
    for i in range(start, end):
        pieces += len(pieces_of(text.words[i]))
        if pieces > size:
            return max(i, start + 1)
    return end


def _passage(text: _Text, scores: Scores, starts: list[int], start: int, stop: int, reread: float) -> Passage:
    """Decode a window; a sentence with a chance below `reread` is read again, alone."""
    labels = text.network.labels
    sentences = []
    for a, b in pairwise([*starts, stop - start]):
        sentence = decode_sentence(scores, labels, a, b)
        if len(starts) > 1 and float(sentence.confidence.min()) < reread:
            both = _between(text.scores(start + a, start + b), scores, a, b)
            sentence = decode_sentence(both, labels, 0, b - a)
        sentences.append(sentence)
    names = decode_names(scores.names[: stop - start], labels, set(starts))
    placed = tuple((start + a, start + b, type_) for a, b, type_ in names)
    return Passage(start, stop, tuple(sentences), placed, _references(scores, sentences))


def _between(alone: Scores, scores: Scores, a: int, b: int) -> Scores:
    """Return the scores of a sentence that was read alone, in the middle between these and those of the words
    [a, b) of its window: what stands around a sentence helps its tags and distracts from its tree. Names are
    not read again: what stands around helps them most.
    """
    columns = np.r_[0, 1 + a : 1 + b]
    half = np.float32(0.5)
    return alone._replace(
        arcs=(alone.arcs + scores.arcs[a:b, columns]) * half,
        dep_word=np.concatenate([alone.dep_word, scores.dep_word[a:b]], axis=-1),
        dep_head=np.concatenate([alone.dep_head, scores.dep_head[columns]], axis=-1) * half,
        **{name: (getattr(alone, name) + getattr(scores, name)[a:b]) * half for name in _TAGS},
    )


def _references(scores: Scores, sentences: Sequence[Sentence]) -> References:
    nominals = np.flatnonzero(np.concatenate([sentence.types for sentence in sentences]))
    anaphor = scores.anaphor[nominals].astype(np.float16)
    nothing = scores.anaphor[nominals] @ scores.antecedent[0]
    return References(anaphor, scores.antecedent[1 + nominals].astype(np.float16), nothing.astype(np.float16))
