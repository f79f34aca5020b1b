"""What a build leaves on disk: written all or not at all, read back with checks.

Every file is first written beside its place; only when all are complete they are renamed, so that a crash or
a full disk leaves what was there before.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.errors import OutputError, WriteError
from kg.records import Record, Records, check_header

__all__ = ["FILES", "check_target", "header", "is_output", "read", "write"]

FILES = (
    "documents.jsonl",
    "entities.jsonl",
    "graph.graphml",
    "graph.html",
    "graph.trig",
    "graph.ttl",
    "report.md",
    "statements.jsonl",
)
"""The names of all files that a build writes."""


def check_target(folder: Path) -> None:
    """Raise `WriteError` if a build must not write into `folder`.

    That is so where something other than a folder has that name, and where files with the names that kg uses
    are not from kg.  A folder that does not exist yet is fine.
    """
    if folder.exists() and not folder.is_dir():
        raise WriteError("is not a folder", where=str(folder), remedy="name another with -o")
    taken = [name for name in FILES if (folder / name).exists()]
    if taken and not is_output(folder):
        message = f"holds {taken[0]}, which kg did not write"
        raise WriteError(message, where=str(folder), remedy="name another folder with -o")


def is_output(folder: Path) -> bool:
    """Tell whether the folder is from a build, of whatever version.

    >>> is_output(Path("/"))
    False
    """
    try:
        header(folder)
    except OutputError as error:
        return "format version" in error.message
    return True


def write(folder: Path, files: Iterable[tuple[str, str | bytes]]) -> list[Path]:
    """Write the files (name, content) into `folder`, all or none, and return their paths in the order given.

    The content may be made while it is written: an iterator is asked for one file after the other.  Raises
    `WriteError` where the disk is full or the folder cannot be written; then nothing that stood there is
    changed.
    """
    check_target(folder)
    beside: dict[Path, Path] = {}
    try:
        _make(folder)
        for name, content in files:
            target = folder / name
            beside[target] = target.with_name(f".{name}.{os.getpid()}.part")
            _fill(beside[target], content)
        for target, temporary in beside.items():
            _rename(temporary, target)
    finally:
        for temporary in beside.values():
            temporary.unlink(missing_ok=True)
    return list(beside)


def _make(folder: Path) -> None:
    """Make the folder with its parents."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _write_error(error, folder) from error


def _fill(path: Path, content: str | bytes) -> None:
    """Write one file and make sure that it has reached the disk."""
    content = content.encode("utf-8", "backslashreplace") if isinstance(content, str) else content
    try:
        with path.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as error:
        raise _write_error(error, path.parent) from error


def _rename(temporary: Path, target: Path) -> None:
    """Put a finished file in its place."""
    try:
        temporary.replace(target)
    except OSError as error:
        raise _write_error(error, target) from error


def _write_error(error: OSError, where: Path) -> WriteError:
    """Return what a user reads when the system does not let kg write."""
    reason = error.strerror or str(error)
    remedy = "free some space or name another folder with -o; what was there before is unchanged"
    return WriteError(f"cannot be written: {reason}", where=str(where), remedy=remedy)


def read(folder: Path) -> Records:
    """Return the records of a built folder.

    Raises `OutputError` where the folder is missing, is not something that kg wrote, is of another format
    version, or is damaged.
    """
    return Records(
        header=header(folder),
        documents=tuple(_records(folder / "documents.jsonl", skip=1)),
        statements=tuple(_records(folder / "statements.jsonl")),
        entities=tuple(_records(folder / "entities.jsonl")),
    )


def header(folder: Path) -> Record:
    """Return the first line of `documents.jsonl`.

    Raises `OutputError` where the folder is missing, is not something that kg wrote or of another version.
    """
    path = folder / "documents.jsonl"
    remedy = "name a folder that kg build wrote"
    if not folder.is_dir():
        raise OutputError("no such folder", where=str(folder), remedy=remedy)
    if not path.is_file():
        raise OutputError("holds no documents.jsonl", where=str(folder), remedy=remedy)
    first: object = next(_records(path), None)
    return check_header(first, where=str(folder))


def _records(path: Path, *, skip: int = 0) -> Iterator[Record]:
    """Yield the records of a JSON Lines file after the first `skip`."""
    try:
        with path.open(encoding="utf-8") as stream:
            for number, text in enumerate(stream, start=1):
                if number > skip:
                    yield _parsed(text, f"{path}:{number}")
    except OSError as error:
        raise OutputError(
            f"cannot be read: {error.strerror}", where=str(path), remedy="build it again"
        ) from error
    except UnicodeDecodeError as error:
        raise OutputError("is damaged: not UTF-8", where=str(path), remedy="build it again") from error


def _parsed(text: str, where: str) -> Record:
    """Return one line as a record."""
    try:
        record = json.loads(text)
    except json.JSONDecodeError as error:
        raise OutputError("is damaged: not JSON", where=where, remedy="build it again") from error
    if not isinstance(record, dict):
        raise OutputError("is damaged: not a record", where=where, remedy="build it again")
    return record
