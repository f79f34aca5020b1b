"""A dataset back from the folder of a build, or from a file in any of the formats that keep or merge
graphs.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pyoxigraph
from rdflib import BNode, Literal, URIRef
from rdflib.namespace import RDF, XSD
from rdflib.term import Node

from kg.config import BASE_IRI
from kg.errors import OutputError
from kg.rdf.datasets import Dataset, bind
from kg.rdf.names import SCHEMA
from kg.rdf.quads import Quads, Triple

__all__ = ["parse", "read", "read_quads"]

_PARSERS = {
    ".trig": "trig",
    ".nq": "nquads",
    ".nt": "nt",
    ".ttl": "turtle",
    ".jsonld": "json-ld",
    ".rdf": "xml",
    ".xml": "xml",
}


def read(folder: str | Path) -> Dataset:
    """Return the dataset of a built folder (its `graph.trig`), or of one RDF file.

    Raises `OutputError` where there is none or it cannot be parsed.
    """
    path = Path(folder)
    path = path / "graph.trig" if path.is_dir() else path
    if not path.is_file():
        raise OutputError("no such graph", where=str(path), remedy="build it: kg build … -o FOLDER")
    if path.suffix not in _PARSERS:
        raise OutputError("is not a graph file", where=str(path), remedy=f"one of {', '.join(_PARSERS)}")
    try:
        return parse(path.read_text(encoding="utf-8"), _PARSERS[path.suffix])
    except Exception as error:  # rdflib's parsers raise whatever comes, down to bare Exception
        raise OutputError(f"cannot be read: {error}", where=str(path), remedy="build it again") from error


def read_quads(folder: str | Path) -> Quads:
    """Return the triples of a built folder (its `graph.trig`) for those who read each once, such as the
    network: the same as those of `read`, ten times as fast, without the indexes that queries need.

    Raises `OutputError` as `read` does.
    """
    term = cache(_term)
    graphs: dict[str, list[Triple]] = {}
    try:
        for quad in pyoxigraph.parse(path=str(Path(folder) / "graph.trig"), format=pyoxigraph.RdfFormat.TRIG):
            name = "" if isinstance(quad.graph_name, pyoxigraph.DefaultGraph) else quad.graph_name.value
            triple = term(quad.subject), term(quad.predicate), term(quad.object)
            graphs.setdefault(name, []).append(triple)
    except (OSError, SyntaxError, TypeError):  # rdflib reads more, and `read` says what is wrong
        graphs = {}
        for subject, predicate, value, graph in read(folder).quads((None, None, None, None)):
            graphs.setdefault(str(graph or ""), []).append((subject, predicate, value))
    triples = (triple for members in graphs.values() for triple in members)
    return Quads(
        _base_of(node for node, name, kind in triples if name == RDF.type and kind in _NAMED), graphs
    )


def _term(term: pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal | pyoxigraph.Triple) -> Node:
    """Return a term of Oxigraph as one of rdflib; raises `TypeError` for a triple within a triple."""
    if isinstance(term, pyoxigraph.NamedNode):
        return URIRef(term.value)
    if isinstance(term, pyoxigraph.BlankNode):
        return BNode(term.value)
    if not isinstance(term, pyoxigraph.Literal):
        raise TypeError("a triple is no term here")
    if term.language:
        return Literal(term.value, lang=term.language)
    kind = URIRef(term.datatype.value)
    return Literal(term.value) if kind == XSD.string else Literal(term.value, datatype=kind)


def parse(text: str, parser: str) -> Dataset:
    """Return the dataset in a text, by the name of one of rdflib's parsers.

    >>> len(parse("<urn:a> <urn:b> 1 .", "turtle"))
    1
    """
    dataset = Dataset()
    with warnings.catch_warnings():  # rdflib's parsers use what rdflib deprecates
        warnings.simplefilter("ignore", DeprecationWarning)
        dataset.parse(data=text, format=parser)
    bind(dataset, _base(dataset))
    return dataset


_NAMED = (RDF.Statement, SCHEMA.DigitalDocument)
"""The types of what has its id after the base IRI."""


def _base(dataset: Dataset) -> str:
    """Return what stands before the id of a statement or document: the base IRI that the build had."""
    return _base_of(node for kind in _NAMED for node in dataset.subjects(RDF.type, kind))


def _base_of(nodes: Iterable[Node]) -> str:
    """Return what stands before the id in the first of these IRIs, kg's own base IRI without one."""
    first = min(map(str, nodes), default=None)
    return BASE_IRI if first is None else re.sub(r"[^/#]*$", "", first)
