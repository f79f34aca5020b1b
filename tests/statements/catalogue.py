"""Reading docs/statements.md: a quoted sentence, then an indented block with the lines that it must give."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

__all__ = ["GAPS", "Entry", "read_catalogue"]

GAPS = "Known gaps"


@dataclass(frozen=True)
class Entry:
    """One sentence of the catalogue, the heading it stands under, and its expected lines.

    `gap` tells that kg does not give these lines yet (the entry stands in the section `GAPS`).
    """

    heading: str
    sentence: str
    lines: tuple[str, ...]
    gap: bool = False


def read_catalogue(path: Path) -> list[Entry]:
    """Return the entries of a catalogue in file order."""
    section, heading, sentence = "", "", ""
    lines: list[str] = []
    entries: list[Entry] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), "> "]:
        if line.startswith(("> ", "#")) and sentence:
            entries.append(Entry(heading, sentence, tuple(lines), section == GAPS))
            sentence, lines = "", []
        if line.startswith("#"):
            heading = line.lstrip("# ")
            section = heading if line.startswith("## ") else section
        elif line.startswith("> "):
            sentence = line[2:]
        elif line.startswith("    ") and sentence:
            lines.append(line.strip())
    return entries
