"""Pipelines by name: the one that kg ships, or any spaCy pipeline that is installed."""

from __future__ import annotations

import re
from pathlib import Path

import spacy
from spacy.language import Language

from kg.errors import LanguageModelError
from kg.language.adapters import adapt
from kg.language.component import SHIPPED, Annotator
from kg.language.words import blank_english

__all__ = ["SHIPPED_NAME", "load", "load_folder"]

SHIPPED_NAME = "kg_en"
_VERSION = "2.0.0"

_FAILURES = (OSError, ImportError, ValueError, TypeError, AttributeError)
"""What `spacy.load` raises: for what is not there, and for folders and packages that are something else."""


def load(name: str | None = None, *, threads: int = 1) -> Language:
    """Return a pipeline that sets what kg reads: tags, lemmas, Universal Dependencies, sentences.

    Without a name (or with "kg_en") it is the one that kg ships. Another name is that of an installed
    spaCy pipeline
    or the folder of one; its labels are turned into Universal Dependencies where they are ClearNLP's.
    `threads` is how
    many documents `nlp.pipe` reads at a time with the shipped one. Raises LanguageModelError where there
    is no such
    pipeline or it lacks what kg needs.

    >>> [token.dep_ for token in load()("Russia supplies helicopters.")]
    ['nsubj', 'root', 'obj', 'punct']
    """
    if name is None or name == SHIPPED_NAME:
        return load_folder(SHIPPED, threads=threads)
    try:
        nlp = spacy.load(name)
    except _FAILURES as error:
        there = Path(name).exists()
        raise LanguageModelError(
            f"it is no spaCy pipeline: {_first_sentence(error)}" if there else "no pipeline has this name",
            where=name,
            remedy="install it, or leave the name out to use kg_en, which comes with kg",
        ) from error
    return adapt(nlp, name=name)


def _first_sentence(error: Exception) -> str:
    """Return the first sentence of an error, without spaCy's number of it."""
    return re.sub(r"^\[E\d+\] ", "", str(error)).split(". ")[0]


def load_folder(folder: Path, *, threads: int = 1) -> Language:
    """Return the English pipeline with the annotator whose model files are in `folder`."""
    nlp = blank_english()
    nlp.meta.update(
        name="kg_en",
        version=_VERSION,
        license="CC BY-SA 4.0",
        description="English: tags, trees, sentences, names, mentions with types and chains",
    )
    annotator = nlp.add_pipe("kg_annotator", config={"threads": threads})
    assert isinstance(annotator, Annotator)
    annotator.from_disk(folder)
    return nlp
