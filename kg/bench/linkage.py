"""`python -m kg.bench.linkage TEXTS…`: learn, without labels, what comparisons across documents weigh.

The texts (files or folders; CoNLL-U and JSON Lines with a key `text` too) are read as one collection. `u`,
how often different things are at a level, is counted over pairs of things of different documents drawn at
random; for names it is the chance that two names share words (`kg.entities.rarity`), at the median of the
names seen. `m`, how often things that are one are at a level, is found by expectation maximisation twice, as
splink does: over pairs brought together by equal names, for what the name does not tell, and over pairs
brought together by rare neighbours that they share, for names. The prior is the share of pairs of equal rare
names or equal identifiers among all. `PRIORS` keeps levels that are seldom seen from going to extremes.

Fellegi and Sunter (1969); Winkler (1988); Dempster, Laird and Rubin (1977), "Maximum Likelihood from
Incomplete Data via the EM Algorithm"; Linacre et al. (2022), "Splink".
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log2
from pathlib import Path
from random import Random
from statistics import median

import numpy as np
from numpy.typing import NDArray

from kg.bench import conllu
from kg.entities import across
from kg.entities.levels import LEVELS, Scale, Side, class_level, description_level, name_level, side
from kg.entities.weights import Weights, shipped
from kg.entities.within import Local, resolve_document
from kg.model import Document, EntityKind

__all__ = ["EM", "PRIORS", "Pairs", "expectation_maximisation", "learn", "main", "toml"]

Floats = NDArray[np.float64]

PRIORS: Mapping[str, Mapping[str, tuple[float, float]]] = {
    "name": {
        "same name": (0.80, 0.0),
        "other spelling": (0.02, 1e-8),
        "acronym": (0.04, 2e-7),
        "surname": (0.06, 0.0),
        "shorter form": (0.04, 0.0),
        "initials": (0.015, 0.0),
        "first letters": (0.015, 2e-5),
        "rare slip": (0.003, 1e-8),
        "slip": (0.003, 3e-7),
        "other name": (0.01, 1.0),
    },
    "class": {
        "same class": (0.5, 0.05),
        "same family": (0.4, 0.3),
        "near family": (0.08, 0.15),
        "other family": (0.02, 0.5),
    },
    "description": {"shared title": (0.3, 0.02), "other title": (0.65, 0.9), "contradiction": (0.05, 0.08)},
    "identifier": {"same identifier": (0.999, 1e-7), "other identifier": (0.001, 1.0)},
    "neighbours": {
        "many shared": (0.03, 0.00002),
        "several shared": (0.05, 0.0002),
        "one shared": (0.17, 0.002),
        "frequent shared": (0.15, 0.03),
        "none shared": (0.6, 0.97),
    },
}
"""(m, u) that are expected of each level before a text is read; a u of 0 is that of the words.

