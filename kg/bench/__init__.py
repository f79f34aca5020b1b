"""Benchmarks: public gold data, published definitions of the figures, kg's predictions.

Gold data are no part of the package; `docs/benchmarks.md` says where each set comes from, under which
licence, how it is read, and what kg reaches on it. Each set has a function in `SETS`; `run` calls it and
writes what was asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from kg.bench import calibration, context, coref, crowd, gazetteer, nodes, page, sets, times, twice
from kg.bench.options import Options, Outcome
from kg.bench.records import write_jsonl
from kg.errors import FormatError, WriteError

__all__ = ["SETS", "Options", "Outcome", "run"]

SETS: Mapping[str, Callable[[Sequence[Path], Options], Outcome]] = {
    "benchie": sets.run_benchie,
    "calibration": calibration.run,
    "carb": sets.run_carb,
    "context": context.run,
    "coref": coref.run,
    "crowd": crowd.run,
    "entities": sets.run_entities,
    "gazetteer": gazetteer.run,
    "mine": sets.run_mine,
    "nodes": nodes.run,
    "page": page.run,
    "speed": sets.run_speed,
    "text2kg": sets.run_text2kg,
    "times": times.run,
    "treebank": sets.run_treebank,
    "twice": twice.run,
    "wire57": sets.run_wire57,
}
"""Name of a benchmark → the function that runs it."""

DIGITS = 6


def run(
    name: str, gold: Path | Sequence[Path], *, predictions: Path | None = None, options: Options | None = None
) -> dict[str, Any]:
    """Return the figures of one benchmark, fractions of 1, ready for JSON.

    `gold`: the gold file (for `speed`: the texts). `predictions`: file for what kg said, in the format of
    `kg.bench.records`. Raises `FormatError` for an unknown name, `InputError` for files that are not what the
    set needs, `WriteError`.
    """
    if name not in SETS:
        raise FormatError(f"unknown benchmark {name!r}", remedy=f"known: {', '.join(sorted(SETS))}")
    options = options or Options()
    outcome = SETS[name]([gold] if isinstance(gold, Path) else list(gold), options)
    if predictions:
        write_jsonl(predictions, outcome.records)
    if options.errors:
        _write_page(options.errors, outcome.errors)
    if options.plot and outcome.plot:
        _write_page(options.plot, outcome.plot)
    return {"benchmark": name, **_rounded(outcome.figures)}


def _write_page(path: Path, page: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        raise WriteError(f"cannot be written: {error}", where=str(path)) from error


def _rounded(value: Any) -> Any:
    """Return a JSON value with its numbers rounded to six digits.

    >>> _rounded({"f1": 1 / 3, "n": 2})
    {'f1': 0.333333, 'n': 2}
    """
    if isinstance(value, Mapping):
        return {key: _rounded(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_rounded(inner) for inner in value]
    return round(value, DIGITS) if isinstance(value, float) else value
