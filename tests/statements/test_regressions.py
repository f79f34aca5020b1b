"""Mistakes that other systems are known for: where a word stands, what is not said, how often it happened."""

from __future__ import annotations

import pytest

from kg.model import Mention, Role


def test_each_object_has_its_place(extract_statements) -> None:  # type: ignore[no-untyped-def]
    text = "The fire burned 3,400 hectares, killed livestock and burned out property."
    found = {}
    for statement in extract_statements(text):
        for argument in statement.arguments:
            if argument.role in (Role.PATIENT, Role.THEME) and isinstance(argument.filler, Mention):
                span = argument.filler.span
                found[statement.predicate.lemma] = (span.start, text[span.start : span.end])
    assert found == {
        "burn": (text.index("3,400"), "3,400 hectares"),
        "kill": (text.index("livestock"), "livestock"),
        "burn out": (text.index("property"), "property"),
    }


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("Alice visited Acme.", "found"),
        ("Hunger has spread to the south.", "cause"),
        ("The general made him leave.", "produce"),
        ("The mine is bigger than the quarry.", "be big"),
        ("The minister will either resign or face a trial.", "face trial"),
    ],
)
def test_not_said(text: str, lemma: str, extract_statements) -> None:  # type: ignore[no-untyped-def]
    lemmas = [statement.predicate.lemma for statement in extract_statements(text)]
    assert lemmas and lemma not in lemmas


def test_two_dates_are_two_events(extract_statements) -> None:  # type: ignore[no-untyped-def]
    once, twice = extract_statements("Alice visited Acme on 3 May 2018 and on 9 June 2018.")
    assert once.id != twice.id
    assert [s.time.value for s in (once, twice)] == ["2018-05-03", "2018-06-09"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The population doubled between 1950 and 1980.", "1950/1980"),
        ("The prince lived in Rome from 1740 to 1766.", "1740/1766"),
    ],
)
def test_an_interval_is_one_time(text: str, value: str, extract_statements) -> None:  # type: ignore[no-untyped-def]
    assert [s.time.value for s in extract_statements(text)] == [value]
