"""Word forms of English as data: person, number, units of amounts, words that begin or bound a phrase."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["forms"]


@cache
def forms() -> Mapping[str, Any]:
    """Return the word forms that tell person, number and gender, the units of amounts, and what phrases are
    made of (`data/forms.toml`): sets of words, and tables of what words are made into.
    """
    table = tomllib.loads((files("kg.statements") / "data" / "forms.toml").read_text(encoding="utf-8"))
    return {name: frozenset(words) if isinstance(words, list) else words for name, words in table.items()}
