"""MINE: does a graph hold the facts of an essay? A stand-in without a language model.

MINE (Mo et al., "KGGen", 2025): an essay is turned into a graph; for each of 15 facts stated in the essay
the 8 nodes nearest to the fact (sentence embeddings) and what their outgoing edges reach in two steps are
handed to a language model, which says whether the fact is in there. Score: share of yes, averaged over
essays.

The procedure is kept and its two models are replaced, so that it runs anywhere and gives the same number
every time: nearest nodes by the cosine of letter-trigram counts; verdict: the share of the fact's
content-word stems found in the retrieved edges is at least `THRESHOLD`. It compares versions of one system;
it is no MINE score. The figure can be raised by stuffing labels with text: read it with `triples_per_essay`
and `words_per_label`, never alone.

Gold: `{"id", "text", "facts": [text, …]}`. Predictions: one line an essay.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, TypeAlias

from kg.bench.records import Prediction, Triple, mean, resource
from kg.bench.stemming import stem

__all__ = ["Coverage", "coverages", "score"]

NODES = 8
"""How many of the nodes nearest to a fact are looked at."""

DEPTH = 2
"""How many steps are taken from them."""

THRESHOLD = 0.64
"""Share of content words from which on a fact counts as held."""

Edge: TypeAlias = tuple[str, str, str]
_WORD = re.compile(r"[^\W_]+")


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(resource("stop.json")["stop"])


def stems(text: str) -> frozenset[str]:
    """Return the stems of the content words.

    >>> sorted(stems("The bees pollinate crops."))
    ['bee', 'crop', 'pollin']
    """
    return frozenset(stem(word) for word in _WORD.findall(text.lower()) if word not in _stop_words())


class Trigrams(NamedTuple):
    """Counts of letter trigrams, and their Euclidean length."""

    counts: Counter[str]
    length: float

    @classmethod
    def of(cls, text: str) -> Trigrams:
        """Count the trigrams of the letters and digits, words set off by spaces."""
        padded = f" {' '.join(_WORD.findall(text.lower()))} "
        counts = Counter(padded[i : i + 3] for i in range(len(padded) - 2))
        return cls(counts, math.sqrt(sum(n * n for n in counts.values())))

    def cosine(self, other: Trigrams) -> float:
        """Return the cosine with another text, in [0, 1]."""
        few, many = sorted((self.counts, other.counts), key=len)
        product = sum(n * many[gram] for gram, n in few.items() if gram in many)
        return product / (self.length * other.length) if product else 0.0


class Graph:
    """Directed edges between labels, as one essay's triples give them."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        """Keep each edge once; triples without subject or object are left out."""
        self.edges: dict[str, dict[tuple[str, str], Edge]] = {}
        for triple in triples:
            subject, relation, object_ = (x.strip() for x in (triple.subject, triple.relation, triple.object))
            if subject and object_:
                self.edges.setdefault(subject, {})[relation, object_] = (subject, relation, object_)
                self.edges.setdefault(object_, {})
        self._trigrams = {label: Trigrams.of(label) for label in self.edges}

    def context(self, fact: str) -> list[Edge]:
        """Return the edges reached from the nodes nearest to a fact."""
        trigrams = Trigrams.of(fact)
        front = sorted(self.edges, key=lambda label: (-self._trigrams[label].cosine(trigrams), label))[:NODES]
        found: dict[Edge, None] = {}
        for _ in range(DEPTH):
            new = [edge for label in front for edge in self.edges[label].values()]
            front = [edge[2] for edge in dict.fromkeys(new) if edge not in found]
            found.update(dict.fromkeys(new))
        return list(found)


class Coverage(NamedTuple):
    """How much of a fact a graph holds: the share of its content words, in [0, 1]."""

    id: str
    fact: str
    share: float

    @property
    def is_held(self) -> bool:
        """Tell whether that is enough."""
        return self.share >= THRESHOLD


def coverages(row: Mapping[str, Any], graph: Graph) -> list[Coverage]:
    """Return the coverage of each fact of an essay."""
    covered = []
    for fact in row["facts"]:
        wanted = stems(fact)
        held = wanted & stems(" ".join(text for edge in graph.context(fact) for text in edge))
        covered.append(Coverage(row["id"], fact, len(held) / len(wanted) if wanted else 0.0))
    return covered


def score(gold: Sequence[Mapping[str, Any]], predictions: Iterable[Prediction]) -> dict[str, Any]:
    """Return the share of facts held, and the size of the graphs that hold them.

    >>> gold = [{"id": "e", "text": "", "facts": ["Bees pollinate crops.", "Spacewar! was made in 1962."]}]
    >>> score(gold, [Prediction("e", "", (Triple("bee", "pollinates", "crop"),))])["score"]
    0.5
    """
    lines = {p.id: p.triples for p in predictions}
    graphs = {row["id"]: Graph(lines.get(row["id"], ())) for row in gold}
    covered = [coverages(row, graphs[row["id"]]) for row in gold]
    labels = [label for graph in graphs.values() for label in graph.edges]
    triples = sum(len(lines.get(row["id"], ())) for row in gold)
    return {
        "score": mean(mean(c.is_held for c in essay) for essay in covered),
        "mean_coverage": mean(c.share for essay in covered for c in essay),
        "essays": len(gold),
        "answered": sum(row["id"] in lines for row in gold),
        "triples": triples,
        "triples_per_essay": triples / len(gold) if gold else 0.0,
        "words_per_label": mean(len(label.split()) for label in labels),
    }
