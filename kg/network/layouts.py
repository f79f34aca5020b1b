"""Other ways to place the nodes than by forces: on a circle, in layers, by communities.

All of them depend on nothing but the graph.  Places are in the units of `layout`, where neighbours stand
about 100 apart, and leave room for labels.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import networkx as nx

from kg.errors import FormatError
from kg.network.layout import layout
from kg.network.measures import communities, importance

__all__ = ["LAYOUTS", "place"]

Point = tuple[float, float]

#: How far apart nodes stand on a circle, and in a layer; how far apart layers are.
_ARC, _ROW, _COLUMN = 90.0, 74.0, 260.0
_GAP, _RATIO = 120.0, 1.5
_SWEEPS = 12
#: A layer with more nodes than this is broken into several columns.
_TALLEST = 40


def place(graph: nx.MultiDiGraph, name: str) -> dict[Any, Point]:
    """Return (x, y) for each node by one of `LAYOUTS`; raises `FormatError` for an unknown one.

    >>> place(nx.MultiDiGraph([("a", "b")]), "layered")
    {'a': (-130.0, 0.0), 'b': (130.0, 0.0)}
    """
    if name not in LAYOUTS:
        raise FormatError(f"unknown layout {name!r}", remedy=f"known: {', '.join(LAYOUTS)}")
    found = LAYOUTS[name](graph)
    return {node: (round(found[node][0], 1) + 0.0, round(found[node][1], 1) + 0.0) for node in graph}


def _circular(graph: nx.MultiDiGraph) -> dict[Any, Point]:
    """One circle, or more inside each other where it would be too wide to read; communities side by side."""
    order = [node for members in _groups(graph) for node in _walk(graph, members)]
    found: dict[Any, Point] = {}
    radius = max(_ARC, min(len(order), 60) * _ARC / math.tau)
    while order:
        ring = order[: max(1, int(math.tau * radius / _ARC))]
        order = order[len(ring) :]
        for k, node in enumerate(ring):
            angle = math.tau * k / len(ring) - math.pi / 2
            found[node] = (radius * math.cos(angle), radius * math.sin(angle))
        radius += _COLUMN
    return found


def _walk(graph: nx.MultiDiGraph, members: Iterable[Any]) -> list[Any]:
    """Return nodes so that neighbours follow each other: depth first, from the most connected one."""
    inside, order, seen = set(members), [], set()
    for first in sorted(inside, key=lambda node: (-graph.degree(node), str(node))):
        stack = [first]
        while stack:
            node = stack.pop()
            if node in seen:
                continue
            seen.add(node)
            order.append(node)
            near = (set(nx.all_neighbors(graph, node)) & inside) - seen
            stack += sorted(near, key=lambda one: (graph.degree(one), str(one)))
    return order


def _groups(graph: nx.MultiDiGraph) -> list[list[Any]]:
    """Return the communities, the largest first, each sorted by importance; the order of nodes is nothing."""
    same = nx.MultiDiGraph()
    same.add_nodes_from(sorted(graph, key=str))
    same.add_edges_from(sorted(graph.edges(), key=str))
    numbers, weight = communities(same), importance(same)
    groups: dict[int, list[Any]] = defaultdict(list)
    for node in sorted(graph, key=lambda one: (-weight[one], str(one))):
        groups[numbers[node]].append(node)
    return [groups[number] for number in sorted(groups)]


def _layered(graph: nx.MultiDiGraph) -> dict[Any, Point]:
    """Left to right along the arrows: who does something stands left of what it is done to.

    Sugiyama, Tagawa and Toda, Methods for visual understanding of hierarchical system structures, 1981:
    cycles are broken by depth-first search, a node stands right of all that lead to it, and each layer is
    sorted by the means of its neighbours.
    """
    parts = nx.weakly_connected_components(graph)
    ordered = sorted((sorted(found, key=str) for found in parts), key=lambda one: (-len(one), str(one[0])))
    lone = [found[0] for found in ordered if len(found) == 1]
    blocks = [_layers(graph.subgraph(found)) for found in ordered if len(found) > 1]
    side = max(1, math.isqrt(len(lone)))
    if lone:
        blocks.append({node: (k % side * _COLUMN / 1.6, k // side * _ROW) for k, node in enumerate(lone)})
    return _beside(blocks)


def _layers(graph: nx.MultiDiGraph) -> dict[Any, Point]:
    """Return the places of one connected part."""
    ahead = _acyclic(graph)
    depth: dict[Any, int] = {}
    for node in nx.lexicographical_topological_sort(ahead, key=str):
        depth[node] = max((depth[before] + 1 for before in ahead.predecessors(node)), default=0)
    for node in sorted(depth, key=lambda one: (-depth[one], str(one))):  # no farther left than it must be
        if not ahead.in_degree(node) and ahead.out_degree(node):
            depth[node] = min(depth[after] for after in ahead.successors(node)) - 1
    layers: dict[int, list[Any]] = defaultdict(list)
    for node in _walk(graph, graph):
        layers[depth[node]].append(node)
    return _columns(_sorted_layers([layers[number] for number in sorted(layers)], graph))


def _acyclic(graph: nx.MultiDiGraph) -> nx.DiGraph:
    """Return the arrows without loops and without those that lead back in a walk, depth first."""
    ahead = nx.DiGraph()
    ahead.add_nodes_from(graph)
    done: set[Any] = set()
    for first in sorted(graph, key=lambda node: (graph.in_degree(node) - graph.out_degree(node), str(node))):
        stack: list[tuple[Any, list[Any]]] = (
            [] if first in done else [(first, sorted(set(graph.successors(first)), key=str))]
        )
        path = {first}
        while stack:
            node, rest = stack[-1]
            if not rest:
                done.add(node)
                path.discard(node)
                stack.pop()
                continue
            other = rest.pop(0)
            if other in path:
                continue
            ahead.add_edge(node, other)
            if other not in done:
                path.add(other)
                stack.append((other, sorted(set(graph.successors(other)), key=str)))
    return ahead


def _sorted_layers(layers: list[list[Any]], graph: nx.MultiDiGraph) -> list[list[Any]]:
    """Return the layers, each in the order of the means of its neighbours' heights, swept to and fro."""
    height = {node: k - (len(layer) - 1) / 2 for layer in layers for k, node in enumerate(layer)}
    near = {node: sorted(set(nx.all_neighbors(graph, node)) - {node}, key=str) for node in height}
    for sweep in range(_SWEEPS):
        for layer in layers if sweep % 2 == 0 else layers[::-1]:
            mean = {one: sum(height[n] for n in near[one]) / max(1, len(near[one])) for one in layer}
            layer.sort(key=lambda one: (mean[one], height[one], str(one)))
            height |= {node: k - (len(layer) - 1) / 2 for k, node in enumerate(layer)}
    return layers


