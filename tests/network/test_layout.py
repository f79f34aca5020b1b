from __future__ import annotations

import math
import time
from collections import Counter

import networkx as nx
import pytest

from kg.network import communities, importance, layout
from kg.network.measures import LEAST, MOST

GRAPHS = {
    "empty": nx.empty_graph(0),
    "one": nx.path_graph(1),
    "two": nx.path_graph(2),
    "apart": nx.empty_graph(30),
    "path": nx.path_graph(40),
    "star": nx.star_graph(60),
    "full": nx.complete_graph(20),
    "tree": nx.balanced_tree(3, 4),
    "many": nx.disjoint_union_all([nx.path_graph(n % 7 + 1) for n in range(40)]),
    "loops": nx.MultiDiGraph([(0, 0), (0, 1), (0, 1), (1, 0)]),
}


@pytest.mark.parametrize("name", sorted(GRAPHS))
def test_no_two_nodes_coincide(name: str) -> None:
    places = layout(GRAPHS[name])
    assert list(places) == list(GRAPHS[name])
    near = min((math.dist(a, b) for n, a in places.items() for m, b in places.items() if n < m), default=100)
    assert near >= 5
    assert all(math.isfinite(value) for place in places.values() for value in place)


@pytest.mark.parametrize("name", ["path", "tree"])
def test_neighbours_stand_nearer_than_others(name: str) -> None:
    graph = GRAPHS[name]
    places = layout(graph)
    lengths = [math.dist(places[a], places[b]) for a, b in graph.edges()]
    every = [math.dist(a, b) for a in places.values() for b in places.values() if a != b]
    assert sum(lengths) / len(lengths) < 0.75 * sum(every) / len(every)


def test_the_whole_is_centred() -> None:
    places = layout(GRAPHS["many"]).values()
    for axis in (0, 1):
        values = [place[axis] for place in places]
        assert abs(max(values) + min(values)) <= 0.2


def test_components_do_not_lie_over_each_other() -> None:
    graph = GRAPHS["many"]
    places = layout(graph)
    boxes = []
    for part in nx.connected_components(graph):
        xs, ys = zip(*(places[node] for node in part), strict=True)
        boxes.append((min(xs), min(ys), max(xs), max(ys)))
    for index, a in enumerate(boxes):
        for b in boxes[:index]:
            assert a[0] > b[2] or b[0] > a[2] or a[1] > b[3] or b[1] > a[3]


def test_the_order_of_nodes_and_edges_does_not_matter() -> None:
    graph = nx.gnm_random_graph(80, 120, seed=3)
    other = nx.MultiDiGraph()
    other.add_nodes_from(reversed(list(graph)))
    other.add_edges_from((b, a) for a, b in reversed(list(graph.edges())))
    first, second = layout(graph), layout(other)
    assert {node: second[node] for node in first} == first


def test_a_thousand_nodes_are_quick() -> None:
    graph = nx.gnm_random_graph(1000, 1600, seed=1)
    begin = time.process_time()
    assert len(layout(graph)) == 1000
    assert time.process_time() - begin < 20


def test_importance_is_greatest_in_the_middle() -> None:
    found = importance(nx.MultiDiGraph(nx.star_graph(5)))
    assert found[0] == 1.0 and set(found.values()) == {1.0, found[1]} and 0 < found[1] < 1
    assert importance(nx.MultiDiGraph()) == {}
    assert importance(nx.MultiDiGraph(nx.empty_graph(2))) == {0: 1.0, 1: 1.0}


def test_parallel_edges_count() -> None:
    found = importance(nx.MultiDiGraph([("a", "b"), ("a", "b"), ("a", "c")]))
    assert found["a"] > found["b"] > found["c"]


def test_communities_are_numbered_by_size() -> None:
    graph = nx.MultiDiGraph(nx.disjoint_union(nx.complete_graph(3), nx.complete_graph(6)))
    assert communities(graph) == dict.fromkeys(range(3), 1) | dict.fromkeys(range(3, 9), 0)
    assert communities(nx.MultiDiGraph()) == {}


def test_communities_do_not_depend_on_the_order_of_nodes_and_edges() -> None:
    graph = nx.MultiDiGraph(nx.connected_caveman_graph(12, 8))
    other = nx.MultiDiGraph()
    other.add_nodes_from(reversed(list(graph)))
    other.add_edges_from((b, a) for a, b in reversed(list(graph.edges())))
    found = communities(graph)
    assert communities(other) == found and list(found) == list(graph)
    assert sorted(Counter(found.values()).values()) == [8] * 12


def test_parallel_edges_hold_a_community_together() -> None:
    ring = nx.MultiDiGraph([(i, (i + 1) % 8) for i in range(8)] + [(i, i + 1) for i in (0, 2, 4, 6)] * 9)
    found = communities(ring)
    assert all(found[i] == found[i + 1] for i in (0, 2, 4, 6)) and len(set(found.values())) > 1


def test_many_small_pieces_go_to_what_their_document_is_about() -> None:
    graph = nx.MultiDiGraph(nx.disjoint_union(nx.complete_graph(LEAST), nx.complete_graph(LEAST + 1)))
    nx.set_node_attributes(graph, {node: ["a" if node < LEAST else "b"] for node in graph}, "documents")
    for i in range(MOST):
        graph.add_node(f"a{i}", documents=["a"])
    graph.add_node("b0", documents=["b"])
    graph.add_edge("lone", "pair")
    found = communities(graph)
    assert {found[f"a{i}"] for i in range(MOST)} == {found[0]} == {0}
    assert found["b0"] == found[LEAST] == 1
    assert found["lone"] == found["pair"] == 2
