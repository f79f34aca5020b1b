"""What a user should know about a document that came through: guesses, repairs, holes."""

from __future__ import annotations

from collections.abc import Iterator

from kg.documents import holes
from kg.model import Document, Finding, Severity

__all__ = ["findings"]

_SHOWN = 10


def findings(document: Document) -> list[Finding]:
    """Return what is odd about a cleaned document, computed from the document alone.

    Codes: "encoding" (it was guessed), "replaced-characters" (they could not be decoded), "missing-spaces"
    and "missing-stops" (they were put in), "hole" (words are missing; nothing was put in).  Sorted by kind in
    this order, then by place; `where` is the source and the offset in it.

    >>> from kg.model import Edit
    >>> [f.code for f in findings(Document("doc_1", "One. Two", origin=(Edit(4, 5, 4, 4),)))]
    ['missing-spaces']
    """
    return [*_encoding(document), *_replaced(document), *_inserted(document), *_holes(document)]


def _encoding(document: Document) -> Iterator[Finding]:
    """Yield a finding when the file was not in UTF-8."""
    charset = document.media_type.partition("charset=")[2]
    if charset and not charset.startswith(("utf-16", "utf-32")):
        message = f"was read as {charset}, since it is not in UTF-8"
        yield Finding(
            Severity.INFO, message, document.source, "save it as UTF-8 if letters look wrong", "encoding"
        )


def _replaced(document: Document) -> Iterator[Finding]:
    """Yield a finding when characters were lost in decoding."""
    count = document.text.count("\ufffd")
    if count:
        message = f"{count} characters could not be decoded and read \ufffd"
        yield Finding(Severity.WARNING, message, document.source, "save it as UTF-8", "replaced-characters")


def _inserted(document: Document) -> Iterator[Finding]:
    """Yield findings that count the spaces and full stops that cleaning put in."""
    inserted = [document.text[e.start : e.end] for e in document.origin if e.source_start == e.source_end]
    spaces, stops = inserted.count(" "), inserted.count(". ")
    if spaces:
        yield Finding(
            Severity.INFO, f"{spaces} missing spaces were put in", document.source, "", "missing-spaces"
        )
    if stops:
        yield Finding(
            Severity.WARNING, f"{stops} missing full stops were put in", document.source, "", "missing-stops"
        )


def _holes(document: Document) -> Iterator[Finding]:
    """Yield a finding for each of the first holes, and one for the number of the others."""
    remedy = "look at the source; statements of this sentence may be wrong"
    found = list(holes.find(document.text))
    for start, end, _ in found[:_SHOWN]:
        around = document.text[max(0, start - 25) : end + 25].replace("\n", " ").strip()
        where = f"{document.source}, character {document.source_offset(start)}"
        yield Finding(Severity.WARNING, f"words seem to be missing: … {around} …", where, remedy, "hole")
    if len(found) > _SHOWN:
        message = f"words seem to be missing in {len(found) - _SHOWN} further places"
        yield Finding(Severity.WARNING, message, document.source, remedy, "hole")
