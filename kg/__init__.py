"""kg: plain English text in, a knowledge graph out in which every edge leads back to the words that say it.

    import kg
    built = kg.build(["news/"], output="output/news")     # files and folders → everything below output/news/
    built = kg.build_text("Russia supplies helicopters to Venezuela.")
    for statement in built.statements:
        print(statement)
    built.graph                                           # networkx.MultiDiGraph
    built.dataset.query("SELECT * { ?s kg:supplies ?o }") # rdflib.Dataset
    kg.load("output/news").records.statements             # what an earlier build wrote
    kg.view(built)                                        # opens the page

Importing kg loads nothing; the first call does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.built import Build
    from kg.library import load, view
    from kg.pipeline import build, build_text

__all__ = ["Build", "__version__", "build", "build_text", "load", "view"]

__version__ = "0.1.0"

_HOMES = {
    "Build": "kg.built",
    "build": "kg.pipeline",
    "build_text": "kg.pipeline",
    "load": "kg.library",
    "view": "kg.library",
}


def __getattr__(name: str) -> Any:
    """Return a public name from the module where it lives, which is loaded now."""
    if name not in _HOMES:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    """Return the public names."""
    return list(__all__)
