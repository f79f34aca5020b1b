"""`kg view`: which page is made and opened, what it holds, and what is said where there is none."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

import kg
from kg import network
from kg.built import Build
from kg.errors import FormatError, WriteError
from tests.conftest import IDS, Command


def records(page: str) -> dict[str, Any]:
    """Return what a page holds beside its drawing."""
    found = re.search(r'id="kg-records">(.*?)</script>', page)
    assert found
    return dict(json.loads(found[1]))


def things(page: str) -> list[str]:
    return sorted(records(page)["entities"].get("label", []))


def heading(page: str) -> str:
    found = re.search(r"<title>(.*?)</title>", page)
    assert found
    return unescape(found[1])


EVERYTHING = ["2019-03-29", "Andrei Belov", "Caracas", "Russia", "Venezuela", "helicopters"]
SUPPLY = ["Russia", "Venezuela", "helicopters"]


@pytest.mark.parametrize(
    ("arguments", "shown", "statements", "title"),
    [
        (("--about", "Venezuela"), SUPPLY, 1, "Venezuela and what is 1 step away"),
        (("--about", "venezuela", "--hops", "0"), ["Venezuela"], 0, "Venezuela and what is 0 steps away"),
        (("--about", "Venezuela", "--hops", "2"), EVERYTHING[1:], 2, "Venezuela and what is 2 steps away"),
        (("-a", IDS["Andrei Belov"]), EVERYTHING[:4], 2, "Andrei Belov and what is 1 step away"),
        (("--relation", "kg:supplies"), SUPPLY, 1, "only “kg:supplies”"),
        (("--relation", "supply"), SUPPLY, 1, "only “supply”"),
        (("--confidence", "0.85"), SUPPLY, 1, "confidence from 85%"),
        (("--document", "ONE"), EVERYTHING, 3, "from “ONE”"),
        (("--until", "2019-03-29"), EVERYTHING[:2], 1, "until 2019-03-29"),
        (("--since", "2019-03-30"), EVERYTHING[1:], 2, "since 2019-03-30"),
        (("--since", "2020"), [], 0, "since 2020"),
    ],
)
def test_a_page_of_a_part(
    arguments: tuple[str, ...],
    shown: list[str],
    statements: int,
    title: str,
    command: Command,
    output: Path,
    tmp_path: Path,
) -> None:
    before = (output / "graph.html").read_bytes()
    code, out, _ = command("view", output, "--no-open", "--to", tmp_path / "part.html", *arguments)
    assert (code, out) == (0, f"{tmp_path / 'part.html'}\n")
    page = (tmp_path / "part.html").read_text(encoding="utf-8")
    assert things(page) == shown
    assert len(records(page)["statements"].get("id", [])) == statements
    assert heading(page) == f"One: {title}"
    assert (output / "graph.html").read_bytes() == before


def test_without_to_a_part_goes_into_a_temporary_file(
    command: Command, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    path = Path(command("view", output, "--about", "Russia").out.strip())
    assert path.parent != output and opened == [path.as_uri()]


@pytest.mark.parametrize("layout", sorted(network.LAYOUTS))
def test_layouts(layout: str, command: Command, output: Path, tmp_path: Path) -> None:
    pages = []
    for name in ("a.html", "b.html"):
        assert command("view", output, "--layout", layout, "--to", tmp_path / name, "--no-open").code == 0
        pages.append((tmp_path / name).read_bytes())
    assert pages[0] == pages[1]
    assert len(things(pages[0].decode())) == 6


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("--about", "Venezuelo"), 1, f"no entity 'Venezuelo' (perhaps {IDS['Venezuela']} (Venezuela))"),
        (("--about", "zzz"), 1, "no entity 'zzz' (kg entities lists their names and ids)"),
        (("--about", "en_"), 1, "'en_' may be 6 entities (name one by its id: en_"),
        (("--layout", "spring"), 2, "unknown layout 'spring' (known: force, circular, layered, communities)"),
        (("--hops", "2"), 2, "--about NAME"),
        (("--about", "Russia", "--hops", "-1"), 2, "--hops"),
        (("--since", "yesterday"), 2, "no ISO date"),
        (("--until", "2019-02-30"), 2, "--until"),
        (("--confidence", "7"), 2, "--confidence"),
        (("--about", "Russia", "--to", "OUTPUT/graph.html"), 1, "is the page of a build (name another file)"),
        (("--about", "Russia", "--to", "OUTPUT"), 1, "cannot be written"),
    ],
)
def test_what_cannot_be_shown(
    arguments: tuple[str, ...], code: int, message: str, command: Command, output: Path
) -> None:
    before = (output / "graph.html").read_bytes()
    given = [one.replace("OUTPUT", str(output)) for one in arguments]
    found = command("view", output, "--no-open", *given)
    assert (found.code, found.out) == (code, "")
    assert message in " ".join(found.err.replace("│", " ").split())
    assert (output / "graph.html").read_bytes() == before


def test_several_of_a_name_are_told_with_their_ids(command: Command, output: Path) -> None:
    path = output / "graph.trig"
    path.write_text(path.read_text(encoding="utf-8").replace('"Caracas"', '"Russia"'), encoding="utf-8")
    found = command("view", output, "--about", "Russia", "--no-open")
    assert found.code == 1
    assert "'Russia' may be 2 entities" in found.err
    assert (
        f"{IDS['Russia']} (Russia, Country)" in found.err and f"{IDS['Caracas']} (Russia, City)" in found.err
    )


def test_any_network_is_viewed(built: Build, tmp_path: Path) -> None:
    path = kg.view(built.graph, about="Russia", browser=False)
    assert things(path.read_text(encoding="utf-8")) == [
        "Andrei Belov",
        "Caracas",
        "Russia",
        "Venezuela",
        "helicopters",
    ]
    graph = nx.MultiDiGraph([("a", "b"), ("b", "c")])
    path = kg.view(graph, layout="layered", to=tmp_path / "new" / "own.html", browser=False)
    page = path.read_text(encoding="utf-8")
    assert things(page) == ["a", "b", "c"] and heading(page) == "Knowledge graph"
    assert things(kg.view(graph, about="a", browser=False).read_text(encoding="utf-8")) == ["a", "b"]
    with pytest.raises(FormatError, match="unknown layout"):
        kg.view(graph, layout="spring", browser=False)
    with pytest.raises(TypeError):
        kg.view(graph, abuot="a", browser=False)


def test_a_part_of_a_build(built: Build, output: Path) -> None:
    path = kg.view(built, about="Venezuela", browser=False)
    assert path.read_bytes() == kg.view(output, about="Venezuela", browser=False).read_bytes()
    with pytest.raises(WriteError):
        kg.view(built, to=output / "graph.html", browser=False)
