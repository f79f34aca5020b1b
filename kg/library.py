"""What is done with a build afterwards: read it back from its folder, look at its page.

Reading records back needs neither model nor RDF, so that the commands that only show something start at once.
"""

from __future__ import annotations

import tempfile
import webbrowser
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kg import outputs
from kg.errors import OutputError
from kg.records import Record, Records

if TYPE_CHECKING:
    import networkx
    import rdflib

    from kg.built import Build

__all__ = ["Output", "load", "view"]


@dataclass(frozen=True, eq=False)
class Output:
    """A built folder; `records`, `dataset` and `graph` are read when they are first asked for.

    Asking raises `OutputError` where a file is missing or damaged.
    """

    folder: Path

    @cached_property
    def records(self) -> Records:
        """The records of the JSON files."""
        return outputs.read(self.folder)

    @property
    def statements(self) -> dict[str, Record]:
        """The statements as in `statements.jsonl`, by id."""
        return {record["id"]: record for record in self.records.statements}

    @property
    def entities(self) -> dict[str, Record]:
        """The entities as in `entities.jsonl`, by id."""
        return {record["id"]: record for record in self.records.entities}

    @property
    def documents(self) -> dict[str, Record]:
        """The documents as in `documents.jsonl`, by id."""
        return {record["id"]: record for record in self.records.documents}

    @cached_property
    def dataset(self) -> rdflib.Dataset:
        """The RDF dataset, read from `graph.trig`."""
        from kg import rdf

        return rdf.read(self.folder)

    @cached_property
    def graph(self) -> networkx.MultiDiGraph:
        """The network: entities as nodes, statements as edges."""
        from kg import network

        return network.build(self.dataset)

    @property
    def page(self) -> Path:
        """The path of the page; raises `OutputError` if somebody took it away."""
        path = self.folder / "graph.html"
        if not path.is_file():
            raise OutputError("holds no graph.html", where=str(self.folder), remedy="build it again")
        return path


def load(folder: str | Path) -> Output:
    """Return what a build wrote into `folder`.

    Raises `OutputError` where the folder is missing, is not something that kg wrote, or is of another format
    version.
    """
    outputs.header(Path(folder))
    return Output(Path(folder))


def view(built: Build | Output | str | Path, *, browser: bool = True) -> Path:
    """Open the page of a build or of a built folder in the browser (unless told not to) and return its path.

    The page of a build that was not written goes into a new temporary folder.
    """
    if isinstance(built, str | Path):
        path = load(built).page
    elif isinstance(built, Output):
        path = built.page
    else:
        path = Path(tempfile.mkdtemp(prefix="kg-")) / "graph.html"
        path.write_text(built.page, encoding="utf-8")
    if browser:
        webbrowser.open(path.resolve().as_uri())
    return path
