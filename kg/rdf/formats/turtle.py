"""Turtle and TriG: https://www.w3.org/TR/turtle/ and https://www.w3.org/TR/trig/.  One subject a paragraph,
sorted.

rdflib's own writer takes many times as long and guesses at lists; this one knows that our graphs have
neither lists nor nested blank nodes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, XSD
from rdflib.term import Node

from kg.rdf.datasets import base_of
from kg.rdf.formats.terms import Triple, by_graph, literal, ntriples, triples
from kg.rdf.names import compact, prefixes

__all__ = ["Writer", "trig", "turtle"]

_BARE = {
    XSD.boolean: re.compile("true|false"),
    XSD.integer: re.compile(r"[+-]?\d+"),
    XSD.decimal: re.compile(r"[+-]?\d*\.\d+"),
}


class Writer:
    """Terms and paragraphs of Turtle under a set of prefixes."""

    def __init__(self, base_iri: str) -> None:
        """Take the prefixes of a build below `base_iri`."""
        self.prefixes = prefixes(base_iri)
        self._known: dict[Node, str] = {}

    def head(self) -> str:
        """Return the prefix declarations."""
        lines = (f"@prefix {prefix}: {ntriples(URIRef(iri))} .\n" for prefix, iri in self.prefixes.items())
        return "".join(lines) + "\n"

    def term(self, term: Node) -> str:
        """Return a term, as short as its prefixes allow."""
        if term not in self._known:
            self._known[term] = self._term(term)
        return self._known[term]

    def paragraphs(self, members: Iterable[Triple], indent: str = "") -> Iterator[str]:
        """Yield one paragraph a subject: rdf:type first, then its properties in order of their text."""
        for subject, group in groupby(members, key=lambda triple: triple[0]):
            lines: dict[str, list[str]] = {}
            for _, predicate, value in group:
                key = "a" if predicate == RDF.type else self.term(predicate)
                lines.setdefault(key, []).append(self.term(value))
            ordered = sorted(lines, key=lambda key: (key != "a", key))
            body = [f"{key} {', '.join(sorted(lines[key]))}" for key in ordered]
            yield f"{indent}{self.term(subject)} " + f" ;\n{indent}    ".join(body) + " .\n"

    def _term(self, term: Node) -> str:
        if isinstance(term, URIRef):
            short = compact(term, self.prefixes)
            return ntriples(term) if short == str(term) else short
        if isinstance(term, Literal) and term.datatype and term.datatype != XSD.string:
            bare = _BARE.get(term.datatype)
            return (
                str(term) if bare and bare.fullmatch(term) else f"{literal(term)}^^{self.term(term.datatype)}"
            )
        return ntriples(term)


def turtle(source: Graph) -> str:
    """Return the merged graph as Turtle."""
    writer = Writer(base_of(source))
    return writer.head() + "\n".join(writer.paragraphs(triples(source)))


def trig(source: Graph) -> str:
    """Return all graphs as TriG, the default graph first."""
    writer = Writer(base_of(source))
    parts = [writer.head()]
    for name, members in by_graph(source).items():
        block = "\n".join(writer.paragraphs(members, "    " if name else ""))
        parts.append(f"\n{writer.term(URIRef(name))} {{\n{block}}}\n" if name else block)
    return "".join(parts)
