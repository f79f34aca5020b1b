"""The files that the page is made of, and how they are read; see README.md beside this file."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib import resources
from typing import Any

__all__ = [
    "engine",
    "engine_facts",
    "palette",
    "parts",
    "prefixes",
    "script",
    "style",
    "styles",
    "text",
    "texts",
]


_COMMENTS = re.compile(r"^[ \t]*(?://.*|/\*\*(?:[^*]|\*(?!/))*\*/[ \t]*)\n", re.MULTILINE)


@cache
def text(name: str) -> str:
    """Return the file `name` of this folder, with line feeds only (as a browser sees it)."""
    return resources.files(__name__).joinpath(name).read_text(encoding="utf-8").replace("\r\n", "\n")


def parts() -> list[str]:
    """Return the names of the parts of the page in `page/`, in the order in which their scripts run.

    They share one scope; `start` is last.  A part may have a style sheet of the same name beside its script.
    """
    return text("page/order.txt").split()


@cache
def script() -> str:
    """Return the script of the page: all parts in one scope, so that nothing of it is seen from outside.

    Comments that stand on lines of their own are left out; no template string of a part may run over lines.
    """
    joined = _COMMENTS.sub("", "\n".join(text(f"page/{name}.js") for name in parts()))
    return f'"use strict";\n(() => {{\n{joined}}})();\n'


@cache
def style() -> str:
    """Return the style sheet of the page, that of the whole first."""
    found = {path.name for path in resources.files(__name__).joinpath("page").iterdir()}
    return "\n".join(text(f"page/{name}.css") for name in ("page", *parts()) if f"{name}.css" in found)


def texts(language: str = "en") -> dict[str, Any]:
    """Return the words of the page in a language (a tag of BCP 47): sections of texts by name."""
    return _json(f"texts/{language}.json")


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


def prefixes() -> dict[str, str]:
    """Return what the prefixes of the Turtle that the page writes stand for, as in `graph.ttl`."""
    return _json("prefixes.json")


def styles() -> dict[str, Any]:
    """Return how modalities, polarities and stances are drawn and put in words."""
    return _json("styles.json")


def _json(name: str) -> dict[str, Any]:
    """Return a new copy of the object in a JSON file."""
    value: dict[str, Any] = json.loads(text(name))
    return value
