"""The pages that are compared: ours, that of pyvis as it comes, and that of pyvis with our places and nothing
that moves.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import networkx as nx

from kg.views import render

__all__ = ["CONTENDERS", "KG", "PYVIS", "STILL", "Contender"]


@dataclass(frozen=True, slots=True)
class Contender:
    """A page of a graph: `make` takes the graph and a title and returns HTML.

    `awaited` tells the probe when the page can be used: "page" (it says so itself), "physics" (its layout has
    settled), "drawing" (it was drawn).
    """

    name: str
    make: Callable[[nx.MultiDiGraph, str], str]
    awaited: str

    def probe(self) -> str:
        """Return the script that watches the page from outside; it has to run before the page's own."""
        return f"const AWAITED = '{self.awaited}';\n{_probe()}"


@cache
def _probe() -> str:
    return (Path(__file__).with_name("data") / "probe.js").read_text(encoding="utf-8")


def _ours(graph: nx.MultiDiGraph, title: str) -> str:
    return render(graph, title=title)


def _stock(graph: nx.MultiDiGraph, title: str) -> str:
    """Return what somebody gets who gives the names, classes and sentences of the graph to pyvis."""
    return str(_network(graph, title).generate_html(notebook=False))


def _still(graph: nx.MultiDiGraph, title: str) -> str:
    """Return pyvis' page with our places, and physics off."""
    from kg.views.adopt import ordered_nodes
    from kg.views.drawing import draw

    network = _network(graph, title)
    places = {node["id"]: (node["x"], node["y"]) for node in draw(graph).nodes}
    numbers = {str(node): i for i, node in enumerate(ordered_nodes(graph))}
    for node in network.nodes:
        node["x"], node["y"] = places.get(numbers[node["id"]], (0, 0))
    network.toggle_physics(False)
    return str(network.generate_html(notebook=False))


def _network(graph: nx.MultiDiGraph, title: str) -> Any:
    from pyvis.network import Network

    network = Network(height="860px", width="100%", directed=True, cdn_resources="in_line", heading=title)
    for node, said in graph.nodes(data=True):
        name = str(said.get("label") or node)
        network.add_node(str(node), label=name, title=name, group=str(said.get("type") or "Thing"))
    for start, end, said in graph.edges(data=True):
        words, sentence = str(said.get("label") or ""), str(said.get("evidence") or "")
        network.add_edge(str(start), str(end), label=words, title=sentence)
    return network


KG = Contender("kg", _ours, "page")
PYVIS = Contender("pyvis", _stock, "physics")
STILL = Contender("pyvis_placed", _still, "drawing")
CONTENDERS = (KG, PYVIS, STILL)
