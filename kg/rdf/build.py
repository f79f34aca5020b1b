"""Facts, statements, entities and documents → triples and one Dataset: a named graph a document, and the
vocabulary that they use.

The graph of a document is named by the document's IRI and stands alone: it also says what the entities are
that the document mentions.  The default graph holds only the excerpt of the ontology that names the classes
and properties in use.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from rdflib import Graph

from kg.config import Config
from kg.model import Document, Entity, Fact, Span, Statement
from kg.rdf.datasets import Dataset
from kg.rdf.descriptions import describe_document, describe_entity, excerpt
from kg.rdf.events import Scene, describe_statement
from kg.rdf.names import Names
from kg.rdf.quads import Quads, Triple

__all__ = ["build", "describe"]


def build(
    facts: Iterable[Fact],
    statements: Iterable[Statement],
    entities: Iterable[Entity],
    documents: Iterable[Document],
    *,
    vocabulary_graph: Graph | None = None,
    config: Config | None = None,
) -> Dataset:
    """Return the dataset of a build: what `describe` gives, indexed for queries.

    >>> document = Document("doc_1", "Nothing happened.")
    >>> [str(graph.identifier) for graph in build([], [], [], [document]).graphs() if graph]
    ['https://w3id.org/kg-text/id/doc_1']
    """
    quads = describe(facts, statements, entities, documents, vocabulary_graph=vocabulary_graph, config=config)
    return quads.dataset()


def describe(
    facts: Iterable[Fact],
    statements: Iterable[Statement],
    entities: Iterable[Entity],
    documents: Iterable[Document],
    *,
    vocabulary_graph: Graph | None = None,
    config: Config | None = None,
) -> Quads:
    """Return the triples of a build; the order of the arguments' elements does not matter.

    `vocabulary_graph` is the ontology, from which labels and superclasses of what is used are taken over.
    """
    config = config or Config()
    names = Names(config.base_iri)
    texts = {document.id: document for document in documents}
    entities = list(entities)
    scene = Scene(names, texts, _by_mention(entities), {fact.statement: fact for fact in facts})
    graphs: dict[str, dict[Triple, None]] = {}
    for document in texts.values():
        _add(graphs, document.id, describe_document(document, names), names)
    for entity in entities:
        for identifier in sorted({mention.span.document for mention in entity.mentions}):
            _add(graphs, identifier, describe_entity(entity, identifier, texts, names), names)
    for statement in statements:
        _add(graphs, statement.document, describe_statement(statement, scene), names)
    if vocabulary_graph is not None:
        graphs[""] = dict.fromkeys(excerpt(chain.from_iterable(graphs.values()), vocabulary_graph))
    return Quads(config.base_iri, graphs)


def _add(
    graphs: dict[str, dict[Triple, None]], document: str, triples: Iterable[Triple], names: Names
) -> None:
    """Add `triples` to the graph of a document, each once."""
    graphs.setdefault(names.node(document), {}).update(dict.fromkeys(triples))


def _by_mention(entities: Iterable[Entity]) -> dict[Span, Entity]:
    """Return the entity of each mention, by its span."""
    return {mention.span: entity for entity in entities for mention in entity.mentions}
