"""The data files: whole, consistent, and as rich as promised."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from kg.config import ontology_folder
from kg.grounding import Vocabulary
from kg.model import Frame, Role

KG = rdflib.Namespace("https://w3id.org/kg-text/ns/1#")
FOLDER = ontology_folder()
TURTLE = ("alignments.ttl", "gazetteer.ttl", "kg.ttl", "lexicon.ttl", "shapes.ttl")

CLASSES = [
    "Thing",
    "Agent",
    "Person",
    "Organization",
    "Company",
    "GovernmentBody",
    "PoliticalParty",
    "MilitaryUnit",
    "MediaOrganization",
    "InternationalOrganization",
    "Place",
    "Country",
    "City",
    "Region",
    "Facility",
    "Product",
    "Weapon",
    "Vehicle",
    "Document",
    "Law",
    "Event",
    "Concept",
    "Animal",
    "Plant",
    "Substance",
    "Group",
    "Time",
    "Quantity",
    "Money",
    "Percentage",
    "Supply",
    "Sanction",
    "Threat",
    "Support",
    "Statement",
    "Communication",
    "Meeting",
    "Opening",
    "Training",
    "Signing",
    "Acquisition",
    "Accusation",
    "Attack",
    "Movement",
    "Leadership",
    "Membership",
    "Employment",
    "Founding",
    "Birth",
    "Death",
    "Election",
    "Trial",
    "Conviction",
    "Payment",
    "Production",
    "Protest",
    "Investigation",
]

PROPERTIES = [
    "supplies",
    "sanctions",
    "threatens",
    "supports",
    "opposes",
    "leads",
    "memberOf",
    "locatedIn",
    "opens",
    "closes",
    "trains",
    "signs",
    "meets",
    "acquires",
    "sells",
    "buys",
    "accuses",
    "says",
    "denies",
    "announces",
    "plans",
    "visits",
    "arrivesIn",
    "leaves",
    "attacks",
    "kills",
    "arrests",
    "charges",
    "convicts",
    "sentences",
    "sues",
    "investigates",
    "employs",
    "founds",
    "owns",
    "ownedBy",
    "partOf",
    "produces",
    "develops",
    "investsIn",
    "pays",
    "funds",
    "elects",
    "appoints",
    "resignsFrom",
    "succeeds",
    "marries",
    "childOf",
    "bornIn",
    "diedIn",
    "studiedAt",
    "livesIn",
    "worksFor",
    "spokespersonOf",
    "represents",
    "nationality",
    "builds",
    "invades",
    "negotiatesWith",
    "bans",
    "approves",
    "rejects",
    "wins",
    "loses",
    "publishes",
    "discusses",
    "warns",
    "urges",
    "orders",
    "helps",
    "protestsAgainst",
    "deploys",
    "isA",
    "hasTitle",
]

DESCRIPTIONS = [
    "alias",
    "polarity",
    "modality",
    "attributedTo",
    "attributionVerb",
    "stance",
    "confidence",
    "rule",
    "lemma",
    "predicateText",
    "minted",
    "asserted",
    "marker",
]


@cache
def parsed(name: str) -> rdflib.Graph:
    """Return a file as rdflib, another parser than the one that kg uses, reads it."""
    return rdflib.Graph().parse(FOLDER / name)


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    return parsed("kg.ttl")


def _defined(ontology: rdflib.Graph) -> Iterator[rdflib.URIRef]:
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty):
        yield from (
            subject for subject in ontology.subjects(RDF.type, kind) if isinstance(subject, rdflib.URIRef)
        )


@pytest.mark.parametrize("name", TURTLE)
def test_files_are_valid_and_say_where_they_come_from(name: str) -> None:
    head = (FOLDER / name).read_text(encoding="utf-8")[:2000]
    assert parsed(name)
    assert re.search(r"# Source: ", head)
    assert "CC0" in head


def test_the_ontology_has_a_version(ontology: rdflib.Graph) -> None:
    assert str(ontology.value(rdflib.URIRef(str(KG)), OWL.versionInfo)).count(".") == 2


@pytest.mark.parametrize("name", CLASSES)
def test_promised_classes_are_there(name: str, vocabulary: Vocabulary) -> None:
    assert "Thing" in vocabulary.classes[name].parents or name == "Thing"


@pytest.mark.parametrize("name", PROPERTIES)
def test_promised_properties_are_there(name: str, vocabulary: Vocabulary) -> None:
    assert f"kg:{name}" in vocabulary.properties


@pytest.mark.parametrize("name", DESCRIPTIONS)
def test_promised_descriptions_are_there(name: str, ontology: rdflib.Graph) -> None:
    assert (KG[name], RDF.type, KG.DescriptionProperty) in ontology
    assert f"kg:{name}" not in load_properties(ontology)


def load_properties(ontology: rdflib.Graph) -> set[str]:
    """Return the compact names of the properties that say which roles their ends play."""
    return {f"kg:{str(subject)[len(KG) :]}" for subject in ontology.subjects(KG.subjectRole, None)}


def test_every_property_is_described(ontology: rdflib.Graph) -> None:
    missing = [
        (str(term), str(wanted))
        for term in _defined(ontology)
        for wanted in (RDFS.label, SKOS.definition, RDFS.domain, RDFS.range)
        if ontology.value(term, wanted) is None
    ]
    assert missing == []


def test_every_class_is_described(ontology: rdflib.Graph) -> None:
    classes = [*ontology.subjects(RDF.type, OWL.Class), *ontology.subjects(RDF.type, RDFS.Class)]
    missing = [
        str(c)
        for c in classes
        for wanted in (RDFS.label, SKOS.definition)
        if ontology.value(c, wanted) is None
    ]
    assert missing == []


def test_nothing_is_defined_twice(ontology: rdflib.Graph) -> None:
    text = (FOLDER / "kg.ttl").read_text(encoding="utf-8")
    blocks = re.findall(r"^(kg:\S+) a ", text, flags=re.M)
    assert len(blocks) == len(set(blocks))
    twice = [str(term) for term in _defined(ontology) if len(list(ontology.objects(term, RDFS.label))) != 1]
    assert twice == []


def test_all_names_of_kg_in_all_files_are_defined(ontology: rdflib.Graph) -> None:
    known = {str(subject) for subject in ontology.subjects() if isinstance(subject, rdflib.URIRef)}
    own = re.compile(r"(Shape$|^(country|city|organization)-)")
    for name in TURTLE:
        used = {str(term) for triple in parsed(name) for term in triple if str(term).startswith(str(KG))}
        assert [term for term in sorted(used - known) if not own.search(term[len(KG) :])] == [], name


def test_every_role_of_the_model_is_a_property(ontology: rdflib.Graph) -> None:
    roles = {str(subject)[len(KG) :] for subject in ontology.subjects(RDF.type, KG.Role)}
    assert roles == {role.value for role in Role}


def test_properties_lead_from_one_role_to_another(vocabulary: Vocabulary) -> None:
    for found in vocabulary.properties.values():
        assert found.subject_role is not found.object_role, found.iri
        assert found.event.removeprefix("kg:") in vocabulary.classes
        assert "Event" in (
            found.event.removeprefix("kg:"),
            *vocabulary.classes[found.event.removeprefix("kg:")].parents,
        )
        assert found.domain and found.range


def test_inverse_properties_agree(ontology: rdflib.Graph) -> None:
    for one, other in ontology.subject_objects(OWL.inverseOf):
        assert ontology.value(one, RDFS.domain) == ontology.value(other, RDFS.range)
        if (other, OWL.inverseOf, None) in ontology:
            assert ontology.value(other, OWL.inverseOf) == one


def _frames(vocabulary: Vocabulary) -> list[Frame]:
    return [frame for frames in vocabulary.lexicon.frames.values() for frame in frames]


def test_every_frame_can_fill_an_end_of_its_property(vocabulary: Vocabulary) -> None:
    """The roles of its arguments and those of the property's ends must meet, or it is never chosen."""
    odd = []
    for frame in _frames(vocabulary):
        roles = {slot.role for slot in frame.slots}
        if frame.subject_role not in roles or (frame.object_role not in roles and len(frame.slots) > 1):
            odd.append((frame.lemma, frame.property))
    assert odd == []


