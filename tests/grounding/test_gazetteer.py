from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pycountry
import pytest

from kg.config import Config, ontology_folder
from kg.entities.names import parse
from kg.entities.tables import words
from kg.errors import OntologyError
from kg.grounding import Vocabulary, load
from kg.grounding.gazetteer import RDFS, SKOS
from kg.grounding.turtle import KG, read
from kg.model import KnownEntity


def named(label: str, vocabulary: Vocabulary) -> KnownEntity:
    (found,) = [entity for entity in vocabulary.known if entity.label == label]
    return found


@pytest.mark.parametrize(
    ("label", "iri", "alias"),
    [
        ("United States", "Q30", "U.S."),
        ("United States", "Q30", "America"),
        ("United Kingdom", "Q145", "Britain"),
        ("Russia", "Q159", "Russian Federation"),
        ("United Nations", "Q1065", "UN"),
        ("NATO", "Q7184", "North Atlantic Treaty Organization"),
        ("World Health Organization", "Q7817", "WHO"),
        ("ASEAN", "Q7768", "Association of Southeast Asian Nations"),
    ],
)
def test_names(label: str, iri: str, alias: str, vocabulary: Vocabulary) -> None:
    found = named(label, vocabulary)
    assert found.iri == f"http://www.wikidata.org/entity/{iri}"
    assert alias in found.aliases


@pytest.mark.parametrize(
    ("word", "country"),
    [
        ("Venezuelan", "Venezuela"),
        ("Russian", "Russia"),
        ("Russians", "Russia"),
        ("British", "United Kingdom"),
        ("Briton", "United Kingdom"),
        ("American", "United States"),
        ("Dutch", "Netherlands"),
        ("North Korean", "North Korea"),
    ],
)
def test_demonyms(word: str, country: str, vocabulary: Vocabulary) -> None:
    assert vocabulary.lexicon.demonyms[word] == country


def test_a_demonym_of_two_countries_is_nobodys(vocabulary: Vocabulary) -> None:
    assert "Congolese" not in vocabulary.lexicon.demonyms


def test_capitals_are_cities_of_their_own(vocabulary: Vocabulary) -> None:
    assert named("Venezuela", vocabulary).capital == "Caracas"
    assert named("Caracas", vocabulary).type == "City"
    cities = {entity.label for entity in vocabulary.known if entity.type == "City"}
    assert {entity.capital for entity in vocabulary.known if entity.capital} <= cities


def test_all_countries_are_there_once(vocabulary: Vocabulary) -> None:
    labels = [entity.label for entity in vocabulary.known if entity.type == "Country"]
    assert len(labels) == len(set(labels)) >= 249


def test_no_name_stands_for_two_entries_of_one_class(vocabulary: Vocabulary) -> None:
    owners: dict[tuple[str, str], set[str]] = {}
    for entity in vocabulary.known:
        for name in (entity.label, *entity.aliases):
            owners.setdefault((entity.type, name), set()).add(entity.iri)
    assert {name: sorted(iris) for name, iris in owners.items() if len(iris) > 1} == {}


OTHERWISE_NAMED = {"CD", "FK", "MF", "SX", "VA", "VI"}
"""Codes of countries whose names in ISO 3166-1 no news text uses ("Falkland Islands (Malvinas)")."""


def test_codes_of_countries_are_those_of_iso_3166() -> None:
    source = read(ontology_folder() / "gazetteer.ttl")
    codes = [code for subject in source.triples for code in source.texts(subject, KG + "isoCode")]
    assert sorted(codes) == sorted({*(country.alpha_2 for country in pycountry.countries), "XK"})


def test_a_code_is_that_of_the_country() -> None:
    source = read(ontology_folder() / "gazetteer.ttl")
    said: dict[str, set[str]] = {}
    for subject in source.triples:
        names = [*source.texts(subject, RDFS + "label"), *source.texts(subject, SKOS + "altLabel")]
        for code in source.texts(subject, KG + "isoCode"):
            said[code] = {parse(name).key for name in names}
    fields = ("name", "common_name", "official_name")
    named = {
        country.alpha_2: {parse(getattr(country, field)).key for field in fields if hasattr(country, field)}
        for country in pycountry.countries
    }
    otherwise = {code for code, names in named.items() if not names & said[code]}
    assert otherwise == OTHERWISE_NAMED


def test_a_name_of_two_entries_is_known_to_be_ambiguous(vocabulary: Vocabulary) -> None:
    """Names are compared as texts are: without case, accents and articles."""
    owners: dict[str, set[str]] = defaultdict(set)
    for entity in vocabulary.known:
        for name in (entity.label, *entity.aliases):
            owners[parse(name).key].add(entity.iri)
    shared = {key for key, iris in owners.items() if len(iris) > 1}
    assert shared <= words("homonyms", "name")


def test_every_city_and_region_lies_in_a_country(vocabulary: Vocabulary) -> None:
    areas = {entity.label for entity in vocabulary.known if entity.type in ("Country", "Region")}
    places = [entity for entity in vocabulary.known if entity.type in ("City", "Region")]
    assert [entity.label for entity in places if entity.country not in areas] == []


