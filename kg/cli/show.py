"""`kg show`: the statements of a built folder as a table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.console import Debug, Json, Quiet, note, print_json, print_table
from kg.cli.tables import parties, short_ids

if TYPE_CHECKING:
    from kg.library import Output

__all__ = ["show"]


def show(
    output: Annotated[Path, typer.Argument(help="A folder that kg build wrote.", show_default=False)],
    about: Annotated[
        str | None,
        typer.Option("--about", "-a", help="Only what says something about this name, or that it says."),
    ] = None,
    relation: Annotated[
        str | None, typer.Option("--property", "-p", help="Only statements with this property or lemma.")
    ] = None,
    limit: Annotated[int | None, typer.Option("--limit", "-n", min=1, help="At most so many.")] = None,
    as_json: Json = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Show the statements of a built folder as a table, in the order of the text.

    Example: `kg show output/demo --about Venezuela`
    """
    from kg import library

    built = library.load(output)
    chosen = [record for record in _about(built, about) if relation is None or _has(record, relation)][:limit]
    if as_json:
        print_json(chosen)
        return
    if not chosen:
        note(f"{output}: no statement matches")
        return
    short = short_ids(built.statements)
    print_table(("id", "statement"), ((short[record["id"]], record["line"]) for record in chosen))
    note(
        f"{len(chosen)} of {len(built.statements)} statements; kg explain {output} ID says more", always=False
    )


def _has(record: dict[str, Any], relation: str) -> bool:
    """Tell whether a statement has the property ("kg:supplies", "supplies") or the lemma ("supply")."""
    property_ = record["predicate"]["property"]
    return relation in (property_, property_.partition(":")[2], record["predicate"]["lemma"])


def _about(built: Output, name: str | None) -> Iterator[dict[str, Any]]:
    """Yield the statements in which something with this name takes part; without a name, all."""
    if name is None:
        yield from built.records.statements
        return
    wanted = _entities(built, name.casefold())
    for record in built.records.statements:
        if any(
            one.get("entity") in wanted or name.casefold() == one["text"].casefold()
            for one in parties(record)
        ):
            yield record


def _entities(built: Output, name: str) -> set[str]:
    """Return the ids of the entities that have this name; if none has, of those with it in a name."""
    names = {
        id_: [str(word).casefold() for word in (record["label"], *record["aliases"], id_)]
        for id_, record in built.entities.items()
    }
    same = {id_ for id_, known in names.items() if name in known}
    return same or {id_ for id_, known in names.items() if any(name in word for word in known)}
