"""Read gazetteers: known entities with their names, from Turtle, CSV or TSV."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph

from kg.errors import OntologyError
from kg.grounding.ontology import RDFS, Ontology
from kg.grounding.turtle import KG, RDF_TYPE, Source, Term, read
from kg.model import KnownEntity, content_id

__all__ = ["COLUMNS", "gazetteer"]

SKOS = "http://www.w3.org/2004/02/skos/core#"
COLUMNS = ("label", "aliases", "class", "id")


def gazetteer(path: Path, ontology: Ontology) -> list[KnownEntity]:
    """Return the entries of a file, in its order.

    A table (`.csv`, `.tsv`) has the columns label, class, and if wished aliases (separated by ";" or "|"),
    demonyms, capital, id (an IRI).  Every other file is read as Turtle, like the one shipped.  Raises
    `OntologyError` with file and line.
    """
    if path.suffix.lower() in (".csv", ".tsv"):
        return list(_table(path, ontology))
    source = read(path)
    classes = [(subject, _class(source, subject, ontology)) for subject in source.triples]
    return [_entry(source, subject, name) for subject, name in classes if name]


def _class(source: Source, subject: Term, ontology: Ontology) -> str:
    """Return the class of an entry, "" for a subject that is none."""
    if not isinstance(subject, pyoxigraph.NamedNode) or not source.texts(subject, RDFS + "label"):
        return ""
    types = source.iris(subject, RDF_TYPE)
    for iri in types:
        if iri in ontology.class_names:
            return ontology.class_names[iri]
    said = ", ".join(ontology.compact(iri) for iri in types) or "none"
    raise source.error(subject, f"needs a class of the ontology, not {said}", "for example kg:Organization")


def _entry(source: Source, subject: Term, name: str) -> KnownEntity:
    """Return one entry of a Turtle file."""
    assert isinstance(subject, pyoxigraph.NamedNode)
    capitals = [pyoxigraph.NamedNode(iri) for iri in source.iris(subject, KG + "capital")]
    return KnownEntity(
        iri=subject.value,
        label=source.texts(subject, RDFS + "label")[0],
        type=name,
        aliases=tuple(source.texts(subject, SKOS + "altLabel")),
        demonyms=tuple(source.texts(subject, KG + "demonym")),
        capital=next((text for capital in capitals for text in source.texts(capital, RDFS + "label")), None),
    )


def _table(path: Path, ontology: Ontology) -> Iterator[KnownEntity]:
    """Yield the rows of a table."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, delimiter="\t" if path.suffix.lower() == ".tsv" else ",")
            fields = reader.fieldnames
            rows = [(reader.line_num, row) for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        reason = getattr(error, "strerror", None) or error
        raise OntologyError(f"cannot be read: {reason}", where=str(path)) from error
    for column in ("label", "class"):
        if column not in (fields or ()):
            raise OntologyError(
                f"has no column {column}", where=f"{path}:1", remedy=f"columns: {', '.join(COLUMNS)}"
            )
    for line, row in rows:
        yield _row(row, f"{path}:{line}", ontology)


def _row(row: dict[str, str | None], where: str, ontology: Ontology) -> KnownEntity:
    """Return one row of a table as an entry; without an id it gets one made from label and class."""
    cells = {
        str(key).strip().lower(): (value or "").strip()
        for key, value in row.items()
        if isinstance(value, str)
    }
    label, name = cells.get("label", ""), cells.get("class", "").removeprefix("kg:")
    if not label:
        raise OntologyError("has no label", where=where, remedy="fill the column label")
    if name not in ontology.classes:
        raise OntologyError(
            f"{name or 'nothing'} is no class of the ontology", where=where, remedy="for example Company"
        )
    return KnownEntity(
        iri=cells.get("id") or KG + content_id("known", label, name),
        label=label,
        type=name,
        aliases=_names(cells.get("aliases", "")),
        demonyms=_names(cells.get("demonyms", "")),
        capital=cells.get("capital") or None,
    )


def _names(cell: str) -> tuple[str, ...]:
    """Return the names of one cell.

    >>> _names("UN; U.N.")
    ('UN', 'U.N.')
    """
    return tuple(name.strip() for name in cell.replace("|", ";").split(";") if name.strip())
