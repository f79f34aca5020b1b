"""The class of a thing, and how it is shown."""

# ruff: noqa: E501 (one case, one line)
from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.entities.classes import ancestors, best, family
from kg.entities.tables import keyed

CLASSES = [
    ("[Acme Inc.|person]", "Company"),
    ("[Acme|organization]", "Organization"),
    ("[Rosoboronexport|organization titles=Russian state arms exporter]", "Company"),
    ("[Ministry of Defence|organization]", "GovernmentBody"),
    ("[Venezuelan Army|organization]", "MilitaryUnit"),
    ("[Royal Press Agency|organization]", "MediaOrganization"),
    ("[Labour Party|organization]", "PoliticalParty"),
    ("[Central Bank of Utopia|organization]", "Company"),
    ("[River Thames|place]", "Place"),
    ("[Heathrow Airport|place]", "Facility"),
    ("[Emma Church|person]", "Person"),
    ("[Margaret Court|person]", "Person"),
    ("[Mr Bank|person]", "Person"),
    ("[Caracas|place]", "City"),
    ("[Venezuela|organization]", "Country"),
    ("[Nicolas Maduro|person]", "Person"),
    ("[Nicolas Maduro|person] [Maduro|person titles=President]", "Person"),
    ("[Russians|person plural demonym]", "Group"),
    ("[helicopters|nominal object plural]", "Vehicle"),
    ("[officials|nominal person plural]", "Group"),
    ("an [official|nominal person indefinite]", "Person"),
    ("the [training center|nominal place definite]", "Facility"),
    ("[sanctions|nominal abstract plural]", "Event"),
    ("[widget|nominal object]", "Thing"),
    ("[hope|nominal abstract]", "Concept"),
    ("[president|nominal object]", "Thing"),
    ("[Friday|time value=2019-03-29]", "Time"),
    ("[120 million dollars|quantity]", "Money"),
    ("[$5|quantity]", "Money"),
    ("[5 %|quantity]", "Percentage"),
    ("[ten|quantity]", "Quantity"),
    ("[C++|abstract]", "Concept"),
    ("[Harvard University|organization]", "EducationalOrganization"),
    ("the [Supreme Court of India|organization]", "Court"),
    ("[US Congress|organization]", "Legislature"),
    ("[Metropolitan Police|organization]", "LawEnforcementBody"),
    ("[Ontario|place]", "Region"),
    ("[Washington|place]", "Place"),
    ("[Ontario Smith|person]", "Person"),
    ("[COVID-19|abstract]", "Disease"),
    ("[World War II|event]", "Event"),
    ("[Hurricane Maria|person]", "Event"),
    ("the [USS Abraham Lincoln|person]", "Vehicle"),
    ("the [Gerald R. Ford|person definite]", "Thing"),
    ("the late [Gerald R. Ford|person definite]", "Person"),
    ("[UN|person]", "InternationalOrganization"),
    ("[JFK|person]", "Person"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CLASSES)
def test_classes(resolved: Callable[..., list], text: str, expected: str) -> None:
    (entity,) = resolved(text)
    assert entity.type == expected


LABELS = [
    ("[President Maduro|person] [Nicolas Maduro|person] [Maduro|person]", "Nicolas Maduro", ("Maduro",)),
    ("[ACME|organization] [Acme|organization] [Acme's|organization]", "Acme", ("ACME",)),
    ("[Royal Press Agency|organization] ([RPA|organization])", "Royal Press Agency", ("RPA",)),
    ("[Al-Nusra Front|organization] [Al Nusra Front|organization] [Al Nusra Front|organization]", "Al Nusra Front", ("Al-Nusra Front",)),
    ("[the White House|place]", "White House", ()),
    ("the {Utopian [Army|organization]} or [Army|organization]", "Utopian Army", ("Army",)),
    ("[The Hague|place]", "The Hague", ()),
    ("[Lady Gaga|person]", "Lady Gaga", ()),
    ("[Venezuelan|place demonym]", "Venezuela", ()),
    ("[French|place demonym]", "France", ()),
    ("[Acme Inc.|organization] fell. The [company|nominal organization definite] fell. [It|pronoun subject]", "Acme Inc.", ()),
    ("{attack [helicopters|nominal object plural]} the [helicopters|nominal object plural definite]", "helicopters", ()),
    ("[attack helicopters|nominal object plural] the [helicopters|nominal object plural definite]",
     "attack helicopters", ("helicopters",)),
    ("[the center|nominal place definite]", "center", ()),
    ("on [Friday|time value=2019-03-29]", "2019-03-29", ("Friday",)),
    ("[recently|time]", "recently", ()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "label", "aliases"), LABELS)
def test_labels(resolved: Callable[..., list], text: str, label: str, aliases: tuple[str, ...]) -> None:
    (entity,) = resolved(text)
    assert (entity.label, entity.aliases) == (label, aliases)


def test_every_class_leads_to_thing_and_knows_its_family() -> None:
    names = list(keyed("classes"))
    assert len(names) > 100
    assert all(ancestors(name)[-1] == "Thing" for name in names)
    assert {name for name in names if not family(name)} == {"Thing", "Agent", "Award"} & set(names) | {
        "Thing",
        "Agent",
    }


def test_the_majority_decides_the_class() -> None:
    assert best(["Place", "Person", "Person", "Thing", "Thing", "Thing"]) == "Person"
    assert best([]) == "Thing"


def test_designators_name_classes_of_the_table() -> None:
    assert {row[1] for row in keyed("designators").values()} <= set(keyed("classes"))
