"""Small graphs for the tests of the page: who does what to whom, when and in which document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import networkx as nx

__all__ = ["small_graph"]


def small_graph(
    rows: Iterable[tuple[str, str, str] | tuple[str, str, str, Mapping[str, Any]]],
    *,
    dates: Mapping[str, str] | None = None,
) -> nx.MultiDiGraph:
    """Return a graph with a statement for each (subject, relation, object[, more]).

    `more` may have "time" (a value), "document" (default "d") and any other field of a record.  `dates` are
    the dates of documents.  The statements are st_000, st_001 …, the entities en_NAME.
    """
    graph = nx.MultiDiGraph()
    graph.graph["documents"] = {
        name: {"title": f"Document {name}", "source": f"{name}.txt", "date": date}
        for name, date in (dates or {"d": ""}).items()
    }
    graph.graph["statements"] = {}
    for k, row in enumerate(rows):
        subject, relation, target = row[:3]
        more = dict(row[3]) if len(row) > 3 else {}
        _add(graph, f"st_{k:03}", subject, relation, target, more)
    degree = dict(graph.degree())
    for node, attributes in graph.nodes(data=True):
        attributes["importance"] = degree[node] / max(degree.values())
    return graph


def _add(
    graph: nx.MultiDiGraph, name: str, subject: str, relation: str, target: str, more: dict[str, Any]
) -> None:
    time, document = more.pop("time", None), more.pop("document", "d")
    text = f"{subject} {relation} {target}."
    record = {
        "id": name,
        "document": document,
        "subject": _filler(graph, subject, document, 0),
        "predicate": {"text": relation, "lemma": relation, "property": f"kg:{relation}"},
        "object": _filler(graph, target, document, len(subject) + len(relation) + 2),
        "roles": [],
        "polarity": "positive",
        "modality": "actual",
        "attribution": None,
        "time": {"text": f"at {time}", "value": time} if time else None,
        "place": None,
        "confidence": 0.8,
        "evidence": [{"document": document, "start": 0, "end": len(text), "text": text}],
        **more,
    }
    graph.graph["statements"][name] = record
    graph.add_edge(
        subject,
        target,
        key=name,
        statement=name,
        property=f"kg:{relation}",
        label=relation,
        primary=True,
        polarity=record["polarity"],
        modality=record["modality"],
        source="",
        document=document,
        evidence=text,
        confidence=record["confidence"],
        asserted=record["polarity"] == "positive",
    )


def _filler(graph: nx.MultiDiGraph, name: str, document: str, start: int) -> dict[str, Any]:
    graph.add_node(
        name, id=f"en_{name}", label=name, type="Person", kind="named", documents=[document], mentions=[]
    )
    return {
        "text": name,
        "label": name,
        "class": "Person",
        "entity": f"en_{name}",
        "start": start,
        "end": start + len(name),
    }
