"""Texts that attack whatever shows them, and a graph made of nothing else.

Those that can run set `window.hit`, so that a page can be asked whether one of them did. Mutations of markup
after Heiderich et al., mXSS attacks: attacking well-secured web-applications by using innerHTML mutations
(CCS 2013), and the cheat sheets of OWASP; spreadsheet formulas after OWASP's "CSV injection".
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import networkx as nx

__all__ = ["graph", "texts"]


@cache
def _read() -> dict[str, str]:
    path = Path(__file__).with_name("data") / "hostile.json"
    return dict(json.loads(path.read_text(encoding="utf-8")))


def texts() -> dict[str, str]:
    """Return the texts, each by what it tries.

    >>> texts()["image that fails"]
    '<img src=x onerror="window.hit = \\'img\\'">'
    """
    return dict(_read())


def graph(bad_ones: list[str]) -> nx.MultiDiGraph:
    """Return a graph as the network room builds them in which every text that can come from a document or an
    ontology is one of `bad_ones`: thing k has the name, class, aliases … k, statement k leads from it to the
    next.
    """
    made = nx.MultiDiGraph()
    made.graph["documents"] = {
        bad: {"title": bad, "source": bad, "date": bad, "text": f"{bad} {bad}"} for bad in bad_ones
    }
    made.graph["statements"] = {}
    for i, bad in enumerate(bad_ones):
        made.add_node(f"{i} {bad}", **_thing(i, bad))
    for i, bad in enumerate(bad_ones):
        j = (i + 1) % len(bad_ones)
        name, other = f"st_{i}{bad}", bad_ones[j]
        made.graph["statements"][name] = _statement(i, bad, j, other)
        made.add_edge(f"{i} {bad}", f"{j} {other}", key=name, **_edge(name, bad, other))
    return made


def _thing(i: int, bad: str) -> dict[str, Any]:
    return {
        "id": f"en_{i}{bad}",
        "label": bad,
        "type": bad or "Thing",
        "kind": bad,
        "value": bad,
        "aliases": [f"alias {bad}"],
        "links": [{"iri": bad, "score": 1.0, "reason": bad, "certain": True}],
        "documents": [bad],
        "mentions": [{"document": bad, "start": 0, "end": 3, "text": bad}],
        "importance": float(i),
        "community": bad,
    }


def _statement(i: int, bad: str, j: int, other: str) -> dict[str, Any]:
    end = {"text": other, "label": other, "class": other, "entity": f"en_{j}{other}", "start": 0, "end": 4}
    start = {"text": bad, "label": bad, "class": bad, "entity": f"en_{i}{bad}", "start": 5, "end": 9}
    return {
        "id": f"st_{i}{bad}",
        "document": bad,
        "rule": bad,
        "confidence": 0.5,
        "subject": start,
        "object": end,
        "predicate": {"text": bad, "lemma": bad, "property": bad},
        "roles": [{"role": bad, "marker": bad, "filler": end}],
        "polarity": "negative",
        "modality": bad,
        "attribution": {"source": end, "verb": bad, "stance": bad},
        "time": {"text": bad, "value": bad},
        "place": start,
        "evidence": [{"document": bad, "start": 0, "end": len(bad), "text": bad}],
    }


def _edge(name: str, bad: str, other: str) -> dict[str, Any]:
    return {
        "statement": name,
        "property": bad,
        "label": bad,
        "primary": True,
        "polarity": "negative",
        "modality": bad,
        "source": other,
        "stance": bad,
        "document": bad,
        "evidence": bad,
    }
