"""Pipelines by name: the one that kg ships, or any spaCy pipeline that is installed."""

from __future__ import annotations

from pathlib import Path

import spacy
from spacy.language import Language

from kg.errors import LanguageModelError
from kg.language.adapters import adapt
from kg.language.component import SHIPPED, Annotator
from kg.language.words import blank_english

__all__ = ["SHIPPED_NAME", "load", "load_folder"]

SHIPPED_NAME = "kg_en"


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
    except (OSError, ImportError, ValueError) as error:
        raise LanguageModelError(
            f"there is no language pipeline of this name: {error}".split(". ")[0],
            where=name,
            remedy="install it, or leave the name out to use kg_en, which comes with kg",
        ) from error
    return adapt(nlp)


def load_folder(folder: Path, *, threads: int = 1) -> Language:
    """Return the English pipeline with the annotator whose model files are in `folder`."""
    nlp = blank_english()
    nlp.meta.update(name="kg_en", description="English: tags, trees, sentences, names, types of nominals")
    annotator = nlp.add_pipe("kg_annotator", config={"threads": threads})
    assert isinstance(annotator, Annotator)
    annotator.from_disk(folder)
    return nlp
