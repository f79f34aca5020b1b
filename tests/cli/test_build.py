"""`kg build`, `kg demo` and `kg bench` forward what they are told and show what came; no model is needed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg import pipeline
from kg.built import Build
from kg.config import Config
from kg.pipeline import Progress
from tests.conftest import Command

Calls = list[dict[str, Any]]


@pytest.fixture
def calls(built: Build, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Calls:
    """Return the calls of `pipeline.build` and `build_text`, which give the build made by hand."""
    seen: Calls = []

    def fake(what: Any, **told: Any) -> Build:
        seen.append({"what": what, **told})
        told["progress"](Progress("load", 0, 1))
        for done in range(41):
            told["progress"](Progress("read", done, 40, {"documents": done}))
        built.write(told["output"])
        return built

    monkeypatch.setattr(pipeline, "build", fake)
    monkeypatch.setattr(pipeline, "build_text", fake)
    monkeypatch.chdir(tmp_path)
    return seen


def test_flags_become_settings(command: Command, calls: Calls) -> None:
    arguments = (
        "--date",
        "2019-03-30",
        "--workers",
        2,
        "--minimum-confidence",
        0.5,
        "--title",
        "T",
        "--model",
        "m",
    )
    command("build", "a.txt", "b", *arguments, "--lexicon", "x.ttl", "--lexicon", "y.ttl", "-o", "out")
    (call,) = calls
    assert (call["what"], call["output"]) == (["a.txt", "b"], Path("out"))
    wanted = Config(
        date="2019-03-30", workers=2, minimum_confidence=0.5, title="T", model="m", lexicon=("x.ttl", "y.ttl")
    )
    assert call["config"] == wanted


def test_settings_are_read_from_a_file_and_from_kg_toml(
    command: Command, calls: Calls, tmp_path: Path
) -> None:
    (tmp_path / "my.toml").write_text('title = "Mine"', encoding="utf-8")
    (tmp_path / "kg.toml").write_text('title = "Usual"\nworkers = 3', encoding="utf-8")
    command("build", "a.txt", "--config", "my.toml")
    _, _, err = command("build", "a.txt", "--workers", 2)
    assert [call["config"] for call in calls] == [Config(title="Mine"), Config(title="Usual", workers=2)]
    assert "settings from kg.toml" in err


def test_what_is_shown(command: Command, calls: Calls) -> None:
    code, out, err = command("build", "news/one.txt")
    assert code == 0
    assert out == "output/one: 1 documents, 2 sentences, 3 statements, 6 entities\n"
    assert "warning: news/two.txt: may not be read (check it)" in err
    assert "loading the language model" in err
    assert "reading file 5 of 40 (4 documents)" in err and "reading file 6 of" not in err
    assert "kg show output/one" in err


def test_quiet_is_quiet(command: Command, calls: Calls) -> None:
    code, out, err = command("build", "a.txt", "--quiet")
    assert (code, err) == (0, "")
    assert out.startswith("output/a: ")


def test_json(command: Command, calls: Calls, built: Build) -> None:
    told = json.loads(command("build", "a.txt", "--json").out)
    assert told["output"] == "output/a"
    assert told["counts"] == built.counts
    assert told["findings"][0]["severity"] == "warning"


def test_the_page_is_opened_when_asked(
    command: Command, calls: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    command("build", "a.txt")
    command("build", "a.txt", "--open")
    assert len(opened) == 1 and opened[0].endswith("/output/a/graph.html")


def test_demo(command: Command, calls: Calls) -> None:
    code, out, err = command("demo")
    assert code == 0, err
    assert "Russia supplies helicopters to Venezuela." in calls[0]["what"]
    assert "Main statements" in out and "3 of 3 statements; 6 entities from 2 sentences" in out
    assert "output/demo/graph.html" in out and "kg explain output/demo st_" in " ".join(out.split())


def test_demo_as_json(command: Command, calls: Calls) -> None:
    assert len(json.loads(command("demo", "--json", "-o", "x").out)["statements"]) == 3


def test_bench(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.bench import Options

    seen: list[Any] = []

    def run(name: str, gold: list[Path], **told: Any) -> dict[str, float]:
        seen.append((name, gold, told["predictions"], told["options"]))
        return {"f1": 0.5}

    monkeypatch.setattr("kg.bench.run", run)
    code, out, _ = command("bench", "carb", "gold.tsv", "--predictions", "out.jsonl", "--limit", 3)
    assert (code, json.loads(out)) == (0, {"f1": 0.5})
    assert seen == [("carb", [Path("gold.tsv")], Path("out.jsonl"), Options(limit=3))]


def test_the_help_of_bench_names_every_set(command: Command) -> None:
    from kg.bench import SETS

    described = command("bench", "--help").out
    assert [name for name in SETS if name not in described] == []
