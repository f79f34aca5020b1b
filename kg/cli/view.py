"""`kg view`: open the page of a built folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import Debug, Quiet, print_lines

__all__ = ["view"]


def view(
    output: Annotated[Path, typer.Argument(help="A folder that kg build wrote.", show_default=False)],
    open_page: Annotated[bool, typer.Option("--open/--no-open", help="Open the page in the browser.")] = True,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Open the page of a built folder in the browser, and print its path.

    Example: `kg view output/demo`
    """
    from kg import library

    print_lines([str(library.view(output, browser=open_page))])
