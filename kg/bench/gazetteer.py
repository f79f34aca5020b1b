"""A gazetteer of a user's own, made up, with a million lines: how long loading and looking names up take.

Names are like those of registers and atlases: companies with legal forms and short forms, people with given
name and surname (and the reverse), places, some with accents and hyphens; surnames by Zipf's law, so that
many lines share one.  A third of the lines have no id.  Everything hangs on a seed.  Seconds are those of the
processor; memory is the greatest that the process has held.
"""

from __future__ import annotations

import csv
import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from kg.bench.made_up_names import drawn_surnames, pick
from kg.bench.options import Options, Outcome
from kg.bench.records import resource as data
from kg.known import Known

__all__ = ["LINES", "lines", "run"]

T = TypeVar("T")

LINES = 1_000_000
"""Lines of the table."""

LOOKUPS = 50_000
"""Names that are looked up, half of which are in the table."""


def run(paths: Sequence[Path], options: Options) -> Outcome:
    """Load the tables named, or one of `LINES` (`options.limit`) lines made up, and look names up in them."""
    if paths:
        return Outcome(_measure(list(paths)))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "names.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(lines(options.limit or LINES))
        return Outcome(_measure([path]))


def _measure(paths: list[Path]) -> dict[str, Any]:
    """Return what loading, indexing and looking up took."""
    from kg import grounding
    from kg.config import Config
    from kg.entities.linking import Gazetteer
    from kg.entities.names import parse

    grounding.load()
    before = _megabytes()
    load_seconds, vocabulary = _timed(lambda: grounding.load(Config(gazetteers=tuple(map(str, paths)))))
    index_seconds, found = _timed(lambda: Gazetteer.of(vocabulary.known, vocabulary.lexicon))
    asked = _asked(vocabulary.known)
    keys = [(parse(name, person=kind == "person").key, kind) for name, kind in asked]
    first, known = _timed(lambda: sum(bool(found.candidates(key, kind)) for key, kind in keys))
    again, _ = _timed(lambda: [found.certain(key, kind) for key, kind in keys])
    return {
        "entries": len(vocabulary.known),
        "megabytes_before": before,
        "megabytes": _megabytes(),
        "seconds": load_seconds + index_seconds,
        "seconds_reading": load_seconds,
        "seconds_indexing": index_seconds,
        "lookups": len(keys),
        "lookups_found": known / len(keys) if keys else 0.0,
        "microseconds_first": 1e6 * first / max(1, len(keys)),
        "microseconds_again": 1e6 * again / max(1, len(keys)),
    }


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    began = time.process_time()
    result = work()
    return time.process_time() - began, result


def _megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _asked(known: Known) -> list[tuple[str, str]]:
    """Return labels of the user's entries with their families, and after each one a name that nobody has."""
    from kg.entities.classes import family

    own = islice((entity for entity in known if entity.own), LOOKUPS // 2)
    kinds = ((entity.label, family(entity.type)) for entity in own)
    return [(name, kind) for label, kind in kinds for name in (label, f"{label} Nowhere")]


def lines(count: int, *, seed: int = 1) -> Iterator[tuple[str, str, str, str]]:
    """Yield the header and `count` lines of a table: label, aliases, class, id; the same for the same seed.

    >>> [line[2] for line in lines(3)][0]
    'class'
    """
    random = Random(seed)
    names = drawn_surnames(random)
    yield "label", "aliases", "class", "id"
    for number in range(count):
        label, aliases, kind = random.choice((_company, _company, _person, _place))(names, random)
        id_ = "" if number % 3 == 0 else f"https://names.example.org/entity/{number}"
        yield label, "; ".join(aliases), kind, id_


@cache
def _parts(kind: str) -> tuple[str, ...]:
    """Return the parts of names of one kind (`data/names.json`)."""
    return tuple(data("names.json")[kind])


def _company(names: Sequence[str], random: Random) -> tuple[str, list[str], str]:
    own = random.choice(names) + (f"-{random.choice(names)}" if random.random() < 0.2 else "")
    short = f"{own} {random.choice(_parts('trades'))}"
    letters = "".join(word[0] for word in short.split()) + random.choice(names)[0].upper()
    return f"{short} {random.choice(_parts('forms'))}".strip(), [short, letters], "Company"


def _person(names: Sequence[str], random: Random) -> tuple[str, list[str], str]:
    given, surname = random.choice(_parts("given")), pick(names, random)
    middle = random.choice(names)
    return f"{given} {middle} {surname}", [f"{surname}, {given}", f"{given} {middle[0]}. {surname}"], "Person"


def _place(names: Sequence[str], random: Random) -> tuple[str, list[str], str]:
    name = random.choice(names)
    label = f"{random.choice(_parts('places'))} {name}" if random.random() < 0.5 else name
    return label, [] if random.random() < 0.5 else [f"{name} City"], "City"
