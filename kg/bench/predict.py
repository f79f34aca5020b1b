"""What kg says about the sentences of a benchmark: statements, seen as the words of the sentence.

Sentences are annotated with the words that the gold has (its tokens are set apart by spaces), each as a
sentence of its own. A statement with n further participants gives one n-ary tuple, or n binary triples
where the gold is binary: "Russia supplies helicopters to Venezuela" → (Russia | supplies | helicopters) and
(Russia | supplies helicopters to | Venezuela).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kg import grounding, statements
from kg.bench.annotate import Annotator
from kg.bench.options import Options
from kg.bench.phrases import Phrase
from kg.bench.records import Prediction, Triple
from kg.bench.surface import Surface, implied_of, surface_of
from kg.config import Config
from kg.model import Lexicon, Statement

__all__ = ["binary", "binary_triples", "lexicon_of", "nary", "nary_triple"]


def lexicon_of(options: Options) -> Lexicon:
    """Return the lexicon that kg ships."""
    return grounding.load(Config(model=options.model)).lexicon


def binary(gold: Sequence[Mapping[str, Any]], options: Options) -> Iterator[Prediction]:
    """Yield the binary triples of each gold sentence."""
    for row, doc, found in _readings(gold, options):
        surfaces = ((statement, surface_of(doc, statement)) for statement in found)
        triples = [
            t for statement, surface in surfaces if surface for t in binary_triples(statement, surface)
        ]
        yield Prediction(str(row["id"]), row["sentence"], tuple(dict.fromkeys(triples)))


def nary(gold: Sequence[Mapping[str, Any]], options: Options) -> Iterator[Prediction]:
    """Yield the n-ary tuples of each gold sentence."""
    for row, doc, found in _readings(gold, options):
        surfaces = ((s, surface_of(doc, s) or implied_of(doc, s)) for s in found)
        triples = [t for statement, surface in surfaces if surface for t in nary_triple(statement, surface)]
        yield Prediction(str(row["id"]), row["sentence"], tuple(dict.fromkeys(triples)))


def _readings(
    gold: Sequence[Mapping[str, Any]], options: Options
) -> Iterator[tuple[Mapping[str, Any], Any, list[Statement]]]:
    """Yield each gold line with its Doc and statements."""
    annotator, lexicon = Annotator(options.model), lexicon_of(options)
    for row in gold:
        words = row["sentence"].split()
        doc = annotator.words([words]) if words else None
        found = list(statements.extract(doc, lexicon=lexicon)) if doc is not None else []
        yield row, doc, found


def binary_triples(statement: Statement, surface: Surface) -> Iterator[Triple]:
    """Yield the binary triples of a statement: one for each participant and for each phrase inside of one.

    A participant behind a preposition is led to by the verb, its object and the preposition.
    """
    relation = surface.relation
    if surface.object is not None:
        yield from _triples(statement, surface.subject, relation, surface.object)
        relation = f"{relation} {surface.object.core}"
    for phrase in surface.others:
        yield from _triples(statement, surface.subject, relation, phrase)


def _triples(statement: Statement, subject: str, relation: str, phrase: Phrase) -> Iterator[Triple]:
    lead = f"{relation} {phrase.marker}".strip()
    yield Triple(subject, lead, phrase.words, (), statement.confidence)
    for words, inner in phrase.inner:
        yield Triple(subject, f"{lead} {words}", inner, (), statement.confidence)


def nary_triple(statement: Statement, surface: Surface) -> Iterator[Triple]:
    """Yield the n-ary tuple of a statement with a participant beside its subject.

    The preposition of the first participant goes with the verb, that of a further one stays with it.
    """
    phrases = [p for p in (surface.object, *surface.others) if p is not None]
    if phrases:
        relation = f"{surface.relation} {phrases[0].marker}".strip()
        args = tuple(f"{phrase.marker} {phrase.words}".strip() for phrase in phrases[1:])
        yield Triple(surface.subject, relation, phrases[0].words, args, statement.confidence)
