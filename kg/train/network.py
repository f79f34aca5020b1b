"""The network: a BERT-like encoder over given piece embeddings, with one head for each thing to say
about a word.
"""

from __future__ import annotations

import random
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from kg.language.pieces import GAPS, SHAPES

__all__ = ["Network", "Scores", "Size", "load_encoder"]

Scores = dict[str, Tensor]


@dataclass(frozen=True, slots=True)
class Size:
    """Sizes of the encoder and of the heads' hidden layers."""

    layers: int = 6
    width: int = 384
    attention_heads: int = 12
    inner: int = 1536
    positions: int = 512
    arc: int = 256
    dep: int = 128
    coref: int = 96
    dropout: float = 0.1
    head_dropout: float = 0.3

    def as_dict(self) -> dict[str, float]:
        """Return the sizes by name, as a checkpoint keeps them."""
        return asdict(self)


class Dropout:
    """Dropout whose masks are stretches of one pool of random numbers.

    Drawing new numbers for each mask takes a sixth of a training step on a CPU; a stretch that starts at a
    random place of a pool of four million is as good. `seed` makes the places repeatable.
    """

    SIZE = 1 << 22

    def __init__(self) -> None:
        self._place = random.Random(0)
        self._pools: dict[tuple[float, torch.dtype], Tensor] = {}

    def seed(self, seed: int) -> None:
        """Start the sequence of places anew."""
        self._place.seed(seed)

    def __call__(self, x: Tensor, share: float, training: bool) -> Tensor:
        """Return `x` with a share of its numbers set to 0 and the others scaled up; `x` when not training."""
        if not training or share <= 0:
            return x
        if (share, x.dtype) not in self._pools:
            kept = torch.rand(self.SIZE, generator=torch.Generator().manual_seed(17)) >= share
            self._pools[share, x.dtype] = kept.to(x.dtype) / (1 - share)
        count = x.numel()
        start = self._place.randrange(max(1, self.SIZE - count))
        return x * self._pools[share, x.dtype][start : start + count].view_as(x)


