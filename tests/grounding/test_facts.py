from __future__ import annotations

from dataclasses import replace

import pytest

from kg.grounding import Vocabulary, ground
from kg.model import Attribution, Fact, Modality, Polarity, Role
from tests.grounding.lines import read_line

MINTED = "https://w3id.org/kg-text/id/property/"


def fact_of(line: str, vocabulary: Vocabulary, **more: object) -> Fact:
    statement, entities = read_line(line, **more)
    (fact,) = ground([statement], entities, vocabulary)
    return fact


def short(fact: Fact) -> str:
    """Return "SUBJECT PROPERTY OBJECT EVENT": "-" for what is missing, "+NAME" for a minted property."""
    name = fact.property.replace(MINTED, "+").removeprefix("kg:")
    ends = [(end or "-").removeprefix("en_") for end in (fact.subject, fact.object)]
    return f"{ends[0]} {name} {ends[1]} {fact.event.removeprefix('kg:')}"


KNOWN = [
    (
        "supply VERB agent=Russia:Country theme=jets:Vehicle recipient=Venezuela:Country@to",
        "Russia supplies jets Supply",
    ),
    (
        "supply VERB agent=Russia:Country recipient=Venezuela:Country theme=jets:Vehicle@with",
        "Russia supplies jets Supply",
    ),
    ("supply VERB agent=Russia:Country recipient=Venezuela:Country", "Russia suppliesTo Venezuela Supply"),
    ("supply VERB theme=jets:Vehicle recipient=Venezuela:Country@to", "- supplies jets Supply"),
    (
        "supply NOUN agent=Russia:Country theme=jets:Vehicle@of recipient=Venezuela:Country@to",
        "Russia supplies jets Supply",
    ),
    ("give VERB agent=Ann:Person recipient=Bob:Person theme=money:Money", "Ann gives money Transfer"),
    ("accuse VERB agent=Ann:Person patient=Bob:Person topic=fraud:Crime@of", "Ann accuses Bob Accusation"),
    ("accuse VERB patient=Bob:Person topic=fraud:Crime@of", "Bob accusedOf fraud Accusation"),
    ("sentence VERB patient=Bob:Person extent=years:Time@to", "Bob sentencedTo years Sentence"),
    ("elect VERB theme=Bob:Person attribute=president:Person", "Bob electedAs president Election"),
    (
        "elect VERB agent=party:PoliticalParty theme=Bob:Person attribute=leader:Person",
        "party elects Bob Election",
    ),
    ("lead VERB agent=Bob:Person theme=party:PoliticalParty", "Bob leads party Leadership"),
    ("lead VERB agent=talks:Meeting theme=deal:Agreement@to", "talks leadsTo deal Causing"),
    ("meet VERB agent=Ann:Person partner=Bob:Person@with", "Ann meets Bob Meeting"),
    ("meet VERB agent=Ann:Person partner=Bob:Person place=Paris:City", "Ann meets Bob Meeting"),
    ("say VERB agent=Ann:Person topic=st_2", "Ann says st_2 Statement"),
    ("tell VERB agent=Ann:Person recipient=Bob:Person topic=st_2", "Ann tells Bob Communication"),
    ("deny VERB agent=Ann:Person topic=st_2", "Ann denies st_2 Denial"),
    ("take_part VERB agent=Ann:Person theme=talks:Meeting@in", "Ann participatesIn talks Event"),
    ("depend VERB theme=Cuba:Country source=oil:Substance@on", "Cuba dependsOn oil Relation"),
    ("die VERB patient=Bob:Person place=Paris:City", "Bob diedIn Paris Death"),
    ("die VERB patient=Bob:Person cause=cancer:Disease@of", "Bob diedFrom cancer Death"),
    ("bear VERB patient=Bob:Person place=Paris:City", "Bob bornIn Paris Birth"),
    ("be VERB theme=base:Facility place=Cuba:Country", "base locatedIn Cuba Location"),
    ("be VERB theme=Bob:Person attribute=lawyer:Person", "Bob isA lawyer State"),
    ("be VERB theme=Bob:Person source=Peru:Country@from", "Bob nationality Peru Relation"),
    ("be VERB theme=jets:Vehicle source=Peru:Country@from", "jets comesFrom Peru Relation"),
    (
        "be VERB theme=Bob:Person attribute=spokesman:Person oblique=army:MilitaryUnit@for",
        "Bob spokespersonOf army Relation",
    ),
    (
        "be VERB theme=Bob:Person attribute=president:Person oblique=Peru:Country@of",
        "Bob leads Peru Leadership",
    ),
    ("be VERB theme=Bob:Person attribute=friend:Person oblique=Ann:Person@of", "Bob isA friend State"),
    ("president NOUN agent=Bob:Person theme=Peru:Country", "Bob leads Peru Leadership"),
    ("supplier NOUN agent=Bob:Company recipient=Peru:Country@to", "Bob suppliesTo Peru Supply"),
    ("threaten VERB agent=Ann:Person patient=Bob:Person", "Ann threatens Bob Threat"),
    ("fire VERB agent=Ann:Person theme=Bob:Person", "Ann dismisses Bob Personnel"),
    ("fire VERB agent=Ann:Person theme=rocket:Weapon", "Ann fires rocket Attack"),
    ("train VERB agent=Ann:Person patient=Bob:Person theme=st_2", "Ann trains Bob Training"),
    ("threaten VERB agent=Ann:Country patient=sanctions:Sanction", "Ann threatensWith sanctions Threat"),
    ("threaten VERB agent=Ann:Country patient=peace:Concept", "Ann threatens peace Threat"),
    ("be VERB theme=army:MilitaryUnit partner=Peru:Country@of", "army affiliatedWith Peru Membership"),
    ("loyal ADJ agent=Bob:Person theme=Ann:Person@to", "Bob supports Ann Support"),
]

