"""Confidence: of statements with 0.9, are nine of ten right?

Gold are judgements of statements that kg drew from the sentences of a treebank (`data/calibration/`,
which has the ids of sentences and the statements' lines, not the text): right is what a careful reader of
the text would sign, with its participants, polarity, modality and source. A statement is found again by
its sentence and its line; what has not been judged is counted and left out.

Figures: `brier`, the mean squared difference between confidence and outcome (Brier 1950); `ece`, the
expected calibration error over ten bands of equal width (Naeini et al. 2015); `auc`, the chance that a
right statement has a higher confidence than a wrong one; by band and by rule how many there are, their
mean confidence and the share that is right.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from importlib.resources import files
from itertools import accumulate
from pathlib import Path
from typing import Any

from kg.bench import conllu
from kg.bench.chains import places
from kg.bench.options import Options, Outcome
from kg.bench.records import mean
from kg.errors import InputError

__all__ = ["Judged", "judgements", "run", "score"]

BANDS = 10

PARTS = ("first", "second")
"""Files of judgements: the rules were repaired by the first, which also the weights are fitted to, before the
second was judged.
"""


@dataclass(frozen=True, slots=True)
class Judged:
    """A statement of a sentence: its line, the parts and the value of its confidence, whether it is right
    (None: not judged), and the part of the judgements that its sentence is of.
    """

    sentence: str
    line: str
    rules: tuple[str, ...]
    parts: Mapping[str, float]
    confidence: float
    right: bool | None = None
    part: str = ""


def judgements(lines: Iterable[str] | str = PARTS[0]) -> dict[tuple[str, str], bool]:
    """Return (sentence, statement) → right or not, of a part that is shipped or of other lines of its form.

    A line has sentence, "right" or "wrong" and statement, parted by tabs; "#" begins a comment.

    >>> judgements(["# a comment", "s-1\\tright\\tleave(agent: Ann)"])
    {('s-1', 'leave(agent: Ann)'): True}
    """
    if isinstance(lines, str):
        file = files("kg.bench") / "data" / "calibration" / f"{lines}.tsv"
        lines = file.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t", 2) for line in lines if line and not line.startswith("#"))
    return {(sentence, statement): verdict == "right" for sentence, verdict, statement in rows}


def run(paths: Sequence[Path], options: Options) -> Outcome:
    """Run a treebank whose sentences were judged; the records are all statements of these sentences."""
    if len(paths) != 1:
        raise InputError(f"takes one treebank, not {len(paths)}", remedy="name one .conllu file")
    documents = conllu.read(paths[0])[: options.limit]
    known = {part: judgements(part) for part in PARTS}
    parts = {sentence: part for part in PARTS for sentence, _ in known[part]}
    judged = [
        replace(item, part=part, right=known[part].get((item.sentence, item.line)))
        for item in _statements(documents, options)
        if (part := parts.get(item.sentence)) is not None
    ]
    if not any(item.right is not None for item in judged):
        raise InputError("has no sentence that was judged", where=str(paths[0]), remedy="take GUM's dev part")
    figures = {part: score([item for item in judged if item.part == part]) for part in PARTS}
    return Outcome(figures, [asdict(item) for item in judged], _wrong(judged))


def _statements(documents: Iterable[conllu.TreeDocument], options: Options) -> Iterator[Judged]:
    """Yield the statements of each document's text with the gold sentence in which the predicate begins."""
    from kg import grounding, statements
    from kg.bench.annotate import Annotator
    from kg.config import Config

    annotator, lexicon = Annotator(options.model), grounding.load(Config()).lexicon
    for document in documents:
        text, place = document.text, places(document.text)
        sizes = (len("".join(sentence.text.split())) for sentence in document.sentences)
        starts = list(accumulate(sizes, initial=0))[:-1]
        for statement in statements.extract(annotator.text(text), lexicon=lexicon):
            at = bisect_right(starts, place[statement.predicate.span.start]) - 1
            yield Judged(
                document.sentences[at].id,
                str(statement),
                statement.rules,
                dict(statement.confidence_parts),
                statement.confidence,
            )


def score(found: Sequence[Judged]) -> dict[str, Any]:
    """Return the figures over the judged ones.

    >>> sure, unsure = (Judged("s", "x", ("copula",), {}, c, r) for c, r in ((0.9, True), (0.4, False)))
    >>> figures = score([sure, unsure])
    >>> figures["brier"], figures["auc"], figures["bands"]["0.9-1.0"]
    (0.085, 1.0, {'count': 1, 'confidence': 0.9, 'right': 1.0})
    """
    judged = [item for item in found if item.right is not None]
    bands: dict[str, list[Judged]] = {}
    for item in sorted(judged, key=lambda item: -item.confidence):
        band = min(int(item.confidence * BANDS), BANDS - 1)
        bands.setdefault(f"{band / BANDS:.1f}-{(band + 1) / BANDS:.1f}", []).append(item)
    rules: dict[str, list[Judged]] = {}
    for item in judged:
        rules.setdefault(item.rules[0], []).append(item)
    gaps = [len(items) * abs(_right(items) - _mean(items)) for items in bands.values()]
    return {
        "judged": len(judged),
        "not_judged": len(found) - len(judged),
        "right": _right(judged),
        "confidence": _mean(judged),
        "brier": round(mean((item.confidence - bool(item.right)) ** 2 for item in judged), 9),
        "ece": sum(gaps) / len(judged) if judged else 0.0,
        "auc": _auc(judged),
        "bands": {band: _row(items) for band, items in bands.items()},
        "rules": {rule: _row(items) for rule, items in sorted(rules.items(), key=lambda r: -len(r[1]))},
    }


def _row(items: Sequence[Judged]) -> dict[str, float]:
    return {"count": len(items), "confidence": _mean(items), "right": _right(items)}


def _right(items: Sequence[Judged]) -> float:
    return mean(float(bool(item.right)) for item in items)


def _mean(items: Sequence[Judged]) -> float:
    return mean(item.confidence for item in items)


def _auc(judged: Sequence[Judged]) -> float:
    """Return the chance that a right one stands above a wrong one; ties count half."""
    right = sorted(item.confidence for item in judged if item.right)
    wrong = sorted(item.confidence for item in judged if not item.right)
    if not right or not wrong:
        return 0.0
    above, below, equal = 0.0, 0, 0
    for value in right:
        while below < len(wrong) and wrong[below] < value:
            below += 1
        equal = below
        while equal < len(wrong) and wrong[equal] == value:
            equal += 1
        above += below + (equal - below) / 2
    return above / (len(right) * len(wrong))


def _wrong(judged: Sequence[Judged]) -> str:
    """Return the wrong statements, the surest first, as Markdown."""
    wrong = sorted((i for i in judged if i.right is False), key=lambda i: (-i.confidence, i.sentence, i.line))
    lines = [f"- {i.confidence:.2f} {' '.join(i.rules)} · {i.sentence} · {i.line}" for i in wrong]
    return "\n".join(["# Wrong statements, the surest first", "", *lines, ""])
