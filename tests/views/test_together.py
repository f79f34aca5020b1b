"""The parts of the page used together, as somebody does who works with it."""

from __future__ import annotations

import io
import json
from typing import Any

import networkx as nx
import pytest

from kg.bench.chromium import Browser
from kg.views import render
from tests.views.small import small_graph
from tests.views.test_scene import WATCH, settle, signs
from tests.views.test_takeaway import take

pytestmark = pytest.mark.browser


def click(browser: Browser, selector: str) -> None:
    browser.run("document.querySelector(arguments[0]).click()", selector)


def again(browser: Browser) -> None:
    """Open the address that the page has now in a page of its own."""
    address = browser.run("return location.hash")
    browser.visit(browser.folder / "page.html", address)
    browser.wait("document.documentElement.dataset.ready === 'yes'")


def test_a_chosen_arrow_is_chosen_again_with_all_that_it_stands_for(browser: Browser) -> None:
    graph = small_graph([("Ann", "knows", "Bo"), ("Ann", "knows", "Bo"), ("Bo", "likes", "Cy")])
    browser.open(render(graph, title="Arrows"), "#statement=st_000&arrow=0")
    before = browser.text("#panel")
    assert "2 statements" in before
    again(browser)
    assert browser.text("#panel") == before
    browser.run("location.hash = '#statement=st_000&arrow=7'")
    browser.wait("!location.hash.includes('arrow')")
    assert "1 statement" in browser.text("#panel h3")


def test_contradicted_are_those_that_the_sources_list(browser: Browser) -> None:
    no: dict[str, Any] = {"polarity": "negative"}
    unknown = {"subject": {"text": "They", "label": "They"}}
    graph = small_graph(
        [
            ("Ann", "sells", "oil"),
            ("Ann", "sells", "oil", dict(no)),
            ("Bo", "buys", "tea"),
            ("Bo", "buys", "tea", {**no, "modality": "planned"}),
            ("Cy", "sings", "songs", dict(unknown)),
            ("Di", "plays", "chess", {**unknown, **no}),
        ]
    )
    browser.open(render(graph, title="Both"), "#view=sources")
    assert browser.text("#contradictions") == "1 contradiction"
    browser.open(render(graph, title="Both"), "#view=table&only=contradicted")
    assert "2 statements of 6" in browser.text("#table-count")
    browser.wait("document.querySelector('[data-special=contradicted]')")
    assert browser.run(
        "return document.querySelector('[data-special=contradicted]').closest('label').innerText"
    ).endswith("2")


def test_pointing_at_the_name_of_a_thing_that_is_not_drawn(browser: Browser) -> None:
    graph = small_graph([("Ann", "met", "Bo", {"evidence": []})])
    graph.add_node(
        "2019",
        id="en_2019",
        label="2019",
        type="Date",
        kind="value",
        documents=["d"],
        mentions=[{"document": "d", "start": 11, "end": 15, "text": "2019"}],
    )
    page = render(graph, title="Names", texts={"d": "Ann met in 2019."})
    browser.open(page, "#view=document")
    browser.wait("document.querySelector('.mention')")
    browser.run(
        "document.querySelector('.mention').dispatchEvent(new MouseEvent('mouseover', {bubbles: true}))"
    )
    assert browser.text("#tip") == "2019\nDate · 0 statements"
    assert browser.problems() == []


def test_who_praises_himself_is_both_when_unfolded(browser: Browser) -> None:
    rows: list[Any] = [
        ("Ann", "praises", "Ann"),
        ("Ann", "sees", "Bo", {"place": {"text": "Oslo", "label": "Oslo"}}),
    ]
    graph = small_graph(rows)
    page = render(graph, title="Loop")
    browser.open(page)
    assert browser.run("return document.getElementById('events-unfolded')") is None
    filler = {"text": "Cy", "label": "Cy", "entity": "en_Bo"}
    graph.graph["statements"]["st_000"]["roles"] = [{"role": "recipient", "marker": "to", "filler": filler}]
    browser.open(render(graph, title="Loop"), "#events=unfolded")
    assert browser.run("return document.getElementById('events-unfolded') !== null")
    _, picture = take(browser, "svg")
    assert ">object<" in picture.decode()


