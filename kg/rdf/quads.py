"""The triples of a build, graph by graph, before any store holds them.

Writers and the network read each triple once and in their own order.  The indexes of a store, which queries
need, take more time and memory than all the rest of a build, so they are made only when somebody asks.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rdflib import URIRef
from rdflib.term import Node

from kg.rdf.datasets import Dataset

__all__ = ["Quads", "Triple"]

Triple = tuple[Node, Node, Node]


@dataclass(frozen=True, slots=True, eq=False)
class Quads:
    """Triples by the IRI of their graph ("" is the default graph), each once, in a fixed order.

    >>> triple = (URIRef("urn:a"), URIRef("urn:b"), URIRef("urn:c"))
    >>> quads = Quads("https://example.net/", {"": (), "urn:graph": (triple,)})
    >>> [str(name) for *_, name in quads.quads()], len(quads.dataset())
    (['urn:graph'], 1)
    """

    base_iri: str
    graphs: Mapping[str, Collection[Triple]]

    def quads(self, pattern: Any = None, /) -> Iterator[tuple[Node, Node, Node, URIRef | None]]:
        """Yield all triples with the name of their graph, None for the default graph.

        `pattern` is there for the sake of those who read an rdflib dataset alike; it selects nothing.
        """
        for name, members in self.graphs.items():
            graph = URIRef(name) if name else None
            for subject, predicate, value in members:
                yield subject, predicate, value, graph

    def dataset(self) -> Dataset:
        """Return a new rdflib dataset with these triples, for queries."""
        dataset = Dataset(self.base_iri)
        for name, members in self.graphs.items():
            graph = dataset.graph(URIRef(name)) if name else dataset.default_graph
            graph.addN((*triple, graph) for triple in members)
        return dataset
