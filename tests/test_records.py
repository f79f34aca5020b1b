"""The JSON records: a contract. A change of a value here breaks what others have written against it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from kg import records
from kg.errors import OutputError
from kg.model import Document, Edit, Entity, Link, Span
from tests.conftest import DOCUMENT, ENTITIES, FACTS, FRIDAY, IDS, STATEMENTS, TEXT

OWNERS = {mention.span: entity for entity in ENTITIES for mention in entity.mentions}
BY_STATEMENT = {fact.statement: fact for fact in FACTS}


def record(index: int) -> records.Record:
    statement = STATEMENTS[index]
    return records.statement_record(statement, BY_STATEMENT[statement.id], OWNERS, TEXT)


def test_the_keys_of_a_statement() -> None:
    assert list(record(0)) == [
        *(
            "id",
            "document",
            "rule",
            "confidence",
            "subject",
            "predicate",
            "object",
            "roles",
            "polarity",
            "modality",
        ),
        *("attribution", "time", "place", "asserted", "subject_role", "object_role", "rules", "cues"),
        *("confidence_parts", "evidence", "line"),
    ]


def test_a_plain_statement() -> None:
    made = record(0)
    assert made["subject"] == {
        "text": "Russia",
        "entity": IDS["Russia"],
        "label": "Russia",
        "class": "Country",
        "start": 0,
        "end": 6,
        "kind": "name",
    }
    assert made["predicate"] == {
        "text": "supplies",
        "lemma": "supply",
        "property": "kg:supplies",
        "event": "kg:Supply",
        "minted": False,
        "start": 7,
        "end": 15,
    }
    assert made["object"]["label"] == "helicopters"
    assert [(role["role"], role["marker"], role["filler"]["label"]) for role in made["roles"]] == [
        ("recipient", "to", "Venezuela")
    ]
    assert made["evidence"] == [
        {"document": DOCUMENT.id, "start": 0, "end": 41, "text": "Russia supplies helicopters to Venezuela."}
    ]
    assert made["confidence_parts"] == {"rule": 0.9, "parse": 1.0}
    assert (made["attribution"], made["time"], made["place"]) == (None, None, None)


def test_a_statement_about_a_statement() -> None:
    made = record(1)
    assert made["object"] == {"statement": "st_aaaa000000000002", "text": "they would stay"}
    assert made["object_role"] == "topic"
    time = {"text": "On Friday", "value": "2019-03-29", "entity": IDS["2019-03-29"]}
    assert made["time"] == {**time, "start": FRIDAY.span.start, "end": FRIDAY.span.end}


def test_a_denied_plan() -> None:
    made = record(2)
    assert (made["polarity"], made["modality"], made["object"]) == ("negative", "planned", None)
    assert made["attribution"]["source"]["label"] == "Andrei Belov"
    assert (made["attribution"]["verb"], made["attribution"]["stance"]) == ("deny", "denied")
    assert made["cues"] == [
        {"aspect": "polarity", "value": "negative", "text": "denied", "start": 58, "end": 64}
    ]


def test_somebody_unknown_stays_the_subject_without_an_entity() -> None:
    statement = STATEMENTS[2]
    unknown = {span: entity for span, entity in OWNERS.items() if entity.label != "Russia"}
    fact = replace(BY_STATEMENT[statement.id], subject=None)
    made = records.statement_record(statement, fact, unknown, TEXT)
    assert (made["subject"]["text"], made["subject"]["entity"], made["subject"]["class"]) == (
        "they",
        None,
        None,
    )


def test_one_entity_in_two_roles_fills_both() -> None:
    """Russia supplies Russia: the second argument must not be lost."""
    russia = STATEMENTS[0].arguments[0]
    statement = replace(
        STATEMENTS[0], arguments=(russia, replace(russia, role=STATEMENTS[0].arguments[1].role))
    )
    fact = replace(BY_STATEMENT[statement.id], object=IDS["Russia"])
    made = records.statement_record(statement, fact, OWNERS, TEXT)
    assert made["subject"] == made["object"]
    assert made["roles"] == []


def test_an_entity() -> None:
    entity = next(one for one in ENTITIES if one.label == "Russia")
    made = records.entity_record(replace(entity, links=(Link("http://a/b", 0.5, "name", False),)))
    assert list(made) == [
        *("id", "label", "class", "kind", "aliases", "value", "links", "nil", "mentions", "decisions"),
        "suggestions",
    ]
    assert made["links"] == [{"iri": "http://a/b", "score": 0.5, "reason": "name", "certain": False}]
    assert made["mentions"][0] == {
        "document": DOCUMENT.id,
        "start": 0,
        "end": 6,
        "text": "Russia",
        "kind": "name",
        "reason": "exact name",
    }


def test_an_entity_without_reasons_keeps_its_mentions() -> None:
    entity: Entity = replace(ENTITIES[0], reasons=())
    assert [one["reason"] for one in records.entity_record(entity)["mentions"]] == [""] * len(entity.mentions)


@pytest.mark.parametrize(
    "document", [DOCUMENT, Document("doc_2", "a.  b", origin=(Edit(2, 3, 2, 2), Edit(3, 4, 2, 5)))]
)
def test_a_document_comes_back(document: Document) -> None:
    assert records.document(json.loads(records.line(records.document_record(document)))) == document


def test_the_header_is_checked() -> None:
    header = records.header({"date": None}, "9.9")
    assert records.check_header(header, where="x") == header


@pytest.mark.parametrize(
    ("header", "message"),
    [
        (None, "is not something that kg wrote"),
        ([], "is not something that kg wrote"),
        ({"format": "other"}, "is not something that kg wrote"),
        ({"format": "kg-output", "version": 99}, "has format version 99, this kg reads 1"),
        ({"format": "kg-output"}, "has format version None"),
    ],
)
def test_what_is_not_ours_is_refused(header: Any, message: str) -> None:
    with pytest.raises(OutputError, match=message):
        records.check_header(header, where="x")


def test_lines_hold_any_text() -> None:
    made = records.lines([{"text": "Zürich \u2028 \ud800"}])
    assert made.endswith("\n") and made.count("\n") == 1
    assert "Zürich" in made
    made.encode("utf-8")


def test_a_statement_without_a_fact_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        records.dump([DOCUMENT], STATEMENTS, ENTITIES, [], settings={}, version="1")


def test_offsets_lead_to_the_text() -> None:
    for index in range(len(STATEMENTS)):
        made = record(index)
        fillers = [made["subject"], made["object"], *(role["filler"] for role in made["roles"])]
        for filler in fillers:
            if filler and "start" in filler:
                assert TEXT[filler["start"] : filler["end"]] == filler["text"]
        start, end = made["evidence"][0]["start"], made["evidence"][0]["end"]
        assert Span(DOCUMENT.id, start, end) == STATEMENTS[index].span
