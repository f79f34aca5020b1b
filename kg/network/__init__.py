"""Dataset → networkx MultiDiGraph: build, parts, measures, communities, layouts, exports.

This room exists so that what was found can be walked, measured and drawn: entities as nodes, statements as
edges that keep their evidence, and files for the programs in which people look at graphs.
"""

from __future__ import annotations

from kg.network.build import build
from kg.network.formats import FORMATS
from kg.network.formats.gexf import gexf
from kg.network.layout import layout
from kg.network.layouts import LAYOUTS, place
from kg.network.measures import communities, importance
from kg.network.part import Choice, part

__all__ = [
    "FORMATS",
    "LAYOUTS",
    "Choice",
    "build",
    "communities",
    "gexf",
    "importance",
    "layout",
    "part",
    "place",
]
