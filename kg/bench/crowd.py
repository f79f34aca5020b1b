"""A crowd of made-up documents: how long the entity room takes for a million mentions, and how it grows.

Documents of 100 mentions each are drawn from name statistics like those of a newsroom's archive: given names
and surnames by Zipf's law, so that a few people are in many documents and many share a surname; organisations
of two words; places that the gazetteer knows and others; a quarter of the mentions are names of people, most
of them by the surname alone; pronouns, dates, and common nouns that recur. Everything hangs on a seed. Time
is that of the processor; memory is the greatest that the process has held, with the mentions themselves.
`joins` are precision and recall of what is joined across documents, in other crowds, of which it is known
who is meant (`kg.bench.namesakes`).
"""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any, TypeAlias

from kg.bench import namesakes
from kg.bench.made_up_names import drawn_surnames, parts, pick
from kg.bench.options import Options, Outcome
from kg.bench.plot import growth
from kg.errors import InputError
from kg.model import Document, Entity, KnownEntity, Lexicon, Mention, MentionKind, Span

__all__ = ["MENTIONS", "documents", "run"]

Resolver: TypeAlias = Callable[..., list[Entity]]

MENTIONS = 1_000_000
"""Mentions of the largest crowd."""

PER_DOCUMENT = 100

NAMESAKES = (1000, 3000, 10_000)
"""Documents of the crowds of which it is known who is meant."""


def run(paths: Sequence[Path], options: Options) -> Outcome:
    """Resolve crowds of a quarter, a half and all of `MENTIONS` (or of `options.limit` mentions)."""
    if paths:
        raise InputError("takes no file: it makes its documents up", remedy="leave the file out")
    from kg import entities, grounding
    from kg.config import Config

    vocabulary = grounding.load(Config())
    largest = max(1, (options.limit or MENTIONS) // PER_DOCUMENT)
    sizes = sorted({max(1, largest // 4), max(1, largest // 2), largest})
    rows = [_measure(size, vocabulary.lexicon, vocabulary.known, entities.resolve) for size in sizes]
    pace = [row["seconds"] / row["mentions"] for row in rows]
    joins = [_joins(size, entities.resolve) for size in sorted({min(size, largest) for size in NAMESAKES})]
    figures = {"sizes": rows, "growth": pace[-1] / pace[0] if pace[0] else 0.0, "joins": joins}
    return Outcome(figures, plot=_plot(rows))


def _plot(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return the picture of how the seconds grow."""
    points = [(row["mentions"], row["seconds"]) for row in rows]
    return growth(
        points, title="Time to make entities of mentions", x="mentions", y="seconds of one processor"
    )


def _joins(count: int, resolve: Resolver) -> dict[str, float]:
    """Return how well people are joined across so many documents of which it is known who is meant."""
    made = list(namesakes.documents(count))
    found = resolve([(document, mentions) for document, mentions, _ in made], lexicon=Lexicon(), known=())
    meant = {span: who for _, _, told in made for span, who in told.items()}
    return {"documents": count, **namesakes.score(found, meant)}


def _measure(size: int, lexicon: Lexicon, known: Sequence[KnownEntity], resolve: Resolver) -> dict[str, Any]:
    """Return what the resolution of `size` documents took; making them up is not counted."""
    made = list(documents(size))
    began = time.process_time()
    found = resolve(made, lexicon=lexicon, known=known)
    return {
        "mentions": sum(len(mentions) for _, mentions in made),
        "entities": len(found),
        "seconds": time.process_time() - began,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def documents(count: int, *, seed: int = 1) -> Iterator[tuple[Document, list[Mention]]]:
    """Yield documents with their mentions, the same for the same seed.

    >>> (document, mentions), = documents(1)
    >>> len(mentions), document.text[slice(mentions[3].span.start, mentions[3].span.end)] == mentions[3].text
    (100, True)
    """
    random = Random(seed)
    surnames = drawn_surnames(random)
    for number in range(count):
        yield _document(f"doc_{number:08d}", surnames, random)


def _document(name: str, surnames: Sequence[str], random: Random) -> tuple[Document, list[Mention]]:
    people = [f"{pick(parts('given'), random)} {pick(surnames, random)}" for _ in range(9)]
    bodies = [f"{pick(surnames, random)} {random.choice(parts('endings'))}" for _ in range(6)]
    text, mentions = "", []
    for number in range(PER_DOCUMENT):
        words, kind, type_ = _mention(people, bodies, surnames, random)
        span = Span(name, len(text), len(text) + len(words))
        features = ("subject",) if number % 4 == 0 else ()
        mentions.append(
            Mention(
                span,
                words,
                kind,
                type_,
                span,
                words.casefold(),
                span,
                number // 4,
                features,
                value=words if kind is MentionKind.TIME else None,
            )
        )
        text += words + (". " if number % 4 == 3 else " met ")
    return Document(name, text), mentions


def _mention(
    people: Sequence[str], bodies: Sequence[str], surnames: Sequence[str], random: Random
) -> tuple[str, MentionKind, str]:
    """Return words, kind and type of one mention."""
    drawn = random.random()
    if drawn < 0.25:
        person = random.choice(people)
        return person if random.random() < 0.4 else person.split()[1], MentionKind.NAME, "person"
    if drawn < 0.4:
        return random.choice(bodies), MentionKind.NAME, "organization"
    if drawn < 0.5:
        return random.choice((*parts("places"), *surnames[:60])), MentionKind.NAME, "place"
    if drawn < 0.65:
        return "he", MentionKind.PRONOUN, "person"
    if drawn < 0.72:
        return str(random.randint(1990, 2020)), MentionKind.TIME, "time"
    return random.choice(parts("nouns")), MentionKind.NOMINAL, "object"
