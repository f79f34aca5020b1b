"""`kg view`: open the page of a built folder, or a page of a part of it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import Debug, Quiet, print_lines

__all__ = ["view"]


def view(
    output: Annotated[Path, typer.Argument(help="A folder that kg build wrote.", show_default=False)],
    about: Annotated[
        str | None, typer.Option("--about", "-a", help="Only what is near the thing with this name or id.")
    ] = None,
    hops: Annotated[
        int | None,
        typer.Option("--hops", min=0, help="With --about: at most so many steps away [default: 1]."),
    ] = None,
    relation: Annotated[
        str | None, typer.Option("--relation", "-r", help="Only this property, lemma or words of an arrow.")
    ] = None,
    document: Annotated[
        str | None,
        typer.Option("--document", help="Only the document with this id, or words of its title or file."),
    ] = None,
    since: Annotated[str | None, typer.Option("--since", help="Only from this ISO date on.")] = None,
    until: Annotated[str | None, typer.Option("--until", help="Only up to this ISO date.")] = None,
    confidence: Annotated[
        float | None, typer.Option("--confidence", min=0, max=1, help="Only what is at least so sure.")
    ] = None,
    layout: Annotated[
        str,
        typer.Option(
            "--layout",
            "-l",
            help="force, circular, layered (who does it left of whom it is done to) or communities.",
        ),
    ] = "force",
    to: Annotated[
        Path | None, typer.Option("--to", "-t", help="Write the page there [default: a temporary file].")
    ] = None,
    open_page: Annotated[bool, typer.Option("--open/--no-open", help="Open the page in the browser.")] = True,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Open the page of a built folder in the browser, or make one of a part of it, and print its path.

    Example: `kg view output/demo --about Venezuela --hops 2`
    """
    from kg import library

    if hops is not None and about is None:
        raise typer.BadParameter("say what the steps lead away from: --about NAME", param_hint="--hops")
    given = {
        "about": about,
        "hops": hops,
        "relation": relation,
        "document": document,
        "since": _date(since, "--since"),
        "until": _date(until, "--until"),
        "confidence": confidence,
    }
    choice = {name: value for name, value in given.items() if value is not None}
    print_lines([str(library.view(output, to=to, layout=layout, browser=open_page, **choice))])


def _date(words: str | None, option: str) -> str | None:
    """Return an ISO date (a year, a month or a day that there is) as it is; refuses anything else."""
    from kg.network.part import is_day

    if words is not None and not is_day(words):
        raise typer.BadParameter(
            f"{words!r} is no ISO date, such as 2019, 2019-03 or 2019-03-30", param_hint=option
        )
    return words
