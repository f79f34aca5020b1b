"""What analysts have decided, as a TOML file: read with checks, written sorted, so that `git diff` shows what
changed.

    [[same]]   things are one              [[apart]]  things are never one
    [[split]]  mentions are not of a thing [[alias]]  a thing has one more name
    [[reject]] a statement is not made by its sentence

`docs/entities.md` describes the keys.  What decisions do to entities stands in `kg.entities.decisions`, what
they do to statements in `kg.rejections`, how they are made from what a user names in `kg.curation`.
"""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from kg.errors import DecisionError, WriteError
from kg.model import Alias, Apart, Decision, Decisions, Quote, Rejection, Same, Split, Thing

__all__ = ["FILE", "add", "canonical", "content", "dumps", "load", "loads", "remove", "save"]

FILE = "decisions.toml"
"""The name of the file that a build looks for in its output folder."""

_HEAD = """\
# What was decided about this graph; every kg build reads it again. The order of entries means nothing.
# kg merge, split, alias and reject write it, sorted and without comments: reasons belong into `why`.
"""

_Table = Mapping[str, Any]


def load(path: Path) -> Decisions:
    """Return the decisions of a file.

    Raises `DecisionError` for a file that cannot be read, an unknown key, a missing or a wrong value.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        remedy = "name a text file in UTF-8; one without decisions may be empty"
        raise DecisionError(f"cannot be read: {reason}", where=str(path), remedy=remedy) from error
    return loads(text, where=str(path))


def loads(text: str, *, where: str = "") -> Decisions:
    """Return the decisions of a TOML text, sorted; errors as in `load`.

    >>> print(*loads('[[same]]\\nthings = [{name = "Bolt Ltd"}, {name = "Bolt"}]').entries)
    same: Bolt = Bolt Ltd
    """
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DecisionError(f"is not TOML: {error}", where=where) from error
    entries: list[Decision] = []
    for kind, rows in tables.items():
        if kind not in _READERS or not _is_tables(rows):
            remedy = f"write [[NAME]] with one of {', '.join(_READERS)}"
            raise DecisionError(f"unknown kind of decision {kind!r}", where=where, remedy=remedy)
        for number, row in enumerate(rows, start=1):
            entries.append(_READERS[kind](_Row(row, f"{where}: {kind} {number}".removeprefix(": "))))
    return canonical(Decisions(tuple(entries), where))


def _is_tables(rows: object) -> bool:
    return isinstance(rows, list) and all(isinstance(row, dict) for row in rows)


class _Row:
    """One table of the file, from which keys are taken until none is left."""

    def __init__(self, table: _Table, where: str) -> None:
        self.left, self.where = dict(table), where

    def text(self, key: str, *, needed: bool = False) -> str:
        """Take a text, "" for none."""
        value = self.left.pop(key, "")
        if not isinstance(value, str) or (needed and not value.strip()):
            raise DecisionError(f"{key} must be a text", where=self.where)
        return value

    def number(self, key: str) -> int:
        """Take an offset."""
        value = self.left.pop(key, None)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise DecisionError(f"{key} must be a number of characters", where=self.where)
        return value

    def rows(self, key: str, least: int) -> list[_Row]:
        """Take a list of tables."""
        value = self.left.pop(key, None)
        if not isinstance(value, list) or not _is_tables(value) or len(value) < least:
            raise DecisionError(f"{key} must be a list of {least} or more tables", where=self.where)
        return [_Row(row, self.where) for row in value]

    def row(self, key: str) -> _Row:
        """Take one table."""
        value = self.left.pop(key, None)
        if not isinstance(value, dict):
            raise DecisionError(f"{key} must be a table: {{ name = … }}", where=self.where)
        return _Row(value, self.where)

    def day(self, key: str) -> str:
        """Take a date, written as a date or as a text."""
        value = self.left.pop(key, "")
        try:
            return str(date.fromisoformat(str(value))) if value else ""
        except ValueError as error:
            raise DecisionError(f"{key} must be a date such as 2019-03-30", where=self.where) from error

    def done(self) -> None:
        """Refuse what nobody has taken: a key that is misspelt must not be lost."""
        if self.left:
            raise DecisionError(f"unknown key {min(self.left)!r}", where=self.where)


def _thing(row: _Row) -> Thing:
    name, type_, iri = row.text("name", needed=True), row.text("class"), row.text("iri")
    if "text" in row.left:
        return Thing(name, type_, iri, quote=_quote(row))
    found = Thing(name, type_, iri, row.text("document"), row.text("source"))
    row.done()
    return found


def _quote(row: _Row) -> Quote:
    found = Quote(
        row.text("document", needed=True),
        row.text("source"),
        row.number("start"),
        row.text("text", needed=True),
        row.text("before"),
        row.text("after"),
    )
    row.done()
    return found


def _several(row: _Row) -> tuple[Thing, ...]:
    things = tuple(_thing(one) for one in row.rows("things", 2))
    if len(set(things)) < 2:
        raise DecisionError("names one thing twice", where=row.where, remedy="name two")
    return things


def _finish(row: _Row) -> dict[str, str]:
    told = {"why": row.text("why"), "date": row.day("date")}
    row.done()
    return told


def _same(row: _Row) -> Same:
    return Same(_several(row), **_finish(row))


def _apart(row: _Row) -> Apart:
    return Apart(_several(row), **_finish(row))


def _split(row: _Row) -> Split:
    return Split(_thing(row.row("thing")), tuple(map(_quote, row.rows("mentions", 1))), **_finish(row))


def _alias(row: _Row) -> Alias:
    return Alias(_thing(row.row("thing")), row.text("name", needed=True), **_finish(row))


def _reject(row: _Row) -> Rejection:
    statement, line = row.text("statement", needed=True), row.text("line")
    document, source = row.text("document"), row.text("source")
    sentence = Quote(document, source, row.number("start"), row.text("sentence", needed=True))
    return Rejection(statement, line, sentence, **_finish(row))


_READERS: Mapping[str, Callable[[_Row], Decision]] = {
    "same": _same,
    "apart": _apart,
    "split": _split,
    "alias": _alias,
    "reject": _reject,
}


def content(entry: Decision) -> Decision:
    """Return what an entry decides, without reason and date, with its parts sorted."""
    entry = replace(entry, why="", date="")
    if isinstance(entry, Same | Apart):
        return replace(entry, things=tuple(sorted(set(entry.things), key=_order)))
    if isinstance(entry, Split):
        return replace(entry, mentions=tuple(sorted(set(entry.mentions))))
    return entry


def _order(thing: Thing) -> tuple[str, str]:
    return thing.name, _inline_thing(thing)


def canonical(decisions: Decisions) -> Decisions:
    """Return the same decisions sorted, each once; of the same entry with several reasons the first is kept.

    >>> one = Alias(Thing("Acme"), "Acme Ltd")
    >>> canonical(Decisions((one, one))).entries == (one,)
    True
    """
    found: dict[Decision, Decision] = {}
    for entry in sorted(decisions.entries, key=lambda one: (not one.why, not one.date, one.why, one.date)):
        plain = content(entry)
        found.setdefault(plain, replace(plain, why=entry.why, date=entry.date))
    return replace(decisions, entries=tuple(sorted(found.values(), key=_rank)))


def _rank(entry: Decision) -> tuple[int, str]:
    return list(_READERS).index(_kind(entry)), _table(entry)


def add(decisions: Decisions, entry: Decision) -> Decisions:
    """Return decisions with one more; an entry that decides the same is replaced."""
    others = remove(decisions, [content(entry)])
    return canonical(replace(others, entries=(*others.entries, entry)))


def remove(decisions: Decisions, entries: Iterable[Decision]) -> Decisions:
    """Return decisions without those that decide what `entries` do."""
    gone = {content(entry) for entry in entries}
    kept = (entry for entry in decisions.entries if content(entry) not in gone)
    return replace(decisions, entries=tuple(kept))


def dumps(decisions: Decisions) -> str:
    """Return decisions as TOML: the same ones give the same text, whatever their order.

    >>> "Acme Ltd" in dumps(Decisions((Alias(Thing("Acme", "Company"), "Acme Ltd", why="register"),)))
    True
    """
    return _HEAD + "".join(f"\n{_table(entry)}" for entry in canonical(decisions).entries)


def save(path: Path, decisions: Decisions) -> None:
    """Write decisions into a file, beside its place first; raises `WriteError` if that is not possible."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        beside.write_bytes(dumps(decisions).encode("utf-8"))
        beside.replace(path)
    except OSError as error:
        raise WriteError(f"cannot be written: {error.strerror}", where=str(path)) from error
    finally:
        beside.unlink(missing_ok=True)


