"""Figures of a network during training: gold words, one sentence a window, greedy heads."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence

import torch

from kg.language.pieces import PieceTable, WordPieceTokenizer
from kg.train.conllu import Sentence
from kg.train.examples import Example, Inventory, batches, example_of
from kg.train.network import Network, Scores
from kg.train.training import collate

__all__ = ["evaluate"]


def evaluate(
    network: Network,
    sentences: Sequence[Sentence],
    tokenizer: WordPieceTokenizer,
    inventory: Inventory,
    table: PieceTable,
) -> dict[str, float]:
    """Return UAS, LAS, UPOS and XPOS accuracy, and F1 of the nominal heads' types where the treebank has
    them.
    """
    counts: Counter[str] = Counter()
    examples = [example_of([s], 0, tokenizer, inventory) for s in sentences]
    for group in batches(examples, 4000, random.Random(0)):
        batch = collate(group, table)
        with torch.no_grad():
            scores = network(*(batch[name] for name in ("embeddings", "shapes", "gaps", "first", "mask")))
        for i, example in enumerate(group):
            _count(counts, example, {name: value[i] for name, value in scores.items()})
    figures = {name: counts[name] / counts["words"] for name in ("uas", "las", "upos", "xpos")}
    if counts["gold"]:
        figures["types_f1"] = 2 * counts["right"] / (counts["gold"] + counts["said"])
    return {name: round(value, 4) for name, value in figures.items()}


def _count(counts: Counter[str], example: Example, scores: Scores) -> None:
    n = len(example.upos)
    heads = scores["arcs"][:n, : n + 1].argmax(-1)
    labels = torch.einsum("wlk,wk->wl", scores["dep_word"][:n], scores["dep_head"][heads]).argmax(-1)
    right = torch.from_numpy(example.heads) == heads
    counts["words"] += n
    counts["uas"] += int(right.sum())
    counts["las"] += int((right & (labels == torch.from_numpy(example.deps))).sum())
    for name in ("upos", "xpos"):
        counts[name] += int((scores[name][:n].argmax(-1) == torch.from_numpy(getattr(example, name))).sum())
    gold, said = torch.from_numpy(example.types), scores["types"][:n].argmax(-1)
    if bool((gold >= 0).any()):
        counts["gold"] += int((gold > 0).sum())
        counts["said"] += int((said > 0).sum())
        counts["right"] += int(((gold > 0) & (said == gold)).sum())
