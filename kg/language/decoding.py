"""Scores → sentences, trees, labels and names: plain numpy, one window at a time.

Trees: greedy heads where they form a tree with one root; else the maximum spanning tree (Chu and Liu 1965,
Edmonds 1967) among the trees with one root.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.language.network import Labels, Scores

__all__ = [
    "Sentence",
    "decode_names",
    "decode_sentence",
    "is_tree",
    "sentence_starts",
    "softmax",
    "spanning_tree",
]

Floats = NDArray[np.float32]

_LEAST = np.float32(np.log(1e-30))
_SURE, _LIKELIEST, _UNLIKELY = np.float32(np.log(0.98)), 3, np.float32(3)
"""Heads with a smaller chance are looked at again: so many, and the others count this much less (in logs)."""

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A decoded sentence: arrays of shape (words,), all counted within the sentence.

    `heads`: index of each word's head, the root points to itself. `deps`, `upos`, `xpos`, `types` are
    ids of labels.
    `confidence`: probability of head and label together, in [0, 1].
    """

    heads: Ints
    deps: Ints
    upos: Ints
    xpos: Ints
    types: Ints
    confidence: Floats


def softmax(scores: Floats) -> Floats:
    """Return probabilities along the last axis.

    >>> softmax(np.array([0.0, 0.0], dtype=np.float32)).tolist()
    [0.5, 0.5]
    """
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    probabilities: Floats = powers / powers.sum(axis=-1, keepdims=True)
    return probabilities


def sentence_starts(starts: Floats) -> list[int]:
    """Return the words at which a sentence starts, in order; the first word always does.

    >>> sentence_starts(np.array([[0, 0], [2, 1], [1, 2]], dtype=np.float32))
    [0, 2]
    """
    return [0, *(int(i) for i in np.flatnonzero(starts[:, 1] > starts[:, 0]) if i)]


def decode_sentence(scores: Scores, labels: Labels, start: int, end: int) -> Sentence:
    """Decode the words [start, end) of a window as one sentence."""
    words = np.arange(end - start)
    columns = np.arange(start, end + 1)
    columns[0] = 0
    arcs = scores.arcs[start:end, columns]
    arcs[words, words + 1] = -np.inf
    chances = _log_softmax(arcs)
    heads = _heads(_with_labels(chances, scores, start, columns))
    top = heads == 0
    deps, fits = _labels_of(heads, scores, start, columns, labels.deps.index("root"))
    return Sentence(
        heads=np.where(top, words, heads - 1),
        deps=deps,
        upos=scores.upos[start:end].argmax(axis=-1),
        xpos=scores.xpos[start:end].argmax(axis=-1),
        types=scores.types[start:end].argmax(axis=-1),
        confidence=np.exp(chances[words, heads] + fits),
    )


def _log_softmax(scores: Floats) -> Floats:
    """Return the logarithms of the probabilities along the last axis."""
    below: Floats = scores - scores.max(axis=-1, keepdims=True)
    below -= np.log(np.exp(below).sum(axis=-1, keepdims=True))
    return below


def _best_of(scores: Floats) -> Floats:
    """Return the logarithm of the greatest probability along the last axis: that axis is gone."""
    chances: Floats = -np.log(np.exp(scores - scores.max(axis=-1, keepdims=True)).sum(axis=-1))
    return chances


def _labels_of(heads: Ints, scores: Scores, start: int, columns: Ints, root: int) -> tuple[Ints, Floats]:
    """Return the label of each word's arc and the logarithm of its chance; only the root's is `root`."""
    dep_scores = scores.dep_word[start : start + len(heads)] @ scores.dep_head[columns[heads]][:, :, None]
    dep_scores = dep_scores[:, :, 0]
    dep_scores[:, root] = -np.inf
    deps, fits, top = dep_scores.argmax(axis=-1), _best_of(dep_scores), heads == 0
    deps[top], fits[top] = root, 0
    return deps, fits


def _with_labels(chances: Floats, scores: Scores, start: int, columns: Ints) -> Floats:
    """Return the logarithms of the chances of heads; where the best one is not sure, those of the likeliest
    few together with their best labels: a head that no label fits is a wrong one.
    """
    unsure = np.flatnonzero(chances.max(axis=1) < _SURE)
    arcs: Floats = np.maximum(chances, _LEAST)
    if not unsure.size:
        return arcs
    likely = np.argsort(-chances[unsure], axis=1, kind="stable")[:, :_LIKELIEST]
    fits = _best_of(scores.dep_head[columns[likely]] @ scores.dep_word[start + unsure].transpose(0, 2, 1))
    fits[likely == 0] = 0
    joint = arcs[unsure[:, None], likely] + fits
    arcs[unsure] -= _UNLIKELY
    arcs[unsure[:, None], likely] = joint
    return arcs


