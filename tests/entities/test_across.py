"""Which things of different documents are one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.entities import resolve
from kg.model import Lexicon

ONE = [
    ("[Nicolas Maduro|person] [Maduro|person]", "[Nicolás Maduro|person]"),
    ("[Rosoboronexport|organization]", "the [Rosoboronexport|organization]"),
    ("[Acme Inc.|organization]", "[ACME|organization]"),
    ("[Acme|organization]", "[Acme|]"),
    ("[US|place]", "[United States|organization]"),
    ("[Venezuelan|place demonym] pilots", "[Venezuela|place]"),
    ("the [Royal Press Agency|organization] ([RPA|organization])", "[RPA|organization]"),
    ("[Vladimir Putin|person titles=President]", "[Putin|person titles=Russian President]"),
    ("[Putin|person]", "[Putin|person]"),
    ("[Rosoboronexport|organization] [Rosoboronexport|organization] [Rosoboronexport|organization] "
     "[Rosoboronexport|organization]", "[Rosoboronexprot|organization]"),
    ("[Al-Qaeda|organization]", "[Al Qaeda|organization]"),
    ("[Bible|object]", "[Bible|abstract]"),
    ("the {Utopian [Army|organization]}", "{Utopian [Army|organization]}"),
    ("[Friday|time value=2019-03-29]", "[29 March|time value=2019-03-29]"),
    ("[$5|quantity value=5 USD]", "[five dollars|quantity value=5 USD]"),
]  # fmt: skip

TWO = [
    ("[Smith|person]", "[Smith|person]"),
    ("[John|person]", "[John|person]"),
    ("[Putin|person]", "[Vladimir Putin|person]"),
    ("[John Smith|person]", "[Joan Smith|person]"),
    ("[Amazon|organization]", "[Amazon|place]"),
    ("[Jordan|person]", "[Jordan|place]"),
    ("[Mi-17|object]", "[Mi-26|object]"),
    ("[Bank of Russia|organization]", "[Russia|place]"),
    ("[Friday|time]", "[Friday|time]"),
    ("[Friday|time value=2019-03-29]", "[Friday|time value=2019-04-05]"),
    ("[helicopters|nominal object plural]", "[helicopters|nominal object plural]"),
    ("[Brown Airlines|organization]", "[Brown Airline|organization]"),
    ("[Boeing 747|object]", "[Boeing 737|object]"),
    ("[Jonathan Smithson|person]", "[Jonathan Smithton|person]"),
    ("[New York Times|organization]", "[New York|place]"),
    ("[5|quantity value=5]", "[5|time value=5]"),
    ("[Moscow|place]", "[Russia|place]"),
    ("the [Army|organization]", "the [Army|organization]"),
    ("the [Supreme Court|organization]", "the [Supreme Court|organization]"),
    ("the {Utopian [Army|organization]}", "the {Ruritanian [Army|organization]}"),
    ("[Home Secretary|person]", "[Home Secretary|person]"),
    ("[President of the Senate|person]", "[President of the Senate|person]"),
    ("the [War|event]", "the [War|event]"),
    ("[Figure 1|abstract]", "[Figure 1|abstract]"),
    ("the [North|place]", "the [North|place]"),
]  # fmt: skip


@pytest.mark.parametrize(("first", "second"), ONE)
def test_one_thing(resolved: Callable[..., list], first: str, second: str) -> None:
    assert len(resolved(first, second)) == 1


@pytest.mark.parametrize(("first", "second"), TWO)
def test_two_things(resolved: Callable[..., list], first: str, second: str) -> None:
    assert len(resolved(first, second)) == 2


def test_what_one_document_tells_apart_no_other_joins(resolved: Callable[..., list]) -> None:
    entities = resolved(
        "[Amazon|organization] and the [Amazon|place]",
        "[Amazon|organization] grew",
        "the [Amazon|place] burns",
        "[Amazon|]",
    )
    assert [len(entity.mentions) for entity in sorted(entities, key=lambda e: (e.type, len(e.mentions)))] == [
        2,
        2,
        1,
    ]


def test_surname_of_several_people_of_the_collection_joins_nothing(resolved: Callable[..., list]) -> None:
    assert (
        len(
            resolved(
                "[Ron Xu Trumpf|person]", "[Mel Trumpf|person]", "[Trumpf|person]", "[Trumpf|person] ran"
            )
        )
        == 4
    )


def test_acronym_of_two_names_joins_neither(resolved: Callable[..., list]) -> None:
    entities = resolved(
        "[Royal Press Agency|organization] ([RPA|organization])",
        "[Rural Power Act|object] ([RPA|object])",
        "[RPA|]",
    )
    assert len(entities) == 3


def test_reasons_tell_why_documents_meet(resolved: Callable[..., list]) -> None:
    (entity,) = resolved("[United States|place]", "[U.S.|place]")
    assert set(entity.reasons) == {"name", "same known entity"}


def test_ids_differ_where_names_do_not(resolved: Callable[..., list]) -> None:
    entities = resolved("[Smith|person] ran", "[Smith|person] sat", "[Smith|person]")
    assert len({entity.id for entity in entities}) == 3


def test_the_id_of_a_common_name_depends_on_its_document_only(resolved: Callable[..., list]) -> None:
    (alone,) = resolved("[Smith|person] ran")
    both = resolved("[Smith|person] ran", "[Smith|person] sat")
    assert alone.id in {entity.id for entity in both}


def test_the_same_document_twice_counts_once(marked: Callable[[str], tuple]) -> None:
    document = marked("[Acme|organization] sued [Bolt|organization]")
    once, twice = (resolve([document] * n, lexicon=Lexicon(), known=()) for n in (1, 2))
    assert once == twice
