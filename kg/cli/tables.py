"""How records of statements become rows, shared by `show`, `demo` and `explain`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from kg.errors import InputError

__all__ = ["find_record", "how", "parties", "short_ids", "statement_row", "when"]

Record = Mapping[str, Any]

_SHORTEST = 9
_WIDEST = 50


def short_ids(ids: Iterable[str]) -> dict[str, str]:
    """Return for every id a prefix, of one length (nine characters or more), that no other has.

    >>> short_ids(["st_1234567a", "st_1234568b", "st_9999999c"])["st_9999999c"]
    'st_9999999'
    """
    ordered = sorted(set(ids))
    length = _SHORTEST
    for one, two in pairwise(ordered):
        same = next(
            (i for i, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two))
        )
        length = max(length, same + 1)
    return {one: one[:length] for one in ordered}


def find_record(records: Mapping[str, Any], prefix: str, *, where: str, kind: str) -> Any:
    """Return the record whose id is or begins with `prefix`; raises `InputError` for none or many."""
    if prefix in records:
        return records[prefix]
    found = sorted(one for one in records if one.startswith(prefix))
    if len(found) == 1:
        return records[found[0]]
    if not found:
        raise InputError(f"no {kind} {prefix!r}", where=where, remedy=f"the ids stand in kg show {where}")
    raise InputError(
        f"{prefix!r} is the beginning of {len(found)} ids", where=where, remedy=f"such as {found[0]}"
    )


def parties(record: Record) -> Iterator[Record]:
    """Yield everything that takes part in a statement or says it: subject, object, roles, place, sources."""
    fillers = [
        record["subject"],
        record["object"],
        *(role["filler"] for role in record["roles"]),
        record["place"],
    ]
    said = record["attribution"]
    while said:
        fillers.append(said["source"])
        said = said["outer"]
    yield from (filler for filler in fillers if filler)


def statement_row(record: Record, statements: Mapping[str, Record]) -> Sequence[str]:
    """Return who, does what, to what, with whom, how it is said, when."""
    further = [
        f"{role['marker'] or role['role']} {_name(role['filler'], statements)}" for role in record["roles"]
    ]
    further += [f"in {_name(record['place'], statements)}"] if record["place"] else []
    subject, object_ = (_name(record[key], statements) for key in ("subject", "object"))
    return subject, _relation(record), object_, "; ".join(further), how(record), when(record)


def _relation(record: Record) -> str:
    """Return the words of a relation; where no verb says it ("US envoy"), the name of its property.

    >>> _relation({"rule": "title", "predicate": {"text": "envoy", "property": "kg:holdsPosition"}})
    'holds position'
    """
    if record["rule"].startswith("verbal"):
        return str(record["predicate"]["text"])
    local = str(record["predicate"]["property"]).partition(":")[2]
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", local).lower()


def _name(filler: Record | None, statements: Mapping[str, Record]) -> str:
    """Return what a filler is called; that of a nested statement is its line."""
    if filler is None:
        return ""
    if "statement" in filler:
        inner = statements.get(filler["statement"])
        return f"“{_cut(inner['line'] if inner else filler['text'])}”"
    label, text = str(filler["label"]), str(filler["text"])
    return label if filler["kind"] != "pronoun" or label == text else f"{label} ({text})"


def _cut(text: str) -> str:
    """Return a text that is no longer than fits into a table.

    >>> _cut("word " * 20)[-10:]
    'word word…'
    """
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1].rstrip()}…"


def how(record: Record) -> str:
    """Return how a statement is said: denied, planned …, and by whom; "" for a plain fact.

    >>> how({"polarity": "negative", "modality": "planned", "attribution": None})
    'not, planned'
    """
    words = ["not"] if record["polarity"] == "negative" else []
    words += [record["modality"]] if record["modality"] != "actual" else []
    said = record["attribution"]
    if said:
        source = said["source"]["label"] if said["source"] else "somebody"
        words.append(f"{said['stance']} by {source}")
    return ", ".join(words)


def when(record: Record) -> str:
    """Return the time of a statement: its value, else its words.

    >>> when({"time": {"text": "on Friday", "value": "2019-03-29"}}), when({"time": None})
    ('2019-03-29', '')
    """
    time = record["time"]
    return str(time["value"] or time["text"]) if time else ""
