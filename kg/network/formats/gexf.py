"""GEXF 1.3 with positions, sizes and weights: https://gexf.net/schema.html.  For Gephi."""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import quoteattr

import networkx as nx

from kg.network.formats.scalars import Scalar, columns, edges, nodes, plain
from kg.network.layout import layout

__all__ = ["gexf"]

_DENIED, _CLAIMED = "#b3140b", "#6a3fa0"
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
"""


def gexf(graph: nx.MultiDiGraph, *, colours: Mapping[str, str] | None = None) -> str:
    """Return a network as GEXF; nodes stand where `layout` puts them and are the larger the more important.

    `colours` names the colour ("#0072b2") of each class; without it only denied and reported edges have one.
    Edges are dashed where they are planned and dotted where they are not said to be so either.

    >>> graph = nx.MultiDiGraph([("a", "a")])
    >>> '<viz:color r="0" g="114" b="178"/>' in gexf(graph, colours={"Thing": "#0072b2"})
    True
    """
    all_nodes, all_edges = nodes(graph), edges(graph)
    node_columns, edge_columns = columns(row for _, row in all_nodes), columns(row for *_, row in all_edges)
    places = {plain(str(node)): place for node, place in layout(graph).items()}
    body = [
        '  <graph defaultedgetype="directed">\n',
        _columns("node", node_columns),
        _columns("edge", edge_columns),
    ]
    body.append("    <nodes>\n")
    body += [_node(node, row, node_columns, places[node], colours or {}) for node, row in all_nodes]
    body.append("    </nodes>\n    <edges>\n")
    for start, end, key, row in all_edges:
        ends = f"id={quoteattr(key)} source={quoteattr(start)} target={quoteattr(end)}"
        ends += f" label={_attribute(row.get('label', ''))}"
        body.append(f"      <edge {ends}>\n{_row(row, edge_columns)}{_line(row)}      </edge>\n")
    return f"{_HEAD}{''.join(body)}    </edges>\n  </graph>\n</gexf>\n"


def _node(
    node: str,
    row: Mapping[str, Scalar],
    names: Mapping[str, str],
    place: tuple[float, float],
    colours: Mapping[str, str],
) -> str:
    """Return one node; Gephi's y axis points up."""
    importance = row.get("importance", 0.0)
    size = 10 + 30 * float(importance)
    colour = colours.get(str(row.get("type", "Thing"))) or colours.get("Thing")
    return (
        f"      <node id={quoteattr(node)} label={_attribute(row.get('label', node))}>\n{_row(row, names)}"
        f"{_colour(colour) if colour else ''}"
        f'        <viz:position x="{place[0]}" y="{0.0 - place[1]}" z="0.0"/>\n'
        f'        <viz:size value="{size:.2f}"/>\n      </node>\n'
    )


def _colour(colour: str) -> str:
    """Return a colour ("#0072b2") as an element."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f'        <viz:color r="{red}" g="{green}" b="{blue}"/>\n'


def _line(row: Mapping[str, Scalar]) -> str:
    """Return how an edge is drawn."""
    denied = row.get("polarity") == "negative" or row.get("stance") == "denied"
    colour = _colour(_DENIED) if denied else _colour(_CLAIMED) if row.get("stance") else ""
    modality = row.get("modality", "actual")
    shape = {"actual": "solid", "planned": "dashed", "necessary": "dashed"}.get(str(modality), "dotted")
    return f'{colour}        <viz:shape value="{shape}"/>\n'


def _columns(kind: str, types: Mapping[str, str]) -> str:
    """Return the declarations of the attributes of nodes or edges."""
    lines = [
        f'      <attribute id="{index}" title={quoteattr(name)} type="{type_}"/>\n'
        for index, (name, type_) in enumerate(types.items())
    ]
    return f'    <attributes class="{kind}">\n{"".join(lines)}    </attributes>\n'


def _row(row: Mapping[str, Scalar], names: Mapping[str, str]) -> str:
    """Return the values of one node or edge."""
    numbers = {name: index for index, name in enumerate(names)}
    lines = [
        f'          <attvalue for="{numbers[name]}" value={_attribute(value)}/>\n'
        for name, value in row.items()
    ]
    return f"        <attvalues>\n{''.join(lines)}        </attvalues>\n"


def _attribute(value: Scalar) -> str:
    """Return a value as a quoted XML attribute."""
    return quoteattr(str(value).lower() if isinstance(value, bool) else str(value))
