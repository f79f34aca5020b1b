"""Where nodes stand: each component is laid out alone, then all are packed into one picture about 3 wide by
2 high.

The same graph gives the same picture: positions start on a sunflower, in order of degree, and no random
number is drawn but from a seeded generator.  Sums run along the first axis of an array, which numpy adds in
order on every machine.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache
from itertools import count

import networkx as nx
import numpy as np
from numpy.typing import NDArray

__all__ = ["layout"]

Positions = NDArray[np.float64]
Box = tuple[float, float]

#: The length that an edge would like to have; positions are in these units.
_EDGE = 100.0
_ROUNDS = 150
#: Above this size each node is pushed away by a sample of the others in each round, of this size.
_SAMPLE = 256
#: So many nodes are pushed at once.
_BLOCK = 128
_SEED = 1
_RATIO = 1.5
#: From this size on a component is turned to lie across the page; the labels of small ones would overlap.
_LYING = 8


def layout(graph: nx.Graph) -> dict[str, tuple[float, float]]:
    """Return (x, y) for each node, neighbours about 100 units apart, the whole around (0, 0), no two alike.

    Fruchterman and Reingold, Graph drawing by force-directed placement, 1991; for large components with
    sampled repulsion as in Gove, A random sampling O(n) force-calculation algorithm for graph layouts,
    2019.

    >>> layout(nx.path_graph(1))
    {0: (0.0, 0.0)}
    """
    parts = [sorted(part, key=str) for part in nx.connected_components(graph.to_undirected(as_view=True))]
    parts.sort(key=lambda part: (-len(part), [str(node) for node in part]))
    placed = _pack([_component(len(part), _edges(graph, part)) for part in parts])
    positions = {
        node: place
        for part, places in zip(parts, placed, strict=True)
        for node, place in zip(part, places, strict=True)
    }
    return {node: _rounded(positions[node]) for node in graph}


def _rounded(place: NDArray[np.float64]) -> tuple[float, float]:
    return round(float(place[0]), 1) + 0.0, round(float(place[1]), 1) + 0.0


def _edges(graph: nx.Graph, nodes: list[str]) -> tuple[tuple[int, int], ...]:
    """Return the edges between `nodes` as pairs of their numbers, the lower first, each once, sorted."""
    number = {node: index for index, node in enumerate(nodes)}
    pairs = {(number[a], number[b]) for a in nodes for b in graph.adj[a] if a != b}
    return tuple(sorted({(min(pair), max(pair)) for pair in pairs}))


@lru_cache(maxsize=1024)
def _component(size: int, edges: tuple[tuple[int, int], ...]) -> Positions:
    """Return the positions of one component, its corner at (0, 0); not to be changed.

    Most components of a large graph are small, and many of these are of the same form.
    """
    pairs = np.array(edges, dtype=np.int64).reshape(-1, 2)
    positions = _spread(_lying(_forces(_start(size, pairs), pairs)))
    return np.asarray(positions - positions.min(axis=0))


def _start(size: int, edges: NDArray[np.int64]) -> Positions:
    """Return places on a sunflower, those with the most edges innermost.

    Vogel, A better way to construct the sunflower head, 1979.
    """
    degree = np.bincount(edges.ravel(), minlength=size)
    order = np.argsort(-degree, kind="stable")
    rank = np.empty(size)
    rank[order] = np.arange(size)
    angle = rank * math.pi * (3 - math.sqrt(5))
    radius = 0.6 * _EDGE * np.sqrt(rank)
    return np.asarray(np.round(np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1), 3))


def _forces(positions: Positions, edges: NDArray[np.int64]) -> Positions:
    """Return the positions after all rounds: edges pull, all nodes push, steps become smaller."""
    size = len(positions)
    if size < 3:
        return positions * (1 / 0.6)
    random = np.random.default_rng(_SEED)
    heat = 0.3 * _EDGE * math.sqrt(size)
    for turn in range(_ROUNDS):
        some = size > 2 * _SAMPLE
        others = np.sort(random.choice(size, _SAMPLE, replace=False)) if some else np.arange(size)
        force = _push(positions, others) + _pull(positions, edges) - 0.02 * positions
        length = np.maximum(_length(force), 1e-9)
        step = np.minimum(length, heat * (1 - turn / _ROUNDS) ** 2 + 1.0)
        positions = positions + force * (step / length)[:, None]
    return positions


def _push(positions: Positions, others: NDArray[np.int64]) -> Positions:
    """Return how the nodes `others`, standing for all, push each node away: EDGE² / distance.

    Nodes are taken in blocks whose arrays stay in the cache of a processor.
    """
    standing = positions[others].T[:, :, None]
    pushed = np.empty_like(positions)
    for start in range(0, len(positions), _BLOCK):
        x, y = positions[start : start + _BLOCK].T[:, None, :] - standing
        square = x * x
        square += y * y
        np.maximum(square, 1.0, out=square)
        np.divide(_EDGE**2, square, out=square)
        x *= square
        y *= square
        pushed[start : start + _BLOCK, 0] = x.sum(axis=0)
        pushed[start : start + _BLOCK, 1] = y.sum(axis=0)
    return pushed * (len(positions) / len(others))


def _pull(positions: Positions, edges: NDArray[np.int64]) -> Positions:
    """Return how edges pull at their ends: distance² / EDGE."""
    start, end = edges.T
    along = positions[end] - positions[start]
    force = along * (_length(along) / _EDGE)[:, None]
    both = np.concatenate([start, end]), np.concatenate([force, -force])
    axes = [np.bincount(both[0], weights=both[1][:, axis], minlength=len(positions)) for axis in (0, 1)]
    return np.stack(axes, axis=1)


def _lying(positions: Positions) -> Positions:
    """Return positions turned so that the longer axis of an oblong component lies across the page."""
    around = positions - positions.mean(axis=0)
    wide, high = (around * around).sum(axis=0).tolist()
    slanted = float((around[:, 0] * around[:, 1]).sum())
    stretch = math.hypot(wide - high, 2 * slanted) / max(wide + high, 1e-9)
    if len(positions) < _LYING or stretch < 0.2:
        return positions
    angle = math.atan2(2 * slanted, wide - high) / 2
    cos, sin = math.cos(angle), math.sin(angle)
    x, y = around[:, 0], around[:, 1]
    return np.asarray(np.stack([x * cos + y * sin, y * cos - x * sin], axis=1))


def _spread(positions: Positions) -> Positions:
    """Return positions of which no two share a square of a third of an edge; the later one moves away."""
    side = _EDGE / 3
    taken: set[tuple[int, int]] = set()
    spread = positions.copy()
    for index, (x, y) in enumerate(positions.tolist()):
        square = (math.floor(x / side), math.floor(y / side))
        if square in taken:
            square = next(near for near in _around(square) if near not in taken)
            spread[index] = ((square[0] + 0.5) * side, (square[1] + 0.5) * side)
        taken.add(square)
    return spread


def _around(square: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Yield the squares around one, ring by ring."""
    for ring in count(1):
        for x in range(-ring, ring + 1):
            steps = range(-ring, ring + 1) if abs(x) == ring else (-ring, ring)
            yield from ((square[0] + x, square[1] + y) for y in steps)


