from __future__ import annotations

import pytest

from kg.language.subgraph import cut_after_last


def field(number: int, value: bytes) -> bytes:
    assert len(value) < 128
    return bytes([number << 3 | 2, len(value)]) + value


def node(operator: str, inputs: str, output: str) -> bytes:
    names = b"".join(field(1, name.encode()) for name in inputs)
    return field(1, names + field(2, output.encode()) + field(4, operator.encode()))


VERSION = b"\x08\x08"
WEIGHTS = field(5, b"w")
NORM, DEAD, HEAD = node("Norm", "a", "b"), node("Mul", "a", "c"), node("MatMul", "bw", "d")


def test_only_what_leads_to_the_last_one_is_kept() -> None:
    graph = NORM + DEAD + WEIGHTS + HEAD + field(12, field(1, b"d"))
    cut = cut_after_last(VERSION + field(7, graph), "Norm")
    assert cut.startswith(VERSION)
    assert NORM in cut and WEIGHTS in cut
    assert DEAD not in cut and HEAD not in cut
    assert field(12, field(1, b"b") + b"\x12\x04\x0a\x02\x08\x01") in cut


def test_a_chain_is_kept_in_its_order() -> None:
    graph = node("Add", "x", "a") + NORM + node("Norm", "b", "e") + field(12, field(1, b"e"))
    cut = cut_after_last(field(7, graph), "Norm")
    assert graph[: -len(field(12, field(1, b"e")))] in cut


def test_a_graph_without_the_operator_is_an_error() -> None:
    with pytest.raises(ValueError, match="has no Norm"):
        cut_after_last(field(7, DEAD), "Norm")
