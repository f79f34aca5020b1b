"""What is written is whole or not there; what is read back is checked."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import outputs
from kg.errors import OutputError, WriteError

HEADER = '{"format": "kg-output", "version": 1, "kg": "0", "settings": {}}\n'
OLD = {"documents.jsonl": HEADER, "statements.jsonl": "", "entities.jsonl": "", "graph.ttl": "old"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    outputs.write(tmp_path / "a" / "b", OLD.items())
    return tmp_path / "a" / "b"


def content(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


def test_files_are_written_below_new_folders(folder: Path) -> None:
    assert content(folder) == OLD


def test_a_second_build_replaces_and_leaves_other_files_alone(folder: Path) -> None:
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    paths = outputs.write(folder, {**OLD, "graph.ttl": b"new"}.items())
    assert content(folder) == {**OLD, "graph.ttl": "new", "notes.txt": "mine"}
    assert [path.name for path in paths] == list(OLD)


def test_a_full_disk_leaves_what_was_there(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WriteError, match="No space left on device") as caught:
        outputs.write(folder, {**OLD, "graph.ttl": "new"}.items())
    assert str(folder) in str(caught.value)
    assert content(folder) == OLD


def test_a_failure_while_a_file_is_made_leaves_what_was_there(folder: Path) -> None:
    def files() -> Iterator[tuple[str, str]]:
        yield "documents.jsonl", "new"
        raise RuntimeError("a fault")

    with pytest.raises(RuntimeError):
        outputs.write(folder, files())
    assert content(folder) == OLD


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("x", encoding="utf-8")
    with pytest.raises(WriteError, match="is not a folder"):
        outputs.write(tmp_path / "taken", OLD.items())
    with pytest.raises(WriteError, match="cannot be written"):
        outputs.write(tmp_path / "taken" / "below", OLD.items())


def test_files_of_somebody_else_are_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "report.md").write_text("my report", encoding="utf-8")
    with pytest.raises(WriteError, match=r"holds report\.md, which kg did not write"):
        outputs.write(tmp_path, OLD.items())
    assert content(tmp_path) == {"report.md": "my report"}


def test_an_output_of_another_version_may_be_replaced(folder: Path) -> None:
    (folder / "documents.jsonl").write_text(HEADER.replace(": 1,", ": 99,"), encoding="utf-8")
    outputs.write(folder, OLD.items())
    assert content(folder) == OLD


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("documents.jsonl", "", "is not something that kg wrote"),
        ("documents.jsonl", "{}\n", "is not something that kg wrote"),
        ("documents.jsonl", HEADER.replace(": 1,", ": 99,"), "has format version 99"),
        ("documents.jsonl", "not json\n", "is damaged: not JSON"),
        ("documents.jsonl", "[1]\n", "is damaged: not a record"),
        ("statements.jsonl", '{"id": \n', r"statements.jsonl:1: is damaged: not JSON"),
        ("entities.jsonl", "\xff\n", "is damaged: not UTF-8"),
    ],
)
def test_a_damaged_folder_is_refused(folder: Path, name: str, text: str, message: str) -> None:
    (folder / name).write_text(text, encoding="latin-1")
    with pytest.raises(OutputError, match=message):
        outputs.read(folder)


def test_a_folder_that_is_not_an_output_is_refused(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(OutputError, match=r"holds no documents\.jsonl"):
        outputs.read(tmp_path)
    with pytest.raises(OutputError, match="no such folder"):
        outputs.read(tmp_path / "none")
    (folder / "entities.jsonl").unlink()
    with pytest.raises(OutputError, match="cannot be read"):
        outputs.read(folder)


def test_what_was_written_is_read(folder: Path) -> None:
    assert outputs.read(folder).header["format"] == "kg-output"
    assert outputs.read(folder).statements == ()
