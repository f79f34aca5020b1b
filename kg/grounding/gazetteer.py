"""Read gazetteers: known entities with their names, from Turtle, CSV or TSV.

Files are streamed and the entries packed (`kg.known`), so that a table of a million lines is read in seconds.
Nothing is left out in silence: what cannot be an entry is an error with file and line.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

import pyoxigraph

from kg.errors import OntologyError
from kg.grounding.ontology import RDFS, Ontology
from kg.grounding.turtle import KG, RDF_TYPE, Source, Term, stream
from kg.known import Collector, Known
from kg.model import content_id

__all__ = ["COLUMNS", "gazetteers"]

SKOS = "http://www.w3.org/2004/02/skos/core#"
COLUMNS = ("label", "aliases", "class", "id")
_OPTIONAL = ("aliases", "id", "demonyms", "capital", "country")
_TERMS = {RDFS + "label", RDF_TYPE, SKOS + "altLabel", KG + "demonym", KG + "capital", KG + "country"}
_TOLD = 5


def gazetteers(shipped: Path, own: Iterable[Path], ontology: Ontology) -> Known:
    """Return the entries of the gazetteer shipped and of those of the user.

    A table (`.csv`, `.tsv`) has the columns label, class, and if wished aliases (separated by ";" or "|"),
    demonyms, capital, country, id (an IRI).  Every other file is read as Turtle, like the one shipped.  What
    a later file says of an IRI takes the place of what earlier ones said.  Raises `OntologyError` with file
    and line.
    """
    into = Collector()
    for path in (shipped, *own):
        into.begin(str(path), own=path != shipped)
        if path.suffix.lower() in (".csv", ".tsv"):
            _table(path, ontology, into)
        else:
            _turtle(path, ontology, into)
    return into.done()


def _turtle(path: Path, ontology: Ontology, into: Collector) -> None:
    """Take the entries of a Turtle file.

    A subject whose block has label and class is an entry; what is said of others in several blocks is put
    together in a second reading.
    """
    scattered: set[Term] = set()
    for subject, quads in groupby(stream(path), key=_subject):
        if isinstance(subject, pyoxigraph.NamedNode):
            source = Source(path, {subject: {}})
            _note(source, subject, quads)
            name = _class(source, subject, ontology)
            if name and source.texts(subject, RDFS + "label"):
                _entry(source, subject, name, into)
            elif not source.triples[subject].keys().isdisjoint(_TERMS):
                scattered.add(subject)
    if scattered:
        _scattered(path, scattered, ontology, into)


def _scattered(path: Path, subjects: set[Term], ontology: Ontology, into: Collector) -> None:
    """Take those entries whose label and class stand apart."""
    source = Source(path, {subject: {} for subject in subjects})
    for subject, quads in groupby(stream(path), key=_subject):
        if subject in subjects:
            _note(source, subject, quads)
    for subject in source.triples:
        if source.texts(subject, RDFS + "label"):
            name = _class(source, subject, ontology)
            if not name:
                said = ", ".join(map(ontology.compact, source.iris(subject, RDF_TYPE))) or "none"
                message = f"needs a class of the ontology, not {said}"
                raise source.error(subject, message, "for example kg:Organization")
            _entry(source, subject, name, into)


def _subject(quad: pyoxigraph.Quad) -> Term:
    return quad.subject


def _note(source: Source, subject: Term, quads: Iterable[pyoxigraph.Quad]) -> None:
    found = source.triples[subject]
    for quad in quads:
        found.setdefault(quad.predicate.value, []).append(quad.object)


def _class(source: Source, subject: Term, ontology: Ontology) -> str:
    """Return the class of an entry, "" if it has none of the ontology."""
    types = source.iris(subject, RDF_TYPE)
    return next((ontology.class_names[iri] for iri in types if iri in ontology.class_names), "")


def _entry(source: Source, subject: Term, name: str, into: Collector) -> None:
    """Take one entry of a Turtle file."""
    assert isinstance(subject, pyoxigraph.NamedNode)
    into.add(
        subject.value,
        source.texts(subject, RDFS + "label")[0],
        name,
        source.texts(subject, SKOS + "altLabel"),
        source.texts(subject, KG + "demonym"),
        next(iter(source.iris(subject, KG + "capital")), ""),
        next(iter(source.iris(subject, KG + "country")), ""),
    )


def _table(path: Path, ontology: Ontology, into: Collector) -> None:
    """Take the rows of a table.  Raises `OntologyError` that names the first wrong line, and some others."""
    wrong: list[tuple[int, str, str]] = []
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, delimiter="\t" if path.suffix.lower() == ".tsv" else ",")
            columns = _columns(next(reader, []), path)
            before = reader.line_num
            for row in reader:
                line, before = before + 1, reader.line_num
                problem = ("goes on in the next line", "close the quote") if before > line else None
                problem = problem or _row(row, columns, ontology, into, line)
                if problem:
                    wrong.append((line, *problem))
    except UnicodeDecodeError as error:
        where = f"{path}:{_undecodable(path)}"
        raise OntologyError(
            f"cannot be read: {error.reason}", where=where, remedy="save it as UTF-8"
        ) from error
    except csv.Error as error:
        raise OntologyError(f"cannot be read: {error}", where=f"{path}:{reader.line_num}") from error
    except OSError as error:
        raise OntologyError(f"cannot be read: {error.strerror or error}", where=str(path)) from error
    if wrong:
        raise _error(path, wrong)


def _error(path: Path, wrong: Sequence[tuple[int, str, str]]) -> OntologyError:
    """Return the error for the first wrong line; it names some of the others."""
    line, message, remedy = wrong[0]
    others = ", ".join(str(number) for number, *_ in wrong[1:_TOLD])
    more = f" and {len(wrong) - _TOLD} more" if len(wrong) > _TOLD else ""
    message = f"{message} (also wrong: line {others}{more})" if others else message
    return OntologyError(message, where=f"{path}:{line}", remedy=remedy)


def _columns(header: Sequence[str], path: Path) -> dict[str, int]:
    """Return at which place each column stands; unknown ones are the user's own."""
    columns = {name.strip().lower(): place for place, name in enumerate(header)}
    for column in ("label", "class"):
        if column not in columns:
            raise OntologyError(
                f"has no column {column}", where=f"{path}:1", remedy=f"columns: {', '.join(COLUMNS)}"
            )
    return {"": len(header), **columns}


