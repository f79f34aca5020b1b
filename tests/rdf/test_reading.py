from __future__ import annotations

from pathlib import Path

import pytest

from kg import network, rdf
from kg.config import Config
from kg.errors import OutputError
from kg.rdf.datasets import base_of
from tests.rdf.samples import DOCUMENT, ENTITIES, FACTS, HOSTILE, STATEMENTS, hostile_build


@pytest.mark.parametrize("format", ["trig", "nquads", "turtle", "ntriples", "jsonld", "rdfxml"])
def test_what_was_written_is_read(tmp_path: Path, format: str) -> None:
    dataset = rdf.build(FACTS, STATEMENTS, ENTITIES, [DOCUMENT])
    path = tmp_path / f"graph{rdf.SUFFIXES[format]}"
    path.write_text(rdf.serialise(dataset, format), encoding="utf-8", newline="")
    again = rdf.read(path)
    assert rdf.serialise(again, "turtle") == rdf.serialise(dataset, "turtle")


def test_a_folder_is_read_by_its_trig_file_with_its_base(tmp_path: Path) -> None:
    config = Config(base_iri="https://example.net/case-7/")
    dataset = rdf.build(FACTS, STATEMENTS, ENTITIES, [DOCUMENT], config=config)
    (tmp_path / "graph.trig").write_text(rdf.serialise(dataset, "trig"), encoding="utf-8")
    again = rdf.read(tmp_path)
    assert rdf.serialise(again, "trig") == rdf.serialise(dataset, "trig")
    assert base_of(again) == config.base_iri
    assert len(rdf.query(again, "SELECT ?x { e:en_0000000000000001 kg:supplies ?x }").rows) == 1


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("none.trig", None, "no such graph"),
        ("notes.txt", b"hello", "is not a graph file"),
        ("bad.ttl", b"<a> <b> .", "cannot be read"),
        ("bad.nq", b"\xff\xfe", "cannot be read"),
        ("bad.jsonld", b"{", "cannot be read"),
    ],
)
def test_what_is_no_graph_is_one_line(tmp_path: Path, name: str, content: bytes | None, message: str) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(OutputError, match=message) as caught:
        rdf.read(path)
    assert "\n" not in str(caught.value) and name in str(caught.value)


@pytest.mark.parametrize("words", [None, *HOSTILE])
def test_triples_read_once_are_those_of_the_dataset(tmp_path: Path, words: str | None) -> None:
    config = Config(base_iri="https://example.net/case-7/")
    built = (FACTS, STATEMENTS, ENTITIES, [DOCUMENT]) if words is None else hostile_build(words)
    text = rdf.serialise(rdf.build(*built, config=config), "trig")
    (tmp_path / "graph.trig").write_text(text, encoding="utf-8", newline="")
    dataset, found = rdf.read(tmp_path), rdf.read_quads(tmp_path)
    assert found.base_iri == base_of(dataset)
    assert set(found.quads()) == {(s, p, o, g) for s, p, o, g in dataset.quads()}
    graphs = network.build(dataset), network.build(found)
    for view in (
        lambda graph: list(graph.nodes(data=True)),
        lambda graph: list(graph.edges(keys=True, data=True)),
    ):
        assert view(graphs[0]) == view(graphs[1])
    assert graphs[0].graph == graphs[1].graph


@pytest.mark.parametrize(
    "content", [b"<a b> <urn:p> <urn:o> .", b"<urn:s> <urn:p> 'x'@en-\xc3\xa9 .", b"<urn:s> <urn:p> .", None]
)
def test_triples_read_once_fail_as_the_dataset_does(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "graph.trig").write_bytes(content)
    try:
        expected = set(rdf.read(tmp_path).quads())
    except OutputError as error:
        with pytest.raises(OutputError) as caught:
            rdf.read_quads(tmp_path)
        assert str(caught.value) == str(error)
    else:
        assert {quad[:3] for quad in rdf.read_quads(tmp_path).quads()} == {quad[:3] for quad in expected}
