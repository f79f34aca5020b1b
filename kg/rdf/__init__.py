"""Facts → rdflib Dataset: names, provenance, formats, queries.

This room exists so that what was found can leave kg in the form that other tools read: one named graph a
document, each statement an event node with its roles and its evidence, and a plain triple beside it only
where the text vouches for it.
"""

from __future__ import annotations

from kg.rdf.build import build, describe
from kg.rdf.canned import CANNED
from kg.rdf.datasets import Dataset
from kg.rdf.formats import FORMATS, SUFFIXES, serialise
from kg.rdf.quads import Quads
from kg.rdf.queries import query
from kg.rdf.reading import read, read_quads
from kg.rdf.results import QueryResult

__all__ = [
    "CANNED",
    "FORMATS",
    "SUFFIXES",
    "Dataset",
    "Quads",
    "QueryResult",
    "build",
    "describe",
    "query",
    "read",
    "read_quads",
    "serialise",
]
