"""How a network is written for other programs; each writer takes a graph and returns the same text in every
run.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import networkx as nx

from kg.errors import FormatError
from kg.network.formats.cytoscape import cytoscape
from kg.network.formats.gexf import gexf
from kg.network.formats.graphml import graphml
from kg.network.formats.tables import edge_table, neo4j

__all__ = ["FORMATS", "SUFFIXES", "serialise"]

#: Every format by name; neo4j-csv gives two files, by name.
FORMATS: Mapping[str, Callable[[nx.MultiDiGraph], str | dict[str, str]]] = {
    "csv": edge_table,
    "cytoscape": cytoscape,
    "gexf": gexf,
    "graphml": graphml,
    "neo4j-csv": neo4j,
}

#: The usual ending of a file in each format that is one file.
SUFFIXES: Mapping[str, str] = {"csv": ".csv", "cytoscape": ".cyjs", "gexf": ".gexf", "graphml": ".graphml"}


def serialise(graph: nx.MultiDiGraph, format: str) -> str | dict[str, str]:
    """Return a network in one of `FORMATS`; raises `FormatError` for an unknown one.

    >>> serialise(nx.MultiDiGraph(), "csv").strip()
    'edge,start,start_label,end,end_label'
    """
    if format not in FORMATS:
        raise FormatError(f"unknown format {format!r}", remedy=f"known: {', '.join(sorted(FORMATS))}")
    return FORMATS[format](graph)
