"""`kg validate`: check a built folder against the shapes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import Debug, Json, Quiet, note, print_json, print_table
from kg.model import Severity

__all__ = ["validate"]


def validate(
    output: Annotated[Path, typer.Argument(help="A folder that kg build wrote.", show_default=False)],
    shapes: Annotated[list[str] | None, typer.Option(help="One more Turtle file with SHACL shapes.")] = None,
    as_json: Json = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Check a built folder against the SHACL shapes of the ontology; exit code 1 where an error is found.

    Example: `kg validate output/demo`
    """
    from dataclasses import asdict

    from kg import config, grounding, library

    built = library.load(output)
    vocabulary = grounding.load(config.load(None, {"shapes": shapes or None}))
    findings = grounding.validate(built.dataset, vocabulary)
    if as_json:
        print_json([asdict(finding) for finding in findings])
    elif findings:
        print_table(("severity", "where", "what"), ((f.severity, f.where, f.message) for f in findings))
    note(f"{output}: {len(findings)} findings", always=False)
    if any(finding.severity is Severity.ERROR for finding in findings):
        raise typer.Exit(1)
