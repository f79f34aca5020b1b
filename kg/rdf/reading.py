"""A dataset back from the folder of a build, or from a file in any of the formats that keep or merge
graphs.
"""

from __future__ import annotations

import re
import warnings
from pathlib import Path

from rdflib.namespace import RDF

from kg.config import BASE_IRI
from kg.errors import OutputError
from kg.rdf.datasets import Dataset, bind
from kg.rdf.names import SCHEMA

__all__ = ["parse", "read"]

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


def _base(dataset: Dataset) -> str:
    """Return what stands before the id of a statement or document: the base IRI that the build had."""
    found = (*dataset.subjects(RDF.type, RDF.Statement), *dataset.subjects(RDF.type, SCHEMA.DigitalDocument))
    return re.sub(r"[^/#]*$", "", min(map(str, found))) if found else BASE_IRI
