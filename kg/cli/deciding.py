"""What `merge`, `split`, `alias` and `reject` share: options, and how decisions are written and told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import note, print_json, print_lines

if TYPE_CHECKING:
    from kg.model import Decision
    from kg.records import Records

__all__ = ["Date", "Decisions", "Output", "Undo", "Why", "about", "change"]

Output = Annotated[Path, typer.Argument(help="A folder that kg build wrote.", show_default=False)]
Why = Annotated[str, typer.Option(help="The reason, for those who read the file.", show_default=False)]
Undo = Annotated[bool, typer.Option("--undo", help="Take the decision back instead.")]
Decisions = Annotated[
    Path | None,
    typer.Option(help="The file [default: the one that OUTPUT was built with, or OUTPUT/decisions.toml]"),
]


def _day(value: str) -> str:
    """Return a date that is one."""
    try:
        return str(date.fromisoformat(value)) if value else ""
    except ValueError as error:
        raise typer.BadParameter(f"{value!r} is no date such as 2019-03-30") from error


Date = Annotated[
    str,
    typer.Option(callback=_day, help="When it was decided; kg never looks at a clock.", show_default=False),
]


def change(
    output: Path,
    named: Path | None,
    make: Callable[[Records], Sequence[Decision]],
    *,
    undo: Callable[[Records, Decision], bool] | None,
    as_json: bool,
) -> None:
    """Write the decisions that `make` returns, or take back those that `undo` chooses, and tell which."""
    from kg import curation, library

    records = library.load(output).records
    path = curation.file(records, output, named)
    if undo is None:
        told: Sequence[Decision] = make(records)
        curation.decide(path, told)
    else:
        chosen = undo
        told = curation.undo(path, lambda entry: chosen(records, entry))
    if as_json:
        print_json({"file": str(path), "undone": undo is not None, "decisions": [str(one) for one in told]})
        return
    print_lines(f"{'undone ' if undo else ''}{one}" for one in told)
    note(f"{path}: the next kg build into {output} follows it", always=False)


def about(kinds: tuple[type, ...], words: Iterable[str]) -> Callable[[Records, Decision], bool]:
    """Return what chooses decisions of some kinds that speak of all that a user names."""
    from kg import curation

    asked = list(words)

    def chosen(records: Records, entry: Decision) -> bool:
        return isinstance(entry, kinds) and all(
            curation.speaks_of(entry, curation.names_of(records, one)) for one in asked
        )

    return chosen
