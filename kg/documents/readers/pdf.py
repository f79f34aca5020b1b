"""PDF: the text of all pages by pypdf, without running heads and page numbers; pages end in blank lines."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.documents.readers.document import new
from kg.errors import DocumentError
from kg.model import Document

if TYPE_CHECKING:
    from pypdf import PdfReader

__all__ = ["read"]

_PAGE_NUMBER = re.compile(r"\W*(?:page )?\d{1,4}(?: ?(?:of|/) ?\d{1,4})?\W*", re.IGNORECASE)


def read(content: bytes, *, source: str, text_column: str | None = None) -> Iterator[Document]:
    """Yield the one document of a PDF file, with the title and date of its metadata when they say something.

    Raises `DocumentError` for an encrypted or damaged file and for one without text (scanned images).
    """
    pages, title = _extracted(content, source)
    text = "\n\n".join(page for page in _without_heads(pages) if page.strip())
    if not text.strip():
        raise DocumentError(
            f"has no text on its {len(pages)} pages, only images",
            where=source,
            remedy="run text recognition first, for example ocrmypdf",
        )
    yield new(text, source=source, title=title, media_type="application/pdf")


def _extracted(content: bytes, source: str) -> tuple[list[str], str | None]:
    """Return the text of each page and the title of a PDF."""
    from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

    try:
        reader = _opened(content)
        pages = [page.extract_text() for page in reader.pages]
        title = reader.metadata.title if reader.metadata else None
    except (DependencyError, FileNotDecryptedError) as error:
        raise DocumentError("is encrypted", where=source, remedy="save a copy without a password") from error
    except (
        PyPdfError,
        ValueError,
        KeyError,
        IndexError,
        TypeError,
        AttributeError,
        OSError,
        RecursionError,
    ) as error:
        raise DocumentError(
            f"is a damaged PDF: {error}", where=source, remedy="print it to a new PDF"
        ) from error
    return pages, _real_title(title)


def _opened(content: bytes) -> PdfReader:
    """Return a reader of a PDF, opened with the empty password if it is encrypted."""
    from pypdf import PdfReader
    from pypdf.errors import FileNotDecryptedError

    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise FileNotDecryptedError("a password is needed")
    return reader


def _real_title(title: object) -> str | None:
    """Return the title of a PDF unless it is the name of a file or of a program."""
    text = str(title or "").strip()
    odd = re.search(
        r"\.(?:docx?|pdf|indd|tex|dvi|qxp|rtf|txt)\b|untitled|microsoft word|^\W*$", text, re.IGNORECASE
    )
    return None if odd or " " not in text else text


def _without_heads(pages: Sequence[str]) -> Iterator[str]:
    """Yield pages without page numbers and without first and last lines that stand on most pages."""
    split = [[line for line in page.split("\n")] for page in pages]
    edges = Counter(key for lines in split for key in {_masked(line) for line in _edges(lines)})
    frequent = {key for key, count in edges.items() if key and count >= 3 and count > len(pages) / 2}
    for lines in split:
        kept = [
            line
            for i, line in enumerate(lines)
            if not (
                line in _edges(lines)
                and i in (*range(2), *range(len(lines) - 2, len(lines)))
                and _is_head(line, frequent)
            )
        ]
        yield "\n".join(kept)


def _edges(lines: Sequence[str]) -> list[str]:
    """Return the first two and last two lines of a page."""
    return [*lines[:2], *lines[-2:]]


def _is_head(line: str, frequent: set[str]) -> bool:
    """Tell whether a line at the edge of a page is a page number or a running head."""
    return bool(_PAGE_NUMBER.fullmatch(line)) or _masked(line) in frequent


def _masked(line: str) -> str:
    """Return a line with its figures made equal."""
    return re.sub(r"\d+", "0", line.strip())
