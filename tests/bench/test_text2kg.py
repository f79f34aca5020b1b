from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.bench import errors, text2kg
from kg.errors import InputError
from tests.bench.builders import gold_tuple, said

ONTOLOGIES: dict[str, dict[str, Any]] = {
    "o": {
        "id": "o",
        "concepts": [{"label": "film"}],
        "relations": [{"label": "publication date"}, {"label": "director"}],
    }
}


def row(key: str, sentence: str, *lines: str) -> dict[str, Any]:
    return {"id": key, "ontology": "o", "sentence": sentence, "triples": [gold_tuple(line) for line in lines]}


GOLD = [
    row(
        "1",
        "Bleach is a 2010 film by Noriyuki Abe.",
        "Bleach | director | Noriyuki Abe",
        "Bleach | publication date | 01 January 2010",
    ),
    row("2", "Nothing.", "a | director | b"),
]


def test_relations_outside_the_gold_of_a_sentence_are_left_out_of_the_official_figures() -> None:
    lines = (
        "bleach | director | noriyuki_abe",
        "Bleach | producer | Zog",
        "Bleach | publication_date | 01 January 2010",
    )
    figures = text2kg.score(GOLD, [said(*lines)], ONTOLOGIES)
    # "publication_date" counts as "publication date"; sentence 2 has no prediction and scores 0
    one = figures["ontologies"]["o"]
    assert (one["precision"], one["recall"], one["f1"]) == (0.5, 0.5, 0.5)
    assert one["ontology_conformance"] == pytest.approx(1 / 3)
    assert one["object_hallucination"] == pytest.approx(1 / 6)
    assert one["subject_hallucination"] == 0
    assert one["strict"]["precision"] == pytest.approx(1 / 3)
    assert (figures["micro"]["precision"], figures["micro"]["recall"]) == pytest.approx((1.0, 2 / 3))
    assert figures["answered"] == 1


def test_an_empty_answer_conforms_and_a_missing_one_scores_nothing() -> None:
    assert text2kg.score(GOLD[:1], [said()], ONTOLOGIES)["ontology_conformance"] == 1.0
    assert text2kg.score(GOLD[:1], [], ONTOLOGIES)["ontology_conformance"] == 0.0


def test_lenient_forgives_quotes_and_suffixes_of_names() -> None:
    gold = [row("1", "s", 'Arion_(comicsCharacter) | director | "Ahri\'ahn"')]
    figures = text2kg.score(gold, [said("Arion | director | Ahri'ahn")], ONTOLOGIES)
    assert (figures["f1"], figures["lenient"]["f1"]) == (0.0, 1.0)


def test_an_unknown_ontology_is_an_error() -> None:
    with pytest.raises(InputError, match="unknown ontology 'o'"):
        text2kg.score(GOLD, [], {})


def test_ontologies_are_read_by_id(tmp_path: Path) -> None:
    path = tmp_path / "ontologies.json"
    path.write_text(json.dumps(list(ONTOLOGIES.values())), encoding="utf-8")
    assert text2kg.read_ontologies(path) == ONTOLOGIES
    path.write_text("{", encoding="utf-8")
    with pytest.raises(InputError, match="not a list of ontologies"):
        text2kg.read_ontologies(path)


def test_errors() -> None:
    page = errors.of_text2kg(GOLD, [said("Bleach | director | Noriyuki Abe", "Bleach | director | Zog")])
    assert "✓ (Bleach | director | Noriyuki Abe)" in page
    assert "✗ (Bleach | director | Zog)" in page
    assert "○ (a | director | b)" in page
