"""What benchmarks read and write: gold lines, predictions, and how the two are joined.

A predictions file has one JSON object a line: `{"id", "sentence", "triples": [{"subject", "relation",
"object", "args", "confidence"}]}`, where `args` (further arguments) and `confidence` are optional. Kg
writes this format, and reads it when the predictions of another system are to be scored.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

from kg.errors import InputError, WriteError

__all__ = [
    "Prediction",
    "Scores",
    "Triple",
    "f1",
    "join",
    "mean",
    "read_jsonl",
    "read_predictions",
    "resource",
    "scores",
    "text_key",
    "write_jsonl",
]


@dataclass(frozen=True, slots=True)
class Triple:
    """What a system says: two arguments, their relation, further arguments, a confidence in [0, 1]."""

    subject: str
    relation: str
    object: str
    args: tuple[str, ...] = ()
    confidence: float = 1.0

    def __str__(self) -> str:
        """Return the slots on one line: ``(Russia | supplies | helicopters | to Venezuela)``."""
        return f"({' | '.join((self.subject, self.relation, self.object, *self.args))})"


@dataclass(frozen=True, slots=True)
class Prediction:
    """All triples of one sentence or text; joined to gold by `id`, or by `sentence` where that is unknown."""

    id: str
    sentence: str
    triples: tuple[Triple, ...] = field(default=())

    def as_record(self) -> dict[str, Any]:
        """Return the JSON object of one line of a predictions file.

        >>> Prediction("1", "It rains.", (Triple("It", "rains", ""),)).as_record()["triples"]
        [{'subject': 'It', 'relation': 'rains', 'object': '', 'confidence': 1.0}]
        """
        return {
            "id": self.id,
            "sentence": self.sentence,
            "triples": [_triple_record(t) for t in self.triples],
        }


class Scores(NamedTuple):
    """Precision, recall and their harmonic mean, each in [0, 1]."""

    precision: float
    recall: float
    f1: float


def _triple_record(triple: Triple) -> dict[str, Any]:
    record: dict[str, Any] = {"subject": triple.subject, "relation": triple.relation, "object": triple.object}
    if triple.args:
        record["args"] = list(triple.args)
    return record | {"confidence": round(triple.confidence, 4)}


def f1(precision: float, recall: float) -> float:
    """Return the harmonic mean; 0 where both are 0.

    >>> f1(0.5, 1.0)
    0.6666666666666666
    """
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def scores(right: float, said: float, gold: float) -> Scores:
    """Return the scores of `right` hits among `said` predictions and `gold` answers; what is empty scores 0.

    >>> scores(1, 2, 4)
    Scores(precision=0.5, recall=0.25, f1=0.3333333333333333)
    """
    precision, recall = right / said if said else 0.0, right / gold if gold else 0.0
    return Scores(precision, recall, f1(precision, recall))


def mean(values: Iterable[float]) -> float:
    """Return the arithmetic mean; 0 of nothing."""
    numbers = list(values)
    return sum(numbers) / len(numbers) if numbers else 0.0


def read_jsonl(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a JSON Lines file, blank lines skipped. Raises `InputError` with the line."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot be read: {error}", where=str(path)) from error
    rows = []
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            rows.append(_object(line, f"{path}:{number}"))
    return rows


def _object(line: str, where: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(f"is not JSON: {error}", where=where, remedy="one JSON object a line") from error
    if not isinstance(row, dict):
        raise InputError("is not a JSON object", where=where, remedy="one JSON object a line")
    return row


def read_predictions(path: Path) -> list[Prediction]:
    """Return the predictions of a file. Raises `InputError` where a line is not a prediction."""
    predictions = []
    for number, row in enumerate(read_jsonl(path), start=1):
        try:
            triples = tuple(_triple(t) for t in row.get("triples", []))
        except (AttributeError, TypeError, ValueError) as error:
            raise InputError(f"not a prediction: {error}", where=f"{path}: object {number}") from error
        predictions.append(Prediction(str(row.get("id", "")), str(row.get("sentence", "")), triples))
    return predictions


def _triple(row: Mapping[str, Any]) -> Triple:
    subject, relation, object_ = (str(row.get(slot) or "") for slot in ("subject", "relation", "object"))
    return Triple(
        subject, relation, object_, tuple(map(str, row.get("args") or ())), float(row.get("confidence", 1.0))
    )


def write_jsonl(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    """Write one JSON object a line. Raises `WriteError`."""
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise WriteError(f"cannot be written: {error}", where=str(path)) from error


def text_key(text: str) -> str:
    """Return letters and digits only, in lower case; bracket escapes of the Penn Treebank count as brackets.

    >>> text_key("Nothing here ( yet ) .") == text_key("nothing here -LRB-yet-RRB-.")
    True
    """
    text = re.sub(r"-[LR][RSC]B-", " ", text)
    return re.sub(r"[\W_]+", "", text.lower())


def join(
    gold: Sequence[Mapping[str, Any]], predictions: Iterable[Prediction]
) -> tuple[dict[str, list[Triple]], int]:
    """Return the predicted triples by gold id, and how many predictions belong to no gold line."""
    by_text = {text_key(row.get("sentence", "")): row["id"] for row in gold}
    joined: dict[str, list[Triple]] = {row["id"]: [] for row in gold}
    lost = 0
    for prediction in predictions:
        target = prediction.id if prediction.id in joined else by_text.get(text_key(prediction.sentence))
        if target is None:
            lost += 1
        else:
            joined[target].extend(prediction.triples)
    return joined, lost


@cache
def resource(name: str) -> Any:
    """Return the content of a JSON file that is shipped beside the scorers."""
    return json.loads(resources.files("kg.bench").joinpath("data", name).read_text(encoding="utf-8"))