def _kind(entry: Decision) -> str:
    return "reject" if isinstance(entry, Rejection) else type(entry).__name__.lower()


def _table(entry: Decision) -> str:
    """Return one entry as a table of TOML."""
    lines = [f"[[{_kind(entry)}]]"]
    if isinstance(entry, Same | Apart):
        lines += ["things = [", *(f"  {_inline_thing(one)}," for one in entry.things), "]"]
    elif isinstance(entry, Rejection):
        quote = entry.sentence
        place = {key: value for key, value in _quoted(quote).items() if key != "text"}
        lines += _pairs({"statement": entry.statement, "line": entry.line, **place, "sentence": quote.text})
    else:
        lines += [f"thing = {_inline_thing(entry.thing)}"]
    if isinstance(entry, Split):
        lines += ["mentions = [", *(f"  {_inline(_quoted(one))}," for one in entry.mentions), "]"]
    elif isinstance(entry, Alias):
        lines += _pairs({"name": entry.name})
    lines += _pairs({"why": entry.why}) + ([f"date = {entry.date}"] if entry.date else [])
    return "\n".join(lines) + "\n"


def _inline_thing(thing: Thing) -> str:
    place = _quoted(thing.quote) if thing.quote else {"document": thing.document, "source": thing.source}
    return _inline({"name": thing.name, "class": thing.type, "iri": thing.iri, **place})


def _quoted(quote: Quote) -> dict[str, str | int]:
    told: dict[str, str | int] = {"document": quote.document, "source": quote.source, "start": quote.start}
    return told | {"before": quote.before, "text": quote.text, "after": quote.after}


def _inline(told: Mapping[str, str | int]) -> str:
    return f"{{ {', '.join(_pairs(told))} }}"


def _pairs(told: Mapping[str, str | int]) -> list[str]:
    return [f"{key} = {_value(value)}" for key, value in told.items() if value != ""]


def _value(value: str | int) -> str:
    """Return a value as TOML writes it: a basic string is one of JSON, but for DEL and lone surrogates.

    >>> _value('say "no"\\n')
    '"say \\\\"no\\\\"\\\\n"'
    """
    if isinstance(value, int):
        return str(value)
    whole = value.encode("utf-8", "replace").decode("utf-8")
    return json.dumps(whole, ensure_ascii=False).replace("\x7f", "\\u007f")
