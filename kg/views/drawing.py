"""Graph → pyvis network: numbered nodes and edges with everything that says how they are drawn.

Edges that would be drawn alike (same ends, same words, same polarity, modality and kind of voice) become one
line with a count; the page lists all their statements.  Lines between the same two nodes are curved apart.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import networkx as nx

from kg.views import assets
from kg.views.adopt import adopt, ordered_nodes
from kg.views.positions import place, settle
from kg.views.records import looks, number, split_words

__all__ = ["draw"]

SMALLEST, LARGEST = 8.0, 24.0


@dataclass(frozen=True, slots=True)
class Line:
    """One drawn edge: its ends (node numbers), words and look; `statements` are the ids behind it.

    `main` tells the edge that stands for a statement from those to its further participants.
    """

    start: int
    end: int
    label: str
    modality: str
    denied: bool
    claimed: bool
    main: bool
    statements: list[str] = field(default_factory=list, compare=False)


def draw(
    graph: nx.MultiDiGraph,
    *,
    positions: Mapping[Any, Sequence[float]] | None = None,
    settled: bool = False,
) -> Any:
    """Return a `pyvis.network.Network` of `graph`, its nodes numbered as `ordered_nodes` has them; places
    that are `settled` are kept.
    """
    from pyvis.network import Network

    network = Network(directed=True, height="100%", width="100%", cdn_resources="in_line")
    graph = adopt(graph)
    nodes = ordered_nodes(graph)
    lines = _lines(graph, {node: i for i, node in enumerate(nodes)})
    sizes = _sizes(graph, nodes)
    labels = [str(graph.nodes[node].get("label") or node) for node in nodes]
    ends = [(line.start, line.end) for line in lines]
    given = [(positions or {}).get(node) for node in nodes]
    places = (
        settle(given) if settled else _places(labels, sizes, ends, given, drawn=_drawn(graph, nodes, ends))
    )
    _add_nodes(network, graph, nodes, labels, sizes, places)
    curves, styles = _curves(lines), assets.styles()["modality"]
    for i, line in enumerate(lines):
        network.add_edge(line.start, line.end, **_edge(i, line, curves[i], styles))
    network.options = _options()
    return network


def _drawn(graph: nx.MultiDiGraph, nodes: Sequence[Any], ends: Sequence[tuple[int, int]]) -> list[int]:
    """Return the numbers of the nodes that the page draws: all but values that no line reaches."""
    reached = {i for pair in ends for i in pair}
    return [i for i, node in enumerate(nodes) if i in reached or graph.nodes[node].get("kind") != "value"]


def _places(
    labels: Sequence[str],
    sizes: Sequence[float],
    ends: Sequence[tuple[int, int]],
    given: Sequence[Sequence[float] | None],
    *,
    drawn: Sequence[int],
) -> list[tuple[int, int]]:
    """Return the places of all nodes; those that are not drawn take none, and get (0, 0)."""
    place_of = {i: k for k, i in enumerate(drawn)}
    pairs = [(place_of[a], place_of[b]) for a, b in ends]
    found = place(
        [labels[i] for i in drawn], [sizes[i] for i in drawn], pairs, given=[given[i] for i in drawn]
    )
    return [found[place_of[i]] if i in place_of else (0, 0) for i in range(len(labels))]


def _add_nodes(
    network: Any,
    graph: nx.MultiDiGraph,
    nodes: Sequence[Any],
    labels: Sequence[str],
    sizes: Sequence[float],
    places: Sequence[tuple[int, int]],
) -> None:
    """Add every node with its place, size, shape and the colours of its class (light theme)."""
    look_of, families = looks(graph), assets.palette()["families"]
    for i, node in enumerate(nodes):
        group = str(graph.nodes[node].get("type") or "Thing")
        look = look_of[group]
        colours = families[look["family"]]["light"]
        colour = {"background": "#ffffff" if look["hollow"] else colours["fill"], "border": colours["line"]}
        x, y = places[i]
        network.add_node(
            i, label=labels[i], shape=look["shape"], color=colour, group=group, size=sizes[i], x=x, y=y
        )
        network.nodes[-1]["color"] = colour  # pyvis leaves the colour out where there is a group
        network.node_ids.clear()  # pyvis looks for each node in this list, and for the ends of each edge
    network.node_ids = range(len(nodes))


def _sizes(graph: nx.MultiDiGraph, nodes: Sequence[Any]) -> list[float]:
    """Return radii up to `LARGEST`: the area grows with importance, without it with the degree."""
    weights = [max(number(graph.nodes[node].get("importance")), 0.0) for node in nodes]
    if not any(weights):
        weights = [float(graph.degree(node)) for node in nodes]
    most = max(weights, default=0.0) or 1.0
    crowd = min(1.0, max(0.5, (300 / len(weights)) ** 0.25)) if weights else 1.0
    return [
        round(crowd * (SMALLEST + (LARGEST - SMALLEST) * math.sqrt(weight / most)), 1) for weight in weights
    ]


def _lines(graph: nx.MultiDiGraph, numbers: Mapping[Any, int]) -> list[Line]:
    """Return the lines to draw, sorted; edges that look alike share one."""
    found: dict[Line, Line] = {}
    for start, end, _, edge in sorted(graph.edges(keys=True, data=True), key=lambda e: str(e[:3])):
        line = Line(
            numbers[start],
            numbers[end],
            str(edge.get("label") or split_words(str(edge.get("property") or "")) or ""),
            str(edge.get("modality") or "actual"),
            edge.get("polarity") == "negative" or edge.get("stance") == "denied",
            bool(edge.get("source"))
            or edge.get("stance") in {"said", "claimed", "believed", "confirmed", "denied"},
            bool(edge.get("primary", True)),
        )
        found.setdefault(line, line).statements.append(str(edge["statement"]))
    return sorted(
        found.values(),
        key=lambda e: (e.start, e.end, e.label, e.modality, e.denied, e.claimed, not e.main),
    )


def _edge(i: int, line: Line, curve: float, styles: Mapping[str, Any]) -> dict[str, Any]:
    """Return what pyvis is told about one line."""
    dashes = styles.get(line.modality, {}).get("dashes", [4, 4])
    smooth: object = False
    if curve:
        smooth = {"enabled": True, "type": "curvedCW" if curve > 0 else "curvedCCW", "roundness": abs(curve)}
    edge = {
        "claimed": line.claimed,
        "dashes": dashes,
        "denied": line.denied,
        "id": i,
        "label": line.label,
        "main": line.main,
        "modality": line.modality,
        "smooth": smooth,
        "statements": sorted(set(line.statements)),
        "width": round(2.3 + 1.2 * math.log2(len(line.statements)), 2),
    }
    if line.start == line.end:
        edge["selfReference"] = {"size": 22 + 12 * abs(curve), "angle": math.pi / 4}
    return edge


def _curves(lines: Sequence[Line]) -> list[float]:
    """Return for each line how far it bends, so that no two lines between the same nodes lie on each other.

    0 is straight; the sign is seen in the direction of the line.
    """
    pairs: dict[tuple[int, int], list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        pairs[min(line.start, line.end), max(line.start, line.end)].append(i)
    curves = [0.0] * len(lines)
    for (low, high), members in pairs.items():
        step = 1.0 if low == high else min(0.24, 1.1 / len(members))
        for place_in_pair, i in enumerate(members):
            offset = (place_in_pair - (len(members) - 1) / 2) * step
            curves[i] = round(offset if lines[i].start == low else -offset, 3)
    return curves


def _options() -> dict[str, Any]:
    """Return the options of vis-network: positions are given, nothing moves by itself."""
    return {
        "autoResize": True,
        "edges": {
            "arrowStrikethrough": False,
            "arrows": {"to": {"enabled": True, "scaleFactor": 0.75}},
            "hoverWidth": 0.6,
            "selectionWidth": 1.4,
            "smooth": False,
        },
        "interaction": {
            "hover": True,
            "hoverConnectedEdges": False,
            "keyboard": {"enabled": True, "bindToWindow": False, "autoFocus": False},
            "multiselect": False,
            "selectConnectedEdges": False,
            "tooltipDelay": 100000,
        },
        "layout": {"improvedLayout": False},
        "nodes": {"borderWidth": 1.6, "borderWidthSelected": 3.2, "labelHighlightBold": False},
        "physics": {"enabled": False},
    }
