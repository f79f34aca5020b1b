"""All that kg knows before it reads a text: ontology, lexicon, gazetteers, read once at start."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import rdflib

from kg.config import BASE_IRI, Config, ontology_folder
from kg.grounding.gazetteer import gazetteers
from kg.grounding.lexicon import lexicon
from kg.grounding.ontology import Property, ontology
from kg.grounding.turtle import add_to, read
from kg.known import Known
from kg.model import EntityClass, Lexicon

__all__ = ["Property", "Vocabulary", "load"]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What words, classes and properties mean.

    `lexicon`: words.  `known`: entries of all gazetteers, as the files order them.  `classes`: by local name.
    `properties`: by compact IRI ("kg:supplies").  `graph`: the ontology with its alignments (and the
    user's), as triples.  `class_iris`: the IRI of each class by local name, since a user's class may lie in
    another namespace.  `shapes`: SHACL files, those shipped first. `base_iri`: the namespace of what a build
    mints.
    """

    lexicon: Lexicon
    known: Known
    classes: Mapping[str, EntityClass]
    properties: Mapping[str, Property]
    graph: rdflib.Graph
    class_iris: Mapping[str, str]
    shapes: tuple[str, ...] = ()
    base_iri: str = BASE_IRI


def load(config: Config | None = None) -> Vocabulary:
    """Return the vocabulary: the files shipped, then those that `config` adds.

    Files that have not changed since the last call are not read again: what is returned is shared, and not to
    be changed.  Raises `OntologyError` with file and line if a file cannot be read or used.

    >>> load().properties["kg:supplies"].event
    'kg:Supply'
    """
    config = config or Config()
    folder = ontology_folder()
    shipped = sorted(folder.glob("*.ttl"))
    own = (*config.ontology, *config.lexicon, *config.gazetteers)
    state = tuple((str(path.resolve()), _state(path)) for path in (*shipped, *map(Path, own)))
    chosen = Config(
        ontology=tuple(config.ontology),
        lexicon=tuple(config.lexicon),
        gazetteers=tuple(config.gazetteers),
        shapes=tuple(config.shapes),
        base_iri=config.base_iri,
    )
    return _load(chosen, folder, state)


def _state(path: Path) -> tuple[int, int] | None:
    """Return size and time of change of a file (nanoseconds), None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


@lru_cache(maxsize=2)
def _load(config: Config, folder: Path, state: object) -> Vocabulary:
    """Return the vocabulary of the files in their present `state`."""
    defined = [
        read(path) for path in (folder / "kg.ttl", folder / "alignments.ttl", *map(Path, config.ontology))
    ]
    words = [read(path) for path in (folder / "lexicon.ttl", *map(Path, config.lexicon))]
    terms = ontology([*defined, *words[1:]])
    known = gazetteers(folder / "gazetteer.ttl", map(Path, config.gazetteers), terms)
    graph = rdflib.Graph()
    for source in [*defined, *words[1:]]:
        add_to(graph, source)
    return Vocabulary(
        lexicon=lexicon(words, terms, map(known.entry, known.peoples)),
        known=known,
        classes=terms.classes,
        properties=terms.properties,
        graph=graph,
        class_iris={name: iri for iri, name in terms.class_names.items()},
        shapes=(str(folder / "shapes.ttl"), *config.shapes),
        base_iri=config.base_iri,
    )
