"""`kg entities`: the entities of a built folder as a table."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from kg.cli.console import Debug, Json, Quiet, note, plain, print_json, print_lines, print_table
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
    suggest: Annotated[
        bool, typer.Option("--suggest", help="Pairs that may be one instead, the likeliest first.")
    ] = False,
    limit: Annotated[int | None, typer.Option("--limit", "-n", min=1, help="At most so many.")] = None,
    as_json: Json = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """List the entities of a built folder. Those with doubtful mentions say so: look there first.

    With `--suggest`, list the pairs of entities that may be one, with what speaks for it and against it and
    the command that joins them.

    Example: `kg entities output/news --class Person --sort doubts`
    """
    from kg import library

    records = library.load(output).records.entities
    if suggest:
        _suggest(
            output, [record for record in records if _fits(record, class_, about)], records, limit, as_json
        )
        return
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


def _suggest(
    output: Path, chosen: Sequence[Record], records: Sequence[Record], limit: int | None, as_json: bool
) -> None:
    """Show the pairs of which one is among those chosen, each once."""
    by_id = {record["id"]: record for record in records}
    pairs: dict[tuple[str, ...], Record] = {}
    for record in chosen:
        for one in record.get("suggestions", ()):
            pairs.setdefault(tuple(sorted((record["id"], one["entity"]))), one["likeness"])
    ranked = sorted(pairs.items(), key=lambda pair: (-pair[1]["score"], pair[0]))[:limit]
    short = short_ids(by_id)
    rows = [
        {
            "entities": [{"id": id_, "label": by_id[id_]["label"]} for id_ in pair],
            "likeness": likeness,
            "command": shlex.join(["kg", "merge", str(output), *(short[id_] for id_ in pair)]),
        }
        for pair, likeness in ranked
    ]
    if as_json:
        print_json(rows)
        return
    if not rows:
        note(f"{output}: no two entities that may be one")
        return
    print_lines(line for row in rows for line in _told(row))
    note(f"{len(rows)} pairs of {len(pairs)}; what is joined stays joined in every later build", always=False)


def _told(row: Record) -> Iterator[str]:
    """Yield the lines of a pair: the two names, what speaks for and against them, the command."""
    yield f"might be one: {' and '.join(plain(one['label']) for one in row['entities'])}"
    yield f"  {plain(row['likeness']['line'])}"
    yield f"  {plain(row['command'])}"


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
