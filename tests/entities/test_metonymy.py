"""Places that stand for a government, and what they are linked to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.entities import findings
from kg.model import Apart, Decision, Decisions, Entity, KnownEntity, Same, Thing
from tests.entities.conftest import KNOWN, build, read, sets

GOVERNMENTS = [
    ("[Moscow|place acting] denied it.", "Moscow (government of Russia)"),
    ("[Beijing|organization acting] protested.", "Beijing (government of China)"),
    ("The [Kremlin|organization acting] denied it.", "Kremlin (presidency of Russia)"),
    ("The [White House|place acting] denied it.", "White House (presidency of United States)"),
]
PLACES = [
    ("He left [Moscow|place].", "Moscow"),
    ("[Moscow|person acting titles=Mr] denied it.", "Moscow"),
    ("[George Washington|person] rode. [Washington|person acting] said so.", "George Washington"),
    ("[Victoria|person acting] said so.", "Victoria"),
    ("[Smolensk|place acting] denied it.", "Smolensk"),
]


@pytest.mark.parametrize(("text", "label"), GOVERNMENTS)
def test_a_seat_that_acts_is_a_government(
    text: str, label: str, resolved: Callable[..., list[Entity]]
) -> None:
    (entity,) = resolved(text)
    assert (entity.label, entity.type) == (label, "GovernmentBody")
    assert entity.reasons == ("metonymy: a seat of government that acts",)


@pytest.mark.parametrize(("text", "label"), PLACES)
def test_other_names_stay_what_they_are(text: str, label: str, resolved: Callable[..., list[Entity]]) -> None:
    (entity,) = resolved(text)
    assert entity.label == label
    assert entity.type != "GovernmentBody"


def test_government_city_and_country_are_three_things(one: Callable[..., str]) -> None:
    text = (
        "[Moscow|place acting guess=1] denied it. He left [Moscow|place guess=1] for [Russia|place guess=1]."
    )
    assert one(text) == "Moscow | Moscow | Russia"


def test_one_government_in_two_documents(one: Callable[..., str]) -> None:
    assert one("[Moscow|place acting] denied it.", "[Moscow|place acting] lied.") == "Moscow = Moscow"
    assert one("[Moscow|place acting] denied it.", "He left [Moscow|place].") == "Moscow | Moscow"


def test_links_lead_to_country_and_city_and_are_not_certain(resolved: Callable[..., list[Entity]]) -> None:
    (entity,) = resolved("[Moscow|place acting] denied it.")
    assert [(link.iri, link.score, link.certain, link.reason) for link in entity.links] == [
        ("kg:ru", 0.0, False, "metonymy: government of Russia"),
        ("kg:moscow", 0.0, False, "metonymy: named for its seat, Moscow"),
    ]


RULED = "[Moscow|place acting] denied it. The [Kremlin|place acting] lied. He left [Moscow|place]. "
GOVERNMENT, PRESIDENCY = Thing("Moscow (government of Russia)"), Thing("Kremlin (presidency of Russia)")


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (Same((GOVERNMENT, PRESIDENCY)), "Moscow = Kremlin | Moscow"),
        (Same((GOVERNMENT, Thing("Moscow"))), "Moscow = Moscow | Kremlin"),
        (Same((PRESIDENCY, Thing("Moscow"))), "Moscow | Kremlin = Moscow"),
        (Apart((GOVERNMENT, Thing("Moscow"))), "Moscow | Kremlin | Moscow"),
    ],
)
def test_decisions_speak_of_governments_by_their_labels(entry: Decision, expected: str) -> None:
    decisions = Decisions((entry,))
    found = build(RULED, decisions=decisions)
    assert sets(found) == expected
    assert not list(findings(decisions, found, [read(RULED)[0]]))


def test_a_government_decided_to_be_the_city_has_the_link_of_the_city() -> None:
    found = build(RULED, decisions=Decisions((Same((GOVERNMENT, Thing("Moscow"))),)))
    links = [[(link.iri, link.certain) for link in e.links] for e in found if len(e.mentions) == 2]
    assert links == [[("kg:moscow", True)]]


def test_the_seat_is_the_capital_whatever_else_has_its_name(resolved: Callable[..., list[Entity]]) -> None:
    state = KnownEntity("x:mo", "Moscow", "Region", country="Russia")
    (entity,) = resolved("[Moscow|place acting] denied it.", known=(*KNOWN, state))
    assert [link.iri for link in entity.links] == ["kg:ru", "kg:moscow"]
