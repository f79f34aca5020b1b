from __future__ import annotations

import time
from pathlib import Path

import pytest

from kg.config import Config, ontology_folder
from kg.errors import OntologyError
from kg.grounding import Vocabulary, ground, load
from kg.grounding.lexicon import lexicon
from kg.grounding.ontology import ontology
from kg.grounding.turtle import read
from kg.model import Role
from tests.grounding.lines import read_line

PREFIXES = """@prefix kg: <https://w3id.org/kg-text/ns/1#> .
@prefix lex: <https://example.net/lexicon#> .
@prefix lexinfo: <http://www.lexinfo.net/ontology/3.0/lexinfo#> .
@prefix my: <https://example.net/ns#> .
@prefix ontolex: <http://www.w3.org/ns/lemon/ontolex#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix synsem: <http://www.w3.org/ns/lemon/synsem#> .
"""

POLLUTES = """
my:Chemical a owl:Class ; rdfs:subClassOf kg:Substance ; rdfs:label "chemical"@en .
my:Pollution a owl:Class ; rdfs:subClassOf kg:Event ; rdfs:label "pollution"@en .
my:pollutes a owl:ObjectProperty ; rdfs:label "pollutes"@en ;
    kg:event my:Pollution ; kg:subjectRole kg:agent ; kg:objectRole kg:patient .
"""

POLLUTE = """
lex:pollute-v a ontolex:Word ;
    ontolex:canonicalForm [ ontolex:writtenRep "pollute"@en ] ;
    lexinfo:partOfSpeech lexinfo:verb ;
    ontolex:sense [ ontolex:reference my:pollutes ] ;
    synsem:synBehavior
        [ lexinfo:subject [ kg:role kg:agent ] ; lexinfo:directObject [ kg:role kg:patient ] ;
          lexinfo:prepositionalAdjunct
            [ synsem:marker "with" ; kg:role kg:instrument ; kg:fillerClass my:Chemical ] ] .
my:Chemical kg:commonNoun "solvent", "dioxin" .
"""


