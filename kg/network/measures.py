"""How important each node is, and which nodes belong together; both depend on nothing but the graph."""

from __future__ import annotations

import networkx as nx
import numpy as np

__all__ = ["communities", "importance"]

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

    Blondel et al., Fast unfolding of communities in large networks, 2008 (the Louvain method).

    >>> communities(nx.MultiDiGraph([("a", "b"), ("c", "d"), ("d", "e")]))
    {'a': 1, 'b': 1, 'c': 0, 'd': 0, 'e': 0}
    """
    nodes = list(graph)
    found = nx.community.louvain_communities(_weighted(graph, nodes), seed=_SEED) if nodes else []
    ordered = sorted((sorted(members) for members in found), key=lambda members: (-len(members), members))
    numbers = {member: number for number, members in enumerate(ordered) for member in members}
    return {node: numbers[index] for index, node in enumerate(nodes)}


def _weighted(graph: nx.MultiDiGraph, nodes: list[str]) -> nx.Graph:
    """Return the undirected graph of node numbers, weighted by the number of edges.

    Numbers, because sets of texts are walked in an order that changes from run to run.
    """
    number = {node: index for index, node in enumerate(nodes)}
    simple = nx.Graph()
    simple.add_nodes_from(range(len(nodes)))
    for a, b in graph.edges():
        i, j = number[a], number[b]
        weight = simple.get_edge_data(i, j, {"weight": 0})["weight"]
        simple.add_edge(i, j, weight=weight + 1)
    return simple