Identifiers are not learned, for an equal identifier is what a certain link gives; nor is u of spellings,
slips and acronyms, which are too rare among different things to be counted.
"""

TRUST = 50.0
"""So many pairs weigh as much as what is expected."""

DRAWN, PER_NAME, PER_NEIGHBOUR, PER_FORMS = 400_000, 30, 30, 2
RARE, RECALL = 1e-6, 0.7
"""Names of at most this share are one wherever they are equal; so much of what is one is found by them."""

_ROUNDS = 500
_TARGET = Path(__file__).parents[1] / "entities" / "data" / "weights.toml"


@dataclass(frozen=True, slots=True)
class EM:
    """What expectation maximisation has found: m of each level of each comparison, the share of pairs that
    are one, and after how many rounds.
    """

    m: tuple[Floats, ...]
    share: float
    rounds: int


def expectation_maximisation(
    counts: Mapping[tuple[int, ...], int],
    u: Sequence[Floats],
    expected: Sequence[Floats],
    *,
    trust: float = TRUST,
) -> EM:
    """Return m of each comparison from how often pairs have each vector of levels (-1: not compared).

    `u` is held fast, for pairs that were brought together are no random ones. `expected` m count as `trust`
    pairs (a Dirichlet prior), so a level without pairs keeps its expected share.

    >>> u, start = [np.array([0.1, 0.9])] * 3, [np.array([0.5, 0.5])] * 3
    >>> counts = {(0, 0, 0): 729, (0, 0, 1): 90, (0, 1, 0): 90, (1, 0, 0): 90, (1, 1, 1): 729}
    >>> found = expectation_maximisation(counts, u, start, trust=1)
    >>> bool(found.m[0][0] > 0.85), 0.4 < found.share < 0.6
    (True, True)
    """
    vectors = np.array(sorted(counts), dtype=np.int64)
    weights = np.array([counts[tuple(vector)] for vector in vectors.tolist()], dtype=np.float64)
    m, share, rounds = [start / start.sum() for start in expected], 0.5, 0
    while rounds < _ROUNDS:
        rounds += 1
        odds = np.full(len(vectors), share / (1 - share))
        for k, levels in enumerate(vectors.T):
            told = levels >= 0
            odds[told] *= m[k][levels[told]] / u[k][levels[told]]
        one = weights * odds / (1 + odds)
        before, share = share, min(0.9999, max(1e-6, float(one.sum() / weights.sum())))
        for k, levels in enumerate(vectors.T):
            told = levels >= 0
            found = np.bincount(levels[told], one[told], len(expected[k])) + trust * expected[k]
            m[k] = found / found.sum()
        if abs(share - before) < 1e-9:
            break
    return EM(tuple(m), share, rounds)


class Pairs:
    """The named things of a collection, and the pairs of them that learning looks at."""

    def __init__(self, things: Sequence[Local], scale: Scale) -> None:
        """Take `things` sorted by document; those whose name says little are left out."""
        self.things, self.scale = things, scale
        self.chosen = [
            i for i, t in enumerate(things)
            if t.kind is EntityKind.NAMED and t.name is not None and t.name.key and t.family and not t.little
        ]  # fmt: skip
        self.sides: dict[int, Side] = {i: side((things[i],), (scale.neighbours.of[i],)) for i in self.chosen}

    def drawn(self, count: int) -> Iterator[tuple[int, int]]:
        """Yield pairs of different documents, drawn at random, always the same ones."""
        random = Random(1)
        for _ in range(count):
            i, j = random.choice(self.chosen), random.choice(self.chosen)
            if self.things[i].document != self.things[j].document:
                yield i, j

    def of_one_name(self) -> Iterator[tuple[int, int]]:
        """Yield pairs of equal names, `PER_NAME` at most of each."""
        names: dict[tuple[str, bool], list[int]] = {}
        for i in self.chosen:
            names.setdefault((self.key(i), self.things[i].family == "person"), []).append(i)
        for several in names.values():
            yield from self._some(several, PER_NAME)

    def of_one_neighbour(self) -> Iterator[tuple[int, int]]:
        """Yield pairs that stand beside one rare neighbour, each once, and `PER_FORMS` at most of two names:
        else what is in a hundred documents would count five thousand times.
        """
        beside: dict[int, list[int]] = {}
        for i in self.chosen:
            for number in self.scale.neighbours.of[i]:
                if self.scale.neighbours.is_rare(number):
                    beside.setdefault(number, []).append(i)
        found = {pair for several in beside.values() for pair in self._some(several, PER_NEIGHBOUR**2)}
        seen: Counter[tuple[str, ...]] = Counter()
        for i, j in sorted(found):
            forms = tuple(sorted((self.key(i), self.key(j))))
            seen[forms] += 1
            if seen[forms] <= PER_FORMS:
                yield i, j

    def _some(self, several: Sequence[int], most: int) -> list[tuple[int, int]]:
        different = [
            (i, j) for i, j in combinations(several[: 2 * PER_NEIGHBOUR], 2)
            if self.things[i].document != self.things[j].document
        ]  # fmt: skip
        return different if len(different) <= most else Random(1).sample(different, most)

    def key(self, i: int) -> str:
        """Return the key of the name of a thing."""
        name = self.things[i].name
        return name.key if name is not None else ""

    def level(self, comparison: str, i: int, j: int) -> int:
        """Return the number of the level of two things, -1 where one of them says nothing."""
        one, other = self.sides[i], self.sides[j]
        if comparison == "name":
            found = self._name_level(i, j)
        elif comparison == "class":
            found = class_level(one, other)
        elif comparison == "description":
            found = description_level(one, other)[0]
        else:
            found = self.scale.neighbours.level(one.neighbours, other.neighbours)[0]
        return LEVELS[comparison].index(found) if found else -1

    def _name_level(self, i: int, j: int) -> str:
        one, other = self.things[i], self.things[j]
        if one.name is None or other.name is None:
            return ""
        found, _ = name_level(one.name, other.name, person="person" in (one.family, other.family))
        acronym = one.name.key in other.acronyms or other.name.key in one.acronyms
        return "acronym" if acronym and found in ("first letters", "other name") else found

    def counts(
        self, pairs: Iterable[tuple[int, int]], comparisons: Sequence[str]
    ) -> Counter[tuple[int, ...]]:
        """Return how often pairs have each vector of levels."""
        return Counter(tuple(self.level(name, i, j) for name in comparisons) for i, j in pairs)

    def share(self, i: int) -> float:
        """Return how common the name of a thing is."""
        name = self.things[i].name
        person = self.things[i].family == "person"
        return self.scale.rarity.share(name.tokens if name else (), person=person)


def learn(things: Sequence[Local]) -> Weights:
    """Return the weights that a collection teaches; `things` are sorted by document."""
    pairs = Pairs(things, across.scale(things, shipped()))
    random = pairs.counts(pairs.drawn(DRAWN), _BESIDE)
    u = {name: _u(name, random, k) for k, name in enumerate(_BESIDE)}
    usual = _usual(pairs)
    u["name"] = np.array([PRIORS["name"][level][1] or usual[level] for level in LEVELS["name"]])
    named = _em(pairs, pairs.of_one_name(), _BESIDE, u)
    m = {**dict(zip(_BESIDE, named.m, strict=True)), "name": _m_of_names(pairs, u)}
    levels = {
        name: {
            level: (float(m[name][k]), float(u[name][k])) if name in m else PRIORS[name][level]
            for k, level in enumerate(several)
        }
        for name, several in LEVELS.items()
    }
    return Weights(_prior(pairs), len(pairs.chosen), levels, usual)


_BESIDE = ("class", "description", "neighbours")
"""The comparisons of what stands beside a name."""


def _em(
    pairs: Pairs, of: Iterable[tuple[int, int]], comparisons: Sequence[str], u: Mapping[str, Floats]
) -> EM:
    expected = [np.array([PRIORS[name][level][0] for level in LEVELS[name]]) for name in comparisons]
    counts = pairs.counts(of, comparisons)
    return expectation_maximisation(counts, [u[name] for name in comparisons], expected)


def _m_of_names(pairs: Pairs, u: Mapping[str, Floats]) -> Floats:
    """Return m of the levels of names, over pairs with a rare neighbour whose names have something in common.

    Pairs of quite other names are left out of the learning: so many are beside each other that the few that
    are one are lost among them; their m is the expected one.
    """
    comparisons = ("name", "class", "description")
    none = LEVELS["name"].index("other name")
    counts = pairs.counts(pairs.of_one_neighbour(), comparisons)
    told = {vector: count for vector, count in counts.items() if vector[0] != none}
    some = np.where(np.arange(len(u["name"])) == none, 1e-12, u["name"])
    chances = [some / some.sum(), u["class"], u["description"]]
    expected = [np.array([PRIORS[name][level][0] for level in LEVELS[name]]) for name in comparisons]
    found: Floats = expectation_maximisation(told, chances, expected).m[0]
    found[none] = 0.0
    found *= (1 - expected[0][none]) / found.sum()
    found[none] = expected[0][none]
    return found


def _u(name: str, counts: Mapping[tuple[int, ...], int], k: int) -> Floats:
    """Return how often pairs drawn at random are at each level of the k-th comparison."""
    expected = np.array([PRIORS[name][level][1] for level in LEVELS[name]])
    found: Floats = TRUST * expected / expected.sum()
    for vector, count in counts.items():
        if vector[k] >= 0:
            found[vector[k]] += count
    found /= found.sum()
    return found


def _usual(pairs: Pairs) -> dict[str, float]:
    """Return the median share of the words that names have in common at each level that looks at words."""
    people = sorted({pairs.things[i].name.tokens for i in pairs.chosen if pairs.things[i].family == "person"})  # type: ignore[union-attr]
    full = [name for name in people if len(name) > 1]
    every = [pairs.share(i) for i in pairs.chosen]
    rarity = pairs.scale.rarity
    return {
        "same name": median(every),
        "surname": median(rarity.share(name[-1:], person=True) for name in full),
        "shorter form": median(every),
        "initials": median(rarity.share((name[0][0], name[-1]), person=True) for name in full),
    }


def _prior(pairs: Pairs) -> float:
    """Return log2 of the odds that two things of different documents are one."""
    same: Counter[str] = Counter()
    for i in pairs.chosen:
        known = pairs.things[i].known
        if known is not None:
            same[f"known {known.identity}"] += 1
        elif pairs.share(i) <= RARE:
            same[f"name {pairs.key(i)}"] += 1
    found = sum(count * (count - 1) / 2 for count in same.values()) / RECALL
    every = len(pairs.chosen) * (len(pairs.chosen) - 1) / 2
    return log2(max(found, 1.0) / every)


def toml(weights: Weights, documents: int) -> str:
    """Return weights as the file that `kg.entities.weights` reads."""
    lines = [
        "# What comparisons of things of different documents weigh: for each level how often things that are",
        "# one are at it (m) and how often different ones are (u); `usual` is the share of a usual name,",
        "# `prior` is in bits and counts as much as the `things` that taught it.  Written by",
        f"# kg.bench.linkage, which learned it without labels from {documents} documents; CC0 1.0.",
        f"prior = {weights.prior:.1f}",
        f"things = {weights.things}",
        "",
        "[usual]",
        *(f'"{level}" = {share:.2e}' for level, share in weights.usual.items()),
    ]
    for name, several in weights.levels.items():
        lines += ["", f"[levels.{name}]"]
        lines += [f'"{level}" = [{m:.2e}, {u:.2e}]' for level, (m, u) in several.items()]
    return "\n".join([*lines, ""])


def things_of(documents: Iterable[Document]) -> list[Local]:
    """Return what each document speaks of, sorted by document."""
    from kg import grounding, statements
    from kg.bench.annotate import Annotator
    from kg.config import Config
    from kg.entities.linking import Gazetteer

    annotator, vocabulary = Annotator(), grounding.load(Config())
    gazetteer = Gazetteer.of(vocabulary.known, vocabulary.lexicon)
    found: dict[str, list[Local]] = {}
    for document in documents:
        mentions = statements.mentions(annotator.document(document), lexicon=vocabulary.lexicon)
        found[document.id] = resolve_document(
            document, mentions, lexicon=vocabulary.lexicon, gazetteer=gazetteer
        )
    return [thing for name in sorted(found) for thing in found[name]]


def read(paths: Sequence[Path]) -> Iterator[Document]:
    """Yield the documents of treebanks, of JSON Lines and of all files that `kg build` reads."""
    from kg import documents

    for path in paths:
        if path.suffix == ".conllu":
            texts = [tree.text for tree in conllu.read(path)]
        elif path.suffix == ".jsonl":
            texts = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
        else:
            for file in sorted(documents.find([path])):
                yield from (documents.clean(document) for document in documents.read(file))
            continue
        for text in texts:
            yield documents.read_text(text)


def main(arguments: Sequence[str] | None = None) -> int:
    """Learn and write weights."""
    parser = argparse.ArgumentParser(prog="python -m kg.bench.linkage", description=__doc__)
    parser.add_argument("texts", type=Path, nargs="+", help="files or folders, read as one collection")
    parser.add_argument("--output", type=Path, default=_TARGET)
    options = parser.parse_args(arguments)
    documents = {document.id: document for document in read(options.texts)}
    things = things_of(documents.values())
    learned = learn(things)
    options.output.write_text(toml(learned, len(documents)), encoding="utf-8")
    sys.stdout.write(
        f"{options.output}: learned from {learned.things} things of {len(documents)} documents\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
