"""Short ways to write gold and predictions."""

from __future__ import annotations

from typing import Any

from kg.bench.records import Prediction, Triple


def triple(line: str, confidence: float = 1.0) -> Triple:
    """Read "subject | relation | object | further argument"."""
    subject, relation, object_, *args = (slot.strip() for slot in line.split("|"))
    return Triple(subject, relation, object_, tuple(args), confidence)


def gold_tuple(line: str) -> dict[str, Any]:
    read = triple(line)
    slots = {"subject": read.subject, "relation": read.relation, "object": read.object}
    return {**slots, "args": list(read.args)}


def said(*lines: str | Triple, key: str = "1", sentence: str = "") -> Prediction:
    return Prediction(key, sentence, tuple(triple(x) if isinstance(x, str) else x for x in lines))
