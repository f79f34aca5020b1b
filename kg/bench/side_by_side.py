"""The speed of the language pipeline beside that of its bare encoder and of a spaCy CNN pipeline.

All run in turn over the same texts, so that a change of the machine's pace hits all alike. Words are always
those that kg counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import cycle
from typing import Any

from kg.bench import speed
from kg.bench.annotate import Annotator
from kg.model import Document

__all__ = ["WORDS", "contenders", "sample", "side_by_side"]

WORDS = 5000
"""About how many words one run goes over."""

_LONGEST = 6 * WORDS
"""Most characters that are taken of a document."""


def side_by_side(annotator: Annotator, documents: Sequence[Document], *, repeats: int) -> dict[str, Any]:
    """Return the figures of `nlp`, `encoder` and `cnn`, and how fast `nlp` is beside each of the others.

    `nlp_to_encoder` and `nlp_to_cnn` are medians over the pairs of runs that follow one another, of
    processor time, which other programs disturb less than the clock: 1 is as fast, below 1 is slower.
    """
    texts, words = sample(documents, annotator.count)
    timings = speed.measure_in_turn(contenders(annotator, texts), repeats=repeats)
    ratios = {
        f"nlp_to_{name}": speed.ratio(timings["nlp"], timing)
        for name, timing in timings.items()
        if name != "nlp"
    }
    return {"words": words, **{name: timing.figures(words) for name, timing in timings.items()}, **ratios}


def contenders(annotator: Annotator, texts: Sequence[str]) -> dict[str, Callable[[], object]]:
    """Return what is to be timed by name; without `encoder` where the pipeline is not kg_en."""
    from kg.language.yardsticks import bare_encoder, cnn_pipeline

    nlp, cnn = annotator.nlp, cnn_pipeline()
    encoder = bare_encoder(nlp, texts)
    runs: dict[str, Callable[[], object]] = {"nlp": lambda: _exhaust(nlp.pipe(texts))}
    if encoder is not None:
        runs["encoder"] = encoder
    return {**runs, "cnn": lambda: _exhaust(cnn.pipe(texts))}


def _exhaust(docs: Iterable[object]) -> None:
    for _ in docs:
        pass


def sample(documents: Sequence[Document], count: Callable[[Document], int]) -> tuple[list[str], int]:
    """Return texts of about `WORDS` words and how many they are: the documents in order, again and again.

    Only the beginning of a long document is taken. `count` tells how many words a document has; at least
    one must have some.

    >>> texts, words = sample([Document("doc_1", "He left.")], lambda document: 3)
    >>> len(texts), words
    (1667, 5001)
    """
    parts = [Document(d.id, d.text[:_LONGEST]) for d in documents]
    counts = [count(part) for part in parts]
    if not any(counts):
        raise ValueError("the documents have no words")
    texts, words = [], 0
    for part, number in cycle(zip(parts, counts, strict=True)):
        if words >= WORDS:
            break
        texts.append(part.text)
        words += number
    return texts, words
