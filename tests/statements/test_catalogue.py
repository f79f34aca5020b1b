"""The catalogue docs/statements.md, run sentence by sentence with the shipped pipeline."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.statements.catalogue import GAPS, Entry, read_catalogue

CATALOGUE = Path(__file__).parents[2] / "docs" / "statements.md"
ENTRIES = read_catalogue(CATALOGUE)
GAP = pytest.mark.xfail(strict=True, reason=f'a fixed entry moves up from "{GAPS}"')


def test_catalogue_has_not_shrunk() -> None:
    assert sum(not entry.gap for entry in ENTRIES) >= 250


def test_sentences_are_different() -> None:
    assert len({entry.sentence for entry in ENTRIES}) == len(ENTRIES)


@pytest.mark.parametrize(
    "entry",
    [pytest.param(e, marks=[GAP] if e.gap else [], id=e.sentence) for e in ENTRIES],
)
def test_sentence(entry: Entry, extract_lines) -> None:  # type: ignore[no-untyped-def]
    assert extract_lines(entry.sentence) == list(entry.lines)