MINTING = [
    ("jiggle VERB agent=Ann:Person theme=cab:Vehicle", "Ann +jiggle cab Event"),
    ("grumble VERB agent=Ann:Person oblique=cab:Vehicle@at", "Ann +grumbleAt cab Event"),
    ("grumble VERB agent=Ann:Person", "Ann +grumble - Event"),
    ("grumble VERB agent=Ann:Person place=Paris:City", "Ann +grumbleIn Paris Event"),
    ("grumble VERB theme=cab:Vehicle", "- +grumble cab Event"),
    ("meet VERB agent=Ann:Person place=Paris:City", "Ann +meetIn Paris Meeting"),
    ("buy VERB agent=Ann:Person theme=talks:Meeting@into", "Ann +buyInto talks Purchase"),
    ("jiggle VERB agent=Ann:Person theme=st_2 patient=Bob:Person", "Ann +jiggle Bob Event"),
    ("be VERB theme=army:MilitaryUnit oblique=help:Concept@of", "army +beOf help Event"),
    ("acquire VERB agent=Ann:Person theme=st_2", "Ann +acquire st_2 Acquisition"),
    ("return VERB agent=Ann:Person destination=power:Concept@to", "Ann +returnTo power Event"),
    ("jiggle VERB agent=Ann:Person theme=st_2", "Ann +jiggle st_2 Event"),
    ("add VERB agent=Ann:Person theme=salt:Substance", "Ann +add salt Event"),
    ("strike VERB agent=Ann:Person patient=deal:Agreement", "Ann +strike deal Event"),
    ("pass VERB agent=Ann:Person theme=ball:Product", "Ann +pass ball Event"),
    ("be_fond ADJ theme=Ann:Person oblique=Bob:Person@of", "Ann +beFondOf Bob Event"),
    ("jiggle VERB agent=Ann:Person theme=cab:Vehicle oblique=Bob:Person@because_of", "Ann +jiggle cab Event"),
    ("zoom_by VERB agent=Ann:Person oblique=Bob:Person@because_of", "Ann +zoomByBecauseOf Bob Event"),
]


@pytest.mark.parametrize(("line", "expected"), KNOWN)
def test_known_predicates(line: str, expected: str, vocabulary: Vocabulary) -> None:
    fact = fact_of(line, vocabulary)
    assert short(fact) == expected
    assert not fact.minted


@pytest.mark.parametrize(("line", "expected"), MINTING)
def test_unknown_predicates_and_uses_keep_their_words(
    line: str, expected: str, vocabulary: Vocabulary
) -> None:
    fact = fact_of(line, vocabulary)
    assert short(fact) == expected
    assert fact.minted


SUPPLY = "supply VERB agent=Russia:Country theme=jets:Vehicle recipient=Cuba:Country@to"


