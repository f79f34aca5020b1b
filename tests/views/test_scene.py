"""What is drawn, in a browser: statements folded and unfolded, communities, importance, pins, labels."""

from __future__ import annotations

from statistics import median
from typing import Any

import networkx as nx
import pytest

from kg.bench.chromium import PHONE, SCREEN, Browser
from kg.bench.made_up import made_up
from kg.views import render

pytestmark = pytest.mark.browser

#: Before the page: keeps the network of vis-network in sight, and where texts are written in each frame.
WATCH = """
window.vis = {};
let Network;
Object.defineProperty(window.vis, "Network", {
  configurable: true, enumerable: true, get: () => Network,
  set(given) {
    Network = class extends given { constructor(...all) { super(...all); window.network = this; } };
  },
});
window.written = [];
const { fillText, clearRect } = CanvasRenderingContext2D.prototype;
CanvasRenderingContext2D.prototype.clearRect = function (...all) {
  window.written = [];
  clearRect.apply(this, all);
};
CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
  const size = this.measureText(text);
  window.written.push([text, x - size.actualBoundingBoxLeft, y - size.actualBoundingBoxAscent,
    x + size.actualBoundingBoxRight, y + size.actualBoundingBoxDescent]);
  fillText.call(this, text, x, y);
};
"""


@pytest.fixture(scope="module")
def watched(browser: Browser) -> Any:
    """The browser, in whose pages `network` and `written` are seen."""
    script = browser.command("Page.addScriptToEvaluateOnNewDocument", source=WATCH)["identifier"]
    yield browser
    browser.command("Page.removeScriptToEvaluateOnNewDocument", identifier=script)
    browser.reset()


@pytest.fixture(scope="module")
def page(story: nx.MultiDiGraph) -> str:
    return render(story, title="Story")


@pytest.fixture(scope="module")
def many() -> nx.MultiDiGraph:
    """More things than are drawn at once."""
    return made_up(5000, 6000)[0]


