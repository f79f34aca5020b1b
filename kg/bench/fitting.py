"""`python -m kg.bench.fitting JUDGED.jsonl`: fit what the confidence of statements is weighed by.

`kg bench calibration TREEBANK --predictions JUDGED.jsonl` writes the judged statements with the facts
that are known of their reading. A logistic regression with ridge penalty (Hoerl and Kennard 1970; Platt
1999) is fitted to them by Newton's method and written to `kg/statements/data/confidence.toml`. Facts that
few statements have hardly move, since the penalty is the same for all; those in `PRIORS` stay near what
was estimated by hand.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.bench.calibration import PARTS, Judged, score
from kg.bench.records import read_jsonl
from kg.statements.confidence import PROBABILITIES, scaled

__all__ = ["PRIORS", "cross_validated", "fit", "main", "toml"]

Floats = NDArray[np.float64]

PRIORS: Mapping[str, float] = {"hole": -1.5, "noun.compound": -1.0, "elliptical.gapping": -0.5}
"""Log-odds by which a fact is known to matter, of which the judged statements have too few."""

USUAL = (*PROBABILITIES, "depth", "participants")
"""Facts that every statement has: they count by how they differ from their median."""

LEAST = 8
"""A fact that fewer statements have gets no weight."""

PENALTY = 3.0
_FOLDS = 10
_TARGET = Path(__file__).parents[1] / "statements" / "data" / "confidence.toml"


def fit(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return `base`, `usual` values and `weight`s from judged rows, each with `parts` and `right`.

    >>> rows = [{"parts": {"parse": p}, "right": p > 0.5} for p in (0.1, 0.2, 0.8, 0.9) for _ in range(9)]
    >>> fit(rows)["weight"]["parse"] > 0
    True
    """
    counts = Counter(name for row in rows for name, value in row["parts"].items() if value)
    names = sorted(name for name, count in counts.items() if count >= LEAST)
    usual = {name: _median(rows, name) for name in USUAL if name in names}
    matrix = np.array([[_column(row, name, usual) for name in names] for row in rows])
    spread = matrix.std(axis=0) + 1e-9
    scale = np.where([name in usual for name in names], spread, 1.0)
    prior = np.array([PRIORS.get(name, 0.0) for name in names])
    found = _newton(matrix / scale, np.array([float(row["right"]) for row in rows]), prior)
    weights = {name: round(float(w), 3) for name, w in zip(names, found[1:] / scale, strict=True)}
    return {"base": round(float(found[0]), 3), "usual": usual, "weight": {**PRIORS, **weights}}


def _median(rows: Sequence[Mapping[str, Any]], name: str) -> float:
    return round(float(np.median([row["parts"].get(name, 0.0) for row in rows])), 3)


def _column(row: Mapping[str, Any], name: str, usual: Mapping[str, float]) -> float:
    value = row["parts"].get(name, 0.0)
    return scaled(name, value) - (scaled(name, usual[name]) if name in usual else 0.0)


def _newton(matrix: Floats, right: Floats, prior: Floats) -> Floats:
    """Return intercept and coefficients; these are pulled to `prior`."""
    columns: Floats = np.column_stack([np.ones(len(matrix)), matrix])
    centre, penalty = np.r_[0.0, prior], np.r_[0.0, np.full(len(prior), PENALTY)]
    found: Floats = centre.copy()
    for _ in range(50):
        chance: Floats = 1 / (1 + np.exp(-columns @ found))
        gradient = columns.T @ (chance - right) + penalty * (found - centre)
        hessian = (columns * (chance * (1 - chance))[:, None]).T @ columns + np.diag(penalty)
        found -= np.linalg.solve(hessian, gradient)
    return found


def cross_validated(rows: Sequence[Mapping[str, Any]]) -> list[float]:
    """Return for each row the chance that a model fitted to the other sentences gives it (ten folds)."""
    fold = {name: i % _FOLDS for i, name in enumerate(sorted({row["sentence"] for row in rows}))}
    chances = [0.0] * len(rows)
    for k in range(_FOLDS):
        model = fit([row for row in rows if fold[row["sentence"]] != k])
        for i, row in enumerate(rows):
            if fold[row["sentence"]] == k:
                score = model["base"] + sum(
                    weight * _column(row, name, model["usual"])
                    for name, weight in model["weight"].items()
                    if name in row["parts"] or name in model["usual"]
                )
                chances[i] = float(1 / (1 + np.exp(-score)))
    return chances


def toml(model: Mapping[str, Any], count: int) -> str:
    """Return a model as the file that `kg.statements.confidence` reads."""
    lines = [
        "# How the facts that are known of a statement's reading change the odds that it is right: log-odds,",
        "# against a statement with the usual values.  Written by kg.bench.fitting, which fitted it",
        f"# to {count} judged statements; CC0 1.0.",
        f"base = {model['base']}",
    ]
    for table in ("usual", "weight"):
        lines += ["", f"[{table}]", *(f'"{name}" = {value}' for name, value in sorted(model[table].items()))]
    return "\n".join([*lines, ""])


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, write, and print what cross-validation says of the fit."""
    parser = argparse.ArgumentParser(prog="python -m kg.bench.fitting", description=__doc__)
    parser.add_argument("judged", type=Path, nargs="+", help="predictions of kg bench calibration")
    parser.add_argument("--part", default=PARTS[0], help="judgements to fit to (default: %(default)s)")
    parser.add_argument("--output", type=Path, default=_TARGET)
    options = parser.parse_args(arguments)
    rows = [row for path in options.judged for row in read_jsonl(path)]
    rows = [row for row in rows if row["right"] is not None and row["part"] == options.part]
    options.output.write_text(toml(fit(rows), len(rows)), encoding="utf-8")
    judged = [
        Judged(row["sentence"], row["line"], tuple(row["rules"]), row["parts"], chance, row["right"])
        for row, chance in zip(rows, cross_validated(rows), strict=True)
    ]
    figures = score(judged)
    told = ("judged", "right", "brier", "ece", "auc")
    sys.stdout.write("".join(f"{name} {figures[name]}\n" for name in told))
    for band, row in figures["bands"].items():
        sys.stdout.write(f"{band} {row}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
