from __future__ import annotations

import csv
import io
import json
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import Graph
from rdflib.plugins import sparql

from kg import rdf
from kg.errors import QueryError
from kg.model import Polarity
from tests.rdf.samples import DOCUMENT, ENTITIES, FACTS, STATEMENTS, SUPPLY


@pytest.fixture(scope="module")
def dataset() -> rdf.Dataset:
    denial = replace(SUPPLY, id="st_00000000000000aa", polarity=Polarity.NEGATIVE)
    fact = replace(FACTS[0], statement=denial.id, asserted=False)
    return rdf.build([*FACTS, fact], [*STATEMENTS, denial], ENTITIES, [DOCUMENT])


@pytest.mark.parametrize("name", sorted(rdf.CANNED))
def test_every_canned_query_answers(dataset: rdf.Dataset, name: str) -> None:
    assert len(rdf.CANNED.describe(name)) > 20
    result = rdf.query(dataset, rdf.CANNED[name])
    assert result.kind == "select" and result.rows
    assert "https://" not in result.csv(), "a table for people shows labels"


CANNED_ROWS = [
    ("who-supplies-what-to-whom", ["Russia", "helicopters", "Venezuela", "positive", "actual"]),
    ("who-supplies-what-to-whom", ["Russia", "tanks", "Venezuela", "negative", "actual"]),
    ("who-said-what", ["John Bolton", "claim", "claimed"]),
    ("what-happened-when", ["2019-03-29", "29 March 2019", "centre", "open", "", "positive", "planned"]),
    ("about-entity", ["Venezuela", "recipient"]),
    ("denied-or-planned", ["positive", "planned"]),
    ("contradictions", ["Russia", "supplies", "helicopters"]),
    ("most-mentioned", ["Russia", "Country", "3", "1"]),
    ("plain-facts", ["Russia", "supplies", "helicopters"]),
    ("unknown-relations", ["leave", "leave", "1", "They left."]),
]


@pytest.mark.parametrize(("name", "start"), CANNED_ROWS)
def test_canned_rows(dataset: rdf.Dataset, name: str, start: list[str]) -> None:
    rows = rdf.query(dataset, rdf.CANNED[name]).texts()
    assert start in [row[: len(start)] for row in rows]


def test_a_claim_and_a_plan_are_no_plain_facts(dataset: rdf.Dataset) -> None:
    rows = rdf.query(dataset, rdf.CANNED["plain-facts"]).texts()
    assert {(row[0], row[1]) for row in rows} == {("Elliott Abrams", "says"), ("Russia", "supplies")}


def test_a_variable_can_be_given(dataset: rdf.Dataset) -> None:
    rows = rdf.query(dataset, rdf.CANNED["about-entity"], bindings={"name": "Moscow"}).texts()
    assert {row[0] for row in rows} == {"Russia"}
    assert len(rows) == 4


def test_an_unknown_name_is_a_key_error() -> None:
    for name in ("nothing", "../kg", "/etc/passwd"):
        with pytest.raises(KeyError):
            rdf.CANNED[name]


def test_usual_prefixes_are_known(dataset: rdf.Dataset) -> None:
    text = "SELECT ?x { e:en_0000000000000001 kg:supplies ?x . e:en_0000000000000001 a kg:Country }"
    assert rdf.query(dataset, text).texts() == [["e:en_0000000000000002"]]


def test_a_query_may_bring_its_own_prefixes(dataset: rdf.Dataset) -> None:
    text = "PREFIX kg: <https://w3id.org/kg-text/ns/1#> PREFIX my: <urn:> ASK { ?x kg:supplies ?y }"
    assert rdf.query(dataset, text).rows[0][0].toPython() is True  # type: ignore[union-attr]


def test_graph_patterns_see_documents(dataset: rdf.Dataset) -> None:
    inside = "GRAPH ?document { ?x kg:supplies ?y . ?x rdfs:label 'Russia' }"
    text = f"SELECT ?title {{ {inside} ?document schema:name ?title }}"
    assert rdf.query(dataset, text).texts() == [["A story"]]


def test_rows_without_order_by_are_sorted(dataset: rdf.Dataset) -> None:
    rows = rdf.query(dataset, "SELECT ?label { ?e kg:kind ?kind ; rdfs:label ?label }").texts()
    assert rows == sorted(rows) and len(rows) == len(ENTITIES)