def _pack(parts: list[Positions]) -> list[Positions]:
    """Return the components side by side, the whole centred on (0, 0): as wide as fills a page best."""
    if not parts:
        return []
    boxes = [(part.max(axis=0) + _EDGE).tolist() for part in parts]
    least = max(width for width, _ in boxes)
    corners = min(
        (_shelves(boxes, least * step / 4) for step in range(4, 17)), key=lambda tried: _extent(tried, boxes)
    )
    placed = [part + np.array(corner) for part, corner in zip(parts, corners, strict=True)]
    every = np.concatenate(placed)
    middle = (every.max(axis=0) + every.min(axis=0)) / 2
    return [part - middle for part in placed]


def _extent(corners: list[Box], boxes: list[Box]) -> float:
    """Return how large a page of the ratio 3 : 2 must be to hold all boxes."""
    ends = [(x + width, y + height) for (x, y), (width, height) in zip(corners, boxes, strict=True)]
    return max(max(x for x, _ in ends) / _RATIO, max(y for _, y in ends))


def _shelves(boxes: list[Box], limit: float) -> list[Box]:
    """Return a corner for each box: in columns, in the order given, on shelves not wider than `limit`."""
    x = y = shelf = column = filled = 0.0
    corners = []
    for width, height in boxes:
        if not filled or filled + height > shelf or width > column:
            x, column, filled = x + column, width, 0.0
        if x + width > limit and not filled:
            x, y, shelf = 0.0, y + shelf, 0.0
        corners.append((x, y + filled))
        filled += height
        shelf = max(shelf, filled)
    return corners


def _length(vectors: Positions) -> NDArray[np.float64]:
    """Return the lengths of vectors (by operations that every machine rounds alike)."""
    return np.asarray(np.sqrt(vectors[:, 0] * vectors[:, 0] + vectors[:, 1] * vectors[:, 1]))
