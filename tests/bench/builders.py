"""Short ways to write gold and predictions."""

from __future__ import annotations

from typing import Any

from spacy.lang.en import English
from spacy.tokens import Doc

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


def parse(line: str, *, pos: str = "") -> Doc:
    """Read "word/head/relation" (and "/tag"), heads counted from 0; clausal relations make verbs."""
    rows = [part.split("/") for part in line.split()]
    verbal = ("root", "acl", "xcomp", "conj", "ccomp", "advcl")
    guessed = ["VERB" if row[2].partition(":")[0] in verbal else "NOUN" for row in rows]
    words = [row[0] for row in rows]
    return Doc(
        English().vocab,
        words=words,
        pos=pos.split() or guessed,
        tags=[row[3] if len(row) > 3 else "XX" for row in rows],
        lemmas=[word.lower() for word in words],
        heads=[int(row[1]) for row in rows],
        deps=[row[2] for row in rows],
        sent_starts=[True] + [False] * (len(rows) - 1),
    )
