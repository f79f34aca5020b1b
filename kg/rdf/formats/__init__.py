"""How a dataset is written: every writer takes a dataset or graph and returns text, sorted, the same bytes
in every run.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kg.errors import FormatError
from kg.rdf.formats.jsonld import jsonld
from kg.rdf.formats.lines import nquads, to_ntriples
from kg.rdf.formats.rdf12 import turtle12
from kg.rdf.formats.terms import Source
from kg.rdf.formats.turtle import trig, turtle
from kg.rdf.formats.xml import rdfxml

__all__ = ["FORMATS", "SUFFIXES", "serialise"]

#: Every format by name.  trig, nquads and jsonld keep the graphs apart; the others hold the merged graph.
FORMATS: Mapping[str, Callable[[Source], str]] = {
    "jsonld": jsonld,
    "nquads": nquads,
    "ntriples": to_ntriples,
    "rdf12": turtle12,
    "rdfxml": rdfxml,
    "trig": trig,
    "turtle": turtle,
}

#: The usual ending of a file in each format.
SUFFIXES: Mapping[str, str] = {
    "jsonld": ".jsonld",
    "nquads": ".nq",
    "ntriples": ".nt",
    "rdf12": ".ttl",
    "rdfxml": ".rdf",
    "trig": ".trig",
    "turtle": ".ttl",
}


def serialise(source: Source, format: str) -> str:
    """Return a dataset (or what `describe` gives, or the graph of a CONSTRUCT) in one of `FORMATS`.

    Raises `FormatError` for an unknown format.

    >>> from rdflib import Graph
    >>> serialise(Graph(), "ntriples")
    ''
    """
    if format not in FORMATS:
        raise FormatError(f"unknown format {format!r}", remedy=f"known: {', '.join(sorted(FORMATS))}")
    return FORMATS[format](source)
