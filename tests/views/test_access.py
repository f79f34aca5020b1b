"""The page for everybody: axe-core finds nothing serious, keys reach all, it fits window and paper."""

from __future__ import annotations

from collections.abc import Iterator

import networkx as nx
import pytest

from kg.bench.chromium import PHONE, SCREEN, Browser, axe_core
from kg.bench.page import states
from kg.views import render

pytestmark = pytest.mark.browser

TAB, ESCAPE, ENTER, SPACE, DOWN = "\ue004", "\ue00c", "\ue007", " ", "\ue015"
SERIOUS = {"serious", "critical"}
MOST_TABS = 400


@pytest.fixture(scope="module")
def page(story: nx.MultiDiGraph) -> str:
    return render(story, title="Story")


@pytest.mark.skipif(axe_core() is None, reason="PAGE NOT TESTED WITH AXE-CORE: pip install 'kg-text[dev]'")
def test_axe_finds_nothing_serious_in_any_state(browser: Browser, page: str) -> None:
    browser.open(page)
    found = {}
    for state in states(browser):
        if state.startswith("panel"):
            assert browser.run("return document.getElementById('panel').checkVisibility()")
        found[state] = [(one["id"], one["nodes"][:3]) for one in browser.axe() if one["impact"] in SERIOUS]
    assert len(found) >= 11
    assert {state: wrong for state, wrong in found.items() if wrong} == {}
    browser.run("document.querySelector('header').append(document.createElement('button'))")
    assert [one["id"] for one in browser.axe("header")] == ["button-name"]


LISTEN = """
Object.assign(window, {reached: [], unseen: [], isRound: false});
document.addEventListener("focusin", ({target: e}) => {
  window.isRound ||= window.reached.length > 1 && e === window.reached[0];
  if (!window.reached.includes(e)) window.reached.push(e);
  const [style, box, around] = [getComputedStyle(e), e.getBoundingClientRect(), e.closest("#canvas")];
  const hasRing = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
  const hasShadow = [e, around].some((one) => one && getComputedStyle(one).boxShadow !== "none");
  if (!(hasRing || hasShadow) || !box.width) window.unseen.push(`${e.tagName}#${e.id} ${e.className}`);
});
"""
MISSED = """
const can = "button, summary, input, select, textarea, a[href], [tabindex='0']";
const all = [...document.querySelectorAll(can)].filter((e) => !e.disabled && e.tabIndex >= 0);
const seen = (e) => e.checkVisibility({visibilityProperty: true});
return all.filter((e) => seen(e) && !window.reached.includes(e))
  .map((e) => `${e.tagName}#${e.id}.${e.className} ${e.textContent.slice(0, 20)}`);
"""


