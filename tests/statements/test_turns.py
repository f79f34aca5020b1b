"""Turns of a transcript: the label says who speaks its line, and takes no part in what is said."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Lines = Callable[[str], list[str]]


def test_turn_ends_with_its_line(extract_lines: Lines) -> None:
    lines = extract_lines("MR. SMITH: The firm sold the house. It bought a ship.\nThe judge left the room.")
    assert "sell(agent: firm, theme: house) <SMITH say>" in lines
    assert "buy(agent: It, theme: ship) <SMITH say>" in lines
    assert "leave(agent: judge, source: room)" in lines


def test_speaker_is_no_description_of_what_is_said(extract_lines: Lines) -> None:
    lines = extract_lines("GENERAL PRELOGAR: It's a waiver, Justice Thomas.")
    assert "be(theme: It, attribute: waiver) <GENERAL PRELOGAR say>" in lines
    assert not any("PRELOGAR" in line.split("<")[0] for line in lines)
    assert not any("theme: Thomas, attribute: waiver" in line for line in lines)


@pytest.mark.parametrize("label", ["NOTE", "WARNING", "Q", "A"])
def test_label_that_names_nobody_is_no_source(label: str, extract_lines: Lines) -> None:
    assert extract_lines(f"{label}: The firm sold the ship.") == ["sell(agent: firm, theme: ship)"]
