"""Many rows that are much alike, as columns: what they have in common is said once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

__all__ = ["columns", "numbered", "sparse"]

#: Most kinds of rows.
MOST = 1000


def columns(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return rows as `kind`, the number of each in `kinds`, which hold what many have alike, and `columns`
    with the rest.  A column of which many values are equal is {"of": values, "at": numbers}.

    >>> columns([{"x": 1, "shape": "dot"}, {"x": 2, "shape": "dot"}])
    {'columns': {'x': [1, 2]}, 'kind': [0, 0], 'kinds': [{'shape': 'dot'}]}
    """
    keys = sorted({key for row in rows for key in row})
    found = {key: numbered([row.get(key) for row in rows]) for key in keys}
    kind, alike = [0] * len(rows), set()
    for key in sorted(keys, key=lambda key: (len(found[key][0]), key)):
        pairs, joined = numbered(list(zip(kind, found[key][1], strict=True)))
        if len(pairs) > max(1, min(len(rows) // 4, MOST)):
            break
        kind = joined
        alike.add(key)
    first = {number: row for number, row in reversed(list(zip(kind, rows, strict=True)))}
    return {
        "columns": {key: _column(*found[key]) for key in keys if key not in alike},
        "kind": kind,
        "kinds": [{key: first[i].get(key) for key in sorted(alike)} for i in range(len(first))],
    }


def _column(values: Sequence[Any], at: Sequence[int]) -> Any:
    return {"of": values, "at": at} if len(values) < len(at) / 2 else [values[i] for i in at]


def numbered(values: Sequence[Any]) -> tuple[list[Any], list[int]]:
    """Return the values, each once, in the order in which they come, and the number of each.

    >>> numbered(["a", "b", "a"])
    (['a', 'b'], [0, 1, 0])
    """
    found: dict[object, int] = {}
    once: list[Any] = []
    at = []
    for value, key in zip(values, _keys(values), strict=True):
        number = found.setdefault(key, len(once))
        if number == len(once):
            once.append(value)
        at.append(number)
    return once, at


def _keys(values: Sequence[Any]) -> Iterable[object]:
    """Return for each value what two of them have alike exactly if they are the same in JSON."""
    types = set(map(type, values))
    if types <= {str, type(None)} or types in ({int}, {float}, {tuple}):
        return values
    return (value if isinstance(value, str) else (type(value), _plain(value)) for value in values)


def _plain(value: Any) -> object:
    return json.dumps(value, sort_keys=True, default=str) if isinstance(value, list | dict) else value


def sparse(values: Sequence[Any]) -> dict[str, list[Any]]:
    """Return the values that are there, and where.

    >>> sparse(["", "a"])
    {'at': [1], 'of': ['a']}
    """
    return {"at": [i for i, value in enumerate(values) if value], "of": [value for value in values if value]}
