"""Rejected statements are no statements of the graph; what speaks of them stays."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.model import Decisions, Quote, Rejection
from kg.rejections import reject
from tests.conftest import DENY, DOCUMENT, STATEMENTS, STAY, SUPPLY, TEXT

SENTENCE = Quote(DOCUMENT.id, DOCUMENT.source, SUPPLY.span.start, TEXT[:41])
BY_ID = Rejection(SUPPLY.id, "", Quote("", "", 0, "x"))
BY_WORDS = Rejection("st_old", str(SUPPLY), replace(SENTENCE, document="doc_old"))


@pytest.mark.parametrize("entry", [BY_ID, BY_WORDS])
def test_a_statement_is_found_by_its_id_or_by_its_words(entry: Rejection) -> None:
    kept, rejected, findings = reject(STATEMENTS, Decisions((entry,)), [DOCUMENT])
    assert (kept, rejected, findings) == ([DENY, STAY], [SUPPLY], [])


@pytest.mark.parametrize(
    "entry",
    [
        replace(BY_WORDS, line="supply(agent: Russia)"),
        replace(BY_WORDS, sentence=replace(SENTENCE, document="doc_old", source="other.txt")),
        replace(BY_WORDS, sentence=replace(SENTENCE, text="Russia supplies …")),
    ],
)
def test_what_is_read_otherwise_is_kept_and_told(entry: Rejection) -> None:
    kept, rejected, (finding,) = reject(STATEMENTS, Decisions((entry,), "d.toml"), [DOCUMENT])
    assert (kept, rejected) == (list(STATEMENTS), [])
    assert finding.where == "d.toml" and "no longer applies" in finding.message


def test_what_speaks_of_a_rejected_statement_stays_without_it() -> None:
    entry = Rejection(STAY.id, "", Quote("", "", 0, "x"))
    kept, rejected, _ = reject(STATEMENTS, Decisions((entry,)), [DOCUMENT])
    assert rejected == [STAY]
    assert [str(one) for one in kept] == [str(SUPPLY), "deny(agent: Belov, time: On Friday)"]
    assert [one.id for one in kept] == [SUPPLY.id, DENY.id]


def test_without_decisions_nothing_changes() -> None:
    assert reject(STATEMENTS, Decisions(), [DOCUMENT]) == (list(STATEMENTS), [], [])
