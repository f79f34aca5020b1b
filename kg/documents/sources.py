"""Files, folders and standard input → documents."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from kg.documents.cleaning import front, repair
from kg.documents.readers import READERS, guess
from kg.documents.readers.document import new
from kg.errors import DocumentError
from kg.model import Document

__all__ = ["clean", "find", "read", "read_text"]


def find(sources: Iterable[str | Path]) -> list[Path]:
    """Return the files of `sources`: folders are searched for files of a known kind, all else stays as it is.

    The files of a folder are sorted by path; nothing is returned twice; hidden files and folders are left
    out.  A folder that holds nothing readable, and one that cannot be opened, stays in the list, so that
    `read` raises the error that says so.

    >>> find(["-", "news.txt", "news.txt"])
    [PosixPath('-'), PosixPath('news.txt')]
    """
    found: dict[Path, None] = {}
    for source in sources:
        path = Path(source)
        inside = _below(path) if str(source) != "-" and path.is_dir() else []
        found |= dict.fromkeys(inside or [path])
    return list(found)


def _below(folder: Path) -> list[Path]:
    """Return the readable files below a folder, and folders that cannot be opened, sorted."""
    closed: list[Path] = []
    files: list[Path] = []
    for place, folders, names in os.walk(
        folder, onerror=lambda error: closed.append(Path(str(error.filename)))
    ):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        files += [
            Path(place, name)
            for name in names
            if not name.startswith(".") and Path(name).suffix.lower() in READERS
        ]
    return sorted([*files, *closed])


def read(path: str | Path, *, text_column: str | None = None, date: str | None = None) -> Iterator[Document]:
    """Yield the documents of one file (or "-": of standard input), not cleaned yet, in the order of the file.

    `text_column` names the column of CSV and JSON files that holds the text.  The date of a document is that
    of its metadata, else that of its first lines, else `date` (ISO).  Raises `DocumentError`, one line with a
    remedy; where only some rows of a file with many documents are at fault, it is raised after all other rows
    have been yielded.
    """
    source = str(path)
    content = sys.stdin.buffer.read() if source == "-" else _content(Path(path))
    reader = READERS.get(Path(path).suffix.lower()) or guess(content)
    for document in reader(content, source=source, text_column=text_column):
        yield _dated(document, date)


def _content(path: Path) -> bytes:
    """Return the bytes of a file."""
    if path.is_dir():
        kinds = " ".join(sorted(READERS))
        raise DocumentError(
            "is a folder with nothing readable in it", where=str(path), remedy=f"kinds that are read: {kinds}"
        )
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise DocumentError("does not exist", where=str(path), remedy="check the name") from error
    except PermissionError as error:
        raise DocumentError("may not be read", where=str(path), remedy="check its permissions") from error
    except OSError as error:
        raise DocumentError(
            f"cannot be read: {error.strerror or error}", where=str(path), remedy="check the file"
        ) from error
    except ValueError as error:
        raise DocumentError(
            "is not a possible name of a file", where=repr(str(path)), remedy="check the name"
        ) from error


def _dated(document: Document, fallback: str | None) -> Document:
    """Return a document with the date that it tells, or with `fallback`."""
    date = document.date or front.date(document.text, anchor=fallback) or fallback
    return replace(document, date=date)


def read_text(text: str, *, source: str = "-", title: str | None = None, date: str | None = None) -> Document:
    """Return the document of a text that is in memory; `date` (ISO) is used where it does not tell its own.

    Raises `DocumentError` for a text without a visible character.

    >>> read_text("Ships come.").id
    'doc_e5e1795cee5a2548'
    """
    if not text.strip():
        raise DocumentError("is empty", where=source, remedy="give some text")
    return _dated(new(text, source=source, title=title), date)


def clean(document: Document) -> Document:
    """Return a document with its text repaired; `origin` leads back from each character to the source.

    The title is set from a headline, the date from the first lines, where they are not known.  A document
    that is clean is returned unchanged.  Raises `DocumentError` when nothing of the text is left.

    >>> document = clean(read_text("It opened.The hall is \u201cnew\u201d."))
    >>> document.text, document.source_offset(11)
    ('It opened. The hall is "new".', 10)
    """
    if document.origin:
        return document
    draft = repair(document.text, media_type=document.media_type)
    if not draft.text.strip():
        raise DocumentError("holds no text", where=document.source, remedy="remove it from the input")
    return replace(
        document,
        text=draft.text,
        origin=draft.edits,
        title=document.title or front.title(draft.text),
        date=document.date or front.date(document.text),
    )
