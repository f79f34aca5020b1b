"""The queries and the Turtle of docs/rdf.md are run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import Graph

from kg import rdf
from kg.rdf.names import prefixes
from kg.rdf.terms import KG
from tests.rdf.samples import DOCUMENT, ENTITIES, FACTS, STATEMENTS

MANUAL = (Path(__file__).parents[2] / "docs" / "rdf.md").read_text(encoding="utf-8")
BASE = "https://w3id.org/kg-text/id/"
HEAD = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes(BASE).items())


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", MANUAL, re.DOTALL)


@pytest.fixture(scope="module")
def dataset() -> rdf.Dataset:
    return rdf.build(FACTS, STATEMENTS, ENTITIES, [DOCUMENT])


@pytest.mark.parametrize("text", blocks("sparql"))
def test_queries_answer(dataset: rdf.Dataset, text: str) -> None:
    assert rdf.query(dataset, text).rows


@pytest.mark.parametrize("text", blocks("turtle"))
def test_the_turtle_is_what_a_build_gives(dataset: rdf.Dataset, text: str) -> None:
    shown = Graph().parse(
        data=HEAD + re.sub(r"\b(doc|st|en)_(\d)", r"\1_000000000000000\2", text), format="turtle"
    )
    assert shown
    assert [triple for triple in shown if triple not in dataset] == []


def test_every_format_is_named() -> None:
    assert all(f"`{name}`" in MANUAL for name in rdf.FORMATS)


def test_every_term_is_explained() -> None:
    names = {name for name in KG.__annotations__ if not name.startswith("_")}
    assert not {name for name in names if not re.search(rf"\b{name}\b", MANUAL)}


def test_the_manual_has_its_examples() -> None:
    assert (len(blocks("sparql")), len(blocks("turtle"))) == (4, 4)
