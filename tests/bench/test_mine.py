from __future__ import annotations

import pytest

from kg.bench import errors, mine
from tests.bench.builders import said

GOLD = [{"id": "1", "text": "", "facts": ["Bees pollinate crops.", "Spacewar! was made in 1962."]}]
ONE = [{"id": "1", "text": "", "facts": ["Bees"]}]


def test_a_fact_is_held_by_the_stems_of_its_edges() -> None:
    figures = mine.score(GOLD, [said("bee | pollinates | crop")])
    assert figures["score"] == 0.5
    assert (figures["triples_per_essay"], figures["words_per_label"], figures["answered"]) == (1.0, 1.0, 1)


def test_two_steps_count_and_three_do_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mine, "NODES", 1)
    graph = mine.Graph(said("bees | r | x", "x | pollinate | q", "q | crops | w").triples)
    first, _ = mine.coverages(GOLD[0], graph)
    assert first.share == pytest.approx(2 / 3)


def test_edges_are_followed_forwards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mine, "NODES", 1)
    assert mine.score(ONE, [said("crops | are pollinated by | bees")])["score"] == 0.0


def test_triples_without_object_are_no_edges() -> None:
    assert mine.Graph(said("bees | fly | ").triples).edges == {}
    assert mine.score(GOLD, [])["score"] == 0.0


def test_errors_show_facts_that_are_not_held() -> None:
    page = errors.of_mine(GOLD, [said("bee | pollinates | crop")])
    assert "○ Spacewar! was made in 1962. 0.00" in page and "Bees" not in page
