"""What the tests of grounding share: the vocabulary, loaded once, and statements from one line of text."""

from __future__ import annotations

import pytest

from kg.grounding import Vocabulary, load


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return load()
