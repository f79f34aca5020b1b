from __future__ import annotations

from dataclasses import replace

import pytest
import rdflib
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, PROV, RDF, RDFS, SKOS, TIME, XSD

from kg import rdf
from kg.config import Config
from kg.model import FactRole, Modality, Polarity, Role
from kg.rdf.names import OA, SCHEMA, Names
from kg.rdf.terms import KG
from tests.rdf.samples import (
    ABRAMS,
    BOLTON,
    CARACAS,
    DAY,
    DOCUMENT,
    ENTITIES,
    FACTS,
    HELICOPTERS,
    LEAVING,
    MADURO,
    NO_SUPPLY,
    OPENING,
    RUSSIA,
    SAYING,
    STATEMENTS,
    SUPPLY,
    SUPPORT,
    TANKS,
    VENEZUELA,
)

NAMES = Names(Config().base_iri)
NS = "https://w3id.org/kg-text/ns/1#"


def term(name: str) -> URIRef:
    return URIRef(NS + name)


@pytest.fixture(scope="module")
def dataset() -> rdf.Dataset:
    return rdf.build(FACTS, STATEMENTS, ENTITIES, [DOCUMENT])


def values(graph: Graph, node: str, predicate: URIRef) -> list[str]:
    return sorted(str(value) for value in graph.objects(NAMES.node(node), predicate))


def test_one_sentence_is_one_event_with_three_roles(dataset: rdf.Dataset) -> None:
    node = NAMES.node(SUPPLY.id)
    roles = {"agent": RUSSIA, "theme": HELICOPTERS, "recipient": VENEZUELA}
    for role, entity in roles.items():
        assert values(dataset, SUPPLY.id, term(role)) == [str(NAMES.node(entity.id))]
    assert set(dataset.objects(node, RDF.type)) == {RDF.Statement, term("Supply")}
    assert list(dataset.subjects(RDF.type, term("Supply"))).count(node) == 1
    assert (node, RDF.subject, NAMES.node(RUSSIA.id)) in dataset
    assert (node, RDF.predicate, term("supplies")) in dataset
    assert (node, RDF.object, NAMES.node(HELICOPTERS.id)) in dataset


def test_the_flat_triple_stands_beside_it(dataset: rdf.Dataset) -> None:
    assert list(dataset.subject_objects(term("supplies"))) == [
        (NAMES.node(RUSSIA.id), NAMES.node(HELICOPTERS.id))
    ]


@pytest.mark.parametrize("statement", [NO_SUPPLY, OPENING, SUPPORT], ids=["denied", "planned", "claimed"])
def test_what_the_text_does_not_vouch_for_gives_no_flat_triple(
    dataset: rdf.Dataset, statement: object
) -> None:
    node = NAMES.node(statement.id)  # type: ignore[attr-defined]
    triple = tuple(dataset.value(node, part) for part in (RDF.subject, RDF.predicate, RDF.object))
    assert None in triple or triple not in dataset
    assert (node, KG.asserted, Literal(False)) in dataset


@pytest.mark.parametrize(
    "change", [{"polarity": Polarity.NEGATIVE}, {"modality": Modality.POSSIBLE}], ids=["negative", "possible"]
)
def test_a_wrong_fact_cannot_assert_what_is_denied_or_possible(change: dict[str, object]) -> None:
    statement = replace(SUPPLY, **change)  # type: ignore[arg-type]
    dataset = rdf.build(FACTS[:1], [statement], ENTITIES, [DOCUMENT])
    assert not list(dataset.triples((None, term("supplies"), None)))
    assert values(dataset, SUPPLY.id, KG.asserted) == ["false"]


def test_how_it_is_said(dataset: rdf.Dataset) -> None:
    assert values(dataset, NO_SUPPLY.id, KG.polarity) == ["negative"]
    assert values(dataset, OPENING.id, KG.modality) == ["planned"]
    assert values(dataset, SUPPLY.id, KG.rule) == ["verbal.active"]
    assert values(dataset, SUPPORT.id, KG.rules) == ["verbal.active clause.complement attribution.said"]
    confidence = dataset.value(NAMES.node(SUPPLY.id), KG.confidence)
    assert confidence == Literal("0.93", datatype=XSD.decimal)
    assert values(dataset, SUPPLY.id, KG.confidencePart) == ["parse 0.98", "rule 0.95"]
    cue = dataset.value(NAMES.node(NO_SUPPLY.id), KG.cue)
    assert str(dataset.value(cue, KG.text)) == "not"


