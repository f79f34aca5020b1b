"""Settings: `kg.toml` and flags become one frozen `Config`; an unknown key is an error."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from kg.errors import ConfigError

__all__ = ["Config", "load", "ontology_folder"]

BASE_IRI = "https://w3id.org/kg-text/id/"


@dataclass(frozen=True, slots=True)
class Config:
    """All settings of a build.

    `base_iri`: prefix of every IRI that a build mints.  `model`: name of a spaCy pipeline, None for the one
    shipped.
    `ontology`, `lexicon`, `shapes`: further Turtle files, read after those shipped.  `gazetteers`: CSV, TSV
    or
    Turtle files with known entities.  `date`: ISO date for documents that do not tell theirs.
    `text_column`: column
    of CSV/JSONL files that holds the text.  `minimum_confidence`: statements below it are left out of the
    graph, and
    counted in the report.  `workers`: threads for annotation.  `title`: heading of the page.  `decisions`:
    TOML
    file with what analysts have decided; None: `decisions.toml` in the output folder, if it is there.
    `weights`: TOML file by which names of different documents are compared, None for the one shipped.
    """

    base_iri: str = BASE_IRI
    model: str | None = None
    ontology: tuple[str, ...] = ()
    lexicon: tuple[str, ...] = ()
    shapes: tuple[str, ...] = ()
    gazetteers: tuple[str, ...] = ()
    date: str | None = None
    text_column: str | None = None
    minimum_confidence: float = 0.2
    workers: int = 1
    title: str | None = None
    decisions: str | None = None
    weights: str | None = None


def load(path: Path | None = None, overrides: Mapping[str, Any] | None = None) -> Config:
    """Return the settings of a TOML file (none: the defaults) with `overrides` (None values are skipped) on
    top.

    Paths inside the file are taken relative to it.  Raises `ConfigError` for an unreadable file, an unknown
    key or a value
    of the wrong type.

    >>> load(None, {"workers": 2}).workers
    2
    """
    settings = _read(path) if path else {}
    settings |= {key: value for key, value in (overrides or {}).items() if value is not None}
    known = {f.name: f for f in fields(Config)}
    where = str(path) if path else "settings"
    for key in settings:
        if key not in known:
            raise ConfigError(
                f"unknown setting {key!r}", where=where, remedy=f"known: {', '.join(sorted(known))}"
            )
    return replace(Config(), **{key: _checked(key, value, where) for key, value in settings.items()})


def _read(path: Path) -> dict[str, Any]:
    """Return the table of a TOML file with its path settings made absolute."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"cannot be read: {error}", where=str(path)) from error
    for key in ("ontology", "lexicon", "shapes", "gazetteers"):
        if isinstance(table.get(key), list):
            table[key] = [str((path.parent / str(item)).resolve()) for item in table[key]]
    for key in ("decisions", "weights"):
        if isinstance(table.get(key), str):
            table[key] = str((path.parent / table[key]).resolve())
    return table


def _checked(key: str, value: Any, where: str) -> Any:
    """Return `value` in the type of the field `key`."""
    default = getattr(Config(), key)
    if isinstance(default, tuple):
        if isinstance(value, str) or not all(isinstance(item, str) for item in value):
            raise ConfigError(f"{key} must be a list of texts", where=where)
        return tuple(value)
    wanted: type = str if default is None else type(default)
    if wanted is float and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
        raise ConfigError(f"{key} must be {wanted.__name__}, not {value!r}", where=where)
    return _in_range(key, value, where)


def _in_range(key: str, value: Any, where: str) -> Any:
    """Return `value` if it makes sense for `key`."""
    if key == "workers" and value < 1:
        raise ConfigError("workers must be 1 or more", where=where)
    if key == "minimum_confidence" and not 0 <= value <= 1:
        raise ConfigError("minimum_confidence must lie between 0 and 1", where=where)
    if key == "base_iri" and ("://" not in value or not value.endswith(("/", "#"))):
        raise ConfigError("base_iri must be an absolute IRI that ends in / or #", where=where)
    return value


def ontology_folder() -> Path:
    """Return the folder with the shipped ontology: inside an installed package, or beside `kg/` in a
    checkout.

    >>> (ontology_folder() / "kg.ttl").name
    'kg.ttl'
    """
    inside = Path(__file__).parent / "_ontology"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "ontology"
