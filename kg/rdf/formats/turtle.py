"""Turtle and TriG: https://www.w3.org/TR/turtle/ and https://www.w3.org/TR/trig/.  One subject a paragraph,
sorted.

rdflib's own writer takes many times as long and guesses at lists; this one knows that our graphs have
neither lists nor nested blank nodes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from rdflib import Literal, URIRef
from rdflib.namespace import RDF, XSD
from rdflib.term import Node

from kg.rdf.formats.terms import Source, Triple, base_of, each_graph, literal, ntriples
from kg.rdf.names import compact, prefixes

__all__ = ["Writer", "trig", "turtle"]

_TYPE = RDF.type
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
        known = self._known.get(term)
        if known is None:
            known = self._known[term] = self._term(term)
        return known

    def paragraphs(self, members: Iterable[Triple], indent: str = "") -> Iterator[str]:
        """Yield one paragraph a subject, in the order of their N-Triples text: rdf:type first, then its
        properties in order of their text.

        `members` may come in any order, and more than once.
        """
        subjects: dict[Node, dict[Node, list[str]]] = {}
        for subject, predicate, value in members:
            subjects.setdefault(subject, {}).setdefault(predicate, []).append(self.term(value))
        separator = f" ;\n{indent}    "
        for subject in sorted(subjects, key=ntriples):
            found = subjects[subject]
            kinds = found.pop(_TYPE, None)
            lines = [f"{self.term(predicate)} {_listed(values)}" for predicate, values in found.items()]
            lines.sort(key=_property)
            body = [f"a {_listed(kinds)}", *lines] if kinds else lines
            yield f"{indent}{self.term(subject)} {separator.join(body)} .\n"

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


def _listed(values: list[str]) -> str:
    """Return the values of a property, in order, each once."""
    return values[0] if len(values) == 1 else ", ".join(sorted(set(values)))


def _property(line: str) -> str:
    """Return the property with which a line begins."""
    return line.partition(" ")[0]


def turtle(source: Source) -> str:
    """Return the merged graph as Turtle."""
    writer = Writer(base_of(source))
    return writer.head() + "\n".join(writer.paragraphs(chain.from_iterable(each_graph(source).values())))


def trig(source: Source) -> str:
    """Return all graphs as TriG, the default graph first."""
    writer = Writer(base_of(source))
    parts = [writer.head()]
    for name, members in each_graph(source).items():
        block = "\n".join(writer.paragraphs(members, "    " if name else ""))
        parts.append(f"\n{writer.term(URIRef(name))} {{\n{block}}}\n" if name else block)
    return "".join(parts)
