"""Statements: what a parsed text says, who says it, and how.

A `Doc` with a Universal Dependencies tree goes in; statements with all their participants come out.  The
rules
are in `clauses/` (one file per family of constructions, listed in `RULES`); polarity, modality,
attribution, time and
place are read off the tree around each clause.  Word lists are data (`data/`), frames come with the lexicon.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from kg.model import Lexicon, Mention, Statement
from kg.statements.assembly import statements_of
from kg.statements.clauses import RULES
from kg.statements.reading import Reading, read
from kg.statements.timeline import find_times

__all__ = [
    "RULES",
    "Reading",
    "extract",
    "extract_from",
    "find_times",
    "mentions",
    "mentions_of",
    "read",
]


def extract(
    doc: Doc, *, lexicon: Lexicon, date: str | None = None, holes: Sequence[tuple[int, int]] = ()
) -> Iterator[Statement]:
    """Yield the statements of a document in text order.

    `doc` needs tags, lemmas and a UD tree (`kg.language.annotate`); `doc.user_data["document"]` is the id
    that spans carry.  `date` (ISO 8601) anchors times such as "on Friday".  `holes` are half-open intervals
    of the text where words seem to be missing: what touches one is less certain.  Broken parses give fewer
    statements, never an error.

    >>> import spacy
    >>> words = ["Russia", "supplies", "helicopters", "."]
    >>> doc = Doc(spacy.blank("en").vocab, words, pos=["PROPN", "VERB", "NOUN", "PUNCT"],
    ...     tags=["NNP", "VBZ", "NNS", "."], lemmas=["Russia", "supply", "helicopter", "."],
    ...     heads=[1, 1, 1, 1], deps=["nsubj", "root", "obj", "punct"],
    ...     sent_starts=[True, False, False, False])
    >>> [str(statement) for statement in extract(doc, lexicon=Lexicon())]
    ['supply(agent: Russia, theme: helicopters)']
    """
    yield from extract_from(read(doc, lexicon=lexicon, date=date, holes=holes))


def extract_from(reading: Reading) -> Iterator[Statement]:
    """Yield the statements of a document that was read (`read`), in text order."""
    for sent in reading.doc.sents:
        yield from statements_of(reading, sent)


def mentions(doc: Doc, *, lexicon: Lexicon, date: str | None = None) -> tuple[Mention, ...]:
    """Return all mentions of a document in text order, also those that take part in no statement."""
    return mentions_of(read(doc, lexicon=lexicon, date=date))


def mentions_of(reading: Reading) -> tuple[Mention, ...]:
    """Return all mentions of a document that was read, in text order."""
    return tuple(sorted(reading.mentions.values(), key=lambda m: (m.span.start, m.span.end)))
