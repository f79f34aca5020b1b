"""Made-up documents for the measuring of growth."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from kg import bench, entities
from kg.bench import crowd
from kg.bench.options import Options
from kg.errors import InputError
from kg.model import Lexicon


def test_the_same_seed_gives_the_same_documents() -> None:
    assert list(crowd.documents(3)) == list(crowd.documents(3)) != list(crowd.documents(3, seed=2))


def test_mentions_stand_where_they_say_and_follow_each_other() -> None:
    for document, mentions in crowd.documents(5):
        assert all(document.text[m.span.start : m.span.end] == m.text for m in mentions)
        assert all(a.span.end < b.span.start for a, b in pairwise(mentions))


def test_people_recur_across_documents_and_share_surnames() -> None:
    found = entities.resolve(crowd.documents(60), lexicon=Lexicon(), known=())
    people = [e for e in found if e.type == "Person" and " " in e.label]
    assert any(len({m.span.document for m in e.mentions}) > 1 for e in people)
    assert len({e.label.split()[1] for e in people}) < len({e.label for e in people})


def test_a_run_tells_time_memory_and_growth() -> None:
    figures = crowd.run([], Options(limit=4000)).figures
    assert [row["mentions"] for row in figures["sizes"]] == [1000, 2000, 4000]
    assert all(row["seconds"] > 0 < row["megabytes"] for row in figures["sizes"])
    assert 0 < figures["growth"] < 4
    assert [row["documents"] for row in figures["joins"]] == [40]


def test_the_plot_is_written_where_it_is_asked_for(tmp_path: Path) -> None:
    bench.run("crowd", [], options=Options(limit=800, plot=tmp_path / "images" / "crowd.svg"))
    assert (tmp_path / "images" / "crowd.svg").read_text(encoding="utf-8").count("<circle") == 3


def test_a_file_is_an_error() -> None:
    with pytest.raises(InputError, match="takes no file"):
        crowd.run([Path("x")], Options())
