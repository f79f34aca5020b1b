"""What the graph says of documents, of entities, and of the vocabulary that a build uses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, PROV, RDF, RDFS, SKOS, XSD
from rdflib.term import Node

from kg.model import Document, Entity, EntityKind
from kg.rdf import quantities, targets, times
from kg.rdf.names import SCHEMA, Names, boolean, decimal, text
from kg.rdf.terms import KG

__all__ = ["describe_document", "describe_entity", "excerpt"]

Triple = tuple[URIRef, URIRef, URIRef | Literal]


#: Properties whose values are terms of the vocabulary.
_NAMING = frozenset((RDF.type, KG.role))


def describe_document(document: Document, names: Names) -> Iterator[Triple]:
    """Yield title, date, language and source of a document.

    >>> triples = describe_document(Document("doc_1", "…", source="a.txt"), Names("https://example.net/"))
    >>> [str(value) for _, term, value in triples if term == RDFS.label]
    ['a.txt']
    """
    node = names.node(document.id)
    yield node, RDF.type, PROV.Entity
    yield node, RDF.type, SCHEMA.DigitalDocument
    yield node, RDFS.label, text(document.title or document.source)
    yield node, DCTERMS.source, text(document.source)
    yield node, SCHEMA.encodingFormat, text(document.media_type)
    if document.title:
        yield node, SCHEMA.name, text(document.title)
    if document.language:
        yield node, SCHEMA.inLanguage, text(document.language)
    if document.date:
        yield node, SCHEMA.datePublished, _date(document.date)


def _date(value: str) -> Literal:
    """Return an xsd:date, or a plain literal for what is none."""
    is_day = re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", value)
    return Literal(value, datatype=XSD.date, normalize=False) if is_day else text(value)


def describe_entity(
    entity: Entity, document: str, documents: dict[str, Document], names: Names
) -> Iterator[Triple]:
    """Yield class, names, links and value of an entity, and its mentions in one document with the reasons
    for them.

    A link is owl:sameAs only where it is certain, else rdfs:seeAlso.
    """
    node = names.node(entity.id)
    yield node, RDF.type, names.term(entity.type or "Thing")
    yield node, KG.kind, text(entity.kind)
    yield node, RDFS.label, text(entity.label)
    for alias in sorted(set(entity.aliases) - {entity.label}):
        yield node, SKOS.altLabel, text(alias)
    for index in range(len(entity.links)):
        yield from _link(node, entity, index, names)
    if entity.value:
        yield node, KG.normalizedValue, text(entity.value)
        if entity.kind is EntityKind.VALUE and entity.type == "Time":
            yield from times.describe(node, entity.value, names)
        elif entity.kind is EntityKind.VALUE:
            yield from quantities.describe(node, entity.value)
    yield from _mentions(entity, document, documents, names)


def _link(node: URIRef, entity: Entity, index: int, names: Names) -> Iterator[Triple]:
    """Yield how well a link is founded."""
    link = entity.links[index]
    record = names.link(entity.id, index + 1)
    yield node, OWL.sameAs if link.certain else RDFS.seeAlso, names.iri(link.iri)
    yield node, KG.link, record
    yield record, RDF.type, KG.Link
    yield record, KG.identifier, names.iri(link.iri)
    yield record, KG.score, decimal(link.score)
    yield record, KG.certain, boolean(link.certain)
    yield record, KG.reason, text(link.reason)


def _mentions(
    entity: Entity, document: str, documents: dict[str, Document], names: Names
) -> Iterator[Triple]:
    """Yield where a document mentions an entity, and why each mention is taken to be this one."""
    reasons = (*entity.reasons, *[""] * len(entity.mentions))
    for mention, reason in zip(entity.mentions, reasons, strict=False):
        if mention.span.document == document:
            target = names.target(mention.span)
            yield names.node(entity.id), KG.mention, target
            yield from targets.mention(mention, documents, names)
            if reason:
                yield target, KG.reason, text(reason)


def excerpt(used: Iterable[tuple[Node, Node, Node]], ontology: Graph) -> list[tuple[Node, Node, Node]]:
    """Return label, kind, superclasses and superproperties of every class and property in use, and of those
    above it.
    """
    waiting: set[Node] = set()
    for _, predicate, value in used:
        waiting.add(predicate)
        if predicate in _NAMING:
            waiting.add(value)
    seen: set[Node] = set()
    found: list[tuple[Node, Node, Node]] = []
    while waiting := waiting - seen:
        term = waiting.pop()
        seen.add(term)
        for link in (RDF.type, RDFS.label, RDFS.subClassOf, RDFS.subPropertyOf):
            values = [value for value in ontology.objects(term, link) if not isinstance(value, BNode)]
            found += [(term, link, value) for value in values]
            if link in (RDFS.subClassOf, RDFS.subPropertyOf):
                waiting.update(values)
    return found
