"""`kg entities`: the entities of a built folder as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from kg.cli.console import Debug, Json, Quiet, note, print_json, print_table
from kg.cli.tables import short_ids

__all__ = ["entities"]

Record = dict[str, Any]


class Order(StrEnum):
    """By what the table can be sorted."""

    MENTIONS = "mentions"
    DOCUMENTS = "documents"
    DOUBTS = "doubts"
    NAME = "name"


def entities(
    output: Annotated[Path, typer.Argument(help="A folder that kg build wrote.", show_default=False)],
    class_: Annotated[
        str | None, typer.Option("--class", "-c", help="Only of this class, or of one below it: Person.")
    ] = None,
    about: Annotated[
        str | None, typer.Option("--about", "-a", help="Only those with this text in a name or identifier.")
    ] = None,
    sort: Annotated[
        Order, typer.Option(help="What comes first: most of it, or names as in a dictionary.")
    ] = (Order.MENTIONS),
    limit: Annotated[int | None, typer.Option("--limit", "-n", min=1, help="At most so many.")] = None,
    as_json: Json = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """List the entities of a built folder. Those with doubtful mentions say so: look there first.

    Example: `kg entities output/news --class Person --sort doubts`
    """
    from kg import library

    records = library.load(output).records.entities
    rows = [_row(record) for record in records if _fits(record, class_, about)]
    chosen = sorted(rows, key=_ORDERS[sort])[:limit]
    if as_json:
        print_json(chosen)
        return
    if not chosen:
        note(f"{output}: no entity matches")
        return
    short = short_ids(record["id"] for record in records)
    heads = ("id", "label", "class", "mentions", "documents", "identifiers", "also called", "doubtful")
    print_table(heads, (_cells(row, short) for row in chosen))
    note(
        f"{len(chosen)} of {len(records)} entities; kg explain {output} ID says more; kg merge and kg split "
        "correct them",
        always=False,
    )


def _fits(record: Record, class_: str | None, about: str | None) -> bool:
    """Tell whether an entity is of a class and has a text in its names or identifiers."""
    from kg.entities.classes import is_a

    names = (record["label"], *record["aliases"], *(link["iri"] for link in record["links"]))
    named = about is None or any(about.casefold() in name.casefold() for name in names)
    return named and (class_ is None or is_a(record["class"], class_))


def _row(record: Record) -> Record:
    """Return what is shown of an entity."""
    from kg.entities import doubt

    mentions = record["mentions"]
    doubts = Counter(one["reason"] for one in mentions if doubt(one["reason"]))
    return {
        "id": record["id"],
        "label": record["label"],
        "class": record["class"],
        "kind": record["kind"],
        "mentions": len(mentions),
        "documents": len({one["document"] for one in mentions}),
        "identifiers": [{key: link[key] for key in ("iri", "certain")} for link in record["links"]],
        "aliases": record["aliases"],
        "doubtful": dict(sorted(doubts.items())),
        "decisions": record.get("decisions", []),
    }


def _cells(row: Record, short: Mapping[str, str]) -> tuple[object, ...]:
    """Return a row of the table; an identifier that is not certain has a question mark."""
    identifiers = ", ".join(f"{one['iri']}{'' if one['certain'] else '?'}" for one in row["identifiers"])
    doubts = ", ".join(f"{count} x {reason}" for reason, count in row["doubtful"].items())
    counts = (row["mentions"], row["documents"])
    return (
        short[row["id"]],
        row["label"],
        row["class"],
        *counts,
        identifiers,
        ", ".join(row["aliases"]),
        f"? {doubts}" if doubts else "",
    )


def _name(row: Record) -> tuple[str, str]:
    return row["label"].casefold(), row["id"]


_ORDERS: Mapping[Order, Callable[[Record], tuple[Any, ...]]] = {
    Order.MENTIONS: lambda row: (-row["mentions"], *_name(row)),
    Order.DOCUMENTS: lambda row: (-row["documents"], *_name(row)),
    Order.DOUBTS: lambda row: (-sum(row["doubtful"].values()), *_name(row)),
    Order.NAME: _name,
}
