"""Readers: the bytes of one file → its documents, one module for each kind of file.

`READERS` is the extension point: it maps a suffix to a reader, which is called as `reader(content, source=…,
text_column=…)`, yields `Document`s that are not cleaned, and raises `DocumentError`.
"""

from __future__ import annotations

from kg.documents.readers import docx, html, pdf, plain, records
from kg.documents.readers.document import Reader

__all__ = ["READERS", "Reader", "guess"]

READERS: dict[str, Reader] = {
    ".csv": records.read_table,
    ".docx": docx.read,
    ".htm": html.read,
    ".html": html.read,
    ".json": records.read_json,
    ".jsonl": records.read_lines,
    ".markdown": plain.read_markdown,
    ".md": plain.read_markdown,
    ".ndjson": records.read_lines,
    ".pdf": pdf.read,
    ".text": plain.read,
    ".tsv": records.read_table,
    ".txt": plain.read,
    ".xhtml": html.read,
}


def guess(content: bytes) -> Reader:
    """Return the reader for content without a known suffix, by its first bytes.

    >>> guess(b"%PDF-1.7").__module__, guess(b"Plain words.").__module__
    ('kg.documents.readers.pdf', 'kg.documents.readers.plain')
    """
    head = content[:2048].lstrip().lower()
    if head.startswith(b"%pdf-"):
        return pdf.read
    if content.startswith(b"PK\x03\x04") and b"word/" in content:
        return docx.read
    if head.startswith((b"<!doctype html", b"<html")):
        return html.read
    return plain.read
