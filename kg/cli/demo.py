"""`kg demo`: build the graph of a bundled article and tell what is in it."""

from __future__ import annotations

import time
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.build import tell_findings
from kg.cli.console import Debug, Json, Quiet, print_json, print_lines, print_table, program
from kg.cli.tables import short_ids, statement_row

if TYPE_CHECKING:
    from kg.built import Build

__all__ = ["demo"]

_ROWS = 24


def demo(
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder to write into.")] = Path(
        "output/demo"
    ),
    open_page: Annotated[bool, typer.Option("--open", help="Open the page when done.")] = False,
    as_json: Json = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Build the graph of a short bundled article (its people are invented) and tell what is in it.

    Example: `kg demo`
    """
    start = time.perf_counter()
    built = _build(output)
    tell_findings(built.findings)
    if as_json:
        print_json(
            {"output": str(output), "counts": built.counts, "statements": list(built.records.statements)}
        )
    else:
        _summary(built, output, time.perf_counter() - start)
    if open_page:
        from kg.library import view

        view(output)


def _build(output: Path) -> Build:
    """Build the bundled article into `output` while showing how far it is."""
    from kg import config, pipeline
    from kg.cli.progress import ShownProgress

    text = (resources.files("kg") / "data" / "demo" / "article.txt").read_text(encoding="utf-8")
    settings = config.Config(title="kg demo")
    with ShownProgress() as progress:
        return pipeline.build_text(
            text, source="article.txt", output=output, config=settings, progress=progress
        )


def _summary(built: Build, output: Path, seconds: float) -> None:
    """Print the main statements, counts, where the files are and how to go on."""
    statements = {record["id"]: record for record in built.records.statements}
    short = short_ids(statements)
    main = _main_statements(list(statements.values()))
    rows = ((short[record["id"]], *statement_row(record, statements)) for record in main)
    print_table(
        ("id", "who", "does", "what", "further", "how it is said", "when"), rows, title="Main statements"
    )
    counts = built.counts
    print_lines(
        [
            f"{len(main)} of {counts['statements']} statements; {counts['entities']} entities from "
            f"{counts['sentences']} sentences in {seconds:.1f} s; {counts['facts_asserted']} are plain "
            "facts, the others are denied, planned, possible or somebody's word",
            "",
            f"The page: {output / 'graph.html'} (open it in a browser; no network needed)",
            f"Beside it: {', '.join(name for name in _files(output) if name != 'graph.html')}",
            "",
            "How to go on:",
            *_next_steps(program(), output, _shown(main, short)),
        ]
    )


def _next_steps(kg: str, output: Path, shown: str) -> list[str]:
    """Return commands to try next, each with what it does."""
    steps = (
        (f"{kg} view {output}", "the page in the browser"),
        (f"{kg} show {output} --about Venezuela", "statements about somebody or something"),
        (f"{kg} explain {output} {shown}", "why a statement is in the graph"),
        (f"{kg} query {output} --list", "questions that are ready to be asked"),
        (f"{kg} build YOUR-FILE-OR-FOLDER -o output/NAME", "your own texts"),
    )
    width = max(len(command) for command, _ in steps)
    return [f"  {command:<{width}}   {what}" for command, what in steps]


def _files(output: Path) -> list[str]:
    """Return the names of all files that were written."""
    from kg.outputs import FILES

    return [name for name in FILES if (output / name).is_file()]


def _shown(main: list[dict[str, Any]], short: dict[str, str]) -> str:
    """Return the id of a statement that is worth explaining: one with the most participants."""
    best = max(main, key=lambda record: len(record["roles"]), default=None)
    return short[best["id"]] if best else "ID"


def _main_statements(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the statements that matter most, in the order of the text."""
    ranked = sorted(range(len(records)), key=lambda index: (-_weight(records[index]), index))
    return [records[index] for index in sorted(ranked[:_ROWS])]


def _weight(record: dict[str, Any]) -> float:
    """Return how much a reader would miss a statement: most a known relation between things with names.

    What somebody says is in the table as a statement of its own, with its source; the saying weighs little.
    """
    fillers = [record["subject"], record["object"], record["place"]]
    fillers += [role["filler"] for role in record["roles"]]
    there = [filler for filler in fillers if filler]
    named = sum(filler.get("kind") == "name" for filler in there)
    nested = any("statement" in filler for filler in there)
    linked = bool(record["subject"]) and len(there) > 1
    verbal = record["rule"].startswith("verbal")
    known = not record["predicate"]["minted"]
    told = sum(bool(record[key]) for key in ("time", "attribution"))
    weight = 3 * linked + 2 * known + 2 * verbal + min(named, 3) + told - 4 * nested
    return float(weight + record["confidence"])