def tab_through(browser: Browser) -> list[str]:
    """Press Tab until the focus comes round; return what has no visible focus. Fails where it never does."""
    browser.run(LISTEN)
    for _ in range(MOST_TABS // 40):
        browser.type(TAB * 40)
        if browser.run("return window.isRound"):
            return list(browser.run("return window.unseen"))
    raise AssertionError(
        browser.run("return `never round: ${document.activeElement.outerHTML.slice(0, 300)}`")
    )


@pytest.mark.parametrize("view", ["graph", "table"])
def test_tab_reaches_every_control_and_is_seen(browser: Browser, page: str, view: str) -> None:
    browser.open(page, f"#view={view}")
    assert tab_through(browser) == []
    assert browser.run(MISSED) == []


def test_tab_reaches_the_panel_and_leaves_it(browser: Browser, page: str) -> None:
    browser.open(page)
    browser.type("/", "venezuela", ENTER)
    browser.wait("!document.getElementById('panel').hidden")
    browser.run("document.querySelectorAll('#filters details').forEach((e) => { e.open = false; })")
    assert tab_through(browser) == []
    assert browser.run(MISSED) == []
    assert browser.run("return window.reached.some((e) => e.closest('#panel'))")


def test_enter_and_space_act_and_escape_closes(browser: Browser, page: str) -> None:
    browser.open(page)
    browser.run("document.getElementById('show-table').focus()")
    browser.type(ENTER)
    assert browser.run("return !document.getElementById('table-view').hidden")
    browser.run("document.getElementById('show-graph').focus()")
    browser.type(SPACE)
    assert browser.run("return !document.getElementById('graph-view').hidden")
    browser.type("/", "vene")
    assert browser.run("return !document.getElementById('suggestions').hidden")
    browser.type(ESCAPE)
    assert browser.run("return document.getElementById('suggestions').hidden")
    browser.type("z", DOWN, ENTER)
    browser.wait("!document.getElementById('panel').hidden")
    browser.run("document.querySelector('#panel button').focus()")
    browser.type(ESCAPE)
    browser.wait("document.getElementById('panel').hidden")
    assert browser.run("return document.activeElement !== null")
    assert browser.problems() == []


def test_filters_open_and_close_by_keyboard_on_a_phone(browser: Browser, page: str) -> None:
    browser.size(*PHONE)
    browser.open(page)
    browser.run("document.getElementById('show-filters').focus()")
    browser.type(ENTER)
    shown = "return document.getElementById('filters').checkVisibility({visibilityProperty: true})"
    assert browser.run(shown)
    browser.run("document.querySelector('#filters summary').focus()")
    browser.type(ESCAPE)
    assert not browser.run(shown)
    assert browser.run("return document.activeElement.id") == "show-filters"


OVERLAPS = """
const parts = [...document.querySelectorAll("header button, header input, header h1, header #counts")]
  .filter((e) => e.checkVisibility()).map((e) => [e, e.getBoundingClientRect()])
  .filter(([, box]) => box.width > 1);
const wrong = [];
parts.forEach(([a, p], k) => parts.slice(k + 1).forEach(([b, q]) => {
  const over = Math.min(Math.min(p.right, q.right) - Math.max(p.left, q.left),
    Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top));
  const isApart = !a.contains(b) && !b.contains(a);
  if (over > 1.5 && isApart) wrong.push(`${a.id || a.tagName} and ${b.id || b.tagName}`);
}));
return wrong;
"""
OUTSIDE = """
const scrolls = (e) => e && e !== document.body
  && (/auto|scroll|hidden/.test(getComputedStyle(e).overflowX) || scrolls(e.parentElement));
return [...document.querySelectorAll("body *")]
  .filter((e) => e.checkVisibility() && !scrolls(e.parentElement))
  .filter((e) => { const r = e.getBoundingClientRect(); return r.width > 1 && r.right > innerWidth + 1; })
  .map((e) => e.id || e.className || e.tagName);
"""


@pytest.mark.parametrize("size", [SCREEN, (1024, 700), PHONE, (320, 640)])
def test_nothing_sticks_out_or_overlaps(browser: Browser, page: str, size: tuple[int, int]) -> None:
    browser.size(*size)
    browser.open(page)
    for state in states_of_views(browser):
        assert browser.run("return document.scrollingElement.scrollWidth - innerWidth") <= 0, state
        assert browser.run(OVERLAPS) == [], state
        assert browser.run(OUTSIDE) == [], state


def states_of_views(browser: Browser) -> Iterator[str]:
    buttons = browser.run("return [...document.querySelectorAll('.switch [aria-pressed]')].map((e) => e.id)")
    for button in reversed(buttons):
        browser.run("document.getElementById(arguments[0]).click()", button)
        browser.frames()
        yield button
    browser.type("/", "venezuela", ENTER)
    browser.frames(4)
    yield "panel"


@pytest.mark.parametrize("size", [SCREEN, PHONE])
def test_at_first_sight_no_label_covers_another(watched: Browser, page: str, size: tuple[int, int]) -> None:
    watched.size(*size)
    watched.open(page)
    watched.wait("probe.usable")
    sight = watched.run("return probe.sight()")
    assert sight["labels"] >= 10
    assert {name: sight[name] for name in ("overlapping_labels", "cut_labels", "things_outside")} == {
        "overlapping_labels": 0,
        "cut_labels": 0,
        "things_outside": 0,
    }


def test_paper_has_the_statements_and_no_controls(browser: Browser, page: str) -> None:
    browser.open(page)
    browser.run("window.dispatchEvent(new Event('beforeprint'))")
    browser.media(paper=True, dark=True)
    assert browser.run("return document.querySelectorAll('#rows tr').length") == 42
    assert browser.run("return document.getElementById('table-view').checkVisibility()")
    visible = "[...document.querySelectorAll(arguments[0])].filter((e) => e.checkVisibility())"
    controls = "header button, header input, #tools button, .bar button, .bar input"
    assert browser.run(f"return {visible}.map((e) => e.id)", controls) == []
    assert browser.run("return getComputedStyle(document.body).backgroundColor") in {
        "rgb(255, 255, 255)",
        "rgba(0, 0, 0, 0)",
    }
    printed = browser.command("Page.printToPDF", printBackground=False)
    assert len(printed["data"]) > 20_000


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_picture_follows_the_colours_of_the_system(browser: Browser, page: str, dark: bool) -> None:
    browser.media(dark=dark)
    browser.open(page)
    browser.frames(4)
    ground = browser.run("return getComputedStyle(document.body).backgroundColor")
    assert (ground == "rgb(255, 255, 255)") is not dark
    inks = (
        "return ['--ink', '--soft', '--accent', '--denied', '--claimed'].map((name) => "
        "getComputedStyle(document.documentElement).getPropertyValue(name).trim())"
    )
    assert all(contrast(ink, ground_of(ground)) >= 4.5 for ink in browser.run(inks))


def ground_of(colour: str) -> str:
    return "#" + "".join(f"{int(part):02x}" for part in colour.removeprefix("rgb(").rstrip(")").split(","))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio."""
    light, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dim + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
