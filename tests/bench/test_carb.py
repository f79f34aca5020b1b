from __future__ import annotations

import pytest

from kg.bench import carb, errors
from tests.bench.builders import gold_tuple, said, triple

BE = frozenset({"is", "was", "be"})


@pytest.mark.parametrize(
    ("gold", "predicted", "fit"),
    [
        ("a b | runs | c", "a | runs | c d", (0.75, 0.75)),
        ("a | runs | c", "a | walks | c", (0.0, 0.0)),  # the relations share nothing
        ("a | is | c | in d", "a | be | c in d", (1.0, 1.0)),  # "be" for "is", arguments joined
        ("a | x | c c", "a | x | c", (1.0, 0.75)),  # a repeated token is shared once each
        ("A | x | c", "a | x | c", (2 / 3, 2 / 3)),  # case counts
    ],
)
def test_pairs_share_tokens_slot_by_slot(gold: str, predicted: str, fit: tuple[float, float]) -> None:
    slots = [
        carb.slots_of(t.relation, [t.subject, t.object, *t.args]) for t in map(triple, (gold, predicted))
    ]
    assert carb.pair(*slots, BE) == pytest.approx(fit)


def test_relations_of_saying_may_be_read_backwards() -> None:
    table = carb.table_of([gold_tuple("x | said | y z")], said("y z | said | x").triples)
    assert table == [[(1.0, 1.0)]]
    assert carb.table_of([gold_tuple("x | saw | y z")], said("y z | saw | x").triples) != table


GOLD = [
    {"id": "1", "sentence": "S one", "tuples": [gold_tuple("a | is | b"), gold_tuple("a | has | c d")]},
    {"id": "2", "sentence": "S two", "tuples": [gold_tuple("x | said | y z")]},
]
PREDICTIONS = [
    said(triple("a | is | b", 0.9), triple("a | has | c", 0.5), triple("a | is | q", 0.1)),
    said(triple("y z | said | x", 0.9), key="?", sentence="S  two."),
]


def test_the_best_threshold_is_reported_and_all_extractions_beside() -> None:
    figures = carb.score(GOLD, PREDICTIONS)
    multi = figures["multi"]
    assert (multi["precision"], multi["recall"]) == pytest.approx((1.0, 2.75 / 3))
    assert multi["threshold"] == 0.5
    assert multi["at_all"]["precision"] == pytest.approx(3 / 4)
    assert multi["auc"] == pytest.approx(2.75 / 3)
    assert figures["f1"] == multi["f1"]


def test_multi_lets_one_extraction_feed_two_tuples() -> None:
    gold = [{"id": "1", "sentence": "s", "tuples": [gold_tuple("a | is | b"), gold_tuple("a | is | c")]}]
    figures = carb.score(gold, [said("a | is | b c")])
    assert (figures["multi"]["recall"], figures["single"]["recall"]) == (1.0, 0.5)
    assert figures["precision"] == 0.75


def test_gold_tuples_may_lack_an_object() -> None:
    gold = [{"id": "1", "sentence": "s", "tuples": [{"subject": "a", "relation": "slept"}]}]
    assert carb.score(gold, [said("a | slept | ")])["f1"] == 1.0


def test_no_prediction_scores_zero() -> None:
    assert carb.score(GOLD, [])["f1"] == 0.0


def test_errors_show_tuples_of_which_little_was_found() -> None:
    page = errors.of_carb(GOLD, PREDICTIONS[:1])
    assert "- ○ (x | said | y z) 0.00" in page
    assert "(a | is | b)" not in page