def test_every_frame_means_something(vocabulary: Vocabulary) -> None:
    for frame in _frames(vocabulary):
        assert frame.property in vocabulary.properties
        assert frame.slots
        assert all(name in vocabulary.classes for slot in frame.slots for name in slot.classes)
        assert len({(slot.function, slot.marker, slot.classes) for slot in frame.slots}) == len(
            frame.slots
        ), frame


def test_the_lexicon_is_rich_enough(vocabulary: Vocabulary) -> None:
    counts = {
        pos: sum(1 for _, other in vocabulary.lexicon.frames if other == pos)
        for pos in ("VERB", "NOUN", "ADJ")
    }
    assert counts["VERB"] >= 700
    assert counts["NOUN"] >= 150
    assert counts["ADJ"] >= 20
    assert len(vocabulary.lexicon.classes) >= 1500


@pytest.mark.parametrize(
    ("word", "marker", "role"),
    [
        ("supply", "with", "theme"),
        ("supply", "to", "recipient"),
        ("accuse", "of", "topic"),
        ("depend", "on", "source"),
    ],
)
def test_alternations(word: str, marker: str, role: str, vocabulary: Vocabulary) -> None:
    slots = [slot for frame in vocabulary.lexicon.lookup(word, "VERB") for slot in frame.slots]
    assert role in {slot.role.value for slot in slots if slot.marker == marker}


@pytest.mark.parametrize(
    ("noun", "name"),
    [
        ("helicopter", "Vehicle"),
        ("missile", "Weapon"),
        ("ministry", "GovernmentBody"),
        ("firm", "Company"),
        ("treaty", "Agreement"),
        ("pilot", "Person"),
        ("hospital", "Facility"),
        ("village", "City"),
        ("newspaper", "MediaOrganization"),
        ("brigade", "MilitaryUnit"),
    ],
)
def test_common_nouns(noun: str, name: str, vocabulary: Vocabulary) -> None:
    assert vocabulary.lexicon.classes[noun] == name


def test_prepositions_without_one_role_stay_out(vocabulary: Vocabulary) -> None:
    assert vocabulary.lexicon.markers["from"] is Role.SOURCE
    assert not {"by", "with", "to", "for", "on", "of", "against"} & set(vocabulary.lexicon.markers)


def test_the_context_speaks_of_what_is_defined(ontology: rdflib.Graph) -> None:
    context = json.loads((FOLDER / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    named = {value["@id"] if isinstance(value, dict) else value for value in context.values() if value != 1.1}
    for name in sorted(value for value in named if value.startswith("kg:")):
        assert (KG[name[3:]], None, None) in ontology


def test_files_are_sorted_for_editors() -> None:
    entries = re.findall(
        r"^lex:(\S+)-v\d* a ", (FOLDER / "lexicon.ttl").read_text(encoding="utf-8"), flags=re.M
    )
    assert entries == sorted(entries, key=lambda name: name.lower().replace("-", " "))


def test_shipped_files_are_small_enough_to_read_at_every_start() -> None:
    assert sum(Path(FOLDER / name).stat().st_size for name in TURTLE) < 2_000_000
