from __future__ import annotations

import pytest

from kg.bench.predict import binary_triples, nary_triple
from kg.model import Predicate, Span, Statement
from kg.statements import TextView

STATEMENT = Statement(
    "st_1", Predicate("supplies", "supply", Span("d", 0, 1)), (), Span("d", 0, 1), ("r",), confidence=0.5
)


@pytest.mark.parametrize(
    ("view", "triples"),
    [
        (TextView("Russia", "supplies", ("helicopters",), ("",)), ["(Russia | supplies | helicopters)"]),
        (
            TextView("Russia", "supplies", ("helicopters", "to Venezuela"), ("", "to")),
            ["(Russia | supplies | helicopters)", "(Russia | supplies helicopters to | Venezuela)"],
        ),
        (
            TextView("He", "served", ("as minister", "in 1901"), ("as", "")),
            ["(He | served as | minister)", "(He | served as minister | in 1901)"],
        ),
        (TextView("It", "rains", ()), []),
        (TextView("", "supplies", ("helicopters",)), []),
    ],
)
def test_binary_triples_carry_what_stands_before_an_argument(view: TextView, triples: list[str]) -> None:
    assert [str(triple) for triple in binary_triples(STATEMENT, view)] == triples


def test_nary_tuples_keep_prepositions_with_arguments() -> None:
    (triple,) = nary_triple(
        STATEMENT, TextView("Russia", "supplies", ("helicopters", "to Venezuela"), ("", "to"))
    )
    assert str(triple) == "(Russia | supplies | helicopters | to Venezuela)"
    assert triple.confidence == 0.5
    assert list(nary_triple(STATEMENT, TextView("", "supplies", ("helicopters",)))) == []