def _columns(layers: Sequence[Sequence[Any]]) -> dict[Any, Point]:
    """Return the places of the nodes of all layers, from left to right; tall layers get several columns."""
    found: dict[Any, Point] = {}
    x = 0.0
    for layer in layers:
        columns = math.ceil(len(layer) / _TALLEST)
        rows = math.ceil(len(layer) / columns)
        for k, node in enumerate(layer):
            column, row = divmod(k, rows)
            here = min(rows, len(layer) - column * rows)
            shift = _ROW / 3 if len(layers) > 1 and here > 1 and row % 2 else 0.0  # labels stand apart
            found[node] = (x + column * _COLUMN + shift, (row - (here - 1) / 2) * _ROW)
        x += columns * _COLUMN
    return found


def _by_communities(graph: nx.MultiDiGraph) -> dict[Any, Point]:
    """Each community by forces, alone; communities that have much to do with each other side by side."""
    groups = _groups(graph)
    blocks = [dict(layout(graph.subgraph(sorted(members, key=str)))) for members in groups]
    return _beside([blocks[number] for number in _related(graph, groups)])


def _related(graph: nx.MultiDiGraph, groups: Sequence[Sequence[Any]]) -> list[int]:
    """Return the numbers of the communities so that each follows those it is most connected to."""
    home = {node: number for number, members in enumerate(groups) for node in members}
    links: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for a, b in graph.edges():
        if home[a] != home[b]:
            links[home[a]][home[b]] += 1
            links[home[b]][home[a]] += 1
    order: list[int] = []
    rest, pull = set(range(len(groups))), dict.fromkeys(range(len(groups)), 0)
    while rest:
        number = min(rest, key=lambda one: (-pull[one], -len(groups[one]), one))
        rest.discard(number)
        order.append(number)
        for other, count in links[number].items():
            pull[other] += count
    return order


def _beside(blocks: Sequence[Mapping[Any, Point]]) -> dict[Any, Point]:
    """Return all places with the blocks in rows, in their order, the whole around (0, 0)."""
    boxes = [_box(block.values()) for block in blocks]
    area = sum((right - left + _GAP) * (low - high + _GAP) for left, high, right, low in boxes)
    widest = max([math.sqrt(area * _RATIO), *(right - left + _GAP for left, _, right, _ in boxes)])
    found: dict[Any, Point] = {}
    x = y = tallest = 0.0
    for block, (left, high, right, low) in zip(blocks, boxes, strict=True):
        if x and x + right - left + _GAP > widest * 1.01:
            x, y, tallest = 0.0, y + tallest, 0.0
        found |= {node: (px - left + x, py - high + y) for node, (px, py) in block.items()}
        x, tallest = x + right - left + _GAP, max(tallest, low - high + _GAP)
    left, high, right, low = _box(found.values())
    return {node: (px - (left + right) / 2, py - (high + low) / 2) for node, (px, py) in found.items()}


def _box(points: Iterable[Point]) -> tuple[float, float, float, float]:
    """Return the least and the greatest x and y: left, high, right, low."""
    xs, ys = zip(*points, strict=True) if (points := list(points)) else ((0.0,), (0.0,))
    return min(xs), min(ys), max(xs), max(ys)


#: Every layout by name, as `kg view --layout` has them.
LAYOUTS: Mapping[str, Callable[[nx.MultiDiGraph], Mapping[Any, Point]]] = {
    "force": layout,
    "circular": _circular,
    "layered": _layered,
    "communities": _by_communities,
}
