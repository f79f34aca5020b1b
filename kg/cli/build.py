"""`kg build`: read files and folders, write the graph."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.console import Debug, Json, Quiet, note, print_json, print_lines, program
from kg.model import Finding, Severity

if TYPE_CHECKING:
    from kg.built import Build
    from kg.config import Config

__all__ = ["build", "default_folder", "run_build", "tell_findings"]

_SHOWN_FINDINGS = 20


def build(
    sources: Annotated[
        list[str], typer.Argument(help="Files or folders; - is standard input.", show_default=False)
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Folder to write into [default: output/ and the first name]"),
    ] = None,
    settings: Annotated[
        Path | None,
        typer.Option("--config", "-c", help="TOML file with settings [default: kg.toml, if there is one]"),
    ] = None,
    date: Annotated[str | None, typer.Option(help="ISO date of documents that do not tell theirs.")] = None,
    text_column: Annotated[
        str | None, typer.Option(help="Column of CSV and JSON Lines that holds the text.")
    ] = None,
    title: Annotated[str | None, typer.Option(help="Heading of the page.")] = None,
    base_iri: Annotated[str | None, typer.Option(help="Prefix of every IRI that is minted.")] = None,
    model: Annotated[str | None, typer.Option(help="Another spaCy pipeline that is installed.")] = None,
    ontology: Annotated[
        list[str] | None, typer.Option(help="One more Turtle file with classes, properties.")
    ] = None,
    lexicon: Annotated[
        list[str] | None, typer.Option(help="One more Turtle file that says what words mean.")
    ] = None,
    gazetteer: Annotated[
        list[str] | None, typer.Option(help="CSV, TSV or Turtle file with known entities.")
    ] = None,
    decisions: Annotated[
        str | None,
        typer.Option(help="TOML file with decisions [default: decisions.toml in OUTPUT, if there is one]"),
    ] = None,
    weights: Annotated[
        str | None,
        typer.Option(help="TOML file with weights for names of different documents, learned from your own."),
    ] = None,
    minimum_confidence: Annotated[
        float | None, typer.Option(help="Leave out statements below it (0 to 1).")
    ] = None,
    workers: Annotated[
        int | None, typer.Option(help="Threads for reading texts; the result is the same.")
    ] = None,
    open_page: Annotated[bool, typer.Option("--open", help="Open the page when done.")] = False,
    as_json: Json = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Read files and folders and write their knowledge graph.

    Reads txt, md, html, pdf, docx, jsonl and csv. What cannot be read is reported, and the rest still comes
    through (the exit code is then 1).

    Example: `kg build news/ report.pdf -o output/news`
    """
    overrides: dict[str, Any] = {
        "base_iri": base_iri,
        "date": date,
        "decisions": decisions,
        "gazetteers": gazetteer or None,
        "lexicon": lexicon or None,
        "minimum_confidence": minimum_confidence,
        "model": model,
        "ontology": ontology or None,
        "text_column": text_column,
        "title": title,
        "weights": weights,
        "workers": workers,
    }
    folder = output or default_folder(sources)
    built = run_build(sources, folder, _config(settings, overrides))
    tell_findings(built.findings)
    _show(built, folder, as_json)
    if open_page:
        from kg.library import view

        view(folder)
    if built.counts["errors"]:
        raise typer.Exit(1)


def _config(path: Path | None, overrides: dict[str, Any]) -> Config:
    """Return the settings of a file (kg.toml, where it lies here and none is named) and of the flags."""
    from kg import config

    usual = Path("kg.toml")
    if path is None and usual.is_file():
        note(f"settings from {usual}", always=False)
        path = usual
    return config.load(path, overrides)


def run_build(sources: list[str], folder: Path, config: Config) -> Build:
    """Build into `folder` while showing how far it is."""
    from kg import pipeline
    from kg.cli.progress import ShownProgress

    with ShownProgress() as progress:
        return pipeline.build(sources, output=folder, config=config, progress=progress)


def default_folder(sources: list[str]) -> Path:
    """Return where a build goes if nobody says: below output/, with the name of the first source.

    >>> default_folder(["news/2019.txt", "more.txt"]).as_posix()
    'output/2019'
    >>> default_folder(["-"]).as_posix()
    'output/stdin'
    """
    name = "stdin" if sources[0] == "-" else Path(sources[0]).resolve().stem
    return Path("output") / (re.sub(r"[^\w.-]+", "-", name).strip("-.") or "graph")


def tell_findings(findings: tuple[Finding, ...]) -> None:
    """Print warnings and errors on stderr, the worst first; the report holds all."""
    order = [Severity.ERROR, Severity.WARNING]
    told = sorted((f for f in findings if f.severity in order), key=lambda f: order.index(f.severity))
    for finding in told[:_SHOWN_FINDINGS]:
        remedy = f" ({finding.remedy})" if finding.remedy else ""
        note(
            f"{finding.severity}: {finding.where}: {finding.message}{remedy}",
            always=finding.severity is Severity.ERROR,
        )
    if len(told) > _SHOWN_FINDINGS:
        note(f"… and {len(told) - _SHOWN_FINDINGS} more: see report.md", always=False)


def _show(built: Build, folder: Path, as_json: bool) -> None:
    """Print what was built."""
    counts = built.counts
    if as_json:
        print_json(
            {"output": str(folder), "counts": counts, "findings": [_finding(f) for f in built.findings]}
        )
        return
    numbers = ", ".join(
        f"{counts[name]} {name}" for name in ("documents", "sentences", "statements", "entities")
    )
    print_lines([f"{folder}: {numbers}"])
    kg = program()
    note(f"next: {kg} view {folder}, {kg} show {folder}, {kg} query {folder} --list", always=False)


def _finding(finding: Finding) -> dict[str, str]:
    """Return a finding as JSON."""
    return {
        "severity": str(finding.severity),
        "code": finding.code,
        "where": finding.where,
        "message": finding.message,
        "remedy": finding.remedy,
    }
