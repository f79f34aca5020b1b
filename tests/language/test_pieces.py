"""Word pieces, shapes and gaps."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from kg.language.component import SHIPPED
from kg.language.pieces import (
    GAPS,
    MAX_PIECES_PER_WORD,
    SHAPES,
    PieceTable,
    WordPieceTokenizer,
    gap_of,
    shape_of,
)


@pytest.fixture(scope="module")
def tokenizer() -> WordPieceTokenizer:
    return WordPieceTokenizer(SHIPPED / "tokenizer.json")


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("helicopters", "lower"),
        ("Russia", "title"),
        ("I", "letter"),
        ("NATO", "acronym"),
        ("HEADLINE", "upper"),
        ("McDonald", "mixed"),
        ("U.S.", "dotted"),
        ("3,000", "number"),
        ("F16", "alphanumeric"),
        ("'s", "clitic"),
        ("’re", "clitic"),
        ("...", "punctuation"),
        ("北京", "uncased"),
        ("Москва", "title"),
        ("😀", "punctuation"),
    ],
)
def test_shapes(word: str, shape: str) -> None:
    assert SHAPES[shape_of(word)] == shape


@pytest.mark.parametrize(("text", "gap"), [("", "none"), (" ", "space"), ("\n", "line"), (" \r\n ", "line")])
def test_gaps(text: str, gap: str) -> None:
    assert GAPS[gap_of(text)] == gap


def test_window(tokenizer: WordPieceTokenizer) -> None:
    window = tokenizer.window(["Unbelievably", "good"], [2, 1])
    assert window.ids[0] == tokenizer.start
    assert window.ids[-1] == tokenizer.end
    assert len(window.ids) == len(window.shapes) == len(window.gaps)
    assert window.first.tolist() == [1, len(window.ids) - 2]
    assert [GAPS[k] for k in window.gaps[[1, 2, -2]]] == ["start", "inside", "space"]


def test_every_piece_has_the_shape_of_its_word(tokenizer: WordPieceTokenizer) -> None:
    for _ in ("cut", "known"):
        window = tokenizer.window(["Unbelievably", "unbelievably"], [0, 1])
        second = int(window.first[1])
        assert {SHAPES[k] for k in window.shapes[1:second]} == {"title"}
        assert {SHAPES[k] for k in window.shapes[second:-1]} == {"lower"}


@pytest.mark.parametrize("word", ["\x00", "\u200b", "x" * 20_000, "\ud800", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"])
def test_every_word_has_pieces(tokenizer: WordPieceTokenizer, word: str) -> None:
    assert 1 <= len(tokenizer.pieces_of(word)) <= MAX_PIECES_PER_WORD


def test_table_survives_rounding_and_file(tmp_path: Path) -> None:
    floats = np.random.default_rng(1).normal(size=(5, 8)).astype(np.float32)
    table = PieceTable.from_floats(floats)
    table.save(tmp_path / "pieces.npz")
    read = PieceTable.load(tmp_path / "pieces.npz")
    assert np.abs(read.lookup(np.arange(5)) - floats).max() <= table.scales.max() / 2 + 1e-6
