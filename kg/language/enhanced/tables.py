"""The words that the rules for enhanced dependencies need: `kg/language/data/enhanced.json`."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["spellings", "word_list"]

_FILE = Path(__file__).parent.parent / "data" / "enhanced.json"


@cache
def _content() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
    return content


@cache
def spellings() -> dict[str, str]:
    """Return how labels spell marking words that they do not show as they are.

    >>> spellings()["vs."]
    'versus'
    """
    return dict(_content()["spellings"])


@cache
def word_list(name: str) -> frozenset[str]:
    """Return the lemmas of a list, "circumstances" or "intransitive".

    >>> "live" in word_list("intransitive")
    True
    """
    return frozenset(_content()[name])
