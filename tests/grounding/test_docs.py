"""The examples of docs/ontology.md, run as they stand there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.config import Config, ontology_folder
from kg.grounding import Vocabulary, ground, load
from kg.model import Role
from tests.grounding.lines import read_line

PAGE = (Path(__file__).parents[2] / "docs" / "ontology.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", PAGE, flags=re.S)


def blocks(language: str) -> list[str]:
    return [text for name, text in BLOCKS if name == language]


def test_the_page_has_all_its_examples() -> None:
    assert sorted(name for name, _ in BLOCKS) == ["csv", "python", "turtle", "turtle"]


def test_adding_a_relation_and_names(tmp_path: Path) -> None:
    ontology, lexicon = tmp_path / "my-ontology.ttl", tmp_path / "my-lexicon.ttl"
    names = tmp_path / "my-names.csv"
    ontology.write_text(blocks("turtle")[0], encoding="utf-8")
    lexicon.write_text(blocks("turtle")[1], encoding="utf-8")
    names.write_text(blocks("csv")[0], encoding="utf-8")
    vocabulary = load(Config(ontology=(str(ontology),), lexicon=(str(lexicon),), gazetteers=(str(names),)))
    statement, entities = read_line(
        "pollute VERB agent=plant:Facility patient=river:NaturalFeature instrument=dioxin:Substance@with"
    )
    (fact,) = ground([statement], entities, vocabulary)
    assert fact.property == "https://news.example.org/ns#pollutes"
    assert vocabulary.lexicon.classes["sewage"] == "Substance"
    assert {"Acme Corporation", "Foo River"} <= {entity.label for entity in vocabulary.known}


def test_python() -> None:
    exec(blocks("python")[0], {})


@pytest.mark.parametrize("role", list(Role))
def test_every_role_is_explained(role: Role) -> None:
    table = PAGE.split("### Roles")[1].split("## Add names")[0]
    assert re.search(rf"^\|[a-z, ]*\b{role}\b", table, flags=re.M)


def test_every_file_is_listed() -> None:
    listed = set(re.findall(r"^\| `([^`]+)` \|", PAGE, flags=re.M))
    there = {path.name for path in ontology_folder().iterdir() if path.is_file()}
    assert {name for name in listed if ":" not in name} == there | {"queries/*.rq"}


def test_the_numbers_are_right(vocabulary: Vocabulary) -> None:
    said = re.search(r"about ([\d,]+) with arguments and ([\d,]+) nouns", PAGE)
    assert said
    words, nouns = (int(number.replace(",", "")) for number in said.groups())
    assert abs(words - len(vocabulary.lexicon.frames)) < 100
    assert abs(nouns - len(vocabulary.lexicon.classes)) < 100
