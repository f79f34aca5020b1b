from __future__ import annotations

from dataclasses import replace

import networkx as nx
import pytest
from rdflib.namespace import RDFS

from kg import network, rdf, records
from kg.config import Config
from kg.model import Argument, Role
from kg.rdf.datasets import Dataset
from tests.rdf.samples import (
    CARACAS,
    CENTRE,
    DOCUMENT,
    ENTITIES,
    FACTS,
    HELICOPTERS,
    HOSTILE,
    MADURO,
    NO_SUPPLY,
    OPENING,
    RUSSIA,
    SAYING,
    STATEMENTS,
    SUPPLY,
    SUPPORT,
    VENEZUELA,
    hostile_build,
    mention,
)

BASE = Config().base_iri


@pytest.fixture(scope="module")
def graph() -> nx.MultiDiGraph:
    return network.build(rdf.build(FACTS, STATEMENTS, ENTITIES, [DOCUMENT]))


def edges(graph: nx.MultiDiGraph, statement: str) -> dict[str, dict[str, object]]:
    """Return the edges of a statement by key, with their ends as labels."""
    return {
        key: {**found, "ends": (graph.nodes[start]["label"], graph.nodes[end]["label"])}
        for start, end, key, found in graph.edges(keys=True, data=True)
        if found["statement"] == statement
    }


def test_one_sentence_gives_a_primary_edge_and_one_to_the_recipient(graph: nx.MultiDiGraph) -> None:
    found = edges(graph, SUPPLY.id)
    assert set(found) == {SUPPLY.id, f"{SUPPLY.id}/recipient"}
    first, second = found[SUPPLY.id], found[f"{SUPPLY.id}/recipient"]
    assert (first["ends"], first["primary"], first["label"]) == (("Russia", "helicopters"), True, "supplies")
    assert (second["ends"], second["primary"], second["label"]) == (
        ("Russia", "Venezuela"),
        False,
        "supplies … to",
    )
    assert (first["role"], second["role"]) == ("theme", "recipient")


def test_an_edge_says_all_that_the_contract_names(graph: nx.MultiDiGraph) -> None:
    edge = graph.edges[BASE + RUSSIA.id, BASE + HELICOPTERS.id, SUPPLY.id]
    assert edge == {
        "asserted": True,
        "confidence": 0.93,
        "document": DOCUMENT.id,
        "evidence": "Russia supplies helicopters to Venezuela.",
        "label": "supplies",
        "lemma": "supply",
        "minted": False,
        "modality": "actual",
        "place": "",
        "polarity": "positive",
        "primary": True,
        "property": "kg:supplies",
        "role": "theme",
        "rule": "verbal.active",
        "source": "",
        "stance": "",
        "statement": SUPPLY.id,
        "time": "",
        "time_value": "",
    }


def test_denied_and_claimed_edges_say_so(graph: nx.MultiDiGraph) -> None:
    assert {edge["polarity"] for edge in edges(graph, NO_SUPPLY.id).values()} == {"negative"}
    claim = edges(graph, SUPPORT.id)[SUPPORT.id]
    assert (claim["source"], claim["stance"], claim["asserted"]) == ("John Bolton", "claimed", False)
    assert claim["ends"] == ("Russia", "Maduro")


def test_a_statement_without_object_has_an_edge_to_another_participant(graph: nx.MultiDiGraph) -> None:
    found = edges(graph, OPENING.id)
    edge = found[f"{OPENING.id}/place"]
    assert edge["ends"] == ("centre", "Caracas") and edge["primary"] is True and len(found) == 1
    assert (edge["time"], edge["time_value"], edge["place"]) == ("29 March 2019", "2019-03-29", "Caracas")


def test_a_statement_about_a_statement_has_no_edge_but_a_record(graph: nx.MultiDiGraph) -> None:
    assert not edges(graph, SAYING.id)
    assert graph.graph["statements"][SAYING.id]["object"]["statement"] == SUPPORT.id


def test_nodes_say_all_that_the_contract_names(graph: nx.MultiDiGraph) -> None:
    node = graph.nodes[BASE + RUSSIA.id]
    assert node["id"] == RUSSIA.id
    assert (node["label"], node["type"], node["kind"]) == ("Russia", "Country", "named")
    assert node["aliases"] == ["Moscow"]
    assert node["links"][0] == {
        "iri": "http://www.wikidata.org/entity/Q159",
        "score": 1.0,
        "reason": "unique name",
        "certain": True,
    }
    assert node["documents"] == [DOCUMENT.id]
    for found in node["mentions"]:
        assert DOCUMENT.text[found["start"] : found["end"]] == found["text"]
    assert node["importance"] == 1.0 and node["value"] is None
    assert set(graph) == {BASE + entity.id for entity in ENTITIES}


