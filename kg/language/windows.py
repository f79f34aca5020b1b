"""Running text → sentences: windows are cut from the text alone, so the result depends on nothing else.

Blocks end at blank lines and after short lines. Within a block a window takes words until it is full;
its last sentence, which
may be
unfinished, is read again at the start of the next window. Memory does not grow with the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.language.decoding import Sentence, decode_names, decode_sentence, sentence_starts
from kg.language.network import Network, Scores
from kg.language.pieces import gap_of

__all__ = ["Passage", "blocks", "read_passages"]

WINDOW = 158
"""Most pieces of a window."""

WIDE_WINDOW = 254
"""Most pieces of a window that one long sentence fills; what is longer is cut."""

SHORT_LINE = 45
"""A line with fewer characters was not ended to keep within a width."""

_LINE_BREAK = re.compile(r"[\n\r\f\u2028\u2029]")
_BLANK_LINE = re.compile(r"\n\s*\n|\f|\u2029")


@dataclass(frozen=True, slots=True)
class Passage:
    """Decoded words [start, end) of a text: whole sentences that stand beside one another, and their names.

    `names` are (start, end, type) in words of the text.
    """

    start: int
    end: int
    sentences: tuple[Sentence, ...]
    names: tuple[tuple[int, int, str], ...]


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
    for start, end in blocks(words, between) if given is None else _pairs(given, len(words)):
        while start < end:
            read = _find_sentences if given is None else _read_sentence
            scores, starts, stop = read(network, words, gaps, start, end)
            yield _passage(network, scores, starts, start, stop)
            start = stop


Window = tuple[Scores, list[int], int]
"""Scores, the sentence starts (counted from the window's start) and the end of the words that they cover."""


def _find_sentences(
    network: Network, words: Sequence[str], gaps: Sequence[int], start: int, end: int
) -> Window:
    for size in (WINDOW, WIDE_WINDOW):
        stop = _window_end(network, words, start, end, size)
        scores = network.scores(words[start:stop], gaps[start:stop])
        starts = sentence_starts(scores.starts)
        if stop == end or len(starts) > 1:
            break
    if stop < end and len(starts) > 1:
        stop = start + starts.pop()
    return scores, starts, stop


def _read_sentence(
    network: Network, words: Sequence[str], gaps: Sequence[int], start: int, end: int
) -> Window:
    stop = _window_end(network, words, start, end, WIDE_WINDOW)
    return network.scores(words[start:stop], gaps[start:stop]), [0], stop


def _pairs(starts: Sequence[int], end: int) -> list[tuple[int, int]]:
    return [(a, b) for a, b in zip(starts, [*starts[1:], end], strict=True) if a < b]


def _window_end(network: Network, words: Sequence[str], start: int, end: int, size: int) -> int:
    pieces = 0
    for i in range(start, end):
        pieces += len(network.tokenizer.pieces_of(words[i]))
        if pieces > size:
            return max(i, start + 1)
    return end


def _passage(network: Network, scores: Scores, starts: list[int], start: int, stop: int) -> Passage:
    borders = [*starts, stop - start]
    sentences = tuple(decode_sentence(scores, network.labels, a, b) for a, b in pairwise(borders))
    names = decode_names(scores.names[: stop - start], network.labels, set(starts))
    return Passage(start, stop, sentences, tuple((start + a, start + b, type_) for a, b, type_ in names))
