"""What is done with a build afterwards."""

from __future__ import annotations

from pathlib import Path

import networkx
import pytest

import kg
from kg.built import Build
from kg.errors import OutputError
from tests.conftest import IDS, STATEMENTS


def test_a_built_folder_is_read_back(built: Build, output: Path) -> None:
    again = kg.load(output)
    assert again.records == built.records
    assert list(again.statements) == [statement.id for statement in STATEMENTS]
    assert again.entities[IDS["Russia"]]["class"] == "Country"
    assert len(again.documents) == 1


def test_its_dataset_and_network_are_those_of_the_build(built: Build, output: Path) -> None:
    again = kg.load(output)
    assert set(again.dataset.quads()) == set(built.dataset.quads())
    assert networkx.utils.graphs_equal(again.graph, built.graph)
    assert list(built.graph.graph["statements"].values()) == sorted(
        built.records.statements, key=lambda record: list(built.graph.graph["statements"]).index(record["id"])
    )


def test_a_page_is_viewed(built: Build, output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    assert kg.view(output, browser=False) == output / "graph.html"
    assert opened == []
    assert kg.view(kg.load(output)) == output / "graph.html"
    alone = kg.view(built)
    assert opened == [(output / "graph.html").as_uri(), alone.as_uri()]
    assert alone.read_text(encoding="utf-8") == built.page


def test_a_folder_without_a_page(output: Path) -> None:
    (output / "graph.html").unlink()
    with pytest.raises(OutputError, match=r"holds no graph\.html"):
        kg.view(output, browser=False)


def test_the_public_names() -> None:
    assert dir(kg) == sorted(kg.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = kg.nothing
