from __future__ import annotations

from typing import Any

import pytest

from kg.bench import benchie, errors
from tests.bench.builders import gold_tuple, said

SENTENCE = "He served as the first Prime Minister of Australia ."
GOLD = [
    {
        "id": "1",
        "sentence": SENTENCE,
        "facts": [
            [
                gold_tuple("He | served as | [the] [first] Prime Minister [of Australia]"),
                gold_tuple("He | served | as [the] [first] Prime Minister [of Australia]"),
            ],
            [gold_tuple("He | served as [the] [first] Prime Minister of | Australia")],
        ],
    },
    {"id": "2", "sentence": "Nothing here .", "facts": []},
]


@pytest.mark.parametrize(
    ("line", "covers"),
    [
        ("He | served as | first Prime Minister", 0),
        ("He | served | as the Prime Minister of Australia", 0),
        ("He | served as | Prime of Australia", None),  # one bracket stands or falls as a whole
        ("He | served as | Prime Minister of", None),
        ("He | served as Prime Minister of | Australia", 1),
        ("he | served as | Prime Minister", None),  # case counts
        ("He | served as | Prime  Minister", 0),  # white space does not
    ],
)
def test_a_triple_covers_the_first_fact_that_spells_it(line: str, covers: int | None) -> None:
    (verdict, _) = benchie.verdicts(GOLD, {"1": said(line).triples, "2": ()})
    assert verdict.covers == (covers,)


def test_figures_count_facts_once_and_wrong_triples_each() -> None:
    predictions = [
        said(
            "He | served as | first Prime Minister",
            "He | served | as the Prime Minister of Australia",
            "He | served as | Prime of Australia",
            "He | served as Prime Minister of | Australia",
        ),
        said("a | b | c", key="?", sentence="Nothing here."),  # joined by its text
        said("a | b | c", key="?", sentence="Of another set."),
    ]
    figures = benchie.score(GOLD, predictions)
    assert (figures["covered"], figures["wrong"], figures["extractions"]) == (2, 2, 5)
    assert (figures["precision"], figures["recall"]) == (0.5, 1.0)
    assert figures["precision_of_extractions"] == pytest.approx(0.6)
    assert figures["predictions_without_gold"] == 1


def test_a_triple_that_fits_two_facts_covers_one() -> None:
    facts = [[gold_tuple("a | b | c [d]")], [gold_tuple("a | b | c d")]]
    figures = benchie.score([{"id": "1", "sentence": "s", "facts": facts}], [said("a | b | c d")])
    assert (figures["covered"], figures["recall"]) == (1, 0.5)


def test_loose_forgives_case_and_spacing_only() -> None:
    gold = [{"id": "1", "sentence": "s", "facts": [[gold_tuple("Jo 's son | ate | [an] apple")]]}]
    figures = benchie.score(gold, [said("Jo's son | Ate | an apple")])
    assert (figures["f1"], figures["loose_f1"]) == (0.0, 1.0)


@pytest.mark.parametrize("gold", [GOLD, []])
def test_no_prediction_scores_zero(gold: list[dict[str, Any]]) -> None:
    assert benchie.score(gold, [])["f1"] == 0.0


def test_errors_show_what_was_wrong_missed_and_right() -> None:
    page = errors.of_benchie(GOLD, [said("He | served as | Prime Minister", "He | is | it")])
    assert f"## 1: {SENTENCE}" in page
    assert "- ✗ (He | is | it)" in page
    assert "- ○ (He | served as [the] [first] Prime Minister of | Australia) +0" in page
    assert "- ✓ (He | served as | Prime Minister)" in page
    assert "## 2" not in page
