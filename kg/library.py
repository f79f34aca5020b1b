"""What is done with a build afterwards: read it back from its folder, look at its page.

Reading records back needs neither model nor RDF, so that the commands that only show something start at once.
"""

from __future__ import annotations

import tempfile
import webbrowser
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import notebook, outputs
from kg.errors import FormatError, OutputError, WriteError
from kg.records import Record, Records

if TYPE_CHECKING:
    import networkx
    import rdflib

    from kg.built import Build
    from kg.network import Choice

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
        from kg import network, rdf

        return network.build(rdf.read_quads(self.folder))

    @property
    def title(self) -> str:
        """The heading of the page: as configured, else the only document's title, else how many there are."""
        documents = self.records.documents
        if configured := self.records.header["settings"].get("title"):
            return str(configured)
        if len(documents) != 1:
            return f"{len(documents)} documents"
        return str(documents[0]["title"] or Path(documents[0]["source"]).stem)

    def _repr_html_(self) -> str:
        """The page, for a notebook."""
        path = self.folder / "graph.html"
        if not path.is_file():
            return notebook.message(f"{self.folder} holds no graph.html: build it again.")
        instead = f"It is the file {path}; kg.view opens it, or a part of it."
        if path.stat().st_size > notebook.LARGEST:
            return notebook.too_large(path.stat().st_size, instead)
        return notebook.frame(path.read_text(encoding="utf-8"), title=str(self.folder), instead=instead)

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


def view(
    built: Build | Output | networkx.MultiDiGraph | str | Path,
    *,
    to: str | Path | None = None,
    layout: str = "force",
    browser: bool = True,
    **choice: Any,
) -> Path:
    """Open a page in the browser (unless told not to) and return its path.

    `built` is a build, a built folder, or a network (any `networkx.MultiDiGraph` or `DiGraph`).  `choice`
    has the fields of `kg.network.Choice`: `about="Venezuela"` (a name or id), `hops=2`, `relation`,
    `document`, `since`, `until`, `confidence`; `layout` is one of `kg.network.LAYOUTS`.  Without them a built
    folder shows the page that it holds.  A new page goes to `to`, else into a new temporary folder; a
    built folder's own page is never written over.

    Raises `InputError` where `about` is unknown or may be several, for a network without directions and for
    a choice that is none (less than no steps, a date that is not ISO), `FormatError` for an unknown layout,
    `OutputError` where a folder is not what a build wrote, `WriteError` where `to` cannot be written.
    """
    source = load(built) if isinstance(built, str | Path) else built
    if isinstance(source, Output) and not choice and layout == "force" and to is None:
        path = source.page
    else:
        path = _written(_page(source, layout, choice), to)
    if browser:
        webbrowser.open(path.resolve().as_uri())
    return path


def _page(source: Build | Output | networkx.MultiDiGraph, layout: str, choice: dict[str, Any]) -> str:
    """Return the page of a part of a network in a layout."""
    from kg import network, views

    if layout not in network.LAYOUTS:
        raise FormatError(f"unknown layout {layout!r}", remedy=f"known: {', '.join(network.LAYOUTS)}")
    wanted = network.Choice(**choice)
    title = getattr(source, "title", "")
    built = hasattr(type(source), "page")
    if wanted.everything and layout == "force" and built:
        found = source.page
        return found.read_text(encoding="utf-8") if isinstance(found, Path) else str(found)
    whole = source.graph if built else views.adopt(source)
    about = None if wanted.about is None else _node(whole, wanted.about)
    graph = network.part(whole, replace(wanted, about=about))
    alone = [n for n, one in graph.nodes(data=True) if one.get("kind") == "value" and not graph.degree(n)]
    drawn = graph.copy()  # dates and amounts that no edge reaches are not drawn, and need no room
    drawn.remove_nodes_from(alone)
    return views.render(
        graph,
        title=_heading(graph, replace(wanted, about=about), title),
        positions=network.place(drawn, layout),
        settled=layout != "force",
        texts=_texts(source),
    )


def _texts(source: Any) -> dict[str, str]:
    """Return the texts of the documents of a build or a built folder by id; of a bare network none."""
    if isinstance(source, Output):
        return {record["id"]: record["text"] for record in source.records.documents}
    return {document.id: document.text for document in getattr(source, "documents", ())}


def _node(graph: networkx.MultiDiGraph, words: object) -> Any:
    """Return the node with a name or an id."""
    from kg import curation

    nodes = {
        node: {
            "id": str(one.get("id") or node),
            "label": str(one.get("label") or node),
            "class": str(one.get("type") or "Thing"),
            "aliases": [str(alias) for alias in one.get("aliases") or ()],
        }
        for node, one in graph.nodes(data=True)
    }
    found = curation.find_among(list(nodes.values()), str(words))
    return next(node for node, one in nodes.items() if one is found)


def _heading(graph: networkx.MultiDiGraph, wanted: Choice, title: str) -> str:
    """Return the heading of a page that says which part of the whole it shows."""
    parts = []
    if wanted.about is not None:
        steps = "1 step" if wanted.hops == 1 else f"{wanted.hops} steps"
        parts.append(f"{graph.nodes[wanted.about].get('label') or wanted.about} and what is {steps} away")
    parts += [f"only “{wanted.relation}”"] if wanted.relation else []
    parts += [f"from “{wanted.document}”"] if wanted.document else []
    parts += [f"since {wanted.since}"] if wanted.since else []
    parts += [f"until {wanted.until}"] if wanted.until else []
    parts += [f"confidence from {wanted.confidence:.0%}"] if wanted.confidence > 0 else []
    shown = ", ".join(parts)
    return f"{title}: {shown}" if title and shown else shown or title or "Knowledge graph"


def _written(page: str, to: str | Path | None) -> Path:
    """Write a page and return its path; a page that a build wrote is not written over."""
    path = Path(tempfile.mkdtemp(prefix="kg-")) / "graph.html" if to is None else Path(to)
    if path.name == "graph.html" and (path.parent / "documents.jsonl").exists():
        raise WriteError("is the page of a build", where=str(path), remedy="name another file")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page, encoding="utf-8", newline="\n")
    except OSError as error:
        raise WriteError(f"cannot be written: {error.strerror or error}", where=str(path)) from error
    return path
