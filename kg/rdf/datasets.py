"""The rdflib Dataset of kg: its default graph, seen from outside, is the union of all graphs."""

from __future__ import annotations

import rdflib
from rdflib import Graph

from kg.config import BASE_IRI
from kg.rdf.names import prefixes

__all__ = ["Dataset", "base_of", "bind"]


class Dataset(rdflib.Dataset):
    """A `rdflib.Dataset` whose queries and `triples()` see all graphs at once.

    >>> Dataset().default_union
    True
    """

    def __init__(self, base_iri: str = BASE_IRI) -> None:
        """Make an empty dataset with the usual prefixes; `e:` stands for `base_iri`."""
        super().__init__(default_union=True)
        bind(self, base_iri)

    @property
    def default_context(self) -> Graph:
        """The default graph alone.  (rdflib asks for it by this name at every look-up and warns each
        time.)
        """
        graph: Graph = self.default_graph
        return graph

    @default_context.setter
    def default_context(self, graph: Graph) -> None:
        self._default_context = graph


def bind(graph: Graph, base_iri: str) -> None:
    """Bind the usual prefixes in `graph`."""
    for prefix, namespace in prefixes(base_iri).items():
        graph.bind(prefix, namespace, override=True, replace=True)


def base_of(graph: Graph) -> str:
    """Return the base IRI of a graph: what its prefix `e:` stands for."""
    return next((str(namespace) for prefix, namespace in graph.namespaces() if prefix == "e"), BASE_IRI)
