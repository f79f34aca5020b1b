"""Read one entry of an OntoLex-Lemon lexicon: its word, its meanings, its patterns.

Follows the OntoLex-Lemon core and its syntax and semantics module (W3C Community Group report, 2016), in the
small profile that `docs/ontology.md` describes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.errors import OntologyError
from kg.grounding.ontology import Ontology, Property
from kg.grounding.turtle import KG, Source, Term, local_name
from kg.model import Frame, Role, Slot

__all__ = ["Entry", "entries"]

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
SLOT_ORDER = ("subject", "possessor", "object", "indirect", "predicate", "clause", "oblique")
PARTS_OF_SPEECH = {"adjective": "ADJ", "noun": "NOUN", "preposition": "ADP", "verb": "VERB"}
ROLES = {role.value: role for role in Role}
TYPES = ("LexicalEntry", "Word", "MultiwordExpression")


@dataclass(frozen=True, slots=True)
class Entry:
    """One block of a lexicon file, to be understood by an ontology."""

    source: Source
    node: Term
    ontology: Ontology

    def word(self) -> str:
        """Return the dictionary form in lower case.  Raises `OntologyError` unless there is one."""
        forms = self.source.objects(self.node, ONTOLEX + "canonicalForm")
        words = [word for form in forms for word in self.source.texts(form, ONTOLEX + "writtenRep")]
        if len(words) != 1:
            remedy = "give one ontolex:canonicalForm with a writtenRep"
            raise self.error(f"has {len(words)} written forms", remedy)
        return words[0].lower()

    def part_of_speech(self) -> str:
        """Return the part of speech as a Universal Dependencies tag; raises `OntologyError` if unknown."""
        found = [local_name(iri) for iri in self.source.iris(self.node, LEXINFO + "partOfSpeech")]
        if len(found) != 1 or found[0] not in PARTS_OF_SPEECH:
            named = ", ".join(f"lexinfo:{name}" for name in PARTS_OF_SPEECH)
            raise self.error("has no known part of speech", f"give lexinfo:partOfSpeech one of {named}")
        return PARTS_OF_SPEECH[found[0]]

    def meanings(self) -> Iterator[tuple[str, Term]]:
        """Yield what the word means: the IRI of a property, class or role, and the node that may say more.

        Raises `OntologyError` if it means nothing.
        """
        senses = self.source.objects(self.node, ONTOLEX + "sense")
        found = [(iri, self.node) for iri in self.source.iris(self.node, ONTOLEX + "denotes")]
        found += [(iri, sense) for sense in senses for iri in self.source.iris(sense, ONTOLEX + "reference")]
        if not found:
            raise self.error("means nothing", "give ontolex:sense [ ontolex:reference … ]")
        yield from found

    def marks(self) -> Role:
        """Return the role that a preposition marks."""
        return self._role([iri for iri, _ in self.meanings()])

    def frames(self, iri: str, sense: Term) -> Iterator[Frame]:
        """Yield one frame for each pattern, with property `iri`; raises `OntologyError` for unknown names."""
        meaning = self._property(iri)
        word, pos = self.word(), self.part_of_speech()
        event = self.source.iris(sense, KG + "event")
        subject = self.source.iris(sense, KG + "subjectRole")
        object_ = self.source.iris(sense, KG + "objectRole")
        for pattern in self._patterns():
            yield Frame(
                lemma=word,
                pos=pos,
                property=meaning.iri,
                event=self.ontology.compact(event[0]) if event else meaning.event,
                slots=tuple(sorted(self._slots(pattern), key=_slot_order)),
                subject_role=self._role(subject) if subject else meaning.subject_role,
                object_role=self._role(object_) if object_ else meaning.object_role,
            )

    def error(self, message: str, remedy: str = "") -> OntologyError:
        """Return an error that names file, line and entry."""
        return self.source.error(self.node, message, remedy)

    def _property(self, iri: str) -> Property:
        """Return the property that an IRI names."""
        name = self.ontology.compact(iri)
        if name not in self.ontology.properties:
            raise self.error(f"means {name}, which is not in the ontology", "define it there")
        return self.ontology.properties[name]

    def _patterns(self) -> list[Term]:
        """Return the nodes of the patterns."""
        found = self.source.objects(self.node, SYNSEM + "synBehavior")
        if not found:
            raise self.error("has no pattern", "give synsem:synBehavior [ … ]")
        return found

    def _slots(self, pattern: Term) -> Iterator[Slot]:
        """Yield the argument positions of a pattern."""
        for predicate, arguments in self.source.triples.get(pattern, {}).items():
            if not predicate.startswith(LEXINFO):
                continue
            name = local_name(predicate)
            if name not in FUNCTIONS:
                known = ", ".join(f"lexinfo:{function}" for function in FUNCTIONS)
                raise self.error(f"has an unknown function lexinfo:{name}", f"known: {known}")
            for argument in arguments:
                yield self._slot(FUNCTIONS[name], argument)

    def _slot(self, function: str, argument: Term) -> Slot:
        """Return one argument position."""
        markers = self.source.texts(argument, SYNSEM + "marker")
        if (function == "oblique") != (len(markers) == 1):
            remedy = "one preposition for each prepositionalAdjunct, else none"
            raise self.error("has a wrong synsem:marker", remedy)
        names = self.ontology.class_names
        wanted = self.source.iris(argument, KG + "fillerClass")
        if unknown := [self.ontology.compact(iri) for iri in wanted if iri not in names]:
            raise self.error(f"wants {unknown[0]}, which is no class of the ontology")
        role = self._role(self.source.iris(argument, KG + "role"))
        return Slot(function, role, "".join(markers), tuple(sorted(names[iri] for iri in wanted)))

    def _role(self, iris: list[str]) -> Role:
        """Return the one role that `iris` name."""
        names = [iri.removeprefix(KG) for iri in iris]
        if len(names) != 1 or names[0] not in ROLES:
            known = ", ".join(f"kg:{role}" for role in ROLES)
            raise self.error(f"needs one role, not {', '.join(names) or 'none'}", f"one of {known}")
        return ROLES[names[0]]


def entries(source: Source, ontology: Ontology) -> list[Entry]:
    """Return the entries of a file."""
    nodes = dict.fromkeys(node for name in TYPES for node in source.named(ONTOLEX + name))
    return [Entry(source, node, ontology) for node in nodes]


def _slot_order(slot: Slot) -> tuple[int, str, str, tuple[str, ...]]:
    """Return the sort key of a slot: subject, object, …, then by preposition."""
    return (SLOT_ORDER.index(slot.function), slot.marker, slot.role, slot.classes)