def _row(
    row: list[str], columns: dict[str, int], ontology: Ontology, into: Collector, line: int
) -> tuple[str, str] | None:
    """Take one row of a table, or return what is wrong with it and what to do.

    Without an id an entry gets one made from label and class.  An empty line is no row.
    """
    width = columns[""]
    if len(row) != width:
        if not any(row):
            return None
        if any(row[width:]):
            return f"has {len(row)} cells, the header {width}", "quote a cell with the separator in it"
        row += [""] * (width - len(row))
    label, name = row[columns["label"]].strip(), row[columns["class"]].strip().removeprefix("kg:")
    if not label:
        return ("has no label", "fill the column label") if any(row) else None
    if name not in ontology.classes:
        return f"{name or 'nothing'} is no class of the ontology", "for example Company"
    aliases, id_, demonyms, capital, country = (
        row[columns[column]] if column in columns else "" for column in _OPTIONAL
    )
    iri = id_.strip() or KG + content_id("known", label, name)
    names = _names(aliases), _names(demonyms)
    into.add(iri, label, name, *names, capital.strip(), country.strip(), line=line)
    return None


def _names(cell: str) -> tuple[str, ...]:
    """Return the names of one cell.

    >>> _names("UN; U.N.")
    ('UN', 'U.N.')
    """
    return tuple(name.strip() for name in cell.replace("|", ";").split(";") if name.strip()) if cell else ()


def _undecodable(path: Path) -> int:
    """Return the first line that is not UTF-8."""
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                line.decode()
            except UnicodeDecodeError:
                return number
    return 1
