"""The shared types: ids, offsets back to the source, one line for a statement."""

from __future__ import annotations

import dataclasses

import pytest

from kg import model
from kg.model import (
    Argument,
    Attribution,
    Document,
    Edit,
    Mention,
    MentionKind,
    Role,
    Span,
    StatementRef,
    content_id,
)
from tests.conftest import DENY, STAY, SUPPLY


def test_values_are_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        SUPPLY.id = "st_other"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("parts", "same"),
    [
        ((("a", "b"), ("a", "b")), True),
        ((("a", "b"), ("ab", "")), False),
        ((("a",), ("a", "")), False),
        ((("\ud800",), ("\ud800",)), True),
    ],
)
def test_ids_are_hashes_of_content(parts: tuple[tuple[str, ...], tuple[str, ...]], same: bool) -> None:
    one, two = (content_id("x", *part) for part in parts)
    assert (one == two) is same
    assert one.startswith("x_") and len(one) == 18


@pytest.mark.parametrize(
    ("edits", "offset", "source"),
    [
        ((), 7, 7),
        ((Edit(0, 0, 0, 3),), 0, 3),  # a byte order mark and more was taken away in front
        ((Edit(4, 5, 4, 4),), 3, 3),  # before an insertion
        ((Edit(4, 5, 4, 4),), 4, 4),  # the inserted character
        ((Edit(4, 5, 4, 4),), 5, 4),  # the next one
        ((Edit(2, 4, 2, 3), Edit(6, 6, 5, 9)), 7, 10),  # a ligature, then a deletion
    ],
)
def test_offsets_lead_back_to_the_source(edits: tuple[Edit, ...], offset: int, source: int) -> None:
    assert Document("doc_1", "0123456789", origin=edits).source_offset(offset) == source


@pytest.mark.parametrize(
    ("statement", "line"),
    [
        (SUPPLY, "supply(agent: Russia, theme: helicopters, recipient: Venezuela)"),
        (STAY, "planned not stay(agent: they, location: Caracas) <Belov deny>"),
        (DENY, "deny(agent: Belov, topic: they would stay, time: On Friday)"),
    ],
)
def test_a_statement_is_one_line(statement: model.Statement, line: str) -> None:
    assert str(statement) == line


def test_sources_of_sources_and_unknown_sources() -> None:
    abrams = Mention(Span("doc_1", 0, 6), "Abrams", MentionKind.NAME)
    inner = Attribution(None, "claim", "claimed", outer=Attribution(abrams, "say"))
    assert str(inner) == "<? claim> <Abrams say>"


def test_an_oblique_shows_its_preposition() -> None:
    assert str(Argument(Role.OBLIQUE, StatementRef("st_1", "it"), "despite")) == "oblique[despite]: it"


def test_arguments_are_found_by_role_in_the_order_asked() -> None:
    assert SUPPLY.argument(Role.PATIENT, Role.THEME) is SUPPLY.arguments[1]
    assert SUPPLY.argument(Role.CAUSE) is None


def test_everything_offered_is_there() -> None:
    assert sorted(model.__all__) == list(model.__all__)
