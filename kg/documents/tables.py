"""The word lists of this room, read once from `data/`: knowledge is data, the engines beside it are code."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["alternatives", "table", "words"]


@cache
def table(name: str) -> dict[str, Any]:
    """Return the TOML table `data/NAME.toml`.

    >>> sorted(table("files"))
    ['columns', 'signatures']
    """
    return tomllib.loads((files(__package__) / "data" / f"{name}.toml").read_text(encoding="utf-8"))


def words(name: str, *keys: str) -> tuple[str, ...]:
    """Return the list that stands at `keys` in `data/NAME.toml`.

    >>> words("repairs", "endings", "names")[:2]
    ('com', 'org')
    """
    value: Any = table(name)
    for key in keys:
        value = value[key]
    return tuple(value)


def alternatives(items: Iterable[str]) -> str:
    """Return a regular expression that matches any of `items`, the longest first.

    >>> alternatives(["on", "one", "a.m"])
    'a\\\\.m|one|on'
    """

    return "|".join(re.escape(item) for item in sorted(set(items), key=lambda item: (-len(item), item)))
