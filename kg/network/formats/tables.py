"""CSV: one table of edges for spreadsheets, and the two tables of Neo4j's bulk import.

https://neo4j.com/docs/operations-manual/current/import/ describes the header (`:ID`, `:LABEL`, `name:type`).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping

import networkx as nx

from kg.network.formats.scalars import Scalar, columns, edges, nodes

__all__ = ["edge_table", "neo4j"]

_NEO4J = {"boolean": "boolean", "long": "long", "double": "double", "string": "string"}


def edge_table(graph: nx.MultiDiGraph) -> str:
    """Return one line an edge: ids and labels of both ends, the edge's id, then its attributes."""
    rows, labels = edges(graph), {node: row.get("label", node) for node, row in nodes(graph)}
    names = columns(row for *_, row in rows)
    head = ["edge", "start", "start_label", "end", "end_label", *names]
    lines = (
        [key, start, labels[start], end, labels[end], *_cells(row, names)] for start, end, key, row in rows
    )
    return _table(head, lines)


def neo4j(graph: nx.MultiDiGraph) -> dict[str, str]:
    """Return `nodes.csv` and `relationships.csv`.

    A node's label is its class, a relationship's type is its property in capitals (kg:memberOf → MEMBER_OF).
    """
    return {"nodes.csv": _neo4j_nodes(graph), "relationships.csv": _neo4j_relationships(graph)}


def _neo4j_nodes(graph: nx.MultiDiGraph) -> str:
    rows = nodes(graph)
    names = columns(row for _, row in rows)
    head = ["iri:ID", *(f"{name}:{_NEO4J[kind]}" for name, kind in names.items()), ":LABEL"]
    lines = ([node, *_cells(row, names), f"Entity;{row.get('type', 'Thing')}"] for node, row in rows)
    return _table(head, lines)


def _neo4j_relationships(graph: nx.MultiDiGraph) -> str:
    rows = edges(graph)
    names = columns(row for *_, row in rows)
    head = [
        ":START_ID",
        ":END_ID",
        "key",
        *(f"{name}:{_NEO4J[kind]}" for name, kind in names.items()),
        ":TYPE",
    ]
    lines = ([start, end, key, *_cells(row, names), _type(row)] for start, end, key, row in rows)
    return _table(head, lines)


def _type(row: Mapping[str, Scalar]) -> str:
    """Return the type of a relationship.

    >>> _type({"property": "kg:memberOf"})
    'MEMBER_OF'
    """
    local = re.split("[:#/]", str(row.get("property") or "related"))[-1]
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", local)
    return re.sub(r"\W", "_", words).upper() or "RELATED"


def _cells(row: Mapping[str, Scalar], names: Iterable[str]) -> list[str]:
    """Return the values of a row under the columns `names`."""
    values = (row.get(name, "") for name in names)
    return [str(value).lower() if isinstance(value, bool) else str(value) for value in values]


def _table(head: Iterable[str], lines: Iterable[Iterable[Scalar]]) -> str:
    """Return a CSV table with line feeds."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(lines)
    return out.getvalue()
