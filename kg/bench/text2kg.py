"""Text2KGBench: triples in the words of a small ontology.

Definition (Mihindukulasooriya et al., "Text2KGBench", ISWC 2023); every figure is first taken per sentence,
then averaged over the sentences of an ontology, then over ontologies
  * Strings are compared with case, white space and "_" removed. Subject, relation and object are glued to
    one key.
  * precision, recall, f1: gold keys against predicted keys; predicted triples whose relation does not occur
    in the gold of that sentence are left out first (the gold is only locally closed). No prediction left:
    0, 0, 0; no gold: 0, 0, 0.
  * ontology_conformance: share of predicted triples whose relation is in the ontology (1 if none is
    predicted).
  * subject_/object_hallucination: share of predicted triples whose stemmed subject/object is no part of the
    stemmed sentence followed by the ontology's concept labels.
  * A sentence without a prediction line counts 0 for every figure. Of two lines with one id the later
    counts.
Beside it: `strict` (all predicted triples count, sentences without gold are skipped), `lenient` (quotation
marks, a "(…)" suffix and punctuation are removed from subject and object), `micro` (counts summed over
sentences).

Gold: `{"id", "ontology", "sentence", "triples": [{"subject", "relation", "object"}]}`; ontologies: a JSON
list of `{"id", "concepts": [{"id", "label"}], "relations": [{"label", "domain", "range"}]}`. In relations "
" and "_" are the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.bench.records import Prediction, Scores, Triple, mean, scores
from kg.bench.stemming import penn_words, stem
from kg.errors import InputError

__all__ = ["Judged", "read_ontologies", "score", "squeeze"]

_CONSTANT_DAY = "01januari"


@dataclass(frozen=True, slots=True)
class Judged:
    """The figures of one sentence."""

    id: str
    ontology: str
    official: Scores
    strict: Scores
    lenient: Scores
    shares: Mapping[str, float]
    hits: int = 0
    kept: int = 0
    gold: int = 0
    said: int = 0
    answered: bool = False


def read_ontologies(path: Path) -> dict[str, dict[str, Any]]:
    """Return the ontologies of a file by their id. Raises `InputError`."""
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return {row["id"]: row for row in rows}
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise InputError(f"not a list of ontologies: {error}", where=str(path)) from error


def squeeze(text: str) -> str:
    """Return the text in lower case without white space and "_".

    >>> squeeze("Noriyuki_Abe ") == squeeze("noriyuki abe")
    True
    """
    return re.sub(r"[_\s]+", "", text).lower()


def bare(text: str) -> str:
    """Return letters and digits without a "(…)" suffix, for the lenient figures.

    >>> bare('"Arion_(comicsCharacter)"')
    'arion'
    """
    cut = re.sub(r"[_\s]*\([^()]*\)\s*$", "", text.strip().strip("\"'"))
    return re.sub(r"[\W_]+", "", cut or text).lower()


def _stemmed(text: str) -> str:
    return squeeze("".join(stem(word) for word in penn_words(text)))


def _relation(label: str) -> str:
    return label.replace(" ", "_")


def _key(triple: Triple) -> str:
    return squeeze(triple.subject) + squeeze(triple.relation) + squeeze(triple.object)


def _soft_key(triple: Triple) -> tuple[str, str, str]:
    return bare(triple.subject), squeeze(triple.relation), bare(triple.object)


def _compare(gold: frozenset[Any], said: frozenset[Any]) -> Scores:
    return scores(len(gold & said), len(said), len(gold))


def _unanswered(row: Mapping[str, Any]) -> Judged:
    zero = Scores(0.0, 0.0, 0.0)
    gold = len({_key(t) for t in _gold(row)})
    return Judged(row["id"], row["ontology"], zero, zero, zero, dict.fromkeys(SHARES, 0.0), gold=gold)


SHARES = ("ontology_conformance", "relation_hallucination", "subject_hallucination", "object_hallucination")


def _gold(row: Mapping[str, Any]) -> list[Triple]:
    return [Triple(t["subject"], t["relation"], t["object"]) for t in row["triples"]]


def judge(row: Mapping[str, Any], triples: Sequence[Triple], ontology: Mapping[str, Any]) -> Judged:
    """Return the figures of one answered sentence."""
    gold = _gold(row)
    wanted = {_relation(t.relation) for t in gold}
    kept = [t for t in triples if _relation(t.relation) in wanted]
    gold_keys, kept_keys = frozenset(map(_key, gold)), frozenset(map(_key, kept))
    return Judged(
        row["id"],
        row["ontology"],
        _compare(gold_keys, kept_keys),
        _compare(gold_keys, frozenset(map(_key, triples))),
        _compare(frozenset(map(_soft_key, gold)), frozenset(map(_soft_key, kept))),
        _shares(row["sentence"], triples, ontology),
        hits=len(gold_keys & kept_keys),
        kept=len(kept_keys),
        gold=len(gold_keys),
        said=len(triples),
        answered=True,
    )


def _shares(sentence: str, triples: Sequence[Triple], ontology: Mapping[str, Any]) -> dict[str, float]:
    """Return the shares of `SHARES`."""
    known = {_relation(relation["label"]) for relation in ontology["relations"]}
    labels = " ".join(concept["label"] for concept in ontology["concepts"])
    context = _stemmed(sentence + labels)
    conform = mean(_relation(t.relation) in known for t in triples) if triples else 1.0
    subjects = mean(not _stands_in(t.subject, context) for t in triples)
    objects = mean(not _stands_in(t.object, context) for t in triples)
    return dict(zip(SHARES, (conform, 1.0 - conform, subjects, objects), strict=True))


def _stands_in(text: str, context: str) -> bool:
    return _stemmed(text).replace(_CONSTANT_DAY, "") in context


def score(
    gold: Sequence[Mapping[str, Any]],
    predictions: Iterable[Prediction],
    ontologies: Mapping[str, Mapping[str, Any]],
) -> dict[str, Any]:
    """Return the figures over all ontologies and, under `ontologies`, of each.

    Raises `InputError` where a sentence names an ontology that is not there.
    """
    lines = {p.id: p.triples for p in predictions}
    judged = []
    for row in gold:
        ontology = ontologies.get(row["ontology"])
        if ontology is None:
            raise InputError(
                f"unknown ontology {row['ontology']!r}", where=str(row["id"]), remedy="see --ontologies"
            )
        judged.append(judge(row, lines[row["id"]], ontology) if row["id"] in lines else _unanswered(row))
    names = list(dict.fromkeys(j.ontology for j in judged))
    parts = {name: _part([j for j in judged if j.ontology == name]) for name in names}
    micro = scores(sum(j.hits for j in judged), sum(j.kept for j in judged), sum(j.gold for j in judged))
    return {
        **_average(list(parts.values())),
        "micro": micro._asdict(),
        "sentences": len(judged),
        "answered": sum(j.answered for j in judged),
        "gold_triples": sum(j.gold for j in judged),
        "triples": sum(j.said for j in judged),
        "ontologies": parts,
    }


def _part(judged: Sequence[Judged]) -> dict[str, Any]:
    """Return the figures of one ontology."""
    figures: dict[str, Any] = _mean_scores([j.official for j in judged])
    figures |= {name: mean(j.shares[name] for j in judged) for name in SHARES}
    figures["strict"] = _mean_scores([j.strict for j in judged if j.gold])
    figures["lenient"] = _mean_scores([j.lenient for j in judged])
    return figures | {"sentences": len(judged)}


def _mean_scores(triplets: Sequence[Scores]) -> dict[str, float]:
    return {name: mean(getattr(s, name) for s in triplets) for name in Scores._fields}


def _average(parts: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    figures: dict[str, Any] = {name: mean(p[name] for p in parts) for name in (*Scores._fields, *SHARES)}
    for kind in ("strict", "lenient"):
        figures[kind] = {name: mean(p[kind][name] for p in parts) for name in Scores._fields}
    return figures
