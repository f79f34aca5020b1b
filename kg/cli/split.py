"""`kg split`: decide that something is not of an entity, or that two are never one."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.console import Debug, Json, Quiet
from kg.cli.deciding import Date, Decisions, Output, Undo, Why, about, change

__all__ = ["split"]


def split(
    output: Output,
    entity: Annotated[str, typer.Argument(metavar="A", help="Name or id of an entity.", show_default=False)],
    parts: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="MENTION|NAME|B",
            help="Numbers of mentions (kg explain shows them), names by which A is called, other entities "
            "[default: all other names of A]",
            show_default=False,
        ),
    ] = None,
    to: Annotated[
        str, typer.Option(help="Name or id of the entity that the mentions are of.", show_default=False)
    ] = "",
    why: Why = "",
    date: Date = "",
    undo: Undo = False,
    decisions: Decisions = None,
    as_json: Json = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Decide that mentions or names are not of an entity, or that two entities are never one.

    Example: `kg split output/news "John Bolton" 3 --to "Michael Bolton"`
    """
    from kg import curation
    from kg.model import Apart, Split

    given = parts or []
    change(
        output,
        decisions,
        lambda records: curation.split(records, entity, given, to=to, why=why, date=date),
        undo=about((Apart, Split), (entity, *given)) if undo else None,
        as_json=as_json,
    )
