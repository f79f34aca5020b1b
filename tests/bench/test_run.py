from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg import bench
from kg.bench.records import write_jsonl
from kg.errors import FormatError, InputError
from tests.bench.builders import gold_tuple, said

FACT = [gold_tuple("He | became | [a] judge")]
GOLD = [{"id": "1", "sentence": "He became a judge .", "facts": [FACT]}]


def files(folder: Path) -> tuple[Path, Path]:
    gold, predictions = folder / "gold.jsonl", folder / "said.jsonl"
    write_jsonl(gold, GOLD)
    write_jsonl(predictions, [said("He | became | judge", "He | is | judge", "He | was | judge").as_record()])
    return gold, predictions


def test_predictions_of_others_are_scored_without_a_model(tmp_path: Path) -> None:
    gold, predictions = files(tmp_path)
    page, copy = tmp_path / "errors.md", tmp_path / "copy.jsonl"
    options = bench.Options(score=predictions, errors=page)
    figures = bench.run("benchie", gold, predictions=copy, options=options)
    assert (figures["benchmark"], figures["precision"]) == ("benchie", 0.333333)
    assert json.dumps(figures)
    assert copy.read_text(encoding="utf-8") == predictions.read_text(encoding="utf-8")
    assert "✗ (He | is | judge)" in page.read_text(encoding="utf-8")


def test_every_set_has_its_name_in_the_documentation() -> None:
    page = (Path(__file__).parents[2] / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    assert [name for name in bench.SETS if f"`{name}`" not in page] == []
    assert list(bench.SETS) == sorted(bench.SETS)


def test_wrong_use_is_told(tmp_path: Path) -> None:
    gold, predictions = files(tmp_path)
    with pytest.raises(FormatError, match="unknown benchmark 'bench'"):
        bench.run("bench", gold)
    with pytest.raises(InputError, match="has no tuples"):
        bench.run("carb", gold, options=bench.Options(score=predictions))
    with pytest.raises(InputError, match="takes one gold file"):
        bench.run("benchie", [gold, gold])
    with pytest.raises(InputError, match="needs the ontologies"):
        bench.run("text2kg", gold)
