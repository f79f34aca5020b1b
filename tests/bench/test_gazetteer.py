"""The made-up gazetteer and what is measured on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.bench import gazetteer
from kg.bench.options import Options
from kg.config import Config
from kg.errors import OntologyError
from kg.grounding import load


def test_the_same_seed_gives_the_same_lines() -> None:
    assert list(gazetteer.lines(50)) == list(gazetteer.lines(50)) != list(gazetteer.lines(50, seed=2))


def test_lines_hold_companies_people_and_places_some_without_an_id() -> None:
    header, *rows = gazetteer.lines(300)
    assert header == ("label", "aliases", "class", "id")
    assert {row[2] for row in rows} == {"Company", "Person", "City"}
    assert sum(not row[3] for row in rows) == 100
    assert any(not row[0].isascii() for row in rows)


def test_a_run_tells_time_and_memory_and_finds_what_is_listed() -> None:
    figures = gazetteer.run([], Options(limit=2000)).figures
    assert figures["entries"] > 2000
    assert figures["lookups_found"] == 0.5
    assert all(figures[name] > 0 for name in figures if name.startswith(("seconds", "micro", "mega")))


def test_a_table_of_ones_own_is_measured(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("label,class\nAcme Ltd,Company\nBolt,Firm\n", encoding="utf-8")
    with pytest.raises(OntologyError, match=r"own\.csv:3"):
        gazetteer.run([path], Options())
    path.write_text("label,class\nAcme Ltd,Company\n", encoding="utf-8")
    assert gazetteer.run([path], Options()).figures["lookups"] == 2


def test_memory_grows_with_the_text_not_with_the_number_of_names(tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    rows = ("\t".join(line) for line in gazetteer.lines(5000))
    path.write_text("\n".join(rows), encoding="utf-8")
    known = load(Config(gazetteers=(str(path),))).known
    assert len(known.data) < 1.5 * path.stat().st_size + len(load().known.data)
