from __future__ import annotations

import hashlib
import json
import random
import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import Graph
from rdflib.compare import isomorphic

from kg import rdf
from kg.errors import FormatError
from kg.rdf.reading import parse
from tests.rdf.samples import DOCUMENT, ENTITIES, FACTS, HOSTILE, STATEMENTS, hostile_build

PARSERS = {
    "jsonld": "json-ld",
    "nquads": "nquads",
    "ntriples": "nt",
    "rdfxml": "xml",
    "trig": "trig",
    "turtle": "turtle",
}
ROOT = Path(__file__).parents[2]


def quads(dataset: rdf.Dataset) -> set[tuple[object, ...]]:
    return set(dataset.quads((None, None, None, None)))


def triples(dataset: Graph) -> set[tuple[object, ...]]:
    return {(s, p, o) for s, p, o in dataset.triples((None, None, None))}


def merged(dataset: rdf.Dataset) -> Graph:
    graph = Graph()
    for triple in dataset.triples((None, None, None)):
        graph.add(triple)
    return graph


def reread(text: str, format: str) -> rdf.Dataset:
    return parse(text, PARSERS[format])


@pytest.mark.parametrize("format", sorted(PARSERS))
def test_every_format_reads_back(format: str) -> None:
    dataset = rdf.build(FACTS, STATEMENTS, ENTITIES, [DOCUMENT])
    again = reread(rdf.serialise(dataset, format), format)
    assert triples(again) == triples(dataset)
    if format in ("trig", "nquads", "jsonld"):
        assert quads(again) == quads(dataset)


@pytest.mark.parametrize("format", sorted(rdf.FORMATS))
def test_triples_and_the_dataset_of_them_are_written_alike(format: str) -> None:
    parts = (FACTS, STATEMENTS, ENTITIES, [DOCUMENT])
    assert rdf.serialise(rdf.describe(*parts), format) == rdf.serialise(rdf.build(*parts), format)


def test_triples_stand_once_and_in_the_dataset_too() -> None:
    described = rdf.describe(FACTS, STATEMENTS, ENTITIES, [DOCUMENT])
    found = list(described.quads())
    assert len(found) == len(set(found))
    assert set(found) == quads(described.dataset())


def test_turtle_reads_back_as_an_isomorphic_graph() -> None:
    dataset = rdf.build(FACTS, STATEMENTS, ENTITIES, [DOCUMENT])
    assert isomorphic(merged(dataset), Graph().parse(data=rdf.serialise(dataset, "turtle"), format="turtle"))


@pytest.mark.parametrize("format", sorted(PARSERS))
@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_read_back(format: str, words: str) -> None:
    dataset = rdf.build(*hostile_build(words))
    text = rdf.serialise(dataset, format)
    assert triples(reread(text.encode("utf-8").decode("utf-8"), format)) == triples(dataset)


def test_the_text_export_of_rdf_1_2_names_each_reified_triple() -> None:
    text = rdf.serialise(rdf.build(FACTS, STATEMENTS, ENTITIES, [DOCUMENT]), "rdf12")
    line = (
        "e:st_0000000000000001 rdf:reifies <<( e:en_0000000000000001 kg:supplies e:en_0000000000000002 )>> ."
    )
    assert line in text.splitlines()
    pyoxigraph = pytest.importorskip("pyoxigraph")
    assert len(list(pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.TURTLE))) > 100


def test_jsonld_names_its_graphs_and_says_its_prefixes() -> None:
    document = json.loads(rdf.serialise(rdf.build(FACTS, STATEMENTS, ENTITIES, [DOCUMENT]), "jsonld"))
    assert document["@context"]["kg"] == "https://w3id.org/kg-text/ns/1#"
    assert [graph["id"] for graph in document["@graph"]] == ["e:doc_0000000000000001"]


@pytest.mark.parametrize("format", sorted(rdf.FORMATS))
def test_the_order_of_the_input_does_not_matter(format: str) -> None:
    first = rdf.serialise(rdf.build(FACTS, STATEMENTS, ENTITIES, [DOCUMENT]), format)
    for seed in range(3):
        facts, statements, entities = FACTS[:], STATEMENTS[:], ENTITIES[:]
        for values in (facts, statements, entities):
            random.Random(seed).shuffle(values)
        assert rdf.serialise(rdf.build(facts, statements, entities, [DOCUMENT]), format) == first


def test_the_seed_of_hashes_does_not_matter() -> None:
    code = (
        "import hashlib\nfrom kg import network, rdf\nfrom tests.rdf.samples import *\n"
        "dataset = rdf.build(FACTS, STATEMENTS, ENTITIES, [DOCUMENT])\ngraph = network.build(dataset)\n"
        "texts = [rdf.serialise(dataset, name) for name in sorted(rdf.FORMATS)]\n"
        "texts += [str(network.FORMATS[name](graph)) for name in sorted(network.FORMATS)]\n"
        "texts += [rdf.query(dataset, rdf.CANNED[name]).csv() for name in rdf.CANNED]\n"
        "texts.append(rdf.query(dataset, 'SELECT * { ?s ?p ?o }').csv())\n"
        "print(*[hashlib.sha256(text.encode()).hexdigest() for text in texts])"
    )
    seen = set()
    for seed in ("0", "77"):
        done = subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
        )
        seen.add(done.stdout)
    assert len(seen) == 1
    assert (
        hashlib.sha256(
            rdf.serialise(rdf.build(FACTS, STATEMENTS, ENTITIES, [DOCUMENT]), "jsonld").encode()
        ).hexdigest()
        in seen.pop()
    )


def test_an_unknown_format_is_named_with_those_known() -> None:
    with pytest.raises(FormatError, match=r"unknown format 'pdf' \(known: jsonld, .*turtle\)"):
        rdf.serialise(Graph(), "pdf")


def test_the_graph_of_a_construct_can_be_written() -> None:
    dataset = rdf.build(FACTS, STATEMENTS, ENTITIES, [DOCUMENT])
    result = rdf.query(dataset, "CONSTRUCT { ?s kg:supplies ?o } WHERE { ?s kg:supplies ?o }")
    assert result.graph is not None
    assert "e:en_0000000000000001 kg:supplies e:en_0000000000000002 .\n" in rdf.serialise(
        result.graph, "turtle"
    )


def test_blank_nodes_of_a_foreign_graph_are_written() -> None:
    graph = Graph().parse(data="[] <urn:p> [ <urn:q> 1.5e0, 'x'@en ] .", format="turtle")
    for format in ("turtle", "ntriples", "rdfxml", "jsonld"):
        assert isomorphic(merged(reread(rdf.serialise(graph, format), format)), graph)


def test_a_property_that_xml_cannot_name_is_refused() -> None:
    graph = Graph().parse(data="<urn:s> <urn:p/1> 'x' .", format="turtle")
    with pytest.raises(FormatError, match="RDF/XML cannot write the property urn:p/1"):
        rdf.serialise(graph, "rdfxml")
