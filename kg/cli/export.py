"""`kg export`: a built folder in another format."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import Debug, Quiet, note
from kg.errors import FormatError, WriteError

__all__ = ["export"]


def export(
    output: Annotated[Path, typer.Argument(help="A folder that kg build wrote.", show_default=False)],
    format_: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            help="turtle, trig, nquads, ntriples, jsonld, rdfxml, rdf12, graphml, gexf, cytoscape, neo4j-csv",
            show_default=False,
        ),
    ],
    to: Annotated[
        Path | None,
        typer.Option("--to", "-t", help="File to write [default: stdout]; a folder for neo4j-csv"),
    ] = None,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Write a built folder in another format: RDF for triple stores, networks for Gephi, Cytoscape, Neo4j.

    Example: `kg export output/demo --format jsonld --to demo.jsonld`
    """
    content = _content(output, format_)
    if isinstance(content, dict):
        _many(content, to, format_)
    elif to is None:
        typer.echo(content, nl=False)
    else:
        _write(to, content)


def _content(output: Path, format_: str) -> str | bytes | dict[str, str]:
    """Return the folder's graph in a format; several files where the format has several."""
    from kg import library, network, rdf, views

    known = sorted([*rdf.FORMATS, *network.FORMATS])
    if format_ not in known:
        raise FormatError(f"unknown format {format_!r}", remedy=f"known: {', '.join(known)}")
    built = library.load(output)
    if format_ in rdf.FORMATS:
        return rdf.serialise(built.dataset, format_)
    if format_ == "gexf":
        return network.gexf(built.graph, colours=views.colours())
    return network.FORMATS[format_](built.graph)


def _many(files: dict[str, str], folder: Path | None, format_: str) -> None:
    """Write the files of a format that has several."""
    if folder is None:
        raise typer.BadParameter(f"{format_} writes {len(files)} files: name a folder with --to")
    for name, content in files.items():
        _write(folder / name, content)


def _write(path: Path, content: str | bytes) -> None:
    """Write one file."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    except OSError as error:
        raise WriteError(f"cannot be written: {error.strerror or error}", where=str(path)) from error
    note(f"written: {path}", always=False)
