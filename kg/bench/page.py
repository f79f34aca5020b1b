"""The page in a headless Chromium, side by side with pyvis' own: what it loads and runs, how soon it can be
used, how fast it is redrawn, what covers what, what axe-core finds.

Run by hand: it needs a browser (`kg.bench.chromium`) and takes about ten minutes, most of them spent waiting
for the layout of the other page. Figures are those of one machine; all pages are measured in one run.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib import resources
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import networkx as nx

from kg.bench import hostile
from kg.bench.chromium import PHONE, SCREEN, Browser, missing
from kg.bench.contenders import CONTENDERS, KG, PYVIS, Contender
from kg.bench.made_up import made_up
from kg.bench.options import Options, Outcome
from kg.bench.speed import machine
from kg.errors import KgError

__all__ = ["act", "run", "states"]

SIZES = (100, 1000, 5000, 20_000)
PER_NODE = 1.6
"""Statements for each node of a made-up graph."""

PATIENCE = 120.0
"""Seconds after which a page that cannot be used yet is given up."""

SOON = 6.0
"""Seconds for a page of one thing."""

SLOW = 10.0
"""Seconds from which on one run is enough."""

MOVES = 60
PANNED = 5000
"""Moves of the pointer while a picture is pulled, and nodes of it."""

PRESSED = 300
"""Most things that are pressed in a page while its requests are counted."""


def run(paths: Sequence[Path], options: Options) -> Outcome:
    """Measure the page. `paths` are folders that a build wrote, shown besides the demo; `options.limit` is
    the most nodes of a made-up graph, `options.repeats` how often each page is opened.

    Raises `KgError` where selenium, Chromium or axe-core are not installed.
    """
    if missing():
        raise KgError("this benchmark needs a browser", remedy=missing())
    sizes = [size for size in SIZES if size <= (options.limit or max(SIZES))]
    with tempfile.TemporaryDirectory() as folder:
        bench = _Bench(Path(folder), options.repeats)
        graphs = {str(size): made_up(size, round(size * PER_NODE))[0] for size in sizes}
        real = {"demo": _demo(options), **{path.name: _built(path) for path in paths}}
        figures: dict[str, Any] = {"machine": machine()}
        for name, graph in {**graphs, **real}.items():
            figures[name] = bench.measure(name, graph, is_real=name in real)
        figures["hostile"] = bench.attack()
        figures["requests"] = bench.requests(real["demo"])
        figures["axe"] = bench.check(real["demo"])
    return Outcome(figures, errors="\n".join(bench.notes) + "\n")


def _demo(options: Options) -> nx.MultiDiGraph:
    from kg import pipeline
    from kg.config import Config

    text = (resources.files("kg") / "data" / "demo" / "article.txt").read_text(encoding="utf-8")
    return pipeline.build_text(text, source="article.txt", config=Config(model=options.model)).graph


def _built(path: Path) -> nx.MultiDiGraph:
    from kg import library

    return library.load(path).graph


class _Bench:
    """What a run shares: the folder for pages and profiles, how often to repeat, and notes for the reader."""

    def __init__(self, folder: Path, repeats: int) -> None:
        self.folder, self.repeats = folder, repeats
        self.notes: list[str] = ["# The page: what was found"]
        self.count = 0

    def browser(self, contender: Contender) -> Browser:
        """Start a browser that watches pages of `contender`."""
        self.count += 1
        folder = self.folder / str(self.count)
        folder.mkdir()
        browser = Browser(folder)
        browser.command("Page.addScriptToEvaluateOnNewDocument", source=contender.probe())
        return browser

    def page(self, contender: Contender, graph: nx.MultiDiGraph, title: str) -> Path:
        """Write a page and return where."""
        self.count += 1
        path = self.folder / f"{self.count}.html"
        path.write_text(contender.make(graph, title), encoding="utf-8", errors="replace")
        return path

    def note(self, heading: str, lines: Sequence[str]) -> None:
        """Keep what a reader of the figures may want to see."""
        if lines:
            self.notes += ["", f"## {heading}", "", *(f"- {line}" for line in lines)]

    def measure(self, name: str, graph: nx.MultiDiGraph, *, is_real: bool) -> dict[str, Any]:
        """Return making, opening, redrawing and first sight of one graph, for each page."""
        return {
            contender.name: self._one(contender, name, graph, is_real=is_real) for contender in CONTENDERS
        } | {"things": len(graph), "statements": len(graph.graph["statements"])}

    def _one(
        self, contender: Contender, name: str, graph: nx.MultiDiGraph, *, is_real: bool
    ) -> dict[str, Any]:
        started = time.perf_counter()
        page = contender.make(graph, name)
        figures: dict[str, Any] = {
            "making_seconds": time.perf_counter() - started,
            "megabytes": len(page.encode()) / 1e6,
        }
        if contender is KG:
            figures["same_bytes"] = contender.make(graph, name) == page
        path = self.folder / "opened.html"
        path.write_text(page, encoding="utf-8")
        with self.browser(contender) as browser:
            figures["usable_seconds"] = self._opening(browser, path)
            if isinstance(figures["usable_seconds"], str):
                browser.end()  # a page that is still busy would not let it close
                return figures
            if is_real:
                figures["first_sight"] = browser.run("return probe.sight()")
                figures["first_sight_phone"] = self._on_a_phone(browser, path)
            if name == str(PANNED):
                figures["redraw_milliseconds"] = pan(browser)
                if contender is KG:
                    browser.run("document.getElementById('open-all')?.click()")
                    browser.frames(8)
                    figures["redraw_milliseconds_all_drawn"] = pan(browser)
            if contender is KG and len(graph) >= PANNED and opening(browser, path) is not None:
                figures["milliseconds"] = deeds(browser)
        return figures

    def _opening(self, browser: Browser, path: Path) -> float | str:
        """Return the median of the seconds until a page can be used, "> n" where it is given up."""
        found: list[float] = []
        while len(found) < self.repeats and (not found or found[-1] < SLOW):
            seconds = opening(browser, path)
            if seconds is None:
                return f"> {PATIENCE:.0f}"
            found.append(seconds)
        return median(found)

    def _on_a_phone(self, browser: Browser, path: Path) -> Any:
        browser.size(*PHONE)
        sight = browser.run("return probe.sight()") if opening(browser, path) is not None else None
        browser.size(*SCREEN)
        return sight

    def attack(self) -> dict[str, Any]:
        """Return for both pages how many of the hostile texts ran something, or are not shown as written."""
        found: dict[str, Any] = {"texts": len(hostile.texts())}
        for contender in (KG, PYVIS):
            ran, changed = [], []
            with self.browser(contender) as browser:
                for name, text in hostile.texts().items():
                    path = self.page(contender, hostile.graph([text]), text)
                    is_hit, shown = attacked(browser, contender, path, text)
                    ran += [name] if is_hit else []
                    changed += [name] if shown is False else []
            self.note(f"{contender.name}: texts that ran something", ran)
            self.note(f"{contender.name}: texts not shown as written", changed)
            found[contender.name] = {"ran": len(ran), "not_as_written": len(changed)}
        return found

    def requests(self, graph: nx.MultiDiGraph) -> dict[str, int]:
        """Return how many requests left each page while it was opened and all its controls were used."""
        found = {}
        for contender in (KG, PYVIS):
            path = self.page(contender, graph, "demo")
            with self.browser(contender) as browser:
                browser.requests()
                opening(browser, path)
                act(browser)
                addresses = browser.requests()
            self.note(f"{contender.name}: requests", addresses)
            found[contender.name] = len(addresses)
        return found

    def check(self, graph: nx.MultiDiGraph) -> dict[str, Any]:
        """Return how many findings axe-core has, by impact, for each state of each page."""
        found: dict[str, Any] = {}
        for contender in (KG, PYVIS):
            path = self.page(contender, graph, "demo")
            with self.browser(contender) as browser:
                opening(browser, path)
                for state in states(browser) if contender is KG else ("start",):
                    findings = browser.axe()
                    impacts = Counter(str(one["impact"]) for one in findings)
                    found.setdefault(contender.name, {})[state] = dict(sorted(impacts.items()))
                    lines = [f"{f['impact']}: {f['help']} ({', '.join(f['nodes'][:5])})" for f in findings]
                    self.note(f"{contender.name}, {state}: axe-core", lines)
        return found


def opening(browser: Browser, path: Path, *, seconds: float = PATIENCE) -> float | None:
    """Open a page and return the seconds from the start of the navigation until the second frame after it
    was ready, None where that takes too long.
    """
    from selenium.common.exceptions import TimeoutException, WebDriverException
    from urllib3.exceptions import HTTPError

    end = time.monotonic() + seconds
    browser.driver.set_page_load_timeout(seconds)
    try:
        browser.visit(path)
        while time.monotonic() < end:
            found = browser.run("return probe.usable")
            if found is not None:
                return float(found)
            time.sleep(0.05)
    except TimeoutException:
        pass
    except (HTTPError, WebDriverException):  # so busy that not even its browser answers, or fallen over
        browser.end()
    return None


def pan(browser: Browser) -> dict[str, float]:
    """Pull the picture about and return the milliseconds of a redraw: median, 95th percentile, how many."""
    x, y = browser.run("return probe.empty()")
    browser.run("probe.isWatching = true; probe.frames = []")
    browser.mouse("Moved", x, y)
    browser.mouse("Pressed", x, y)
    for step in range(MOVES):
        browser.mouse("Moved", x + 3 * step * (-1) ** (step // 20), y + 2 * step, held=True)
    browser.mouse("Released", x, y)
    times = browser.run("probe.isWatching = false; return probe.frames")
    if len(times) < 2:
        raise KgError("the picture was not redrawn while it was pulled")
    return {"median": median(times), "p95": quantiles(times, n=20)[-1], "redraws": len(times)}


def deeds(browser: Browser) -> dict[str, float]:
    """Do in our page, which must be open, what a reader does, and return the milliseconds until the page has
    answered: the script and the layout, and with "shown" before it, until the second frame after it.

    Chosen is the thing that most is said of; a brush is the median of ten moves over the timeline.
    """
    found: dict[str, float] = {}

    def timed(name: str, script: str, *arguments: object) -> None:
        browser.later("setTimeout(done, 300)")
        found[name], found[f"shown {name}"] = browser.later(
            f"probe.time(() => {{{script}}}, done)", *arguments
        )

    browser.run("document.getElementById('search').focus()")
    for name, text in (("first search key", "m"), ("search key", "ma")):
        timed(name, _KEY, text)
    if browser.run(_BUSIEST):
        timed(
            "choose",
            "probe.taken.dispatchEvent(new MouseEvent('mousedown', {bubbles: true, cancelable: true}))",
        )
        timed("close", "document.querySelector('#panel .close').click()")
    for view in ("table", "document", "sources", "graph"):
        timed(view, f"document.getElementById('show-{view}').click()")
    moves = [browser.later(_BRUSH, step) for step in range(12)][1:-1]
    found |= {"brush": median(m for m, _ in moves), "shown brush": median(m for _, m in moves)}
    return found


_KEY = """
const field = document.getElementById("search");
field.value = arguments[0];
field.dispatchEvent(new Event("input", {bubbles: true}));
"""
_BUSIEST = """
const field = document.getElementById("search");
const told = JSON.parse(document.getElementById("kg-records").textContent);
const counts = new Map();
for (const one of [...told.statements.subject, ...told.statements.object]) {
  const node = Array.isArray(one) && one.length > 2 ? one[0] - 1 : -1;
  if (node >= 0) counts.set(node, (counts.get(node) || 0) + 1);
}
for (const [node] of [...counts].sort((a, b) => b[1] - a[1])) {
  field.value = told.entities.label[node];
  field.dispatchEvent(new Event("input", {bubbles: true}));
  probe.taken = document.querySelector(`#suggestions [data-node="${node}"]`);
  if (probe.taken) return true;
}
return false;
"""
_BRUSH = """
const band = document.querySelector("#time-band svg");
if (!band) { done([0, 0]); return; }
const step = arguments[0];
const box = band.getBoundingClientRect();
const kind = step === 0 ? "pointerdown" : step === 11 ? "pointerup" : "pointermove";
const where = {clientX: box.left + box.width * (0.4 + 0.02 * step), clientY: box.top + box.height / 2};
const more = {bubbles: true, cancelable: true, pointerId: 1, isPrimary: true, button: 0, buttons: 1};
band.setPointerCapture = () => {};
probe.time(() => band.dispatchEvent(new PointerEvent(kind, {...where, ...more})), done);
"""


def attacked(browser: Browser, contender: Contender, path: Path, text: str) -> tuple[bool, bool | None]:
    """Tell whether something ran while a page of one hostile text was opened and used, and whether the text
    is shown as written (None where there is nothing in it to see: the page says "(no name)").
    """
    ran = "return window.hit !== undefined"
    if opening(browser, path, seconds=SOON) is None:
        return bool(browser.run(ran)), False
    x, y = browser.run("return probe.first()")
    browser.mouse("Moved", x - 3, y)
    browser.mouse("Moved", x, y)
    if contender is KG:
        browser.mouse("Pressed", x, y)
        browser.mouse("Released", x, y)
    browser.later("setTimeout(done, 500)")
    selector = "#panel h2" if contender is KG else "div.vis-tooltip"
    script = "return document.querySelector(arguments[0])?.textContent === JSON.parse(arguments[1])"
    shown = bool(browser.run(script, selector, json.dumps(text))) if text.strip() else None
    if contender is KG:
        act(browser, most=20)
    return bool(browser.run(ran)), shown


def act(browser: Browser, *, most: int = PRESSED) -> int:
    """Use a page as a person with much time would: point, click, pull, write into each field, press all that
    can be pressed. Returns how much was pressed.
    """
    x, y = browser.run("return probe.first()")
    for kind in ("Moved", "Pressed", "Released"):
        browser.mouse(kind, x, y)
    browser.run("window.print = () => {}")
    fields = "input[type=search], input[type=text], input:not([type])"
    for field in browser.driver.find_elements("css selector", fields):
        if field.is_displayed():
            field.send_keys("a", "\ue015", "\ue007")  # arrow down, Enter
    pressed = browser.later("probe.pressAll(arguments[0], done)", most)
    browser.frames()
    return int(pressed)


def states(browser: Browser) -> Iterator[str]:
    """Bring our page, which must be open, into one state after another and yield the name of each."""
    yield "start"
    yield from _all_views(browser, "")
    browser.media(dark=True)
    yield from _all_views(browser, ", dark")
    browser.media()
    browser.size(*PHONE)
    yield from _all_views(browser, ", phone")
    browser.run("document.getElementById('show-filters')?.click()")
    browser.frames()
    yield "filters, phone"
    browser.run("document.getElementById('filters-done')?.click()")
    browser.media(paper=True)
    browser.size(*SCREEN)
    yield "print"
    browser.media()


_TAKE = """
const option = document.querySelector("#suggestions [data-node]");
option?.dispatchEvent(new MouseEvent("mousedown", {bubbles: true, cancelable: true}));
"""


def _all_views(browser: Browser, where: str) -> Iterator[str]:
    """Yield each view by its button, then the first one with the panel of a thing."""
    script = "return [...document.querySelectorAll('[id^=show-][aria-pressed]')].map(e => e.id)"
    buttons: list[str] = browser.run(script)
    for name in [*buttons[1:], buttons[0]]:
        browser.run("document.getElementById(arguments[0]).click()", name)
        browser.frames()
        yield name.removeprefix("show-") + where
    browser.run("const e = document.getElementById('search'); e.value = ''; e.focus()")
    browser.type("a")
    browser.run(_TAKE)
    browser.frames(4)
    yield "panel" + where
    browser.type("\ue00c")
