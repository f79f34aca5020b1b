from __future__ import annotations

import pytest
from rdflib import Graph, URIRef

from kg.config import ontology_folder
from kg.model import Role, Span
from kg.rdf.formats.terms import ntriples
from kg.rdf.names import PREFIXES, Names, clean, compact, decimal, spaced, text
from kg.rdf.terms import KG
from tests.rdf.samples import HOSTILE

NAMES = Names("https://example.net/")


@pytest.mark.parametrize("words", HOSTILE)
def test_no_text_breaks_a_name(words: str) -> None:
    for iri in (
        NAMES.node(words),
        NAMES.term(f"kg:{words}"),
        NAMES.iri(f"http://x.org/{words}"),
        NAMES.time(words),
    ):
        line = f"{ntriples(iri)} {ntriples(iri)} {ntriples(text(words))} .\n"
        line.encode("utf-8")
        assert list(Graph().parse(data=line, format="nt")) == [(iri, iri, text(words))]


@pytest.mark.parametrize("words", HOSTILE)
def test_cleaning_keeps_the_length_and_what_can_be_written(words: str) -> None:
    assert len(clean(words)) == len(words)
    assert clean(clean(words)) == clean(words)


@pytest.mark.parametrize(
    ("name", "iri"),
    [
        ("kg:supplies", "https://w3id.org/kg-text/ns/1#supplies"),
        ("supplies", "https://w3id.org/kg-text/ns/1#supplies"),
        ("schema:name", "https://schema.org/name"),
        ("https://example.org/buys", "https://example.org/buys"),
        ("javascript:alert(1)", "https://w3id.org/kg-text/ns/1#javascript_alert_1_"),
    ],
)
def test_terms(name: str, iri: str) -> None:
    assert str(NAMES.term(name)).startswith(iri)


def test_names_that_differ_stay_different() -> None:
    names = ["kg:a b", "kg:a_b", "kg:a-b", "kg:a.b", "kg:é", "kg:è", "kg:", "kg:1"]
    assert len({NAMES.term(name) for name in names}) == len(names)


def test_places_are_named_by_their_offsets() -> None:
    assert NAMES.target(Span("doc_1", 0, 6)) == URIRef("https://example.net/doc_1_0-6")
    assert NAMES.participation("st_1", 2) == URIRef("https://example.net/st_1_2")


@pytest.mark.parametrize(
    ("iri", "short"),
    [
        ("https://w3id.org/kg-text/ns/1#a", "kg:a"),
        ("https://w3id.org/kg-text/ns/1#a/b", "https://w3id.org/kg-text/ns/1#a/b"),
        ("https://w3id.org/kg-text/ns/1#", "https://w3id.org/kg-text/ns/1#"),
        ("urn:x", "urn:x"),
    ],
)
def test_compact(iri: str, short: str) -> None:
    assert compact(iri) == short


@pytest.mark.parametrize(
    ("number", "digits"),
    [(0.5, "0.5"), (1, "1.0"), (1e-9, "0.000000001"), (0.1 + 0.2, "0.30000000000000004")],
)
def test_decimals_have_no_exponent(number: float, digits: str) -> None:
    assert str(decimal(number)) == digits
    assert float(decimal(number)) == number


def test_words_of_a_name() -> None:
    assert spaced("kg:specialRepresentativeFor") == "special representative for"


def test_every_term_is_declared_by_the_ontology() -> None:
    ontology = Graph().parse(ontology_folder() / "kg.ttl", format="turtle")
    terms = {URIRef(PREFIXES["kg"] + name) for name in KG.__annotations__ if not name.startswith("_")}
    terms |= {NAMES.term(role) for role in Role}
    assert not sorted(terms - set(ontology.subjects()))
