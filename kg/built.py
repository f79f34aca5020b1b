"""What a build is: everything that was found, and the files that it becomes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import __version__, grounding, network, notebook, outputs, rdf, report, views
from kg.config import Config
from kg.model import Decisions, Document, Entity, Fact, Finding, Statement
from kg.records import Records, dump
from kg.report import Silence

if TYPE_CHECKING:
    import networkx
    import rdflib

__all__ = ["Build"]


@dataclass(frozen=True, eq=False)
class Build:
    """Everything that a build made, in the order of the text: documents, statements, entities, facts,
    findings.

    `sentences` counts those read, `silences` are those that gave nothing.  `left_out` counts statements below
    the configured confidence, `rejected` are those that `decisions` take out.  `dataset` (RDF), `graph`
    (networkx) and `page` (HTML) are made when first asked for.
    """

    documents: tuple[Document, ...]
    statements: tuple[Statement, ...]
    entities: tuple[Entity, ...]
    facts: tuple[Fact, ...]
    findings: tuple[Finding, ...]
    silences: tuple[Silence, ...]
    sentences: int
    left_out: int
    vocabulary: grounding.Vocabulary
    config: Config
    decisions: Decisions = field(default_factory=Decisions)
    rejected: tuple[Statement, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """Return how many there are of each kind."""
        return report.counts(self)

    @cached_property
    def quads(self) -> rdf.Quads:
        """The triples, graph by graph: what the files and the network are made from."""
        return rdf.describe(
            self.facts,
            self.statements,
            self.entities,
            self.documents,
            vocabulary_graph=self.vocabulary.graph,
            config=self.config,
        )

    @cached_property
    def dataset(self) -> rdflib.Dataset:
        """The RDF dataset: one named graph a document."""
        return self.quads.dataset()

    @cached_property
    def records(self) -> Records:
        """The records of the JSON files."""
        return dump(
            self.documents,
            self.statements,
            self.entities,
            self.facts,
            settings=_settings(self.config),
            version=__version__,
        )

    @cached_property
    def graph(self) -> networkx.MultiDiGraph:
        """The network: entities as nodes, statements as edges."""
        return network.build(self.quads)

    @property
    def title(self) -> str:
        """The heading of the page: as configured, else the only document's title, else how many there are."""
        if self.config.title:
            return self.config.title
        first = self.documents[0]
        only = first.title or Path(first.source).stem
        return only if len(self.documents) == 1 else f"{len(self.documents)} documents"

    @cached_property
    def page(self) -> str:
        """The page, as HTML that needs no network."""
        texts = {document.id: document.text for document in self.documents}
        return views.render(self.graph, title=self.title, positions=network.layout(self.graph), texts=texts)

    def _repr_html_(self) -> str:
        """The page, for a notebook."""
        instead = "Write the build and open graph.html there, or look at a part: kg.view(build, about=…)."
        return notebook.frame(self.page, title=self.title, instead=instead)

    def __repr__(self) -> str:
        """Return how much there is, in one line."""
        found = {"documents": self.documents, "statements": self.statements, "entities": self.entities}
        return f"Build({', '.join(f'{name}={len(several)}' for name, several in found.items())})"

    def files(self) -> Iterator[tuple[str, str | bytes]]:
        """Yield name and content of every file that a build writes, each made when it is asked for."""
        yield from self.records.files()
        yield "graph.ttl", rdf.serialise(self.quads, "turtle")
        yield "graph.trig", rdf.serialise(self.quads, "trig")
        yield "graph.graphml", str(network.FORMATS["graphml"](self.graph))
        yield "graph.html", self.page
        yield "report.md", report.markdown(self)

    def write(self, folder: str | Path) -> list[Path]:
        """Write all files into `folder`, all or none, and return their paths; raises `WriteError`."""
        return outputs.write(Path(folder), self.files())


def _settings(config: Config) -> dict[str, Any]:
    """Return the settings that change what a build gives, as JSON has them."""
    settings = {key: value for key, value in sorted(asdict(config).items()) if key != "workers"}
    return {key: list(value) if isinstance(value, tuple) else value for key, value in settings.items()}
