"""The command `kg`: one file a command; each parses, calls the function of the same name, and shows what
came.

Results go to stdout, all else to stderr.  Exit code 0: well; 1: something that was read is at fault; 2: wrong
use.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import typer

from kg import __version__
from kg.cli import (
    alias,
    bench,
    build,
    demo,
    entities,
    explain,
    export,
    failures,
    merge,
    query,
    reject,
    show,
    split,
    validate,
    view,
)
from kg.cli.console import reset

__all__ = ["COMMANDS", "app", "main"]

COMMANDS: dict[str, Callable[..., None]] = {
    "build": build.build,
    "query": query.query,
    "show": show.show,
    "explain": explain.explain,
    "entities": entities.entities,
    "merge": merge.merge,
    "split": split.split,
    "alias": alias.alias,
    "reject": reject.reject,
    "view": view.view,
    "export": export.export,
    "validate": validate.validate,
    "demo": demo.demo,
    "bench": bench.bench,
}
"""All commands, in the order in which `kg --help` lists them."""

app = typer.Typer(
    name="kg",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    """Print the version and leave."""
    if asked:
        typer.echo(f"kg {__version__}")
        raise typer.Exit


@app.callback()
def _kg(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Print the version."
    ),
) -> None:
    """Plain English text in, a knowledge graph out in which every edge leads back to the words that say it.

    Start with `kg demo`, then `kg build FILE -o output/NAME` and `kg view output/NAME`.
    """


for _name, _command in COMMANDS.items():
    app.command(_name, no_args_is_help=_name not in ("demo",))(_command)


def main() -> None:
    """Run the command line of this process and leave with its exit code."""
    reset()
    sys.exit(failures.run(lambda: app(prog_name="kg")))
