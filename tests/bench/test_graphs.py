from __future__ import annotations

from dataclasses import replace

import pytest

from kg.bench import graphs
from kg.model import (
    Entity,
    EntityKind,
    Fact,
    FactRole,
    Mention,
    MentionKind,
    Predicate,
    Role,
    Span,
    Statement,
)


def statement(number: int, verb: str, confidence: float = 1.0) -> Statement:
    span = Span("d", number, number + 1)
    return Statement(f"st_{number}", Predicate(verb, verb, span), (), span, ("r",), confidence=confidence)


def fact(number: int, *roles: tuple[Role, str, str]) -> Fact:
    filled = tuple(FactRole(*role) for role in roles)
    subject = filled[0].filler
    object_ = next((role.filler for role in filled[1:] if not role.marker), None)
    return Fact(f"st_{number}", "kg:x", "kg:X", subject, object_, filled)


ENTITIES = [
    Entity(key, label, "Thing", EntityKind.CONCEPT)
    for key, label in [
        ("en_ru", "Russia"),
        ("en_he", "the very large attack helicopters"),
        ("en_ve", "Venezuela"),
    ]
]


def test_edges_run_from_the_subject_and_from_the_object() -> None:
    roles = [(Role.AGENT, "", "en_ru"), (Role.THEME, "", "en_he"), (Role.RECIPIENT, "to", "en_ve")]
    triples = graphs.edges([statement(1, "supplies")], ENTITIES, [fact(1, *roles)])
    assert [str(triple) for triple in triples] == [
        "(Russia | supplies | very large attack helicopters)",
        "(Russia | supplies to | Venezuela)",
        "(very large attack helicopters | supplies to | Venezuela)",
    ]


def test_a_statement_stands_for_its_subject() -> None:
    facts = [
        fact(1, (Role.AGENT, "", "en_ve"), (Role.THEME, "", "st_2")),
        fact(2, (Role.AGENT, "", "en_ru"), (Role.THEME, "", "en_he")),
    ]
    triples = graphs.edges([statement(1, "says"), statement(2, "supplies")], ENTITIES, facts)
    assert str(triples[0]) == "(Venezuela | says | Russia)"


def test_time_and_place_are_ends_of_edges() -> None:
    span = Span("d", 0, 1)
    when, where = Mention(span, "in 1957", MentionKind.TIME), Mention(span, "Baikonur", MentionKind.NAME)
    dated = replace(statement(1, "launched"), time=when, place=where)
    triples = graphs.edges([dated], ENTITIES, [fact(1, (Role.AGENT, "", "en_ru"))])
    assert [str(triple) for triple in triples] == [
        "(Russia | launched | in 1957)",
        "(Russia | launched | Baikonur)",
    ]


def test_edges_from_the_object_go_first_where_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graphs, "EDGES", 2)
    roles = [(Role.AGENT, "", "en_ru"), (Role.THEME, "", "en_he"), (Role.RECIPIENT, "to", "en_ve")]
    triples = graphs.edges([statement(1, "supplies")], ENTITIES, [fact(1, *roles)])
    assert {triple.subject for triple in triples} == {"Russia"}


def test_a_statement_without_subject_is_no_end() -> None:
    facts = [fact(1, (Role.AGENT, "", "en_ve"), (Role.THEME, "", "st_2"))]
    assert graphs.edges([statement(1, "says")], ENTITIES, facts) == []


def test_the_surest_edges_are_kept_in_the_order_of_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graphs, "EDGES", 2)
    facts = [fact(n, (Role.AGENT, "", "en_ru"), (Role.THEME, "", "en_ve")) for n in (1, 2, 3)]
    found = [statement(1, "a", 0.5), statement(2, "b", 0.1), statement(3, "c", 0.9)]
    assert [t.relation for t in graphs.edges(found, ENTITIES, facts)] == ["a", "c"]