def written(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_text(PREFIXES + text, encoding="utf-8")
    return str(path)


def test_loading_is_quick() -> None:
    """Measured: 0.2 s; the limit leaves room for a slow core."""
    load()
    start = time.perf_counter()
    load()
    assert time.perf_counter() - start < 2.0


def test_loading_twice_gives_the_same(vocabulary: Vocabulary) -> None:
    again = load()
    assert again.lexicon == vocabulary.lexicon
    assert again.known == vocabulary.known
    assert list(again.lexicon.frames) == sorted(again.lexicon.frames)
    assert set(again.graph) == set(vocabulary.graph)


def test_frames_stand_most_specific_first(vocabulary: Vocabulary) -> None:
    lengths = [len(frame.slots) for frame in vocabulary.lexicon.lookup("supply", "VERB")]
    assert lengths == sorted(lengths, reverse=True)


def test_parents_stand_nearest_first(vocabulary: Vocabulary) -> None:
    assert vocabulary.classes["Court"].parents == ("GovernmentBody", "Organization", "Agent", "Thing")
    assert set(vocabulary.classes["Country"].parents) == {"Place", "Agent", "Thing"}


def test_a_user_adds_a_relation_by_turtle(tmp_path: Path) -> None:
    config = Config(
        ontology=(written(tmp_path, "my.ttl", POLLUTES),), lexicon=(written(tmp_path, "words.ttl", POLLUTE),)
    )
    vocabulary = load(config)
    (frame,) = vocabulary.lexicon.lookup("pollute", "VERB")
    assert frame.property == "https://example.net/ns#pollutes"
    assert frame.event == "https://example.net/ns#Pollution"
    assert [(slot.function, slot.marker, slot.role) for slot in frame.slots] == [
        ("subject", "", Role.AGENT),
        ("object", "", Role.PATIENT),
        ("oblique", "with", Role.INSTRUMENT),
    ]
    assert vocabulary.lexicon.classes["dioxin"] == "Chemical"
    assert vocabulary.class_iris["Chemical"] == "https://example.net/ns#Chemical"
    statement, entities = read_line("pollute VERB agent=Acme:Company patient=Rhine:NaturalFeature")
    (fact,) = ground([statement], entities, vocabulary)
    assert (fact.subject, fact.property, fact.object) == (
        "en_Acme",
        "https://example.net/ns#pollutes",
        "en_Rhine",
    )


def test_definitions_may_stand_in_the_lexicon_file(tmp_path: Path) -> None:
    vocabulary = load(Config(lexicon=(written(tmp_path, "both.ttl", POLLUTES + POLLUTE),)))
    assert vocabulary.lexicon.lookup("pollute", "VERB")


def test_a_user_adds_a_meaning_to_a_known_word(tmp_path: Path) -> None:
    entry = (
        POLLUTE.replace("pollute", "supply")
        .replace("my:supplys", "kg:equips")
        .replace("; kg:fillerClass my:Chemical", "")
    )
    entry = entry.split("my:Chemical kg:commonNoun")[0]
    vocabulary = load(Config(lexicon=(written(tmp_path, "words.ttl", entry),)))
    properties = {frame.property for frame in vocabulary.lexicon.lookup("supply", "VERB")}
    assert properties == {"kg:equips", "kg:supplies", "kg:suppliesTo"}


WRONG = [
    ("lex:x a ontolex:Word ; ontolex:sense [ .", ":9: is not valid Turtle", ""),
    ("lex:x-v a ontolex:Word ; lexinfo:partOfSpeech lexinfo:verb .", ":9: x-v: has 0 written forms", ""),
    (
        POLLUTE.replace("lexinfo:verb", "lexinfo:gerund"),
        ":10: pollute-v: has no known part of speech",
        "lexinfo:verb",
    ),
    (POLLUTE, "pollute-v: means https://example.net/ns#pollutes, which is not in the ontology", "define it"),
    (POLLUTE.replace("my:pollutes", "kg:suplies"), "pollute-v: means kg:suplies, which is not", ""),
    (
        POLLUTES + POLLUTE.replace("kg:role kg:patient", "kg:role kg:victim"),
        "needs one role, not victim",
        "kg:agent",
    ),
    (POLLUTES + POLLUTE.replace("kg:role kg:patient", 'kg:marker "x"'), "needs one role, not none", ""),
    (
        POLLUTES + POLLUTE.replace('synsem:marker "with" ;', ""),
        "has a wrong synsem:marker",
        "one preposition",
    ),
    (
        POLLUTES + POLLUTE.replace("lexinfo:directObject", "lexinfo:dativeObject"),
        "unknown function lexinfo:dativeObject",
        "",
    ),
    (
        POLLUTES + POLLUTE.replace("kg:fillerClass my:Chemical", "kg:fillerClass my:Acid"),
        "which is no class",
        "",
    ),
    (
        POLLUTES + POLLUTE.replace("ontolex:sense [ ontolex:reference my:pollutes ] ;", ""),
        "means nothing",
        "ontolex:sense",
    ),
    (POLLUTES + 'my:Acid kg:commonNoun "x" .', "Acid: nouns of a class that is not in the ontology", ""),
    (
        POLLUTES.replace("my:Pollution ; kg:subjectRole", "my:Dirt ; kg:subjectRole"),
        "has the event https://example.net/ns#Dirt",
        "",
    ),
    (
        POLLUTES.replace("kg:subjectRole kg:agent", "kg:subjectRole kg:boss"),
        "unknown kg:subjectRole boss",
        "kg:agent",
    ),
    ("my:Person a owl:Class .", "Person: is the name of another class too", ""),
]


def _read_beside(path: str) -> None:
    """Read a file as `load` does, beside the ontology and without the shipped lexicon, which takes time."""
    words = read(Path(path))
    lexicon([words], ontology([read(ontology_folder() / "kg.ttl"), words]))


@pytest.mark.parametrize(("text", "message", "remedy"), WRONG)
def test_a_wrong_file_is_named_with_its_line(text: str, message: str, remedy: str, tmp_path: Path) -> None:
    path = written(tmp_path, "wrong.ttl", text)
    with pytest.raises(OntologyError) as caught:
        _read_beside(path)
    said = str(caught.value)
    assert said.startswith(path)
    assert message in said
    assert remedy in said
    assert "\n" not in said


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=r"none\.ttl: cannot be read"):
        load(Config(ontology=(str(tmp_path / "none.ttl"),)))


def test_a_binary_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "binary.ttl"
    path.write_bytes(b"\xff\xfe\x00\x01 a b .")
    with pytest.raises(OntologyError, match=r"binary\.ttl"):
        load(Config(lexicon=(str(path),)))


def test_a_vocabulary_is_read_again_only_when_a_file_has_changed(tmp_path: Path) -> None:
    table = tmp_path / "own.csv"
    table.write_text("iri,label,class\nhttps://example.net/a,Aland Port,Place\n", encoding="utf-8")
    config = Config(gazetteers=(str(table),), workers=1)
    first = load(config)
    assert load(Config(gazetteers=(str(table),), workers=2)) is first
    table.write_text("iri,label,class\nhttps://example.net/a,Aland Harbour,Place\n", encoding="utf-8")
    again = load(config)
    assert "Aland Harbour" in {entity.label for entity in again.known}
    assert "Aland Harbour" not in {entity.label for entity in first.known}
