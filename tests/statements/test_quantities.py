"""Amounts: each line is a phrase and the value that it has."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.statements.quantities import normalise

VALUES = {
    # numbers
    "12": "12",
    "3,000": "3000",
    "2.5": "2.5",
    "2.5 million": "2500000",
    "2.3 billion": "2300000000",
    "four hundred and six": "406",
    "a million": "1000000",
    "a dozen": "12",
    "two dozen": "24",
    "zero": "0",
    # money
    "$4.8 billion": "4800000000 USD",
    "4.8 billion dollars": "4800000000 USD",
    "NZ $ 26 million": "26000000 NZD",
    "500 euros": "500 EUR",
    "\u20ac2bn": "2000000000 EUR",
    "\u00a35m": "5000000 GBP",
    "300 pesos": "300 peso",
    "40 Swiss francs": "40 CHF",
    # units
    "70 percent": "70 %",
    "4%": "4 %",
    "forty per cent": "40 %",
    "21 feet": "21 ft",
    "15-meter": "15 m",
    "one million miles": "1000000 mi",
    "3,400 hectares": "3400 ha",
    # how exact
    "some 3,000": "3000~",
    "an estimated 40,000": "40000~",
    "more than 100": ">100",
    "over 422,000 euros": ">422000 EUR",
    "more than $4.8 billion": ">4800000000 USD",
    "about US $5": "5~ USD",
    "at least 15": ">=15",
    "less than one percent": "<1 %",
    "as many as 200": "<=200",
    "50 or more": ">=50",
    "only about 20": "20~",
    # ranges and shares
    "between 20 and 30": "20..30",
    "3\u20135 km": "3..5 km",
    "18 to 19": "18..19",
    "two or three": "2..3",
    "from 2 to 3 million": "2000000..3000000",
    "$5-$10": "5..10 USD",
    "about 10 to 20 percent": "10..20~ %",
    "about half": "1/2~",
    "two thirds": "2/3",
    "a quarter": "1/4",
    "two of five": "2/5",
    "three out of every ten": "3/10",
    "one in five": "1/5",
    "1-in-10": "1/10",
    "nearly half": "1/2~",
    "two-thirds": "2/3",
    "more than a third": ">1/3",
    "half a dozen": "6",
    "half a million": "500000",
    "a half-million": "500000",
    "one and a half million": "1500000",
    "20-plus": ">=20",
    "5-10%": "5..10 %",
    "\u20ac3.5bn": "3500000000 EUR",
    "$1.2 million": "1200000 USD",
    "5m euros": "5000000 EUR",
    "2 million \u20ac": "2000000 EUR",
    "between 5 and 7": "5..7",
    "between $5 million and $7 million": "5000000..7000000 USD",
    "from $5 to $10 million": "5000000..10000000 USD",
    "1.5 degrees Celsius": "1.5 \u00b0C",
    "20\u00b0C": "20 \u00b0C",
    "100 km/h": "100 km/h",
    "50,000 barrels per day": "50000 bbl/d",
}
NONE = [
    *(
        "",
        "one",
        "dozens",
        "several",
        "a few",
        "hundreds",
        "many",
        "one of the five pillars",
        "top six",
        "20 men",
    ),
    *(
        "1 \u2013 0",
        "more than 10 to 20",
        "34(12",
        "1,2,3",
        "five of two",
        "5 m",
        "5 xyz",
        "$",
        "percent",
        "a",
        "half of it",
    ),
    *("-5", "\u2212 5", "minus 5 degrees", "-$5", "5-plus men", "half and a half"),
]


@pytest.mark.parametrize(("phrase", "value"), VALUES.items())
def test_the_value_of_an_amount(phrase: str, value: str) -> None:
    assert normalise(phrase) == value


@pytest.mark.parametrize("phrase", NONE)
def test_other_phrases_have_no_value(phrase: str) -> None:
    assert normalise(phrase) is None


PIECES = """
about more than 12 3,000 2.5 million half third of five $ euros % - to between and or one a 0 km .5
"""


@given(st.one_of(st.text(max_size=30), st.lists(st.sampled_from(PIECES.split()), max_size=7).map(" ".join)))
def test_any_text_gives_a_well_formed_value_or_none(text: str) -> None:
    value = normalise(text)
    number = r"\d+(?:\.\d+)?"
    assert value is None or re.fullmatch(
        rf"(?:(?:>=?|<=?)?(?:{number}|\d+/\d+)|{number}\.\.{number}|\d+/\d+|{number})~?(?: \S+)?", value
    )