@pytest.fixture(scope="module")
def crowd(many: nx.MultiDiGraph) -> str:
    """The page of `many`."""
    homes = nx.get_node_attributes(many, "community")
    places = {
        node: (homes[node] % 9 * 400 + i % 17 * 20, homes[node] // 9 * 400 + i // 17 % 19 * 20)
        for i, node in enumerate(many)
    }
    return render(many, title="Crowd", positions=places)


def settle(browser: Browser) -> None:
    """Wait until the view stands still and is drawn in full."""
    browser.later("setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(() => done())), 220)")


def drawn(browser: Browser, kind: str = "nodes") -> list[str]:
    return [str(key) for key in browser.run(f"return Object.keys(network.body.{kind})")]


def overlapping(browser: Browser) -> list[tuple[str, str]]:
    """Return the pairs of texts on the canvas that cover each other."""
    boxes = browser.run("return written")
    return [
        (a[0], b[0])
        for i, a in enumerate(boxes)
        for b in boxes[:i]
        if min(a[3], b[3]) - max(a[1], b[1]) > 0.5 and min(a[4], b[4]) - max(a[2], b[2]) > 0.5
    ]


def signs(browser: Browser) -> list[list[float]]:
    """Return the drawn nodes as x, y and radius in pixels of the canvas."""
    return list(
        browser.run("""
        const scale = network.getScale();
        return Object.values(network.body.nodes).filter(n => n.options.shape).map(n => {
          const at = network.canvasToDOM({ x: n.x, y: n.y });
          return [at.x, at.y, n.options.size * scale];
        });""")
    )


def words(browser: Browser) -> set[str]:
    return {text for text, *_ in browser.run("return written")}


def test_folded_statements_name_further_participants_in_brackets(watched: Browser, page: str) -> None:
    watched.open(page)
    settle(watched)
    assert not [key for key in drawn(watched) if key.startswith("e")]
    assert watched.run("return document.getElementById('events-folded').ariaPressed") == "true"
    watched.run("network.moveTo({scale: 1.6, animation: false})")
    found: set[str] = set()
    for x, y in [(-500, -250), (-500, 250), (0, -250), (0, 250), (500, -250), (500, 250), (0, 0)]:
        watched.run("network.moveTo({position: {x: arguments[0], y: arguments[1]}, animation: false})", x, y)
        settle(watched)
        found |= words(watched)
    assert any(text.startswith("supplies (to ") for text in found), sorted(found)
    assert watched.problems() == []


def test_unfolded_statements_have_a_sign_and_a_line_to_each_participant(
    watched: Browser, page: str, story: nx.MultiDiGraph
) -> None:
    watched.open(page)
    watched.press("#events-unfolded")
    settle(watched)
    events = [key for key in drawn(watched) if key.startswith("e")]
    assert len(events) >= 5
    assert "events=unfolded" in watched.run("return location.hash")
    ends = watched.run("return Object.values(network.body.edges).map(e => [e.fromId, e.toId].map(String))")
    assert all(any(event in pair for pair in ends) for event in events)
    assert max(sum(event in pair for pair in ends) for event in events) >= 3
    alone = [event for event in events if sum(event in pair for pair in ends) == 1]
    found: set[str] = set()
    for event in alone:
        watched.run("network.focus(arguments[0], {scale: 1.6, animation: false})", event)
        settle(watched)
        found |= words(watched)
    assert "laugh" in found  # a single participant
    assert any((said["object"] or {}).get("statement") for said in story.graph["statements"].values())
    assert any(end.startswith("e") and not start.startswith("e") for start, end in ends)
    watched.run("document.getElementById('events-folded').click()")
    assert not [key for key in drawn(watched) if key.startswith("e")]
    assert "events" not in watched.run("return location.hash")
    assert watched.problems() == []


def test_the_sign_of_a_statement_leads_to_its_evidence(watched: Browser, page: str) -> None:
    watched.open(page, "#events=unfolded")
    settle(watched)
    x, y = watched.run("""
        const key = Object.keys(network.body.nodes).find(k => k.startsWith('e'));
        const at = network.canvasToDOM(network.body.nodes[key]);
        const box = document.querySelector('#canvas canvas').getBoundingClientRect();
        return [at.x - box.width / 2, at.y - box.height / 2];""")
    watched.click(x, y)
    watched.wait("!document.getElementById('panel').hidden")
    assert watched.text("#panel blockquote")
    assert "statement=st_" in watched.run("return location.hash")


def test_a_further_participant_without_another_line_keeps_its_own(watched: Browser) -> None:
    graph = nx.MultiDiGraph()
    for name in "abcd":
        graph.add_node(name, id=f"en_{name}", label=name.upper(), type="Person")
    for key, end, primary in [("s", "b", True), ("s/recipient", "c", False), ("s/place", "d", False)]:
        label = "gives" if primary else "gives … to"
        graph.add_edge("a", end, key=key, statement="s", label=label, primary=primary)
    graph.add_edge("c", "a", key="t", statement="t", label="thanks", primary=True)
    watched.open(render(graph, title="Gifts"))
    ends = watched.run("return Object.values(network.body.edges).map(e => [e.fromId, e.toId])")
    assert sorted(ends) == [[0, 1], [0, 3], [2, 0]]  # C is reached by "thanks", D by nothing else


@pytest.mark.parametrize("size", [SCREEN, PHONE])
@pytest.mark.parametrize("address", ["", "#events=unfolded"])
@pytest.mark.parametrize("dark", [False, True])
def test_at_first_sight_all_is_in_view_and_nothing_covers_anything(
    watched: Browser, page: str, size: tuple[int, int], address: str, *, dark: bool
) -> None:
    watched.size(*size)
    watched.media(dark=dark)
    watched.open(page, address)
    settle(watched)
    width, height = watched.run(
        "const c = document.getElementById('canvas'); return [c.clientWidth, c.clientHeight]"
    )
    found = signs(watched)
    assert len(found) > 40
    assert all(r <= x <= width - r and r <= y <= height - r for x, y, r in found)
    close = [
        (a, b)
        for i, a in enumerate(found)
        for b in found[:i]
        if (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 < (a[2] + b[2]) ** 2
    ]
    assert close == []
    assert overlapping(watched) == [] and len(words(watched)) > 15
    watched.reset()


@pytest.mark.parametrize("scale", [0.2, 0.5, 1.0, 2.0, 4.0])
def test_labels_overlap_at_no_zoom(watched: Browser, page: str, scale: float) -> None:
    watched.open(page, "#events=unfolded")
    watched.run("network.moveTo({scale: arguments[0], animation: false})", scale)
    settle(watched)
    assert overlapping(watched) == []


def test_lines_between_the_same_two_lie_apart(watched: Browser) -> None:
    graph = nx.MultiDiGraph()
    for k, (start, end) in enumerate([("a", "b")] * 4 + [("b", "a")] * 3 + [("a", "a")] * 3):
        graph.add_edge(
            start, end, key=f"s{k}", statement=f"s{k}", label=f"does {k}", source="x" if k % 2 else ""
        )
    watched.open(render(graph, title="Apart"))
    settle(watched)
    middles = watched.run("""
        return Object.values(network.body.edges).filter(e => e.fromId !== e.toId)
          .map(e => e.edgeType.getPoint(0.5)).map(p => [Math.round(p.x), Math.round(p.y)]);""")
    assert len({tuple(middle) for middle in middles}) == 7
    loops = watched.run(
        "return Object.values(network.body.edges).filter(e => e.fromId === e.toId)"
        ".map(e => e.options.selfReference.size)"
    )
    assert len(set(loops)) == 3
    assert overlapping(watched) == []


def test_communities_open_and_close(watched: Browser, crowd: str) -> None:
    watched.open(crowd)
    assert all(key.startswith("g") for key in drawn(watched)) and len(drawn(watched)) > 5
    said = watched.text("#groups")
    assert "things stand in" in said and "groups" in said
    settle(watched)
    assert overlapping(watched) == []
    x, y = watched.run("""
        const at = network.canvasToDOM(network.body.nodes[Object.keys(network.body.nodes)[0]]);
        const box = document.querySelector('#canvas canvas').getBoundingClientRect();
        return [at.x - box.width / 2, at.y - box.height / 2];""")
    watched.click(x, y)
    watched.wait("Object.keys(network.body.nodes).some(key => !key.startsWith('g'))")
    assert "open=" in watched.run("return location.hash")
    assert watched.text("#groups") != said
    watched.run("document.getElementById('close-all').click()")
    assert all(key.startswith("g") for key in drawn(watched))
    watched.run("document.getElementById('open-all').click()")
    assert len(drawn(watched)) > 4000
    assert "All groups are open" in watched.text("#groups")
    assert watched.problems() == []


def test_what_is_chosen_in_a_closed_community_is_shown(
    watched: Browser, crowd: str, many: nx.MultiDiGraph
) -> None:
    watched.open(crowd)
    name = sorted(label for _, label in many.nodes(data="label"))[1234]
    watched.type("/", name, "\ue007")
    watched.wait("network.getSelectedNodes().length === 1")
    assert watched.text("#panel h2") == name
    (chosen,) = watched.run("return network.getSelectedNodes()")
    assert isinstance(chosen, int)


def test_the_most_important_things_and_what_is_left_out(watched: Browser, crowd: str) -> None:
    watched.open(crowd, "#top=200")
    assert len(drawn(watched)) == 200
    assert "only the 200 most important things" in watched.text("#notice")
    assert watched.run("return document.getElementById('groups').hidden")
    watched.run("""
        const top = document.getElementById('top');
        top.value = String(Number(top.value) - 1);
        top.dispatchEvent(new Event('input'));""")
    assert len(drawn(watched)) == 150
    assert "top=150" in watched.run("return location.hash")
    watched.run("document.getElementById('reset').click()")
    assert watched.run("return document.getElementById('notice').hidden")
    assert all(key.startswith("g") for key in drawn(watched))


def test_a_dragged_thing_stays_until_it_is_released(watched: Browser, page: str) -> None:
    watched.open(page)
    settle(watched)
    x, y, before = watched.run("""
        const node = network.body.nodes[5];
        const at = network.canvasToDOM(node);
        const box = document.querySelector('#canvas canvas').getBoundingClientRect();
        return [at.x + box.left, at.y + box.top, [node.x, node.y]];""")
    watched.mouse("Pressed", x, y)
    for step in (10, 20, 30):
        watched.mouse("Moved", x + step, y + step, held=True)
    watched.mouse("Released", x + 30, y + 30)
    watched.wait("!document.getElementById('release').hidden")
    assert watched.text("#release") == "Release 1 pin"
    assert "pin=" in watched.run("return location.hash")
    there = watched.run("return [network.body.nodes[5].x, network.body.nodes[5].y]")
    assert there != before
    watched.run("document.getElementById('events-unfolded').click()")
    assert watched.run("return Math.round(network.body.nodes[5].x)") == round(there[0])
    watched.run("document.getElementById('release').click()")
    assert watched.run("return [network.body.nodes[5].x, network.body.nodes[5].y]") == before
    assert watched.run("return document.getElementById('release').hidden")


def test_the_canvas_is_walked_by_keyboard(watched: Browser, page: str) -> None:
    watched.open(page)
    watched.run("document.querySelector('#canvas canvas').parentElement.focus()")
    watched.type("n")
    first = watched.text("#walk") or watched.run("return document.getElementById('walk').textContent")
    assert first.startswith("1 of ")
    watched.type("n")
    second = watched.run("return document.getElementById('walk').textContent")
    assert second.startswith("2 of ") and second != first
    watched.type("p", " ")
    watched.wait("!document.getElementById('panel').hidden")
    name = watched.text("#panel h2")
    assert name in first
    watched.type("n")
    neighbour = watched.run("return document.getElementById('walk').textContent")
    assert neighbour.startswith("1 of ") and "(" in neighbour and name not in neighbour.split("(")[0]


def test_panning_over_thousands_of_things_is_quick(watched: Browser, crowd: str) -> None:
    watched.open(crowd)
    watched.run("document.getElementById('open-all').click()")
    settle(watched)
    watched.run("document.getElementById('fit').click()")
    settle(watched)
    times = watched.later("""
        const ctx = document.querySelector('#canvas canvas').getContext('2d');
        const times = [];
        requestAnimationFrame(function step() {
          const start = performance.now();
          network.body.view.translation.x += 3;
          network.renderer._redraw();
          ctx.getImageData(0, 0, 1, 1); // what was asked for is drawn by now
          times.push(performance.now() - start);
          if (times.length < 30) requestAnimationFrame(step); else done(times);
        });""")
    assert median(times) < 250, times  # 25 ms on a machine with nothing else to do
