"""How important each node is, and which nodes belong together; both depend on nothing but the graph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain

import networkx as nx
import numpy as np
from graspologic_native import leiden

__all__ = ["communities", "importance"]

#: More communities than this are too many to look at; smaller ones than `LEAST` nodes then join others.
MOST, LEAST = 300, 5

_DAMPING = 0.85
_ROUNDS = 100
_SEED = 1


def importance(graph: nx.MultiDiGraph) -> dict[str, float]:
    """Return the PageRank of each node in (0, 1], the greatest being 1, with six decimals.

    Edges count in both directions and as often as they stand there: who is talked about much, and with whom.
    Brin and Page, The anatomy of a large-scale hypertextual web search engine, 1998.

    >>> importance(nx.MultiDiGraph([("a", "b"), ("c", "b")]))
    {'a': 0.527778, 'b': 1.0, 'c': 0.527778}
    """
    nodes = list(graph)
    if not nodes:
        return {}
    number = {node: index for index, node in enumerate(nodes)}
    ends = np.array([(number[a], number[b]) for a, b in graph.edges()], dtype=np.int64).reshape(-1, 2)
    start, end = np.concatenate([ends, ends[:, ::-1]]).T
    degree = np.bincount(start, minlength=len(nodes)).astype(float)
    rank = np.full(len(nodes), 1 / len(nodes))
    for _ in range(_ROUNDS):
        share = np.divide(rank, degree, out=np.zeros_like(rank), where=degree > 0)
        flow = np.bincount(end, weights=share[start], minlength=len(nodes))
        rank = (1 - _DAMPING + _DAMPING * float(rank[degree == 0].sum())) / len(nodes) + _DAMPING * flow
    return {node: round(float(value), 6) for node, value in zip(nodes, rank / rank.max(), strict=True)}


def communities(graph: nx.MultiDiGraph) -> dict[str, int]:
    """Return the number of the community of each node; 0 is the largest.

    Edges count as often as they stand there, whatever their direction; the order of nodes and edges does not
    matter.  A graph of more than `MOST` communities is in truth one with many small pieces: those of fewer
    than `LEAST` nodes, and all beyond `MOST`, then go to the community that their document is most about, and
    where there is none, together into one.
    Traag, Waltman and van Eck, From Louvain to Leiden: guaranteeing well-connected communities, 2019.

    >>> communities(nx.MultiDiGraph([("a", "b"), ("c", "d"), ("d", "e")]))
    {'a': 1, 'b': 1, 'c': 0, 'd': 0, 'e': 0}
    """
    nodes = sorted(graph, key=str)
    found = _by_size(_leiden(nodes, graph.edges()))
    if len(found) > MOST:
        documents = [graph.nodes[node].get("documents") or () for node in nodes]
        found = _by_size(_gathered(found, documents))
    numbers = {nodes[member]: number for number, members in enumerate(found) for member in members}
    return {node: numbers[node] for node in graph}


def _by_size(found: Iterable[list[int]]) -> list[list[int]]:
    """Return communities (sorted numbers of nodes), the largest first."""
    return sorted(found, key=lambda members: (-len(members), members))


def _leiden(nodes: Sequence[str], edges: Iterable[tuple[str, str]]) -> list[list[int]]:
    """Return the numbers of the nodes of each community; a node without edges is one of its own."""
    number = {node: index for index, node in enumerate(nodes)}
    pairs = Counter((min(ends), max(ends)) for ends in ((number[a], number[b]) for a, b in edges))
    weighted = [(str(a), str(b), float(weight)) for (a, b), weight in sorted(pairs.items()) if a != b]
    _, found = leiden(weighted, seed=_SEED) if weighted else (0.0, {})
    members: dict[int, list[int]] = {}
    for index in range(len(nodes)):
        members.setdefault(found.get(str(index), -1 - index), []).append(index)
    return list(members.values())


def _gathered(found: Sequence[list[int]], documents: Sequence[Iterable[str]]) -> list[list[int]]:
    """Return communities (given with the largest first) of which the small ones joined others."""
    kept = [list(members) for members in found[: MOST - 1] if len(members) >= LEAST]
    shares: dict[str, Counter[int]] = {}
    for number, members in enumerate(kept):
        for document in chain.from_iterable(documents[member] for member in members):
            shares.setdefault(document, Counter())[number] += 1
    rest: list[int] = []
    for members in found[len(kept) :]:
        near = sum((shares.get(document, Counter()) for i in members for document in documents[i]), Counter())
        home = kept[min(near, key=lambda number: (-near[number], number))] if near else rest
        home.extend(members)
    return [sorted(members) for members in [*kept, rest] if members]
