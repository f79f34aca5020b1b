"""Plain text and Markdown: the decoded file is the document."""

from __future__ import annotations

from collections.abc import Iterator

from kg.documents.cleaning import markup
from kg.documents.decoding import decode
from kg.documents.readers.document import new
from kg.model import Document

__all__ = ["read", "read_markdown"]


def read(content: bytes, *, source: str, text_column: str | None = None) -> Iterator[Document]:
    """Yield the one document of a text file.

    >>> [d.text for d in read(b"Ships come.", source="a.txt")]
    ['Ships come.']
    """
    decoded = decode(content, source=source)
    yield new(decoded.text, source=source, encoding=decoded.encoding)


def read_markdown(content: bytes, *, source: str, text_column: str | None = None) -> Iterator[Document]:
    """Yield the one document of a Markdown file; YAML front matter gives title and date.

    >>> [d.title for d in read_markdown(b"---\\ntitle: Ships\\n---\\nThey come.", source="a.md")]
    ['Ships']
    """
    decoded = decode(content, source=source)
    front = markup.front_matter(decoded.text.replace("\r\n", "\n"))
    yield new(
        decoded.text,
        source=source,
        title=front.get("title"),
        date=front.get("date"),
        media_type="text/markdown",
        encoding=decoded.encoding,
    )
