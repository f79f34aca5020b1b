from __future__ import annotations

import csv
import io
import json
import random
import xml.etree.ElementTree as ET

import networkx as nx
import pytest

from kg import network, rdf
from kg.errors import FormatError
from kg.network.formats import serialise
from kg.network.formats.scalars import columns, flat
from tests.rdf.samples import DOCUMENT, ENTITIES, FACTS, HOSTILE, STATEMENTS, SUPPLY, hostile_build

GEXF = "{http://gexf.net/1.3}"


@pytest.fixture(scope="module")
def graph() -> nx.MultiDiGraph:
    return network.build(rdf.build(FACTS, STATEMENTS, ENTITIES, [DOCUMENT]))


def texts(graph: nx.MultiDiGraph, format: str) -> list[str]:
    written = serialise(graph, format)
    return list(written.values()) if isinstance(written, dict) else [written]


def test_graphml_is_read_by_networkx(graph: nx.MultiDiGraph) -> None:
    again = nx.parse_graphml(str(serialise(graph, "graphml")), force_multigraph=True)
    assert set(again) == set(graph)
    assert {key for *_, key in again.edges(keys=True)} == {key for *_, key in graph.edges(keys=True)}
    for start, end, key, found in graph.edges(keys=True, data=True):
        assert {name: value for name, value in again.edges[start, end, key].items() if name != "id"} == flat(
            found
        )
    for node, found in graph.nodes(data=True):
        assert again.nodes[node] == flat(found)


def test_gexf_has_positions_and_every_attribute(graph: nx.MultiDiGraph) -> None:
    root = ET.fromstring(str(serialise(graph, "gexf")))
    nodes = root.findall(f".//{GEXF}node")
    assert len(nodes) == len(graph)
    places = {(node[1].get("x"), node[1].get("y")) for node in nodes}
    assert len(places) == len(graph)
    titles = [
        found.get("title") for found in root.findall(f".//{GEXF}attributes[@class='edge']/{GEXF}attribute")
    ]
    assert titles == sorted(titles) and {"polarity", "evidence", "source"} <= set(titles)
    assert SUPPLY.id in {edge.get("id") for edge in root.findall(f".//{GEXF}edge")}


def test_gexf_is_read_by_networkx_with_place_size_and_colour(graph: nx.MultiDiGraph) -> None:
    text = network.gexf(graph, colours={"Country": "#1AA179", "Thing": "#CC79A7"})
    assert text == network.gexf(graph.copy(), colours={"Country": "#1AA179", "Thing": "#CC79A7"})
    again = nx.read_gexf(io.BytesIO(text.encode()), version="1.3")
    assert set(again) == set(graph) and again.number_of_edges() == graph.number_of_edges()
    places = network.layout(graph)
    for node, found in graph.nodes(data=True):
        viz = again.nodes[node]["viz"]
        assert (viz["position"]["x"], -viz["position"]["y"]) == places[node]
        assert viz["size"] == round(10 + 30 * found["importance"], 2)
        colour = (26, 161, 121) if found["type"] == "Country" else (204, 121, 167)
        assert (viz["color"]["r"], viz["color"]["g"], viz["color"]["b"]) == colour
        assert again.nodes[node]["label"] == found["label"]


def test_gexf_shows_in_its_edges_what_is_denied_said_and_planned(graph: nx.MultiDiGraph) -> None:
    viz = "{http://gexf.net/1.3/viz}"
    one = nx.MultiDiGraph()
    one.add_edge("a", "b", "fact", modality="actual")
    one.add_edge("a", "b", "plan", modality="planned", stance="said")
    one.add_edge("a", "b", "no", modality="possible", polarity="negative", stance="said")
    edges = ET.fromstring(network.gexf(one)).findall(f".//{GEXF}edge")
    colours = {e.get("id"): c.get("r") if (c := e.find(f"{viz}color")) is not None else None for e in edges}
    shapes = {e.get("id"): e.find(f"{viz}shape").get("value") for e in edges}  # type: ignore[union-attr]
    assert colours == {"fact": None, "plan": "106", "no": "179"}
    assert shapes == {"fact": "solid", "plan": "dashed", "no": "dotted"}


