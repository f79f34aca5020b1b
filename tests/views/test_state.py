"""What is shown: search, filters, hiding, steps around a thing; address, undo, saved views, menu and keys."""

from __future__ import annotations

import json
from urllib.parse import parse_qsl

import networkx as nx
import pytest

from kg.bench.chromium import Browser
from kg.views import render
from tests.views.small import small_graph

pytestmark = pytest.mark.browser

ENTER, ESCAPE, CONTROL, SHIFT, DOWN = "\ue007", "\ue00c", "\ue009", "\ue008", "\ue015"


@pytest.fixture(scope="module")
def chain() -> nx.MultiDiGraph:
    """Seven people in a row, n0 to n6."""
    return small_graph([(f"n{k}", "knows", f"n{k + 1}") for k in range(6)])


def address(browser: Browser) -> list[tuple[str, str]]:
    return sorted(parse_qsl(browser.run("return location.hash.slice(1)")))


def seen(browser: Browser) -> list[str]:
    """The things that are shown, by the rows of the table."""
    browser.run("document.getElementById('show-table').click()")
    found = browser.run(
        "return [...document.querySelectorAll('#rows tr')].map((r) => r.querySelector('.subject').innerText)"
    )
    browser.run("document.getElementById('show-graph').click()")
    return sorted(found)


def click(browser: Browser, selector: str) -> None:
    browser.run("document.querySelector(arguments[0]).click()", selector)


def enter(browser: Browser, selector: str, text: str) -> None:
    browser.run(
        """const field = document.querySelector(arguments[0]);
        field.focus();
        field.value = arguments[1];
        field.dispatchEvent(new Event('input', { bubbles: true }));""",
        selector,
        text,
    )


# Steps around a thing, and hiding.


def test_one_to_five_steps_around_a_thing(browser: Browser, chain: nx.MultiDiGraph) -> None:
    browser.open(render(chain, title="Chain"), "#node=en_n0")
    click(browser, "[data-tool=near]")
    assert "within 1 step of n0" in browser.text("#notice")
    assert browser.run("return document.querySelector('[data-tool=\"near.fewer\"]').disabled")
    for hops in (2, 3, 4, 5):
        click(browser, "[data-tool='near.more']")
        assert f"within {hops} steps of n0" in browser.text("#notice")
        assert len(seen(browser)) == hops
    assert browser.run("return document.querySelector('[data-tool=\"near.more\"]').disabled")
    click(browser, "[data-tool=whole]")
    assert browser.run("return document.getElementById('notice').hidden")


def test_hide_and_bring_back(browser: Browser, chain: nx.MultiDiGraph) -> None:
    browser.open(render(chain, title="Chain"), "#node=en_n3")
    browser.type("h")
    assert "hidden by hand (n3)" in browser.text("#notice")
    assert seen(browser) == ["n0", "n1", "n4", "n5"]
    assert ("hide", "en_n3") in address(browser)
    browser.run("location.hash = '#hide=en_n3&hide=en_n1&hide=en_nobody'")
    browser.wait("document.getElementById('notice').innerText.includes('2 things hidden')")
    assert "n1" in browser.text("[data-group=hidden]")
    click(browser, "[data-group=hidden] li button")
    browser.wait("document.getElementById('notice').innerText.includes('hidden by hand (n3)')")
    click(browser, "#reset")
    assert len(seen(browser)) == 6


def test_hide_all_others_and_let_it_grow(browser: Browser, chain: nx.MultiDiGraph) -> None:
    browser.open(render(chain, title="Chain"), "#node=en_n3")
    click(browser, "[data-tool=keep]")
    assert "only n3" in browser.text("#notice") and seen(browser) == []
    click(browser, "[data-tool=grow]")
    assert seen(browser) == ["n2", "n3"]
    assert [p for p in address(browser) if p[0] == "keep"] == [
        ("keep", "en_n2"),
        ("keep", "en_n3"),
        ("keep", "en_n4"),
    ]


def test_letters_in_fields_are_letters(browser: Browser, chain: nx.MultiDiGraph) -> None:
    browser.open(render(chain, title="Chain"), "#node=en_n3")
    browser.type("/", "hop?")
    assert browser.run("return document.getElementById('search').value") == "hop?"
    assert browser.run(
        "return document.getElementById('notice').hidden && !document.getElementById('keys').open"
    )


# The address.

ADDRESSES = [
    "no-class=Country&no-class=Person",
    "only-class=Company",
    "no-relation=supplies",
    "no-modality=planned",
    "only-modality=actual",
    "no-polarity=negative",
    "no-source=the+text+itself",
    "no-document=doc_a",
    "confidence=0.65",
    "time=2018/2019",
    "time=2019-03-01/2019-03-30&undated=keep&reported=no",
    "axis=2018/2019&timeline=folded",
    "only=dated&only=plain",
    "only=contradicted",
    "view=table&sort=-subject&words=ceasefire",
]


