"""The catalogue docs/statements.md, run sentence by sentence with the shipped pipeline."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.statements.catalogue import Entry, read_catalogue

CATALOGUE = Path(__file__).parents[2] / "docs" / "statements.md"
ENTRIES = read_catalogue(CATALOGUE)


def test_catalogue_has_not_shrunk() -> None:
    assert len(ENTRIES) >= 80


@pytest.mark.parametrize("entry", ENTRIES, ids=[entry.sentence for entry in ENTRIES])
def test_sentence(entry: Entry, extract_lines) -> None:  # type: ignore[no-untyped-def]
    assert extract_lines(entry.sentence) == list(entry.lines)
