"""Which known thing a name stands for, and how sure that is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import KnownEntity, Link

CERTAIN = [
    ("[Venezuela|place]", "kg:ve", "exact label"),
    ("[Venezuela|organization]", "kg:ve", "exact label"),
    ("[Venezuela|]", "kg:ve", "exact label"),
    ("the [U.S.|place]", "kg:us", "unambiguous alias"),
    ("the [Republic of Turkey|place]", "kg:tr", "unambiguous alias"),
    ("[Turkey|place]", "kg:tr", "exact label"),
    ("[Jordan|place]", "kg:jo", "exact label"),
    ("[Moscow|organization]", "kg:moscow", "exact label"),
    ("the [UN|organization]", "kg:un", "unambiguous alias"),
]

UNLINKED = [
    "[Turkey|animal]",
    "[Jordan|person]",
    "[Michael Jordan|person]",
    "[Bank of Russia|organization]",
    "[South China Sea|place]",
    "[Russia Today|organization]",
    "[Rosoboronexport|organization]",
    "[turkeys|nominal animal plural]",
]


@pytest.mark.parametrize(("text", "iri", "reason"), CERTAIN)
def test_certain_links(resolved: Callable[..., list], text: str, iri: str, reason: str) -> None:
    (entity,) = resolved(text)
    assert entity.links == (Link(iri, 1.0, reason, certain=True),)


@pytest.mark.parametrize("text", UNLINKED)
def test_no_link(resolved: Callable[..., list], text: str) -> None:
    (entity,) = resolved(text)
    assert entity.links == ()


def test_an_ambiguous_name_is_never_certain(resolved: Callable[..., list]) -> None:
    (entity,) = resolved("[Georgia|place]")
    assert [(link.iri, link.score, link.certain) for link in entity.links] == [("kg:ge", 0.5, False)]


@pytest.mark.parametrize("clue", ["[Tbilisi|place]", "[Georgian|place demonym] troops"])
def test_the_capital_or_people_make_an_ambiguous_name_likely(
    resolved: Callable[..., list], clue: str
) -> None:
    found = [entity for entity in resolved(f"[Georgia|place] and {clue}") if entity.label == "Georgia"]
    assert [(entity.type, entity.links[0].score, entity.links[0].certain) for entity in found] == [
        ("Country", 0.9, False)
    ]


def test_a_name_of_two_known_things_is_linked_to_neither_for_sure(resolved: Callable[..., list]) -> None:
    known = (KnownEntity("x:1", "Springfield", "City"), KnownEntity("x:2", "Springfield", "City"))
    (entity,) = resolved("[Springfield|place]", known=known)
    assert [(link.iri, link.score, link.certain) for link in entity.links] == [
        ("x:1", 0.25, False),
        ("x:2", 0.25, False),
    ]


def test_the_label_and_class_of_a_known_thing_are_the_gazetteers(resolved: Callable[..., list]) -> None:
    (entity,) = resolved("the [US|organization] and [U.S.|place]")
    assert (entity.label, entity.type, entity.aliases) == ("United States", "Country", ("U.S.", "US"))