class Layer(nn.Module):
    """One transformer layer, normalised after each part as BERT does."""

    def __init__(self, size: Size, dropout: Dropout) -> None:
        super().__init__()
        self.heads, self.share, self.dropout = size.attention_heads, size.dropout, dropout
        self.qkv = nn.Linear(size.width, 3 * size.width)
        self.out = nn.Linear(size.width, size.width)
        self.attention_norm = nn.LayerNorm(size.width, eps=1e-12)
        self.up = nn.Linear(size.width, size.inner)
        self.down = nn.Linear(size.inner, size.width)
        self.norm = nn.LayerNorm(size.width, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """Map (batch, pieces, width) to the same shape."""
        batch, n, width = x.shape
        qkv = self.qkv(x).view(batch, n, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        mixed = _attention(qkv[0], qkv[1], qkv[2], mask)
        mixed = self.out(mixed.transpose(1, 2).reshape(batch, n, width))
        x = self.attention_norm(x + self.dropout(mixed, self.share, self.training))
        inner = self.down(functional.gelu(self.up(x)))
        return self.norm(x + self.dropout(inner, self.share, self.training))


def _attention(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None) -> Tensor:
    if mask is None and not torch.is_grad_enabled():
        scores = (q * q.shape[-1] ** -0.5) @ k.transpose(-1, -2)
        return scores.softmax(-1) @ v
    return functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)


class Mix(nn.Module):
    """A learned weighted mean of the layers."""

    def __init__(self, layers: int) -> None:
        super().__init__()
        self.weights = nn.Parameter(torch.zeros(layers + 1))

    def forward(self, layers: list[Tensor]) -> Tensor:
        """Map layers of shape (batch, pieces, width) to one."""
        weights = self.weights.softmax(0)
        mixed = layers[0] * weights[0]
        for i, layer in enumerate(layers[1:], 1):
            mixed = mixed + layer * weights[i]
        return mixed


class Network(nn.Module):
    """Encoder and heads. Input: piece embeddings, shapes, gaps and the place of each word's first piece."""

    def __init__(self, size: Size, labels: dict[str, int]) -> None:
        super().__init__()
        self.size = size
        self.shapes = nn.Embedding(len(SHAPES), size.width)
        self.gaps = nn.Embedding(len(GAPS), size.width)
        self.positions = nn.Embedding(size.positions, size.width)
        self.norm = nn.LayerNorm(size.width, eps=1e-12)
        self.dropout = Dropout()
        self.layers = nn.ModuleList(Layer(size, self.dropout) for _ in range(size.layers))
        self.mixes = nn.ModuleDict({name: Mix(size.layers) for name in ("tree", "tags", "names", "coref")})
        self.taggers = nn.ModuleDict(
            {
                name: nn.Linear(size.width, labels[name])
                for name in ("upos", "xpos", "types", "names", "starts")
            }
        )
        self.arc_word, self.arc_head = (nn.Linear(size.width, size.arc) for _ in range(2))
        self.dep_word, self.dep_head = (nn.Linear(size.width, size.dep) for _ in range(2))
        self.arc = nn.Parameter(torch.zeros(size.arc + 1, size.arc))
        self.dep = nn.Parameter(torch.zeros(size.dep + 1, labels["deps"] * (size.dep + 1)))
        self.anaphor, self.antecedent = (nn.Linear(size.width, size.coref) for _ in range(2))
        self.coref = nn.Parameter(torch.zeros(size.coref + 1, size.coref))
        nn.init.xavier_uniform_(self.arc[:-1].data)
        nn.init.xavier_uniform_(self.coref[:-1].data)
        nn.init.normal_(self.dep.data, std=0.02)
        for embedding in (self.shapes, self.gaps):
            nn.init.normal_(embedding.weight, std=0.02)

    def encode(self, embeddings: Tensor, shapes: Tensor, gaps: Tensor, mask: Tensor | None) -> list[Tensor]:
        """Return the embeddings and each layer's output, all of shape (batch, pieces, width)."""
        positions = self.positions.weight[: embeddings.shape[1]]
        x = self.norm(embeddings + positions + self.shapes(shapes) + self.gaps(gaps))
        x = self.dropout(x, self.size.dropout, self.training)
        layers = [x]
        for layer in self.layers:
            layers.append(layer(layers[-1], mask))
        return layers

    def forward(
        self, embeddings: Tensor, shapes: Tensor, gaps: Tensor, first: Tensor, mask: Tensor | None = None
    ) -> Scores:
        """Return scores by name; `first` of shape (batch, words).

        `arcs`: (batch, words, 1 + words), column 0 is the root. `dep_word`: (batch, words, deps, dep
        size + 1) and `dep_head`: (batch, 1 + words, dep size + 1), whose product scores the labels of an arc.
        `anaphor`: (batch, words, coref size) and `antecedent`: (batch, 1 + words, coref size), whose product
        scores what a word refers back to; row 0 of the latter stands for "to nothing".
        """
        layers = self.encode(embeddings, shapes, gaps, mask)
        at = (
            torch.cat([torch.zeros_like(first[:, :1]), first], dim=1)
            .unsqueeze(-1)
            .expand(-1, -1, self.size.width)
        )
        mixed = {name: torch.gather(mix(layers), 1, at) for name, mix in self.mixes.items()}
        dropped = {name: self._drop(x) for name, x in mixed.items()}
        tags, names, tree = dropped["tags"][:, 1:], dropped["names"][:, 1:], dropped["tree"]
        scores = {name: self.taggers[name](tags) for name in ("upos", "xpos", "starts")}
        scores |= {name: self.taggers[name](names) for name in ("types", "names")}
        arc_word, arc_head, dep_word, dep_head = (
            self._drop(functional.gelu(part(tree)))
            for part in (self.arc_word, self.arc_head, self.dep_word, self.dep_head)
        )
        scores["arcs"] = (_with_one(arc_word[:, 1:]) @ self.arc) @ arc_head.transpose(1, 2)
        projected = _with_one(dep_word[:, 1:]) @ self.dep
        scores["dep_word"] = projected.view(*projected.shape[:2], -1, self.size.dep + 1)
        scores["dep_head"] = _with_one(dep_head)
        scores["anaphor"] = (
            _with_one(self._drop(functional.gelu(self.anaphor(dropped["coref"][:, 1:])))) @ self.coref
        )
        scores["antecedent"] = self._drop(functional.gelu(self.antecedent(dropped["coref"])))
        return scores

    def _drop(self, x: Tensor) -> Tensor:
        return self.dropout(x, self.size.head_dropout, self.training)


def _with_one(x: Tensor) -> Tensor:
    return torch.cat([x, torch.ones_like(x[..., :1])], dim=-1)


def load_encoder(network: Network, path: Path) -> Tensor:
    """Fill the encoder from the safetensors file of a BERT model; return its piece embeddings, type 0
    added.
    """
    from safetensors.torch import load_file

    weights = {name.removeprefix("bert."): value.float() for name, value in load_file(str(path)).items()}
    with torch.no_grad():
        network.positions.weight.copy_(weights["embeddings.position_embeddings.weight"])
        _copy(network.norm, weights, "embeddings.LayerNorm")
        for i, layer in enumerate(network.layers):
            at = f"encoder.layer.{i}."
            for kind in ("weight", "bias"):
                parts = [weights[f"{at}attention.self.{name}.{kind}"] for name in ("query", "key", "value")]
                getattr(layer.qkv, kind).copy_(torch.cat(parts))
            _copy(layer.out, weights, f"{at}attention.output.dense")
            _copy(layer.attention_norm, weights, f"{at}attention.output.LayerNorm")
            _copy(layer.up, weights, f"{at}intermediate.dense")
            _copy(layer.down, weights, f"{at}output.dense")
            _copy(layer.norm, weights, f"{at}output.LayerNorm")
    return (
        weights["embeddings.word_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0]
    )


def _copy(module: nn.Module, weights: dict[str, Tensor], name: str) -> None:
    for kind in ("weight", "bias"):
        getattr(module, kind).copy_(weights[f"{name}.{kind}"])
