"""Sentences, trees and names from scores that are written by hand."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from kg.language.decoding import (
    decode_names,
    decode_sentence,
    is_tree,
    sentence_starts,
    softmax,
    spanning_tree,
)
from kg.language.network import Labels, Scores

LABELS = Labels(
    upos=("NOUN", "VERB"),
    xpos=("NN", "VB"),
    deps=("nsubj", "obj", "root"),
    types=("none", "person"),
    names=("O", "B-person", "I-person", "B-place", "I-place"),
)


def best_by_trial(arcs: np.ndarray) -> float:
    n = len(arcs)
    trees = (np.array(heads) for heads in product(range(n + 1), repeat=n))
    return max(arcs[np.arange(n), heads].sum() for heads in trees if is_tree(heads))


@pytest.mark.parametrize("seed", range(60))
def test_spanning_tree_is_the_best_tree_with_one_root(seed: int) -> None:
    random = np.random.default_rng(seed)
    n = 2 + seed % 4
    arcs = random.normal(size=(n, n + 1)).astype(np.float32)
    arcs[np.arange(n), np.arange(1, n + 1)] = -np.inf
    arcs[:, 0] += seed % 3
    heads = spanning_tree(arcs)
    assert is_tree(heads)
    assert arcs[np.arange(n), heads].sum() == pytest.approx(best_by_trial(arcs), abs=1e-4)


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        ([0], True),
        ([2, 0], True),
        ([0, 1, 2, 3, 4, 5, 6], True),
        ([2, 1], False),
        ([0, 0], False),
        ([0, 3, 2], False),
        ([2, 3, 1, 0], False),
    ],
)
def test_is_tree(heads: list[int], expected: bool) -> None:
    assert is_tree(np.array(heads)) is expected


def test_one_word_is_its_own_root() -> None:
    assert spanning_tree(np.array([[1.0, -np.inf]], dtype=np.float32)).tolist() == [0]


def scores_of(arcs: list[list[float]]) -> Scores:
    n = len(arcs)
    zeros = {
        name: np.zeros((n, len(getattr(LABELS, name))), dtype=np.float32)
        for name in ("upos", "xpos", "types", "names")
    }
    dep_word = np.tile(np.array([[1.0], [2.0], [3.0]], dtype=np.float32), (n, 1, 1))
    return Scores(
        **zeros,
        starts=np.zeros((n, 2), dtype=np.float32),
        arcs=np.array(arcs, dtype=np.float32),
        dep_word=dep_word,
        dep_head=np.ones((n + 1, 1), dtype=np.float32),
        anaphor=np.zeros((n, 1), dtype=np.float32),
        antecedent=np.zeros((n + 1, 1), dtype=np.float32),
    )


def test_arcs_stay_within_the_sentence() -> None:
    arcs = [[0, 9, 9, 9, 9], [0, 5, 0, 9, 9], [0, 9, 9, 0, 8], [5, 9, 9, 0, 0]]
    sentence = decode_sentence(scores_of(arcs), LABELS, 2, 4)
    assert sentence.heads.tolist() == [1, 1]
    assert [LABELS.deps[k] for k in sentence.deps] == ["obj", "root"]
    assert ((sentence.confidence > 0) & (sentence.confidence <= 1)).all()


def test_root_label_is_given_to_the_root_alone() -> None:
    sentence = decode_sentence(scores_of([[9, 0, 0], [0, 9, 0]]), LABELS, 0, 2)
    assert [LABELS.deps[k] for k in sentence.deps] == ["root", "obj"]


def test_confidence_is_the_chance_of_head_and_label_together() -> None:
    sentence = decode_sentence(scores_of([[9, 0, 0], [0, 9, 0]]), LABELS, 0, 2)
    head = softmax(np.array([9, 0], dtype=np.float32))[0]
    label = softmax(np.array([1, 2], dtype=np.float32))[1]
    assert sentence.confidence.tolist() == pytest.approx([head, head * label], abs=1e-6)


def test_the_first_word_always_starts_a_sentence() -> None:
    assert sentence_starts(np.array([[5, 0], [0, 5], [5, 0]], dtype=np.float32)) == [0, 1]


def tagged(*tags: str) -> np.ndarray:
    names = np.zeros((len(tags), len(LABELS.names)), dtype=np.float32)
    for i, tag in enumerate(tags):
        names[i, LABELS.names.index(tag)] = 5
    return names


@pytest.mark.parametrize(
    ("tags", "borders", "expected"),
    [
        (["O", "O"], {0}, []),
        (["B-person", "I-person", "O"], {0}, [(0, 2, "person")]),
        (["O", "I-place"], {0}, [(1, 2, "place")]),
        (["B-place", "B-place"], {0}, [(0, 1, "place"), (1, 2, "place")]),
        (["B-place", "I-place"], {0, 1}, [(0, 1, "place"), (1, 2, "place")]),
        (["B-person", "I-place", "I-place"], {0}, [(0, 3, "place")]),
    ],
)
def test_names(tags: list[str], borders: set[int], expected: list[tuple[int, int, str]]) -> None:
    assert decode_names(tagged(*tags), LABELS, borders) == expected


def test_softmax_bears_great_scores() -> None:
    assert softmax(np.array([1e4, -1e4], dtype=np.float32)).tolist() == [1.0, 0.0]
