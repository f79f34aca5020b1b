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


def test_what_the_links_leave_is_the_score_of_nil(resolved: Callable[..., list]) -> None:
    texts = "[Venezuela|place] and [Georgia|place] and [Foo River|place] of [helicopters|nominal plural]"
    found = {entity.label: entity.nil for entity in resolved(texts)}
    assert found == {"Venezuela": 0.0, "Georgia": 0.5, "Foo River": 1.0, "helicopters": None}


FRANCE = KnownEntity("x:fr", "France", "Country", ("French Republic",), ("French",), "Paris")
US = KnownEntity("x:us", "United States", "Country", ("U.S.",), ("American",), "Washington")
TEXAS = KnownEntity("x:tx", "Texas", "Region", country="United States")
PARIS = KnownEntity("x:paris", "Paris", "City", country="France")
DALLAS = KnownEntity("x:dallas", "Dallas", "City", country="Texas")
PLACES = (FRANCE, US, TEXAS, PARIS, DALLAS, KnownEntity("x:de", "Germany", "Country"))


def links_of(label: str, found: list) -> list[tuple[str, float, bool]]:
    (entity,) = [entity for entity in found if entity.label == label]
    return [(link.iri, link.score, link.certain) for link in entity.links]


@pytest.mark.parametrize(
    ("text", "label", "iri"),
    [
        ("in [Paris|place], [France|place].", "Paris", "x:paris"),
        ("in [Paris|place], [French Republic|place].", "Paris", "x:paris"),
        ("in [Dallas|place], [Texas|place].", "Dallas", "x:dallas"),
        ("in [Dallas|place], [U.S.|place], he", "Dallas", "x:dallas"),
        ("in [Paris|place], [Germany|place] and [Texas|place].", "Paris", "x:paris"),
        ("in [Paris|place], [Germany|place], [Texas|place].", "Paris", "x:paris"),
        ("in [Dallas|place], [Paris|place], [Texas|place].", "Paris", "x:paris"),
        ("in [Paris|place], [Germany|place] said", "Paris", "x:paris"),
    ],
)
def test_a_place_that_agrees_or_a_list_leaves_the_link_certain(
    resolved: Callable[..., list], text: str, label: str, iri: str
) -> None:
    assert links_of(label, resolved(text, known=PLACES)) == [(iri, 1.0, True)]


def test_a_place_that_follows_and_does_not_agree_makes_it_another_one(resolved: Callable[..., list]) -> None:
    found = resolved("in [Paris|place], [Texas|place]. [Paris|place] has", known=PLACES)
    (town,) = [entity for entity in found if entity.label.startswith("Paris")]
    assert (town.label, town.type, town.links, town.nil, len(town.mentions)) == (
        "Paris, Texas", "City", (), 1.0, 2,
    )  # fmt: skip


def test_paris_in_texas_is_not_the_paris_of_another_document(resolved: Callable[..., list]) -> None:
    found = resolved("in [Paris|place], [Texas|place].", "in [Paris|place].", known=PLACES)
    assert sorted(e.label for e in found if "Paris" in e.label) == ["Paris", "Paris, Texas"]


PARISES = (*PLACES, KnownEntity("x:paris-tx", "Paris", "City", country="Texas"))


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("in [Paris|place], [Texas|place].", ("x:paris-tx", 0.9)),
        ("in [Paris|place], [France|place].", ("x:paris", 0.9)),
        ("[Texas|place] and [Paris|place]", ("x:paris-tx", 0.9)),
        ("a [French|place demonym] town, [Paris|place]", ("x:paris", 0.9)),
        ("[Paris|place] is big. [Texas|place] is bigger. ", ("x:paris-tx", 0.9)),
        ("[Paris|place] and [Texas|place]. [France|place] paid. ", ("x:paris-tx", 0.9)),
        ("[Paris|place], [Texas|place] and [France|place]", ("x:paris", 0.25)),
        ("[Paris|place]", ("x:paris", 0.25)),
    ],
)
def test_the_country_named_near_tells_which_of_two(
    resolved: Callable[..., list], text: str, first: tuple[str, float]
) -> None:
    found = links_of("Paris", resolved(text, known=PARISES))
    assert found[0] == (*first, False)
    assert len(found) == 2
    assert not any(certain for _, _, certain in found)


GEORGIAS = (
    KnownEntity("x:ge", "Georgia", "Country", ("Republic of Georgia",), ("Georgian",), "Tbilisi"),
    KnownEntity("x:ga", "Georgia", "Region", (), (), "Atlanta", "United States"),
    US,
)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("the state of [Georgia|place]", ("x:ga", 0.9)),
        ("the country of [Georgia|place]", ("x:ge", 0.9)),
        ("[Georgia|place titles=country]", ("x:ge", 0.9)),
        ("[Atlanta|place] and [Georgia|place]", ("x:ga", 0.9)),
        ("[Tbilisi|place] and [Georgia|place]", ("x:ge", 0.9)),
        ("[United States|place] and [Georgia|place]", ("x:ga", 0.25)),
        ("[Tbilisi|place], [Atlanta|place] and [Georgia|place]", ("x:ga", 0.25)),
        ("the capital of [Georgia|place]", ("x:ga", 0.25)),
    ],
)
def test_class_capital_and_people_tell_a_country_from_a_state(
    resolved: Callable[..., list], text: str, first: tuple[str, float]
) -> None:
    assert links_of("Georgia", resolved(text, known=GEORGIAS))[0] == (*first, False)


def test_the_users_own_goes_before_the_shipped_one_but_is_not_certain(resolved: Callable[..., list]) -> None:
    mine = KnownEntity("my:paris", "Paris", "City", country="Texas", own=True)
    found = resolved("[Paris|place]", known=(*PLACES, mine))
    assert links_of("Paris", found) == [("my:paris", 0.7, False), ("x:paris", 0.15, False)]
    assert found[0].links[0].reason == "ambiguous name, listed by the user"
    assert found[0].nil == 0.15
    said = resolved("[Paris|place] and [France|place]", known=(*PLACES, mine))
    assert links_of("Paris", said)[0] == ("x:paris", 0.9, False)


def test_several_entries_of_the_user_with_one_label_are_never_certain(resolved: Callable[..., list]) -> None:
    known = [KnownEntity(f"my:{n}", "Acme Ltd", "Company", own=True) for n in range(4)]
    found = resolved("[Acme|organization] and [Acme Ltd|organization]", known=known)
    assert links_of("Acme", found) == [(f"my:{n}", 0.125, False) for n in range(4)]


def test_a_surname_alone_is_no_certain_link_whatever_the_gazetteer_says(
    resolved: Callable[..., list],
) -> None:
    known = (KnownEntity("my:smith", "John Smith", "Person", ("Smith",), own=True),)
    assert links_of("Smith", resolved("[Smith|person] left.", known=known)) == [("my:smith", 0.5, False)]


@pytest.mark.parametrize(("count", "told", "nil"), [(3, 3, 0.5), (1000, 20, 0.99)])
def test_many_candidates_are_next_to_none(
    resolved: Callable[..., list], count: int, told: int, nil: float
) -> None:
    known = [KnownEntity(f"my:{n}", "Springfield", "City", own=True) for n in range(count)]
    (entity,) = resolved("[Springfield|place]", known=known)
    assert (len(entity.links), entity.nil) == (told, nil)
