from __future__ import annotations

from dataclasses import replace

import pytest

from kg.bench import graphs
from kg.model import (
    Argument,
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


def test_a_statement_without_subject_is_shown_by_its_words() -> None:
    facts = [
        fact(1, (Role.AGENT, "", "en_ve"), (Role.THEME, "", "st_2")),
        Fact("st_2", "kg:x", "kg:X", None, "en_he", (FactRole(Role.THEME, "", "en_he"),)),
    ]
    triples = graphs.edges([statement(1, "regrets"), statement(2, "sell")], ENTITIES, facts)
    assert [str(triple) for triple in triples] == [
        "(Venezuela | regrets | sell large attack helicopters)",
        "(very large attack helicopters | theme | sell)",
    ]


def test_a_statement_of_the_same_subject_is_shown_by_its_words() -> None:
    facts = [
        fact(1, (Role.AGENT, "", "en_ru"), (Role.THEME, "", "st_2")),
        fact(2, (Role.AGENT, "", "en_ru"), (Role.THEME, "", "en_ve")),
    ]
    triples = graphs.edges([statement(1, "wants"), statement(2, "visit")], ENTITIES, facts)
    assert str(triples[0]) == "(Russia | wants | visit Venezuela)"


def test_edges_run_from_the_object_where_nobody_is_the_subject() -> None:
    span = Span("d", 0, 1)
    sold = replace(statement(1, "were sold"), time=Mention(span, "in 1957", MentionKind.TIME))
    facts = [Fact("st_1", "kg:x", "kg:X", None, "en_he", (FactRole(Role.THEME, "", "en_he"),))]
    triples = graphs.edges([sold], ENTITIES, facts)
    assert [str(triple) for triple in triples] == ["(very large attack helicopters | were sold | in 1957)"]


@pytest.mark.parametrize(
    ("words", "edge"),
    [
        ("have risen", "(Venezuela | have | risen)"),
        ("is important", "(Venezuela | is | important)"),
        ("rise", "(Venezuela | agent | rise)"),
    ],
)
def test_a_participant_alone_leads_to_the_words_of_its_statement(words: str, edge: str) -> None:
    triples = graphs.edges([statement(1, words)], ENTITIES, [fact(1, (Role.AGENT, "", "en_ve"))])
    assert [str(triple) for triple in triples] == [edge]


def test_coordinated_participants_are_not_joined() -> None:
    roles = [(Role.THEME, "of", "en_ru"), (Role.THEME, "of", "en_ve")]
    triples = graphs.edges([statement(1, "use")], ENTITIES, [fact(1, *roles)])
    assert [str(triple) for triple in triples] == ["(Russia | theme | use)"]


def test_the_agent_of_a_passive_does_what_is_done() -> None:
    roles = [(Role.AGENT, "", "en_ru"), (Role.THEME, "", "en_ve")]
    passive = replace(
        statement(1, "was helped"),
        predicate=Predicate("was helped", "help", Span("d", 1, 2)),
        rules=("verbal.passive",),
    )
    triples = graphs.edges([passive], ENTITIES, [fact(1, *roles)])
    assert [str(triple) for triple in triples] == ["(Russia | help | Venezuela)"]


def test_what_a_noun_phrase_says_has_a_verb() -> None:
    roles = [(Role.THEME, "", "en_he"), (Role.SOURCE, "from", "en_ru")]
    origin = replace(
        statement(1, "Russian"), predicate=Predicate("Russian", "be", Span("d", 1, 2)), rules=("origin",)
    )
    triples = graphs.edges([origin], ENTITIES, [fact(1, *roles)])
    assert [str(triple) for triple in triples] == ["(very large attack helicopters | is from | Russia)"]


def test_an_adjective_said_of_the_first_participant_is_an_end() -> None:
    span = Span("d", 5, 6)
    common = Mention(span, "common", MentionKind.NOMINAL, "abstract", span, "common", span)
    became = replace(statement(1, "became"), arguments=(Argument(Role.ATTRIBUTE, common),))
    triples = graphs.edges([became], ENTITIES, [fact(1, (Role.THEME, "", "en_he"))])
    assert [str(triple) for triple in triples] == ["(very large attack helicopters | became | common)"]


def test_a_statement_without_entity_has_no_edge() -> None:
    facts = [Fact("st_1", "kg:x", "kg:X", None, "st_2", (FactRole(Role.THEME, "", "st_2"),))]
    assert graphs.edges([statement(1, "says")], ENTITIES, facts) == []


def test_the_first_edge_of_a_statement_comes_before_the_second_of_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(graphs, "EDGES", 2)
    facts = [
        fact(1, (Role.AGENT, "", "en_ru"), (Role.THEME, "", "en_he"), (Role.RECIPIENT, "to", "en_ve")),
        fact(2, (Role.AGENT, "", "en_ve"), (Role.THEME, "", "en_he")),
    ]
    triples = graphs.edges([statement(1, "supplies", 0.9), statement(2, "uses", 0.5)], ENTITIES, facts)
    assert [triple.relation for triple in triples] == ["supplies", "uses"]


def test_the_surest_edges_are_kept_in_the_order_of_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graphs, "EDGES", 2)
    facts = [fact(n, (Role.AGENT, "", "en_ru"), (Role.THEME, "", "en_ve")) for n in (1, 2, 3)]
    found = [statement(1, "a", 0.5), statement(2, "b", 0.1), statement(3, "c", 0.9)]
    assert [t.relation for t in graphs.edges(found, ENTITIES, facts)] == ["a", "c"]
