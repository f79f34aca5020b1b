"""The part of an ONNX graph that leads to an inner result, cut out of the file's bytes.

ONNX files are protocol buffers (onnx.proto3; the wire format: protobuf.dev/programming-guides/encoding).
Only what is needed here is read, so that no further package has to be installed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["cut_after_last"]

# Numbers of fields: ModelProto.graph; GraphProto.node and .output; NodeProto.input, .output and .op_type.
_GRAPH, _NODE, _GRAPH_OUTPUT = 7, 1, 12
_INPUT, _OUTPUT, _OPERATOR = 1, 2, 4
_FLOAT = b"\x12\x04\x0a\x02\x08\x01"
"""ValueInfoProto.type of a tensor of floats of any shape."""


class _Node(NamedTuple):
    """A node of a graph: its bytes as they stand, operator, names of inputs and of outputs."""

    raw: bytes
    operator: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]


def cut_after_last(model: bytes, operator: str) -> bytes:
    """Return the model whose only output is that of the last node with an operator.

    Nodes that the output does not need are left out; the inputs stay as they are. Raises ValueError where
    no node has the operator.

    >>> cut_after_last(b"", "LayerNormalization")
    Traceback (most recent call last):
        ...
    ValueError: the graph has no LayerNormalization
    """
    graph = b"".join(value for number, value, _ in _fields(model) if number == _GRAPH)
    nodes = [_node(raw, value) for number, value, raw in _fields(graph) if number == _NODE]
    found = [node for node in nodes if node.operator == operator]
    if not found:
        raise ValueError(f"the graph has no {operator}")
    output = found[-1].outputs[0]
    rest = [raw for number, _, raw in _fields(graph) if number not in (_NODE, _GRAPH_OUTPUT)]
    kept = [node.raw for node in _needed(nodes, output)]
    outputs = _field(_GRAPH_OUTPUT, _field(1, output.encode()) + _FLOAT)
    others = [raw for number, _, raw in _fields(model) if number != _GRAPH]
    return b"".join([*others, _field(_GRAPH, b"".join([*kept, *rest, outputs]))])


def _needed(nodes: list[_Node], output: str) -> list[_Node]:
    """Return the nodes that lead to `output`, in their order (ONNX sorts them topologically)."""
    needed, kept = {output}, []
    for node in reversed(nodes):
        if needed.intersection(node.outputs):
            needed.update(node.inputs)
            kept.append(node)
    return kept[::-1]


def _node(raw: bytes, message: bytes) -> _Node:
    fields = [(number, value) for number, value, _ in _fields(message)]
    inputs, outputs, operators = (
        tuple(value.decode() for number, value in fields if number == wanted)
        for wanted in (_INPUT, _OUTPUT, _OPERATOR)
    )
    return _Node(raw, "".join(operators), inputs, outputs)


def _fields(message: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Yield number, value (b"" where it is a number) and all bytes of each field of a message."""
    at = 0
    while at < len(message):
        start = at
        key, at = _varint(message, at)
        size = {1: 8, 5: 4}.get(key & 7, 0)
        if key & 7 == 2:
            size, at = _varint(message, at)
        elif key & 7 == 0:
            _, at = _varint(message, at)
        value = message[at : at + size] if key & 7 == 2 else b""
        at += size
        yield key >> 3, value, message[start:at]


def _varint(message: bytes, at: int) -> tuple[int, int]:
    """Return the number of variable length at a place, and the place after it."""
    value = shift = 0
    while True:
        byte = message[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at


def _field(number: int, value: bytes) -> bytes:
    """Return a field whose value is bytes."""
    return _as_varint(number << 3 | 2) + _as_varint(len(value)) + value


def _as_varint(value: int) -> bytes:
    found = bytearray()
    while value > 0x7F:
        found.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*found, value])
