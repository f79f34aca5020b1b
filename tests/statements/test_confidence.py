"""Confidence: what is known of a statement's reading, and how it is weighed."""

from __future__ import annotations

import pytest
from spacy.language import Language

from kg import language, statements
from kg.model import Lexicon, Statement
from kg.statements.confidence import confidence, effects, evidence


@pytest.fixture(scope="module")
def nlp() -> Language:
    """The shipped pipeline."""
    return language.load()


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    """No words at all: what is said here does not depend on any."""
    return Lexicon()


def only(nlp: Language, text: str, lexicon: Lexicon) -> Statement:
    (found,) = statements.extract(nlp(text), lexicon=lexicon)
    return found


def test_parts_are_the_facts_that_apply(nlp: Language, lexicon: Lexicon) -> None:
    found = only(nlp, "He did not sell it.", lexicon)
    parts = dict(found.confidence_parts)
    assert {"parse", "sentence", "participants", "denied", "pronoun", "verbal.active"} <= parts.keys()
    assert not {"attributed", "unreal", "nested", "hole", "alone"} & parts.keys()
    assert parts["participants"] == 2 and parts["depth"] == 0
    assert found.confidence == confidence(found.confidence_parts)


def test_a_doc_without_probabilities_has_a_confidence(nlp: Language, lexicon: Lexicon) -> None:
    doc = nlp("Russia supplies helicopters.")
    doc.user_data.clear()
    (found,) = statements.extract(doc, lexicon=lexicon)
    assert "parse" not in dict(found.confidence_parts) and 0.5 < found.confidence < 1


@pytest.mark.parametrize("name", ["parse", "sentence"])
def test_a_surer_parse_makes_a_surer_statement(name: str) -> None:
    values = [confidence([(name, p)]) for p in (0.0, 0.2, 0.5, 0.9, 0.99, 1.0)]
    assert values == sorted(values) and values[0] < values[-1] and all(0 < v < 1 for v in values)


def test_a_hole_in_the_text_halves_the_odds_at_least() -> None:
    (effect,) = effects({"hole": 1.0})
    assert effect[:2] == ("hole", 1.0) and effect[2] < 0.5


def test_what_is_usual_or_not_known_changes_nothing() -> None:
    assert effects({"no such fact": 1.0}) == []
    assert confidence([("no such fact", 1.0)]) == confidence([])


def test_evidence_is_that_of_the_statement(nlp: Language, lexicon: Lexicon) -> None:
    doc = nlp("The company that the minister praised sold old helicopters to Venezuela yesterday.")
    reading = statements.read(doc, lexicon=lexicon)
    for found in statements.extract_from(reading):
        head = next(t for t in doc if t.idx == found.predicate.span.start)
        parts = dict(evidence(found, [head], head.sent, reading))
        told = dict(found.confidence_parts)
        assert parts["sentence"] == told["sentence"] and parts["parse"] >= told["parse"]
