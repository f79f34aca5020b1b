"""What all readers share: the type of a reader, and a new `Document`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from kg.documents.dates import iso
from kg.model import Document, content_id

__all__ = ["Reader", "new"]


class Reader(Protocol):
    """A function that reads the documents of one file."""

    def __call__(self, content: bytes, *, source: str, text_column: str | None = None) -> Iterator[Document]:
        """Yield the documents in `content`, in the order of the file; `source` names it in errors."""
        ...


def new(
    text: str,
    *,
    source: str,
    title: object = None,
    date: object = None,
    media_type: str = "text/plain",
    encoding: str = "utf-8",
) -> Document:
    """Return a document that is not cleaned; `date` may be in any form, an encoding is noted if not UTF-8.

    >>> new("Ships come.", source="a.txt", encoding="cp1252").media_type
    'text/plain; charset=cp1252'
    """
    name = " ".join(str(title).split()) if title else None
    charset = "" if encoding == "utf-8" else f"; charset={encoding}"
    return Document(
        id=content_id("doc", text),
        text=text,
        source=source,
        title=name or None,
        date=iso(date) if date else None,
        media_type=media_type + charset,
    )
