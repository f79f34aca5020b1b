"""How the page receives somebody: help, a low head, a sheet on a phone, words where nothing is left."""

from __future__ import annotations

import networkx as nx
import pytest

from kg.bench.chromium import PHONE, SCREEN, Browser
from kg.bench.made_up import made_up
from kg.views import render


@pytest.fixture(scope="module")
def page() -> str:
    """Return the page of a graph of middling size, with dates and several sources."""
    graph, texts = made_up(150, 200)
    return render(
        graph, title="Looks", texts=texts, positions={n: (k % 15, k // 15) for k, n in enumerate(graph)}
    )


def seen(browser: Browser, selector: str) -> bool:
    """Return whether an element can be seen."""
    return bool(browser.run("return document.querySelector(arguments[0]).checkVisibility()", selector))


def height(browser: Browser, selector: str) -> float:
    """Return the height of an element in pixels."""
    script = "return document.querySelector(arguments[0]).getBoundingClientRect().height"
    return float(browser.run(script, selector))


def test_help_tells_how_to_read_the_page_and_the_hint_goes(browser: Browser, page: str) -> None:
    browser.size(*SCREEN)
    browser.open(page)
    assert seen(browser, "#hint")
    browser.press("#open-help")
    words = browser.text("#help")
    for part in ("Signs", "Arrows", "The sentence behind it", "One person, one place", "Come back"):
        assert part in words
    assert [one for one in browser.axe("#help") if one["impact"] in ("serious", "critical")] == []
    browser.press("#help .close")
    browser.run("document.getElementById('show-table').click()")
    browser.run("document.querySelector('#rows .relation').click()")
    browser.run("document.getElementById('show-graph').click()")
    browser.frames()
    assert not seen(browser, "#hint")


def test_a_phone_has_a_low_head_and_most_of_it_for_the_picture(browser: Browser, page: str) -> None:
    browser.size(*PHONE)
    browser.open(page)
    assert height(browser, "header") < 140
    assert height(browser, "#canvas") > 500
    assert not seen(browser, "#time-band")
    browser.press("#time-fold")
    assert seen(browser, "#time-band")
    assert "timeline=open" in browser.run("return location.hash")


def test_the_panel_of_a_phone_is_a_sheet(browser: Browser, page: str) -> None:
    browser.size(*PHONE)
    browser.open(page)
    browser.run("document.getElementById('show-table').click()")
    browser.run("document.querySelector('#rows .relation').click()")
    browser.run("document.getElementById('show-graph').click()")
    browser.frames()
    half = height(browser, "#panel")
    assert 300 < half < 450
    assert height(browser, "#canvas") > 250
    browser.press("#grip")
    browser.frames()
    assert height(browser, "#panel") > half + 200
    assert browser.run("return document.getElementById('grip').ariaExpanded") == "true"
    drag(browser, 120)
    assert height(browser, "#panel") == pytest.approx(half, abs=2)
    drag(browser, 120)
    assert not seen(browser, "#panel")
    assert not seen(browser, "#grip")


def drag(browser: Browser, by: float) -> None:
    """Pull the grip down."""
    x, y = browser.run(
        "const r = document.getElementById('grip').getBoundingClientRect();"
        "return [r.x + r.width / 2, r.y + r.height / 2]"
    )
    browser.mouse("Pressed", x, y)
    browser.mouse("Moved", x, y + by, held=True)
    browser.mouse("Released", x, y + by)
    browser.frames()


def test_where_nothing_passes_the_filters_the_page_says_so(browser: Browser) -> None:
    graph = nx.MultiDiGraph()
    graph.add_edge("Ann", "Bob", label="knows")
    browser.size(*SCREEN)
    browser.open(render(graph, title="Few"), "#keep=nobody")
    assert not seen(browser, "#empty")
    browser.run("document.querySelectorAll('#filters [data-facet=class]').forEach((box) => box.click())")
    browser.frames()
    assert "Nothing passes your filters." in browser.text("#empty")
    browser.press("#empty button")
    browser.frames()
    assert not seen(browser, "#empty")


def test_the_tip_goes_when_the_pointer_leaves_the_picture(browser: Browser) -> None:
    graph = nx.MultiDiGraph()
    graph.add_node("Ann")
    browser.size(*SCREEN)
    browser.open(render(graph, title="One", positions={"Ann": (0, 0)}))
    for _ in range(2):  # and comes back
        browser.move(0, 0)
        browser.wait("!document.getElementById('tip').hidden")
        browser.mouse("Moved", 20, 20)
        browser.wait("document.getElementById('tip').hidden")


def test_the_legend_scrolls_as_one(browser: Browser, page: str) -> None:
    browser.size(*SCREEN)
    browser.open(page)
    inner = """return [...document.querySelectorAll('#filters *')]
      .filter((e) => /auto|scroll/.test(getComputedStyle(e).overflowY)).length"""
    assert browser.run(inner) == 0
    assert "not drawn" in browser.text("#filters .missing")