@pytest.mark.parametrize("wanted", ADDRESSES)
def test_every_filter_comes_back_from_the_address(
    browser: Browser, story: nx.MultiDiGraph, wanted: str
) -> None:
    page = render(story, title="Story")
    browser.open(page, f"#{wanted}")
    assert address(browser) == sorted(parse_qsl(wanted))
    first = browser.text("#notice")
    browser.open(page, browser.run("return location.hash"))
    assert browser.text("#notice") == first
    assert browser.problems() == []


def test_things_in_the_address(browser: Browser, story: nx.MultiDiGraph) -> None:
    page = render(story, title="Story")
    browser.open(page)
    ids = browser.run("return JSON.parse(document.getElementById('kg-records').textContent).entities.id")
    for wanted in (
        f"node={ids[3]}&near={ids[3]}&hops=4",
        f"hide={ids[0]}&hide={ids[5]}",
        f"keep={ids[1]}&keep={ids[2]}&keep={ids[7]}",
        f"path-from={ids[0]}&path-to={ids[9]}&path-way=arrows&path-hubs=avoid",
    ):
        browser.open(page, f"#{wanted}")
        assert address(browser) == sorted(parse_qsl(wanted))


def test_nonsense_in_the_address_is_left_out(browser: Browser, story: nx.MultiDiGraph) -> None:
    browser.open(
        render(story, title="Story"),
        "#node=x&near=__proto__&hops=99&hide=constructor&only=toString&no-class=nothing&no-source=%3Cimg%3E&time=soon"
        "&confidence=many&view=nowhere&sort=-no&path-from=a&path-to=b&only-relation=none+of+these",
    )
    assert address(browser) == [] and browser.run("return document.getElementById('notice').hidden")
    assert browser.problems() == []


# Undo.


def undo(browser: Browser, *, again: bool = False) -> None:
    """Press Ctrl+Z; with `again` Ctrl+Shift+Z."""
    keys = [CONTROL, SHIFT] if again else [CONTROL]
    from selenium import webdriver

    chains = webdriver.ActionChains(browser.driver, duration=0)
    for key in keys:
        chains.key_down(key)
    chains.send_keys("z")
    for key in reversed(keys):
        chains.key_up(key)
    chains.perform()


def test_undo_and_redo_go_through_all_that_is_shown(browser: Browser, story: nx.MultiDiGraph) -> None:
    browser.open(render(story, title="Story"))
    length = browser.run("return history.length")
    click(browser, "[data-facet=class][data-key=Country]")
    click(browser, "[data-facet=modality][data-key=planned]")
    browser.run("document.querySelector('.handle.end').focus()")
    browser.type("\ue012")
    browser.wait("location.hash.includes('time=')")
    browser.run("document.querySelector('.handle.end').blur()")
    states = [{"no-class", "no-modality", "time"}, {"no-class", "no-modality"}, {"no-class"}, set()]
    for want in states:
        assert {name for name, _ in address(browser)} == want
        undo(browser)
    assert browser.run("return document.getElementById('undo').disabled")
    for want in reversed(states[:-1]):
        click(browser, "#redo")
        assert {name for name, _ in address(browser)} == want
    assert browser.run("return document.getElementById('redo').disabled")
    undo(browser)
    undo(browser, again=True)
    assert {name for name, _ in address(browser)} == states[0]
    assert browser.run("return history.length") == length  # the browser's own "back" still leaves the page
    assert browser.problems() == []


def test_what_is_chosen_is_no_step_and_a_slide_is_one(browser: Browser, story: nx.MultiDiGraph) -> None:
    browser.open(render(story, title="Story"))
    for value in (20, 40, 60, 70):
        browser.run(
            """const slider = document.getElementById('confidence');
            slider.value = arguments[0];
            slider.dispatchEvent(new Event('input', { bubbles: true }));""",
            value,
        )
        browser.driver.execute_async_script("setTimeout(arguments[0], 40)")
    browser.type("/", "Rosvert", ENTER)
    assert {"confidence", "node"} == {name for name, _ in address(browser)}
    click(browser, "#undo")
    assert address(browser) == []
    assert browser.run("return document.getElementById('undo').disabled")


# Saved views.


