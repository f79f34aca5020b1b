"""How a term is written in N-Triples and Turtle (https://www.w3.org/TR/n-triples/), and the sorted quads of
a graph.
"""

from __future__ import annotations

import re
from functools import lru_cache

import rdflib
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.namespace import XSD
from rdflib.term import Node

__all__ = ["by_graph", "literal", "ntriples", "triples"]

Triple = tuple[Node, Node, Node]

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_TO_ESCAPE = re.compile('["\\\\\x00-\x1f\x7f]')
_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')


def by_graph(source: Graph) -> dict[str, list[Triple]]:
    """Return the triples of each graph, sorted; graphs sorted by IRI, the default graph first under ""."""
    if not isinstance(source, rdflib.Dataset):
        return {"": _sorted(set(source))}
    found: dict[str, list[Triple]] = {}
    for subject, predicate, value, name in source.quads((None, None, None, None)):
        key = "" if name is None or name == DATASET_DEFAULT_GRAPH_ID else str(name)
        found.setdefault(key, []).append((subject, predicate, value))
    return {name: _sorted(set(found[name])) for name in sorted(found)}


def triples(source: Graph) -> list[Triple]:
    """Return the triples of all graphs merged, sorted and each once."""
    if isinstance(source, rdflib.Dataset):
        return _sorted({quad[:3] for quad in source.quads((None, None, None, None))})
    return _sorted(set(source))


def _sorted(unsorted: set[Triple]) -> list[Triple]:
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
