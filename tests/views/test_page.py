"""The page as text: what is in it, what is not, and that it is the same each time."""

from __future__ import annotations

import base64
import copy
import hashlib
import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

import kg.views
from kg.views import assets, render


class Reader(HTMLParser):
    """Collects elements and the text of scripts and styles, as a browser would part them."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, dict[str, str | None], str]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.elements:
            self.texts.append((*self.elements[-1], data))

    def text(self, tag: str, **attributes: str) -> str:
        found = [t for name, attrs, t in self.texts if name == tag and attributes.items() <= attrs.items()]
        return "".join(found)

    def json(self, name: str) -> Any:
        return json.loads(self.text("script", id=name))


@pytest.fixture(scope="module")
def page(story: nx.MultiDiGraph) -> str:
    return render(story, title="Oil & arms")


@pytest.fixture(scope="module")
def bad_page(hostile: nx.MultiDiGraph, attacks: list[str]) -> str:
    return render(hostile, title=" ".join(attacks))


def test_the_room_offers_render() -> None:
    assert kg.views.__all__ == ["adopt", "colours", "render"]


def test_every_node_edge_and_statement_is_in_the_page(page: str, story: nx.MultiDiGraph) -> None:
    reader = Reader(page)
    network, records = reader.json("kg-network"), reader.json("kg-records")
    labels = records["entities"]["label"]
    assert sorted(labels) == sorted(d["label"] for _, d in story.nodes(data=True))
    assert len(network["nodes"]["kind"]) == len(labels)
    assert drawn(reader) == {d["statement"] for _, _, d in story.edges(data=True)}
    assert set(records["statements"]["id"]) == set(story.graph["statements"])
    assert set(records["documents"]["id"]) == set(story.graph["documents"])
    assert network["options"]["physics"] == {"enabled": False}


def drawn(reader: Reader) -> set[str]:
    """Return the ids of the statements behind all lines."""
    edges, names = reader.json("kg-network")["edges"], reader.json("kg-records")["statements"]["id"]
    behind = edges["columns"]["statements"]
    numbers = behind if isinstance(behind, list) else [behind["of"][i] for i in behind["at"]]
    return {names[i] for found in numbers for i in (found if isinstance(found, list) else [found])}


def test_statements_without_an_edge_are_in_the_page(page: str, story: nx.MultiDiGraph) -> None:
    reader = Reader(page)
    lone = set(reader.json("kg-records")["statements"]["id"]) - drawn(reader)
    assert sorted(story.graph["statements"][name]["predicate"]["lemma"] for name in lone) == ["deny", "laugh"]


def test_title_is_escaped_and_kept(page: str) -> None:
    assert Reader(page).text("title").strip() == "Oil & arms"
    assert '<h1 dir="auto">Oil &amp; arms</h1>' in page


def test_nothing_is_loaded(page: str, bad_page: str) -> None:
    for reader in (Reader(page), Reader(bad_page)):
        for tag, attributes in reader.elements:
            assert tag not in {"img", "iframe", "object", "embed", "base", "svg", "form"}
            assert "src" not in attributes
            assert not any(name.startswith("on") for name in attributes)
            assert (attributes.get("href") or "data:,") in {"data:,", "#table-view"}
        assert "sourceMappingURL" not in reader.text("script")
        assert "@import" not in reader.text("style") and "url(" not in reader.text("style")


def test_only_iris_and_comments_name_an_address(page: str) -> None:
    own = assets.script() + assets.style() + assets.text("page.html")
    assert set(re.findall(r"https?://[^\s\"'`]+", own)) == {
        "http://graphml.graphdrawing.org/xmlns",
        "http://www.w3.org/2000/svg",
    }
    rest = page.replace(assets.engine(), "").replace(own, "")
    found = {re.sub(r"[^/]*$", "", address) for address in re.findall(r"https?://[^\s\"'`\\]+", rest)}
    prefixes = {re.sub(r"[^/]*$", "", address) for address in assets.prefixes().values()}
    assert prefixes <= found
    assert found - (prefixes - {"https://w3id.org/kg-text/id/"}) == {
        "http://graphml.graphdrawing.org/",
        "http://www.w3.org/2000/",
        "http://www.wikidata.org/entity/",
        "https://w3id.org/kg-text/id/",
    }


def test_policy_names_exactly_the_scripts_and_the_style(page: str) -> None:
    reader = Reader(page)
    policy = next(
        a["content"] for t, a in reader.elements if a.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy is not None
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    scripts = re.findall(r"<script>(.*?)</script>", page, re.S)
    style = re.search(r"<style>(.*?)</style>", page, re.S)
    assert len(scripts) == 2 and style

    def digest(text: str) -> str:
        return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"

    assert rules["default-src"] == "'none'"
    assert rules["script-src"].split() == [digest(script) for script in scripts]
    assert digest(style[1]) in rules["style-src"].split()
    assert "unsafe" not in policy and "http" not in policy


def test_hostile_texts_make_no_element(page: str, bad_page: str) -> None:
    clean, dirty = Reader(page), Reader(bad_page)
    assert [e for e in dirty.elements if e[0] != "meta"] == [e for e in clean.elements if e[0] != "meta"]


def test_hostile_texts_are_kept_as_written(bad_page: str, attacks: list[str]) -> None:
    records = Reader(bad_page).json("kg-records")
    unnamed = f"{attacks.index('')} "
    assert {label for label in records["entities"]["label"] if label != unnamed} == {a for a in attacks if a}
    assert "\u2028" not in bad_page and "\x00" not in bad_page
    bad_page.encode("utf-8")


def test_json_cannot_end_its_script(bad_page: str) -> None:
    for block in re.findall(r'<script type="application/json" id="[^"]+">(.*?)</script>', bad_page, re.S):
        assert not set("<>&'") & set(block)
        assert block.isascii()
        json.loads(block)


def test_input_is_not_changed(story: nx.MultiDiGraph) -> None:
    before = copy.deepcopy(story)
    render(story, title="x", positions={node: (1.0, 2.0) for node in story})
    assert before.graph == story.graph
    assert dict(before.nodes(data=True)) == dict(story.nodes(data=True))
    assert list(before.edges(keys=True, data=True)) == list(story.edges(keys=True, data=True))


def test_order_of_nodes_and_edges_does_not_matter(story: nx.MultiDiGraph, page: str) -> None:
    turned = nx.MultiDiGraph(**dict(reversed(story.graph.items())))
    turned.add_nodes_from(reversed(list(story.nodes(data=True))))
    turned.add_edges_from(reversed(list(story.edges(keys=True, data=True))))
    assert render(turned, title="Oil & arms") == page


def test_same_bytes_whatever_the_hash_seed() -> None:
    code = (
        "import runpy, sys, hashlib, networkx as nx\nfrom kg.views import render\n"
        "g = nx.MultiDiGraph(documents={}, statements={})\n"
        "for i in range(30):\n"
        "    g.add_node(i, label=f'node {i}', type=f'C{i % 5}', aliases={'a', 'b', f'c{i}'})\n"
        "    g.add_edge(i, i * 7 % 30, statement=f's{i}', label='to')\n"
        "print(hashlib.sha256(render(g, title='t').encode()).hexdigest())"
    )
    root = str(Path(kg.views.__file__).parents[2])
    runs = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": root},
            capture_output=True,
            check=True,
        )
        for seed in ("1", "2")
    ]
    assert runs[0].stdout == runs[1].stdout and len(runs[0].stdout) == 65


@pytest.mark.parametrize("graph", [nx.MultiDiGraph(), nx.MultiDiGraph([("a", "b")])], ids=["empty", "bare"])
def test_graphs_without_attributes_are_drawn(graph: nx.MultiDiGraph) -> None:
    assert len(Reader(render(graph, title="")).json("kg-network")["nodes"]["kind"]) == len(graph)


def test_size_stays_small(page: str) -> None:
    assert len(page.encode()) < 1_100_000
