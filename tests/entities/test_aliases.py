"""Which names of a document are one thing."""

# ruff: noqa: E501 (one case, one line)
from __future__ import annotations

from collections.abc import Callable

import pytest

SAME = [
    ("[Sherlock Holmes|person] [Holmes|person] [Mr Holmes|person]", "Sherlock Holmes = Holmes = Mr Holmes"),
    ("[Nicolas Maduro|person] [Maduro|person] [President Maduro|person] [Nicolás Maduro|person]",
     "Nicolas Maduro = Maduro = President Maduro = Nicolás Maduro"),
    ("[Maduro|person] [Nicolas Maduro|person]", "Maduro = Nicolas Maduro"),
    ("[Maduro|person] [MADURO|person] [Maduro's|person]", "Maduro = MADURO = Maduro's"),
    ("[Maduro|] met [Nicolas Maduro|person]", "Maduro = Nicolas Maduro"),
    ("[Nicolas Maduro Moros|person] [Nicolas Maduro|person] [Maduro|person]",
     "Nicolas Maduro Moros = Nicolas Maduro = Maduro"),
    ("[John F. Kennedy|person] [John Kennedy|person] [Kennedy|person] [J. F. Kennedy|person]",
     "John F. Kennedy = John Kennedy = Kennedy = J. F. Kennedy"),
    ("[Hillary Clinton|person] [Bill Clinton|person] [Mrs Clinton|person] [Mr Clinton|person]",
     "Hillary Clinton = Mrs Clinton | Bill Clinton = Mr Clinton"),
    ("[Bill Clinton|person titles=President] [Hillary Clinton|person] [Clinton|person titles=President]",
     "Bill Clinton = Clinton | Hillary Clinton"),
    ("[Mrs Holmes|person] [Holmes|person]", "Mrs Holmes = Holmes"),
    ("[Dick van Dyke|person] [van Dyke|person]", "Dick van Dyke = van Dyke"),
    ("the [Royal Press Agency|organization] ([RPA|organization]) said. [RPA|organization]",
     "Royal Press Agency = RPA = RPA"),
    ("the [RPA|object] ([Royal Press Agency|organization]) said", "RPA = Royal Press Agency"),
    ("the [National Institute for Typography|organization] ([NIT|abstract])", "National Institute for Typography = NIT"),
    ("[European Union|organization] and the [EU|organization]", "European Union = EU"),
    ("[U.S.|place] [United States|place] [US|organization] [United States of America|place]",
     "U.S. = United States = US = United States of America"),
    ("[Acme|organization] [Acme Inc.|organization] [Acme Group|organization] [ACME Corp|organization]",
     "Acme = Acme Inc. = Acme Group = ACME Corp"),
    ("[Al-Qaeda|organization] [Al Qaeda|organization] [Alqaeda|organization]", "Al-Qaeda = Al Qaeda = Alqaeda"),
    ("[Ministry of Defence|organization] [Ministry of Defense|organization] the [Ministry|organization]",
     "Ministry of Defence = Ministry of Defense = Ministry"),
    ("the [Supreme Court of Utopia|organization] and the [Supreme Court|organization]", "Supreme Court of Utopia = Supreme Court"),
    ("[Caracas|place] [Caracas|organization]", "Caracas = Caracas"),
    ("[Venezuelan|place demonym] army in [Venezuela|place]", "Venezuelan = Venezuela"),
    ("[Venezuelan|place demonym] [Venezuelan|organization demonym]", "Venezuelan = Venezuelan"),
    ("[French|place demonym] in [France|place]", "French = France"),
    ("[Rosoboronexport|organization] [Rosoboronexport|organization] [Rosoboronexport|organization] [Rosoboronexport|object]",
     "Rosoboronexport = Rosoboronexport = Rosoboronexport = Rosoboronexport"),
    ("the [Venezuelan Army|organization] and the [Army|organization]", "Venezuelan Army = Army"),
    ("the {Utopian [Army|organization]} and the [Army|organization]", "Army = Army"),
    ("[Carla Whitfield|person], so [Whitfield|person]. He met [Whitfield|place].",
     "Carla Whitfield = Whitfield = Whitfield"),
    ("[Mr|person title] [Bean|person titles=Mr]", "Mr = Bean"),
    ("[Juan Guaido|person] [Guaidó|person]", "Juan Guaido = Guaidó"),
    ("[AT&T|organization] [AT & T|organization]", "AT&T = AT & T"),
    ("[Mi-17|object] [Mi 17|object] [Mi17|object]", "Mi-17 = Mi 17 = Mi17"),
    ("[Boris|person chain=1] and [Johnson|person chain=1]", "Boris = Johnson"),
]  # fmt: skip

