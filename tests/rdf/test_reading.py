from __future__ import annotations

from pathlib import Path

import pytest

from kg import rdf
from kg.config import Config
from kg.errors import OutputError
from kg.rdf.datasets import base_of
from tests.rdf.samples import DOCUMENT, ENTITIES, FACTS, STATEMENTS


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
