"""The page in a browser: it starts, loads nothing, answers clicks and keys.

Needs Debian's `chromium` and `chromium-driver`; without them these tests are skipped, and say so.
"""

from __future__ import annotations

import networkx as nx
import pytest

from kg.bench.chromium import Browser
from kg.views import render

pytestmark = pytest.mark.browser


def two_nodes() -> str:
    """A page with Russia on the left, Venezuela on the right, an arrow through the middle of the canvas."""
    graph = nx.MultiDiGraph(documents={"d": {"title": "News", "date": "2019-03-30", "source": "n.txt"}})
    graph.add_node("r", id="en_r", label="Russia", type="Country", aliases=["Moscow"], importance=1.0)
    graph.add_node("v", id="en_v", label="Venezuela", type="Country", importance=1.0)
    text = "🚁 Moscow denied that it threatens Venezuela."
    source = {"text": "Moscow", "label": "Russia", "entity": "en_r", "start": 102, "end": 108}
    graph.graph["statements"] = {
        "st_1": {
            "document": "d",
            "rule": "verbal.active",
            "confidence": 0.8,
            "polarity": "negative",
            "modality": "actual",
            "subject": {"text": "it", "label": "Russia", "entity": "en_r", "start": 121, "end": 123},
            "predicate": {"text": "threatens", "lemma": "threaten", "property": "kg:threatens"},
            "object": {"text": "Venezuela", "label": "Venezuela", "entity": "en_v", "start": 134, "end": 143},
            "roles": [],
            "attribution": {"source": source, "verb": "deny", "stance": "denied"},
            "time": None,
            "place": None,
            "evidence": [{"document": "d", "start": 100, "end": 100 + len(text), "text": text}],
        }
    }
    graph.add_edge(
        "r",
        "v",
        key="st_1",
        statement="st_1",
        label="threatens",
        primary=True,
        polarity="negative",
        stance="denied",
        source="Russia",
    )
    return render(graph, title="Two", positions={"r": (0, 0), "v": (1, 0)})


def test_page_starts_without_errors_or_requests(browser: Browser, story: nx.MultiDiGraph) -> None:
    browser.open(render(story, title="Story"))
    assert browser.text("#counts") == "46 things · 42 statements (2 without arrow) · 4 documents"
    assert browser.run("return document.querySelector('#canvas canvas').width") > 300
    browser.run("document.getElementById('show-table').click()")
    assert browser.run("return document.querySelectorAll('#rows tr').length") == 42
    assert "The opposition laughed." in browser.text("#rows")
    assert browser.problems() == []


def test_a_click_shows_the_evidence(browser: Browser) -> None:
    browser.open(two_nodes())
    browser.move(-123, 0)
    browser.wait("!document.getElementById('tip').hidden")
    assert browser.text("#tip") == "Russia\nCountry · 1 statement"
    browser.click(-123, 0)
    browser.wait("!document.getElementById('panel').hidden")
    panel = browser.text("#panel")
    assert panel.startswith("×\nRussia") and "Also called\nMoscow" in panel
    assert "News · 2019-03-30 · confidence 80 %" in panel
    browser.type("\ue00c")  # Escape
    browser.wait("document.getElementById('panel').hidden")
    browser.click(0, 0)
    browser.wait("!document.getElementById('panel').hidden")
    assert "Russia denies it" in browser.text("#panel .chips")
    marked = browser.run(
        "return [...document.querySelectorAll('#panel mark')].map(m => [m.className, m.textContent])"
    )
    assert marked == [["source", "Moscow"], ["subject", "it"], ["object", "Venezuela"]]
    assert "statement=st_1" in browser.run("return location.hash")
    assert browser.problems() == []


def test_search_finds_an_alias_and_filters_say_what_they_hide(
    browser: Browser, story: nx.MultiDiGraph
) -> None:
    browser.open(render(story, title="Story"))
    browser.type("/", "spokeswo")
    assert browser.text("#suggestions").split("\n")[0].startswith("Elena Markova")
    browser.type("\ue007")  # Enter
    browser.wait("document.querySelector('#panel h2').innerText == 'Elena Markova'")
    assert "has not supplied" in browser.text("#panel blockquote")
    browser.run("document.querySelector('[data-facet=class][data-key=Country]').click()")
    notice = browser.text("#notice")
    assert notice.startswith("Not shown: 5 things and ") and "Country" in notice
    browser.run("document.getElementById('reset').click()")
    assert browser.run("return document.getElementById('notice').hidden")
    assert browser.problems() == []


def test_state_comes_back_from_the_address(browser: Browser, story: nx.MultiDiGraph) -> None:
    browser.open(
        render(story, title="Story"),
        "#view=table&no-modality=actual&sort=-subject&words=ceasefire&node=en_none",
    )
    assert browser.run("return document.getElementById('graph-view').hidden")
    assert browser.text("#table-count") == "2 statements of 42"
    subjects = browser.run("return [...document.querySelectorAll('#rows td.subject')].map(e => e.innerText)")
    assert subjects == ["Venezuela", "United Nations"]


def test_dates_without_an_arrow_are_found_but_not_drawn(browser: Browser) -> None:
    graph = nx.MultiDiGraph([("a", "b")])
    graph.add_node("t", id="en_t", kind="value", type="Time", label="on Friday", value="2019-03-29")
    browser.open(render(graph, title="Dates"), "#node=en_t")
    assert browser.text("#counts").startswith("3 things (1 not drawn)")
    panel = browser.text("#panel")
    assert "Not drawn: no arrow leads to it." in panel and "2019-03-29" in panel
    assert browser.problems() == []


def test_empty_graph_says_so(browser: Browser) -> None:
    browser.open(render(nx.MultiDiGraph(), title="Nothing"))
    assert "no statement was found" in browser.text("#empty")
    assert browser.problems() == []
