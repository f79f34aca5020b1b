"""Shortest paths between two things: all of them, along what passes the filters, with direction and hubs."""

from __future__ import annotations

import networkx as nx
import pytest

from kg.bench.chromium import Browser
from kg.views import render
from tests.views.small import small_graph

pytestmark = pytest.mark.browser

ENTER = "\ue007"


@pytest.fixture(scope="module")
def web() -> nx.MultiDiGraph:
    """Ann to Zoe: two ways of two steps, one of them through a hub, and a longer one around it."""
    hub = [("Hub", "knows", f"Leaf{k}") for k in range(12)]
    return small_graph(
        [
            ("Ann", "meets", "Hub"),
            ("Hub", "calls", "Zoe", {"polarity": "negative"}),
            ("Ann", "writes", "Bob"),
            ("Ann", "phones", "Bob"),
            ("Zoe", "pays", "Bob"),
            ("Lone", "hears", "Other"),
            *hub,
        ]
    )


def chains(browser: Browser) -> list[str]:
    return list(
        browser.run(
            """return [...document.querySelectorAll('#panel .chain')].map((chain) =>
                [...chain.querySelectorAll(':scope > li > button .said')]
                    .map((e) => e.textContent).join(' '))"""
        )
    )


def test_all_shortest_paths_are_shown_and_listed(browser: Browser, web: nx.MultiDiGraph) -> None:
    browser.open(render(web, title="Web"), "#node=en_Ann")
    browser.run("document.querySelector('[data-tool=path]').click()")
    assert browser.run("return document.activeElement.id") == "path-end"
    browser.type("zo", ENTER)
    browser.wait("document.querySelector('#panel .chain')")
    assert "2 shortest paths, each over 2 steps." in browser.text("#panel")
    assert sorted(chains(browser)) == ["Ann Bob Zoe", "Ann Hub Zoe"]
    assert "only the shortest paths from Ann to Zoe" in browser.text("#notice")
    assert "Not shown: 14 things" in browser.text("#notice")
    panel = browser.text("#panel")
    assert (
        "phones" in panel and "writes" in panel and "Ann phones Bob." in panel
    )  # both arrows, with their sentences
    browser.run(
        "[...document.querySelectorAll('#panel .relation')].find((e) => e.textContent === 'pays').click()"
    )
    assert "Zoe pays Bob" in browser.text("#panel blockquote")
    browser.type("\ue00c")  # back to the paths
    assert chains(browser)
    browser.type("\ue00c")  # and out of them
    assert browser.run(
        "return document.getElementById('panel').hidden && document.getElementById('notice').hidden"
    )
    assert browser.problems() == []


def test_direction_hubs_and_the_address(browser: Browser, web: nx.MultiDiGraph) -> None:
    browser.open(render(web, title="Web"), "#path-from=en_Ann&path-to=en_Zoe&path-way=arrows")
    assert chains(browser) == ["Ann Hub Zoe"]  # Zoe pays Bob, not the other way round
    browser.run("document.querySelector('[data-path=directed]').click()")
    assert len(chains(browser)) == 2
    browser.run("document.querySelector('[data-path=quiet]').click()")
    assert chains(browser) == ["Ann Bob Zoe"]
    assert "path-hubs=avoid" in browser.run("return location.hash")


def test_paths_keep_to_what_passes_the_filters(browser: Browser, web: nx.MultiDiGraph) -> None:
    browser.open(render(web, title="Web"), "#path-from=en_Ann&path-to=en_Zoe&no-polarity=negative")
    assert chains(browser) == ["Ann Bob Zoe"]
    browser.open(render(web, title="Web"), "#path-from=en_Ann&path-to=en_Zoe&hide=en_Bob")
    assert chains(browser) == ["Ann Hub Zoe"]
    browser.open(render(web, title="Web"), "#path-from=en_Ann&path-to=en_Zoe&hide=en_Bob&hide=en_Hub")
    assert "No path leads from one to the other through what your filters let pass." in browser.text("#panel")


def test_no_path_is_said_in_words(browser: Browser, web: nx.MultiDiGraph) -> None:
    browser.open(render(web, title="Web"), "#path-from=en_Ann&path-to=en_Lone")
    assert "No path leads from one to the other." in browser.text("#panel")
    assert "no path from Ann to Lone" in browser.text("#notice")
    assert browser.run("return document.getElementById('time-list') !== null")
    browser.open(render(web, title="Web"), "#path-from=en_Ann&path-to=en_Ann")
    assert browser.run("return document.getElementById('panel').hidden")


def test_many_paths_are_counted_and_some_listed(browser: Browser) -> None:
    rows = [(a, "to", f"{b}{k}") for a, b in (("Start", "m"),) for k in range(30)]
    rows += [(f"m{k}", "to", "End") for k in range(30)]
    browser.open(render(small_graph(rows), title="Many"), "#path-from=en_Start&path-to=en_End")
    assert "30 shortest paths, each over 2 steps." in browser.text("#panel")
    assert len(chains(browser)) == 20 and "10 more paths of this length are not listed." in browser.text(
        "#panel"
    )


def test_paths_are_those_of_networkx(browser: Browser) -> None:
    graph = nx.gnm_random_graph(60, 110, seed=3)
    page = render(small_graph([(f"n{a:02}", "to", f"n{b:02}") for a, b in graph.edges]), title="Random")
    pairs = [(a, b) for a, b in [(0, 40), (3, 57), (8, 21), (12, 44)] if nx.has_path(graph, a, b)]
    assert len(pairs) >= 3
    for a, b in pairs:
        browser.open(page, f"#path-from=en_n{a:02}&path-to=en_n{b:02}")
        want = [" ".join(f"n{n:02}" for n in p) for p in nx.all_shortest_paths(graph, a, b)]
        found = chains(browser)
        assert set(found) <= set(want) and len(found) == min(len(want), 20)


def test_hostile_names_in_paths(browser: Browser, hostile: nx.MultiDiGraph) -> None:
    browser.open(render(hostile, title="x"))
    for k in (1, 2, 3):
        browser.run(
            """const { entities } = JSON.parse(document.getElementById('kg-records').textContent);
            const ids = entities.id;
            location.hash = new URLSearchParams({'path-from': ids[0], 'path-to': ids[arguments[0]]});""",
            k,
        )
        browser.wait("document.querySelector('#panel h2')?.innerText.startsWith('Paths')")
    assert browser.run("return window.hit === undefined")
    assert browser.run("return document.querySelectorAll('#panel img, #panel a').length") == 0
    assert browser.problems() == []
