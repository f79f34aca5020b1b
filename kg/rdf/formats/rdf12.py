"""RDF 1.2 Turtle, as text only: the reified triple as a triple term (https://www.w3.org/TR/rdf12-turtle/).

rdflib knows no triple terms yet, so this is an export: rdf:subject, rdf:predicate and rdf:object of a
statement become `STATEMENT rdf:reifies <<( subject predicate object )>>`.
"""

from __future__ import annotations

from rdflib.namespace import RDF
from rdflib.term import Node

from kg.rdf.formats.terms import Source, base_of, triples
from kg.rdf.formats.turtle import Writer

__all__ = ["turtle12"]

_PARTS = (RDF.subject, RDF.predicate, RDF.object)


def turtle12(source: Source) -> str:
    """Return the merged graph as RDF 1.2 Turtle."""
    writer = Writer(base_of(source))
    members = triples(source)
    parts: dict[Node, dict[Node, Node]] = {}
    for subject, predicate, value in members:
        if predicate in _PARTS:
            parts.setdefault(subject, {})[predicate] = value
    whole = {subject: found for subject, found in parts.items() if len(found) == len(_PARTS)}
    rest = [triple for triple in members if triple[0] not in whole or triple[1] not in _PARTS]
    reified = []
    for subject, found in whole.items():
        inside = " ".join(writer.term(found[part]) for part in _PARTS)
        reified.append(f"{writer.term(subject)} rdf:reifies <<( {inside} )>> .\n")
    return writer.head() + "\n".join(writer.paragraphs(rest)) + "\n" + "".join(reified)
