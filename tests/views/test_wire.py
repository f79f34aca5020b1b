"""What the page reads is what was gathered, whatever it went through in between."""

from __future__ import annotations

import copy
import json
from typing import Any

import networkx as nx
import pytest

from kg.bench.chromium import Browser
from kg.bench.made_up import made_up
from kg.views import assets, render
from kg.views.records import as_json, gather
from kg.views.wire import pack, pack_drawing

ENTITY = (
    "aliases",
    "class",
    "community",
    "documents",
    "forms",
    "id",
    "iri",
    "kind",
    "label",
    "links",
    "value",
)
STATEMENT = (
    *("asserted", "attribution", "confidence", "confidence_parts", "cues", "document", "evidence", "id"),
    *("minted", "modality", "object", "object_role", "place", "polarity", "predicate", "roles", "rule"),
    *("rules", "subject", "subject_role", "time"),
)
PROBE = """
<script type="application/json" id="kg-network">%s</script>
<script type="application/json" id="kg-records">%s</script>
<script>
(() => {
%s
const parts = (one, keys) => Object.fromEntries(keys.map((key) => [key, one[key] ?? null]));
const pick = (keys) => (one) => JSON.stringify(parts(one, keys));
window.model = (entity, statement) => [
  entities.map(pick([...entity, "mentioned", "mentions"])),
  statements.map(pick(statement)),
  Object.entries(documents),
  lines,
  statements.map((st) => st.nodes),
  statements.map((st) => st.speaker ?? null),
  statementsAt.map((list) => list.map((st) => st.id)),
];
document.documentElement.dataset.ready = "yes";
})();
</script>
"""


def model(browser: Browser, graph: nx.MultiDiGraph, texts: dict[str, str]) -> list[Any]:
    """Return what the script of the page has in hand after it has read the records."""
    records = gather(graph)
    edges = [
        {"from": 0, "to": i % len(graph), "id": i, "label": f"{i}", "statements": [record["id"]]}
        for i, record in enumerate(records["statements"])
    ]
    drawing = pack_drawing([{"id": i, "x": i} for i in range(len(graph))], edges, {}, records["statements"])
    script = assets.text("page/unpack.js") + assets.text("page/read.js")
    browser.open(PROBE % (as_json(drawing), as_json(pack(records, texts)), script))
    found: list[Any] = browser.run("return window.model(arguments[0], arguments[1])", ENTITY, STATEMENT)
    return [*([json.loads(one) for one in part] for part in found[:2]), *found[2:], records]


def plain(value: Any) -> Any:
    return json.loads(as_json(value))


@pytest.fixture(scope="module", params=["made up", "without texts", "story", "other texts", "signs"])
def read(request: pytest.FixtureRequest, browser: Browser, story: nx.MultiDiGraph) -> list[Any]:
    graph, texts = made_up(60, 90)
    if request.param == "without texts":
        texts = {}
    if request.param == "other texts":
        texts = dict.fromkeys(texts, "Nothing that was said stands here.")
    if request.param == "signs":
        name = next(iter(texts))
        texts[name] = texts[name].replace("a", "🚁")
        for record in graph.graph["statements"].values():
            if record["document"] == name:
                record["evidence"][0]["text"] = record["evidence"][0]["text"].replace("a", "🚁")
    if request.param == "story":
        graph, texts = story, {}
    return [*model(browser, graph, texts), texts]


def test_statements_come_back_as_they_were(read: list[Any]) -> None:
    _, statements, _, lines, *_, records, _ = read
    wanted = [{key: plain(one).get(key) for key in STATEMENT} for one in records["statements"]]
    for one in wanted:
        for key, empty in (("cues", []), ("roles", []), ("evidence", []), ("confidence_parts", {})):
            one[key] = one[key] or empty
    assert statements == wanted
    assert [line["statements"] for line in lines] == [[one["id"]] for one in wanted]


def test_entities_come_back_as_they_were(read: list[Any]) -> None:
    entities, *_, records, _ = read
    wanted = plain(records["entities"])
    for one in wanted:
        for mention in one["mentions"]:
            del mention["text"]
    assert [{key: one[key] for key in ENTITY} for one in entities] == [
        {key: one[key] for key in ENTITY} for one in wanted
    ]
    assert [one["mentions"] for one in entities] == [one["mentions"] for one in wanted]
    assert [one["mentioned"] for one in entities] == [one["mentioned"] for one in wanted]


def test_documents_have_their_text(read: list[Any]) -> None:
    documents, records, texts = dict(read[2]), read[-2], read[-1]
    assert set(documents) == set(records["documents"])
    assert {key: one["text"] for key, one in documents.items() if "text" in one} == texts
    assert all(one["title"] == records["documents"][key]["title"] for key, one in documents.items())


def test_what_follows_from_statements(read: list[Any]) -> None:
    entities, statements, _, _, nodes, speakers, at = read[:7]
    number = {one["id"]: i for i, one in enumerate(entities)}
    for one, found, speaker in zip(statements, nodes, speakers, strict=True):
        fillers = [one["subject"], one["object"], *(part["filler"] for part in one["roles"])]
        fillers += [one["place"], one["time"]]
        wanted = [number[f["entity"]] for f in fillers if f and f.get("entity") in number]
        assert found == list(dict.fromkeys(wanted))
        source = (one["attribution"] or {}).get("source") or {}
        assert speaker == number.get(source.get("entity"))
        wanted += [speaker] if speaker is not None else []
        assert {i for i, ids in enumerate(at) if one["id"] in ids} == set(wanted)


def test_a_text_stands_in_the_page_once() -> None:
    graph, texts = made_up(60, 90)
    page = render(graph, title="x", texts=texts)
    sentence = next(iter(graph.graph["statements"].values()))["evidence"][0]["text"]
    assert page.count(sentence) == 1


def test_texts_beyond_the_limit_are_left_out_and_counted() -> None:
    graph, texts = made_up(60, 90)
    records = gather(graph)
    first, second, *_ = records["documents"]
    packed = pack(records, texts, text_limit=len(texts[first]) + len(texts[second]) - 1)
    assert packed["documents"]["text"] == [texts[first], *[None] * (len(texts) - 1)]
    assert packed["without"] == len(texts) - 1
    assert texts[second].split(".")[0] in json.dumps(packed["statements"])


def test_packing_changes_nothing() -> None:
    graph, texts = made_up(20, 30)
    records = gather(graph)
    before = copy.deepcopy(records)
    pack(records, texts)
    assert records == before


@pytest.mark.parametrize(("nodes", "statements", "most"), [(100, 160, 1_200_000), (1000, 1600, 1_700_000)])
def test_pages_stay_small(nodes: int, statements: int, most: int) -> None:
    graph, texts = made_up(nodes, statements)
    page = render(
        graph, title="x", texts=texts, positions={node: (i % 70, i // 70) for i, node in enumerate(graph)}
    )
    assert len(page.encode()) < most


def test_the_page_says_what_it_leaves_out(browser: Browser) -> None:
    graph, texts = made_up(60, 90)
    browser.open(render(graph, title="x", texts=texts, text_limit=0))
    assert "the texts of 9 documents are left out for size" in browser.text("#counts")
    browser.open(render(graph, title="x", texts=texts))
    assert "left out" not in browser.text("#counts")
    assert browser.problems() == []
