"""The same bytes for made-up news, in whatever order, with whatever workers, under whatever seed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.bench import twice
from kg.bench.options import Options
from kg.errors import InputError, KgError
from kg.outputs import FILES

DOCUMENTS = 40


def test_the_texts_are_the_same_each_time_and_none_is_like_another() -> None:
    made = list(twice.texts(200))
    assert made == list(twice.texts(200))
    assert made != list(twice.texts(200, seed=2))
    assert len(set(made)) == 200
    assert all(3 <= len(re.findall(r"[.](?:\s|$)", text)) <= 8 for text in made)


def test_names_recur_and_share_surnames_and_are_misspelt() -> None:
    made = "\n".join(twice.texts(300))
    people = re.findall(r"\b(?:John|Maria|David|Anna|Paul|Elena|Omar|Laura) [A-Z][a-z]+", made)
    full, surnames = set(people), {person.split()[1] for person in people}
    assert len(people) > 2 * len(full)
    assert len(surnames) < len(full)
    assert re.search(r"\([A-Z]{3}\)", made)
    assert re.search(r"^(?:He|She) ", made.replace(". ", ".\n"), re.MULTILINE)


def test_builds_in_another_order_write_the_same_bytes() -> None:
    figures = twice.run([], Options(limit=DOCUMENTS)).figures
    assert figures["documents"] == DOCUMENTS
    assert figures["entities"] > DOCUMENTS < figures["statements"]
    assert set(figures["same_bytes"]) == set(FILES)
    assert all(figures["same_bytes"].values())
    assert all(figures["same_lines_renamed"].values())


def test_a_build_that_fails_is_told(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="the build failed"):
        twice._build(tmp_path, ["texts"], "out", workers=-1, seed="1")


def test_a_file_is_an_error() -> None:
    with pytest.raises(InputError, match="takes no file"):
        twice.run([Path("x")], Options())
