"""What stands beside the drawing: entities, statements and documents as the page shows them, and safe JSON.

Statements are the records of `statements.jsonl`, each with what only the graph knows: the label of its
relation, the stance of its source, whether it is a plain fact, whether its property is known.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import networkx as nx

from kg.views import assets
from kg.views.adopt import adopt, ordered_nodes

__all__ = ["as_json", "colours", "gather", "number", "relation_label", "split_words"]

#: A community is called by as many of its members.
NAMES = 3

#: JSON in ASCII has no other signs that mean something to HTML.
_UNSAFE = {sign: f"\\u{ord(sign):04x}" for sign in "<>&'"}


def as_json(value: object) -> str:
    """Return `value` as JSON that may stand in a `<script>`: ASCII, no "<", ">", "&" or "'", keys sorted.

    Sets become sorted lists, numbers that JSON does not have become null, anything unknown its text.

    >>> as_json({"label": "</script><b>", "size": float("nan")})
    '{"label":"\\\\u003c/script\\\\u003e\\\\u003cb\\\\u003e","size":null}'
    """
    try:
        text = _dumps(value)
    except (TypeError, ValueError):
        text = _dumps(_storable(value))
    for sign, escape in _UNSAFE.items():
        text = text.replace(sign, escape)
    return text


def _dumps(value: object) -> str:
    return json.dumps(
        value,
        sort_keys=True,
        ensure_ascii=True,
        allow_nan=False,
        separators=(",", ":"),
        default=_storable,
    )


def _storable(value: object) -> Any:
    """Return `value` made of what JSON has."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(key): _storable(item) for key, item in value.items()}
    if isinstance(value, set | frozenset):
        return sorted((_storable(item) for item in value), key=str)
    if isinstance(value, Iterable):
        return [_storable(item) for item in value]
    return str(value)


def number(value: object, default: float = 0.0) -> float:
    """Return `value` as a finite float, `default` where it is none.

    >>> number("0.5"), number(None), number(float("inf"), 1.0)
    (0.5, 0.0, 1.0)
    """
    try:
        result = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return default
    return result if math.isfinite(result) else default


def split_words(name: str) -> str:
    """Return a local name as words.

    >>> split_words("GovernmentBody"), split_words("kg:memberOf"), split_words("take_part")
    ('Government body', 'member of', 'take part')
    """
    local = re.split(r"[:/#]", name.rstrip(":/#"))[-1].replace("_", " ")
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", local).split()
    return " ".join(word if i == 0 or word.isupper() else word.lower() for i, word in enumerate(words))


def gather(graph: nx.MultiDiGraph, *, language: str = "en") -> dict[str, Any]:
    """Return everything that the page shows beside the drawing itself, ready for `as_json`."""
    graph = adopt(graph)
    statements = _statements(graph)
    documents = {str(key): dict(value) for key, value in (graph.graph.get("documents") or {}).items()}
    statements.sort(key=lambda record: _reading_order(record, documents))
    return {
        "communities": communities(graph),
        "documents": documents,
        "entities": [_entity(node, graph.nodes[node]) for node in ordered_nodes(graph)],
        "looks": looks(graph),
        "palette": assets.palette()["families"],
        "prefixes": assets.prefixes(),
        "statements": statements,
        "styles": assets.styles(),
        "texts": assets.texts(language),
    }


def communities(graph: nx.MultiDiGraph) -> list[dict[str, Any]]:
    """Return name and size of each community, by number: the labels of its most important members, those that
    have a name first.
    """
    members: dict[int, list[tuple[bool, float, str]]] = {}
    for node, attributes in graph.nodes(data=True):
        if isinstance(own := attributes.get("community"), int):
            has_name = attributes.get("kind", "named") == "named"
            rank = (not has_name, -_importance(attributes), str(attributes.get("label") or node))
            members.setdefault(own, []).append(rank)
    return [
        {
            "label": ", ".join(dict.fromkeys(label for *_, label in sorted(members.get(k, ()))[:NAMES])),
            "size": len(members.get(k, ())),
        }
        for k in range(max(members, default=-1) + 1)
    ]


def _importance(attributes: Mapping[str, Any]) -> float:
    return number(attributes.get("importance"))


def looks(graph: nx.MultiDiGraph) -> dict[str, dict[str, Any]]:
    """Return label, family, shape and filling of each class that occurs; unknown ones get a spare look."""
    palette = assets.palette()
    names = sorted({str(attributes.get("type") or "Thing") for _, attributes in graph.nodes(data=True)})
    unknown = [name for name in names if name not in palette["classes"]]
    spare = {name: palette["spare"][i % len(palette["spare"])] for i, name in enumerate(unknown)}
    look_of = {**palette["classes"], **spare}
    return {name: {"hollow": False, **look_of[name], "label": split_words(name)} for name in names}


def colours() -> dict[str, str]:
    """Return the colour of each class on a light ground, as the page has them.

    >>> colours()["Person"]
    '#E69F00'
    """
    palette = assets.palette()
    return {
        name: palette["families"][look["family"]]["light"]["fill"]
        for name, look in palette["classes"].items()
    }


