"""RDF/XML: https://www.w3.org/TR/rdf-syntax-grammar/.  One rdf:Description a subject, sorted."""

from __future__ import annotations

import re
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from rdflib import BNode, Literal
from rdflib.namespace import XSD
from rdflib.term import Node

from kg.errors import FormatError
from kg.rdf.formats.terms import Source, base_of, triples
from kg.rdf.names import clean, prefixes

__all__ = ["rdfxml"]

_SPLIT = re.compile(r"(.*?)([A-Za-z_][A-Za-z0-9_.-]*)", re.DOTALL)


def rdfxml(source: Source) -> str:
    """Return the merged graph as RDF/XML."""
    namespaces = {iri: prefix for prefix, iri in prefixes(base_of(source)).items()}
    body = [
        f"  <rdf:Description {_node(subject, 'about')}>\n"
        + "".join(_property(predicate, value, namespaces) for _, predicate, value in group)
        + "  </rdf:Description>\n"
        for subject, group in groupby(triples(source), key=lambda triple: triple[0])
    ]
    declared = "".join(f"\n    xmlns:{prefix}={quoteattr(iri)}" for iri, prefix in sorted(namespaces.items()))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{declared}>\n{"".join(body)}</rdf:RDF>\n'


def _property(predicate: Node, value: Node, namespaces: dict[str, str]) -> str:
    """Return the element for one triple; a namespace that is new gets the next free prefix."""
    match = _SPLIT.fullmatch(str(predicate))
    if match is None:
        raise FormatError(f"RDF/XML cannot write the property {predicate}", remedy="use turtle")
    prefix = namespaces.setdefault(match[1], f"ns{len(namespaces)}")
    tag = f"{prefix}:{match[2]}"
    if not isinstance(value, Literal):
        return f"    <{tag} {_node(value, 'resource')}/>\n"
    kind = f' xml:lang="{value.language}"' if value.language else ""
    if value.datatype and value.datatype != XSD.string:
        kind = f" rdf:datatype={quoteattr(str(value.datatype))}"
    return f"    <{tag}{kind}>{escape(clean(value), {chr(13): '&#13;'})}</{tag}>\n"


def _node(node: Node, attribute: str) -> str:
    """Return the attribute that names a node."""
    if isinstance(node, BNode):
        return f"rdf:nodeID={quoteattr(str(node))}"
    return f"rdf:{attribute}={quoteattr(str(node))}"
