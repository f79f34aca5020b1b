"""`kg alias`: decide that an entity has one more name."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.console import Debug, Json, Quiet
from kg.cli.deciding import Date, Decisions, Output, Undo, Why, about, change

__all__ = ["alias"]


def alias(
    output: Output,
    entity: Annotated[str, typer.Argument(metavar="A", help="Name or id of an entity.", show_default=False)],
    name: Annotated[str, typer.Argument(help="A name that it has too.", show_default=False)],
    why: Why = "",
    date: Date = "",
    undo: Undo = False,
    decisions: Decisions = None,
    as_json: Json = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Decide that an entity has one more name: whatever is called so, now or later, is this entity.

    Example: `kg alias output/news "Rosoboronexport" "ROE"`
    """
    from kg import curation
    from kg.model import Alias

    change(
        output,
        decisions,
        lambda records: [curation.alias(records, entity, name, why=why, date=date)],
        undo=about((Alias,), (entity, name)) if undo else None,
        as_json=as_json,
    )
