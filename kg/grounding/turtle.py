"""Read Turtle files fast, and say where one is wrong.

Parsing is Oxigraph's, which takes some hundredths of a second for all that ships; rdflib's parser takes
twenty times as long, which is felt at every start.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph
import rdflib

from kg.errors import OntologyError

__all__ = ["KG", "RDF_TYPE", "Node", "Source", "Term", "add_to", "local_name", "read", "stream"]

KG = "https://w3id.org/kg-text/ns/1#"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

Node = pyoxigraph.NamedNode | pyoxigraph.BlankNode
Term = Node | pyoxigraph.Literal | pyoxigraph.Triple


@dataclass(frozen=True, slots=True)
class Source:
    """The triples of one Turtle file, by subject and predicate (an IRI), in the order of the file."""

    path: Path
    triples: dict[Term, dict[str, list[Term]]] = field(default_factory=dict)

    def objects(self, subject: Term, predicate: str) -> list[Term]:
        """Return the objects of `subject` and `predicate`, in the order of the file."""
        return self.triples.get(subject, {}).get(predicate, [])

    def texts(self, subject: Term, predicate: str) -> list[str]:
        """Return the literal objects in English, or without a language, as text."""
        found = [term for term in self.objects(subject, predicate) if isinstance(term, pyoxigraph.Literal)]
        return [term.value for term in found if (term.language or "en").split("-")[0] == "en"]

    def iris(self, subject: Term, predicate: str) -> list[str]:
        """Return the objects that are IRIs."""
        found = self.objects(subject, predicate)
        return [term.value for term in found if isinstance(term, pyoxigraph.NamedNode)]

    def named(self, rdf_type: str) -> Iterator[Term]:
        """Yield the subjects of a type, in the order of the file."""
        wanted = pyoxigraph.NamedNode(rdf_type)
        for subject, found in self.triples.items():
            if wanted in found.get(RDF_TYPE, ()):
                yield subject

    def error(self, subject: Term, message: str, remedy: str = "") -> OntologyError:
        """Return an error that names the file, the line where `subject` is described, and its local name."""
        name = local_name(subject.value) if isinstance(subject, pyoxigraph.NamedNode) else ""
        line = _line_of(self.path, name)
        where = f"{self.path}:{line}" if line else str(self.path)
        return OntologyError(f"{name}: {message}" if name else message, where=where, remedy=remedy)


def read(path: Path) -> Source:
    """Return the triples of a Turtle file; raises `OntologyError` with file and line if it cannot be read."""
    triples: dict[Term, dict[str, list[Term]]] = {}
    for quad in stream(path):
        triples.setdefault(quad.subject, {}).setdefault(quad.predicate.value, []).append(quad.object)
    return Source(path, triples)


def stream(path: Path) -> Iterator[pyoxigraph.Quad]:
    """Yield the triples of a Turtle file as they are read; raises `OntologyError` as `read` does."""
    try:
        yield from pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE)
    except SyntaxError as error:
        line = f":{error.lineno}" if error.lineno else ""
        raise OntologyError(
            f"is not valid Turtle: {error.msg}", where=f"{path}{line}", remedy="correct it"
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise OntologyError(f"cannot be read: {reason}", where=str(path)) from error


def add_to(graph: rdflib.Graph, source: Source) -> None:
    """Add the triples of `source` to an rdflib graph; blank nodes stay apart from those of other files."""
    blank: dict[str, rdflib.BNode] = {}

    def convert(term: Term) -> rdflib.term.Node:
        if isinstance(term, pyoxigraph.NamedNode):
            return rdflib.URIRef(term.value)
        if isinstance(term, pyoxigraph.Literal):
            datatype = None if term.language else rdflib.URIRef(term.datatype.value)
            plain = datatype == rdflib.XSD.string
            return rdflib.Literal(term.value, lang=term.language, datatype=None if plain else datatype)
        return blank.setdefault(str(term), rdflib.BNode(f"{source.path.stem}{len(blank)}"))

    for subject, found in source.triples.items():
        for predicate, terms in found.items():
            for term in terms:
                graph.add((convert(subject), rdflib.URIRef(predicate), convert(term)))


def local_name(iri: str) -> str:
    """Return the part of an IRI after the last "#" or "/".

    >>> local_name("https://w3id.org/kg-text/ns/1#supplies")
    'supplies'
    """
    return re.split(r"[#/]", iri)[-1]


def _line_of(path: Path, name: str) -> int | None:
    """Return the first line of a file that begins with a term of local name `name`."""
    if not name:
        return None
    start = re.compile(rf"^(\S*:|<\S*[#/]){re.escape(name)}>?\s")
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    return next((number for number, line in enumerate(lines, 1) if start.match(line + " ")), None)