def test_names_without_anything_to_see_are_told(browser: Browser) -> None:
    graph = small_graph([("   ", "knows", "\u200b\u202e"), ("Bo", "knows", "   ")])
    browser.open(render(graph, title="Blank"), "#node=en_Bo")
    assert "Bo knows (no name)" in browser.text("#panel .card")
    click(browser, "#panel .card .phrase button:last-child")
    assert browser.text("#panel h2") == "(no name)"
    click(browser, "#show-table")
    assert browser.text("#rows").count("(no name)") == 3


def test_an_empty_picture_says_why(browser: Browser) -> None:
    graph = small_graph([("Ann", "met", "Bo")])
    browser.open(render(graph, title="Few"), "#no-class=Person")
    assert browser.text("#empty").startswith("Nothing passes your filters.")
    click(browser, "#reset")
    assert browser.run("return document.getElementById('empty').hidden")
    for name in ("Ann", "Bo"):
        graph.nodes[name]["kind"] = "value"
    graph.remove_edges_from(list(graph.edges(keys=True)))
    graph.graph["statements"] = {}
    browser.open(render(graph, title="Few"))
    assert browser.text("#empty").startswith("Only dates and amounts were found")


def test_what_is_not_drawn_is_told_for_the_picture_as_it_is(browser: Browser) -> None:
    time = {"text": "2019", "value": "2019", "label": "2019", "entity": "en_2019"}
    graph = small_graph([("Ann", "met", "Bo"), ("Cy", "laughs", "Cy")])
    graph.add_node("2019", id="en_2019", label="2019", type="Date", kind="value", documents=[], mentions=[])
    graph.graph["statements"]["st_000"]["time"] = time
    graph.graph["statements"]["st_001"]["object"] = None
    graph.remove_edge("Cy", "Cy")
    browser.open(render(graph, title="Counts"))
    folded = "4 things (1 not drawn) · 2 statements (1 without arrow) · 1 document"
    assert browser.text("#counts") == folded
    click(browser, "#events-unfolded")
    assert browser.text("#counts") == "4 things · 2 statements · 1 document"
    click(browser, "#events-folded")
    assert browser.text("#counts") == folded


def test_one_chosen_statement_is_taken_alone(browser: Browser) -> None:
    graph = small_graph([("Ann", "met", "Bo"), ("Ann", "met", "Bo"), ("Bo", "met", "Cy")])
    browser.open(render(graph, title="Take"), "#statement=st_001")
    found = json.loads(take(browser, "json", chosen=True)[1])
    assert [st["id"] for st in found["statements"]] == ["st_001"]
    assert found["not_shown"] == ["only Ann met Bo and its neighbours"]
    network = nx.read_graphml(io.BytesIO(take(browser, "graphml", chosen=True)[1]))
    assert [edge["statement"] for *_, edge in network.edges(data=True)] == ["st_001"]
    browser.open(render(graph, title="Take"), "#statement=st_000&arrow=0")
    found = json.loads(take(browser, "json", chosen=True)[1])
    assert [st["id"] for st in found["statements"]] == ["st_000", "st_001"]


ENTER, ESCAPE, RIGHT = "\ue007", "\ue00c", "\ue014"


def focus(browser: Browser) -> str:
    return str(browser.run("const e = document.activeElement; return e.id || e.dataset.at || e.tagName"))


def test_escape_leads_back_to_where_the_evidence_was_opened_last(browser: Browser) -> None:
    mentions = [{"document": "d", "start": 0, "end": 3, "text": "Ann"}]
    graph = small_graph([("Ann", "met", "Bo")])
    graph.nodes["Ann"]["mentions"] = mentions
    browser.open(render(graph, title="Keys", texts={"d": "Ann met Bo."}))
    browser.type("/", "Bo", ENTER)
    assert focus(browser) == "panel"
    click(browser, "#show-document")
    browser.wait("document.querySelector('.mention')")
    browser.run("document.querySelector('.mention').focus()")
    browser.type(ENTER)
    assert browser.text("#panel h2") == "Ann" and focus(browser) == "panel"
    browser.type(ESCAPE)
    assert focus(browser) == "0"


