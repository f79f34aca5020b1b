from __future__ import annotations

from typing import Any

import pytest

from kg.bench import errors, wire57
from tests.bench.builders import said, triple


def slot(text: str) -> dict[str, Any]:
    """Read a gold slot; words in brackets are inferred."""
    words = text.split()
    return {"words": [w.strip("[]") for w in words], "inferred": [w.startswith("[") for w in words]}


def gold(line: str) -> dict[str, Any]:
    read = triple(line)
    slots = {name: slot(getattr(read, name)) for name in wire57.SLOTS}
    return {**slots, "args": [slot(argument) for argument in read.args]}


@pytest.mark.parametrize(
    ("want", "have", "fit"),
    [
        ("a b | is | c", "a | is | c d", (0.75, 0.75)),
        ("a | is | c", "a | was | c", None),
        ("a | [is] | c", "a | was | c", (2 / 3, 1.0)),  # a wholly inferred slot asks for nothing
        ("a | [is] | c", "a | | c", (1.0, 1.0)),
        ("a | is | c | in d", "a | is | c", (1.0, 3 / 5)),
        ("a | is | c", "a | is | c | in d", (1.0, 1.0)),  # surplus arguments are ignored
    ],
)
def test_pairs(want: str, have: str, fit: tuple[float, float] | None) -> None:
    got = wire57.pair(gold(want), triple(have))
    assert got == (pytest.approx(fit) if fit else None)


GOLD = [{"id": "1", "sentence": "s", "tuples": [gold("a | is | b"), gold("a | is | c")]}]


def test_figures() -> None:
    figures = wire57.score(GOLD, [said("a | is | b", "z | q | w")])
    assert (figures["precision"], figures["recall"], figures["exact_precision"]) == (0.5, 0.5, 0.5)
    assert wire57.score(GOLD, [])["f1"] == 0.0


def test_errors() -> None:
    page = errors.of_wire57(GOLD, [said("a | is | b", "z | q | w")])
    assert "- ✗ (z | q | w)" in page and "- ○ (a | is | c)" in page and "(a | is | b)" not in page
