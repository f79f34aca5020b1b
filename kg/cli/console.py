"""What all commands share: the options --quiet, --json, --debug, and how things are shown.

stdout gets results as tables, plain lines or JSON; stderr gets progress and notes.  Colours only on a
terminal, and not where NO_COLOR is set.  Text from documents never acts on the terminal: control characters
are shown, not sent.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from rich.console import Console

__all__ = [
    "Debug",
    "Json",
    "Quiet",
    "note",
    "plain",
    "print_json",
    "print_lines",
    "print_table",
    "reset",
    "state",
]

_PIPE_WIDTH = 10_000


@dataclass
class State:
    """What the options of the running command say."""

    quiet: bool = False
    debug: bool = False


state = State()


def reset() -> None:
    """Forget the options of an earlier command of this process."""
    state.quiet = state.debug = False


def _quiet(value: bool) -> bool:
    state.quiet = value
    return value


def _debug(value: bool) -> bool:
    state.debug = value
    if value:
        logging.basicConfig(
            level=logging.DEBUG, stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s"
        )
    return value


Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", callback=_quiet, help="No progress and no notes on stderr.")
]
Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
Debug = Annotated[
    bool, typer.Option("--debug", callback=_debug, help="Show the traceback of an error, and all logs.")
]


def console(stream: str = "stdout") -> Console:
    """Return a rich console that takes every text literally; where nobody looks, one row stays one line."""
    from rich.console import Console

    made = Console(stderr=stream == "stderr", markup=False, highlight=False, emoji=False)
    if not made.is_terminal and "COLUMNS" not in os.environ:
        made.width = _PIPE_WIDTH
    return made


def plain(text: object) -> str:
    """Return `text` on one line with its control characters made visible.

    >>> plain("a\\x1b[31m b\\n c")
    'a�[31m b c'
    """
    words = " ".join(str(text).split())
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in words)


def program() -> str:
    """Return how `kg` is called here: by its name, or by the path where it is installed."""
    installed = Path(sys.executable).parent / "kg"
    found = shutil.which("kg")
    if not installed.is_file() or (found and Path(found).samefile(installed)):
        return "kg"
    here = Path.cwd()
    return str(installed.relative_to(here) if installed.is_relative_to(here) else installed)


def note(text: str, *, always: bool = True) -> None:
    """Print one line on stderr; `always` off: only without --quiet."""
    if always or not state.quiet:
        print(plain(text), file=sys.stderr)


def print_lines(lines: Iterable[str]) -> None:
    """Print lines on stdout as they are."""
    for line in lines:
        print(line)


def print_json(value: Any) -> None:
    """Print a JSON value on stdout."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def print_table(heads: Sequence[str], rows: Iterable[Sequence[object]], *, title: str | None = None) -> None:
    """Print a table on stdout: folded to the terminal's width, or one row a line into a pipe."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, title=title, title_justify="left", pad_edge=False)
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        table.add_row(
            *(cell if isinstance(cell, Text) else Text(plain("" if cell is None else cell)) for cell in row)
        )
    shown = console()
    with shown.capture() as capture:
        shown.print(table)
    lines = [line.rstrip() for line in capture.get().splitlines()]
    print_lines(lines[1:] if not lines[0] else lines)