def test_who_says_it_and_who_says_that_they_do(dataset: rdf.Dataset) -> None:
    assert values(dataset, SUPPORT.id, KG.attributedTo) == [str(NAMES.node(BOLTON.id))]
    assert values(dataset, SUPPORT.id, KG.attributionVerb) == ["claim"]
    assert values(dataset, SUPPORT.id, KG.stance) == ["claimed"]
    outer = dataset.value(NAMES.node(SUPPORT.id), KG.outerAttribution)
    assert dataset.value(outer, KG.attributedTo) == NAMES.node(ABRAMS.id)
    assert str(dataset.value(outer, KG.attributionVerb)) == "say"


def test_a_statement_can_fill_a_role(dataset: rdf.Dataset) -> None:
    assert (NAMES.node(SAYING.id), term("topic"), NAMES.node(SUPPORT.id)) in dataset
    assert (NAMES.node(SAYING.id), RDF.object, NAMES.node(SUPPORT.id)) in dataset
    assert (NAMES.node(ABRAMS.id), term("says"), NAMES.node(SUPPORT.id)) in dataset


def test_roles_are_the_facts_where_it_has_any() -> None:
    fact = replace(FACTS[0], roles=(FactRole(Role.SOURCE, "", RUSSIA.id), FactRole(Role.THEME, "", "")))
    dataset = rdf.build([fact], [SUPPLY], ENTITIES, [DOCUMENT])
    assert values(dataset, SUPPLY.id, term("source")) == [str(NAMES.node(RUSSIA.id))]
    assert not values(dataset, SUPPLY.id, term("agent")) and not values(dataset, SUPPLY.id, term("theme"))
    assert dataset.value(NAMES.participation(SUPPLY.id, 1), KG.role) == term("agent")


def test_participations_keep_preposition_order_and_mention(dataset: rdf.Dataset) -> None:
    part = NAMES.participation(SUPPLY.id, 3)
    assert (NAMES.node(SUPPLY.id), KG.participation, part) in dataset
    assert str(dataset.value(part, KG.marker)) == "to"
    assert dataset.value(part, KG.order) == Literal(3)
    assert dataset.value(part, KG.role) == term("recipient")
    assert dataset.value(part, KG.filler) == NAMES.node(VENEZUELA.id)
    assert str(dataset.value(dataset.value(part, KG.mention), OA.hasSelector / OA.exact)) == "Venezuela"


def test_a_mention_of_nobody_known_stays_in_the_graph(dataset: rdf.Dataset) -> None:
    part = NAMES.participation(LEAVING.id, 1)
    assert dataset.value(part, KG.filler) is None
    assert str(dataset.value(part, KG.mention / OA.hasSelector / OA.exact)) == "They"
    assert not values(dataset, LEAVING.id, term("agent"))


def test_time_and_place(dataset: rdf.Dataset) -> None:
    day = NAMES.node(DAY.id)
    assert values(dataset, OPENING.id, TIME.hasTime) == [str(day)]
    assert values(dataset, OPENING.id, KG.timeText) == ["29 March 2019"]
    assert values(dataset, OPENING.id, KG.timeValue) == ["2019-03-29"]
    assert values(dataset, OPENING.id, KG.place) == [str(NAMES.node(CARACAS.id))]
    assert (day, RDF.type, TIME.Instant) in dataset
    assert (day, TIME.inXSDDate, Literal("2019-03-29", datatype=XSD.date)) in dataset


def test_a_time_that_is_no_entity_gets_a_node_of_its_own() -> None:
    dataset = rdf.build(FACTS, [OPENING], [], [DOCUMENT])
    node = NAMES.time("2019-03-29")
    assert values(dataset, OPENING.id, TIME.hasTime) == [str(node)]
    assert (node, TIME.inXSDDate, Literal("2019-03-29", datatype=XSD.date)) in dataset


def test_evidence_is_an_annotation_target(dataset: rdf.Dataset) -> None:
    target = dataset.value(NAMES.node(NO_SUPPLY.id), PROV.wasDerivedFrom)
    assert (target, RDF.type, OA.SpecificResource) in dataset
    assert dataset.value(target, OA.hasSource) == NAMES.node(DOCUMENT.id)
    at = dataset.value(target, OA.hasSelector)
    found = {
        name: dataset.value(at, OA[name]).toPython() for name in ("exact", "start", "end", "prefix", "suffix")
    }
    assert found["exact"] == "Russia does not supply tanks to Venezuela."
    assert DOCUMENT.text[found["start"] : found["end"]] == found["exact"]
    around = found["prefix"] + found["exact"] + found["suffix"]
    assert around in DOCUMENT.text and len(around) == len(found["exact"]) + 64


