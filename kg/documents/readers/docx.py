"""DOCX: paragraphs and the cells of tables, in the order of the document, by python-docx."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.documents.readers.document import new
from kg.errors import DocumentError
from kg.model import Document

if TYPE_CHECKING:
    from docx.document import Document as File
    from docx.table import Table

__all__ = ["read"]


def read(content: bytes, *, source: str, text_column: str | None = None) -> Iterator[Document]:
    """Yield the one document of a DOCX file; each paragraph and each table cell is a paragraph.

    Raises `DocumentError` for a file that is no DOCX, has a password, or holds no text.
    """
    file = _opened(content, source)
    text = "\n\n".join(line for line in _paragraphs(file) if line.strip())
    if not text.strip():
        raise DocumentError("holds no text", where=source, remedy="remove it from the input")
    yield new(text, source=source, title=_title(file), media_type=_MEDIA_TYPE)


_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _opened(content: bytes, source: str) -> File:
    """Return the opened file."""
    import docx
    from docx.opc.exceptions import OpcError

    if content.startswith(b"\xd0\xcf\x11\xe0"):
        remedy = "save it as DOCX without a password"
        raise DocumentError("is encrypted, or an old DOC file", where=source, remedy=remedy)
    try:
        return docx.Document(io.BytesIO(content))
    except (OpcError, zipfile.BadZipFile, SyntaxError, KeyError, ValueError, OSError) as error:
        raise DocumentError(
            "is not a readable DOCX file", where=source, remedy="save it again as DOCX"
        ) from error


def _paragraphs(file: File) -> Iterator[str]:
    """Yield the text of paragraphs and table cells."""
    from docx.table import Table

    for block in file.iter_inner_content():
        if isinstance(block, Table):
            yield from _cells(block)
        else:
            yield block.text


def _cells(table: Table) -> Iterator[str]:
    """Yield the text of the cells of a table, a merged cell once."""
    seen: set[object] = set()
    for row in table.rows:
        for cell in row.cells:
            if cell._tc not in seen:
                seen.add(cell._tc)
                yield from (paragraph.text for paragraph in cell.paragraphs)


def _title(file: File) -> str | None:
    """Return the title of a file: its first paragraph with the style Title, or its metadata."""
    for paragraph in file.paragraphs[:10]:
        if paragraph.style is not None and paragraph.style.name == "Title" and paragraph.text.strip():
            return str(paragraph.text)
    return file.core_properties.title or None
