"""N-Triples and N-Quads: one statement a line, sorted."""

from __future__ import annotations

from rdflib import URIRef

from kg.rdf.formats.terms import Source, by_graph, ntriples, triples

__all__ = ["nquads", "to_ntriples"]


def to_ntriples(source: Source) -> str:
    """Return the merged graph as N-Triples (https://www.w3.org/TR/n-triples/)."""
    return "".join(f"{ntriples(s)} {ntriples(p)} {ntriples(o)} .\n" for s, p, o in triples(source))


def nquads(source: Source) -> str:
    """Return all graphs as N-Quads (https://www.w3.org/TR/n-quads/), graph by graph."""
    lines = []
    for name, members in by_graph(source).items():
        end = f" {ntriples(URIRef(name))} .\n" if name else " .\n"
        lines += [f"{ntriples(s)} {ntriples(p)} {ntriples(o)}{end}" for s, p, o in members]
    return "".join(lines)
