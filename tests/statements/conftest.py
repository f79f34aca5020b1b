"""Fixtures: hand-built parses, and the shipped pipeline with the shipped lexicon (loaded once)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import spacy
from spacy.tokens import Doc

from kg import statements
from kg.model import Lexicon, Statement

Lines = Callable[[str], list[str]]


@pytest.fixture(scope="session")
def extract_statements() -> Callable[[str], list[Statement]]:
    """Return a function from a text to its statements, by the shipped pipeline."""
    from kg import grounding, language
    from kg.config import Config

    nlp = language.load()
    lexicon = grounding.load(Config()).lexicon

    def found(text: str) -> list[Statement]:
        return list(statements.extract(nlp(text), lexicon=lexicon, date="2019-03-30"))

    return found


@pytest.fixture(scope="session")
def extract_lines(extract_statements: Callable[[str], list[Statement]]) -> Lines:
    """Return a function from a text to the lines of its statements, by the shipped pipeline."""

    def lines(text: str) -> list[str]:
        return [str(s) for s in extract_statements(text)]

    return lines


@pytest.fixture(scope="session")
def doc_of() -> Callable[[str], Doc]:
    """Return a function from "form/POS/TAG/lemma/head/relation …" (head counted from 1, 0 for the root) to
    a Doc.
    """
    vocab = spacy.blank("en").vocab

    def build(text: str) -> Doc:
        rows = [word.split("/") for word in text.split()]
        heads = [int(row[4]) - 1 if row[4] != "0" else i for i, row in enumerate(rows)]
        columns = list(zip(*rows, strict=True))
        return Doc(
            vocab,
            words=columns[0],
            pos=columns[1],
            tags=columns[2],
            lemmas=columns[3],
            heads=heads,
            deps=columns[5],
            sent_starts=[i == 0 for i in range(len(rows))],
        )

    return build


@pytest.fixture(scope="session")
def lines_of(doc_of: Callable[[str], Doc]) -> Lines:
    """Return a function from a hand-built parse to the lines of its statements, without a lexicon."""

    def lines(text: str) -> list[str]:
        return [str(s) for s in statements.extract(doc_of(text), lexicon=Lexicon())]

    return lines
