"""Weights of an exported model back into a network, so that training can go on from what is shipped.

The int8 graph holds all that a network has: matrices are rounded to seven bits, the rest is exact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper

from kg.train.network import Network

__all__ = ["load_exported"]

_MIX = re.compile(r"/network/(\w+)/Mul(?:_\d+)?_output_0")

Arrays = dict[str, NDArray[np.float32]]


def load_exported(network: Network, path: Path) -> list[str]:
    """Fill `network` from the `network.onnx` of an exported model; return the names of the parameters that
    it lacks or has in another shape, which are left as they are.
    """
    graph = onnx.load(path).graph
    constants = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    found: Arrays = {name.removeprefix("network."): value for name, value in constants.items()}
    found |= dict(_matrices(graph, constants)) | _mixes(graph, constants)
    missing = []
    with torch.no_grad():
        for name, parameter in network.named_parameters():
            value = found.get(name)
            if value is not None and value.shape == tuple(parameter.shape):
                parameter.copy_(torch.from_numpy(np.array(value, dtype=np.float32)))
            else:
                missing.append(name)
    return missing


def _matrices(graph: onnx.GraphProto, constants: Arrays) -> Iterator[tuple[str, NDArray[np.float32]]]:
    """Yield the matrices with their names: that of the bias which is added to the product, or their own."""
    users = {name: node for node in graph.node for name in node.input}
    for node in graph.node:
        if node.op_type != "MatMulInteger":
            continue
        own = node.input[1].removesuffix("_quantized")
        matrix = constants[node.input[1]].astype(np.float32) * constants[f"{own}_scale"]
        if own.startswith("network."):
            yield own.removeprefix("network."), matrix
            continue
        after = node
        while after.op_type != "Add":
            after = users[after.output[0]]
        bias = next(name for name in after.input if name.startswith("network."))
        yield bias.removeprefix("network.").removesuffix("bias") + "weight", matrix.T


def _mixes(graph: onnx.GraphProto, constants: Arrays) -> Arrays:
    """Return the weights of the layers' means: the export keeps their softmax, one number a layer."""
    shares: dict[str, list[float]] = {}
    for node in graph.node:
        mix = _MIX.fullmatch(node.output[0]) if node.op_type == "Mul" else None
        number = next((constants[name] for name in node.input if name in constants), None)
        if mix and number is not None and number.size == 1:
            shares.setdefault(mix[1], []).append(float(number))
    return {f"mixes.{name}.weights": np.log(np.array(values)) for name, values in shares.items()}
