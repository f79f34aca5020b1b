"""Reading docs/statements.md: a quoted sentence, then an indented block with the lines that it must give."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Entry:
    """One sentence of the catalogue, the heading it stands under, and its expected lines."""

    heading: str
    sentence: str
    lines: tuple[str, ...]


def read_catalogue(path: Path) -> list[Entry]:
    """Return the entries of a catalogue in file order."""
    heading, sentence = "", ""
    lines: list[str] = []
    entries: list[Entry] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), "> "]:
        if line.startswith(("> ", "#")) and sentence:
            entries.append(Entry(heading, sentence, tuple(lines)))
            sentence, lines = "", []
        if line.startswith("#"):
            heading = line.lstrip("# ")
        elif line.startswith("> "):
            sentence = line[2:]
        elif line.startswith("    ") and sentence:
            lines.append(line.strip())
    return entries
