"""Cytoscape.js JSON: https://js.cytoscape.org/#notation/elements-json.  Cytoscape reads it too."""

from __future__ import annotations

import json

import networkx as nx

from kg.network.formats.scalars import edges, nodes, plain
from kg.network.layout import layout

__all__ = ["cytoscape"]


def cytoscape(graph: nx.MultiDiGraph) -> str:
    """Return a network as elements with positions; `id` is the node, the entity's own id is `entity`."""
    places = {plain(str(node)): place for node, place in layout(graph).items()}
    elements = {
        "nodes": [
            {
                "data": {**row, "entity": row.get("id", node), "id": node},
                "position": {"x": places[node][0], "y": places[node][1]},
            }
            for node, row in nodes(graph)
        ],
        "edges": [
            {"data": {**row, "origin": row.get("source", ""), "id": key, "source": start, "target": end}}
            for start, end, key, row in edges(graph)
        ],
    }
    return json.dumps({"elements": elements}, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
