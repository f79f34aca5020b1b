from __future__ import annotations

import pytest

from kg.bench import graphs
from kg.model import Entity, EntityKind, Fact, FactRole, Predicate, Role, Span, Statement


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
    for key, label in [("ru", "Russia"), ("he", "the very large attack helicopters"), ("ve", "Venezuela")]
]


def test_edges_run_from_the_subject_and_from_the_object() -> None:
    roles = [(Role.AGENT, "", "ru"), (Role.THEME, "", "he"), (Role.RECIPIENT, "to", "ve")]
    triples = graphs.edges([statement(1, "supplies")], ENTITIES, [fact(1, *roles)])
    assert [str(triple) for triple in triples] == [
        "(Russia | supplies | very large attack helicopters)",
        "(Russia | supplies to | Venezuela)",
        "(very large attack helicopters | supplies to | Venezuela)",
    ]


def test_a_statement_stands_for_its_subject() -> None:
    facts = [
        fact(1, (Role.AGENT, "", "ve"), (Role.THEME, "", "st_2")),
        fact(2, (Role.AGENT, "", "ru"), (Role.THEME, "", "he")),
    ]
    triples = graphs.edges([statement(1, "says"), statement(2, "supplies")], ENTITIES, facts)
    assert str(triples[0]) == "(Venezuela | says | Russia)"


def test_the_surest_edges_are_kept_in_the_order_of_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graphs, "EDGES", 2)
    facts = [fact(n, (Role.AGENT, "", "ru"), (Role.THEME, "", "ve")) for n in (1, 2, 3)]
    found = [statement(1, "a", 0.5), statement(2, "b", 0.1), statement(3, "c", 0.9)]
    assert [t.relation for t in graphs.edges(found, ENTITIES, facts)] == ["a", "c"]