def test_escape_closes_suggestions_panel_and_filters_in_turn(browser: Browser) -> None:
    browser.size(390, 844)
    browser.open(render(small_graph([("Ann", "met", "Bo")]), title="Esc"))
    browser.type("/", "Bo", ENTER)
    browser.run("document.getElementById('filters').classList.add('open')")
    browser.type("/", "Ann")
    closed = """return ['suggestions', 'panel'].map((id) => document.getElementById(id).hidden)
        .concat(!document.getElementById('filters').classList.contains('open'))"""
    for expected in ([False] * 3, [True, False, False], [True, True, False], [True] * 3):
        assert browser.run(closed) == expected
        browser.type(ESCAPE)


def test_what_was_searched_for_is_replaced(browser: Browser) -> None:
    browser.open(render(small_graph([("Ann", "met", "Bo")]), title="Again"))
    browser.type("/", "Ann", ENTER, "/", "Bo", ENTER)
    assert browser.text("#panel h2") == "Bo"


def test_a_view_is_saved_by_keys_alone(browser: Browser) -> None:
    browser.open(render(small_graph([("Ann", "met", "Bo")]), title="Save"), "#node=en_Ann")
    browser.type("v", "My view", ENTER)
    assert "My view" in browser.text("#saved-list")


def test_a_picture_that_nobody_moved_stays_whole_when_the_window_turns(browser: Browser) -> None:
    graph = small_graph([(f"n{k}", "knows", f"n{k + 1}") for k in range(30)])
    with browser.watched(WATCH):
        browser.size(390, 844)
        browser.open(render(graph, title="Turn"))
        for width, height in ((844, 390), (390, 844), (1440, 900), (600, 900)):
            browser.size(width, height)
            settle(browser)
            size = "['clientWidth', 'clientHeight'].map((side) => document.querySelector('#canvas')[side])"
            wide, high = browser.run(f"return {size}")
            outside = [one for one in signs(browser) if not (0 < one[0] < wide and 0 < one[1] < high)]
            assert outside == []
        browser.run("network.moveTo({ position: { x: 5000, y: 5000 }, scale: 1 })")
        browser.size(700, 900)
        settle(browser)
        assert browser.run("return network.getViewPosition().x") == pytest.approx(5000, abs=60)


def test_without_dates_nobody_knows_the_first_mention(browser: Browser) -> None:
    places = [{"document": name, "start": 0, "end": 3, "text": "Ann"} for name in ("d", "e")]
    for dates, words in (
        ({"d": "", "e": ""}, "Mention\nDocument d"),
        ({"d": "2020", "e": "2019"}, "First mention\n2019 · Document e"),
    ):
        graph = small_graph([("Ann", "met", "Bo"), ("Ann", "met", "Cy", {"document": "e"})], dates=dates)
        graph.nodes["Ann"]["mentions"] = places
        browser.open(render(graph, title="First"), "#node=en_Ann")
        assert words in browser.text("#panel dl")
        assert ("Last mention" in browser.text("#panel dl")) is ("2020" in dates.values())


def test_a_sentence_that_is_not_in_the_page_is_not_chosen(browser: Browser) -> None:
    graph = small_graph([("Ann", "met", "Bo")])
    browser.open(render(graph, title="Place"), "#sentence=d+0+11")
    assert browser.text("#panel h2") == "What this sentence says"
    for gone in ("nowhere+0+11", "d+3+5"):
        browser.open(render(graph, title="Place"), f"#sentence={gone}")
        assert browser.run("return document.getElementById('panel').hidden && !location.hash")


@pytest.mark.parametrize(
    ("time", "words"),
    [("2020", "Only one side has a date (2020), so nobody can tell"), (None, "No dates are known")],
)
def test_contradictions_tell_what_dates_are_known(browser: Browser, time: str | None, words: str) -> None:
    graph = small_graph(
        [("Ann", "met", "Bo", {"time": time}), ("Ann", "met", "Bo", {"polarity": "negative"})]
    )
    browser.open(render(graph, title="Dates"), "#view=sources")
    assert words in browser.text(".dispute p")


def test_a_picture_without_room_is_no_error(browser: Browser) -> None:
    browser.open(render(small_graph([("Ann", "met", "Bo"), ("Bo", "met", "Cy")]), title="Few"))
    browser.run("document.getElementById('canvas').style.display = 'none'")
    for name in ("Ann", "Bo", "Cy"):
        browser.run("location.hash = `node=en_${arguments[0]}`", name)
        browser.frames(4)
        assert browser.text("#panel h2") == name
    assert browser.problems() == []
