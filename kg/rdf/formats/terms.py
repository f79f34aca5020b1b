"""How a term is written in N-Triples and Turtle (https://www.w3.org/TR/n-triples/), and the sorted quads of
a graph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

import rdflib
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.namespace import XSD
from rdflib.term import Node

from kg.rdf.datasets import base_of as base_of_graph
from kg.rdf.quads import Quads, Triple

__all__ = [
    "Source",
    "Triple",
    "base_of",
    "by_graph",
    "each_graph",
    "literal",
    "ntriples",
    "triples",
]

Source = Graph | Quads

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_TO_ESCAPE = re.compile('["\\\\\x00-\x1f\x7f]')
_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')


def base_of(source: Source) -> str:
    """Return the base IRI of what is written."""
    return source.base_iri if isinstance(source, Quads) else base_of_graph(source)


def each_graph(source: Source) -> dict[str, Iterable[Triple]]:
    """Return the triples of each graph, each once; graphs sorted by IRI, the default graph first under ""."""
    if isinstance(source, Quads):
        return {name: source.graphs[name] for name in sorted(source.graphs) if source.graphs[name]}
    if not isinstance(source, rdflib.Dataset):
        return {"": set(source)}
    found: dict[str, set[Triple]] = {}
    for subject, predicate, value, name in source.quads((None, None, None, None)):
        key = "" if name is None or name == DATASET_DEFAULT_GRAPH_ID else str(name)
        found.setdefault(key, set()).add((subject, predicate, value))
    return {name: found[name] for name in sorted(found)}


def by_graph(source: Source) -> dict[str, list[Triple]]:
    """Return what `each_graph` does, the triples sorted."""
    return {name: _sorted(members) for name, members in each_graph(source).items()}


def triples(source: Source) -> list[Triple]:
    """Return the triples of all graphs merged, sorted and each once."""
    return _sorted(set().union(*each_graph(source).values()))


def _sorted(unsorted: Iterable[Triple]) -> list[Triple]:
    """Return triples in the order of their N-Triples text."""
    return sorted(unsorted, key=lambda triple: [ntriples(term) for term in triple])


@lru_cache(maxsize=1 << 18)
def ntriples(term: Node) -> str:
    """Return a term as N-Triples writes it.

    >>> ntriples(Literal('no "way"')), ntriples(URIRef("a:b"))
    ('"no \\\\"way\\\\""', '<a:b>')
    """
    if isinstance(term, URIRef):
        return f"<{_NOT_IN_IRI.sub(_unicode, term)}>"
    if isinstance(term, Literal):
        if term.language:
            return f"{literal(term)}@{term.language}"
        plain = term.datatype is None or term.datatype == XSD.string
        return literal(term) if plain else f"{literal(term)}^^{ntriples(term.datatype)}"
    if isinstance(term, BNode):
        return f"_:{term}"
    raise TypeError(f"{term!r} has no N-Triples form")


def literal(term: Literal) -> str:
    """Return the quoted and escaped text of a literal."""
    return f'"{_TO_ESCAPE.sub(_escape, str(term))}"'


def _escape(match: re.Match[str]) -> str:
    """Return the escape of one character."""
    return _ESCAPES.get(match.group()) or _unicode(match)


def _unicode(match: re.Match[str]) -> str:
    """Return the numeric escape of one character."""
    return f"\\u{ord(match.group()):04X}"
