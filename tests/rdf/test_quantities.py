"""Amounts as literals."""

from __future__ import annotations

import pytest
from rdflib import XSD, Literal, URIRef

from kg.rdf.quantities import describe
from kg.rdf.terms import KG

NODE = URIRef("q:1")


def number(text: str) -> Literal:
    return Literal(text, datatype=XSD.decimal, normalize=False)


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("12", [(KG.numericValue, number("12"))]),
        ("2.5 km", [(KG.numericValue, number("2.5")), (KG.unit, Literal("km"))]),
        ("3000~", [(KG.numericValue, number("3000")), (KG.approximate, Literal(True))]),
        (">4800000000 USD", [(KG.minimum, number("4800000000")), (KG.unit, Literal("USD"))]),
        ("<=5", [(KG.maximum, number("5"))]),
        ("20..30 %", [(KG.minimum, number("20")), (KG.maximum, number("30")), (KG.unit, Literal("%"))]),
        ("2/5", [(KG.numericValue, number("0.4"))]),
        ("1/3~", [(KG.approximate, Literal(True))]),
        ("2019-03-29", []),
        ("about five", []),
        ("", []),
        ("1/0", []),
    ],
)
def test_the_literals_of_an_amount(value: str, found: list[tuple[URIRef, Literal]]) -> None:
    assert [(link, literal) for _, link, literal in describe(NODE, value)] == found


def test_a_number_keeps_its_digits() -> None:
    ((_, _, literal),) = describe(NODE, "1000000000000000000000")
    assert str(literal) == "1000000000000000000000"
