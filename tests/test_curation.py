"""Decisions from names and ids: an entity is described by the least that tells it from all others."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kg import curation, decisions
from kg.errors import DecisionError, InputError
from kg.model import Alias, Apart, Same, Split, Thing
from kg.records import Records

TEXTS = {
    "doc_a": "John Bolton met Bolton of Acme Ltd in Peru. He and the envoy left. Acme won.",
    "doc_b": "Bolton sang. Amazon grew. The Amazon rose.",
    "doc_c": "Amazon paid.",
}


def mention(document: str, text: str, kind: str = "name", nth: int = 0) -> dict[str, Any]:
    start = -1
    for _ in range(nth + 1):
        start = TEXTS[document].index(text, start + 1)
    place = {"document": document, "start": start, "end": start + len(text)}
    return {**place, "text": text, "kind": kind, "reason": "name"}


def entity(number: int, label: str, class_: str, *mentions: dict[str, Any], **more: Any) -> dict[str, Any]:
    aliases = sorted({one["text"] for one in mentions if one["kind"] == "name"} - {label})
    told = {"kind": "named", "aliases": aliases, "links": [], "value": None, "decisions": []}
    return {"id": f"en_{number}", "label": label, "class": class_, "mentions": list(mentions)} | told | more


PERU = {"links": [{"iri": "kg:pe", "score": 1.0, "reason": "exact label", "certain": True}]}
ENTITIES = (
    entity(1, "John Bolton", "Person", mention("doc_a", "John Bolton"), mention("doc_a", "Bolton", nth=1),
           mention("doc_a", "He", "pronoun")),
    entity(2, "Bolton", "Person", mention("doc_b", "Bolton")),
    entity(3, "Acme Ltd", "Company", mention("doc_a", "Acme Ltd"), mention("doc_a", "Acme", nth=1)),
    entity(4, "Peru", "Country", mention("doc_a", "Peru"), **PERU),
    entity(5, "envoy", "Person", mention("doc_a", "envoy", "nominal"), kind="concept"),
    entity(6, "Amazon", "Company", mention("doc_b", "Amazon"), mention("doc_c", "Amazon")),
    entity(7, "Amazon", "Company", mention("doc_b", "Amazon", nth=1)),
    entity(8, "2019", "Time", mention("doc_a", "Peru"), kind="value"),
)  # fmt: skip
DOCUMENTS = tuple({"id": name, "text": text, "source": f"{name}.txt"} for name, text in TEXTS.items())
RECORDS = Records({"settings": {}}, DOCUMENTS, (), ENTITIES)


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (1, "John Bolton (Person)"),
        (2, "Bolton (Person) in doc_b.txt"),
        (3, "Acme Ltd (Company)"),
        (4, "Peru (Country)"),
        (5, "envoy (Person) in doc_a.txt: “Acme Ltd in Peru. He and the [envoy] left. Acme won.”"),
        (6, "Amazon (Company) in doc_c.txt"),
        (7, "Amazon (Company) in doc_b.txt: “Bolton sang. Amazon grew. The [Amazon] rose.”"),
    ],
)
def test_how_an_entity_is_described(number: int, told: str) -> None:
    assert str(curation.thing(RECORDS, ENTITIES[number - 1])) == told


def test_a_known_entity_has_its_identifier() -> None:
    assert curation.thing(RECORDS, ENTITIES[3]).iri == "kg:pe"


def test_merge() -> None:
    made = curation.merge(RECORDS, "Bolton", "john bolton", why="same man")
    here = Thing("Bolton", "Person", document="doc_b", source="doc_b.txt")
    assert made == Same((here, Thing("John Bolton", "Person")), why="same man")


def test_a_name_that_many_bear_is_described_in_each_document() -> None:
    both = entity(9, "Smith", "Person", mention("doc_b", "Bolton"), mention("doc_c", "Amazon"))
    both["mentions"] = [one | {"text": "Smith"} for one in both["mentions"]]
    made = curation.merge(Records({}, DOCUMENTS, (), (*ENTITIES, both)), "Smith", "Acme Ltd")
    assert [thing.document for thing in made.things] == ["doc_b", "doc_c", ""]


def test_split_by_number_name_and_entity() -> None:
    by_number, by_name, by_entity = curation.split(RECORDS, "John Bolton", ["2", "Bolton", "Acme"])
    assert isinstance(by_number, Split)
    assert [str(one) for one in by_number.mentions] == [
        "“John Bolton met [Bolton] of Acme Ltd in Peru. He and”"
    ]
    assert by_name == Apart((Thing("John Bolton", "Person"), Thing("Bolton", "Person")))
    assert by_entity == Apart((Thing("John Bolton", "Person"), Thing("Acme Ltd", "Company")))


def test_split_without_parts_is_from_all_other_names() -> None:
    assert curation.split(RECORDS, "Acme Ltd", []) == [
        Apart((Thing("Acme Ltd", "Company"), Thing("Acme", "Company")))
    ]


def test_mentions_go_to_another_entity() -> None:
    split, same = curation.split(RECORDS, "John Bolton", ["3"], to="envoy", why="he")
    assert isinstance(split, Split) and isinstance(same, Same)
    assert same.things[0].quote == split.mentions[0]
    assert [thing.name for thing in same.things] == ["He", "envoy"] and same.why == "he"


def test_what_is_left_describes_the_thing_that_was_split() -> None:
    (made,) = curation.split(RECORDS, "John Bolton", ["1"])
    assert isinstance(made, Split) and made.thing.quote is not None
    assert made.thing.name == "Bolton" and made.thing.quote.start == TEXTS["doc_a"].index("Bolton of")


def test_alias() -> None:
    assert curation.alias(RECORDS, "Acme", "The Firm") == Alias(Thing("Acme Ltd", "Company"), "The Firm")


WRONG = [
    (lambda: curation.find(RECORDS, "Nobody"), "no entity 'Nobody'"),
    (lambda: curation.find(RECORDS, "Amazon"), "'Amazon' may be 2 entities"),
    (lambda: curation.find(RECORDS, "en_"), "'en_' may be 8 entities"),
    (lambda: curation.merge(RECORDS, "Acme", "Acme Ltd"), "are one already"),
    (lambda: curation.merge(RECORDS, "2019", "Acme Ltd"), "2019 is a value"),
    (lambda: curation.split(RECORDS, "Peru", []), "Peru has no other name"),
    (lambda: curation.split(RECORDS, "Acme Ltd", ["3"]), "has the mentions 1 to 2"),
    (lambda: curation.split(RECORDS, "Acme Ltd", ["0"]), "has the mentions 1 to 2"),
    (lambda: curation.split(RECORDS, "Acme Ltd", ["1", "2"]), "would be empty"),
    (lambda: curation.split(RECORDS, "Acme Ltd", ["acme ltd"]), "are the same name"),
    (lambda: curation.split(RECORDS, "Acme Ltd", ["1"], to="Acme"), "is what they are split from"),
    (lambda: curation.split(RECORDS, "Acme Ltd", ["Acme"], to="Peru"), "only mentions can go"),
    (lambda: curation.alias(RECORDS, "Acme", "..."), "'...' is no name"),
    (lambda: curation.reject(RECORDS, "st_1"), "no statement 'st_1'"),
]


@pytest.mark.parametrize(("call", "message"), WRONG)
def test_what_cannot_be_decided(call: Any, message: str) -> None:
    with pytest.raises(InputError) as error:
        call()
    assert message in str(error.value) and (error.value.remedy or "is no name" in message)


def test_decisions_are_written_and_undone(tmp_path: Path) -> None:
    path = curation.file(RECORDS, tmp_path)
    same = curation.merge(RECORDS, "Acme", "Peru")
    once = curation.decide(path, [same])
    assert curation.decide(path, [same]) == once == decisions.load(path)
    with pytest.raises(DecisionError, match="contradicts"):
        curation.decide(path, curation.split(RECORDS, "Acme", ["Peru"]))
    assert decisions.load(path) == once
    assert curation.undo(path, lambda entry: curation.speaks_of(entry, ["peru"])) == list(once.entries)
    assert decisions.load(path).entries == ()
    with pytest.raises(InputError, match="no such decision"):
        curation.undo(path, lambda entry: True)


def test_where_decisions_are(tmp_path: Path) -> None:
    built_with = Records({"settings": {"decisions": "mine.toml"}}, (), (), ())
    assert curation.file(RECORDS, tmp_path) == tmp_path / "decisions.toml"
    assert curation.file(built_with, tmp_path) == Path("mine.toml")
    assert curation.file(built_with, tmp_path, Path("x.toml")) == Path("x.toml")
