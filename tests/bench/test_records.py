from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.bench import records
from kg.bench.records import Prediction, Triple
from kg.errors import InputError, WriteError
from tests.bench.builders import said


def test_predictions_come_back_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "said.jsonl"
    predictions = [
        Prediction("1", "Ça va .", (Triple("a", "b", "c", ("d",), 0.5), Triple("a", "b", "", (), 1.0)))
    ]
    records.write_jsonl(path, [p.as_record() for p in predictions])
    assert records.read_predictions(path) == predictions


def test_absent_slots_are_empty(tmp_path: Path) -> None:
    path = tmp_path / "said.jsonl"
    path.write_text('{"id": 7, "triples": [{"relation": "rains", "args": null}]}\n\n', encoding="utf-8")
    assert records.read_predictions(path) == [Prediction("7", "", (Triple("", "rains", ""),))]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "is not JSON"),
        ("[]", "is not a JSON object"),
        ('{"triples": [1]}', "not a prediction"),
        ('{"triples": [{"confidence": "high"}]}', "not a prediction"),
    ],
)
def test_bad_lines_are_errors_that_name_the_line(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "said.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message) as caught:
        records.read_predictions(path)
    assert "said.jsonl" in str(caught.value)


def test_files_that_cannot_be_read_or_written(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        records.read_jsonl(tmp_path / "none.jsonl")
    with pytest.raises(WriteError):
        records.write_jsonl(tmp_path, [{}])


def test_join_prefers_the_id_and_falls_back_to_the_text() -> None:
    gold = [{"id": "1", "sentence": "One ."}, {"id": "2", "sentence": "Two ( or so ) ."}]
    predictions = [
        said("a | b | c", key="1", sentence="Two (or so)."),
        said("d | e | f", key="x", sentence="two -LRB- or so -RRB-."),
        said("g | h | i", key="x", sentence="Three"),
    ]
    joined, lost = records.join(gold, predictions)
    assert {key: [t.subject for t in triples] for key, triples in joined.items()} == {"1": ["a"], "2": ["d"]}
    assert lost == 1


@pytest.mark.parametrize("name", ["carb.json", "entities.json", "penn.json", "porter.json", "stop.json"])
def test_word_lists_say_where_they_come_from(name: str) -> None:
    content = records.resource(name)
    assert content["source"] and content["licence"]
    assert json.dumps(content)
