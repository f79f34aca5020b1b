"""The files that the page is made of, and how they are read; see README.md beside this file."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any

__all__ = ["engine", "engine_facts", "palette", "styles", "text"]


@cache
def text(name: str) -> str:
    """Return the file `name` of this folder, with line feeds only (as a browser sees it)."""
    return resources.files(__name__).joinpath(name).read_text(encoding="utf-8").replace("\r\n", "\n")


def engine() -> str:
    """Return vis-network, without the comment that sends developer tools looking for a source map."""
    return text(engine_facts()["file"]).partition("\n//# sourceMappingURL=")[0]


def engine_facts() -> dict[str, Any]:
    """Return version, file name, SHA-256 and style hashes of the vis-network that is shipped."""
    return _json("vis-network.json")


def palette() -> dict[str, Any]:
    """Return the colours of families and the look of each class, also of those drawn like another."""
    palette = _json("palette.json")
    palette["classes"] |= {name: palette["classes"][like] for name, like in palette["kinds"].items()}
    return palette


def styles() -> dict[str, Any]:
    """Return how modalities, polarities and stances are drawn and put in words."""
    return _json("styles.json")


def _json(name: str) -> dict[str, Any]:
    """Return a new copy of the object in a JSON file."""
    value: dict[str, Any] = json.loads(text(name))
    return value
