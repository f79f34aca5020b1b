"""What a query gave: a table or a graph, and the table as SPARQL's own CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.term import Identifier

from kg.rdf.names import PREFIXES, compact

__all__ = ["QueryResult", "Row"]

Row = tuple[Identifier | None, ...]


@dataclass(frozen=True, slots=True)
class QueryResult:
    """What a query gave.

    `kind` is "select", "ask" or "construct" (DESCRIBE too).  `columns` and `rows` hold the table of a
    SELECT, in the order of the query or else sorted; None is an unbound variable.  An ASK has one column
    "answer" with one xsd:boolean.  `graph` holds the triples of a CONSTRUCT.
    """

    kind: str
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    graph: Graph | None = None
    prefixes: Mapping[str, str] = field(default_factory=lambda: PREFIXES)

    def texts(self) -> list[list[str]]:
        """Return the rows for people: IRIs by prefix, literals bare, "" for unbound."""
        return [[_show(term, self.prefixes) for term in row] for row in self.rows]

    def csv(self) -> str:
        """Return the table as SPARQL 1.1 CSV: https://www.w3.org/TR/sparql11-results-csv-tsv/ (with line
        feeds).
        """
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows(["" if term is None else str(term) for term in row] for row in self.rows)
        return out.getvalue()

    def json(self) -> str:
        """Return the table as SPARQL 1.1 JSON: https://www.w3.org/TR/sparql11-results-json/."""
        if self.kind == "ask":
            answer: dict[str, Any] = {"head": {}, "boolean": bool(self.rows[0][0])}
        else:
            bindings = [
                {name: _json(term) for name, term in zip(self.columns, row, strict=True) if term is not None}
                for row in self.rows
            ]
            answer = {"head": {"vars": list(self.columns)}, "results": {"bindings": bindings}}
        return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"


def _show(term: Identifier | None, prefixes: Mapping[str, str]) -> str:
    if term is None:
        return ""
    return compact(term, prefixes) if isinstance(term, URIRef) else str(term)


def _json(term: Identifier) -> dict[str, str]:
    """Return a term as SPARQL's JSON has it."""
    if isinstance(term, URIRef):
        return {"type": "uri", "value": str(term)}
    if isinstance(term, BNode):
        return {"type": "bnode", "value": str(term)}
    found = {"type": "literal", "value": str(term)}
    if isinstance(term, Literal) and term.language:
        found["xml:lang"] = term.language
    elif isinstance(term, Literal) and term.datatype:
        found["datatype"] = str(term.datatype)
    return found
