"""HTML: the main text of a page, by trafilatura, or the whole body where that finds nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from kg.documents.decoding import Decoded, decode
from kg.documents.readers.document import new
from kg.errors import DocumentError
from kg.model import Document

__all__ = ["read"]

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,40})""", re.IGNORECASE)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")
_LITTLE = 200
"""Characters: with less than that, nothing was recognised as the main text."""
_INLINE = frozenset(("a", "abbr", "b", "em", "i", "mark", "small", "span", "strong", "u"))
_SILENT = frozenset(("head", "noscript", "script", "style", "template"))


def read(content: bytes, *, source: str, text_column: str | None = None) -> Iterator[Document]:
    """Yield the one document of an HTML page, with title and date from its metadata.

    Raises `DocumentError` for a page without text.
    """
    declared = _CHARSET.search(content[:4096])
    decoded = decode(content, source=source, declared=declared.group(1).decode("ascii") if declared else None)
    title, date, text = _main_text(decoded)
    if len(text) < _LITTLE:
        text = _body(decoded.text) or text
    if not text.strip():
        raise DocumentError(
            "is a page without text",
            where=source,
            remedy="save the page from a browser, where its scripts have run",
        )
    yield new(text, source=source, title=title, date=date, media_type="text/html", encoding=decoded.encoding)


def _main_text(decoded: Decoded) -> tuple[str | None, str | None, str]:
    """Return title, date and main text of a page, paragraphs separated by blank lines."""
    import trafilatura

    page = trafilatura.bare_extraction(
        _DECLARATION.sub("", decoded.text),
        include_comments=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True, "outputformat": "%Y-%m-%d"},
    )
    if page is None:
        return None, None, ""
    found = page if isinstance(page, dict) else page.as_dict()
    text = str(found.get("text") or "")
    return found.get("title"), found.get("date"), "\n\n".join(_paragraphs(text))


def _paragraphs(text: str) -> Iterator[str]:
    """Yield the paragraphs of an extracted text; each cell of a table (a row is "| a | b |") is one."""
    for line in text.split("\n"):
        cells = line.strip().strip("|").split("|") if line.lstrip().startswith("|") else [line]
        yield from (cell.strip() for cell in cells if cell.strip(" -:"))


def _body(page: str) -> str:
    """Return all text of a page, with blank lines where its blocks end."""
    parser = _Text()
    parser.feed(page)
    parser.close()
    text = "".join(parser.pieces)
    return "\n\n".join(" ".join(block.split()) for block in text.split("\n\n") if block.strip())


class _Text(HTMLParser):
    """A parser that keeps the words of a page and leaves out its scripts."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.silent: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, or an element without text."""
        if self.silent is None and tag in _SILENT:
            self.silent = tag
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        """End a block, or an element without text."""
        if tag == self.silent:
            self.silent = None
        self._break(tag)

    def _break(self, tag: str) -> None:
        """Separate blocks; inline elements are not."""
        if tag not in _INLINE:
            self.pieces.append("\n\n")

    def handle_data(self, data: str) -> None:
        """Keep words; a blank line in the source of a page separates nothing."""
        if self.silent is None:
            self.pieces.append(" ".join(data.split("\n")))