def test_cytoscape_keeps_ends_apart_from_attributes(graph: nx.MultiDiGraph) -> None:
    elements = json.loads(str(serialise(graph, "cytoscape")))["elements"]
    ids = {node["data"]["id"] for node in elements["nodes"]}
    assert ids == set(graph)
    assert all({edge["data"]["source"], edge["data"]["target"]} <= ids for edge in elements["edges"])
    assert "John Bolton" in {edge["data"]["origin"] for edge in elements["edges"]}


def test_neo4j_has_two_tables(graph: nx.MultiDiGraph) -> None:
    tables = serialise(graph, "neo4j-csv")
    assert isinstance(tables, dict) and sorted(tables) == ["nodes.csv", "relationships.csv"]
    nodes = list(csv.DictReader(io.StringIO(tables["nodes.csv"])))
    assert {row[":LABEL"] for row in nodes} >= {"Entity;Country", "Entity;Person"}
    relationships = list(csv.DictReader(io.StringIO(tables["relationships.csv"])))
    assert {row[":START_ID"] for row in relationships} <= {row["iri:ID"] for row in nodes}
    assert {row[":TYPE"] for row in relationships} == {"SUPPLIES", "SUPPORTS", "OPENS"}
    assert {row["asserted:boolean"] for row in relationships} == {"true", "false"}


def test_the_edge_table_shows_labels(graph: nx.MultiDiGraph) -> None:
    rows = list(csv.DictReader(io.StringIO(str(serialise(graph, "csv")))))
    assert ("Russia", "helicopters") in {(row["start_label"], row["end_label"]) for row in rows}
    assert len(rows) == graph.number_of_edges()


@pytest.mark.parametrize("format", sorted(network.FORMATS))
def test_the_order_of_nodes_does_not_matter(graph: nx.MultiDiGraph, format: str) -> None:
    nodes, edges = list(graph.nodes(data=True)), list(graph.edges(keys=True, data=True))
    random.Random(1).shuffle(nodes)
    random.Random(1).shuffle(edges)
    other = nx.MultiDiGraph()
    other.add_nodes_from(nodes)
    for start, end, key, found in edges:
        other.add_edge(start, end, key, **found)
    assert texts(other, format) == texts(graph, format)


@pytest.mark.parametrize("format", sorted(network.FORMATS))
@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_are_data(format: str, words: str) -> None:
    graph = network.build(rdf.build(*hostile_build(words)))
    node = next(iter(graph))
    graph.nodes[node]["label"] = words
    graph.add_edge(node, node, f"key {words}", label=words, nested={"a": [words]}, nothing=None)
    for text in texts(graph, format):
        text.encode("utf-8")
        if format in ("graphml", "gexf"):
            root = ET.fromstring(text)
            assert len([one for one in root.iter() if one.tag.endswith("}edge")]) == 2
        elif format == "cytoscape":
            assert len(json.loads(text)["elements"]["edges"]) == 2
        else:
            assert len({len(row) for row in csv.reader(io.StringIO(text))}) == 1


def test_values_become_scalars() -> None:
    assert flat({"b": True, "a": [{"x": 1}], "n": None, "t": ("p", "q"), "f": 0.5}) == {
        "a": '[{"x": 1}]',
        "b": True,
        "f": 0.5,
        "t": "p; q",
    }


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([1, 2], "long"),
        ([1, 0.5], "double"),
        ([True, False], "boolean"),
        ([True, 1], "string"),
        (["a", 1], "string"),
    ],
)
def test_a_column_has_one_type(values: list[str | bool | int | float], kind: str) -> None:
    assert columns([{"x": value} for value in values]) == {"x": kind}


def test_an_empty_graph_is_written() -> None:
    for format in network.FORMATS:
        assert all(texts(nx.MultiDiGraph(), format))


def test_an_unknown_format_is_named_with_those_known(graph: nx.MultiDiGraph) -> None:
    with pytest.raises(FormatError, match=r"unknown format 'dot' \(known: csv, cytoscape"):
        serialise(graph, "dot")
