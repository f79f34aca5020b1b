"""GraphML: http://graphml.graphdrawing.org/specification.html.  For Gephi, yEd, Cytoscape, networkx,
igraph.
"""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

import networkx as nx

from kg.network.formats.scalars import Scalar, columns, edges, nodes

__all__ = ["graphml"]

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""


def graphml(graph: nx.MultiDiGraph) -> str:
    """Return a network as GraphML, edges with their keys as ids."""
    all_nodes, all_edges = nodes(graph), edges(graph)
    node_columns, edge_columns = columns(row for _, row in all_nodes), columns(row for *_, row in all_edges)
    node_keys = {name: f"n{index}" for index, name in enumerate(node_columns)}
    edge_keys = {name: f"e{index}" for index, name in enumerate(edge_columns)}
    body = [*_keys("node", node_columns, node_keys), *_keys("edge", edge_columns, edge_keys)]
    body.append('  <graph edgedefault="directed">\n')
    for node, row in all_nodes:
        body.append(f"    <node id={quoteattr(node)}>\n{_row(row, node_keys)}    </node>\n")
    for start, end, key, row in all_edges:
        ends = f"id={quoteattr(key)} source={quoteattr(start)} target={quoteattr(end)}"
        body.append(f"    <edge {ends}>\n{_row(row, edge_keys)}    </edge>\n")
    return f"{_HEAD}{''.join(body)}  </graph>\n</graphml>\n"


def _keys(kind: str, types: Mapping[str, str], keys: Mapping[str, str]) -> list[str]:
    """Return the declarations of the attributes of nodes or edges."""
    return [
        f'  <key id="{keys[name]}" for="{kind}" attr.name={quoteattr(name)} attr.type="{type_}"/>\n'
        for name, type_ in types.items()
    ]


def _row(row: Mapping[str, Scalar], keys: Mapping[str, str]) -> str:
    """Return the values of one node or edge."""
    return "".join(f'      <data key="{keys[name]}">{text(value)}</data>\n' for name, value in row.items())


def text(value: Scalar) -> str:
    """Return a value as XML text."""
    return str(value).lower() if isinstance(value, bool) else escape(str(value), {"\r": "&#13;"})
