"""`kg merge`: decide that two entities are one."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.console import Debug, Json, Quiet
from kg.cli.deciding import Date, Decisions, Output, Undo, Why, about, change

__all__ = ["merge"]


def merge(
    output: Output,
    first: Annotated[str, typer.Argument(metavar="A", help="Name or id of an entity.", show_default=False)],
    second: Annotated[str, typer.Argument(metavar="B", help="Name or id of another.", show_default=False)],
    why: Why = "",
    date: Date = "",
    undo: Undo = False,
    decisions: Decisions = None,
    as_json: Json = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Decide that two entities are one, for this and every later build; `decisions.toml` keeps it.

    Example: `kg merge output/news "Acme" "Acme Ltd" --why "same register number"`
    """
    from kg import curation
    from kg.model import Same

    change(
        output,
        decisions,
        lambda records: [curation.merge(records, first, second, why=why, date=date)],
        undo=about((Same,), (first, second)) if undo else None,
        as_json=as_json,
    )
