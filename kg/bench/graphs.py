"""The graph of a text as labelled edges, and builds for the measuring of speed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from kg import documents, pipeline
from kg.bench.options import Options
from kg.bench.records import Prediction, Triple
from kg.config import Config
from kg.model import Document, Entity, Fact, Statement

__all__ = ["build_all", "edges", "graphs", "read_all", "short_label"]

EDGES = 90
"""Most edges of a text's graph that a benchmark is shown."""

WORDS = 4
"""Most words of a node's label."""


def read_all(paths: Iterable[Path]) -> list[Document]:
    """Return the cleaned documents of some files."""
    return [documents.clean(document) for path in documents.find(paths) for document in documents.read(path)]


def build_all(paths: Iterable[Path], model: str | None) -> Any:
    """Build the graph of some files without writing it, with one worker."""
    return pipeline.build(paths, config=Config(model=model, workers=1)).graph


def graphs(gold: Sequence[Mapping[str, Any]], options: Options) -> Iterator[Prediction]:
    """Yield the edges of the graph of each gold text, at most `EDGES` of `WORDS` words a label."""
    for row in gold:
        built = pipeline.build_text(row["text"], config=Config(model=options.model))
        yield Prediction(str(row["id"]), "", tuple(edges(built.statements, built.entities, built.facts)))


def edges(found: Sequence[Statement], entities: Sequence[Entity], facts: Sequence[Fact]) -> list[Triple]:
    """Return the labelled edges of a graph, at most `EDGES`, in the order of the text.

    An edge runs from the subject of a statement to each other participant, to its time and to its place;
    where a participant is a statement, to the subject of that one. A further edge runs from the object to
    each participant behind a preposition: these go first where there are too many, then the least sure ones.
    """
    labels = {entity.id: short_label(entity.label) for entity in entities}
    by_statement = {fact.statement: fact for fact in facts}
    triples: dict[Triple, bool] = {}
    for statement in found:
        fact = by_statement.get(statement.id)
        for source, relation, target in _links(statement, fact) if fact else ():
            ends = [_label(end, labels, by_statement) for end in (source, target)]
            if all(ends) and ends[0] != ends[1]:
                triple = Triple(ends[0], relation, ends[1], (), statement.confidence)
                triples.setdefault(triple, fact is not None and source == fact.subject)
    kept = set(sorted(triples, key=lambda t: (not triples[t], -t.confidence))[:EDGES])
    return [triple for triple in triples if triple in kept]


def _label(end: str, labels: Mapping[str, str], by_statement: Mapping[str, Fact]) -> str:
    """Return the label of an entity, or of a statement's subject ("" for none); words stay as they are."""
    if end.startswith("st_"):
        fact = by_statement.get(end)
        end = (fact.subject if fact else None) or ""
    return labels.get(end, "" if end.startswith("en_") else end)


def _links(statement: Statement, fact: Fact) -> Iterator[tuple[str, str, str]]:
    """Yield the edges of a statement as (entity, relation, entity or statement or the words of a time)."""
    verb = statement.predicate.text
    others = [role for role in fact.roles if role.filler != fact.subject]
    for role in others if fact.subject else ():
        yield fact.subject or "", f"{verb} {role.marker}".strip(), role.filler
    for mention in (statement.time, statement.place):
        if mention is not None and fact.subject:
            yield fact.subject, verb, short_label(mention.text)
    for role in others if fact.object else ():
        if role.marker and role.filler != fact.object:
            yield fact.object or "", f"{verb} {role.marker}", role.filler


def short_label(label: str) -> str:
    """Return the last `WORDS` words of a label, where the head of a noun phrase stands.

    >>> short_label("the very large blue whale heart")
    'large blue whale heart'
    """
    return " ".join(label.split()[-WORDS:])
