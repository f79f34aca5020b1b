"""Checkpoint → the files that kg ships: one int8 ONNX graph, int8 piece embeddings, the tokenizer and
the labels.

`python -m kg.train.export CHECKPOINT --output DIR` exports a checkpoint of `kg.train`.
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
import tempfile
import warnings
from collections.abc import Sequence
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from kg.language.pieces import PieceTable
from kg.train.examples import Inventory
from kg.train.network import Network, Size
from kg.train.training import label_counts

__all__ = ["export", "load_checkpoint"]

logger = logging.getLogger(__name__)

INPUTS = ("embeddings", "shapes", "gaps", "first")
OUTPUTS = (
    "upos",
    "xpos",
    "types",
    "names",
    "starts",
    "arcs",
    "dep_word",
    "dep_head",
    "anaphor",
    "antecedent",
)


class OneWindow(nn.Module):
    """The network for a single window without a batch axis: nothing is padded, so nothing depends on
    neighbours.
    """

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, embeddings: Tensor, shapes: Tensor, gaps: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        """Map (pieces, width), (pieces,), (pieces,), (words,) to the scores in the order of `OUTPUTS`."""
        scores = self.network(embeddings[None], shapes[None], gaps[None], first[None])
        return tuple(scores[name][0] for name in OUTPUTS)


def load_checkpoint(path: Path) -> tuple[Network, Inventory, PieceTable]:
    """Return network (mean of the weights after late epochs), labels and piece embeddings of a checkpoint."""
    state = torch.load(path, weights_only=True)
    inventory = Inventory(**{name: tuple(labels) for name, labels in state["inventory"].items()})
    network = Network(Size(**state["size"]), label_counts(inventory))
    network.load_state_dict(state["mean"])
    table = PieceTable(state["rows"].numpy(), state["scales"].numpy())
    return network.eval(), inventory, table


def export(checkpoint: Path, tokenizer: Path, output: Path) -> None:
    """Write the model's files to `output`: network.onnx, pieces.npz, tokenizer.json, labels.json."""
    network, inventory, table = load_checkpoint(checkpoint)
    output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        write_onnx(network, plain)
        quantise(plain, output / "network.onnx")
    table.save(output / "pieces.npz")
    _copy_tokenizer(tokenizer, output / "tokenizer.json")
    labels = {name: list(getattr(inventory, name)) for name in inventory.__slots__}
    _write_json(output / "labels.json", labels)
    size = sum(f.stat().st_size for f in output.iterdir())
    logger.info("exported to %s, %.1f MB", output, size / 1e6)


def write_onnx(network: Network, path: Path) -> None:
    """Write the network as a float32 ONNX graph for one window of any length."""
    n, w, width = 11, 7, network.size.width
    example = (
        torch.randn(n, width),
        torch.ones(n, dtype=torch.int64),
        torch.ones(n, dtype=torch.int64),
        torch.arange(1, w + 1),
    )
    axes = {
        "embeddings": {0: "pieces"},
        "shapes": {0: "pieces"},
        "gaps": {0: "pieces"},
        "first": {0: "words"},
    }
    axes |= {name: {0: "words"} for name in OUTPUTS} | {
        "arcs": {0: "words", 1: "heads"},
        "dep_head": {0: "heads"},
        "antecedent": {0: "heads"},
    }
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            OneWindow(network).eval(),
            example,
            str(path),
            input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )


def quantise(plain: Path, path: Path) -> None:
    """Round the weights of all matrix products to 7 bits a channel, which no CPU's int8 kernels overflow
    on.
    """
    logging.getLogger("root").setLevel(logging.WARNING)
    quantize_dynamic(
        plain,
        path,
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        op_types_to_quantize=["MatMul"],
        extra_options={"MatMulConstBOnly": True},
    )
    model = onnx.load(path)
    model.doc_string, model.producer_name, model.producer_version = "", "kg", ""
    onnx.save(model, path)


def _copy_tokenizer(source: Path, path: Path) -> None:
    """Keep vocabulary and normaliser; padding, truncation and the template of sentence pairs are not ours."""
    content = json.loads(source.read_text(encoding="utf-8"))
    content |= {"padding": None, "truncation": None, "post_processor": None}
    path.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _write_json(path: Path, content: object) -> None:
    path.write_text(
        json.dumps(content, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Export the checkpoint that the arguments name."""
    from kg.train.encoder import encoder_folder

    parser = argparse.ArgumentParser(prog="python -m kg.train.export", description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", stream=sys.stderr)
    export(options.checkpoint, encoder_folder() / "tokenizer.json", options.output)
    return 0


if __name__ == "__main__":
    sys.exit(main())
