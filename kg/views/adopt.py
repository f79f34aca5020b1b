"""A network from elsewhere, as the page expects it: each edge a statement, each node with an id of its own.

Anything may be a node of networkx and anything may stand in its attributes: numbers as names, keys 0, 0, 1
for parallel edges, one alias where a list is expected.  Nothing of it may get lost or be taken for something
else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import networkx as nx

from kg.errors import InputError

__all__ = ["adopt", "ordered_nodes"]

Edge = tuple[Any, Any, Any, dict[str, Any]]

_LISTS = ("aliases", "documents", "links", "mentions")
_WORDS = {
    *("document", "evidence", "label", "lemma", "modality", "place", "polarity"),
    *("property", "rule", "source", "stance", "time", "time_value"),
}


def adopt(graph: object) -> nx.MultiDiGraph:
    """Return a network as the page reads it: `graph` itself where it is one already, else a copy.

    In the copy every edge has a `statement`: what it had, else its key where that tells it from all others
    (or has a record), else a name made of ends and key.  Every node has an `id` that no other has; attributes
    of another kind than `kg.network.build` gives are made such, or left out.

    Raises `InputError` for what is no network of networkx, and for one without directions.

    >>> found = adopt(nx.DiGraph([(1, 2), (2, 3)]))
    >>> sorted(edge["statement"] for *_, edge in found.edges(data=True))
    ['1 2 0', '2 3 0']
    """
    if not isinstance(graph, nx.Graph):
        raise InputError(f"{type(graph).__name__!r} is no network", remedy="give a networkx.MultiDiGraph")
    if not graph.is_directed():
        raise InputError(
            "the network has no directions, and an arrow tells one",
            remedy="networkx.DiGraph(graph) has arrows both ways",
        )
    if graph.is_multigraph() and _is_ours(graph):
        return graph
    return _copy(graph)


def ordered_nodes(graph: nx.MultiDiGraph) -> list[Any]:
    """Return the nodes in the order of their names: the place in this list is a node's number in the page."""
    return sorted(graph.nodes, key=lambda node: (str(node), type(node).__name__))


def _is_ours(graph: nx.MultiDiGraph) -> bool:
    """Tell whether nodes and edges are as `kg.network.build` makes them."""
    names = {str(one.get("id") or node) for node, one in graph.nodes(data=True)}
    return (
        len(names) == len(graph)
        and all(isinstance(node, str) for node in graph)
        and all(isinstance(edge.get("statement"), str) for *_, edge in graph.edges(data=True))
        and all(isinstance(one.get(key) or [], list) for _, one in graph.nodes(data=True) for key in _LISTS)
    )


def _copy(graph: nx.DiGraph) -> nx.MultiDiGraph:
    found = nx.MultiDiGraph()
    found.graph |= graph.graph
    for key in ("documents", "statements"):
        found.graph[key] = {str(name): dict(one) for name, one in _mappings(graph.graph.get(key))}
    ids = _ids(graph)
    found.add_nodes_from((node, _node(one) | {"id": ids[node]}) for node, one in graph.nodes(data=True))
    edges = sorted(_edges(graph), key=lambda e: (ids[e[0]], ids[e[1]], type(e[2]).__name__, str(e[2])))
    names = _names(edges, ids, set(found.graph["statements"]))
    for (start, end, _, edge), name in zip(edges, names, strict=True):
        found.add_edge(start, end, **_edge(edge) | {"statement": name})
    return found


def _mappings(value: object) -> Iterator[tuple[object, Mapping[str, Any]]]:
    """Yield the entries of a mapping of mappings, nothing of anything else."""
    if isinstance(value, Mapping):
        yield from ((name, one) for name, one in value.items() if isinstance(one, Mapping))


def _edges(graph: nx.DiGraph) -> Iterator[Edge]:
    """Yield all edges as (start, end, key, attributes)."""
    if isinstance(graph, nx.MultiDiGraph):
        yield from graph.edges(keys=True, data=True)
        return
    yield from ((start, end, 0, edge) for start, end, edge in graph.edges(data=True))


def _ids(graph: nx.DiGraph) -> dict[Any, str]:
    """Return an id for each node: its own, else its name; what is taken already gets a number."""
    found: dict[Any, str] = {}
    taken: set[str] = set()
    for node in ordered_nodes(graph):
        own = graph.nodes[node].get("id")
        found[node] = _free(str(node if own is None or own == "" else own), taken)
    return found


def _names(edges: Sequence[Edge], ids: Mapping[Any, str], records: set[str]) -> list[str]:
    """Return the name of the statement behind each edge."""
    given = [_words(edge.get("statement")) for *_, edge in edges]
    keys = Counter(str(key) for (_, _, key, _), name in zip(edges, given, strict=True) if not name)
    taken = records | set(filter(None, given))
    found = []
    for (start, end, key, _), name in zip(edges, given, strict=True):
        own = str(key)
        if not name and own in records:
            name = own
        elif not name:
            whole = f"{ids[start]} {ids[end]} {own}"
            name = _free(own if keys[own] == 1 and type(key) is str else whole, taken)
        found.append(name)
    return found


def _free(name: str, taken: set[str]) -> str:
    """Return a name that is not taken, and take it.

    >>> _free("a", {"a"})
    'a (2)'
    """
    n, wanted = 1, name
    while name in taken:
        n += 1
        name = f"{wanted} ({n})"
    taken.add(name)
    return name


def _node(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """Return the attributes of a node, those that are read as lists as lists, the words as words."""
    found = dict(attributes)
    for key in _LISTS:
        found[key] = _list(attributes.get(key))
    found["documents"] = [str(name) for name in found["documents"]]
    for key in ("label", "type", "kind"):
        found[key] = _words(attributes.get(key))
    return found


def _edge(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """Return the attributes of an edge, with words where words are read and numbers where numbers are."""
    found = dict(attributes) | {key: _words(attributes[key]) for key in sorted(_WORDS & attributes.keys())}
    try:
        found["confidence"] = float(attributes["confidence"])
    except (KeyError, TypeError, ValueError):
        found.pop("confidence", None)
    return found


def _words(value: object) -> str:
    """Return a value as words, several with commas.

    >>> _words(["A", "B"]), _words(None), _words(2019)
    ('A, B', '', '2019')
    """
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(sorted(map(str, value)) if isinstance(value, set | frozenset) else map(str, value))
    return "" if value is None else str(value)


def _list(value: object) -> list[Any]:
    """Return a value as a list: a single one as its only member, a number as nothing.

    >>> _list("Ann"), _list(3), _list({"b", "a"})
    (['Ann'], [], ['a', 'b'])
    """
    if isinstance(value, str):
        return [value] if value else []
    if isinstance(value, set | frozenset):
        return sorted(value, key=str)
    return list(value) if isinstance(value, Iterable) and not isinstance(value, Mapping) else []
