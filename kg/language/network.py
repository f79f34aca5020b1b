"""The trained network: words of one window in, scores out. The only place that calls onnxruntime."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from kg.errors import LanguageModelError
from kg.language.pieces import PieceTable, WordPieceTokenizer

__all__ = ["FILES", "Labels", "Network", "Scores"]

Floats = NDArray[np.float32]

FILES = (
    "chains.npz",
    "labels.json",
    "lexicon.json.gz",
    "meta.json",
    "network.onnx",
    "pieces.npz",
    "tokenizer.json",
)
"""The files of a model, sorted."""


@dataclass(frozen=True, slots=True)
class Labels:
    """What the network can say, in the order of its scores."""

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    deps: tuple[str, ...]
    types: tuple[str, ...]
    names: tuple[str, ...]

    @classmethod
    def load(cls, path: Path) -> Labels:
        """Read the labels of a model."""
        content = json.loads(path.read_text(encoding="utf-8"))
        return cls(**{name: tuple(content[name]) for name in cls.__slots__})


class Scores(NamedTuple):
    """Scores (not yet probabilities) for the w words of a window, each row a word.

    `arcs` (w, 1 + w): column 0 is the root, column 1 + i word i. The labels' scores of the arc from head
    column h to
    word i are `dep_word[i] @ dep_head[h]`; `dep_word` (w, labels, k), `dep_head` (1 + w, k). `starts`
    (w, 2): no, yes. What word i refers back to is scored by `anaphor[i] @ antecedent[column]`; `anaphor`
    (w, size), `antecedent` (1 + w, size), whose column 0 stands for "nothing".
    """

    upos: Floats
    xpos: Floats
    types: Floats
    names: Floats
    starts: Floats
    arcs: Floats
    dep_word: Floats
    dep_head: Floats
    anaphor: Floats
    antecedent: Floats


class Network:
    """One ONNX graph with its pieces and labels.

    A window is computed alone, unpadded and on one thread, so the same words get the same scores
    whatever stands
    beside them. Calls from several threads are safe.
    """

    def __init__(self, folder: Path) -> None:
        """Load the files of a model; raise LanguageModelError where one is missing."""
        for name in FILES:
            if not (folder / name).is_file():
                raise LanguageModelError(
                    f"the model has no file {name}", where=str(folder), remedy="reinstall kg"
                )
        self.folder = folder
        self.labels = Labels.load(folder / "labels.json")
        self.tokenizer = WordPieceTokenizer(folder / "tokenizer.json")
        self.table = PieceTable.load(folder / "pieces.npz")
        self._session = onnxruntime.InferenceSession(
            str(folder / "network.onnx"), _options(), providers=["CPUExecutionProvider"]
        )

    def __reduce__(self) -> tuple[type[Network], tuple[Path]]:
        """Make copies in other processes read the files again: sessions of onnxruntime cannot be pickled."""
        return type(self), (self.folder,)

    def scores(self, words: Sequence[str], gaps: Sequence[int]) -> Scores:
        """Return the scores of a window of at least one word; `gaps` as for `WordPieceTokenizer.window`."""
        pieces = self.tokenizer.window(words, gaps)
        given = {
            "embeddings": self.table.lookup(pieces.ids),
            "shapes": pieces.shapes,
            "gaps": pieces.gaps,
            "first": pieces.first,
        }
        return Scores(*self._session.run(list(Scores._fields), given))


def _options() -> onnxruntime.SessionOptions:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.log_severity_level = 3
    options.enable_mem_pattern = False
    return options
