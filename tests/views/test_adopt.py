"""Networks from elsewhere: nothing of them is lost, and nothing is taken for something else."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

import kg
from kg.errors import InputError
from kg.views import adopt, render
from kg.views.records import gather


def said(graph: nx.Graph) -> list[tuple[str, str]]:
    """Return the ends of all statements by the names of their nodes."""
    return sorted((s["subject"]["label"], s["object"]["label"]) for s in gather(graph)["statements"])


def test_parallel_edges_with_the_keys_of_networkx_are_statements_each() -> None:
    graph = nx.MultiDiGraph([(1, 2), (1, 2), (2, 3), (3, 1), ("x", 1), (2, 2)])
    ids = [s["id"] for s in gather(graph)["statements"]]
    assert said(graph) == [("1", "2"), ("1", "2"), ("2", "2"), ("2", "3"), ("3", "1"), ("x", "1")]
    assert len(set(ids)) == 6


def test_keys_that_tell_all_edges_apart_are_the_ids() -> None:
    graph = nx.MultiDiGraph()
    graph.add_edge("a", "b", key="first")
    graph.add_edge("b", "c", key="second")
    graph.add_edge("b", "c", statement="third")
    assert [s["id"] for s in gather(graph)["statements"]] == ["first", "second", "third"]


def test_an_edge_keyed_by_a_record_belongs_to_it() -> None:
    graph = nx.MultiDiGraph(statements={"st_1": {"predicate": {"lemma": "give"}}})
    graph.add_edge("a", "b", key="st_1")
    graph.add_edge("a", "c", key="st_1")
    assert [s["id"] for s in gather(graph)["statements"]] == ["st_1"]


def test_nodes_whose_names_or_ids_are_the_same_stay_apart() -> None:
    graph = nx.MultiDiGraph()
    graph.add_edge(1, 2)
    graph.add_edge("1", 2)
    graph.add_node("a", id="same")
    graph.add_node("b", id="same")
    graph.add_edge("a", "b")
    records = gather(graph)
    ids = [entity["id"] for entity in records["entities"]]
    assert len(set(ids)) == len(ids) == 5
    assert len({(s["subject"]["entity"], s["object"]["entity"]) for s in records["statements"]}) == 3


def test_order_does_not_matter() -> None:
    graph = nx.MultiDiGraph([(1, 2), ("1", 2), (2, "1"), (1, 2)])
    turned = nx.MultiDiGraph()
    turned.add_nodes_from(reversed(list(graph)))
    turned.add_edges_from(reversed(list(graph.edges(keys=True))))
    assert render(turned, title="t") == render(graph, title="t")


ODD: dict[str, Any] = {
    "type": ["Person", "Thing"],
    "aliases": "Ann",
    "mentions": 3,
    "links": "https://example.org/",
    "documents": "d",
    "community": "left",
    "importance": "much",
}


def test_attributes_of_any_kind_are_read(tmp_path: Path) -> None:
    graph = nx.MultiDiGraph(documents=["d"], statements="none")
    graph.add_node(3.5, **ODD)
    graph.add_edge(frozenset([1]), 3.5, label=None, time=datetime.date(2020, 1, 1), confidence="high")
    graph.add_edge(True, b"x", key=("k", 1), property="p:q", confidence="0.5")
    records = gather(graph)
    (odd,) = [one for one in records["entities"] if one["iri"] == "3.5"]
    assert (odd["aliases"], odd["documents"], odd["mentions"]) == (["Ann"], ["d"], [])
    assert odd["class"] == "Person, Thing" and odd["links"] == ["https://example.org/"]
    assert {s["confidence"] for s in records["statements"]} == {None, 0.5}
    assert kg.view(graph, to=tmp_path / "odd.html", browser=False).is_file()


def test_a_network_of_another_kind_is_taken_or_refused(tmp_path: Path) -> None:
    assert said(nx.DiGraph([(1, 2), (2, 1)])) == [("1", "2"), ("2", "1")]
    path = kg.view(nx.DiGraph([(1, 2)]), about=1, to=tmp_path / "d.html", browser=False)
    assert "<title>1 and what is 1 step away</title>" in path.read_text(encoding="utf-8")
    for wrong in (nx.path_graph(3), nx.MultiGraph([(1, 2)])):
        with pytest.raises(InputError, match="no directions"):
            kg.view(wrong, browser=False)
    for wrong in (5, None):
        with pytest.raises(InputError, match="is no network"):
            kg.view(wrong, browser=False)


def test_our_own_networks_are_not_copied(story: nx.MultiDiGraph) -> None:
    assert adopt(story) is story


@pytest.mark.parametrize(
    "choice", [{"since": "soon"}, {"until": "2019-02-30"}, {"confidence": 2.0}, {"about": "a", "hops": -1}]
)
def test_a_choice_that_is_none_is_refused(choice: dict[str, Any]) -> None:
    with pytest.raises(InputError, match=next(reversed(choice))):
        kg.view(nx.MultiDiGraph([("a", "b")]), browser=False, **choice)
