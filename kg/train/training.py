"""The training loop: seeded, resumable, with a checkpoint and figures after each epoch."""

from __future__ import annotations

import copy
import json
import logging
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from kg.language.pieces import PieceTable, WordPieceTokenizer
from kg.train.conllu import Sentence
from kg.train.examples import IGNORE, Example, Inventory, batches, example_of, windows
from kg.train.network import Network, Size, load_encoder
from kg.train.start import load_exported

__all__ = ["Recipe", "Trainer", "collate", "label_counts", "losses"]

logger = logging.getLogger(__name__)

_WEIGHTS = {
    "upos": 1.0,
    "xpos": 0.5,
    "types": 1.0,
    "names": 1.0,
    "starts": 0.5,
    "arcs": 1.0,
    "deps": 1.0,
    "coref": 0.3,
}


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a training run is made of; learning rates are those at the end of the warm-up."""

    epochs: int = 12
    encoder_rate: float = 1.5e-4
    head_rate: float = 1e-3
    warm_up: int = 200
    pieces: int = 1200
    seed: int = 1
    average: float = 0.998
    limit: int = 0
    half: bool = False
    started_from: str = ""


Batch = dict[str, Tensor]


def label_counts(inventory: Inventory) -> dict[str, int]:
    """Return how many labels each head has."""
    return {name: len(labels) for name, labels in asdict(inventory).items()} | {"starts": 2}


def collate(examples: Sequence[Example], table: PieceTable) -> Batch:
    """Pad examples to one batch of tensors; padding is masked in attention and ignored in every loss."""
    batch, n, w = (
        len(examples),
        max(len(e.pieces.ids) for e in examples),
        max(len(e.upos) for e in examples),
    )
    ids, shapes, gaps = (np.zeros((batch, n), dtype=np.int64) for _ in range(3))
    first = np.zeros((batch, w), dtype=np.int64)
    mask = np.zeros((batch, n), dtype=np.bool_)
    targets = {
        name: np.full((batch, w), IGNORE, dtype=np.int64)
        for name in ("upos", "xpos", "heads", "deps", "types", "starts", "sentence", "chains")
    }
    names = np.ones((batch, w, examples[0].names.shape[1]), dtype=np.bool_)
    for i, example in enumerate(examples):
        k, m = len(example.pieces.ids), len(example.upos)
        ids[i, :k], shapes[i, :k], gaps[i, :k] = example.pieces[:3]
        first[i, :m], mask[i, :k], names[i, :m] = example.pieces.first, True, example.names
        for name, target in targets.items():
            target[i, :m] = getattr(example, name)
    arrays = {
        "embeddings": table.lookup(ids.ravel()).reshape(batch, n, -1),
        "shapes": shapes,
        "gaps": gaps,
        "first": first,
        "mask": mask[:, None, None, :],
        "names": names,
        **targets,
    }
    return {name: torch.from_numpy(array) for name, array in arrays.items()}


def losses(scores: dict[str, Tensor], batch: Batch) -> dict[str, Tensor]:
    """Return the mean loss of each head over the words that it can learn from."""
    found = {name: _cross_entropy(scores[name], batch[name]) for name in ("upos", "xpos", "types", "starts")}
    found["names"] = _marginal(scores["names"], batch["names"])
    found["arcs"] = _cross_entropy(_within_sentence(scores["arcs"], batch["sentence"]), batch["heads"])
    heads = batch["heads"].clamp(min=0)
    chosen = torch.gather(
        scores["dep_head"], 1, heads.unsqueeze(-1).expand(-1, -1, scores["dep_head"].shape[-1])
    )
    found["coref"] = _antecedents(scores["anaphor"], scores["antecedent"], batch["chains"])
    found["deps"] = _cross_entropy(torch.einsum("bwlk,bwk->bwl", scores["dep_word"], chosen), batch["deps"])
    return found


def _cross_entropy(scores: Tensor, target: Tensor) -> Tensor:
    known = target != IGNORE
    total = functional.cross_entropy(
        scores.float().flatten(0, 1), target.flatten(), ignore_index=IGNORE, reduction="sum"
    )
    return total / known.sum().clamp(min=1)


def _marginal(scores: Tensor, allowed: Tensor) -> Tensor:
    teaches = ~allowed.all(-1)
    logs = scores.float().log_softmax(-1).masked_fill(~allowed, -1e4).logsumexp(-1)
    return -(logs * teaches).sum() / teaches.sum().clamp(min=1)


def _within_sentence(arcs: Tensor, sentence: Tensor) -> Tensor:
    same = sentence.unsqueeze(2) == sentence.unsqueeze(1)
    root = torch.ones_like(same[:, :, :1])
    return arcs.float().masked_fill(~torch.cat([root, same], dim=2), -1e4)


def _antecedents(anaphor: Tensor, antecedent: Tensor, chains: Tensor) -> Tensor:
    """Return the mean over mention heads of minus the log of the chance of all their right antecedents.

    Candidates are the heads of the mentions before it in the window; the first mention of a chain has the
    column 0, "nothing" (Lee et al. 2017, equation 8).
    """
    scores = anaphor.float() @ antecedent.float().transpose(1, 2)
    is_head = chains > 0
    earlier = torch.ones_like(scores[0, :, 1:], dtype=torch.bool).tril(-1)
    candidates = earlier & is_head.unsqueeze(1) & is_head.unsqueeze(2)
    right = candidates & (chains.unsqueeze(1) == chains.unsqueeze(2))
    nothing = torch.ones_like(right[:, :, :1])
    logs = scores.masked_fill(~torch.cat([nothing, candidates], dim=2), -1e4).log_softmax(-1)
    right = torch.cat([~right.any(-1, keepdim=True), right], dim=2)
    chance = logs.masked_fill(~right, -1e4).logsumexp(-1)
    return -(chance * is_head).sum() / is_head.sum().clamp(min=1)


class Trainer:
    """Holds network, optimiser and averaged weights; `run` trains and leaves a checkpoint after each
    epoch.
    """

    def __init__(
        self,
        tokenizer: WordPieceTokenizer,
        inventory: Inventory,
        recipe: Recipe,
        *,
        size: Size | None = None,
        encoder: Path | None = None,
    ) -> None:
        torch.manual_seed(recipe.seed)
        self.tokenizer, self.inventory, self.recipe, self.size = tokenizer, inventory, recipe, size or Size()
        self.network = Network(self.size, label_counts(inventory))
        if encoder is not None:
            embeddings = load_encoder(self.network, encoder)
        else:
            embeddings = torch.randn(tokenizer._tokenizer.get_vocab_size(), self.size.width) * 0.05
        self.table = PieceTable.from_floats(embeddings.numpy())
        self.average = copy.deepcopy(self.network).eval()
        self.mean: dict[str, Tensor] = {}
        self.epoch = self.step = 0

    def start(self, folder: Path) -> None:
        """Take the weights of the exported model in `folder`; what it lacks starts at random."""
        missing = load_exported(self.network, folder / "network.onnx")
        self.average.load_state_dict(self.network.state_dict())
        logger.info("started from %s; new: %s", folder, ", ".join(missing) or "nothing")

    def run(
        self,
        sentences: Sequence[Sentence],
        sampled: Sequence[Sentence],
        output: Path,
        after_epoch: Callable[[Trainer], dict[str, Any]],
    ) -> None:
        """Train on `sentences` (in document order) and, each epoch, a third of `sampled`.

        Goes on from `output/last.pt` if it is there.
        """
        output.mkdir(parents=True, exist_ok=True)
        optimiser = self._optimiser()
        total = self.recipe.epochs * (len(self._epoch_batches([*sentences, *sampled[::3]], 0)) + 5)
        if (output / "last.pt").exists():
            self._resume(output / "last.pt", optimiser)
        while self.epoch < self.recipe.epochs:
            self._train_epoch([*sentences, *sampled[self.epoch % 3 :: 3]], optimiser, total)
            self.epoch += 1
            self._add_to_mean()
            figures = after_epoch(self)
            logger.info("epoch %d done: %s", self.epoch, json.dumps(figures))
            self._save(output, optimiser, figures)

    def _epoch_batches(self, sentences: Sequence[Sentence], epoch: int) -> list[list[Example]]:
        seed = random.Random(f"{self.recipe.seed}/{epoch}")
        examples = [
            example_of(window, cut, self.tokenizer, self.inventory, seed)
            for window, cut in windows(sentences, self.tokenizer, seed)
        ]
        return batches(examples, self.recipe.pieces, seed)

    def _optimiser(self) -> torch.optim.AdamW:
        encoder = [
            *self.network.layers.parameters(),
            *self.network.positions.parameters(),
            *self.network.norm.parameters(),
        ]
        known = {id(p) for p in encoder}
        heads = [p for p in self.network.parameters() if id(p) not in known]
        return torch.optim.AdamW(
            [
                {"params": encoder, "top": self.recipe.encoder_rate},
                {"params": heads, "top": self.recipe.head_rate},
            ],
            weight_decay=0.01,
            betas=(0.9, 0.98),
            fused=True,
        )

    def _train_epoch(self, sentences: Sequence[Sentence], optimiser: torch.optim.AdamW, total: int) -> None:
        self.network.dropout.seed(self.recipe.seed * 1000 + self.epoch)
        self.network.train()
        began, pieces, seen, sums = time.monotonic(), 0, 0, dict.fromkeys(_WEIGHTS, 0.0)
        packed = self._epoch_batches(sentences, self.epoch)
        for number, examples in enumerate(packed, 1):
            batch = collate(examples, self.table)
            self._set_rates(optimiser, total)
            for name, value in self._learn(batch, optimiser).items():
                sums[name] += value
            self.step += 1
            seen += 1
            pieces += sum(len(e.pieces.ids) for e in examples)
            if number % 25 == 0 or number == len(packed):
                parts = " ".join(f"{name} {value / seen:.3f}" for name, value in sums.items())
                rate = pieces / (time.monotonic() - began)
                logger.info(
                    "epoch %d %d/%d  %.0f pieces/s  %s", self.epoch + 1, number, len(packed), rate, parts
                )
                seen, sums = 0, dict.fromkeys(_WEIGHTS, 0.0)

    def _set_rates(self, optimiser: torch.optim.AdamW, total: int) -> None:
        warm = min(self.recipe.warm_up, max(1, total // 4))
        factor = min((self.step + 1) / warm, max(0.01, (total - self.step) / max(1, total - warm)))
        for group in optimiser.param_groups:
            group["lr"] = group["top"] * factor

    def _learn(self, batch: Batch, optimiser: torch.optim.AdamW) -> dict[str, float]:
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.recipe.half):
            scores = self.network(
                *(batch[name] for name in ("embeddings", "shapes", "gaps", "first", "mask"))
            )
        parts = losses(scores, batch)
        loss = torch.stack([parts[name] * weight for name, weight in _WEIGHTS.items()]).sum()
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 2.0)
        optimiser.step()
        self._update_average()
        return {name: float(value.detach()) for name, value in parts.items()}

    def _update_average(self) -> None:
        keep = min(self.recipe.average, (1 + self.step) / (10 + self.step))
        mine, now = list(self.average.parameters()), list(self.network.parameters())
        with torch.no_grad():
            torch._foreach_lerp_(mine, now, 1 - keep)

    def _add_to_mean(self) -> None:
        """Keep the mean of the averages after the epochs of the second half: it is what is exported."""
        count = self.epoch - self.recipe.epochs // 2
        if count <= 1:
            self.mean = {name: value.clone() for name, value in self.average.state_dict().items()}
        else:
            for name, value in self.average.state_dict().items():
                self.mean[name].lerp_(value, 1 / count)

    def _save(self, output: Path, optimiser: torch.optim.AdamW, figures: dict[str, Any]) -> None:
        state = {
            "network": self.network.state_dict(),
            "average": self.average.state_dict(),
            "mean": self.mean,
            "optimiser": optimiser.state_dict(),
            "epoch": self.epoch,
            "step": self.step,
            "figures": figures,
            "size": self.size.as_dict(),
            "inventory": asdict(self.inventory),
            "recipe": asdict(self.recipe),
            "rows": torch.from_numpy(self.table.rows),
            "scales": torch.from_numpy(self.table.scales),
        }
        torch.save(state, output / "last.part")
        (output / "last.part").replace(output / "last.pt")

    def _resume(self, path: Path, optimiser: torch.optim.AdamW) -> None:
        state = torch.load(path, weights_only=True)
        self.network.load_state_dict(state["network"])
        self.average.load_state_dict(state["average"])
        self.mean = state["mean"]
        optimiser.load_state_dict(state["optimiser"])
        self.epoch, self.step = state["epoch"], state["step"]
        logger.info("going on after epoch %d", self.epoch)
