"""Cutting running text into windows, with a network that needs no weights."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from kg.language.network import Labels, Scores
from kg.language.windows import WINDOW, blocks, read_passages

LABELS = Labels(("X",), ("X",), ("root", "dep"), ("none",), ("O", "B-x", "I-x"))


class Tokenizer:
    def pieces_of(self, word: str) -> tuple[int, ...]:
        return (1,) * len(word)


class Stub:
    """Says that a sentence starts at each capital, and remembers how large its windows were."""

    labels, tokenizer = LABELS, Tokenizer()

    def __init__(self) -> None:
        self.sizes: list[int] = []

    def scores(self, words: Sequence[str], gaps: Sequence[int]) -> Scores:
        n = len(words)
        self.sizes.append(n)
        starts = np.array([[0, 1] if word[0].isupper() else [1, 0] for word in words], dtype=np.float32)
        flat = {
            name: np.zeros((n, len(getattr(LABELS, name))), dtype=np.float32)
            for name in ("upos", "xpos", "types", "names")
        }
        arcs = np.zeros((n, n + 1), dtype=np.float32)
        arcs[:, 0] = np.arange(n)
        return Scores(
            **flat,
            starts=starts,
            arcs=arcs,
            dep_word=np.zeros((n, 2, 1), np.float32),
            dep_head=np.zeros((n + 1, 1), np.float32),
            anaphor=np.zeros((n, 2), np.float32),
            antecedent=np.zeros((n + 1, 2), np.float32),
        )


reads: list[int] = []
"""How many words the windows had that `lengths` read last."""


def lengths(words: list[str], between: list[str] | None = None, given: list[int] | None = None) -> list[int]:
    stub = Stub()
    passages = list(read_passages(stub, words, between or [" "] * len(words), given))  # type: ignore[arg-type]
    assert [p.start for p in passages] == [0, *(p.end for p in passages[:-1])][: len(passages)]
    assert max(stub.sizes, default=0) <= 260
    reads[:] = stub.sizes
    return [len(sentence.heads) for passage in passages for sentence in passage.sentences]


def test_no_words() -> None:
    assert lengths([]) == []


def test_sentences_over_window_borders_are_whole() -> None:
    words = (["A"] + ["b"] * 29) * 40
    assert lengths(words) == [30] * 40


def test_a_long_sentence_is_cut() -> None:
    found = lengths(["A"] + ["b"] * 999)
    assert sum(found) == 1000
    assert max(found) > WINDOW


def test_blank_lines_end_sentences() -> None:
    assert lengths(["A", "b", "c", "d"], [" ", " ", "\n\n", " "]) == [2, 2]


def test_given_sentences_are_kept() -> None:
    assert lengths(["A", "B", "c", "D"], given=[0, 3]) == [3, 1]
    assert reads == [4, 3], "they share a window; what is not sure is read alone too"


def test_given_sentences_fill_windows() -> None:
    assert lengths(["a" * 10] * 45, given=list(range(0, 45, 5))) == [5] * 9
    assert reads == [15, 5, 5, 5] * 3


def test_a_given_sentence_that_is_too_long_is_cut() -> None:
    found = lengths(["A"] * 3 + ["b"] * 600 + ["C"] * 3, given=[0, 3, 603])
    assert (found[0], sum(found[1:-1]), found[-1]) == (3, 600, 3)


@pytest.mark.parametrize("gap", ["\n\n", "\r\n\r\n", "\n \n", "\r\r", "\f", " \n\t\n "])
def test_blocks_end_at_blank_lines(gap: str) -> None:
    assert blocks(["one", "two"], ["", gap]) == [(0, 1), (1, 2)]


@pytest.mark.parametrize("gap", ["", " ", "\n", "\r\n", "   ", "\t\n"])
def test_blocks_go_on_elsewhere(gap: str) -> None:
    assert blocks(["one", "two"], ["", gap]) == [(0, 2)]


@pytest.mark.parametrize(
    ("line", "following", "count"),
    [
        ("TALKS GO ON", "Nobody", 2),
        ("item", "Two", 2),
        ("short", "lower", 1),
        ("a line that fills its width " * 2, "Mr.", 1),
    ],
)
def test_short_lines_stand_alone(line: str, following: str, count: int) -> None:
    words = [*line.split(), following]
    between = ["", *(" " for _ in words[2:]), "\n"]
    assert len(blocks(words, between)) == count
