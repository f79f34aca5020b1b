"""`kg query`: ask a built folder in SPARQL."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import Debug, Json, Quiet, note, print_lines, print_table
from kg.errors import FormatError, InputError

if TYPE_CHECKING:
    from kg.rdf import QueryResult

__all__ = ["query"]


def query(
    output: Annotated[Path, typer.Argument(help="A folder that kg build wrote.", show_default=False)],
    text: Annotated[
        str | None,
        typer.Argument(metavar="[SPARQL|FILE.rq]", help="A query, or a file with one.", show_default=False),
    ] = None,
    name: Annotated[str | None, typer.Option(help="One of the queries that kg brings along.")] = None,
    bind: Annotated[
        list[str] | None, typer.Option(help="Give a variable of the query a text: who=Venezuela.")
    ] = None,
    list_: Annotated[bool, typer.Option("--list", help="List the queries that kg brings along.")] = False,
    format_: Annotated[
        str | None,
        typer.Option("--format", "-f", help="table, csv, json or turtle [default: table; CONSTRUCT: turtle]"),
    ] = None,
    as_json: Json = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Ask a built folder in SPARQL 1.1. The usual prefixes (kg:, rdfs:, e: …) need not be declared.

    Example: `kg query output/demo --name who-said-what`, or `kg query output/demo 'SELECT ?who {
    ?who kg:supplies ?what }'`
    """
    if list_:
        _list()
        return
    from kg import library, rdf

    wanted, bindings = _text(text, name), _bindings(bind or [])
    result = rdf.query(library.load(output).dataset, wanted, bindings=bindings)
    _show(result, "json" if as_json else format_)


def _list() -> None:
    """Show the names of the queries that kg brings along, with what they answer."""
    from kg import rdf

    print_table(("name", "what it answers"), ((name, rdf.CANNED.describe(name)) for name in rdf.CANNED))


def _text(text: str | None, name: str | None) -> str:
    """Return the query that the arguments name."""
    from kg import rdf

    if (text is None) == (name is None):
        raise typer.BadParameter("give a query, or the name of one with --name (kg query OUTPUT --list)")
    if name is not None:
        if name not in rdf.CANNED:
            raise InputError(f"no query {name!r}", remedy=f"there are: {', '.join(rdf.CANNED)}")
        return rdf.CANNED[name]
    return _of_file(Path(str(text))) if str(text).endswith((".rq", ".sparql")) else str(text)


def _of_file(path: Path) -> str:
    """Return the text of a file with a query."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"cannot be read: {error}", where=str(path), remedy="name a text file in UTF-8"
        ) from error


def _bindings(given: list[str]) -> dict[str, str]:
    """Return the variables with their texts.

    >>> _bindings(["who=Venezuela"])
    {'who': 'Venezuela'}
    """
    pairs = [one.partition("=") for one in given]
    for name, equals, _ in pairs:
        if not equals or not name.lstrip("?$").isidentifier():
            raise typer.BadParameter(f"--bind takes NAME=TEXT, not {name!r}")
    return {name.lstrip("?$"): value for name, _, value in pairs}


def _show(result: QueryResult, format_: str | None) -> None:
    """Print an answer in a format that fits it."""
    formats = _FORMATS if result.kind != "construct" else _GRAPH_FORMATS
    chosen = format_ or next(iter(formats))
    if chosen not in formats:
        what = "a table" if formats is _FORMATS else "a graph"
        raise FormatError(f"{what} cannot be shown as {chosen!r}", remedy=f"one of {', '.join(formats)}")
    formats[chosen](result)


def _table(result: QueryResult) -> None:
    """Print the answer as a table, with the number of rows on stderr."""
    if result.kind == "ask":
        print_lines(["yes" if result.rows[0][0] else "no"])
        return
    print_table(result.columns, result.texts())
    note(f"{len(result.rows)} rows", always=False)


def _csv(result: QueryResult) -> None:
    typer.echo(result.csv(), nl=False)


def _json(result: QueryResult) -> None:
    typer.echo(result.json(), nl=False)


def _turtle(result: QueryResult) -> None:
    from kg import rdf

    assert result.graph is not None
    typer.echo(rdf.serialise(result.graph, "turtle"), nl=False)


def _jsonld(result: QueryResult) -> None:
    from kg import rdf

    assert result.graph is not None
    typer.echo(rdf.serialise(result.graph, "jsonld"), nl=False)


_FORMATS: Mapping[str, Callable[[QueryResult], None]] = {"table": _table, "csv": _csv, "json": _json}
_GRAPH_FORMATS: Mapping[str, Callable[[QueryResult], None]] = {"turtle": _turtle, "json": _jsonld}
