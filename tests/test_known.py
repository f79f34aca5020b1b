"""Packed entries are the entries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import OntologyError
from kg.known import Collector, Hashes, Known
from kg.model import KnownEntity

word = st.text(st.characters(codec="utf-8", exclude_characters="\x1e\x1f\n"), min_size=1, max_size=8)
plain = word.filter(lambda text: ":" not in text)
entity = st.builds(
    KnownEntity,
    word,
    word,
    st.sampled_from(["City", "Company"]),
    st.lists(word, max_size=3).map(tuple),
    st.lists(word, max_size=2).map(tuple),
    st.none() | plain,
    st.none() | plain,
    st.booleans(),
)


@given(st.lists(entity, unique_by=lambda e: e.iri))
def test_packing_loses_nothing(entities: list[KnownEntity]) -> None:
    known = Known.of(entities)
    assert list(known) == entities
    assert [e.own for e in known] == [e.own for e in entities]
    assert [names for *_, names in known.names()] == [[e.label, *e.aliases] for e in entities]
    assert [known.entry(place) for place in known.peoples] == [e for e in entities if e.demonyms or e.capital]
    assert Known.of(known) is known
    assert Known.of(entities) == known


def test_signs_that_part_cells_cannot_break_a_line() -> None:
    known = Known.of([KnownEntity("x:1", "A\nB\x1fC", "City"), KnownEntity("x:2", "D", "City")])
    assert [(e.iri, e.label) for e in known] == [("x:1", "A B C"), ("x:2", "D")]


def collected(*files: list[tuple]) -> Known:
    into = Collector()
    for number, rows in enumerate(files):
        into.begin(f"{number}.csv", own=number > 0)
        for line, row in enumerate(rows, 2):
            into.add(*row, line=line)
    return into.done()


def test_a_later_file_takes_the_place_of_an_earlier_one() -> None:
    known = collected(
        [("x:1", "Peru", "Country", (), ("Peruvian",)), ("x:2", "Chile", "Country")],
        [("x:1", "Pirú", "Country")],
    )
    assert sorted((e.iri, e.label, e.own) for e in known) == [("x:1", "Pirú", True), ("x:2", "Chile", False)]
    assert not known.peoples


def test_lines_of_one_file_with_one_id_are_one_entry() -> None:
    rows = [
        ("x:1", "Acme", "Company", ("Acme Ltd",)),
        ("x:1", "ACME", "Company", ("Acme Ltd", "AC"), (), "", "Peru"),
    ]
    known = collected([("x:1", "Old", "Company")], rows)
    assert list(known) == [KnownEntity("x:1", "Acme", "Company", ("Acme Ltd", "ACME", "AC"), country="Peru")]


def test_one_id_with_two_classes_is_an_error_with_its_line() -> None:
    with pytest.raises(OntologyError, match=r"^1\.csv:3: x:1 is City here and Company in line 2"):
        collected([], [("x:1", "Acme", "Company"), ("x:1", "Acme", "City")])


def test_a_capital_may_be_named_by_its_iri() -> None:
    known = collected(
        [("x:pe", "Peru", "Country", (), (), "x:lima")], [("x:lima", "Lima", "City", (), (), "", "x:pe")]
    )
    assert [(e.capital, e.country) for e in known] == [("Lima", None), (None, "Peru")]
    assert collected([("x:pe", "Peru", "Country", (), (), "x:nowhere")])[0].capital is None


def test_entries_with_the_same_hash_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.known.hash", lambda text: 7, raising=False)
    known = collected(
        [("x:1", "Peru", "Country")], [("x:2", "Chile", "Country", (), (), "", "x:1"), ("x:1", "P", "City")]
    )
    assert [(e.iri, e.label, e.country) for e in known] == [("x:2", "Chile", "P"), ("x:1", "P", None)]


def test_nothing_is_found_among_nothing() -> None:
    assert list(Hashes().find("x")) == [] == list(Known.of([]))
