"""Gather the entries of lexicon files in the `Lexicon` from which roles and properties are read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pyoxigraph

from kg.grounding.entries import Entry, entries
from kg.grounding.ontology import Ontology
from kg.grounding.turtle import KG, Source
from kg.model import Frame, KnownEntity, Lexicon, Role

__all__ = ["demonyms", "lexicon"]


@dataclass(slots=True)
class _Tables:
    """What is collected from the files before it is frozen into a `Lexicon`."""

    frames: dict[tuple[str, str], list[Frame]] = field(default_factory=dict)
    markers: dict[str, Role] = field(default_factory=dict)
    classes: dict[str, str] = field(default_factory=dict)


def lexicon(sources: Iterable[Source], ontology: Ontology, known: Iterable[KnownEntity] = ()) -> Lexicon:
    """Return the lexicon that `sources` hold together; what a later file says of a noun or preposition wins.

    Frames of one word stand in the order: most arguments first, then those that want a class, then by
    property.  Raises `OntologyError` for an entry that cannot be used.
    """
    tables = _Tables()
    for source in sources:
        for entry in entries(source, ontology):
            _add(entry, tables)
        _add_nouns(source, ontology, tables)
    frames = {key: tuple(sorted(set(tables.frames[key]), key=_specific)) for key in sorted(tables.frames)}
    return Lexicon(
        frames=frames,
        markers=dict(sorted(tables.markers.items())),
        classes=dict(sorted(tables.classes.items())),
        demonyms=demonyms(known),
    )


def demonyms(known: Iterable[KnownEntity]) -> Mapping[str, str]:
    """Return the label of the entity to which each adjective or people's name belongs, without shared ones.

    >>> demonyms([KnownEntity("x:1", "Peru", "Country", demonyms=("Peruvian",))])
    {'Peruvian': 'Peru'}
    """
    owners: dict[str, set[str]] = {}
    for entity in known:
        for demonym in entity.demonyms:
            owners.setdefault(demonym, set()).add(entity.label)
    return {demonym: min(labels) for demonym, labels in sorted(owners.items()) if len(labels) == 1}


def _specific(frame: Frame) -> tuple[object, ...]:
    """Return the sort key that puts the frame with most to say first."""
    wanted = sum(bool(slot.classes) for slot in frame.slots)
    slots = tuple((slot.function, slot.marker, slot.role, slot.classes) for slot in frame.slots)
    ends = (frame.event, frame.subject_role, frame.object_role)
    return (-len(frame.slots), -wanted, frame.property, slots, ends)


def _add(entry: Entry, tables: _Tables) -> None:
    """Add what one entry says: frames, the role of a preposition, or the class that a noun names."""
    word, pos = entry.word(), entry.part_of_speech()
    if pos == "ADP":
        tables.markers[word] = entry.marks()
        return
    for iri, sense in entry.meanings():
        if iri in entry.ontology.class_names:
            tables.classes[word] = entry.ontology.class_names[iri]
        else:
            tables.frames.setdefault((word, pos), []).extend(entry.frames(iri, sense))


def _add_nouns(source: Source, ontology: Ontology, tables: _Tables) -> None:
    """Add the short form `kg:Vehicle kg:commonNoun "car"`."""
    for subject in source.triples:
        nouns = source.texts(subject, KG + "commonNoun")
        if nouns and isinstance(subject, pyoxigraph.NamedNode):
            name = ontology.class_names.get(subject.value)
            if name is None:
                message = "nouns of a class that is not in the ontology"
                raise source.error(subject, message, "correct the class")
            tables.classes.update({noun.lower(): name for noun in nouns})
