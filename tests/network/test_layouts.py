from __future__ import annotations

import math

import networkx as nx
import pytest

from kg import network
from kg.errors import FormatError

GRAPHS = {
    "empty": nx.MultiDiGraph(),
    "one": nx.MultiDiGraph(nx.path_graph(1, create_using=nx.DiGraph)),
    "loop": nx.MultiDiGraph([(0, 0), (0, 1), (0, 1), (1, 0)]),
    "star": nx.MultiDiGraph(nx.star_graph(120)),
    "cycle": nx.MultiDiGraph(nx.cycle_graph(9, create_using=nx.DiGraph)),
    "many": nx.MultiDiGraph(nx.disjoint_union_all([nx.path_graph(n % 5 + 1) for n in range(30)])),
    "random": nx.MultiDiGraph(nx.gnp_random_graph(60, 0.05, seed=1, directed=True)),
}


@pytest.mark.parametrize("layout", sorted(network.LAYOUTS))
@pytest.mark.parametrize("name", sorted(GRAPHS))
def test_every_node_has_a_place_of_its_own(name: str, layout: str) -> None:
    graph = GRAPHS[name]
    places = network.place(graph, layout)
    assert list(places) == list(graph)
    assert all(math.isfinite(value) for point in places.values() for value in point)
    near = min((math.dist(a, b) for n, a in places.items() for m, b in places.items() if n < m), default=100)
    assert near >= 20
    again = nx.MultiDiGraph()
    again.add_nodes_from(sorted(graph, reverse=True))
    again.add_edges_from(sorted(graph.edges(), reverse=True))
    assert network.place(again, layout) == {node: places[node] for node in again}


def test_layers_follow_the_arrows() -> None:
    graph = nx.MultiDiGraph([("a", "b"), ("b", "c"), ("a", "c"), ("d", "c"), ("c", "e")])
    places = network.place(graph, "layered")
    assert all(places[start][0] < places[end][0] for start, end in graph.edges())
    assert places["d"][0] > places["a"][0]  # no farther from what it leads to than it must be


def test_of_a_cycle_one_arrow_leads_back() -> None:
    places = network.place(GRAPHS["cycle"], "layered")
    assert sum(places[a][0] > places[b][0] for a, b in GRAPHS["cycle"].edges()) == 1


def test_layers_cross_little() -> None:
    graph = nx.MultiDiGraph(
        [(f"a{k}", f"b{(k * 7) % 10}") for k in range(10)] + [("root", f"a{k}") for k in range(10)]
    )
    places = network.place(graph, "layered")
    assert [a for a in sorted(places) if a.startswith("a")]
    pairs = [(places[f"a{k}"][1], places[f"b{(k * 7) % 10}"][1]) for k in range(10)]
    crossings = sum((p[0] - q[0]) * (p[1] - q[1]) < 0 for p in pairs for q in pairs)
    assert crossings == 0


def test_communities_stand_apart() -> None:
    graph = nx.MultiDiGraph(nx.connected_caveman_graph(4, 6))
    places, numbers = network.place(graph, "communities"), network.communities(graph)
    boxes = []
    for number in range(4):
        points = [places[node] for node in graph if numbers[node] == number]
        xs, ys = zip(*points, strict=True)
        boxes.append((min(xs), min(ys), max(xs), max(ys)))
    for k, (left, top, right, low) in enumerate(boxes):
        for other in boxes[k + 1 :]:
            assert right < other[0] or other[2] < left or low < other[1] or other[3] < top


def test_an_unknown_layout_is_named_with_those_known() -> None:
    with pytest.raises(FormatError, match=r"unknown layout 'spring' \(known: force, circular"):
        network.place(nx.MultiDiGraph(), "spring")