def test_parallel_edges_stay() -> None:
    again = replace(SUPPLY, id="st_00000000000000bb")
    facts = [*FACTS, replace(FACTS[0], statement=again.id)]
    graph = network.build(rdf.build(facts, [*STATEMENTS, again], ENTITIES, [DOCUMENT]))
    assert set(graph[BASE + RUSSIA.id][BASE + HELICOPTERS.id]) == {SUPPLY.id, again.id}


def test_two_participants_in_one_role_have_keys_of_their_own() -> None:
    more = replace(
        SUPPLY, arguments=(*SUPPLY.arguments, Argument(Role.RECIPIENT, mention("Maduro", 3), "to"))
    )
    graph = network.build(rdf.build(FACTS, [more], ENTITIES, [DOCUMENT]))
    assert sorted(edges(graph, SUPPLY.id)) == [
        SUPPLY.id,
        f"{SUPPLY.id}/recipient",
        f"{SUPPLY.id}/recipient-2",
    ]
    assert edges(graph, SUPPLY.id)[f"{SUPPLY.id}/recipient-2"]["ends"] == ("Russia", MADURO.label)


def test_records_come_back_from_the_dataset_as_they_are_written(graph: nx.MultiDiGraph) -> None:
    written = records.dump([DOCUMENT], STATEMENTS, ENTITIES, FACTS, settings={}, version="1")
    assert graph.graph["statements"] == {record["id"]: record for record in written.statements}
    assert graph.graph["documents"] == {
        DOCUMENT.id: {"title": "A story", "source": "news/story.txt", "date": "2019-03-30"}
    }


def test_records_come_back_from_a_file_too(graph: nx.MultiDiGraph, tmp_path) -> None:  # type: ignore[no-untyped-def]
    dataset = rdf.build(FACTS, STATEMENTS, ENTITIES, [DOCUMENT])
    (tmp_path / "graph.trig").write_text(rdf.serialise(dataset, "trig"), encoding="utf-8")
    again = network.build(rdf.read(tmp_path))
    assert again.graph == graph.graph
    assert dict(again.nodes(data=True)) == dict(graph.nodes(data=True))
    assert list(again.edges(keys=True, data=True)) == list(graph.edges(keys=True, data=True))


def test_the_label_of_a_property_is_the_ontologys() -> None:
    dataset = rdf.build(FACTS, STATEMENTS, ENTITIES, [DOCUMENT])
    ontology = rdf.Dataset().parse(
        data=f'<https://w3id.org/kg-text/ns/1#supplies> <{RDFS.label}> "provides"@en .',
        format="turtle",
    )
    dataset = rdf.build(FACTS, STATEMENTS, ENTITIES, [DOCUMENT], vocabulary_graph=ontology)
    assert edges(network.build(dataset), SUPPLY.id)[SUPPLY.id]["label"] == "provides"


def test_the_order_of_the_input_does_not_matter(graph: nx.MultiDiGraph) -> None:
    again = network.build(rdf.build(FACTS[::-1], STATEMENTS[::-1], ENTITIES[::-1], [DOCUMENT]))
    assert list(again.nodes(data=True)) == list(graph.nodes(data=True))
    assert list(again.edges(keys=True, data=True)) == list(graph.edges(keys=True, data=True))


def test_an_empty_dataset_is_an_empty_graph() -> None:
    graph = network.build(Dataset())
    assert len(graph) == 0 and graph.graph == {"statements": {}, "documents": {}}


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_come_through(words: str) -> None:
    graph = network.build(rdf.build(*hostile_build(words)))
    assert len(graph) == 1 and len(graph.graph["statements"]) == 1


def test_what_is_not_known_is_not_invented() -> None:
    graph = network.build(rdf.build([], [SUPPLY], [], []))
    record = graph.graph["statements"][SUPPLY.id]
    assert record["predicate"]["property"] is None and record["asserted"] is False
    assert not graph.edges and {CENTRE.id, CARACAS.id, VENEZUELA.id}.isdisjoint(graph)