def _heads(arcs: Floats) -> Ints:
    heads: Ints = arcs.argmax(axis=1)
    return heads if is_tree(heads) else spanning_tree(arcs)


def is_tree(heads: Ints) -> bool:
    """Tell whether heads (0 is the root, word i is 1 + i) form a tree with exactly one word at the root.

    >>> is_tree(np.array([2, 0])), is_tree(np.array([2, 1])), is_tree(np.array([0, 0]))
    (True, False, False)
    """
    if np.count_nonzero(heads) != len(heads) - 1:
        return False
    reached = np.zeros(len(heads) + 1, dtype=np.int64)
    reached[1:] = heads
    for _ in range(len(heads).bit_length()):
        reached = reached[reached]
    return not reached.any()


def spanning_tree(arcs: Floats) -> Ints:
    """Return the heads (0 is the root) of the best tree with one word at the root; `arcs` (words, 1 + words).

    >>> spanning_tree(np.array([[9, 0, 1], [8, 5, 0]], dtype=np.float32)).tolist()
    [0, 1]
    """
    n = len(arcs)
    scores = np.full((n + 1, n + 1), -1e9, dtype=np.float64)
    scores[1:] = np.maximum(arcs, -1e9)
    np.fill_diagonal(scores, -np.inf)
    finite = arcs[np.isfinite(arcs)]
    spread = float(finite.max() - finite.min()) if finite.size else 0.0
    scores[1:, 0] -= (spread + 1.0) * (n + 1)
    return _edmonds(scores)[1:]


def _edmonds(scores: NDArray[np.float64]) -> Ints:
    """Return the best head of each node (row) among columns; node 0 is the root and has head 0."""
    heads: Ints = scores.argmax(axis=1)
    heads[0] = 0
    cycle = _cycle(heads)
    if not cycle:
        return heads
    inside = np.array(cycle)
    outside = np.setdiff1d(np.arange(len(scores)), inside)
    entering = scores[np.ix_(inside, outside)] - scores[inside, heads[inside]][:, None]
    leaving = scores[np.ix_(outside, inside)]
    smaller = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
    smaller[:-1, :-1] = scores[np.ix_(outside, outside)]
    smaller[-1, :-1] = entering.max(axis=0)
    smaller[:-1, -1] = leaving.max(axis=1)
    found = _edmonds(smaller)
    into_cycle = found[:-1] == len(outside)
    heads[outside] = np.where(into_cycle, inside[leaving.argmax(axis=1)], np.r_[outside, 0][found[:-1]])
    broken = int(entering[:, found[-1]].argmax())
    heads[inside[broken]] = outside[found[-1]]
    return heads


def _cycle(heads: Ints) -> list[int]:
    seen = np.zeros(len(heads), dtype=np.int64)
    for start in range(1, len(heads)):
        node = start
        while node and not seen[node]:
            seen[node] = start
            node = int(heads[node])
        if node and seen[node] == start:
            cycle, at = [node], int(heads[node])
            while at != node:
                cycle.append(at)
                at = int(heads[at])
            return sorted(cycle)
    return []


def decode_names(names: Floats, labels: Labels, borders: set[int]) -> list[tuple[int, int, str]]:
    """Return the named mentions of a window as (start, end, type), half-open word indices, in order.

    A name starts at a B tag, after an O, or at a border (a sentence start); its type is the one that its
    words
    together make most likely.
    """
    tags = names.argmax(axis=-1)
    found: list[tuple[int, int, str]] = []
    start = -1
    for i in range(len(tags) + 1):
        outside = i == len(tags) or tags[i] == 0
        begins = not outside and (labels.names[tags[i]][0] == "B" or i in borders)
        if start >= 0 and (outside or begins):
            found.append((start, i, _name_type(names[start:i], labels)))
            start = -1
        if start < 0 and not outside:
            start = i
    return found


def _name_type(names: Floats, labels: Labels) -> str:
    chances = softmax(names).sum(axis=0)
    totals: dict[str, float] = {}
    for tag, chance in zip(labels.names[1:], chances[1:], strict=True):
        totals[tag[2:]] = totals.get(tag[2:], 0.0) + float(chance)
    return max(totals, key=lambda type_: (totals[type_], type_))
