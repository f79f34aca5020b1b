"""Mentions → chains: each mention is linked with the best of its candidates before it, or with nothing.

Mention ranking (Denis and Baldridge 2008; Lee et al. 2017) over the heads of mentions (Dobrovolskii 2021):
the network scores a pair by two vectors, a small network of two layers adds what strings, distance and
syntax say. Candidates are the nearest mentions and, for names and nouns, older ones with the same head: time
and memory grow with the length of the text only.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.language.mentiontable import DEFINITE, NUMBERS, RELATIONS, Kind, MentionTable

__all__ = ["ChainScorer", "Pairs", "chains", "pairs_of"]

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
Columns = Mapping[str, Ints]

NEAREST = 40
"""So many mentions before a mention are candidates, whatever they are."""

SAME_HEAD = 6
"""So many older mentions with the same head are candidates too."""

_GENDERS = (Kind.HE, Kind.SHE, Kind.IT)
_TYPES = 16
_BATCH = 1024
_FAR_BELOW = -3.0
_DISTANCES = np.array([1, 2, 3, 4, 6, 9, 14, 22, 40, 100])
_SENTENCES = np.array([0, 1, 2, 3, 5, 9, 20])

PAIR_TABLES: dict[str, int] = {
    "distance": len(_DISTANCES) + 1,
    "sentences": len(_SENTENCES) + 1,
    "kinds": len(Kind) ** 2,
    "strings": 32,
    "types": _TYPES**2,
    "numbers": len(NUMBERS) ** 2,
    "syntax": 16,
    "definite": 2 * len(DEFINITE) ** 2,
    "relations": len(RELATIONS) ** 2,
}
"""Categories of a pair and how many values each has."""

SINGLE_TABLES: dict[str, int] = {
    "kind": len(Kind),
    "type": _TYPES,
    "definite": len(DEFINITE),
    "number": len(NUMBERS),
    "relation": len(RELATIONS),
    "seen": 2 * len(Kind),
}
"""Categories of a mention that decide whether it refers back to anything."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Candidate pairs of some mentions, sorted by anaphor.

    `anaphor`, `antecedent`: rows of mentions, shape (pairs,). `categories`: a column for each of
    `PAIR_TABLES`. `numbers`: (pairs, 3), what the network says: score of the pair against "nothing", the
    same again where both stand in one window, and whether they do.
    """

    anaphor: Ints
    antecedent: Ints
    categories: Ints
    numbers: Floats


def candidates(columns: Columns) -> tuple[Ints, Ints]:
    """Return all pairs (anaphor, antecedent) of rows that are scored, sorted."""
    count = len(columns["word"])
    rows = np.arange(count)
    near = rows[:, None] - np.arange(NEAREST, 0, -1)
    keep = near >= 0
    anaphor, antecedent = np.broadcast_to(rows[:, None], near.shape)[keep], near[keep]
    old = _same_head(columns)
    if old.size:
        anaphor, antecedent = np.r_[anaphor, old[:, 0]], np.r_[antecedent, old[:, 1]]
        order = np.lexsort((antecedent, anaphor))
        anaphor, antecedent = anaphor[order], antecedent[order]
    return anaphor, antecedent


def _same_head(columns: Columns) -> Ints:
    seen: dict[int, deque[int]] = defaultdict(lambda: deque(maxlen=SAME_HEAD))
    found: list[tuple[int, int]] = []
    for i, (head, kind) in enumerate(zip(columns["head"].tolist(), columns["kind"].tolist(), strict=True)):
        if kind <= Kind.NOUN:
            found.extend((i, j) for j in seen[head] if j < i - NEAREST)
            seen[head].append(i)
    return np.array(found, dtype=np.int64).reshape(-1, 2)


def pairs_of(
    columns: Columns, vectors: tuple[Floats, Floats, Floats], anaphor: Ints, antecedent: Ints
) -> Pairs:
    """Return what is known of the given pairs."""
    i, j = anaphor, antecedent
    at = {name: (column[i], column[j]) for name, column in columns.items()}
    categories = np.stack(
        [
            np.searchsorted(_DISTANCES, i - j),
            np.searchsorted(_SENTENCES, at["sentence"][0] - at["sentence"][1]),
            _both(at["kind"], len(Kind)),
            _strings(at),
            _both(at["type"], _TYPES),
            _both(at["number"], len(NUMBERS)),
            _syntax(at),
            2 * _both(at["definite"], len(DEFINITE)) + (at["head"][0] == at["head"][1]),
            _both(at["relation"], len(RELATIONS)),
        ],
        axis=1,
    )
    says = np.einsum("pk,pk->p", vectors[0][i], vectors[1][j]) - vectors[2][i]
    says = np.clip(says, -12, 12) / np.float32(4)
    same = (at["window"][0] == at["window"][1]).astype(np.float32)
    return Pairs(i, j, categories, np.stack([says, says * same, same], axis=1).astype(np.float32))


def _both(column: tuple[Ints, Ints], size: int) -> Ints:
    return column[0] * size + column[1]


def _strings(at: Mapping[str, tuple[Ints, Ints]]) -> Ints:
    """Return which strings of the two are equal: text, head, last and first word, initials; one bit each."""

    def same(one: str, other: str) -> NDArray[np.bool_]:
        equal: NDArray[np.bool_] = (at[one][0] == at[other][1]) & (at[one][0] >= 0)
        return equal

    initials = same("initials", "text") | same("text", "initials")
    bits = [*(same(name, name) for name in ("text", "head", "last", "first")), initials]
    return sum((bit.astype(np.int64) << k for k, bit in enumerate(bits)), np.zeros(len(initials), np.int64))


def _syntax(at: Mapping[str, tuple[Ints, Ints]]) -> Ints:
    """Return how the two hang together in one sentence, 0 for not at all."""
    (word_i, word_j), (parent_i, parent_j) = at["word"], at["parent"]
    relation_i, relation_j = at["relation"]
    inside = (at["start"][1] <= word_i) & (word_i < at["end"][1])
    around = (at["start"][0] <= word_j) & (word_j < at["end"][0])
    below, above = parent_i == word_j, parent_j == word_i
    tests = [
        below & (relation_i == RELATIONS.index("appos")),
        above & (relation_j == RELATIONS.index("subject")),
        below & (relation_i == RELATIONS.index("conj")),
        below & inside,
        inside,
        above & around,
        around,
        above,
        below,
        (parent_i == parent_j) & (relation_j == RELATIONS.index("subject")),
        parent_i == parent_j,
    ]
    return np.select(tests, list(range(1, len(tests) + 1)), 0)


def singles_of(columns: Columns) -> Ints:
    """Return a column for each of `SINGLE_TABLES`; seen: the head stood in an earlier mention."""
    head = columns["head"]
    first = np.zeros(len(head), dtype=np.int64)
    if head.size:
        _, places, groups = np.unique(head, return_index=True, return_inverse=True)
        first = (places[groups] < np.arange(len(head))).astype(np.int64)
    names = ("kind", "type", "definite", "number", "relation")
    return np.stack([*(columns[name] for name in names), 2 * columns["kind"] + first], axis=1)


class ChainScorer:
    """The small network over categories: tables of hidden numbers that are added up, then one layer."""

    def __init__(self, weights: Mapping[str, NDArray[np.float32]]) -> None:
        """Take the arrays that `kg.train.chains` wrote; see `score_pairs` and `score_nothing` for shapes."""
        self._weights = dict(weights)
        self._pair_offsets = _offsets(PAIR_TABLES)
        self._single_offsets = _offsets(SINGLE_TABLES)

    @classmethod
    def load(cls, path: Path) -> ChainScorer:
        """Read an `.npz` file of weights."""
        with np.load(path, allow_pickle=False) as arrays:
            return cls({name: arrays[name].astype(np.float32) for name in arrays.files})

    def score_pairs(self, pairs: Pairs) -> Floats:
        """Return the score of each pair, shape (pairs,).

        `pair_tables`: (values of all tables, hidden); `pair_numbers`: (3, hidden); `pair_bias`: (hidden,);
        `pair_out`: (hidden,); `pair_direct`: (3,), what the numbers add by themselves.
        """
        w = self._weights
        hidden = pairs.numbers @ w["pair_numbers"] + w["pair_bias"]
        for k, offset in enumerate(self._pair_offsets):
            hidden += w["pair_tables"][offset + pairs.categories[:, k]]
        scores: Floats = np.maximum(hidden, 0) @ w["pair_out"] + pairs.numbers @ w["pair_direct"]
        return scores

    def score_nothing(self, singles: Ints) -> Floats:
        """Return the score of "refers to nothing before" of each mention, shape (mentions,)."""
        w = self._weights
        hidden = np.broadcast_to(w["single_bias"], (len(singles), len(w["single_bias"]))).copy()
        for k, offset in enumerate(self._single_offsets):
            hidden += w["single_tables"][offset + singles[:, k]]
        scores: Floats = np.maximum(hidden, 0) @ w["single_out"]
        return scores


def _offsets(tables: Mapping[str, int]) -> list[int]:
    sizes = list(tables.values())
    return [sum(sizes[:k]) for k in range(len(sizes))]


def choices(scorer: ChainScorer, table: MentionTable) -> Iterator[tuple[int, int, float]]:
    """Yield (anaphor, antecedent, chance) by anaphor, the best first; of equally good ones the nearest first.

    The chances of a mention's candidates and of "nothing" sum to 1. A mention has choices if its candidates
    together are more likely than "nothing"; those that are much less likely than "nothing" are left out.
    """
    if not len(table):
        return
    columns, vectors = table.columns(), table.vectors()
    nothing = scorer.score_nothing(singles_of(columns))
    anaphor, antecedent = candidates(columns)
    borders = np.searchsorted(anaphor, np.arange(len(table) + 1))
    for begin in range(0, len(table), _BATCH):
        part = slice(borders[begin], borders[min(len(table), begin + _BATCH)])
        pairs = pairs_of(columns, vectors, anaphor[part], antecedent[part])
        scores = np.round(scorer.score_pairs(pairs) - nothing[pairs.anaphor], 4)
        total = np.bincount(pairs.anaphor - begin, weights=np.exp(np.minimum(scores, 30)), minlength=1)
        good = np.flatnonzero((total[pairs.anaphor - begin] > 1) & (scores > _FAR_BELOW))
        order = good[np.lexsort((-pairs.antecedent[good], -scores[good], pairs.anaphor[good]))]
        chances = np.exp(np.minimum(scores, 30)) / (1 + total[pairs.anaphor - begin])
        columns_out = (pairs.anaphor[order], pairs.antecedent[order], chances[order])
        yield from zip(*(column.tolist() for column in columns_out), strict=True)


def chains(scorer: ChainScorer, table: MentionTable) -> tuple[list[int], list[float]]:
    """Return the number of each mention's chain, and the chance that what is linked there is right.

    Chains are numbered from 1 by their first mentions. The chance is that of all candidates of the chain
    together; the first mention of a chain has 1. No chain holds two of "he", "she" and "it": a mention goes
    to its best candidate with which none would.
    """
    linked = groupby(choices(scorer, table), key=itemgetter(0))
    antecedents = {anaphor: [(other, p) for _, other, p in found] for anaphor, found in linked}
    numbers: list[int] = []
    chances: list[float] = []
    genders: dict[int, int] = {}
    for mention, kind in enumerate(table.columns()["kind"].tolist()):
        gender = kind if kind in _GENDERS else 0
        told = antecedents.get(mention, [])
        fitting = (numbers[j] for j, _ in told if not _clash(genders.get(numbers[j], 0), gender))
        number = next(fitting, 0) or len(genders) + 1
        chances.append(round(sum(p for j, p in told if numbers[j] == number), 3) or 1.0)
        genders[number] = genders.get(number, 0) or gender
        numbers.append(number)
    return numbers, chances


def _clash(one: int, other: int) -> bool:
    return bool(one and other and one != other)
