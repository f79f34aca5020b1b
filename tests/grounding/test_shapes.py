from __future__ import annotations

from pathlib import Path

import pytest
import rdflib

from kg.errors import OntologyError
from kg.grounding import Vocabulary, validate
from kg.model import Severity

PREFIXES = """@prefix e: <https://w3id.org/kg-text/id/> .
@prefix kg: <https://w3id.org/kg-text/ns/1#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
"""

GOOD = """e:st_1 a rdf:Statement, kg:Supply ; kg:lemma "supply" ; prov:wasDerivedFrom e:doc_1_0-9 ;
    kg:polarity "positive" ; kg:modality "actual" ; kg:confidence 0.9 ; kg:asserted true ;
    kg:agent e:en_1 ; kg:theme e:en_2 ;
    rdf:subject e:en_1 ; rdf:predicate kg:supplies ; rdf:object e:en_2 .
e:en_1 a kg:Country ; rdfs:label "Russia" ; kg:kind "named" ; kg:supplies e:en_2 .
e:en_2 a kg:Vehicle ; rdfs:label "helicopters" ; kg:kind "concept" .
"""

BROKEN = [
    ('kg:polarity "positive" ;', "", "a statement needs one polarity, positive or negative (st_1)"),
    (
        'kg:polarity "positive"',
        'kg:polarity "yes"',
        "a statement needs one polarity, positive or negative (st_1; 'yes')",
    ),
    ('kg:modality "actual" ;', "", "a statement needs one known modality"),
    ('kg:modality "actual"', 'kg:modality "dreamt"', "a statement needs one known modality (st_1; 'dreamt')"),
    ("prov:wasDerivedFrom e:doc_1_0-9 ;", "", "a statement needs evidence"),
    ("kg:confidence 0.9 ;", "", "a statement needs one confidence between 0 and 1"),
    (
        "kg:confidence 0.9",
        "kg:confidence 1.9",
        "a statement needs one confidence between 0 and 1 (st_1; '1.9')",
    ),
    ("kg:agent e:en_1 ; kg:theme e:en_2 ;", "", "a statement needs a participant"),
    ("rdf:object e:en_2 .", "rdfs:comment 'x' .", "a statement that gives a plain triple needs a subject"),
    ('rdfs:label "Russia" ;', "", "an entity needs a label"),
    ("a kg:Country ;", "", "an entity needs a class of the ontology (Russia)"),
    ("a kg:Country ;", "a kg:Coutry ;", "an entity needs a class of the ontology (Russia)"),
    (
        'kg:kind "named"',
        'kg:kind "nice"',
        "the kind of an entity is named, concept or value (Russia; 'nice')",
    ),
]


def graph_of(text: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=PREFIXES + text, format="turtle")


def test_a_good_graph_has_no_findings(vocabulary: Vocabulary) -> None:
    assert validate(graph_of(GOOD), vocabulary) == []


def test_an_empty_graph_has_no_findings(vocabulary: Vocabulary) -> None:
    assert validate(rdflib.Graph(), vocabulary) == []


@pytest.mark.parametrize(("good", "bad", "message"), BROKEN)
def test_broken_data_is_found(good: str, bad: str, message: str, vocabulary: Vocabulary) -> None:
    assert good in GOOD
    findings = validate(graph_of(GOOD.replace(good, bad)), vocabulary)
    assert any(message in finding.message and finding.severity is Severity.ERROR for finding in findings), (
        findings
    )
    assert all("\n" not in finding.message and finding.where and finding.code for finding in findings)


def test_a_subject_of_the_wrong_kind_is_a_warning(vocabulary: Vocabulary) -> None:
    odd = GOOD + 'e:en_3 a kg:Substance ; rdfs:label "oil" ; kg:kind "concept" ; kg:leads e:en_1 .'
    (finding,) = validate(graph_of(odd), vocabulary)
    assert finding.severity is Severity.WARNING
    assert (finding.where, finding.code) == ("en_3", "leadsSubjectShape")
    assert finding.message == (
        "the subject of “leads” should be somebody who can act (a person, an organisation, a country) (oil)"
    )


def test_findings_come_worst_first_and_always_alike(vocabulary: Vocabulary) -> None:
    text = GOOD.replace('kg:polarity "positive" ;', "").replace('rdfs:label "helicopters" ;', "")
    text += 'e:en_3 a kg:Substance ; rdfs:label "oil" ; kg:kind "concept" ; kg:leads e:en_1 .'
    findings = validate(graph_of(text), vocabulary)
    assert [finding.severity for finding in findings] == sorted(f.severity for f in findings)
    assert findings == validate(graph_of(text), vocabulary)


def test_the_graph_is_left_as_it_was(vocabulary: Vocabulary) -> None:
    graph = graph_of(GOOD)
    before = set(graph)
    validate(graph, vocabulary)
    assert set(graph) == before


def test_the_graphs_of_a_dataset_are_checked_together(vocabulary: Vocabulary) -> None:
    dataset = rdflib.Dataset()
    for number, triple in enumerate(sorted(graph_of(GOOD.replace('kg:lemma "supply" ;', "")))):
        dataset.graph(rdflib.URIRef(f"urn:x:{number % 3}")).add(triple)
    (finding,) = validate(dataset, vocabulary)
    assert finding.message == "a statement needs the dictionary form of its predicate (st_1)"


OWN = """e:NoOil a sh:NodeShape ; sh:targetSubjectsOf kg:supplies ; sh:severity sh:Info ;
    sh:property [ sh:path kg:supplies ; sh:maxCount 0 ; sh:message "supplies something" ] ."""


def test_shapes_of_ones_own(vocabulary: Vocabulary, tmp_path: Path) -> None:
    path = tmp_path / "own.ttl"
    path.write_text(PREFIXES + OWN, encoding="utf-8")
    (finding,) = validate(graph_of(GOOD), vocabulary, [path])
    assert finding.message == "supplies something (Russia)"


@pytest.mark.parametrize(
    "text", ["e:a sh:property", "e:S a sh:NodeShape ; sh:targetClass rdf:Statement ; sh:property 5 ."]
)
def test_shapes_that_cannot_be_used(text: str, vocabulary: Vocabulary, tmp_path: Path) -> None:
    path = tmp_path / "own.ttl"
    path.write_text(PREFIXES + text, encoding="utf-8")
    with pytest.raises(OntologyError, match=r"own\.ttl") as caught:
        validate(graph_of(GOOD), vocabulary, [path])
    assert "\n" not in str(caught.value)
