"""Phrases that are not just the branch of their head: lives in brackets, compounds, amounts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from kg.statements.phrases import counted, lifespans, participle_of, with_bounds

DocOf = Callable[[str], Doc]
NAME = "Otto/PROPN/NNP/Otto/0/root Hahn/PROPN/NNP/Hahn/1/flat "


def bracket(words: str) -> str:
    """Return a name and these words in brackets behind it, as `doc_of` wants them."""
    return NAME + " ".join(f"{word}/NUM/CD/{word}/1/nmod:unmarked" for word in f"( {words} )".split())


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("1879 – 1968", ["1879", "1968"]),
        ("8 March 1879 - 28 July 1968", ["8 March 1879", "28 July 1968"]),
        ("b. 1950", ["1950"]),
        ("d. 1987", ["1987"]),
        ("1989 – 1993", []),  # a term of office
        ("1700 – 1968", []),  # nobody's life
        ("1968 – 1879", []),
        ("1968", []),
        ("the chemist", []),
        ("–", []),
    ],
)
def test_lifespans(words: str, days: list[str], doc_of: DocOf) -> None:
    found = [day.text for life in lifespans(doc_of(bracket(words))) for day in life.days]
    assert found == days


def test_a_bracket_that_is_not_closed_is_no_life(doc_of: DocOf) -> None:
    doc = doc_of(bracket("1879 – 1968").rsplit(" ", 1)[0])
    assert list(lifespans(doc)) == []


@pytest.mark.parametrize(("word", "known"), [("based", True), ("owned", True), ("awaited", False)])
def test_participles_of_compounds(word: str, known: bool, doc_of: DocOf) -> None:
    doc = doc_of(
        "Moscow/PROPN/NNP/Moscow/3/obl:unmarked -/PUNCT/HYPH/-/1/punct "
        f"{word}/VERB/VBN/{word}/4/amod firm/NOUN/NN/firm/0/root"
    )
    found = participle_of(doc[0])
    assert (found is not None and found.text == word) is known
    assert all(participle_of(token) is None for token in doc[1:])


def test_an_amount_takes_what_it_counts_and_its_bounds(doc_of: DocOf) -> None:
    doc = doc_of(
        "At/ADP/IN/at/2/case least/ADJ/JJS/least/3/nmod 200/NUM/CD/200/0/root of/ADP/IN/of/6/case "
        "the/DET/DT/the/6/det workers/NOUN/NNS/worker/3/nmod"
    )
    thing = counted(doc[2])
    assert thing is not None and thing.text == "workers"
    assert with_bounds(2, doc[2]) == 0
    assert counted(doc[5]) is None
