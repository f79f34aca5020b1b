"""Learning the weights of comparisons without labels."""

from __future__ import annotations

import json
import random
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from kg.bench import linkage, namesakes
from kg.entities.linking import Gazetteer
from kg.entities.weights import read
from kg.entities.within import Local, resolve_document
from kg.model import Entity, EntityKind, Lexicon

M = [np.array([0.9, 0.1]), np.array([0.6, 0.3, 0.1]), np.array([0.7, 0.3])]
U = [np.array([0.2, 0.8]), np.array([0.05, 0.15, 0.8]), np.array([0.1, 0.9])]


def drawn(share: float, count: int, seed: int) -> Counter[tuple[int, ...]]:
    """Return vectors of levels of pairs of which a share is one."""
    chance = random.Random(seed)
    counts: Counter[tuple[int, ...]] = Counter()
    for _ in range(count):
        of = M if chance.random() < share else U
        counts[tuple(chance.choices(range(len(p)), p.tolist())[0] for p in of)] += 1
    return counts


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8])
def test_what_was_put_in_is_found_again(share: float) -> None:
    flat = [np.full(len(m), 1 / len(m)) for m in M]
    found = linkage.expectation_maximisation(drawn(share, 40_000, 1), U, flat, trust=1)
    assert found.share == pytest.approx(share, abs=0.04)
    for got, true in zip(found.m, M, strict=True):
        assert got == pytest.approx(true, abs=0.04)


def test_what_is_not_compared_changes_nothing() -> None:
    counts = drawn(0.5, 20_000, 2)
    silent = Counter({(*vector, -1): count for vector, count in counts.items()})
    expected = [np.array([0.5, 0.5]), np.array([0.4, 0.3, 0.3]), np.array([0.5, 0.5])]
    found = linkage.expectation_maximisation(counts, U, expected)
    more = linkage.expectation_maximisation(
        silent, [*U, np.array([0.5, 0.5])], [*expected, np.array([0.3, 0.7])]
    )
    assert all(a == pytest.approx(b) for a, b in zip(found.m, more.m, strict=False))
    assert more.m[3] == pytest.approx([0.3, 0.7])


def things(count: int) -> list[Local]:
    """Return the things of made-up documents."""
    gazetteer = Gazetteer.of((), Lexicon())
    return [
        thing
        for document, mentions, _ in namesakes.documents(count)
        for thing in resolve_document(document, mentions, lexicon=Lexicon(), gazetteer=gazetteer)
    ]


def test_weights_are_learned_written_and_read_again(tmp_path: Path) -> None:
    made = things(60)
    learned = linkage.learn(made)
    text = linkage.toml(learned, 60)
    assert text == linkage.toml(linkage.learn(made), 60)
    again = read(text)
    assert again.bits("neighbours", "several shared") > again.bits("neighbours", "none shared")
    assert again.bits("class", "same family") > 0 > again.bits("class", "other family")


def test_people_that_are_known_are_scored() -> None:
    made = list(namesakes.documents(40))
    assert made == list(namesakes.documents(40))
    meant = {span: who for _, _, told in made for span, who in told.items()}
    mentions = [mention for _, several, _ in made for mention in several if mention.span in meant]
    by_truth: dict[int, list] = {}
    for mention in mentions:
        by_truth.setdefault(meant[mention.span], []).append(mention)

    def entity(name: object, several: list) -> Entity:
        return Entity(str(name), "x", "Person", EntityKind.NAMED, mentions=tuple(several))

    right = namesakes.score([entity(who, several) for who, several in by_truth.items()], meant)
    assert (right["precision"], right["recall"]) == (1.0, 1.0)
    lumped = namesakes.score([entity("all", mentions)], meant)
    assert lumped["recall"] == 1.0 and lumped["precision"] < 0.3


def test_the_command_reads_files_and_writes_weights(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "one.txt").write_text("John Bolton met Ann Orlova of Rosoboronexport.", encoding="utf-8")
    lines = [json.dumps({"text": f"John Bolton met Ann Orlova in {town}."}) for town in ("Oslo", "Lyon")]
    (tmp_path / "two.jsonl").write_text("\n".join(lines), encoding="utf-8")
    target = tmp_path / "weights.toml"
    texts = [str(tmp_path / name) for name in ("one.txt", "two.jsonl")]
    assert linkage.main([*texts, "--output", str(target)]) == 0
    assert "of 3 documents" in capsys.readouterr().out
    assert read(target.read_text(encoding="utf-8")).prior < 0