@pytest.mark.parametrize(
    ("more", "asserted"),
    [
        ({}, True),
        ({"confidence": 0.5}, True),
        ({"confidence": 0.49}, False),
        ({"polarity": Polarity.NEGATIVE}, False),
        ({"attribution": Attribution(None, "report")}, False),
        ({"attribution": Attribution(None, "confirm", "confirmed")}, False),
        *[({"modality": modality}, False) for modality in Modality if modality is not Modality.ACTUAL],
    ],
)
def test_only_what_the_text_vouches_for_is_asserted(
    more: dict[str, object], asserted: bool, vocabulary: Vocabulary
) -> None:
    assert fact_of(SUPPLY, vocabulary, **more).asserted is asserted


@pytest.mark.parametrize(
    "line",
    [
        "supply VERB agent=?they theme=jets:Vehicle",
        "supply VERB agent=Russia:Country theme=?it",
        "supply VERB theme=jets:Vehicle",
        "grumble VERB agent=Ann:Person",
    ],
)
def test_without_both_ends_nothing_is_asserted(line: str, vocabulary: Vocabulary) -> None:
    assert not fact_of(line, vocabulary).asserted


def test_an_unresolved_object_is_not_replaced_by_another_participant(vocabulary: Vocabulary) -> None:
    fact = fact_of("supply VERB agent=Russia:Country theme=?it recipient=Cuba:Country@to", vocabulary)
    assert short(fact) == "Russia supplies - Supply"
    assert [role.filler for role in fact.roles] == ["en_Russia", "en_Cuba"]


def test_a_statement_is_never_a_subject(vocabulary: Vocabulary) -> None:
    fact = fact_of("elect VERB theme=st_2 attribute=president:Person", vocabulary)
    assert (fact.subject, fact.object) == (None, "en_president")


def test_roles_hold_all_known_participants_in_order(vocabulary: Vocabulary) -> None:
    fact = fact_of(f"{SUPPLY} oblique=?them@beside place=Havana:City", vocabulary)
    roles = [(role.role, role.marker, role.filler) for role in fact.roles]
    assert roles == [
        (Role.AGENT, "", "en_Russia"),
        (Role.THEME, "", "en_jets"),
        (Role.RECIPIENT, "to", "en_Cuba"),
        (Role.LOCATION, "", "en_Havana"),
    ]


def test_a_role_noun_recasts_the_copula(vocabulary: Vocabulary) -> None:
    fact = fact_of("be VERB theme=Bob:Person attribute=president:Person oblique=Peru:Country@of", vocabulary)
    assert [(role.role, role.filler) for role in fact.roles] == [
        (Role.AGENT, "en_Bob"),
        (Role.ATTRIBUTE, "en_president"),
        (Role.THEME, "en_Peru"),
    ]


def test_a_copula_beside_a_statement_of_its_noun_stays_a_copula(vocabulary: Vocabulary) -> None:
    """Else the same fact would stand there twice."""
    copula, entities = read_line(
        "be VERB theme=Bob:Person attribute=president:Person oblique=Peru:Country@of"
    )
    noun, more = read_line("president NOUN agent=Bob:Person theme=Peru:Country@of", id="st_2")
    attribute = copula.arguments[1].filler
    noun = replace(noun, predicate=replace(noun.predicate, span=attribute.span))  # type: ignore[union-attr]
    facts = ground([noun, copula], [*entities, *more], vocabulary)
    assert [(fact.statement, fact.property) for fact in facts] == [("st_1", "kg:isA"), ("st_2", "kg:leads")]


def test_one_thing_is_never_both_ends(vocabulary: Vocabulary) -> None:
    statement, entities = read_line("be VERB theme=Bob:Person attribute=boss:Person")
    merged = replace(entities[0], mentions=(*entities[0].mentions, *entities[1].mentions))
    (fact,) = ground([statement], [merged], vocabulary)
    assert (fact.subject, fact.object, fact.asserted) == ("en_Bob", None, False)


def test_facts_are_sorted_by_statement(vocabulary: Vocabulary) -> None:
    lines = [read_line(SUPPLY, id=f"st_{number}") for number in (3, 1, 2)]
    entities = [entity for _, found in lines for entity in found]
    facts = ground([statement for statement, _ in lines], entities, vocabulary)
    assert [fact.statement for fact in facts] == ["st_1", "st_2", "st_3"]


def test_nothing_gives_nothing(vocabulary: Vocabulary) -> None:
    assert ground([], [], vocabulary) == []
