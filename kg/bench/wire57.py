"""WiRe57: word overlap with tuples of experts, whose words may be inferred.

Definition (Léchelle, Gotti, Langlais, "WiRe57", LAW 2019)
  * Gold tuples have subject, relation, object and further arguments; each slot is a list of words, some
    flagged as inferred (not in the sentence).
  * A prediction can match a gold tuple when each of its first three slots shares a word with the gold slot.
    A gold slot that is wholly inferred asks for nothing.
  * Token precision = predicted words found in the gold slot / predicted words; token recall = the same
    count / gold words that are not inferred; both summed over the slots. Further arguments are compared by
    position; predicted ones beyond the gold ones are ignored.
  * Within a sentence pairs are matched one to one, best token F1 first. Precision = sum of token precision
    of the matched pairs / predictions; recall = sum of token recall of the matched pairs / gold tuples.
  * `exact_…`: subject, relation, object and the gold's further arguments are equal strings.

Gold: `{"id", "sentence", "tuples": [{"subject": {"words": […], "inferred": […]}, "relation", "object",
"args": […]}]}`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kg.bench.carb import Pair
from kg.bench.records import Prediction, Triple, f1, join, scores

__all__ = ["score"]

SLOTS = ("subject", "relation", "object")


def _asked(slot: Mapping[str, Any]) -> int:
    return sum(not flag for flag in slot["inferred"])


def pair(gold: Mapping[str, Any], triple: Triple) -> Pair | None:
    """Return how well two tuples fit, None where they cannot match."""
    shared = said = wanted = 0
    for slot, text in zip(SLOTS, (triple.subject, triple.relation, triple.object), strict=True):
        words, asked = text.split(), _asked(gold[slot])
        hits = sum(word in gold[slot]["words"] for word in words)
        if asked and not hits:
            return None
        if words:
            shared, said, wanted = shared + hits, said + len(words), wanted + asked
    for i, slot_of_argument in enumerate(gold.get("args", [])):
        words = triple.args[i].split() if i < len(triple.args) else []
        shared += sum(word in slot_of_argument["words"] for word in words)
        said, wanted = said + len(words), wanted + _asked(slot_of_argument)
    return Pair(shared / said if said else 0.0, shared / wanted if wanted else 0.0)


def matches(tuples: Sequence[Mapping[str, Any]], triples: Sequence[Triple]) -> list[tuple[int, int, Pair]]:
    """Return the matched pairs as (gold tuple, prediction, fit), the best one first."""
    cells = []
    for i, gold in enumerate(tuples):
        for j, triple in enumerate(triples):
            fit = pair(gold, triple)
            if fit and f1(*fit) > 0:
                cells.append((-f1(*fit), i, j, fit))
    rows: set[int] = set()
    columns: set[int] = set()
    matched = []
    for _, i, j, fit in sorted(cells):
        if i not in rows and j not in columns:
            rows.add(i)
            columns.add(j)
            matched.append((i, j, fit))
    return matched


def _is_same(gold: Mapping[str, Any], triple: Triple) -> bool:
    said = (triple.subject, triple.relation, triple.object)
    if any(text != " ".join(gold[slot]["words"]) for slot, text in zip(SLOTS, said, strict=True)):
        return False
    wanted = tuple(" ".join(argument["words"]) for argument in gold.get("args", []))
    return triple.args[: len(wanted)] == wanted


def score(gold: Sequence[Mapping[str, Any]], predictions: Iterable[Prediction]) -> dict[str, Any]:
    """Return precision, recall and F1 by words, and of exact tuples.

    >>> slots = {name: {"words": [word], "inferred": [False]} for name, word in zip(SLOTS, ("a", "is", "b"))}
    >>> gold = [{"id": "1", "sentence": "s", "tuples": [slots]}]
    >>> score(gold, [Prediction("1", "", (Triple("a", "is", "b c"),))])["precision"]
    0.75
    """
    joined, lost = join(gold, predictions)
    matched = [fit for row in gold for _, _, fit in matches(row["tuples"], joined[row["id"]])]
    said, wanted = sum(map(len, joined.values())), sum(len(row["tuples"]) for row in gold)
    precision = sum(fit.precision for fit in matched) / said if said else 0.0
    recall = sum(fit.recall for fit in matched) / wanted if wanted else 0.0
    exact_said = sum(any(_is_same(g, t) for g in row["tuples"]) for row in gold for t in joined[row["id"]])
    exact_gold = sum(any(_is_same(g, t) for t in joined[row["id"]]) for row in gold for g in row["tuples"])
    exact = scores(exact_said, said, wanted).precision, scores(exact_gold, said, wanted).recall
    return {
        "precision": precision,
        "recall": recall,
        "f1": f1(precision, recall),
        "exact_precision": exact[0],
        "exact_recall": exact[1],
        "exact_f1": f1(*exact),
        "sentences": len(gold),
        "tuples": wanted,
        "extractions": said,
        "matches": len(matched),
        "predictions_without_gold": lost,
    }