def test_a_capital_lies_in_its_country(vocabulary: Vocabulary) -> None:
    cities = {entity.label: entity.country for entity in vocabulary.known if entity.type == "City"}
    countries = [entity for entity in vocabulary.known if entity.type == "Country" and entity.capital]
    wrong = [entity.label for entity in countries if cities[entity.capital or ""] != entity.label]
    assert wrong == []
    assert len(countries) > 190


TABLE = """label,aliases,class,id
Acme Corp,Acme; ACME Inc.,Company,https://example.net/acme
Lake Foo,,NaturalFeature,
"""


@pytest.mark.parametrize(
    ("name", "text"),
    [("own.csv", TABLE), ("own.tsv", TABLE.replace(",", "\t")), ("own.csv", "\ufeff" + TABLE)],
)
def test_a_table_of_ones_own(name: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    vocabulary = load(Config(gazetteers=(str(path),)))
    acme = named("Acme Corp", vocabulary)
    assert acme == KnownEntity("https://example.net/acme", "Acme Corp", "Company", ("Acme", "ACME Inc."))
    assert named("Lake Foo", vocabulary).iri.startswith("https://w3id.org/kg-text/ns/1#known_")


def test_turtle_of_ones_own_wins(tmp_path: Path) -> None:
    path = tmp_path / "own.ttl"
    path.write_text(
        """@prefix kg: <https://w3id.org/kg-text/ns/1#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        <http://www.wikidata.org/entity/Q159> a kg:Country ; rdfs:label "Rossiya" .""",
        encoding="utf-8",
    )
    labels = {entity.iri: entity.label for entity in load(Config(gazetteers=(str(path),))).known}
    assert labels["http://www.wikidata.org/entity/Q159"] == "Rossiya"


def test_what_turtle_says_of_one_subject_in_several_places_is_one_entry(tmp_path: Path) -> None:
    path = tmp_path / "own.ttl"
    path.write_text(
        """@prefix kg: <https://w3id.org/kg-text/ns/1#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix x: <urn:x:> .
        x:a rdfs:label "Acme" . x:b a kg:City ; rdfs:label "Bo" . x:a a kg:Company ; skos:altLabel "AC" .
        x:b skos:altLabel "Boville" ; kg:country <http://www.wikidata.org/entity/Q142> .
        x:file rdfs:comment "no entry" .""",
        encoding="utf-8",
    )
    found = [entity for entity in load(Config(gazetteers=(str(path),))).known if entity.own]
    assert sorted(found, key=lambda entity: entity.iri) == [
        KnownEntity("urn:x:a", "Acme", "Company", ("AC",)),
        KnownEntity("urn:x:b", "Bo", "City", ("Boville",), country="France"),
    ]


def test_empty_lines_and_cells_at_the_end_are_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("Label,Class,\nAcme,Company,,\n\n,,\nBolt,Company\n", encoding="utf-8")
    found = [entity.label for entity in load(Config(gazetteers=(str(path),))).known if entity.own]
    assert found == ["Acme", "Bolt"]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.csv", "name,class\nAcme,Company\n", "a.csv:1: has no column label"),
        ("a.csv", "label,class\nAcme,Firm\n", "a.csv:2: Firm is no class of the ontology"),
        ("a.csv", "label,class\nAcme,Company\n,Company\n", "a.csv:3: has no label"),
        ("a.csv", "", "a.csv:1: has no column label"),
        ("a.csv", "label,class\nAcme, Inc.,Company\n", "a.csv:2: has 3 cells, the header 2"),
        ("a.csv", 'label,class\n"Acme,Company\nBolt,Company\n', "a.csv:2: goes on in the next line"),
        ("a.csv", "label,class\nAcme\n", "a.csv:2: nothing is no class of the ontology"),
        (
            "a.csv",
            "label,class\n" + ",Company\n" * 9,
            "has no label (also wrong: line 3, 4, 5, 6 and 4 more)",
        ),
        (
            "a.csv",
            "label,class,id\nAcme,Company,x:1\nAcme,City,x:1\n",
            "a.csv:3: x:1 is City here and Company in line 2",
        ),
        (
            "a.ttl",
            '@prefix e: <urn:x/> .\ne:acme <http://www.w3.org/2000/01/rdf-schema#label> "Acme" .',
            "a.ttl:2: acme: needs a class of the ontology, not none",
        ),
        ("a.ttl", "@prefix kg: <urn:x> .\nkg:a kg:b .", "a.ttl:2: is not valid Turtle"),
        (
            "a.ttl",
            '@prefix e: <urn:x/> .\ne:acme a e:Firm ; <http://www.w3.org/2000/01/rdf-schema#label> "Acme" .',
            "a.ttl:2: acme: needs a class of the ontology",
        ),
    ],
)
def test_a_wrong_gazetteer_is_named_with_its_line(name: str, text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(OntologyError) as caught:
        load(Config(gazetteers=(str(path),)))
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_table_in_a_wrong_encoding_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("label,class\nCafé,Company\n".encode("latin-1"))
    with pytest.raises(OntologyError, match=r"a\.csv:2: cannot be read"):
        load(Config(gazetteers=(str(path),)))
