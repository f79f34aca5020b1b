"""Files with many documents: CSV, TSV, JSON and JSON lines with a column of text.

The column is the one named, else the first of the usual names; columns for title, date, source and language
are used if they are there. A row that cannot be read does not stop the others: after all good ones a
`DocumentError` names the rows that were left out.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from kg.documents.decoding import decode
from kg.documents.readers.document import new
from kg.documents.tables import words
from kg.errors import DocumentError
from kg.model import Document

__all__ = ["read_json", "read_lines", "read_table"]

_DELIMITERS = "\t;|,"
_Row = tuple[int, Mapping[str, Any] | str | None]
"""Number of the row (from 1) and its fields, its bare text, or None where it cannot be read."""


def read_table(content: bytes, *, source: str, text_column: str | None = None) -> Iterator[Document]:
    """Yield a document for each row of a CSV or TSV file; its header tells the delimiter.

    Raises `DocumentError` when no text column is found, and at the end when rows were left out.

    >>> [(d.text, d.source) for d in read_table(b"title;text\\nPort;Ships come.", source="a.csv")]
    [('Ships come.', 'a.csv#1')]
    """
    decoded = decode(content, source=source)
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    header = decoded.text.lstrip("\ufeff").partition("\n")[0]
    delimiter = "\t" if source.endswith(".tsv") else max(_DELIMITERS, key=header.count)
    table = csv.DictReader(io.StringIO(decoded.text.lstrip("\ufeff"), newline=""), delimiter=delimiter)
    yield from _documents(_table_rows(table, source), source, text_column, "text/csv", decoded.encoding)


def _table_rows(table: csv.DictReader[str], source: str) -> Iterator[_Row]:
    """Yield the numbered rows of a table."""
    rows = iter(table)
    number = 0
    while True:
        number += 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            raise DocumentError(
                f"is no CSV in row {number}: {error}", where=source, remedy="check its quotation marks"
            ) from error
        yield number, row


def read_lines(content: bytes, *, source: str, text_column: str | None = None) -> Iterator[Document]:
    """Yield a document for each line of a JSON-lines file: an object with a text field, or a bare string.

    Raises `DocumentError` when no text field is found, and at the end when lines were left out.

    >>> line = b'{"text": "Ships come.", "date": "2020-05-17"}'
    >>> [(d.text, d.date) for d in read_lines(line, source="a.jsonl")]
    [('Ships come.', '2020-05-17')]
    """
    decoded = decode(content, source=source)
    lines = enumerate(decoded.text.split("\n"), 1)
    rows = ((number, _parsed(line)) for number, line in lines if line.strip())
    yield from _documents(rows, source, text_column, "application/jsonl", decoded.encoding)


def read_json(content: bytes, *, source: str, text_column: str | None = None) -> Iterator[Document]:
    """Yield a document for each object of a JSON array, or for the one object of the file.

    Raises `DocumentError` as `read_lines` does, and for what is no JSON.

    >>> [d.text for d in read_json(b'[{"body": "Ships come."}, "They go."]', source="a.json")]
    ['Ships come.', 'They go.']
    """
    decoded = decode(content, source=source)
    try:
        value = json.loads(decoded.text)
    except (ValueError, RecursionError) as error:
        if "\n" in decoded.text.strip() and _parsed(decoded.text.strip().partition("\n")[0]) is not None:
            yield from read_lines(content, source=source, text_column=text_column)
            return
        raise DocumentError(
            f"is no JSON: {error}", where=source, remedy="check it with a JSON validator"
        ) from error
    items = value if isinstance(value, list) else [value]
    rows = ((i, item if isinstance(item, dict | str) else None) for i, item in enumerate(items, 1))
    yield from _documents(rows, source, text_column, "application/json", decoded.encoding)


def _parsed(line: str) -> Mapping[str, Any] | str | None:
    """Return the object or string of a line of JSON, None if it is neither."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict | str) else None


def _documents(
    rows: Iterable[_Row], source: str, text_column: str | None, media_type: str, encoding: str
) -> Iterator[Document]:
    """Yield a document for each row, then raise for the rows that were left out."""
    broken: list[int] = []
    empty: list[int] = []
    column: str | None = None
    for number, row in rows:
        if row is None:
            broken.append(number)
            continue
        column = column or _column(row, source, text_column)
        text = row if isinstance(row, str) else row.get(column or "")
        if not isinstance(text, str) or not text.strip():
            empty.append(number)
            continue
        yield _document(text, row, f"{source}#{number}", media_type, encoding)
    _report(broken, empty, source)


def _document(
    text: str, row: Mapping[str, Any] | str, where: str, media_type: str, encoding: str
) -> Document:
    """Return the document of a row with what its other columns say."""
    fields = {} if isinstance(row, str) else {str(key).strip().lower(): value for key, value in row.items()}
    document = new(
        text,
        source=_url(fields) or where,
        title=_first(fields, "title"),
        date=_first(fields, "date"),
        media_type=media_type,
        encoding=encoding,
    )
    language = _first(fields, "language")
    return replace(document, language=str(language)) if language else document


def _url(fields: Mapping[str, Any]) -> str | None:
    """Return the address of a row's document if a source column holds one."""
    for name in words("files", "columns", "source"):
        value = fields.get(name)
        if isinstance(value, str) and value.strip().startswith(("http://", "https://")):
            return value.strip()
    return None


def _first(fields: Mapping[str, Any], kind: str) -> Any:
    """Return the first filled column of a kind."""
    return next((fields[name] for name in words("files", "columns", kind) if fields.get(name)), None)


def _column(row: Mapping[str, Any] | str, source: str, wanted: str | None) -> str | None:
    """Return the name of the column that holds the text (None for a bare string)."""
    if isinstance(row, str):
        return None
    columns = [str(name) for name in row if name is not None]
    by_lower = {name.strip().lower(): name for name in reversed(columns)}
    candidates: Sequence[str] = (wanted.lower(),) if wanted else words("files", "columns", "text")
    found = next((by_lower[name] for name in candidates if name in by_lower), None)
    if found is None and not wanted and len(columns) == 1:
        found = columns[0]
    if found is None:
        message = f"has no column {wanted!r}" if wanted else "has no column that is known to hold text"
        remedy = f"name one of its columns as text_column: {', '.join(columns)[:200]}"
        raise DocumentError(message, where=source, remedy=remedy)
    return found


def _report(broken: list[int], empty: list[int], source: str) -> None:
    """Raise `DocumentError` when rows were left out, with their numbers."""
    parts = [
        f"{len(numbers)} of its rows {what}: {', '.join(map(str, numbers[:5]))}{', …' * (len(numbers) > 5)}"
        for numbers, what in ((broken, "cannot be read"), (empty, "hold no text"))
        if numbers
    ]
    if parts:
        raise DocumentError("; ".join(parts), where=source, remedy="correct these rows; the others were read")
