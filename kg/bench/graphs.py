"""The graph of a text as labelled edges, and builds for the measuring of speed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg import documents, pipeline
from kg.bench.options import Options
from kg.bench.records import Prediction, Triple
from kg.config import Config
from kg.model import Document, Entity, Fact, FactRole, Mention, Role, Statement

__all__ = ["build_all", "edges", "graphs", "read_all", "short_label"]

EDGES = 90
"""Most edges of a text's graph that a benchmark is shown."""

WORDS = 4
"""Most words of a node's label."""

LINKS = ("of", "for", "about", "between", "against", "into")
"""What stands between the head of a label and the noun phrase behind it."""

ARTICLES = ("the", "a", "an")

NOMINAL = ("apposition", "title", "example", "possessive", "origin", "affiliation")
"""Rules whose statements have no verb in the text."""

UNSAID = {"be": "is", "have": "has"}
"""Verbs of statements that a noun phrase makes ("President Maduro")."""


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

    An edge runs from the first participant of a statement (its subject, else its object) to each other one,
    to its time and to its place, as in the picture of a graph. A participant that is a statement is shown by
    its subject; where it has none, or the same, by its verb and object. A statement of one participant alone
    leads to its own main word ("prices" "have" "risen"). A further edge runs from the object to each
    participant behind a preposition. Where there are too many edges, those from objects go first, then the
    second and further ones of a statement, of these the least sure ones.
    """
    view = _View(
        {entity.id: short_label(entity.label) for entity in entities},
        {statement.id: statement for statement in found},
        {fact.statement: fact for fact in facts},
    )
    ranks: dict[Triple, int] = {}
    for statement in found:
        for rank, ends in view.edges(statement):
            triple = Triple(*ends, (), statement.confidence)
            ranks[triple] = min(rank, ranks.get(triple, rank))
    kept = set(sorted(ranks, key=lambda t: (ranks[t], -t.confidence))[:EDGES])
    return [triple for triple in ranks if triple in kept]


@dataclass(frozen=True, slots=True)
class _View:
    """A graph as it is looked at: labels of entities, statements and facts, by id."""

    labels: Mapping[str, str]
    statements: Mapping[str, Statement]
    facts: Mapping[str, Fact]

    def edges(self, statement: Statement) -> Iterator[tuple[int, tuple[str, str, str]]]:
        """Yield rank and labels of a statement's edges: 0 for its first one, 2 for one from its object."""
        fact = self.facts.get(statement.id)
        start = _start(fact) if fact else None
        if fact is None or start is None:
            return
        first, verb, rank = self.labels[start.filler], _relation(statement, start), 0
        for relation, end in self._others(statement, fact, start, verb):
            if end and end != first:
                yield rank, (first, relation, end)
                rank = 1
        if not rank and _has_verb(statement):
            yield 0, (first, *_alone(statement, start))
        object_ = next((role for role in fact.roles if role.filler == fact.object != start.filler), None)
        if object_ is not None and object_.filler in self.labels:
            yield from ((2, edge) for edge in self._of_object(fact, object_, first, verb))

    def _others(
        self, statement: Statement, fact: Fact, start: FactRole, verb: str
    ) -> Iterator[tuple[str, str]]:
        """Yield relation and label of each participant but the first one, and of time and place."""
        yield from ((verb, adjective.text) for adjective in _adjectives(statement, start))
        for role in fact.roles:
            if role.filler != start.filler and not _is_beside(role, start):
                yield f"{verb} {role.marker}".strip(), self._label(role.filler, self.labels[start.filler])
        for mention in (statement.time, statement.place):
            if mention is not None:
                yield verb, short_label(mention.text)

    def _of_object(
        self, fact: Fact, object_: FactRole, first: str, verb: str
    ) -> Iterator[tuple[str, str, str]]:
        """Yield the edges from the object to each participant behind a preposition."""
        for role in fact.roles:
            end = self._label(role.filler, self.labels[object_.filler])
            other = end not in ("", first, self.labels[object_.filler])
            if other and role.marker and not _is_beside(role, object_):
                yield self.labels[object_.filler], f"{verb} {role.marker}", end

    def _label(self, end: str, other: str) -> str:
        """Return the label of an entity or statement at the other end of an edge, "" for none."""
        if end in self.labels:
            return self.labels[end]
        statement, fact = self.statements.get(end), self.facts.get(end)
        if statement is None or fact is None:
            return ""
        subject = self.labels.get(fact.subject or "", "")
        if subject not in ("", other):
            return subject
        objects = (self.labels.get(role.filler, "") for role in fact.roles if role.filler != fact.subject)
        verb = statement.predicate.lemma.split()[:2]
        return " ".join([*verb, short_label(next((o for o in objects if o), ""), WORDS - len(verb))]).strip()


def _start(fact: Fact) -> FactRole | None:
    """Return the entity from which a statement's edges run: the subject, else the object, else any."""
    entities = [role for role in fact.roles if role.filler.startswith("en_")]
    return min(
        entities, key=lambda role: (role.filler != fact.subject, role.filler != fact.object), default=None
    )


def _is_beside(role: FactRole, other: FactRole) -> bool:
    """Tell whether two participants are coordinated, so that nothing is said of one to the other."""
    return bool(role.marker) and (role.role, role.marker) == (other.role, other.marker)


def _adjectives(statement: Statement, start: FactRole) -> Iterator[Mention]:
    """Yield the adjectives said of the first participant ("became common"), which are no entities."""
    for argument in statement.arguments:
        filler, is_said = argument.filler, argument.role is Role.ATTRIBUTE and start.role is not Role.AGENT
        if is_said and isinstance(filler, Mention) and filler.span == filler.phrase == filler.head:
            yield filler


def _has_verb(statement: Statement) -> bool:
    """Tell whether the words of a relation are a verb or an event, not those of a noun phrase."""
    return statement.rules[0] not in NOMINAL


def _relation(statement: Statement, start: FactRole) -> str:
    """Return the words of a relation as seen from its first participant.

    That is "is" or "has" where the text has no verb, and the bare verb from the agent of a passive.
    """
    if not _has_verb(statement):
        return UNSAID.get(statement.predicate.lemma, statement.predicate.text)
    turned = statement.rules[0] == "verbal.passive" and start.role is Role.AGENT
    return statement.predicate.lemma if turned else statement.predicate.text


def _alone(statement: Statement, start: FactRole) -> tuple[str, str]:
    """Return the relation of the only participant to its statement, and the main word of that."""
    before, _, word = statement.predicate.text.rpartition(" ")
    return before or str(start.role), word


def short_label(label: str, most: int = WORDS) -> str:
    """Return at most `most` words of a label: the head, what it is of, and the words before these.

    >>> short_label("the very large blue whale heart"), short_label("an important aspect of the old tales")
    ('large blue whale heart', 'aspect of old tales')
    """
    words = label.split()
    link = next((i for i, word in enumerate(words) if i and word in LINKS), len(words))
    before, after = words[:link], [word for word in words[link + 1 :] if word not in ARTICLES]
    behind = [words[link], *after[-(most - 2) :]] if after and most > 2 else []
    return " ".join([*before[-(most - len(behind)) :], *behind])
