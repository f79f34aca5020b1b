"""Dataset → MultiDiGraph: entities are nodes; each statement is an edge to its object and one to each
further participant.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import networkx as nx

from kg.network.measures import communities, importance
from kg.network.reading import Quads, Reader, Record, identifier

__all__ = ["build"]


def build(dataset: Quads) -> nx.MultiDiGraph:
    """Return the network of a dataset; nodes and edges are added in the order of their ids.

    Node: the IRI of an entity, with id, label, type, kind, aliases, links, value, mentions, documents,
    importance and community.  Edge: keyed by the statement's id, or `ID/ROLE` for a participant that is not
    the object.  All statements, also those without an edge, are in `graph.graph["statements"]`, documents
    in `graph.graph["documents"]`.
    """
    reader = Reader(dataset)
    graph = nx.MultiDiGraph()
    nodes: dict[str, str] = {}
    for iri in reader.entities:
        entity = reader.entity(iri)
        nodes[entity["id"]] = iri
        graph.add_node(iri, **entity)
    statements: dict[str, Record] = {}
    for iri in reader.statements:
        record = reader.statement(iri)
        statements[record["id"]] = record
        for source, target, key, attributes in _edges(record, reader.property_label(iri)):
            graph.add_edge(nodes[source], nodes[target], key, **attributes)
    graph.graph["statements"] = statements
    graph.graph["documents"] = {identifier(iri): reader.document(iri) for iri in reader.documents}
    nx.set_node_attributes(graph, importance(graph), "importance")
    nx.set_node_attributes(graph, communities(graph), "community")
    return graph


def _edges(record: Record, label: str) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """Yield the edges of a statement: from the first participant that is an entity to each other one.

    The first is the subject where there is one; without it the object, then further participants.
    """
    participants = _participants(record)
    if not participants:
        return
    (_, _, start), *others = participants
    common = _common(record)
    seen: Counter[str] = Counter()
    linked = {start}
    for role, marker, entity in others:
        if entity in linked and role != "object":
            continue
        seen[role] += 1
        again = f"-{seen[role]}" if seen[role] > 1 else ""
        is_object = role == "object"
        key = record["id"] if is_object else f"{record['id']}/{role}{again}"
        name = label if is_object else f"{label} … {marker or role}"
        shown = record["object_role"] if is_object else role
        yield start, entity, key, {**common, "label": name, "role": shown, "primary": len(linked) == 1}
        linked.add(entity)


def _participants(record: Record) -> list[tuple[str, str, str]]:
    """Return role, preposition and entity of every participant that is an entity; times are none."""
    found = [("subject", "", record["subject"]), ("object", "", record["object"])]
    found += [
        (part["role"], part["marker"], part["filler"]) for part in record["roles"] if part["role"] != "time"
    ]
    found.append(("place", "", record["place"]))
    return [
        (role, marker, filler["entity"]) for role, marker, filler in found if filler and filler.get("entity")
    ]


def _common(record: Record) -> dict[str, Any]:
    """Return what all edges of a statement have."""
    attribution, time, place = record["attribution"], record["time"], record["place"]
    source = attribution["source"] if attribution else None
    return {
        "statement": record["id"],
        "property": record["predicate"]["property"],
        "lemma": record["predicate"]["lemma"],
        "polarity": record["polarity"],
        "modality": record["modality"],
        "source": source["label"] if source else "",
        "stance": attribution["stance"] if attribution else "",
        "time": time["text"] if time else "",
        "time_value": (time["value"] or "") if time else "",
        "place": place["label"] if place else "",
        "confidence": record["confidence"],
        "rule": record["rule"],
        "document": record["document"],
        "evidence": record["evidence"][0]["text"],
        "asserted": record["asserted"],
        "minted": record["predicate"]["minted"],
    }