def test_views_are_saved_gone_to_renamed_and_deleted(browser: Browser, story: nx.MultiDiGraph) -> None:
    page = render(story, title="Story")
    browser.open(page, "#no-class=Country&time=2019")
    browser.run("localStorage.clear()")
    browser.open(page, "#no-class=Country&time=2019")
    browser.type("v")
    assert browser.run("return document.getElementById('saved').open")
    browser.run("document.getElementById('saved-name').focus()")
    browser.type("<b>Mine</b>", ENTER)
    assert browser.text("#saved-list .go") == "<b>Mine</b>"
    browser.type(ESCAPE)
    assert not browser.run("return document.getElementById('saved').open")
    browser.open(page)  # it is still there
    browser.type("v")
    click(browser, "#saved-list .go")
    assert address(browser) == [("no-class", "Country"), ("time", "2019")]
    browser.type("v")
    click(browser, "#saved-list li button:nth-of-type(2)")
    browser.type("Yours", ENTER)
    assert browser.text("#saved-list .go") == "Yours"
    click(browser, "#saved-list li button:nth-of-type(3)")
    assert browser.run("return document.getElementById('saved-list').children.length") == 0
    assert browser.problems() == []


def test_views_are_read_from_a_file(browser: Browser, story: nx.MultiDiGraph) -> None:
    browser.open(render(story, title="Story"))
    browser.run("localStorage.clear()")
    browser.open(render(story, title="Story"))
    browser.type("v")
    read = """
        const files = new DataTransfer();
        files.items.add(new File([arguments[0]], 'views.json'));
        const field = document.getElementById('saved-file');
        field.files = files.files;
        field.dispatchEvent(new Event('change'));
    """
    views = [
        {"name": "One", "address": "no-class=Country"},
        {"name": "<img src=x onerror=window.hit=1>", "address": "javascript:window.hit=2"},
        {"name": 5, "address": []},
        {"name": "", "address": ""},
    ]
    browser.run(read, json.dumps({"format": "kg-views", "version": 1, "views": views}))
    browser.wait("document.getElementById('saved-said').textContent === '2 views were read.'")
    assert browser.text("#saved-list .go").split("\n") == ["One", views[1]["name"]]
    click(browser, "#saved-list li:nth-child(2) .go")
    assert address(browser) == [] and browser.run("return window.hit === undefined")
    browser.type("v")
    for bad in ("", "null", "[1]", '{"format": "other"}', "{"):
        browser.run("document.getElementById('saved-said').textContent = ''")
        browser.run(read, bad)
        browser.wait(
            "document.getElementById('saved-said').textContent === 'No views were found in this file.'"
        )
    assert browser.run("return document.getElementById('saved-list').children.length") == 2
    assert browser.problems() == []


def test_a_browser_that_keeps_nothing_is_told(browser: Browser, chain: nx.MultiDiGraph) -> None:
    browser.open(render(chain, title="Chain"))
    browser.run(
        """Object.defineProperty(window, 'localStorage', {
            get() { throw new DOMException('denied', 'SecurityError'); },
        })"""
    )
    browser.type("v")
    assert "keeps nothing" in browser.text("#saved-lasting")
    enter(browser, "#saved-name", "Here")
    browser.type(ENTER)
    assert browser.text("#saved-list .go") == "Here"
    assert browser.problems() == []


# Search.


def test_search_knows_relations_documents_and_sources(browser: Browser, story: nx.MultiDiGraph) -> None:
    browser.open(render(story, title="Story"))
    for text, kind, part in (
        ("suppl", "relation", "only-relation=supplies"),
        ("training centre opens", "document", "document=doc"),
        ("markov", "source", "only-source=Elena+Markova"),
    ):
        enter(browser, "#search", text)
        browser.run(
            """document.querySelector(`#suggestions [data-kind=${arguments[0]}]`)
                .dispatchEvent(new MouseEvent('mousedown', { bubbles: true }));""",
            kind,
        )
        assert part in browser.run("return location.hash"), text
        click(browser, "#reset")
    assert browser.problems() == []


def test_better_names_come_first(browser: Browser) -> None:
    names = ["Xann", "Joann Bee", "Bee Ann", "Annex", "Ann"]
    browser.open(render(small_graph([("Other", "knows", name) for name in names]), title="x"))
    enter(browser, "#search", "ann")
    found = browser.run(
        "return [...document.querySelectorAll('#suggestions [data-node] .said')].map((e) => e.textContent)"
    )
    assert found[:3] == ["Ann", "Annex", "Bee Ann"] and set(found[3:]) == {"Xann", "Joann Bee"}


# Filters.


def test_long_lists_have_a_field_and_show_all(browser: Browser) -> None:
    rows = [("Ann", f"relation {k:02}", "Ben") for k in range(40)]
    browser.open(render(small_graph(rows), title="x"))
    click(browser, "[data-group=relation] summary")
    browser.wait("document.querySelectorAll('[data-list=relation] input').length === 12")
    assert "Show all 40" in browser.text("[data-group=relation] .rest")
    click(browser, "[data-group=relation] .rest button")
    assert browser.run("return document.querySelectorAll('[data-list=relation] input').length") == 40
    enter(browser, "[data-group=relation] .field", "relation 3")
    assert browser.run("return document.querySelectorAll('[data-list=relation] input').length") == 13
    click(browser, "[data-list=relation] .only")
    assert "only-relation=relation+03" in browser.run("return location.hash")
    assert "relations (only relation 03)" in browser.text("#notice")


