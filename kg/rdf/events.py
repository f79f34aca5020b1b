"""A statement as an event node: its roles, how it is said, who says it, when and where, and the words that
say it.

Two layers carry the participants.  `ST kg:agent EN` is what people query.  Beside it each argument has a
participation (`ST kg:participation ST_1`) with what the short form cannot hold: the preposition, the order,
and which mention it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rdflib import Literal, URIRef
from rdflib.namespace import PROV, RDF, RDFS, TIME

from kg.model import (
    Argument,
    Attribution,
    Cue,
    Document,
    Entity,
    Fact,
    Mention,
    Modality,
    Polarity,
    Span,
    Statement,
    StatementRef,
)
from kg.rdf import targets, times
from kg.rdf.names import Names, boolean, compact, decimal, integer, spaced, text
from kg.rdf.terms import KG

__all__ = ["Scene", "describe_statement"]

Triple = tuple[URIRef, URIRef, URIRef | Literal]


@dataclass(frozen=True, slots=True)
class Scene:
    """What a statement refers to: names, documents by id, the entity of each mention, facts by statement
    id.
    """

    names: Names
    documents: dict[str, Document]
    entities: dict[Span, Entity]
    facts: dict[str, Fact]

    def entity(self, mention: Mention | None) -> URIRef | None:
        """Return the entity that a mention stands for, None where nobody knows."""
        found = self.entities.get(mention.span) if mention else None
        return self.names.node(found.id) if found else None

    def filler(self, argument: Argument) -> URIRef | None:
        """Return the entity or statement that fills an argument, None where nobody knows."""
        if isinstance(argument.filler, StatementRef):
            return self.names.node(argument.filler.id)
        return self.entity(argument.filler)


def describe_statement(statement: Statement, scene: Scene) -> Iterator[Triple]:
    """Yield all triples of a statement, the flat one among them where the text vouches for it."""
    names, node = scene.names, scene.names.node(statement.id)
    yield node, RDF.type, RDF.Statement
    yield node, RDFS.label, text(str(statement))
    yield from _predicate(node, statement)
    yield from _manner(node, statement)
    yield from _roles(node, statement, scene)
    for index, argument in enumerate(statement.arguments, 1):
        yield from _participation(node, names.participation(statement.id, index), index, argument, scene)
    if statement.attribution:
        yield from _attribution(node, statement.id, statement.attribution, 0, scene)
    yield from _when(node, statement.time, scene)
    yield from _where(node, statement.place, scene)
    for index, cue in enumerate(statement.cues, 1):
        yield from _cue(node, names.cue(statement.id, index), cue, scene)
    if fact := scene.facts.get(statement.id):
        yield from _fact(node, fact, statement, names)
    yield node, PROV.wasDerivedFrom, names.target(statement.span)
    yield from targets.evidence(statement.span, scene.documents, names)


def _predicate(node: URIRef, statement: Statement) -> Iterator[Triple]:
    """Yield the words of the relation and where the main one stands (half-open, in characters)."""
    predicate = statement.predicate
    yield node, KG.predicateText, text(predicate.text)
    yield node, KG.lemma, text(predicate.lemma)
    yield node, KG.predicateStart, integer(predicate.span.start)
    yield node, KG.predicateEnd, integer(predicate.span.end)


def _manner(node: URIRef, statement: Statement) -> Iterator[Triple]:
    """Yield polarity, modality, the main rule, all rules in order, and confidence with its parts."""
    yield node, KG.polarity, text(statement.polarity)
    yield node, KG.modality, text(statement.modality)
    yield node, KG.confidence, decimal(statement.confidence)
    for name, value in statement.confidence_parts:
        yield node, KG.confidencePart, text(f"{name} {value!r}")
    if statement.rules:
        yield node, KG.rule, text(statement.rules[0])
        yield node, KG.rules, text(" ".join(statement.rules))


def _roles(node: URIRef, statement: Statement, scene: Scene) -> Iterator[Triple]:
    """Yield the participants by role: as the fact has them, or as the text does where there is no fact.

    They differ where a noun tells the event: in "X is the leader of Y" X is the theme of "is" and the agent
    of leading.
    """
    fact = scene.facts.get(statement.id)
    if fact and fact.roles:
        for role in fact.roles:
            if role.filler:
                yield node, scene.names.term(role.role), scene.names.node(role.filler)
        return
    for argument in statement.arguments:
        if (filler := scene.filler(argument)) is not None:
            yield node, scene.names.term(argument.role), filler


def _participation(
    node: URIRef, part: URIRef, index: int, argument: Argument, scene: Scene
) -> Iterator[Triple]:
    """Yield one argument as the text has it: role, order, preposition, mention, and who fills it."""
    yield node, KG.participation, part
    yield part, RDF.type, KG.Participation
    yield part, KG.role, scene.names.term(argument.role)
    yield part, KG.order, integer(index)
    if argument.marker:
        yield part, KG.marker, text(argument.marker)
    if isinstance(argument.filler, StatementRef):
        yield part, KG.text, text(argument.filler.text)
    else:
        yield part, KG.mention, scene.names.target(argument.filler.span)
        yield from targets.mention(argument.filler, scene.documents, scene.names)
    if (filler := scene.filler(argument)) is not None:
        yield part, KG.filler, filler


def _attribution(
    node: URIRef, statement: str, said: Attribution, depth: int, scene: Scene
) -> Iterator[Triple]:
    """Yield who says it, by which verb; the source of the source hangs on a node of its own."""
    yield node, KG.attributionVerb, text(said.verb)
    yield node, KG.stance, text(said.stance)
    if said.source:
        yield node, KG.sourceMention, scene.names.target(said.source.span)
        yield from targets.mention(said.source, scene.documents, scene.names)
    if (source := scene.entity(said.source)) is not None:
        yield node, KG.attributedTo, source
    if said.outer:
        outer = scene.names.attribution(statement, depth + 1)
        yield node, KG.outerAttribution, outer
        yield outer, RDF.type, KG.Attribution
        yield from _attribution(outer, statement, said.outer, depth + 1, scene)


def _when(node: URIRef, time: Mention | None, scene: Scene) -> Iterator[Triple]:
    """Yield the time in words, as a sortable value and in OWL-Time."""
    if time is None:
        return
    yield node, KG.timeText, text(time.text)
    yield node, KG.timeMention, scene.names.target(time.span)
    yield from targets.mention(time, scene.documents, scene.names)
    entity = scene.entity(time)
    if entity is not None:
        yield node, TIME.hasTime, entity
    if time.value:
        yield node, KG.timeValue, text(time.value)
    if time.value and entity is None:
        own = scene.names.time(time.value)
        yield node, TIME.hasTime, own
        yield own, RDFS.label, text(time.value)
        yield from times.describe(own, time.value, scene.names)


def _where(node: URIRef, place: Mention | None, scene: Scene) -> Iterator[Triple]:
    """Yield the place and the mention that tells it."""
    if place is None:
        return
    yield node, KG.placeMention, scene.names.target(place.span)
    yield from targets.mention(place, scene.documents, scene.names)
    if (entity := scene.entity(place)) is not None:
        yield node, KG.place, entity


def _cue(node: URIRef, own: URIRef, cue: Cue, scene: Scene) -> Iterator[Triple]:
    """Yield a word that made the statement negative, modal or somebody's."""
    yield node, KG.cue, own
    yield own, RDF.type, KG.Cue
    yield own, KG.aspect, text(cue.aspect)
    yield own, KG.value, text(cue.value)
    yield own, KG.text, text(cue.text)
    yield own, KG.start, integer(cue.span.start)
    yield own, KG.end, integer(cue.span.end)


def _fact(node: URIRef, fact: Fact, statement: Statement, names: Names) -> Iterator[Triple]:
    """Yield what the ontology makes of it: class, property, subject and object, and the flat triple if it
    is asserted.

    A denied or merely possible statement never becomes a flat triple, whatever the fact says.
    """
    property_ = names.minted(fact.property) if fact.minted else names.term(fact.property)
    asserted = (
        fact.asserted and statement.polarity is Polarity.POSITIVE and statement.modality is Modality.ACTUAL
    )
    yield node, RDF.type, names.term(fact.event)
    yield node, RDF.predicate, property_
    yield node, KG.asserted, boolean(asserted)
    yield node, KG.minted, boolean(fact.minted)
    if fact.minted:
        yield property_, RDF.type, KG.MintedProperty
        yield property_, RDFS.label, text(spaced(compact(property_)))
    for link, end in ((RDF.subject, fact.subject), (RDF.object, fact.object)):
        if end:
            yield node, link, names.node(end)
    if asserted and fact.subject and fact.object:
        yield names.node(fact.subject), property_, names.node(fact.object)
