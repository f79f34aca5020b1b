"""JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/) with the short names of `ontology/context.jsonld`, which
is embedded.

One node object a subject, one `@graph` a document; nothing has to be fetched to read it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from rdflib import Literal, URIRef
from rdflib.namespace import RDF, XSD
from rdflib.term import Node

from kg.config import ontology_folder
from kg.rdf.formats.terms import Source, Triple, base_of, by_graph
from kg.rdf.names import compact, prefixes

__all__ = ["jsonld"]


def jsonld(source: Source) -> str:
    """Return all graphs as one JSON-LD document; the default graph's nodes stand beside the named graphs."""
    context = _context(base_of(source))
    nodes: list[dict[str, Any]] = []
    for name, members in by_graph(source).items():
        inside = [
            _node(subject, list(group), context)
            for subject, group in groupby(members, lambda triple: triple[0])
        ]
        nodes += [{context.id: compact(name, context.prefixes), "@graph": inside}] if name else inside
    return json.dumps({"@context": context.source, "@graph": nodes}, ensure_ascii=False, indent=1) + "\n"


@dataclass(frozen=True, slots=True)
class _Context:
    """A context: as it is written, its prefixes, and its terms by the property and the kind of value they
    stand for.

    The kind of a value is "@id" for nodes, the datatype for typed literals, "" for plain texts.
    """

    source: Mapping[str, Any]
    prefixes: Mapping[str, str]
    terms: Mapping[tuple[str, str], str]
    id: str
    type: str


def _context(base_iri: str) -> _Context:
    """Return the context that ships with the ontology (if it does), with the prefixes of the dataset."""
    path = ontology_folder() / "context.jsonld"
    shipped = json.loads(path.read_text(encoding="utf-8"))["@context"] if path.is_file() else {}
    known = prefixes(base_iri)
    terms, keywords = {}, {"@id": "@id", "@type": "@type"}
    for name, meaning in sorted(shipped.items()):
        iri, kind = (
            (meaning.get("@id"), meaning.get("@type", "")) if isinstance(meaning, dict) else (meaning, "")
        )
        if iri in keywords:
            keywords[iri] = name
        elif isinstance(iri, str) and name not in known:
            terms[_expanded(iri, known), _expanded(kind, known)] = name
    return _Context({**shipped, **known}, known, terms, keywords["@id"], keywords["@type"])


def _expanded(name: str, known: Mapping[str, str]) -> str:
    """Return a compact IRI in full."""
    prefix, colon, local = name.partition(":")
    return known[prefix] + local if colon and prefix in known else name


def _node(subject: Node, members: list[Triple], context: _Context) -> dict[str, Any]:
    """Return one node object: its id, its types, its properties in order."""
    found: dict[str, list[Any]] = {}
    for _, predicate, value in members:
        if predicate == RDF.type:
            found.setdefault(context.type, []).append(_id(value, context))
        else:
            term = context.terms.get((str(predicate), _kind(value)))
            written = _bare(value, context) if term else _value(value, context)
            found.setdefault(term or compact(str(predicate), context.prefixes), []).append(written)
    ordered = sorted(found, key=lambda key: (key != context.type, key))
    return {context.id: _id(subject, context)} | {
        key: found[key][0] if len(found[key]) == 1 else found[key] for key in ordered
    }


def _kind(value: Node) -> str:
    """Return what a term must be made for to be used for a value."""
    if not isinstance(value, Literal):
        return "@id"
    if value.language:
        return "@language"
    return "" if value.datatype in (None, XSD.string) else str(value.datatype)


def _bare(value: Node, context: _Context) -> Any:
    """Return a value whose kind the term tells."""
    return str(value) if isinstance(value, Literal) else _id(value, context)


def _value(value: Node, context: _Context) -> Any:
    """Return a value with its kind: plain texts, integers and booleans as JSON's own."""
    if not isinstance(value, Literal):
        return {"@id": _id(value, context)}
    if value.language:
        return {"@value": str(value), "@language": value.language}
    if value.datatype in (None, XSD.string):
        return str(value)
    if value.datatype in (XSD.boolean, XSD.integer) and isinstance(value.value, int):
        return value.value
    return {"@value": str(value), "@type": compact(str(value.datatype), context.prefixes)}


def _id(node: Node, context: _Context) -> str:
    """Return the id of a node."""
    return compact(str(node), context.prefixes) if isinstance(node, URIRef) else f"_:{node}"
