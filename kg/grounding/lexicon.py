"""Turn OntoLex-Lemon entries into the `Lexicon` from which roles and properties are read.

Follows the OntoLex-Lemon core and its syntax and semantics module (W3C Community Group report, 2016) in the
small profile that `docs/ontology.md` describes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import pyoxigraph

from kg.grounding.ontology import Ontology
from kg.grounding.turtle import KG, Source, Term, local_name
from kg.model import Frame, KnownEntity, Lexicon, Role, Slot

__all__ = ["lexicon"]

LEXINFO = "http://www.lexinfo.net/ontology/3.0/lexinfo#"
ONTOLEX = "http://www.w3.org/ns/lemon/ontolex#"
SYNSEM = "http://www.w3.org/ns/lemon/synsem#"

FUNCTIONS = {
    "clausalArg": "clause",
    "copulativeArg": "subject",
    "directObject": "object",
    "indirectObject": "indirect",
    "objectComplement": "predicate",
    "possessiveAdjunct": "possessor",
    "prepositionalAdjunct": "oblique",
    "subject": "subject",
    "subjectComplement": "predicate",
}
PARTS_OF_SPEECH = {"adjective": "ADJ", "noun": "NOUN", "preposition": "ADP", "verb": "VERB"}
ROLES = {role.value: role for role in Role}
ENTRY_TYPES = ("LexicalEntry", "Word", "MultiwordExpression", "Affix")


@dataclass(slots=True)
class _Tables:
    """What is collected from the files before it is frozen into a `Lexicon`."""

    frames: dict[tuple[str, str], list[Frame]] = field(default_factory=dict)
    markers: dict[str, Role] = field(default_factory=dict)
    classes: dict[str, str] = field(default_factory=dict)


def lexicon(sources: Iterable[Source], ontology: Ontology, known: Iterable[KnownEntity] = ()) -> Lexicon:
    """Return the lexicon that `sources` hold together; what a later file says of a noun or preposition wins.

    Frames of one word stand in the order: most arguments first, then those that want a class, then by
    property. Raises `OntologyError` for an entry that cannot be used.
    """
    tables = _Tables()
    for source in sources:
        _read_entries(source, ontology, tables)
        _read_nouns(source, ontology, tables)
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
    return (-len(frame.slots), -wanted, frame.property, slots)


def _read_entries(source: Source, ontology: Ontology, tables: _Tables) -> None:
    """Add the entries of one file: frames, prepositions with a role, nouns that denote a class."""
    entries = {entry: None for name in ENTRY_TYPES for entry in source.named(ONTOLEX + name)}
    for entry in entries:
        word, pos = _word(source, entry), _part_of_speech(source, entry)
        if pos == "ADP":
            tables.markers[word] = _role(source, entry, source.iris(entry, ONTOLEX + "denotes"))
            continue
        for reference, sense in _references(source, entry):
            if reference in ontology.class_names:
                tables.classes[word] = ontology.class_names[reference]
            else:
                made = _frames(source, entry, sense, word, pos, reference, ontology)
                tables.frames.setdefault((word, pos), []).extend(made)


def _read_nouns(source: Source, ontology: Ontology, tables: _Tables) -> None:
    """Add the short form `kg:Vehicle kg:commonNoun "car"`."""
    for subject in source.triples:
        nouns = source.texts(subject, KG + "commonNoun")
        if nouns and isinstance(subject, pyoxigraph.NamedNode):
            name = ontology.class_names.get(subject.value)
            if name is None:
                raise source.error(
                    subject, "nouns of a class that is not in the ontology", "correct the class"
                )
            tables.classes.update({noun.lower(): name for noun in nouns})


def _word(source: Source, entry: Term) -> str:
    """Return the dictionary form of an entry, in lower case."""
    forms = source.objects(entry, ONTOLEX + "canonicalForm")
    words = [word for form in forms for word in source.texts(form, ONTOLEX + "writtenRep")]
    if len(words) != 1:
        raise source.error(
            entry, f"has {len(words)} written forms", "give one ontolex:canonicalForm with a writtenRep"
        )
    return words[0].lower()


def _part_of_speech(source: Source, entry: Term) -> str:
    """Return the part of speech of an entry as a Universal Dependencies tag."""
    found = [local_name(iri) for iri in source.iris(entry, LEXINFO + "partOfSpeech")]
    if len(found) != 1 or found[0] not in PARTS_OF_SPEECH:
        named = ", ".join(f"lexinfo:{name}" for name in PARTS_OF_SPEECH)
        raise source.error(entry, "has no known part of speech", f"give lexinfo:partOfSpeech one of {named}")
    return PARTS_OF_SPEECH[found[0]]


def _references(source: Source, entry: Term) -> Iterator[tuple[str, Term | None]]:
    """Yield what an entry means (the IRI of a property or class), with the sense that says so."""
    for iri in source.iris(entry, ONTOLEX + "denotes"):
        yield iri, None
    for sense in source.objects(entry, ONTOLEX + "sense"):
        for iri in source.iris(sense, ONTOLEX + "reference"):
            yield iri, sense
    if not source.objects(entry, ONTOLEX + "denotes") and not source.objects(entry, ONTOLEX + "sense"):
        raise source.error(entry, "means nothing", "give ontolex:sense [ ontolex:reference … ]")


def _frames(
    source: Source, entry: Term, sense: Term | None, word: str, pos: str, iri: str, ontology: Ontology
) -> Iterator[Frame]:
    """Yield one frame for each syntactic pattern of an entry."""
    meaning = ontology.properties.get(ontology.compact(iri))
    if meaning is None:
        raise source.error(
            entry, f"means {ontology.compact(iri)}, which is not in the ontology", "define it there"
        )
    patterns = source.objects(entry, SYNSEM + "synBehavior")
    if not patterns:
        raise source.error(entry, "has no pattern", "give synsem:synBehavior [ … ]")
    own = {
        name: source.iris(sense, KG + name) if sense else []
        for name in ("event", "subjectRole", "objectRole")
    }
    for pattern in patterns:
        yield Frame(
            lemma=word,
            pos=pos,
            property=meaning.iri,
            event=ontology.compact(own["event"][0]) if own["event"] else meaning.event,
            slots=tuple(sorted(_slots(source, entry, pattern, ontology), key=_slot_order)),
            subject_role=_role(source, entry, own["subjectRole"])
            if own["subjectRole"]
            else meaning.subject_role,
            object_role=_role(source, entry, own["objectRole"]) if own["objectRole"] else meaning.object_role,
        )


def _slots(source: Source, entry: Term, pattern: Term, ontology: Ontology) -> Iterator[Slot]:
    """Yield the argument positions of one pattern."""
    for predicate, arguments in source.triples.get(pattern, {}).items():
        if not predicate.startswith(LEXINFO):
            continue
        function = FUNCTIONS.get(local_name(predicate))
        if function is None:
            known = ", ".join(f"lexinfo:{name}" for name in FUNCTIONS)
            raise source.error(
                entry, f"has an unknown function lexinfo:{local_name(predicate)}", f"known: {known}"
            )
        for argument in arguments:
            yield _slot(source, entry, function, argument, ontology)


def _slot(source: Source, entry: Term, function: str, argument: Term, ontology: Ontology) -> Slot:
    """Return one argument position."""
    markers = source.texts(argument, SYNSEM + "marker")
    if (function == "oblique") != (len(markers) == 1):
        raise source.error(
            entry, "has a wrong synsem:marker", "one preposition for each prepositionalAdjunct, else none"
        )
    wanted = source.iris(argument, KG + "fillerClass")
    unknown = [iri for iri in wanted if iri not in ontology.class_names]
    if unknown:
        raise source.error(entry, f"wants {ontology.compact(unknown[0])}, which is no class of the ontology")
    role = _role(source, entry, source.iris(argument, KG + "role"))
    return Slot(function, role, "".join(markers), tuple(sorted(ontology.class_names[iri] for iri in wanted)))


def _slot_order(slot: Slot) -> tuple[int, str, str, tuple[str, ...]]:
    """Return the sort key of a slot: subject, object, …, then by preposition."""
    order = ("subject", "possessor", "object", "indirect", "predicate", "clause", "oblique")
    return (order.index(slot.function), slot.marker, slot.role, slot.classes)


def _role(source: Source, entry: Term, iris: list[str]) -> Role:
    """Return the one role that `iris` names."""
    names = [iri.removeprefix(KG) for iri in iris]
    if len(names) != 1 or names[0] not in ROLES:
        said = ", ".join(names) or "none"
        raise source.error(
            entry, f"needs one role, not {said}", f"one of {', '.join(f'kg:{role}' for role in Role)}"
        )
    return ROLES[names[0]]
