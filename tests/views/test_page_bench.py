"""The bench of the page: it measures what it says, of both pages, and says what is missing."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest

from kg.bench import Options, page, run
from kg.bench.chromium import Browser
from kg.bench.contenders import CONTENDERS, KG, PYVIS, STILL, Contender
from kg.bench.made_up import made_up
from kg.bench.shots import shots
from kg.errors import KgError
from kg.views import render


def test_without_a_browser_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.bench.page.missing", lambda: "pip install selenium")
    with pytest.raises(KgError, match="pip install selenium"):
        run("page", [], options=Options())


@pytest.mark.parametrize("contender", CONTENDERS, ids=lambda one: one.name)
def test_all_pages_hold_the_same_names_and_sentences(contender: Contender) -> None:
    graph, _ = made_up(12, 14)
    html = contender.make(graph, "Title")
    assert "<h1" in html and "Title" in html
    assert [said["label"] for _, said in graph.nodes(data=True) if said["label"] not in html] == []
    assert [
        said["label"] for *_, said in graph.edges(data=True) if said["label"].split()[0] not in html
    ] == []


@pytest.mark.browser
@pytest.mark.parametrize("contender", [KG, STILL], ids=lambda one: one.name)
def test_opening_and_panning_are_measured(browser: Browser, tmp_path: Path, contender: Contender) -> None:
    path = tmp_path / "page.html"
    path.write_text(contender.make(made_up(40, 60)[0], "Title"), encoding="utf-8")
    with browser.watched(contender.probe()):
        seconds = page.opening(browser, path)
        assert seconds is not None and 0 < seconds < 60
        sight = browser.run("return probe.sight()")
        assert sight["things"] > 30 and sight["labels"] > 10
        figures = page.pan(browser)
        assert figures["redraws"] >= 5 and 0 < figures["median"] <= figures["p95"]


@pytest.mark.browser
def test_a_page_that_never_settles_is_given_up(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("<!doctype html><title>nothing</title>", encoding="utf-8")
    with browser.watched(PYVIS.probe()):
        assert page.opening(browser, path, seconds=0.3) is None


@pytest.mark.browser
def test_sight_finds_labels_that_cover_each_other(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    graph = nx.MultiDiGraph(statements={})
    for i in range(2):
        graph.add_node(i, label="one and the same place")
    html = STILL.make(graph, "x").replace('"x": ', '"x": 0, "_x": ').replace('"y": ', '"y": 0, "_y": ')
    path.write_text(html, encoding="utf-8")
    with browser.watched(STILL.probe()):
        assert page.opening(browser, path) is not None
        assert browser.run("return probe.sight()")["overlapping_labels"] == 2


@pytest.mark.browser
def test_pictures_at_both_sizes_and_in_both_colours(
    browser: Browser, story: nx.MultiDiGraph, tmp_path: Path
) -> None:
    path = tmp_path / "graph.html"
    path.write_text(render(story, title="Story"), encoding="utf-8")
    found = list(shots(path, tmp_path / "shots"))
    assert [one.name for one in found] == [
        "0-screen-light.png",
        "0-screen-dark.png",
        "0-phone-light.png",
        "0-phone-dark.png",
    ]
    assert len({one.read_bytes() for one in found}) == 4
