"""Which decisions a build could follow, and which speak of what is no longer there: findings for the user."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kg.entities.classes import compatible, family
from kg.entities.constraints import keys
from kg.entities.decisions import place, within
from kg.entities.metonymy import REASON as METONYMY
from kg.entities.names import parse
from kg.model import (
    Alias,
    Apart,
    Decisions,
    Document,
    Entity,
    EntityKind,
    Finding,
    Mention,
    MentionKind,
    Same,
    Severity,
    Split,
    Thing,
)

__all__ = ["findings"]

CODE = "decision"


def findings(
    decisions: Decisions, entities: Sequence[Entity], documents: Iterable[Document]
) -> Iterator[Finding]:
    """Yield a warning for each decision about what is not in these documents, and a note for each that could
    not be followed everywhere.
    """
    if not decisions.entries:
        return
    index = _Index.of(entities, documents)
    for entry in decisions.entries:
        if isinstance(entry, Same | Apart):
            found = [index.entities(thing) for thing in entry.things]
            missing = [t for t, several in zip(entry.things, found, strict=True) if not several]
            if len(found) - len(missing) < 2:
                yield _missing(str(entry), map(str, missing), decisions.where)
            elif isinstance(entry, Same) and len(set().union(*found)) > 1:
                yield _not_everywhere(str(entry), decisions.where)
        elif isinstance(entry, Alias) and not index.entities(entry.thing):
            yield _missing(str(entry), [str(entry.thing)], decisions.where)
        elif isinstance(entry, Split):
            gone = [q for q in entry.mentions if not index.has(Thing(q.text, quote=q))]
            if gone:
                yield _missing(str(entry), map(str, gone), decisions.where)


def _missing(entry: str, gone: Iterable[str], where: str) -> Finding:
    message = f"no longer applies: {entry} (not found: {'; '.join(gone)})"
    return Finding(Severity.WARNING, message, where, "undo it, or decide anew", CODE)


def _not_everywhere(entry: str, where: str) -> Finding:
    message = f"not followed everywhere: {entry}"
    return Finding(Severity.INFO, message, where, "another decision keeps some of them apart", CODE)


@dataclass(frozen=True, slots=True)
class _Index:
    """The entities of a build by their names, identifiers and mentions."""

    documents: dict[str, Document]
    every: Sequence[Entity]
    by_key: dict[str, set[int]] = field(default_factory=dict)
    by_iri: dict[str, set[int]] = field(default_factory=dict)
    by_place: dict[tuple[str, int, str], int] = field(default_factory=dict)

    @classmethod
    def of(cls, entities: Sequence[Entity], documents: Iterable[Document]) -> _Index:
        index = cls({document.id: document for document in documents}, entities)
        for i, entity in enumerate(entities):
            for key in _keys(entity):
                index.by_key.setdefault(key, set()).add(i)
            for link in (link for link in entity.links if link.score):
                index.by_iri.setdefault(link.iri, set()).add(i)
            for mention in entity.mentions:
                index.by_place[mention.span.document, mention.span.start, mention.text] = i
        return index

    def entities(self, thing: Thing) -> set[int]:
        """Return the entities that a decision speaks of."""
        if thing.quote is not None:
            return self._quoted(thing)
        named = set[int]().union(*(self.by_key.get(key, ()) for key in keys(thing)))
        fitting = {i for i in named if compatible(family(self.every[i].type), family(thing.type))}
        found = fitting | (self.by_iri.get(thing.iri, set()) if thing.iri else set())
        if not (thing.document or thing.source):
            return found
        return {i for i in found if any(within(thing, self.documents[d]) for d in _places(self.every[i]))}

    def _quoted(self, thing: Thing) -> set[int]:
        assert thing.quote is not None
        places = (
            (d.id, start) for d in self.documents.values() if (start := place(thing.quote, d)) is not None
        )
        found = (self.by_place.get((name, start, thing.quote.text)) for name, start in places)
        return {i for i in found if i is not None}

    def has(self, thing: Thing) -> bool:
        """Tell whether the words of a quotation are there, be they of an entity or not."""
        assert thing.quote is not None
        quote = thing.quote
        return any(
            d.text.startswith(quote.text, start)
            for d in self.documents.values()
            if (start := place(quote, d)) is not None
        )


def _keys(entity: Entity) -> set[str]:
    if entity.kind is not EntityKind.NAMED:
        return set()
    person = family(entity.type) == "person"
    named = (m.text for m, why in zip(entity.mentions, entity.reasons, strict=True) if _is_name(m, why))
    return {parse(text, person=person).key for text in (entity.label, *entity.aliases, *named)} - {""}


def _is_name(mention: Mention, why: str) -> bool:
    """Tell whether a thing is called what its mention says: "Moscow" for a government is not its name."""
    return mention.kind is MentionKind.NAME and METONYMY not in why


def _places(entity: Entity) -> set[str]:
    return {mention.span.document for mention in entity.mentions}
