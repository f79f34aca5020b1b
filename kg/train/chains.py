"""Learns the small network of `kg.language.chains` on documents whose chains the large one has not seen.

Each mention that the exported model finds must choose among its candidates and "nothing"; all mentions of
its gold chain are right, and nothing where there is none (marginal likelihood: Lee et al. 2017, equation 8).
"""

from __future__ import annotations

import logging
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from spacy.language import Language
from torch import Tensor, nn

from kg.language import chains as ranking
from kg.language import doc_of_words
from kg.language.component import Annotator
from kg.train.conllu import Sentence
from kg.train.examples import held_back
from kg.train.names import head_mentions

__all__ = ["blank", "learn", "write"]

logger = logging.getLogger(__name__)

HIDDEN = 24
EPOCHS = 24
_RATE = 2e-3
_DECAY = 0.02
_DROPOUT = 0.25

Weights = Mapping[str, NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The choices of one document: candidates of a mention in a row of `places` (-1: none there).

    `places`: (mentions, most candidates), places in `pairs`. `right`: (mentions, 1 + most candidates), True
    where a choice is right; column 0 is "nothing".
    """

    pairs: ranking.Pairs
    singles: NDArray[np.int64]
    places: NDArray[np.int64]
    right: NDArray[np.bool_]


class Scorer(nn.Module):
    """The network as torch has it; `ChainScorer` documents its parameters."""

    def __init__(self) -> None:
        super().__init__()
        pair, single = sum(ranking.PAIR_TABLES.values()), sum(ranking.SINGLE_TABLES.values())
        self.pair_tables = nn.Parameter(torch.randn(pair, HIDDEN) * 0.05)
        self.pair_numbers = nn.Parameter(torch.randn(3, HIDDEN) * 0.3)
        self.pair_bias = nn.Parameter(torch.zeros(HIDDEN))
        self.pair_out = nn.Parameter(torch.randn(HIDDEN) * 0.3)
        self.pair_direct = nn.Parameter(torch.tensor([2.0, 0.0, 0.0]))
        self.single_tables = nn.Parameter(torch.randn(single, HIDDEN) * 0.05)
        self.single_bias = nn.Parameter(torch.zeros(HIDDEN))
        self.single_out = nn.Parameter(torch.randn(HIDDEN) * 0.3)

    def forward(self, part: Ranking) -> Tensor:
        """Return the scores of all choices, (mentions, 1 + most candidates); -1e4 where there is none."""
        numbers = torch.from_numpy(part.pairs.numbers)
        hidden = numbers @ self.pair_numbers + self.pair_bias
        hidden = hidden + _looked_up(self.pair_tables, part.pairs.categories, ranking.PAIR_TABLES)
        pairs = self._drop(hidden.relu()) @ self.pair_out + numbers @ self.pair_direct
        hidden = self.single_bias + _looked_up(self.single_tables, part.singles, ranking.SINGLE_TABLES)
        nothing = self._drop(hidden.relu()) @ self.single_out
        places = torch.from_numpy(part.places)
        filled = pairs[places.clamp(min=0)].masked_fill(places < 0, -1e4)
        return torch.cat([nothing[:, None], filled], dim=1)

    def _drop(self, x: Tensor) -> Tensor:
        return nn.functional.dropout(x, _DROPOUT, self.training)


def _looked_up(table: Tensor, categories: NDArray[np.int64], sizes: Mapping[str, int]) -> Tensor:
    offsets = np.cumsum([0, *sizes.values()])[:-1]
    return nn.functional.embedding_bag(torch.from_numpy(categories + offsets), table, mode="sum")


def learn(nlp: Language, sentences: Iterable[Sentence], *, seed: int = 1) -> dict[str, NDArray[np.float16]]:
    """Return the weights, learned on the documents of `sentences` that were held back from the network."""
    sentences = list(sentences)
    parts = list(_rankings(nlp, sentences, held_back(sentences)))
    if not parts:
        return blank()
    torch.manual_seed(seed)
    scorer, shuffle = Scorer(), random.Random(seed)
    optimiser = torch.optim.AdamW(scorer.parameters(), lr=_RATE, weight_decay=_DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, _RATE * 3, total_steps=EPOCHS * len(parts))
    for epoch in range(EPOCHS):
        shuffle.shuffle(parts)
        total = sum(_step(scorer, part, optimiser, schedule) for part in parts)
        logger.info("chains, epoch %d: %.4f", epoch + 1, total / len(parts))
    return {name: value.detach().numpy().astype(np.float16) for name, value in scorer.named_parameters()}


def _step(
    scorer: Scorer,
    part: Ranking,
    optimiser: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LRScheduler,
) -> float:
    scorer.train()
    logs = scorer(part).log_softmax(-1)
    chance = logs.masked_fill(~torch.from_numpy(part.right), -1e4).logsumexp(-1)
    loss: Tensor = -chance.mean()
    optimiser.zero_grad()
    loss.backward()
    optimiser.step()
    schedule.step()
    return float(loss.detach())


def _rankings(nlp: Language, sentences: Sequence[Sentence], documents: frozenset[str]) -> Iterator[Ranking]:
    annotator = nlp.get_pipe("kg_annotator")
    assert isinstance(annotator, Annotator)
    for name, group in groupby(sentences, key=lambda s: s.document):
        if name in documents:
            found = _ranking(nlp, annotator, list(group))
            if found is not None:
                yield found


def _ranking(nlp: Language, annotator: Annotator, sentences: Sequence[Sentence]) -> Ranking | None:
    words = [[w.form for w in s.words] for s in sentences]
    doc = doc_of_words(nlp, words, spaces=[[w.space for w in s.words] for s in sentences])
    table = annotator.mention_table(doc)
    if not len(table):
        return None
    columns = table.columns()
    gold, at = {}, 0
    for sentence in sentences:
        gold.update({at + head: m.chain for head, m in head_mentions(sentence).items()})
        at += len(sentence.words)
    pairs = ranking.pairs_of(columns, table.vectors(), *ranking.candidates(columns))
    chains = np.array([gold.get(word, 0) for word in columns["word"].tolist()])
    return Ranking(pairs, ranking.singles_of(columns), *_choices(pairs, chains))


def _choices(pairs: ranking.Pairs, chains: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return `places` and `right` of a `Ranking`; `chains` has the gold chain of each mention, 0 for none."""
    count = len(chains)
    borders = np.searchsorted(pairs.anaphor, np.arange(count + 1))
    rank = np.arange(len(pairs.anaphor)) - borders[pairs.anaphor]
    width = int((borders[1:] - borders[:-1]).max()) if count else 0
    places = np.full((count, width), -1, dtype=np.int64)
    places[pairs.anaphor, rank] = np.arange(len(pairs.anaphor))
    right = np.zeros((count, 1 + width), dtype=np.bool_)
    same = (chains[pairs.anaphor] == chains[pairs.antecedent]) & (chains[pairs.anaphor] > 0)
    right[pairs.anaphor, 1 + rank] = same
    right[:, 0] = ~right.any(axis=1)
    return places, right


def blank() -> dict[str, NDArray[np.float16]]:
    """Return weights that trust the large network alone."""
    shapes = {name: tuple(value.shape) for name, value in Scorer().named_parameters()}
    weights = {name: np.zeros(shape, dtype=np.float16) for name, shape in shapes.items()}
    weights["pair_direct"][0] = 4
    return weights


def write(weights: Mapping[str, NDArray[np.float16]], path: Path) -> None:
    """Write the weights as an uncompressed `.npz` file, their names sorted."""
    arrays: dict[str, Any] = {name: weights[name] for name in sorted(weights)}
    np.savez(path, **arrays)