def test_entities(dataset: rdf.Dataset) -> None:
    russia = NAMES.node(RUSSIA.id)
    assert (russia, RDF.type, term("Country")) in dataset
    assert values(dataset, RUSSIA.id, RDFS.label) == ["Russia"]
    assert values(dataset, RUSSIA.id, SKOS.altLabel) == ["Moscow"]
    assert values(dataset, RUSSIA.id, OWL.sameAs) == ["http://www.wikidata.org/entity/Q159"]
    assert values(dataset, RUSSIA.id, RDFS.seeAlso) == ["http://www.wikidata.org/entity/Q649"]
    assert values(dataset, RUSSIA.id, KG.mention) == sorted(
        str(NAMES.target(m.span)) for m in RUSSIA.mentions
    )
    assert values(dataset, DAY.id, KG.normalizedValue) == ["2019-03-29"]
    assert str(dataset.value(NAMES.target(MADURO.mentions[0].span), KG.reason)) == "exact name"


def test_documents(dataset: rdf.Dataset) -> None:
    node = NAMES.node(DOCUMENT.id)
    assert (node, RDF.type, PROV.Entity) in dataset
    assert values(dataset, DOCUMENT.id, SCHEMA.name) == ["A story"]
    assert dataset.value(node, SCHEMA.datePublished) == Literal("2019-03-30", datatype=XSD.date)


def test_a_minted_property_is_declared(dataset: rdf.Dataset) -> None:
    assert (term("leave"), RDF.type, KG.MintedProperty) in dataset
    assert str(dataset.value(term("leave"), RDFS.label)) == "leave"
    assert (NAMES.node(LEAVING.id), KG.minted, Literal(True)) in dataset


def test_a_minted_property_does_not_take_a_word_of_the_model() -> None:
    fact = replace(FACTS[0], property="kg:mention", minted=True)
    dataset = rdf.build([fact], [SUPPLY], ENTITIES, [DOCUMENT])
    assert list(dataset.subjects(RDF.type, KG.MintedProperty)) == [term("mention_")]


def test_one_named_graph_a_document_which_stands_alone(dataset: rdf.Dataset) -> None:
    named = [graph for graph in dataset.graphs() if graph]
    assert [graph.identifier for graph in named] == [NAMES.node(DOCUMENT.id)]
    other = replace(DOCUMENT, id="doc_2")
    both = rdf.build(FACTS, STATEMENTS, ENTITIES, [DOCUMENT, other])
    assert len([graph for graph in both.graphs() if graph]) == 2
    for statement in STATEMENTS:
        for _, _, filler in named[0].triples((NAMES.node(statement.id), KG.participation / KG.filler, None)):
            assert named[0].value(filler, RDFS.label)


def test_the_ontology_lends_labels_and_superclasses() -> None:
    ontology = Graph().parse(
        format="turtle",
        data=f"""@prefix kg: <{NS}> . @prefix rdfs: <{RDFS}> .
        kg:Supply rdfs:subClassOf kg:Transfer, [ a rdfs:Class ] ; rdfs:label "supply" .
        kg:Transfer rdfs:subClassOf kg:Event . kg:Event rdfs:label "event" . kg:Unused rdfs:label "unused" .
        kg:supplies rdfs:label "supplies"@en .""",
    )
    dataset = rdf.build(FACTS, STATEMENTS, ENTITIES, [DOCUMENT], vocabulary_graph=ontology)
    assert (term("Supply"), RDFS.subClassOf, term("Transfer")) in dataset.default_graph
    assert (term("Event"), RDFS.label, Literal("event")) in dataset.default_graph
    assert not list(dataset.triples((term("Unused"), None, None)))
    assert not [node for triple in dataset for node in triple if isinstance(node, rdflib.BNode)]


def test_a_statement_without_fact_or_document_still_stands() -> None:
    dataset = rdf.build([], [SUPPLY], [], [])
    assert values(dataset, SUPPLY.id, KG.lemma) == ["supply"]
    assert not list(dataset.subject_objects(RDF.predicate))


def test_the_base_iri_is_the_users() -> None:
    dataset = rdf.build(
        FACTS, STATEMENTS, ENTITIES, [DOCUMENT], config=Config(base_iri="https://example.net/x#")
    )
    subjects = {str(subject) for subject in dataset.subjects()}
    assert all(subject.startswith(("https://example.net/x#", NS)) for subject in subjects)
    assert TANKS.id in {subject.rpartition("#")[2] for subject in subjects}
