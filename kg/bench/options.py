"""What a benchmark may be told, and what it gives back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["Options", "Outcome"]


@dataclass(frozen=True, slots=True)
class Options:
    """Settings of a run.

    `score`: predictions made before (or by another system), scored instead of kg's own.  `errors`: Markdown
    file for what was wrong and missed.  `ontologies`, `examples`: the JSON and JSONL files of Text2KGBench.
    `documents`: the CoNLL-U file with the texts of `times`.
    `model`: name of a spaCy pipeline, None for the one shipped.  `repeats`: how often speed is measured.
    `limit`: only the first so many gold lines (documents of a treebank), for a quick look; the figures are
    then not those of the set.  `plot`: SVG file for the plot of `crowd`.
    """

    score: Path | None = None
    errors: Path | None = None
    ontologies: Path | None = None
    examples: Path | None = None
    documents: Path | None = None
    model: str | None = None
    repeats: int = 5
    limit: int | None = None
    plot: Path | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """The figures of a run, the predictions as JSON records, the page of errors and the plot ("" without)."""

    figures: Mapping[str, Any]
    records: Sequence[Mapping[str, Any]] = ()
    errors: str = ""
    plot: str = ""
