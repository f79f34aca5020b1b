"""From the mentions of all documents to entities: within each document first, then across them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.entities import labels, metonymy
from kg.entities.across import Joined, join
from kg.entities.classes import best
from kg.entities.constraints import Constraints
from kg.entities.linking import Gazetteer
from kg.entities.names import fold, parse
from kg.entities.weights import Weights
from kg.entities.within import Local, resolve_document
from kg.model import (
    Decisions,
    Document,
    Entity,
    EntityKind,
    KnownEntity,
    Lexicon,
    Mention,
    MentionKind,
    Suggestion,
    content_id,
)

__all__ = ["resolve"]

_SUGGESTED = 5
"""So many others at most are told that may be the same as an entity."""


def resolve(
    documents: Iterable[tuple[Document, Sequence[Mention]]],
    *,
    lexicon: Lexicon,
    known: Sequence[KnownEntity],
    decisions: Decisions | None = None,
    weights: Weights | None = None,
) -> list[Entity]:
    """Return the things that the documents mention, sorted by id, each with all its mentions and why each is
    of it.

    Every mention is in at most one entity; pronouns without a certain antecedent are in none.  The result
    depends on the documents but not on their order; a document given twice counts once.  `decisions` of
    analysts go before all rules; where they contradict each other, `DecisionError` is raised.  `weights` of
    comparisons across documents are those shipped if none are given.

    >>> from kg.model import MentionKind, Span
    >>> document = Document("doc_1", "Sherlock Holmes smiled. Holmes left.")
    >>> spans = [Span("doc_1", 0, 15), Span("doc_1", 24, 30)]
    >>> mentions = [Mention(s, document.text[s.start : s.end], MentionKind.NAME, "person") for s in spans]
    >>> entities = resolve([(document, mentions)], lexicon=Lexicon(), known=())
    >>> [(entity.label, entity.type, entity.reasons) for entity in entities]
    [('Sherlock Holmes', 'Person', ('name', 'surname of'))]
    """
    gazetteer = Gazetteer.of(known, lexicon)
    constraints = Constraints.of(decisions) if decisions else Constraints()
    by_document: dict[str, list[Local]] = {}
    for document, mentions in documents:
        if document.id not in by_document:
            by_document[document.id] = resolve_document(
                document, mentions, lexicon=lexicon, gazetteer=gazetteer, constraints=constraints
            )
    things = [thing for name in sorted(by_document) for thing in by_document[name]]
    joined = join(things, weights)
    together: dict[int, list[int]] = {}
    for i in range(len(things)):
        together.setdefault(joined.sets.find(i), []).append(i)
    found = [
        _decided(_entity(group, joined, gazetteer), [things[i] for i in group], constraints)
        for group in together.values()
    ]
    named = dict(zip(together, _distinct(found), strict=True))
    return sorted(_with_suggestions(named, joined), key=lambda entity: entity.id)


def _with_suggestions(named: Mapping[int, Entity], joined: Joined) -> list[Entity]:
    """Return the entities, each with those that may be the same, the likeliest first."""
    told: dict[int, list[Suggestion]] = {}
    for one, other, likeness in joined.suggestions():
        a, b = joined.sets.find(one), joined.sets.find(other)
        for mine, theirs in ((a, b), (b, a)):
            if len(told.setdefault(mine, [])) < _SUGGESTED:
                told[mine].append(Suggestion(named[theirs].id, likeness))
    return [
        replace(entity, suggestions=tuple(told[root])) if root in told else entity
        for root, entity in named.items()
    ]


def _decided(entity: Entity, things: Sequence[Local], constraints: Constraints) -> Entity:
    """Return an entity with the names that decisions give it, and with the decisions."""
    entries = frozenset().union(*(thing.ruled.entries for thing in things))
    if not entries:
        return entity
    bonds = frozenset().union(*(thing.ruled.bonds for thing in things))
    names = {*entity.aliases, *(name for bond in bonds for name in constraints.names[bond])} - {entity.label}
    aliases = tuple(sorted(names, key=lambda text: (fold(text), text)))
    barred = constraints.barred(mark for thing in things for mark in thing.ruled.marks)
    links = tuple(link for link in entity.links if link.iri not in barred)
    return replace(entity, aliases=aliases, links=links, decisions=constraints.lines(entries))


def _entity(group: Sequence[int], joined: Joined, gazetteer: Gazetteer) -> Entity:
    things, why = [joined.things[i] for i in group], [joined.sets.reason(i) for i in group]
    kinds = {thing.kind for thing in things}
    if EntityKind.NAMED in kinds:
        entity = _named(things, why, gazetteer)
        likenesses = {
            joined.things[i].mentions[0].span: joined.likenesses[i] for i in group if i in joined.likenesses
        }
        if not likenesses:
            return entity
        numbered = ((n, likenesses.get(mention.span)) for n, mention in enumerate(entity.mentions))
        return replace(entity, likenesses=tuple((n, found) for n, found in numbered if found is not None))
    return _value(things) if EntityKind.VALUE in kinds else _concept(things, why)


def _value(things: Sequence[Local]) -> Entity:
    """Return the node of a time or quantity: the same value is the same node in all documents."""
    mentions, reasons = _mentions(things, [""] * len(things))
    first = mentions[0]
    spoken = labels.concept_label(mentions)
    label = spoken if first.kind is MentionKind.QUANTITY else first.value or spoken
    own = (first.value,) if first.value else (first.span.document, label)
    names = labels.concept_aliases(mentions, label)
    return Entity(
        content_id("en", first.kind, *own),
        label,
        things[0].type,
        EntityKind.VALUE,
        names,
        mentions,
        reasons,
        value=first.value,
    )


def _concept(things: Sequence[Local], why: Sequence[str]) -> Entity:
    """Return the node of a thing without name: it belongs to its document, unless it was decided that it is
    one with others.
    """
    mentions, reasons = _mentions(things, why)
    first = mentions[0].span
    texts = [text for thing in things for text in thing.texts]
    label = labels.worded_label(texts) or labels.concept_label(mentions)
    names = labels.concept_aliases(mentions, label)
    name = content_id("en", EntityKind.CONCEPT, first.document, first.start, first.end)
    return Entity(name, label, things[0].type, EntityKind.CONCEPT, names, mentions, reasons)


def _named(things: Sequence[Local], why: Sequence[str], gazetteer: Gazetteer) -> Entity:
    """Return the node of a thing with a name; a known one has the label and class of the gazetteer."""
    mentions, reasons = _mentions(things, why)
    known = next((thing.known for thing in things if thing.known is not None), None)
    family = Counter(thing.family for thing in things if thing.family).most_common(1)
    kind = min((f for f, n in family), default="")
    person = kind == "person"
    texts = [text for thing in things for text in thing.texts]
    label = known.label if known else labels.named_label(texts, person=person) or things[0].label
    type_ = known.type if known else best(name for thing in things for name in thing.classes)
    names = labels.named_aliases(texts, label, person=person)
    name = parse(label, person=person)
    keys = {k for thing in things for k in thing.keys} if known and known.iri else {name.key}
    links = gazetteer.links(keys, kind, known, _why_known(things))
    seat = next((thing.seat for thing in things if thing.seat is not None), None)
    if seat is not None and known is None:
        links = tuple(metonymy.links(seat))
    own = (known.iri,) if known and known.iri else (name.key or label, kind)
    if things[0].little and len(things) == 1:
        own = (*own, things[0].document)
    return Entity(
        content_id("en", EntityKind.NAMED, *own),
        label,
        type_,
        EntityKind.NAMED,
        names,
        mentions,
        reasons,
        links,
    )


def _why_known(things: Sequence[Local]) -> str:
    """Return what speaks for the known entity: nothing is needed where one document names it beyond doubt."""
    reasons = [thing.why_known for thing in things if thing.known is not None]
    return min(reasons, default="")


def _mentions(things: Sequence[Local], why: Sequence[str]) -> tuple[tuple[Mention, ...], tuple[str, ...]]:
    """Return all mentions in order of their spans, each with its reason; that of the document's names is
    added to the first.
    """
    pairs: list[tuple[Mention, str]] = []
    for thing, reason in zip(things, why, strict=True):
        own = list(thing.reasons)
        if reason and own:
            own[0] = reason if own[0] == "name" else f"{own[0]}; {reason}"
        pairs += zip(thing.mentions, own, strict=True)
    pairs.sort(key=lambda pair: pair[0].span)
    return tuple(mention for mention, _ in pairs), tuple(reason for _, reason in pairs)


def _distinct(entities: list[Entity]) -> list[Entity]:
    """Return the entities with different ids: of several of the same name, all have their first mention in
    the id.
    """
    counts = Counter(entity.id for entity in entities)
    return [entity if counts[entity.id] == 1 else _by_first_mention(entity) for entity in entities]


def _by_first_mention(entity: Entity) -> Entity:
    first = entity.mentions[0].span
    return replace(entity, id=content_id("en", entity.id, first.document, first.start, first.end))
