"""The error tree: one line each, with place and remedy."""

from __future__ import annotations

import pytest

from kg import errors
from kg.errors import KgError


@pytest.mark.parametrize("name", errors.__all__)
def test_every_error_is_drawn_in_the_tree(name: str) -> None:
    assert issubclass(getattr(errors, name), KgError)
    assert name in (errors.__doc__ or "")


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (KgError("is empty"), "is empty"),
        (KgError("is\n empty ", where="a.txt"), "a.txt: is empty"),
        (KgError("is empty", remedy="remove it"), "is empty (remove it)"),
    ],
)
def test_the_text_is_one_line(error: KgError, text: str) -> None:
    assert str(error) == text
