from __future__ import annotations

import pytest
from spacy.tokens import Doc

from kg.bench.phrases import Phrase
from kg.bench.predict import binary_triples, nary_triple
from kg.bench.surface import Surface, implied_of, surface_of
from kg.model import Argument, Mention, MentionKind, Predicate, Role, Span, Statement, StatementRef
from tests.bench.builders import parse

STATEMENT = Statement(
    "st_1", Predicate("x", "x", Span("d", 0, 1)), (), Span("d", 0, 1), ("r",), confidence=0.5
)
TO_VENEZUELA = Phrase("to", "Venezuela", "Venezuela")
HELICOPTERS = Phrase("", "helicopters of war", "helicopters", (("helicopters of", "war"),))


@pytest.mark.parametrize(
    ("surface", "triples"),
    [
        (
            Surface("Russia", "supplies", HELICOPTERS, (TO_VENEZUELA,)),
            [
                "(Russia | supplies | helicopters of war)",
                "(Russia | supplies helicopters of | war)",
                "(Russia | supplies helicopters to | Venezuela)",
            ],
        ),
        (Surface("Russia", "exports", None, (TO_VENEZUELA,)), ["(Russia | exports to | Venezuela)"]),
        (Surface("It", "rains", None, ()), []),
    ],
)
def test_binary_triples_carry_what_leads_to_a_participant(surface: Surface, triples: list[str]) -> None:
    assert [str(triple) for triple in binary_triples(STATEMENT, surface)] == triples


@pytest.mark.parametrize(
    ("surface", "triples"),
    [
        (
            Surface("Russia", "supplies", HELICOPTERS, (TO_VENEZUELA,)),
            ["(Russia | supplies | helicopters of war | to Venezuela)"],
        ),
        (Surface("Russia", "exports", None, (TO_VENEZUELA,)), ["(Russia | exports to | Venezuela)"]),
        (Surface("It", "rains", None, ()), []),
    ],
)
def test_nary_tuples_hold_all_participants(surface: Surface, triples: list[str]) -> None:
    found = list(nary_triple(STATEMENT, surface))
    assert [str(triple) for triple in found] == triples
    assert all(triple.confidence == 0.5 for triple in found)


def mention(doc: Doc, i: int, kind: MentionKind = MentionKind.NAME) -> Mention:
    span = Span("d", doc[i].idx, doc[i].idx + len(doc[i]))
    return Mention(span, doc[i].text, kind, head=span)


def statement(
    doc: Doc, head: int, words: str, *places: int, lemma: str = "", time: int | None = None
) -> Statement:
    """A statement whose participants are headed by the tokens at `places`."""
    span = Span("d", doc[head].idx, doc[head].idx + len(doc[head]))
    arguments = tuple(Argument(Role.OBLIQUE, mention(doc, i)) for i in places)
    when = mention(doc, time, MentionKind.TIME) if time is not None else None
    predicate = Predicate(words, lemma or doc[head].lemma_, span)
    return Statement("st_1", predicate, arguments, Span("d", 0, len(doc.text)), ("r",), time=when)


def triples(doc: Doc, said: Statement) -> list[str]:
    surface = surface_of(doc, said)
    assert surface is not None
    return [str(triple) for triple in binary_triples(said, surface)]


def test_the_subject_of_a_passive_is_the_one_that_stands_there() -> None:
    doc = parse(
        "town/2/nsubj:pass were/2/aux:pass hit/2/root by/5/case two/5/nummod quakes/2/obl:agent "
        "In/7/case 1994/2/obl"
    )
    assert triples(doc, statement(doc, 2, "were hit", 0, 5, time=7)) == [
        "(town | were hit by | two quakes)",
        "(town | were hit In | 1994)",
    ]


def test_phrases_are_short_and_those_inside_are_told_one_by_one() -> None:
    doc = parse(
        "He/1/nsubj became/1/root a/3/det justice/1/xcomp of/6/case the/6/det Court/3/nmod "
        ",/9/punct who/9/nsubj left/3/acl:relcl"
    )
    assert triples(doc, statement(doc, 1, "became", 0, 3)) == [
        "(He | became | a justice of the Court)",
        "(He | became a justice of | the Court)",
    ]


def test_clauses_without_subject_inside_a_phrase_are_led_to() -> None:
    doc = parse(
        "It/1/nsubj has/1/root cases/1/obj involving/2/acl/VBG sanctions/3/obj and/6/cc diamonds/4/conj"
    )
    assert triples(doc, statement(doc, 1, "has", 0, 2)) == [
        "(It | has | cases)",
        "(It | has cases involving | sanctions)",
        "(It | has cases involving | diamonds)",
    ]


def test_a_participant_from_outside_of_the_clause_is_the_subject() -> None:
    doc = parse(
        "Davis/1/nsubj left/1/root Rome/1/obj ,/5/punct which/5/nsubj fell/2/acl:relcl to/7/case Goths/5/obl"
    )
    assert triples(doc, statement(doc, 5, "fell", 2, 7)) == ["(Rome | fell to | Goths)"]


def test_infinitives_carry_the_verbs_that_they_depend_on() -> None:
    doc = parse(
        "He/2/nsubj:pass was/2/aux:pass said/2/root to/5/mark/TO have/5/aux made/2/xcomp/VBN bombs/5/obj"
    )
    assert triples(doc, statement(doc, 5, "have made", 0, 6)) == ["(He | was said to have made | bombs)"]


def test_participles_share_the_auxiliary_of_the_first_one() -> None:
    doc = parse(
        "It/2/nsubj:pass was/2/aux:pass cut/2/root and/4/cc flushed/2/conj/VBN with/6/case water/4/obl"
    )
    assert triples(doc, statement(doc, 4, "flushed", 0, 6)) == ["(It | was flushed with | water)"]


def test_what_is_said_is_an_argument() -> None:
    doc = parse("He/1/nsubj said/1/root that/4/mark it/4/nsubj works/1/ccomp ./1/punct")
    told = statement(doc, 1, "said", 0)
    topic = Argument(Role.TOPIC, StatementRef("st_2", "[work]"))
    said = Statement(told.id, told.predicate, (*told.arguments, topic), told.span, told.rules)
    assert triples(doc, said) == ["(He | said | that it works)"]


def test_there_is() -> None:
    doc = parse("there/1/expl is/1/root no/3/det evidence/1/nsubj of/5/case this/3/nmod")
    assert triples(doc, statement(doc, 1, "is", 3)) == [
        "(there | is | no evidence of this)",
        "(there | is no evidence of | this)",
    ]


def test_what_is_said_without_a_verb_is_implied() -> None:
    doc = parse(
        "Italy/3/nmod:poss 's/0/case largest/3/amod bank/4/nsubj fell/4/root", pos="PROPN PART ADJ NOUN VERB"
    )
    has = statement(doc, 0, "'s", 0, 3, lemma="have")
    assert surface_of(doc, has) is None
    surface = implied_of(doc, has)
    assert surface is not None
    assert [str(t) for t in nary_triple(has, surface)] == ["(Italy | has | largest bank)"]
    assert implied_of(doc, statement(doc, 4, "fell", 3)) is None


def test_gerunds_behind_a_preposition_are_participants() -> None:
    doc = parse("He/1/nsubj died/1/root after/3/mark giving/1/advcl/VBG a/5/det speech/3/obj")
    assert triples(doc, statement(doc, 1, "died", 0)) == ["(He | died after | giving a speech)"]