APART = [
    "[John Smith|person] [Jane Smith|person] [Smith|person]",
    "[John Smith|person] [John Jones|person] [John|person]",
    "[John Smith|person] [Mrs Smith|person]",
    "[Mr Smith|person] [Mrs Smith|person]",
    "[Mr Smith|person] [Mrs Smith|person] [Smith|person]",
    "[John Smith|person] [John Smith Jr.|person]",
    "[J. Smith|person] [John Smith|person] [Jane Smith|person]",
    "[Bank of Russia|organization] [Russia|place]",
    "[Bank of Russia|organization] [Bank of China|organization] [Bank|organization]",
    "[New York Times|organization] [New York|place]",
    "[New York Times|organization] [New York|organization]",
    "[Russia Today|organization] [Russia|organization]",
    "[C++|abstract] [C#|abstract] [C|abstract]",
    "[Alice|person] [Acme|organization]",
    "[South China Sea|place] [China|place]",
    "[Moscow|place] [Russia|place]",
    "[Moscow State University|organization] [Moscow|organization]",
    "[Washington Post|organization] [Washington|place] [George Washington|person]",
    "[Michael Jordan|person] [Jordan|place]",
    "[Jordan|person] [Jordan|place]",
    "[Amazon|organization] [Amazon|place]",
    "[Mi-17|object] [Mi-26|object]",
    "[World War I|event] [World War II|event]",
    "[Elizabeth I|person] [Elizabeth II|person]",
    "[Virgin Atlantic|organization] [Virgin Records|organization] [Virgin|organization]",
    "[Acme Group|organization] [Acme Motors|organization]",
    "[Ministry of Defence|organization] [Ministry of Finance|organization] [Ministry|organization]",
    "[Russians|person demonym plural] [Russia|place]",
    "[Venezuelan|person demonym indefinite] [Venezuela|place]",
    "[North Korea|place] [South Korea|place] [Korea|place]",
    "[Kansas City|place] [Kansas|place]",
    "[Refugee Council|organization] [Joint Council|organization] [Council|organization]",
    "the [Venezuelan Army|organization] the [Russian Army|organization] the [Army|organization]",
    "[Shadow Home Secretary|person] [Home Secretary|person]",
    "[Black Americans|person plural] [Americans|person plural]",
    "[New York City|place] [New York|place]",
    "the {Utopian [Army|organization]} and the {Ruritanian [Army|organization]}",
    "[Carla Whitfield|person] in [Whitfield|place]",
    "[Michael Jackson|person] sang in [Jackson|place]",
    "[Paris Hilton|person] [Paris|place] [Hilton|organization]",
    "[Ohio River|place] [Ohio|place]",
    "[Mary Ann|person] [Ann Lee|person]",
    "[Ali|person] [Alice|person]",
    "[Republic of the Congo|place] [Democratic Republic of the Congo|place]",
    "[West Virginia|place] [Virginia|place]",
    "[Apple|organization] [Apple Records|organization]",
    "[WHO|organization] [World Trade Organization|organization]",
    "[University of Oxford|organization] [Oxford|place]",
]


@pytest.mark.parametrize(("text", "expected"), SAME)
def test_names_of_one_thing(one: Callable[..., str], text: str, expected: str) -> None:
    assert one(text) == expected


@pytest.mark.parametrize("text", APART)
def test_names_of_different_things(one: Callable[..., str], text: str) -> None:
    assert " = " not in one(text)


def test_each_merge_has_its_reason(resolved: Callable[..., list]) -> None:
    (entity,) = resolved(
        "[Sherlock Holmes|person] [Holmes|person] [Mr Holmes|person] [Sherlock|person] [Sherlock Holmes|person]"
    )
    assert entity.reasons == ("name", "surname of", "surname of", "given name of", "exact name")
