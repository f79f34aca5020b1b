"""`kg bench`: kg's figures on public benchmarks."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import Debug, Quiet, print_json

__all__ = ["bench"]


def bench(
    name: Annotated[
        str,
        typer.Argument(
            metavar="SET",
            help="benchie, calibration, carb, context, coref, crowd, entities, gazetteer, mine, nodes, "
            "page, speed, text2kg, times, treebank, twice or wire57.",
            show_default=False,
        ),
    ],
    gold: Annotated[
        list[Path] | None,
        typer.Argument(
            help="The gold file; speed: texts; crowd, twice: none; gazetteer: none or yours; "
            "page: none or outputs.",
            show_default=False,
        ),
    ] = None,
    predictions: Annotated[
        Path | None, typer.Option("--predictions", help="Write what kg said to this file.")
    ] = None,
    score: Annotated[Path | None, typer.Option(help="Score these predictions instead of kg's own.")] = None,
    errors: Annotated[
        Path | None, typer.Option(help="Write what was wrong and missed to this Markdown file.")
    ] = None,
    ontologies: Annotated[Path | None, typer.Option(help="The ontologies of text2kg (JSON).")] = None,
    examples: Annotated[
        Path | None, typer.Option(help="The training examples of text2kg (JSON Lines).")
    ] = None,
    documents: Annotated[Path | None, typer.Option(help="The texts of times (CoNLL-U with newdoc).")] = None,
    model: Annotated[str | None, typer.Option(help="Another spaCy pipeline that is installed.")] = None,
    repeats: Annotated[int, typer.Option(min=1, help="How often speed is measured.")] = 5,
    limit: Annotated[
        int | None,
        typer.Option(
            min=1,
            help="Only so many gold lines; crowd: mentions; gazetteer: lines; page: nodes; twice: texts.",
        ),
    ] = None,
    plot: Annotated[Path | None, typer.Option(help="Write the plot of crowd to this SVG file.")] = None,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Measure kg on a benchmark and print the figures as one JSON object. The sets stand in
    `docs/benchmarks.md`.

    Example: `kg bench carb carb-dev.tsv --predictions carb.jsonl`
    """
    from kg.bench import Options, run

    options = Options(
        score=score,
        errors=errors,
        ontologies=ontologies,
        examples=examples,
        documents=documents,
        model=model,
        repeats=repeats,
        limit=limit,
        plot=plot,
    )
    print_json(run(name, gold or [], predictions=predictions, options=options))
