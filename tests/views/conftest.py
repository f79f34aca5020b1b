"""For the tests of the page: a small news story by hand, a hostile graph, and a browser."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from kg.bench.chromium import Browser, missing
from kg.bench.hostile import graph as hostile_graph
from kg.bench.hostile import texts

SAMPLE = Path(__file__).with_name("sample.json")
BASE = "https://w3id.org/kg-text/id/"


def identifier(prefix: str, *parts: object) -> str:
    return f"{prefix}_{hashlib.sha256(repr(parts).encode()).hexdigest()[:16]}"


class Story:
    """Builds the graph that the network room would build from `sample.json`."""

    def __init__(self, source: dict[str, Any]) -> None:
        self.things = source["things"]
        self.graph = nx.MultiDiGraph()
        self.graph.graph["documents"] = {
            d["id"]: {"title": d["title"], "source": d["source"], "date": d["date"]}
            for d in source["documents"]
        }
        self.graph.graph["statements"] = {}
        for document in source["documents"]:
            self.add_document(document)
        degree = dict(self.graph.degree())
        for node, attributes in self.graph.nodes(data=True):
            attributes["importance"] = degree[node] / max(degree.values())

    def add_document(self, document: dict[str, Any]) -> None:
        offset = 0
        for sentence in document["sentences"]:
            pending: dict[str, Any] | None = None
            for said in sentence["say"]:
                record = self.record(document["id"], offset, sentence["text"], said)
                if pending is not None:
                    pending["object"] = {"text": sentence["text"], "statement": record["id"]}
                pending = record if said.get("inner") else None
                self.graph.graph["statements"][record["id"]] = record
                self.add_edges(record, said)
            offset += len(sentence["text"]) + 1

    def filler(self, document: str, offset: int, text: str, given: str | list[str]) -> dict[str, Any]:
        surface, label = (given, given) if isinstance(given, str) else given
        start = offset + max(text.find(surface), 0)
        self.mention(label, document, start, surface)
        return {
            "text": surface,
            "label": label,
            "class": self.things[label][0],
            "entity": identifier("en", label),
            "start": start,
            "end": start + len(surface),
        }

    def mention(self, label: str, document: str, start: int, surface: str) -> None:
        kind, aliases, links = self.things[label]
        node = BASE + identifier("en", label)
        if node not in self.graph:
            self.graph.add_node(
                node,
                id=identifier("en", label),
                label=label,
                type=kind,
                aliases=list(aliases),
                value=None,
                kind="named" if label[0].isupper() else "concept",
                mentions=[],
                documents=[],
                links=[{"iri": i, "score": s, "reason": r, "certain": c} for i, s, r, c in links],
            )
        mentions = self.graph.nodes[node]["mentions"]
        new = {"document": document, "start": start, "end": start + len(surface), "text": surface}
        if new not in mentions:
            mentions.append(new)
        documents = self.graph.nodes[node]["documents"]
        documents[:] = sorted({*documents, document})

    def record(self, document: str, offset: int, text: str, said: dict[str, Any]) -> dict[str, Any]:
        words, lemma, name = said["p"][:3]

        def fill(given: Any) -> dict[str, Any] | None:
            return self.filler(document, offset, text, given) if given else None

        by, time = said.get("by"), said.get("time")
        return {
            "id": identifier("st", document, offset, said),
            "document": document,
            "rule": said.get("rule", "verbal.active"),
            "confidence": round(0.6 + int(identifier("c", offset, words)[-2:], 16) / 640, 2),
            "subject": fill(said["s"]),
            "predicate": {"text": words, "lemma": lemma, "property": name},
            "object": fill(said["o"]) if said.get("o") else None,
            "roles": [{"role": r, "marker": m, "filler": fill(f)} for r, m, f in said.get("roles", ())],
            "polarity": said.get("polarity", "positive"),
            "modality": said.get("modality", "actual"),
            "attribution": {"source": fill(by[0]), "verb": by[1]} if by else None,
            "time": {"text": time[0], "value": time[1]} if time else None,
            "place": fill(said.get("place")),
            "evidence": [{"document": document, "start": offset, "end": offset + len(text), "text": text}],
        }

    def add_edges(self, record: dict[str, Any], said: dict[str, Any]) -> None:
        label = said["p"][3] if len(said["p"]) > 3 else said["p"][2].partition(":")[2]
        by, time = record["attribution"], record["time"]
        ends = [("", record["object"], label)] if record["object"] and "entity" in record["object"] else []
        ends += [(f"/{r['role']}", r["filler"], f"{label} … {r['marker']}".strip()) for r in record["roles"]]
        for suffix, filler, words in ends:
            self.graph.add_edge(
                BASE + record["subject"]["entity"],
                BASE + filler["entity"],
                key=record["id"] + suffix,
                statement=record["id"],
                property=record["predicate"]["property"],
                label=words,
                lemma=record["predicate"]["lemma"],
                role=suffix.strip("/") or "theme",
                primary=not suffix,
                polarity=record["polarity"],
                modality=record["modality"],
                source=by["source"]["label"] if by else "",
                stance=said["by"][2] if by else "",
                time=time["text"] if time else "",
                time_value=time["value"] if time else "",
                place="",
                confidence=record["confidence"],
                rule=record["rule"],
                document=record["document"],
                evidence=record["evidence"][0]["text"],
                minted=said.get("minted", False),
                asserted=record["polarity"] == "positive" and record["modality"] == "actual" and not by,
            )


@pytest.fixture(scope="session")
def story() -> nx.MultiDiGraph:
    """The graph of the made-up news story."""
    return Story(json.loads(SAMPLE.read_text(encoding="utf-8"))).graph


HOSTILE = list(texts().values())


@pytest.fixture(scope="session")
def hostile() -> nx.MultiDiGraph:
    """A graph made of attacks."""
    return hostile_graph(HOSTILE)


@pytest.fixture(scope="session")
def attacks() -> list[str]:
    """The texts that the hostile graph is made of."""
    return HOSTILE


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One Chromium for all tests of the page; where there is none they are skipped, and say so."""
    if missing():
        pytest.skip(f"PAGE NOT TESTED IN A BROWSER: {missing()}")
    with Browser(tmp_path_factory.mktemp("browser")) as browser:
        yield browser


@pytest.fixture(scope="module")
def browser(chromium: Browser) -> Browser:
    """The browser, its window as large as `chromium.SCREEN` and light at the start of each test."""
    return chromium


@pytest.fixture(autouse=True)
def as_at_first(request: pytest.FixtureRequest) -> Iterator[None]:
    """Leave the window of the browser as it was."""
    yield
    if "browser" in request.fixturenames:
        request.getfixturevalue("browser").reset()
