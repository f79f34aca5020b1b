"""CaRB: word overlap between extracted and crowd-sourced tuples.

Definition (Bhardwaj, Aggarwal, Mausam, "CaRB", EMNLP 2019; for `single` Kolluru et al., "OpenIE6", EMNLP
2020)
  * Tuples are made binary: relation, first argument, and all further arguments joined.
  * A pair of a gold and a predicted tuple gets a precision and a recall: shared tokens (as multisets, slot
    by slot, case kept) over the predicted / the gold tokens. It scores (0, 0) where the relations share no
    token. A predicted "be" that is left over counts as shared when the gold relation holds a form of "be".
    For gold relations of saying the predicted arguments may also be read in reverse order; the better pair
    counts.
  * Precision of a sentence: one-to-one greedy matching, best precision first, over the number of
    extractions.
  * Recall of a sentence: `multi` (CaRB): for each gold tuple the best recall of any extraction; `single`:
    one-to-one greedy matching, best recall first. Over the number of gold tuples.
  * Numerators and denominators are summed over sentences for every confidence threshold. Precision, recall
    and F1 are those at the threshold with the best F1 (the lowest on a tie); AUC is the trapezoid area
    under the (recall, precision) points with (0, 1) added; `at_all` keeps every extraction, which is what
    an untuned user sees.

Gold: `{"id", "sentence", "tuples": [{"subject", "relation", "object", "args"}]}`; subject and object are
absent in a few. A split around every verb scores well here: a guard rail, never an aim. Written from the
definitions alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple, TypeAlias

from kg.bench.records import Prediction, Scores, Triple, f1, join, resource

__all__ = ["Pair", "score"]

MODES = ("multi", "single")


class Pair(NamedTuple):
    """Token precision and token recall of a predicted tuple against a gold tuple."""

    precision: float
    recall: float


class Slots(NamedTuple):
    """Tokens of a relation and of at most two arguments."""

    relation: list[str]
    arguments: list[list[str]]

    def reversed(self) -> Slots:
        """Return the slots with the arguments in reverse order."""
        return Slots(self.relation, self.arguments[::-1])


Table: TypeAlias = list[list[Pair]]
"""Table[gold tuple][prediction]."""


def slots_of(relation: str, arguments: Sequence[str]) -> Slots:
    """Return the tokens of a tuple, its further arguments joined to the second one.

    >>> slots_of("is", ["a b", "c", "in d"])
    Slots(relation=['is'], arguments=[['a', 'b'], ['c', 'in', 'd']])
    """
    binary = [*arguments[:1], " ".join(arguments[1:])] if len(arguments) > 2 else arguments
    return Slots(relation.split(), [argument.split() for argument in binary])


def _gold_slots(row: Mapping[str, Any]) -> Slots:
    arguments = [row[slot] for slot in ("subject", "object") if row.get(slot) is not None]
    return slots_of(row["relation"], [*arguments, *row.get("args", [])])


def _slots(triple: Triple) -> Slots:
    return slots_of(triple.relation, [triple.subject, triple.object, *triple.args])


def pair(gold: Slots, predicted: Slots, forms_of_be: frozenset[str]) -> Pair:
    """Return how well two tuples fit.

    >>> pair(slots_of("runs", ["a b", "c"]), slots_of("runs", ["a", "c d"]), frozenset())
    Pair(precision=0.75, recall=0.75)
    """
    shared = _overlap(gold.relation, predicted.relation)
    left_over = Counter(predicted.relation) - Counter(gold.relation)
    if left_over["be"] and not forms_of_be.isdisjoint(gold.relation):
        shared += 1
    if not shared or len(predicted.arguments) < min(2, len(gold.arguments)):
        return Pair(0.0, 0.0)
    said, wanted = len(predicted.relation), len(gold.relation)
    for want, have in zip(gold.arguments, predicted.arguments, strict=False):
        shared += _overlap(want, have)
        said += len(have)
        wanted += len(want)
    return Pair(shared / said if said else 0.0, shared / wanted if wanted else 0.0)


def _overlap(gold: Sequence[str], predicted: Sequence[str]) -> int:
    return (Counter(gold) & Counter(predicted)).total()


def table_of(gold_tuples: Sequence[Mapping[str, Any]], triples: Sequence[Triple]) -> Table:
    """Return the pair of every gold tuple with every prediction."""
    words = resource("carb.json")
    forms_of_be = frozenset(words["be"])
    predicted = [_slots(t) for t in triples]
    table = []
    for row in gold_tuples:
        gold = _gold_slots(row)
        says = any(verb in row["relation"] for verb in words["saying"])
        table.append([_best(gold, p, says, forms_of_be) for p in predicted])
    return table


def _best(gold: Slots, predicted: Slots, says: bool, forms_of_be: frozenset[str]) -> Pair:
    forwards = pair(gold, predicted, forms_of_be)
    return max(forwards, pair(gold, predicted.reversed(), forms_of_be)) if says else forwards


def greedy(table: Table, columns: Sequence[int], which: int) -> float:
    """Return the sum of the best one-to-one matches; ties go to the earlier gold, then prediction."""
    cells = sorted((-row[j][which], i, j) for i, row in enumerate(table) for j in columns)
    rows_used: set[int] = set()
    columns_used: set[int] = set()
    total = 0.0
    for value, i, j in cells:
        if i not in rows_used and j not in columns_used:
            rows_used.add(i)
            columns_used.add(j)
            total -= value
    return total


class _Sums:
    """Numerators and denominators at each confidence threshold."""

    def __init__(self, thresholds: Sequence[float]) -> None:
        self.thresholds = thresholds
        self.precision = [0.0] * len(thresholds)
        self.said = [0] * len(thresholds)
        self.recall = [0.0] * len(thresholds)

    def add(self, table: Table, triples: Sequence[Triple], mode: str) -> None:
        """Add one sentence: between two of its own confidences it is the same for all thresholds."""
        start = 0
        for confidence in sorted({t.confidence for t in triples}):
            columns = [j for j, t in enumerate(triples) if t.confidence >= confidence]
            precise = greedy(table, columns, 0)
            recalled = greedy(table, columns, 1) if mode == "single" else _best_recalls(table, columns)
            stop = self.thresholds.index(confidence) + 1
            for i in range(start, stop):
                self.precision[i] += precise
                self.said[i] += len(columns)
                self.recall[i] += recalled
            start = stop

    def points(self, gold: int) -> list[Scores]:
        """Return the scores at each threshold, lowest threshold first."""
        points = []
        for right, said, recalled in zip(self.precision, self.said, self.recall, strict=True):
            precision, recall = right / said if said else 1.0, recalled / gold if gold else 0.0
            points.append(Scores(precision, recall, f1(precision, recall)))
        return points


def _best_recalls(table: Table, columns: Sequence[int]) -> float:
    return sum(max(row[j].recall for j in columns) for row in table)


def _evaluate(
    tables: Mapping[str, Table], joined: Mapping[str, Sequence[Triple]], gold: int, mode: str
) -> dict[str, Any]:
    thresholds = sorted({t.confidence for triples in joined.values() for t in triples})
    if not thresholds:
        return {
            **Scores(0, 0, 0)._asdict(),
            "auc": 0.0,
            "threshold": None,
            "at_all": Scores(0, 0, 0)._asdict(),
        }
    sums = _Sums(thresholds)
    for key, table in tables.items():
        sums.add(table, joined[key], mode)
    points = sums.points(gold)
    best = max(range(len(points)), key=lambda i: (points[i].f1, -i))
    return {
        **points[best]._asdict(),
        "auc": _area(points),
        "threshold": thresholds[best],
        "at_all": points[0]._asdict(),
    }


def _area(points: Sequence[Scores]) -> float:
    """Return the area under precision over recall."""
    curve = [*((p.recall, p.precision) for p in points), (0.0, 1.0)]
    return sum((a[0] - b[0]) * (a[1] + b[1]) / 2 for a, b in pairwise(curve))


def score(gold: Sequence[Mapping[str, Any]], predictions: Iterable[Prediction]) -> dict[str, Any]:
    """Return the figures of both ways to match; those of `multi`, the official one, also stand at the top.

    >>> gold = [{"id": "1", "sentence": "s", "tuples": [{"subject": "a", "relation": "is", "object": "b"}]}]
    >>> score(gold, [Prediction("1", "", (Triple("a", "is", "b"),))])["f1"]
    1.0
    """
    joined, lost = join(gold, predictions)
    tables = {row["id"]: table_of(row["tuples"], joined[row["id"]]) for row in gold}
    total = sum(len(row["tuples"]) for row in gold)
    modes = {mode: _evaluate(tables, joined, total, mode) for mode in MODES}
    top = {name: modes["multi"][name] for name in ("precision", "recall", "f1", "auc")}
    counts = {"sentences": len(gold), "tuples": total, "extractions": sum(map(len, joined.values()))}
    return {**top, **counts, **modes, "predictions_without_gold": lost}
