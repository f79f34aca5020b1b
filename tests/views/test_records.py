"""What stands beside the drawing, and the JSON that may stand in a script."""

from __future__ import annotations

import json
from typing import Any

import networkx as nx
import pytest

from kg.views.records import as_json, gather, number, split_words


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("</script>", '"\\u003c/script\\u003e"'),
        ("a&b'c", '"a\\u0026b\\u0027c"'),
        ("\u2028\u2029", '"\\u2028\\u2029"'),
        ("\ud800", '"\\ud800"'),
        ({"b": 1, "a": {3, 1, 2}}, '{"a":[1,2,3],"b":1}'),
        ((True, None, 1.5), "[true,null,1.5]"),
        (float("inf"), "null"),
        (object, '"\\u003cclass \\u0027object\\u0027\\u003e"'),
    ],
)
def test_as_json(value: object, expected: str) -> None:
    assert as_json(value) == expected


@pytest.mark.parametrize("text", ["</script>", "\u202e\x00\ud800é🚁", '"\\', "<!-- --> ]]>"])
def test_as_json_comes_back_as_it_was(text: str) -> None:
    assert json.loads(as_json({text: [text]})) == {text: [text]}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Country", "Country"),
        ("InternationalOrganization", "International organization"),
        ("https://x.org/ns#leadsTo", "leads to"),
        ("", ""),
    ],
)
def test_split_words(name: str, expected: str) -> None:
    assert split_words(name) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [(1, 1.0), ("2", 2.0), (None, 0.0), ("x", 0.0), (float("nan"), 0.0)]
)
def test_number(value: object, expected: float) -> None:
    assert number(value) == expected


def test_statements_stand_in_reading_order(story: nx.MultiDiGraph) -> None:
    found = gather(story)["statements"]
    order = [(story.graph["documents"][s["document"]]["date"], s["evidence"][0]["start"]) for s in found]
    assert order == sorted(order)
    assert found[0]["predicate"]["label"] == "signs" or found[0]["predicate"]["label"] == "supplies"


def test_relation_of_a_statement_without_edge_is_put_in_words(story: nx.MultiDiGraph) -> None:
    labels = {s["predicate"]["lemma"]: s["predicate"]["label"] for s in gather(story)["statements"]}
    assert labels["laugh"] == "laugh"
    assert labels["deny"] == "denies"


def test_stance_comes_from_the_edge(story: nx.MultiDiGraph) -> None:
    stances = {(s["attribution"] or {}).get("stance") for s in gather(story)["statements"]}
    assert stances == {None, "said", "claimed", "denied", "asked"}


def test_an_edge_without_record_makes_one() -> None:
    graph = nx.MultiDiGraph()
    graph.add_node("a", label="A", type="Person")
    graph.add_node("b", label="B", type="Unheard")
    graph.add_edge(
        "a", "b", label="knows", evidence="A knows B.", polarity="negative", source="C", stance="said"
    )
    (statement,) = gather(graph)["statements"]
    shown: dict[str, Any] = {
        k: statement[k] for k in ("polarity", "modality", "subject", "object", "evidence")
    }
    assert shown == {
        "polarity": "negative",
        "modality": "actual",
        "subject": {"class": "Person", "entity": "a", "label": "A", "text": "A"},
        "object": {"class": "Unheard", "entity": "b", "label": "B", "text": "B"},
        "evidence": [{"document": "", "start": 0, "end": 10, "text": "A knows B."}],
    }
    assert statement["attribution"]["source"]["label"] == "C"


def test_unknown_classes_get_a_look_of_their_own() -> None:
    graph = nx.MultiDiGraph()
    for i in range(8):
        graph.add_node(i, type=f"New{i}")
    graph.add_node("p", type="Person")
    looks = gather(graph)["looks"]
    assert looks["Person"] == {"family": "people", "shape": "dot", "hollow": False, "label": "Person"}
    assert looks["New0"]["shape"] != looks["New1"]["shape"]
    assert all(look["family"] == "others" for name, look in looks.items() if name != "Person")


def test_communities_are_called_by_their_most_important_members() -> None:
    graph = nx.MultiDiGraph()
    for i, (label, kind) in enumerate(
        [
            ("oil", "concept"),
            ("A", "named"),
            ("B", "named"),
            ("C", "named"),
            ("D", "named"),
            ("2019", "value"),
        ]
    ):
        graph.add_node(i, label=label, kind=kind, community=int(i == 5), importance=1 / (i + 1))
    graph.add_node("bare")
    found = gather(graph)
    assert found["communities"] == [{"label": "A, B, C", "size": 5}, {"label": "2019", "size": 1}]
    assert [entity["community"] for entity in found["entities"]] == [0, 0, 0, 0, 0, 1, None]


def test_statements_of_documents_without_dates_stand_in_the_order_of_their_names() -> None:
    graph = nx.MultiDiGraph(documents={"d1": {"source": "b.txt"}, "d2": {"source": "a.txt"}})
    graph.add_edge("Ann", "Bo", statement="s1", document="d1")
    graph.add_edge("Bo", "Cy", statement="s2", document="d2")
    assert [s["id"] for s in gather(graph)["statements"]] == ["s2", "s1"]
