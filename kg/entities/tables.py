"""The word lists of this room: files beside the code, each with its source and licence, read once when
needed.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources

__all__ = ["country_of", "keyed", "rows", "words"]


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of `data/NAME.tsv` as tuples of columns, in file order; lines that begin with # are
    notes.

    >>> rows("spellings")[0]
    ('st', 'saint')
    """
    text = resources.files(__package__).joinpath("data", f"{name}.tsv").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(tuple(column.strip() for column in line.split("\t")) for line in lines)


@cache
def keyed(name: str) -> Mapping[str, tuple[str, ...]]:
    """Return the rows of a table by their first column: the other columns.

    >>> keyed("pronouns")["she"]
    ('third feminine',)
    """
    return {row[0]: row[1:] for row in rows(name)}


@cache
def words(name: str, *keys: str) -> frozenset[str]:
    """Return the words in the last column of those rows of a table whose other columns are `keys`.

    >>> sorted(words("titles", "masculine", "office"))
    ['congressman']
    """
    lists = (row[-1].split(",") for row in rows(name) if row[:-1] == keys)
    return frozenset(word.strip() for found in lists for word in found)


@cache
def _regions() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for row in rows("words"):
        if row[0].startswith("region of "):
            found |= {name.strip(): row[0].removeprefix("region of ") for name in row[1].split(",")}
    return found


def country_of(region: str) -> str:
    """Return the label of the country in which a region lies, "" for an unknown one.

    >>> country_of("ontario"), country_of("kent")
    ('Canada', '')
    """
    return _regions().get(region, "")
