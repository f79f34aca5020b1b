"""Node and edge attributes as scalars, and the columns that a graph has; what all writers share."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

import networkx as nx

__all__ = ["columns", "edges", "flat", "nodes", "plain"]

Scalar = str | bool | int | float

# What XML 1.0 cannot hold, and lone surrogates, which UTF-8 cannot.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def plain(words: str) -> str:
    """Return `words` without the characters that no XML or UTF-8 file can hold.

    >>> plain("a\\x00b")
    'ab'
    """
    return _UNWRITABLE.sub("", words)


def flat(attributes: Mapping[str, Any]) -> dict[str, Scalar]:
    """Return attributes as scalars, sorted by name: lists of texts joined by "; ", other structures as
    JSON, None left out.

    >>> flat({"b": ["x", "y"], "a": None, "c": 1})
    {'b': 'x; y', 'c': 1}
    """
    return {name: _scalar(value) for name, value in sorted(attributes.items()) if value is not None}


def _scalar(value: Any) -> Scalar:
    if isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, (list, tuple)) and all(isinstance(item, str) for item in value):
        return plain("; ".join(value))
    return plain(json.dumps(value, ensure_ascii=False, sort_keys=True, default=str))


def nodes(graph: nx.MultiDiGraph) -> list[tuple[str, dict[str, Scalar]]]:
    """Return nodes with flat attributes, sorted."""
    return sorted(
        ((plain(str(node)), flat(found)) for node, found in graph.nodes(data=True)), key=lambda pair: pair[0]
    )


def edges(graph: nx.MultiDiGraph) -> list[tuple[str, str, str, dict[str, Scalar]]]:
    """Return edges as start, end, key and flat attributes, sorted by key."""
    found = (
        (plain(str(start)), plain(str(end)), plain(str(key)), flat(attributes))
        for start, end, key, attributes in graph.edges(keys=True, data=True)
    )
    return sorted(found, key=lambda edge: (edge[2], edge[0], edge[1]))


def columns(rows: Iterable[Mapping[str, Scalar]]) -> dict[str, str]:
    """Return for each attribute the narrowest type that fits all its values: "boolean", "long", "double" or
    "string".

    >>> columns([{"a": 1}, {"a": 0.5, "b": "x"}])
    {'a': 'double', 'b': 'string'}
    """
    kinds: dict[str, set[str]] = {}
    for row in rows:
        for name, value in row.items():
            kinds.setdefault(name, set()).add(_kind(value))
    return {name: _widest(found) for name, found in sorted(kinds.items())}


def _kind(value: Scalar) -> str:
    if isinstance(value, bool):
        return "boolean"
    return {int: "long", float: "double"}.get(type(value), "string")


def _widest(kinds: set[str]) -> str:
    if kinds == {"long", "double"}:
        return "double"
    return kinds.pop() if len(kinds) == 1 else "string"
