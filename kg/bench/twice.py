"""The same bytes: a thousand made-up documents, built in one order and in another.

The documents are small news texts whose people, bodies and places recur: surnames that many share, acronyms,
misspellings, pronouns, dates.  They are made up anew for the same seed each time.  Each build is a process of
its own: the first reads the folder with one worker; the second is told the files one by one in a shuffled
order, with two workers and another `PYTHONHASHSEED`, and must write the same bytes; the third finds the same
texts under other names, so that they come in another order, and must find the same entities and statements.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

from kg.bench import made_up_names
from kg.bench.options import Options, Outcome
from kg.bench.records import resource
from kg.errors import InputError, KgError
from kg.outputs import FILES

__all__ = ["DOCUMENTS", "run", "texts"]

DOCUMENTS = 1_000
RENAMED = ("entities.jsonl", "statements.jsonl")
"""Files in which the names of the files that were read do not stand."""


def run(paths: Sequence[Path], options: Options) -> Outcome:
    """Build `DOCUMENTS` documents (or `options.limit`) three times and compare what was written."""
    if paths:
        raise InputError("takes no file: it makes its documents up", remedy="leave the file out")
    made = list(texts(options.limit or DOCUMENTS))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sources = _write(folder / "texts", made)
        shuffled = Random(7).sample(sources, len(sources))
        _write(folder / "again" / "texts", Random(8).sample(made, len(made)))
        began = time.monotonic()
        _build(folder, ["texts"], "one", workers=1, seed="1")
        seconds = time.monotonic() - began
        _build(folder, shuffled, "two", workers=2, seed="22")
        _build(folder / "again", ["texts"], "three", workers=2, seed="333")
        one, two, three = folder / "one", folder / "two", folder / "again" / "three"
        figures = {
            "documents": len(made),
            "words": sum(len(text.split()) for text in made),
            "entities": _lines(one / "entities.jsonl"),
            "statements": _lines(one / "statements.jsonl"),
            "same_bytes": {file: (one / file).read_bytes() == (two / file).read_bytes() for file in FILES},
            "same_lines_renamed": {file: _sorted(one / file) == _sorted(three / file) for file in RENAMED},
            "seconds": seconds,
        }
    return Outcome(figures)


def _write(folder: Path, made: Sequence[str]) -> list[str]:
    """Write the texts into a folder; return the names of the files below the folder that it stands in."""
    folder.mkdir(parents=True)
    for number, text in enumerate(made):
        (folder / f"{number:04d}.txt").write_text(text, encoding="utf-8")
    return [f"{folder.name}/{number:04d}.txt" for number in range(len(made))]


def _build(folder: Path, sources: Sequence[str], output: str, *, workers: int, seed: str) -> None:
    """Build in a process of its own. Raises `KgError` with what it said where it fails."""
    command = [sys.executable, "-m", "kg", "build", *sources, "-o", output, "--workers", str(workers)]
    environment = {
        **os.environ,
        "PYTHONHASHSEED": seed,
        "PYTHONPATH": os.pathsep.join(p for p in sys.path if p),
    }
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise KgError(f"the build failed: {done.stderr[-500:]}")


def _lines(path: Path) -> int:
    return len(_sorted(path))


def _sorted(path: Path) -> list[bytes]:
    return sorted(path.read_bytes().splitlines())


def texts(count: int, *, seed: int = 1) -> Iterator[str]:
    """Yield short texts of three to five sentences, no two alike, the same for the same seed.

    >>> first, second = texts(2)
    >>> (first, second) == tuple(texts(2)), first != second
    (True, True)
    """
    random, parts = Random(seed), resource("twice.json")
    surnames = made_up_names.drawn_surnames(random)[:300]
    given = resource("crowd.json")["given"]
    people = [
        f"{random.choice(given)} {made_up_names.pick(surnames, random)}" for _ in range(max(20, count // 4))
    ]
    bodies = [f"{region} {kind}" for region in parts["regions"] for kind in parts["kinds"]]
    random.shuffle(bodies)
    for number in range(count):
        words = _cast(people, bodies, parts, random)
        told = [random.choice(parts["first"]), *random.sample(parts["next"], random.randint(2, 4))]
        body = " ".join(sentence.format(**words, thing=random.choice(parts["things"])) for sentence in told)
        yield f"Report {number + 1}\n\n{body}\n"


def _cast(
    people: Sequence[str], bodies: Sequence[str], parts: Mapping[str, Any], random: Random
) -> dict[str, str]:
    """Return who and what is in one text; a tenth of the names are misspelt."""
    person, other = made_up_names.pick(people, random), made_up_names.pick(people, random)
    body = made_up_names.pick(bodies, random)
    cut = random.randint(1, len(person) - 2)
    return {
        "person": person,
        "other": other,
        "surname": person.split()[1],
        "misspelt": person[:cut] + person[cut + 1 :] if random.random() < 0.4 else person,
        "body": body,
        "short": "".join(word[0] for word in body.split()),
        "role": random.choice(parts["roles"]),
        "place": random.choice(parts["places"]),
        "date": f"{random.randint(1, 28)} {random.choice(parts['months'])} {random.randint(2012, 2020)}",
        "year": str(random.randint(1950, 2011)),
    }
