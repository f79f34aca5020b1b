"""What pyvis is told: sizes, looks, bundles and curves."""

from __future__ import annotations

import networkx as nx
import pytest

from kg.views.drawing import LARGEST, SMALLEST, draw


def edge(**attributes: object) -> dict[str, object]:
    return {
        "label": "supplies",
        "polarity": "positive",
        "modality": "actual",
        "source": "",
        "stance": "",
        **attributes,
    }


def drawn(*edges: tuple[str, str, dict[str, object]]) -> list[dict[str, object]]:
    graph = nx.MultiDiGraph()
    for i, (start, end, attributes) in enumerate(edges):
        graph.add_edge(start, end, **{"statement": f"s{i}", **attributes})
    return list(draw(graph).edges)


@pytest.mark.parametrize(
    ("attributes", "denied", "claimed", "dashes"),
    [
        ({}, False, False, False),
        ({"polarity": "negative"}, True, False, False),
        ({"stance": "denied", "source": "X"}, True, True, False),
        ({"source": "X", "stance": "said"}, False, True, False),
        ({"modality": "planned"}, False, False, [11, 6]),
        ({"modality": "possible"}, False, False, [2, 5]),
        ({"modality": "unheard"}, False, False, [4, 4]),
    ],
)
def test_style_of_a_line(attributes: dict[str, object], denied: bool, claimed: bool, dashes: object) -> None:
    (line,) = drawn(("a", "b", edge(**attributes)))
    assert (line["denied"], line["claimed"], line["dashes"]) == (denied, claimed, dashes)
    assert line["arrows"] == "to"


def test_like_edges_share_a_line_and_others_do_not() -> None:
    lines = drawn(
        ("a", "b", edge()), ("a", "b", edge()), ("a", "b", edge(polarity="negative")), ("b", "a", edge())
    )
    assert [line["statements"] for line in lines] == [["s0", "s1"], ["s2"], ["s3"]]


def test_the_edge_of_a_statement_is_told_from_those_to_further_participants() -> None:
    further = {"statement": "s0", "label": "supplies … to", "primary": False}
    lines = drawn(("a", "b", edge(primary=True)), ("a", "c", edge(**further)), ("a", "d", edge()))
    assert [line["main"] for line in lines] == [True, False, True]


def test_parallel_lines_bend_apart() -> None:
    lines = drawn(*[("a", "b", edge(label=str(i))) for i in range(4)], ("b", "a", edge()))
    bends = []
    for line in lines:
        smooth = line["smooth"]
        bend = 0.0
        if isinstance(smooth, dict):
            bend = smooth["roundness"] * (1 if smooth["type"] == "curvedCW" else -1)
        bends.append(bend if line["from"] == 0 else -bend)
    assert len({round(bend, 3) for bend in bends}) == 5


def test_loops_differ_in_size() -> None:
    sizes = [
        line["selfReference"]["size"]
        for line in drawn(("a", "a", edge()), ("a", "a", edge(label="sees")), ("a", "a", edge(label="x")))
    ]  # type: ignore[index]
    assert len(sizes) == 3 and max(sizes) > min(sizes)


def test_size_by_importance_or_by_degree() -> None:
    graph = nx.MultiDiGraph()
    graph.add_node("a", importance=0.4)
    graph.add_node("b", importance=0.1)
    graph.add_node("c", importance=float("nan"))
    assert [n["size"] for n in draw(graph).nodes] == [LARGEST, (SMALLEST + LARGEST) / 2, SMALLEST]
    star = nx.MultiDiGraph([("m", "a"), ("m", "b")])
    assert [n["size"] for n in draw(star).nodes][2] == LARGEST


def test_colour_and_shape_by_class() -> None:
    graph = nx.MultiDiGraph()
    graph.add_node("a", type="Country", label="A")
    graph.add_node("b", type="Concept", label="B")
    country, concept = draw(graph).nodes
    assert (country["shape"], country["group"]) == ("hexagon", "Country")
    assert concept["color"]["background"] == "#ffffff"
    assert country["color"] != concept["color"]
    assert "title" not in country


def test_a_value_that_no_line_reaches_takes_no_room() -> None:
    graph = nx.MultiDiGraph([("a", "b")])
    graph.add_node("t", kind="value", label="on Friday")
    places = [(n["x"], n["y"]) for n in draw(graph).nodes]
    assert places[2] == (0, 0)
    assert places[:2] == [(n["x"], n["y"]) for n in draw(nx.MultiDiGraph([("a", "b")])).nodes]


def test_given_positions_are_used() -> None:
    graph = nx.MultiDiGraph([("a", "b"), ("b", "c")])
    nodes = draw(graph, positions={"a": (0, 0), "b": (1, 0), "c": (2, 0)}).nodes
    assert nodes[0]["x"] < nodes[1]["x"] < nodes[2]["x"]
    assert {n["y"] for n in nodes} == {0}
