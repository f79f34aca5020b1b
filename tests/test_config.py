"""Settings: defaults, a TOML file, flags above it; what is unknown or of the wrong type is an error."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import config
from kg.config import Config
from kg.errors import ConfigError


def test_defaults() -> None:
    assert config.load() == Config()
    assert Config().base_iri.startswith("https://")
    assert "example.org" not in Config().base_iri


def test_flags_win_over_the_file_and_none_is_no_flag(tmp_path: Path) -> None:
    path = tmp_path / "kg.toml"
    path.write_text('date = "2019-03-30"\nworkers = 2\nlexicon = ["my.ttl"]\n', encoding="utf-8")
    loaded = config.load(path, {"workers": 3, "date": None})
    assert (loaded.date, loaded.workers) == ("2019-03-30", 3)
    assert loaded.lexicon == (str(tmp_path / "my.ttl"),)


def test_paths_are_relative_to_the_file(tmp_path: Path) -> None:
    path = tmp_path / "kg.toml"
    path.write_text('decisions = "d.toml"\nweights = "../w.toml"\n', encoding="utf-8")
    loaded = config.load(path)
    assert loaded.decisions == str(tmp_path / "d.toml")
    assert loaded.weights == str(tmp_path.parent / "w.toml")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("colour = 1", "unknown setting 'colour'"),
        ("workers = 0", "workers must be 1 or more"),
        ('workers = "2"', "workers must be int"),
        ("workers = true", "workers must be int"),
        ("minimum_confidence = 1.5", "between 0 and 1"),
        ('base_iri = "nowhere"', "base_iri must be an absolute IRI"),
        ('lexicon = "one.ttl"', "lexicon must be a list"),
        ("date = 2019", "date must be str"),
        ("= broken", "cannot be read"),
        ("\xff", "cannot be read"),
    ],
)
def test_what_is_wrong_is_said_with_the_file(text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "kg.toml"
    path.write_text(text, encoding="latin-1")
    with pytest.raises(ConfigError, match=message) as caught:
        config.load(path)
    assert str(path) in str(caught.value)


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        config.load(tmp_path / "none.toml")


def test_the_ontology_is_found() -> None:
    assert (config.ontology_folder() / "kg.ttl").is_file()
