"""What decisions do to statements: a rejected one is no statement of the graph.

It is found by its id, which is the same as long as the text and its reading are; else by its line and its
sentence in the same document.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.model import (
    Decisions,
    Document,
    Finding,
    Rejection,
    Severity,
    Statement,
    StatementRef,
)

__all__ = ["reject"]


def reject(
    statements: Sequence[Statement], decisions: Decisions, documents: Iterable[Document]
) -> tuple[list[Statement], list[Statement], list[Finding]]:
    """Return (kept, rejected, findings); what speaks of a rejected statement is kept without it.

    A rejection of what is no longer read anywhere gives a warning.
    """
    entries = [entry for entry in decisions.entries if isinstance(entry, Rejection)]
    if not entries:
        return list(statements), [], []
    texts = {document.id: document for document in documents}
    found = {entry: _rejected(entry, statements, texts) for entry in entries}
    gone = {statement.id for several in found.values() for statement in several}
    lost = [entry for entry, several in found.items() if not several]
    kept = [_without(statement, gone) for statement in statements if statement.id not in gone]
    rejected = [statement for statement in statements if statement.id in gone]
    return kept, rejected, [_missing(entry, decisions.where) for entry in lost]


def _rejected(
    entry: Rejection, statements: Iterable[Statement], texts: Mapping[str, Document]
) -> list[Statement]:
    statements = list(statements)
    same = [statement for statement in statements if statement.id == entry.statement]
    return same or [one for one in statements if _reads(one, entry, texts[one.document])]


def _reads(statement: Statement, entry: Rejection, document: Document) -> bool:
    """Tell whether a statement reads the sentence of a rejection in the same way."""
    quote, span = entry.sentence, statement.span
    same_source = quote.source not in ("", "-") and quote.source == document.source
    here = quote.document == document.id or same_source
    return here and str(statement) == entry.line and document.text[span.start : span.end] == quote.text


def _without(statement: Statement, gone: set[str]) -> Statement:
    """Return a statement without the arguments that are rejected statements."""
    left = tuple(
        argument
        for argument in statement.arguments
        if not (isinstance(argument.filler, StatementRef) and argument.filler.id in gone)
    )
    return replace(statement, arguments=left) if len(left) < len(statement.arguments) else statement


def _missing(entry: Rejection, where: str) -> Finding:
    message = f"no longer applies: {entry} (kg reads the sentence otherwise, or it is gone)"
    return Finding(Severity.WARNING, message, where, "undo it, or decide anew", "decision")
