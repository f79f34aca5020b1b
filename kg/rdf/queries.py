"""SPARQL 1.1 queries (https://www.w3.org/TR/sparql11-query/) over a dataset, and the queries that kg brings
along.

Only reading, only what is in the dataset: no update, no SERVICE, no file or address named in FROM is ever
opened.
"""

from __future__ import annotations

import re
import threading
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from pyparsing import ParseBaseException
from rdflib import Graph, Literal, Variable
from rdflib.plugins import sparql
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery, parseUpdate
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result

from kg.errors import QueryError
from kg.rdf.datasets import base_of, bind
from kg.rdf.names import prefixes
from kg.rdf.results import QueryResult, Row

__all__ = ["query"]

_LOCK = threading.Lock()


def query(dataset: Graph, text: str, *, bindings: Mapping[str, str] | None = None) -> QueryResult:
    """Return the answer to a SPARQL query; outside GRAPH it sees the union of all graphs.

    The usual prefixes, `e:` for what the build named and `p:` for properties it minted need not be
    declared.  `bindings` gives variables a text. Raises `QueryError`, one line, with line and column for a
    syntax error.

    >>> query(Graph(), "ASK { ?s ?p ?o }").rows
    ((rdflib.term.Literal('false', datatype=...),),)
    """
    known = prefixes(base_of(dataset))
    prepared, columns = _prepare(text, known)
    given = {name: Literal(value) for name, value in (bindings or {}).items()}
    with _closed():
        try:
            return _result(dataset.query(prepared, initBindings=given), prepared, columns, known)
        except (Exception, RecursionError) as error:  # rdflib raises whatever comes, down to bare Exception
            raise QueryError(f"cannot be run: {error}", remedy="simplify the query") from error


def _prepare(text: str, known: Mapping[str, str]) -> tuple[Query, tuple[str, ...] | None]:
    """Return the parsed query, refusing what is not a closed read, and the order of columns for SELECT *."""
    if not text.strip():
        raise QueryError("is empty", remedy="give a SPARQL query")
    try:
        parsed = parseQuery(text)
    except ParseBaseException as error:
        raise _syntax_error(text, error) from error
    except RecursionError as error:
        raise QueryError("is nested too deeply", remedy="simplify the query") from error
    try:
        prepared = translateQuery(parsed, None, dict(known))
    except Exception as error:  # rdflib raises bare Exception for an unknown prefix and the like
        raise QueryError(str(error), remedy=f"known prefixes: {', '.join(known)}") from error
    if any(part.name == "ServiceGraphPattern" for part in _parts(prepared.algebra)):
        raise QueryError("SERVICE is refused", remedy="a query reads only what was built")
    named = "projection" in parsed[1]
    return prepared, None if named else tuple(dict.fromkeys(re.findall(r"[?$](\w+)", text)))


def _syntax_error(text: str, error: ParseBaseException) -> QueryError:
    """Return what to tell about a text that is no query."""
    try:
        parseUpdate(text)
    except (ParseBaseException, RecursionError):
        where = f"line {error.lineno}, column {error.column}"
        return QueryError(f"syntax error: {error.msg}, found {_found(text, error.loc)}", where=where)
    return QueryError("updates are refused", remedy="use SELECT, ASK, CONSTRUCT or DESCRIBE")


def _found(text: str, place: int) -> str:
    """Return the word at `place`, quoted."""
    words = text[place : place + 60].split()
    return repr(words[0]) if words else "the end of the query"


def _parts(value: Any) -> Iterator[CompValue]:
    """Yield every part of a parsed query."""
    waiting = [value]
    while waiting:
        part = waiting.pop()
        if isinstance(part, CompValue):
            yield part
            waiting.extend(part.values())
        elif isinstance(part, Mapping):
            waiting.extend(part.values())
        elif isinstance(part, (list, tuple, set, frozenset)):
            waiting.extend(part)


@contextmanager
def _closed() -> Iterator[None]:
    """Keep rdflib from opening what FROM names, and quiet about its own deprecations; one query at a time."""
    with _LOCK, warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        before = sparql.SPARQL_LOAD_GRAPHS
        sparql.SPARQL_LOAD_GRAPHS = False
        try:
            yield
        finally:
            sparql.SPARQL_LOAD_GRAPHS = before


def _result(
    answer: Result, prepared: Query, order: tuple[str, ...] | None, known: Mapping[str, str]
) -> QueryResult:
    """Return the whole answer (rdflib's own is lazy, and has the columns of SELECT * in any order)."""
    if answer.type == "ASK":
        return QueryResult("ask", ("answer",), ((Literal(bool(answer.askAnswer)),),), prefixes=known)
    if answer.graph is not None:
        bind(answer.graph, known["e"])
        return QueryResult("construct", graph=answer.graph, prefixes=known)
    found = [str(variable) for variable in answer.vars or ()]
    columns = tuple(found if order is None else [name for name in order if name in found])
    rows: list[Row] = [tuple(row.get(Variable(name)) for name in columns) for row in answer.bindings]
    if not any(part.name == "OrderBy" for part in _parts(prepared.algebra)):
        rows.sort(key=lambda row: [(term is not None, type(term).__name__, str(term)) for term in row])
    return QueryResult("select", columns, tuple(rows), prefixes=known)
