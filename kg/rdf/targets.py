"""Stretches of documents as W3C Web Annotation targets: https://www.w3.org/TR/annotation-model/#selectors."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import Literal, URIRef
from rdflib.namespace import RDF

from kg.model import Document, Mention, MentionKind, Span
from kg.rdf import quantities
from kg.rdf.names import OA, Names, integer, text
from kg.rdf.terms import KG

__all__ = ["evidence", "mention", "quote"]

Triple = tuple[URIRef, URIRef, URIRef | Literal]

#: How many characters before and after a quotation are kept, so that it can be found again in an edited text.
CONTEXT = 32


def quote(span: Span, documents: dict[str, Document]) -> str | None:
    """Return the characters of a stretch as they stand in the document, None where the document is not
    known.
    """
    document = documents.get(span.document)
    return document.text[span.start : span.end] if document else None


def evidence(span: Span, documents: dict[str, Document], names: Names) -> Iterator[Triple]:
    """Yield the target for a sentence: source, quotation with the characters around it, positions."""
    yield from _target(span, quote(span, documents), names)
    if document := documents.get(span.document):
        at = names.selector(span)
        yield at, OA.prefix, text(document.text[max(0, span.start - CONTEXT) : span.start])
        yield at, OA.suffix, text(document.text[span.end : span.end + CONTEXT])


def mention(found: Mention, documents: dict[str, Document], names: Names) -> Iterator[Triple]:
    """Yield the target for a mention; kg:text is the form that is shown, where that is not the quotation
    itself.
    """
    exact = quote(found.span, documents)
    node = names.target(found.span)
    yield from _target(found.span, exact, names)
    yield node, RDF.type, KG.Mention
    yield node, KG.form, text(found.kind)
    if found.text != exact:
        yield node, KG.text, text(found.text)
    if found.value:
        yield node, KG.normalizedValue, text(found.value)
        if found.kind is MentionKind.NOMINAL:
            yield from quantities.describe(node, found.value)


def _target(span: Span, exact: str | None, names: Names) -> Iterator[Triple]:
    """Yield what every target has; its one selector tells quotation and positions (half-open, in
    characters).
    """
    node, at = names.target(span), names.selector(span)
    yield node, RDF.type, OA.SpecificResource
    yield node, OA.hasSource, names.node(span.document)
    yield node, OA.hasSelector, at
    yield at, RDF.type, OA.TextPositionSelector
    yield at, OA.start, integer(span.start)
    yield at, OA.end, integer(span.end)
    if exact is not None:
        yield at, RDF.type, OA.TextQuoteSelector
        yield at, OA.exact, text(exact)
