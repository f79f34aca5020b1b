"""How things are shown: control characters, rows, marks, ids."""

from __future__ import annotations

from typing import Any

import pytest

from kg.cli.build import default_folder
from kg.cli.console import plain
from kg.cli.explain import marked
from kg.cli.tables import how, short_ids, statement_row, when
from tests.conftest import DENY, STAY, SUPPLY


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[2Jb", "a\ufffd[2Jb"),
        ("a\n\tb", "a b"),
        ("[bold]x[/bold]", "[bold]x[/bold]"),
        ("Zürich, 北京", "Zürich, 北京"),
    ],
)
def test_text_never_acts_on_the_terminal(text: str, shown: str) -> None:
    assert plain(text) == shown


@pytest.mark.parametrize(
    ("marks", "shown"),
    [
        ([], "Ann met Bob."),
        ([(10, 13, "agent")], "[Ann | agent] met Bob."),
        ([(10, 17, "x"), (14, 17, "y")], "[Ann met | x] Bob."),
        ([(5, 13, "outside"), (18, 30, "outside"), (12, 12, "empty")], "Ann met Bob."),
    ],
)
def test_marks_in_a_sentence(marks: list[tuple[int, int, str]], shown: str) -> None:
    assert marked({"text": "Ann met Bob.", "start": 10, "end": 22}, marks) == shown


def test_short_ids_are_unique() -> None:
    assert short_ids(["st_1234567a", "st_1234567b"]) == {
        "st_1234567a": "st_1234567a",
        "st_1234567b": "st_1234567b",
    }
    assert short_ids([]) == {}


def test_rows(built: Any) -> None:
    statements = {record["id"]: record for record in built.records.statements}
    assert list(statement_row(statements[SUPPLY.id], statements)) == [
        *("Russia", "supplies", "helicopters", "to Venezuela", "", ""),
    ]
    assert list(statement_row(statements[STAY.id], statements)) == [
        *("Russia (they)", "stay", "", "in Caracas", "not, planned, denied by Andrei Belov", ""),
    ]
    assert (
        statement_row(statements[DENY.id], statements)[2]
        == "“planned not stay(agent: they, location: Caracas)…”"
    )
    assert str(STAY).startswith("planned not stay(agent: they, location: Caracas)")


def test_forms_and_times() -> None:
    said: dict[str, Any] = {"source": None, "verb": "say", "stance": "said"}
    assert how({"polarity": "positive", "modality": "actual", "attribution": said}) == "said by somebody"
    assert when({"time": {"text": "soon", "value": None}}) == "soon"


@pytest.mark.parametrize(
    ("sources", "folder"),
    [
        (["a/b.c.txt"], "output/b.c"),
        (["-", "x"], "output/stdin"),
        (["dir/"], "output/dir"),
        (["/"], "output/graph"),
    ],
)
def test_a_build_has_a_place_of_its_own(sources: list[str], folder: str) -> None:
    assert default_folder(sources).as_posix() == folder