def _entity(node: object, attributes: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the page says about one node."""
    mentions = [m for m in attributes.get("mentions") or () if isinstance(m, Mapping)]
    return {
        "aliases": sorted({str(alias) for alias in attributes.get("aliases") or ()}),
        "class": str(attributes.get("type") or "Thing"),
        "community": attributes.get("community") if isinstance(attributes.get("community"), int) else None,
        "documents": sorted({str(document) for document in attributes.get("documents") or ()}),
        "forms": _counts(m.get("text") for m in mentions),
        "id": str(attributes.get("id") or node),
        "iri": str(node),
        "kind": str(attributes.get("kind") or ""),
        "label": str(attributes.get("label") or node),
        "links": list(attributes.get("links") or ()),
        "mentioned": _counts(m.get("document") for m in mentions),
        "mentions": [_mention(m) for m in mentions if _stands(m)],
        "value": attributes.get("value"),
    }


def _stands(mention: Mapping[str, Any]) -> bool:
    """Tell whether it is known where a mention stands."""
    return all(type(mention.get(key)) is int for key in ("start", "end")) and bool(mention.get("document"))


def _mention(mention: Mapping[str, Any]) -> dict[str, Any]:
    return {key: mention.get(key) for key in ("document", "start", "end", "text")}


def _counts(values: Iterable[object]) -> list[tuple[str, int]]:
    """Return each value with how often it occurs, the most frequent first."""
    counts = Counter(str(value) for value in values if value)
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _statements(graph: nx.MultiDiGraph) -> list[dict[str, Any]]:
    """Return the records of all statements; an edge whose statement has no record makes one."""
    edges = _main_edges(graph)
    labels = {
        str(e.get("property")): str(e["label"])
        for e in edges.values()
        if e.get("label") and e.get("primary", True)
    }
    records: dict[str, Mapping[str, Any]] = dict(graph.graph.get("statements") or {})
    for name in sorted(set(edges) - set(records)):
        records[name] = _record(graph, edges[name])
    return [_shown(name, record, edges.get(name, {}), labels) for name, record in sorted(records.items())]


def _main_edges(graph: nx.MultiDiGraph) -> dict[str, dict[str, Any]]:
    """Return for each statement that is drawn the attributes of its primary edge, and its ends."""
    found: dict[str, dict[str, Any]] = {}
    for start, end, _, attributes in sorted(graph.edges(keys=True, data=True), key=lambda e: str(e[:3])):
        name = str(attributes["statement"])
        if name not in found or (attributes.get("primary") and not found[name].get("primary")):
            found[name] = {**attributes, "start": start, "end": end}
    return found


def _shown(
    name: str, record: Mapping[str, Any], edge: Mapping[str, Any], labels: Mapping[str, str]
) -> dict[str, Any]:
    """Return a record with what the page needs besides."""
    predicate = dict(record.get("predicate") or {})
    predicate["label"] = relation_label(predicate, edge, labels)
    attribution = dict(record["attribution"]) if record.get("attribution") else None
    if attribution is not None and not attribution.get("stance"):
        attribution["stance"] = str(edge.get("stance") or "said")
    return {
        **_with_object(record),
        "asserted": record.get("asserted", edge.get("asserted")),
        "attribution": attribution,
        "id": name,
        "minted": predicate.get("minted", edge.get("minted")),
        "predicate": predicate,
    }


def _with_object(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record without object with the part that is one: nobody knows who "them" are, still it is what
    the sentence is about; `moved` tells that the record itself has it as a role.
    """
    roles = list(record.get("roles") or ())
    bare = [part for part in roles if part.get("role") in {"theme", "patient"} and not part.get("marker")]
    if record.get("object") or not bare:
        return dict(record)
    rest = [part for part in roles if part is not bare[0]]
    return {
        **record,
        "object": bare[0]["filler"],
        "object_role": bare[0]["role"],
        "moved": True,
        "roles": rest,
    }


def relation_label(predicate: Mapping[str, Any], edge: Mapping[str, Any], labels: Mapping[str, str]) -> str:
    """Return the words for a relation: of its edge, of another edge of that property, else its own name."""
    if edge.get("label") and edge.get("primary", True):
        return str(edge["label"])
    name = str(predicate.get("property") or "")
    return labels.get(name) or split_words(name) or str(predicate.get("lemma") or "is related to")


def _record(graph: nx.MultiDiGraph, edge: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record of a statement of which only the edge is known."""
    document = str(edge.get("document") or "")
    evidence = {
        "document": document,
        "start": 0,
        "end": len(str(edge.get("evidence") or "")),
        "text": edge.get("evidence"),
    }
    source = {"label": edge["source"], "text": edge["source"]} if edge.get("source") else None
    return {
        "attribution": {"source": source, "verb": "", "stance": edge.get("stance")} if source else None,
        "confidence": edge.get("confidence"),
        "document": document,
        "evidence": [evidence] if edge.get("evidence") else [],
        "modality": str(edge.get("modality") or "actual"),
        "object": _filler(graph, edge["end"]),
        "place": {"label": edge["place"], "text": edge["place"]} if edge.get("place") else None,
        "polarity": str(edge.get("polarity") or "positive"),
        "predicate": {"text": "", "lemma": edge.get("lemma") or "", "property": edge.get("property") or ""},
        "roles": [],
        "rule": edge.get("rule"),
        "subject": _filler(graph, edge["start"]),
        "time": {"text": edge["time"], "value": edge.get("time_value")} if edge.get("time") else None,
    }


def _filler(graph: nx.MultiDiGraph, node: Any) -> dict[str, Any]:
    """Return a node as the participant of a record."""
    attributes = graph.nodes[node]
    label = str(attributes.get("label") or node)
    return {
        "class": attributes.get("type"),
        "entity": str(attributes.get("id") or node),
        "label": label,
        "text": label,
    }


def _reading_order(
    record: Mapping[str, Any], documents: Mapping[str, Mapping[str, Any]]
) -> tuple[str, str, str, float, str]:
    """Return what sorts statements as a reader meets them: by date and name of the document, then place."""
    document = str(record.get("document") or "")
    evidence = record.get("evidence") or [{}]
    about = documents.get(document, {})
    name = str(about.get("title") or about.get("source") or "")
    return (
        str(about.get("date") or "9999"),
        name,
        document,
        number(evidence[0].get("start")),
        str(record["id"]),
    )