def test_counts_follow_the_other_filters(browser: Browser, chain: nx.MultiDiGraph) -> None:
    rows = [
        ("Ann", "meets", "Ben"),
        ("Ann", "meets", "Cleo", {"polarity": "negative"}),
        ("Ann", "sees", "Ben"),
    ]
    browser.open(render(small_graph(rows), title="x"), "#no-polarity=negative")
    click(browser, "[data-group=relation] summary")
    browser.wait("document.querySelectorAll('[data-list=relation] input').length === 2")
    counts = """return [...document.querySelectorAll(`[data-list=${arguments[0]}] .count`)]
        .map((e) => e.textContent)"""
    assert browser.run(counts, "relation") == ["1", "1"]
    assert browser.run(counts, "polarity") == ["2", "1"]  # its own filter does not count


def test_only_the_contradicted(browser: Browser) -> None:
    rows = [
        ("Ann", "meets", "Ben"),
        ("Ann", "meets", "Ben", {"polarity": "negative"}),
        ("Ann", "sees", "Ben"),
    ]
    browser.open(render(small_graph(rows), title="x"))
    click(browser, "[data-group=special] summary")
    browser.wait("document.querySelector('[data-special=contradicted]')")
    click(browser, "[data-special=contradicted]")
    assert "Not shown: 0 things and 1 statement" in browser.text("#notice")


# Menu and keys.


def test_the_menu_and_the_list_of_keys(browser: Browser, chain: nx.MultiDiGraph) -> None:
    browser.open(render(chain, title="Chain"))
    browser.run("document.getElementById('menu').focus()")
    browser.type(ENTER)
    assert browser.run("return document.getElementById('menu').getAttribute('aria-expanded')") == "true"
    browser.type(DOWN, DOWN, DOWN)
    assert "Keys of this page" in browser.run("return document.activeElement.innerText")
    browser.type(ESCAPE)
    assert browser.run("return document.activeElement.id") == "menu"
    browser.type("?")
    keys = browser.text("#keys")
    assert browser.run("return document.getElementById('keys').open")
    for key in ("h", "Ctrl Z", "Space", "/", "?", "Esc"):
        assert key in keys
    browser.type(ESCAPE)
    assert not browser.run("return document.getElementById('keys').open")
    assert browser.problems() == []


def test_letters_can_be_switched_off(browser: Browser, chain: nx.MultiDiGraph) -> None:
    browser.open(render(chain, title="Chain"), "#node=en_n3")
    browser.type("?")
    click(browser, "#letters")
    browser.type(ESCAPE, "h")
    assert browser.run("return document.getElementById('notice').hidden")
    browser.open(render(chain, title="Chain"), "#node=en_n3")  # and stay so
    browser.type("h")
    assert browser.run("return document.getElementById('notice').hidden")
    browser.run("localStorage.clear()")


def test_hostile_names_in_filters_and_reasons(browser: Browser, hostile: nx.MultiDiGraph) -> None:
    browser.open(render(hostile, title="x"))
    browser.run("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    browser.driver.execute_async_script("setTimeout(arguments[0], 50)")
    browser.run(
        "document.querySelectorAll('#filters .only').forEach((b) => { if (b.isConnected) b.click(); })"
    )
    browser.run(
        """const { entities } = JSON.parse(document.getElementById('kg-records').textContent);
        const [a, b] = entities.id;
        location.hash = new URLSearchParams([['hide', a], ['keep', b], ['near', b]]);"""
    )
    browser.driver.execute_async_script("setTimeout(arguments[0], 50)")
    assert not browser.run("return document.getElementById('notice').hidden")
    enter(browser, "#search", "a")
    assert browser.run(
        "return window.hit === undefined && document.querySelectorAll('img, iframe, base, a').length === 1"
    )
    assert browser.problems() == []


def test_the_header_fits_a_phone(browser: Browser, story: nx.MultiDiGraph) -> None:
    metrics = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True}
    browser.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    try:
        browser.open(render(story, title="Story"), "#time=2019-03/2019-04")
        assert browser.run("return document.documentElement.scrollWidth") == 390
        outside = browser.run(
            """const parts = 'header button, #timeline button, #timeline summary, .acts';
            return [...document.querySelectorAll(parts)].filter((e) => {
                const box = e.getBoundingClientRect();
                return box.width && (box.left < 0 || box.right > 391);
            }).map((e) => e.id)"""
        )
        assert outside == []
        assert browser.run("return document.getElementById('timeline').offsetHeight") <= 96
    finally:
        browser.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