def test_unbound_is_none(dataset: rdf.Dataset) -> None:
    result = rdf.query(dataset, "SELECT ?a ?b { BIND(1 AS ?a) }")
    assert [[str(v) if v is not None else None for v in row] for row in result.rows] == [["1", None]]
    assert result.texts() == [["1", ""]]


def test_construct_and_describe_give_a_graph(dataset: rdf.Dataset) -> None:
    for text in ("CONSTRUCT WHERE { ?s kg:supplies ?o }", "DESCRIBE e:en_0000000000000001"):
        result = rdf.query(dataset, text)
        assert result.kind == "construct" and result.graph


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT * { ?s ?p }", r"^line 1, column 1\d: syntax error"),
        ("SELECT *\n{ ?s ?p ?o\n", r"^line 3, column 1: syntax error: .* found the end of the query$"),
        ("", "is empty"),
        ("SELECT * { ?s nope:p ?o }", "nope.*known prefixes: .*kg"),
        ("INSERT DATA { <a:a> <a:b> <a:c> }", "updates are refused"),
        ("LOAD <file:///etc/passwd>", "updates are refused"),
        ("CLEAR ALL", "updates are refused"),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE is refused"),
        ("SELECT * { { SELECT * { OPTIONAL { SERVICE SILENT ?x { ?s ?p ?o } } } } }", "SERVICE is refused"),
        ("ASK { FILTER EXISTS { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } }", "SERVICE is refused"),
        (
            "SELECT * { ?s ?p ?o FILTER(" + "(" * 3000 + "1" + ")" * 3000 + ") }",
            "nested too deeply|syntax error",
        ),
    ],
)
def test_what_is_refused(dataset: rdf.Dataset, text: str, message: str) -> None:
    before = len(dataset)
    with pytest.raises(QueryError, match=message) as caught:
        rdf.query(dataset, text)
    assert "\n" not in str(caught.value) and len(str(caught.value)) < 400
    assert len(dataset) == before


@pytest.mark.parametrize("clause", ["FROM", "FROM NAMED"])
def test_files_are_not_opened(dataset: rdf.Dataset, clause: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.ttl"
    secret.write_text("<urn:a> <urn:b> 'secret' .", encoding="utf-8")
    pattern = "?s ?p ?o" if clause == "FROM" else "GRAPH ?g { ?s ?p ?o }"
    result = rdf.query(dataset, f"SELECT ?o {clause} <{secret.as_uri()}> {{ {pattern} }}")
    assert "secret" not in result.csv()
    assert sparql.SPARQL_LOAD_GRAPHS is True, "the setting of other users of rdflib is left as it was"


def test_from_chooses_documents(dataset: rdf.Dataset) -> None:
    text = "SELECT ?x FROM <https://w3id.org/kg-text/id/doc_0000000000000001> { ?x kg:supplies ?y }"
    assert len(rdf.query(dataset, text).rows) == 1


def test_results_as_csv_and_json(dataset: rdf.Dataset) -> None:
    result = rdf.query(dataset, "SELECT ?e ?label ?n { ?e kg:supplies ?x ; rdfs:label ?label BIND(1 AS ?n) }")
    assert next(csv.reader(io.StringIO(result.csv()))) == ["e", "label", "n"]
    row = json.loads(result.json())["results"]["bindings"][0]
    assert row["e"]["type"] == "uri" and row["label"] == {"type": "literal", "value": "Russia"}
    assert row["n"]["datatype"].endswith("integer")
    assert json.loads(rdf.query(dataset, "ASK { ?a kg:supplies ?b }").json()) == {"head": {}, "boolean": True}


def test_queries_from_many_threads(dataset: rdf.Dataset) -> None:
    found: list[int] = []

    def ask() -> None:
        found.append(len(rdf.query(dataset, rdf.CANNED["evidence"]).rows))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [7] * 4


def test_a_plain_graph_can_be_asked() -> None:
    graph = Graph().parse(data="<urn:a> <urn:b> 'c' .", format="turtle")
    assert rdf.query(graph, "SELECT ?o { ?s ?p ?o }").texts() == [["c"]]
