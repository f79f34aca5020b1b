"""`kg reject`: decide that a statement was read wrongly."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.console import Debug, Json, Quiet
from kg.cli.deciding import Date, Decisions, Output, Undo, Why, change

__all__ = ["reject"]


def reject(
    output: Output,
    statement: Annotated[
        str,
        typer.Argument(metavar="STATEMENT", help="Id (st_…), or its beginning.", show_default=False),
    ],
    why: Why = "",
    date: Date = "",
    undo: Undo = False,
    decisions: Decisions = None,
    as_json: Json = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Decide that kg has read a statement wrongly: no later build has it, and the report counts it.

    Example: `kg reject output/demo st_2f1c --why "the subject is the brother"`
    """
    from kg import curation
    from kg.model import Decision, Rejection
    from kg.records import Records

    def chosen(records: Records, entry: Decision) -> bool:
        return isinstance(entry, Rejection) and entry.statement.startswith(statement)

    change(
        output,
        decisions,
        lambda records: [curation.reject(records, statement, why=why, date=date)],
        undo=chosen if undo else None,
        as_json=as_json,
    )
